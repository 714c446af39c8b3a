"""Plans that documents are made of: the demo plans, and hostile ones."""

from datetime import date

from ivac.demo import demo_records
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord, Step
from ivac.report import Report, report_of

LONG = "Kontaktoplysningsformidlingsaktiviteternes fællesbestyrelsesrepræsentantskab " * 2
"""Long words, close to the limit of a name."""
ARABIC = "مقهى الواجبات المنزلية في الحي"
EMOJI = "Løb 🏃‍♀️ og 👩‍🌾 have “æøå” <b>&amp;</b> #let *x* $y$ =1+1"
CHINESE = "社区花园"
"""No font of ours has these letters."""


def demo_report(code: str = "da", name: str = "Solg") -> Report:
    """A demo plan in its latest round."""
    record = next(record for record in demo_records(code) if record.plan.name.startswith(name))
    assert record.latest
    return report_of(record, record.latest)


def record_of(names: list[str], answers: dict[str, str | None] | None = None, **plan: object) -> PlanRecord:
    """A plan with activities of these names, rated alike; `answers` by phase, the first level where nothing is said."""
    activities = tuple(Activity(id=f"a{number}", name=name[:120]) for number, name in enumerate(names))
    assessment = Assessment(id="r1", day=date(2026, 3, 12), scale="ivac", scale_version=1)
    given = answers if answers is not None else dict.fromkeys(PHASES, "informed")
    cells = {
        (activity.id, phase): Cell(answer=answer, desired="resident_joint", desired_reason="time", desired_note=EMOJI)
        for activity in activities
        for phase in PHASES
        if (answer := given.get(phase))
    }
    step = Step(id="s1", plan_id="p1", what=EMOJI, who="MK", by=date(2026, 5, 3), made_on=date(2026, 3, 12))
    return PlanRecord(
        plan=Plan.model_validate({"id": "p1", "name": "Engen", **plan}),
        activities=activities,
        assessments=(assessment,),
        cells={"r1": cells},
        steps=(step,),
    )


def hostile_records() -> dict[str, PlanRecord]:
    """By what is hard about them."""
    return {
        "long names": record_of([LONG, LONG[40:]], name=LONG[:120]),
        "other writings": record_of([ARABIC, EMOJI], name=f"{ARABIC} {EMOJI}"[:120]),
        "letters that no font has": record_of([CHINESE], name=CHINESE),
        "sixty activities": record_of([f"Aktivitet nummer {number}" for number in range(1, 61)]),
        "one activity": record_of(["Kor"]),
        "everything unknown": record_of(["Kor", "Have"], dict.fromkeys(PHASES, "dont_know")),
        "nothing answered": record_of(["Kor"], {}),
        "no activities": record_of([]),
    }


def hostile_report(which: str) -> Report:
    record = hostile_records()[which]
    assert record.latest
    return report_of(record, record.latest)
