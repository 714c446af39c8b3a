"""What plans see in one another, by the database: the same as counted activity by activity, and no text unasked."""

from collections import Counter
from datetime import date

import pytest

from ivac.content import rated_scale
from ivac.demo import demo_records
from ivac.learning import Kinds, has_a_say, kinds_to_learn_for, offers
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord
from ivac.selection import Selection
from ivac.store import Neighbours, Scope, Store
from ivac.summaries import Share, summarise_plan

pytestmark = pytest.mark.databases("sqlite", "postgresql")
ALL = Scope()
EVERYTHING = Selection()
SPRING = date(2026, 3, 12)


@pytest.fixture
def records(store: Store) -> list[PlanRecord]:
    for record in demo_records("en"):
        store.add_record(record)
    return [store.record(entry.plan.id) for entry in store.plans()]


@pytest.fixture
def neighbours(store: Store) -> Neighbours:
    return Neighbours(store.engine)


def add_plan(store: Store, name: str, *activities: Activity, day: date = SPRING, **cells: Cell) -> PlanRecord:
    """A plan with one round; cells by the activity's id, all in idea development."""
    here = Assessment(id=f"{name}-round", day=day, scale="ivac", scale_version=1)
    filled = {here.id: {(activity, "ideas"): cell for activity, cell in cells.items()}}
    record = PlanRecord(plan=Plan(id=name, name=name), activities=activities, assessments=(here,), cells=filled)
    store.add_record(record)
    return record


def activity(activity_id: str, kind: str | None = None, area: str | None = None, **more: object) -> Activity:
    return Activity.model_validate(
        {"id": activity_id, "name": f"Name of {activity_id}", "activity_type": kind, "effort_area": area, **more}
    )


JOINT = Cell(answer="professional_joint", example="They chose the day.")


# Whom to learn from


def test_how_a_plan_stands_is_what_its_own_summary_says(records, neighbours):
    for record in records:
        scale = rated_scale(record.latest.scale, record.latest.scale_version)
        summary = summarise_plan(record.activities, record.cells_of(record.latest), scale)
        stands = neighbours.stands(record.plan.id, EVERYTHING)
        assert sum(stand.number for stand in stands) == len(record.activities) * len(PHASES)
        assert neighbours.scale_of(record.plan.id, EVERYTHING) == (scale.id, scale.version)
        shares = {offer.phase: offer.decision for offer in offers(stands, scale)}
        assert shares == {phase.phase: phase.decision for phase in summary.phases}


def test_a_plan_without_a_round_has_nothing_to_stand_on(store, neighbours):
    store.add_record(PlanRecord(plan=Plan(id="p", name="New"), activities=(activity("a"),)))
    assert neighbours.stands("p", EVERYTHING) == []
    assert neighbours.scale_of("p", EVERYTHING) is None


def test_L5_examples_are_those_of_the_same_type_or_area_with_a_say(records, neighbours):
    own, others = records[0], records[1:]
    scale = rated_scale(own.latest.scale, own.latest.scale_version)
    for phase in PHASES:
        kinds = kinds_to_learn_for(neighbours.stands(own.plan.id, EVERYTHING), phase, scale)
        expected = Counter(
            (record.plan.id, each.name)
            for record in others
            for each in record.activities
            if (each.activity_type in kinds.types or each.effort_area in kinds.areas)
            and (level := record.cells_of(record.latest).get((each.id, phase), Cell()).level)
            and has_a_say(rated_scale(record.latest.scale, record.latest.scale_version).level(level))
        )
        open_texts = frozenset(record.plan.id for record in records)
        found, number = neighbours.examples(own.plan.id, phase, kinds, ALL, EVERYTHING, open_texts, 500)
        assert Counter((each.plan_id, each.name) for each in found) == expected
        assert number == expected.total()


def test_texts_are_read_of_plans_that_share_them_alone(store, neighbours):
    for name in ("own", "open", "closed"):
        add_plan(store, name, activity(f"{name}-a", "hobby_clubs", description="Each week"), **{f"{name}-a": JOINT})
    kinds = Kinds(1, frozenset({"hobby_clubs"}), frozenset())

    found, _ = neighbours.examples("own", "ideas", kinds, ALL, EVERYTHING, frozenset({"own", "open"}), 30)

    assert {each.plan_id: (each.name, each.description, each.example) for each in found} == {
        "open": ("Name of open-a", "Each week", "They chose the day."),
        "closed": ("", "", ""),
    }


def test_same_types_come_first_then_readable_examples_then_one_of_each_plan(store, neighbours):
    add_plan(store, "own", activity("o"))
    silent = Cell(answer="resident_decide")
    many = [activity(f"a{number}", "hobby_clubs") for number in range(3)]
    add_plan(store, "A", *many, activity("area", None, "health"), **{each.id: silent for each in many}, area=JOINT)
    add_plan(store, "B", activity("b0", "hobby_clubs"), activity("b1", "hobby_clubs"), b0=silent, b1=JOINT)
    kinds = Kinds(1, frozenset({"hobby_clubs"}), frozenset({"health"}))

    found, number = neighbours.examples("own", "ideas", kinds, ALL, EVERYTHING, frozenset("AB"), 4)

    assert [each.name.removeprefix("Name of ") for each in found] == ["b1", "a0", "a1", "b0"]
    assert number == 6


def test_examples_keep_to_scope_and_selection(store, neighbours):
    add_plan(store, "own", activity("o"))
    simple = activity("a", "hobby_clubs", complexity="simple")
    add_plan(store, "A", simple, a=Cell(answer="resident_joint", roles=("bridging",)))
    add_plan(store, "B", activity("b", "hobby_clubs"), day=date(2020, 1, 1), b=JOINT)
    kinds = Kinds(1, frozenset({"hobby_clubs"}), frozenset())

    def plans(scope: Scope = ALL, selection: Selection = EVERYTHING) -> list[str]:
        found, _ = neighbours.examples("own", "ideas", kinds, scope, selection, frozenset(), 30)
        return [each.plan_id for each in found]

    assert plans() == ["A", "B"]
    assert plans(Scope(plans=("own", "B"))) == ["B"]
    assert plans(selection=Selection({"complexity": ("simple",)})) == ["A"]
    assert plans(selection=Selection({"role": ("bridging",)})) == ["A"]
    assert plans(selection=Selection(until=date(2021, 1, 1))) == ["B"]


# Similar plans


def test_profiles_are_those_of_each_plans_first_round(records, neighbours):
    found = neighbours.profiles(ALL, EVERYTHING, records[0].plan.id)
    assert set(found) == {record.plan.id for record in records}
    for record in records:
        first = min(record.assessments, key=lambda each: each.day)
        summary = summarise_plan(
            record.activities, record.cells_of(first), rated_scale(first.scale, first.scale_version)
        )
        profile = found[record.plan.id]
        assert profile.activities == len(record.activities)
        assert profile.areas == {each.effort_area for each in record.activities} - {None}
        assert profile.start == {each.phase: each.decision for each in summary.phases if each.decision.whole}
        assert profile.fictional == record.plan.fictional


def test_a_plan_is_looked_at_whatever_plans_are_chosen(store, neighbours):
    add_plan(store, "own", activity("o", area="health"), o=JOINT)
    add_plan(store, "there", activity("t", area="health"))
    store.save_plan(Plan(id="there", name="there", municipality="Aarhus"))
    chosen = Selection({"municipality": ("Aarhus",), "effort_area": ("health",)})

    found = neighbours.profiles(ALL, chosen, "own")

    assert set(found) == {"own", "there"}
    assert found["own"].start == {"ideas": Share(1, 1)}
    assert sum(stand.number for stand in neighbours.stands("own", chosen)) == len(PHASES)


# Missing from view


def test_coverage_counts_every_selected_activity_once_in_each_phase(records, neighbours):
    activities = [each for record in records for each in record.activities]
    found = neighbours.coverage(ALL, EVERYTHING)

    groups = Counter(group for each in activities for group in each.target_groups)
    assert (found.target_groups.counts, found.target_groups.activities) == (groups, len(activities))
    assert found.target_groups.unstated == sum(not each.target_groups for each in activities)
    areas = Counter(each.effort_area for each in activities if each.effort_area)
    assert (found.effort_areas.counts, found.effort_areas.unstated) == (areas, len(activities) - areas.total())
    for known in found.phases:
        levels = waiting = 0
        for record in records:
            for each in record.activities:
                cell = record.cells_of(record.latest).get((each.id, known.phase), Cell())
                levels += cell.level is not None
                not_begun = cell.answer == "not_relevant" or each.status.get(known.phase) == "not_begun"
                waiting += cell.level is None and not_begun
        assert (known.with_level, known.not_begun, known.activities) == (levels, waiting, len(activities))


def test_M4_activities_of_plans_without_a_round_are_not_known(store, neighbours):
    begun = activity("b", status={"ideas": "done", "evaluation": "not_begun"})
    store.add_record(PlanRecord(plan=Plan(id="p", name="New"), activities=(activity("a"), begun)))
    add_plan(
        store,
        "rated",
        activity("c", status={"ideas": "not_begun"}),
        activity("d"),
        activity("e", status={"ideas": "not_begun"}),
        activity("f"),
        c=JOINT,
        d=Cell(answer="not_relevant"),
        e=Cell(answer="dont_know"),
        f=Cell(answer="dont_know"),
    )

    phases = {each.phase: each for each in neighbours.coverage(ALL, EVERYTHING).phases}

    ideas, evaluation = phases["ideas"], phases["evaluation"]
    assert (ideas.with_level, ideas.not_begun, ideas.unknown) == (1, 2, 3)
    assert (evaluation.with_level, evaluation.not_begun, evaluation.unknown) == (0, 1, 5)


def test_a_list_is_counted_with_its_own_facet_open(store, neighbours):
    add_plan(store, "p", activity("a", area="health", target_groups=("men",)), activity("b", area="social_life"))
    found = neighbours.coverage(ALL, Selection({"effort_area": ("health",), "target_group": ("women",)}))
    assert found.effort_areas.activities == 0
    assert found.target_groups.counts == {"men": 1}


def test_M5_with_days_only_plans_with_a_round_between_them_count(store, neighbours):
    add_plan(store, "early", activity("a", area="health", target_groups=("men",)), day=date(2024, 3, 1))
    add_plan(store, "late", activity("b", area="social_life", target_groups=("women",)), day=date(2026, 3, 1))
    store.add_record(PlanRecord(plan=Plan(id="new", name="New"), activities=(activity("c", area="health"),)))

    def covered(**days: date) -> tuple[dict[str, int], int, set[int], set[str]]:
        chosen = Selection({}, **days)
        found = neighbours.coverage(ALL, chosen)
        return (
            dict(found.target_groups.counts), found.effort_areas.activities,
            {each.activities for each in found.phases}, set(neighbours.profiles(ALL, chosen, "new")),
        )  # fmt: skip

    assert covered() == ({"men": 1, "women": 1}, 3, {3}, {"early", "late", "new"})
    assert covered(since=date(2024, 3, 2)) == ({"women": 1}, 1, {1}, {"late", "new"})
    assert covered(until=date(2024, 3, 1)) == ({"men": 1}, 1, {1}, {"early", "new"})
    assert covered(since=date(2025, 1, 1), until=date(2025, 12, 31)) == ({}, 0, {0}, {"new"})


def test_where_nothing_is_there_is_nothing_to_cover(neighbours):
    found = neighbours.coverage(ALL, EVERYTHING)
    assert found.target_groups.activities == 0
    assert all(each.activities == each.with_level == each.not_begun == 0 for each in found.phases)
