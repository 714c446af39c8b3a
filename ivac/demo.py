"""The demo plans of `content/demo/` as records in one language: one real with its gaps, two fictional."""

from ivac.content import Content, Demo, Words, load
from ivac.content.schema import DemoActivity, DemoActivityWords, DemoNote
from ivac.model import BLANK, PHASES, Activity, Assessment, Cell, PhaseId, Plan, PlanRecord, StatusChange, new_id


def demo_records(language: str) -> list[PlanRecord]:
    """Every demo plan with fresh ids; the last is a complete one, so that it is what people see first."""
    content = load()
    demos = sorted(content.demos, key=lambda demo: (demo.fictional, demo.id))
    return [_record(demo, content, content.words[language]) for demo in demos]


def _record(demo: Demo, content: Content, words: Words) -> PlanRecord:
    texts = words.demos[demo.id]
    document = next(document for document in content.documents if document.id == demo.source.document)
    plan = Plan(
        name=texts.name,
        area=texts.area,
        municipality=texts.municipality,
        organisation=texts.organisation,
        start_year=demo.start_year,
        end_year=demo.end_year,
        fictional=demo.fictional,
        source="" if demo.fictional else f"{document.title}, {demo.source.chapter}".removesuffix(", "),
    )
    scale = content.scales[demo.scale]
    assessment = Assessment(day=demo.day, scale=scale.id, scale_version=scale.version)
    ids = {activity.id: new_id() for activity in demo.activities}
    cells = {
        (ids[activity.id], phase): cell
        for activity in demo.activities
        for phase in PHASES
        if (cell := _cell(activity, texts.activities[activity.id], phase)) != BLANK
    }
    return PlanRecord(
        plan=plan,
        activities=tuple(_activity(activity, texts.activities[activity.id], ids) for activity in demo.activities),
        assessments=(assessment,),
        cells={assessment.id: cells},
        status_changes=tuple(
            StatusChange(activity=ids[activity.id], phase=phase, day=demo.day, status=activity.status[phase])
            for activity in demo.activities
            for phase in PHASES
            if phase in activity.status
        ),
    )


def _activity(activity: DemoActivity, words: DemoActivityWords, ids: dict[str, str]) -> Activity:
    return Activity(
        id=ids[activity.id],
        name=words.name,
        description=words.description,
        effort_area=activity.effort_area,
        activity_type=activity.activity_type,
        target_groups=activity.target_groups,
        complexity=activity.complexity,
        professional_skill=activity.professional_skill,
        partners=words.partners,
        volunteers=activity.volunteers,
        aim=activity.aim,
        status=activity.status,
    )


def _cell(activity: DemoActivity, words: DemoActivityWords, phase: PhaseId) -> Cell:
    wish = activity.desired.get(phase)
    note = words.notes.get(phase, DemoNote())
    return Cell(
        answer=activity.levels.get(phase),
        desired=wish.level if wish else None,
        desired_reason=wish.reason if wish else None,
        roles=activity.roles.get(phase, ()),
        actors=activity.actors.get(phase, ()),
        worked=note.worked,
        hard=note.hard,
        example=note.example,
        evidence=activity.evidence.get(phase),
    )
