"""Counts over many plans: the same as each plan's own summary, whatever is selected."""

from collections import Counter
from datetime import date

import pytest

from ivac.acts import agree, open_doors, reveal
from ivac.content import rated_scale
from ivac.demo import demo_records
from ivac.model import PHASES, Activity, Assessment, Plan, PlanRecord
from ivac.selection import Selection
from ivac.store import Country, Scope, Store, Workshops
from ivac.summaries import summarise_counts, summarise_plan
from ivac.workshop import AgendaItem, Workshop

pytestmark = pytest.mark.databases("sqlite", "postgresql")
ALL = Scope()


@pytest.fixture
def records(store: Store) -> list[PlanRecord]:
    for record in demo_records("en"):
        store.add_record(record)
    return [store.record(entry.plan.id) for entry in store.plans()]


def selected(record: PlanRecord, keep) -> PlanRecord:
    return record.model_copy(update={"activities": tuple(each for each in record.activities if keep(each))})


CHOICES = [
    (Selection(), lambda activity: True),
    (Selection({"effort_area": ("health",)}), lambda activity: activity.effort_area == "health"),
    (
        Selection({"effort_area": ("health", "social_life"), "complexity": ("simple",)}),
        lambda activity: activity.effort_area in ("health", "social_life") and activity.complexity == "simple",
    ),
    (Selection({"target_group": ("men", "women")}), lambda activity: {"men", "women"} & set(activity.target_groups)),
    (Selection({"skill": ("no",)}), lambda activity: activity.professional_skill is False),
    (Selection({"aim": ("with_residents",)}), lambda activity: activity.aim == "with_residents"),
]


@pytest.mark.parametrize(("selection", "keep"), CHOICES, ids=lambda each: str(getattr(each, "chosen", "")))
def test_counts_of_a_plan_are_those_of_its_own_summary(store, records, selection, keep):
    country = Country(store.engine)
    rounds = {each.plan_id: each for each in country.rounds(ALL, selection)}
    counts = country.counts(ALL, selection)
    for record in records:
        part = selected(record, keep)
        if record.latest is None or not part.activities:
            assert record.plan.id not in rounds
            continue
        here = rounds[record.plan.id]
        assert (here.assessment_id, here.activities) == (record.latest.id, len(part.activities))
        scale = rated_scale(here.scale, here.scale_version)
        mine = [each for each in counts if each.plan_id == record.plan.id]
        assert summarise_counts(
            ((each.phase, each.answer, each.number) for each in mine),
            here.activities,
            scale,
            ((each.phase, each.answer, each.on_purpose) for each in mine),
        ) == summarise_plan(part.activities, record.cells_of(record.latest), scale)


def test_a_role_selects_the_phases_in_which_staff_had_it(store, records):
    record = records[0]
    activity, other = record.activities[:2]
    assert record.latest
    for phase in PHASES[:2]:
        store.change_cell(record.latest.id, activity.id, phase, answer="informed", roles=("bridging", "performing"))
    store.change_cell(record.latest.id, other.id, "ideas", answer="informed", roles=("coordinating",))
    scope = Scope(plans=(record.plan.id,))

    found = Country(store.engine).counts(scope, Selection({"role": ("bridging",)}))

    assert Counter({each.phase: each.number for each in found}) == {"knowledge": 1, "ideas": 1}


@pytest.mark.parametrize(
    ("chosen", "here"),
    [
        ({"region": ("midtjylland",)}, True),
        ({"region": ("sjaelland",)}, False),
        ({"municipality": ("Aarhus Kommune",)}, True),
        ({"municipality": ("Odense",)}, False),
        ({"period": ("2024",)}, True),
        ({"period": ("2030",)}, False),
        ({"period": ("2024", "2030"), "framing": ("civil",)}, True),
        ({"framing": ("public",)}, False),
    ],
)
def test_plans_are_selected_by_what_they_are(store, chosen, here):
    plan = Plan(id="p", name="Engen", municipality="Aarhus Kommune", start_year=2023, end_year=2026, framing="civil")
    spring = Assessment(id="spring", day=date(2025, 3, 1), scale="ivac", scale_version=1)
    store.add_record(PlanRecord(plan=plan, activities=(Activity(id="a", name="Kor"),), assessments=(spring,)))

    assert bool(Country(store.engine).rounds(ALL, Selection(chosen))) is here


def test_days_choose_the_newest_round_between_them(store):
    days = (date(2024, 3, 1), date(2025, 3, 1), date(2026, 3, 1))
    rounds = tuple(Assessment(id=str(day.year), day=day, scale="ivac", scale_version=1) for day in days)
    plan = PlanRecord(plan=Plan(id="p", name="Engen"), activities=(Activity(id="a", name="Kor"),), assessments=rounds)
    store.add_record(plan)
    country = Country(store.engine)

    assert [each.assessment_id for each in country.rounds(ALL, Selection())] == ["2026"]
    assert [each.assessment_id for each in country.rounds(ALL, Selection(until=days[1]))] == ["2025"]
    assert country.rounds(ALL, Selection(since=date(2026, 3, 2))) == []


def test_a_perspective_counts_answers_of_groups_of_three_and_no_smaller(store):
    secret = "the secret of this test"  # noqa: S105
    store.add_record(PlanRecord(plan=Plan(id="p", name="Engen"), activities=(Activity(id="a", name="Kor"),)))
    workshops = Workshops(store.engine, secret)
    meeting = Workshop(
        id="w", plan_id="p", day=date(2026, 3, 1), scale="ivac", scale_version=1, agenda=(AgendaItem(activity="a"),)
    )
    workshops.add(meeting)
    code = workshops.code(workshops.change("w", open_doors()))
    assert code
    answers = {"staff": ("informed", "informed", "dont_know"), "resident": ("not_involved", "informed")}
    for perspective, given in answers.items():
        for answer in given:
            place = workshops.join(code, "here", perspective, "")
            workshops.rate(workshops.place(place), "a", "ideas", 1, "answer", answer)
    workshops.change("w", reveal())
    country = Country(store.engine)
    assert country.counts(ALL, Selection(perspective="staff")) == []  # the room has not agreed yet
    workshops.agree("w", "a", "ideas", answer="informed")
    workshops.change("w", agree())

    found = {each.answer: each.number for each in country.counts(ALL, Selection(perspective="staff"))}

    assert found == {"informed": 2, "dont_know": 1}
    assert country.counts(ALL, Selection(perspective="resident")) == []


def test_every_write_to_a_plan_changes_the_version(store, records):
    country = Country(store.engine)
    before = country.version(ALL)
    store.add_activities(records[0].plan.id, [Activity(name="New")])
    changed = country.version(ALL)
    store.delete_plan(records[1].plan.id)

    assert len({before, changed, country.version(ALL)}) == 3


def test_another_plan_in_the_place_of_one_changes_the_version(store, records):
    country = Country(store.engine)
    first, second, *_ = (record.plan.id for record in records)
    assert country.version(Scope(plans=(first,))) != country.version(Scope(plans=(second,)))
    before = country.version(ALL)
    store.delete_plan(first)
    store.add_record(PlanRecord(plan=Plan(id="new", name="New")))
    assert country.version(ALL) != before
