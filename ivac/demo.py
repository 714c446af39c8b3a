"""The demo plans of `content/demo/` as records in one language: one real with its gaps, two fictional."""

from collections.abc import Callable, Mapping
from datetime import date

from ivac.content import Content, Demo, Scale, Words, load
from ivac.content.demo_schema import DemoActivity, DemoActivityWords, DemoNote, DemoStep, DemoStepWords
from ivac.model import (
    BLANK,
    PHASES,
    Activity,
    Assessment,
    Cell,
    CellKey,
    PhaseId,
    PhaseStatus,
    Plan,
    PlanRecord,
    StatusChange,
    Step,
    new_id,
)
from ivac.statuses import changed_phases


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
    ids = {activity.id: new_id() for activity in demo.activities}
    now = Assessment(day=demo.day, scale=scale.id, scale_version=scale.version)
    cells = {now.id: _filled(ids, demo, lambda activity, phase: _cell(activity, texts.activities[activity.id], phase))}
    rounds: tuple[Assessment, ...] = (now,)
    if demo.earlier:
        then = Assessment(day=demo.earlier, scale=scale.id, scale_version=scale.version)
        cells[then.id] = _filled(ids, demo, _earlier_cell)
        rounds = (then, now)
    return PlanRecord(
        plan=plan,
        activities=tuple(_activity(activity, texts.activities[activity.id], ids) for activity in demo.activities),
        assessments=rounds,
        cells=cells,
        steps=tuple(_step(step, plan.id, texts.steps[step.id], ids, demo, scale) for step in demo.steps),
        status_changes=tuple(change for activity in demo.activities for change in _changes(activity, ids, demo)),
    )


def _filled(
    ids: Mapping[str, str], demo: Demo, cell_of: Callable[[DemoActivity, PhaseId], Cell]
) -> dict[CellKey, Cell]:
    return {
        (ids[activity.id], phase): cell
        for activity in demo.activities
        for phase in PHASES
        if (cell := cell_of(activity, phase)) != BLANK
    }


def _step(step: DemoStep, plan_id: str, words: DemoStepWords, ids: Mapping[str, str], demo: Demo, scale: Scale) -> Step:
    levels = {"from_level": step.from_level, "to_level": step.to_level}
    on_scale = {"scale": scale.id, "scale_version": scale.version, **levels} if any(levels.values()) else {}
    return Step.model_validate({
        "plan_id": plan_id, "activity": ids[step.activity], "phase": step.phase, "what": words.what,
        "who": words.who, "by": step.by, "needs_others": step.needs_others, "status": step.status,
        "dropped_because": words.dropped_because, "made_on": demo.day, **on_scale,
    })  # fmt: skip


def _changes(activity: DemoActivity, ids: Mapping[str, str], demo: Demo) -> list[StatusChange]:
    """What was recorded of the phases at the earlier round, and at the later one where it had changed."""
    then = activity.earlier.status if activity.earlier else {}
    recorded: list[tuple[PhaseId, date, PhaseStatus | None]] = [
        (phase, demo.earlier, status) for phase, status in then.items() if demo.earlier
    ]
    recorded += [(phase, demo.day, status) for phase, status in changed_phases(then, activity.status).items()]
    return [
        StatusChange(activity=ids[activity.id], phase=phase, day=day, status=status)
        for phase, day, status in sorted(recorded, key=lambda one: (PHASES.index(one[0]), one[1]))
    ]


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


def _earlier_cell(activity: DemoActivity, phase: PhaseId) -> Cell:
    if activity.earlier is None:
        return BLANK
    wish = activity.earlier.desired.get(phase)
    return Cell(
        answer=activity.earlier.levels.get(phase),
        desired=wish.level if wish else None,
        desired_reason=wish.reason if wish else None,
    )
