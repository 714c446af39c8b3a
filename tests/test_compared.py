"""A comparison is the sum of its plans' own summaries, whatever is selected; and no plan is read otherwise in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac.comparison import group, in_common_rows, row_of
from ivac.content import load, rated_scale
from ivac.demo import demo_records
from ivac.model import DONT_KNOW, PHASES, Activity, Assessment, Cell, Plan, PlanRecord
from ivac.selection import Selection
from ivac.store import Country, Scope, Store, compared, courses, open_store
from ivac.summaries import Share, summarise_counts, summarise_plan

LISTS = load().lists
FACETS = {
    "effort_area": (LISTS.ids("effort_areas"), lambda activity: {activity.effort_area}),
    "activity_type": (LISTS.ids("activity_types"), lambda activity: {activity.activity_type}),
    "target_group": (LISTS.ids("target_groups"), lambda activity: set(activity.target_groups)),
    "complexity": (LISTS.ids("complexities"), lambda activity: {activity.complexity}),
    "aim": (LISTS.ids("aims"), lambda activity: {activity.aim}),
}
selections = st.fixed_dictionaries(
    {}, optional={facet: st.lists(st.sampled_from(ids), unique=True, max_size=6) for facet, (ids, _) in FACETS.items()}
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('compared') / 'ivac.db'}")
    for record in demo_records("en"):
        store.add_record(record)
    yield Country(store.engine), [store.record(entry.plan.id) for entry in store.plans()]
    store.engine.dispose()


def kept(record: PlanRecord, chosen: dict[str, list[str]]) -> tuple[Activity, ...]:
    return tuple(
        activity
        for activity in record.activities
        if all(not values or set(values) & FACETS[facet][1](activity) for facet, values in chosen.items())
    )


@given(selections)
def test_a_comparison_is_the_sum_of_its_plans_own_summaries(demo, chosen):
    country, records = demo
    selection = Selection({facet: tuple(values) for facet, values in chosen.items()})

    comparison = compared(country.rounds(Scope(), selection), country.counts(Scope(), selection))

    own = {}
    for record in records:
        if record.latest and (activities := kept(record, chosen)):
            scale = rated_scale(record.latest.scale, record.latest.scale_version)
            own[record.plan.id] = summarise_plan(activities, record.cells_of(record.latest), scale)
    assert {plan.plan.id: plan.summary for plan in comparison.plans} == own
    if not comparison.plans:
        return
    together = group("All", comparison.plans)
    for place, phase in enumerate(PHASES):
        phases = [summary.phases[place] for summary in own.values()]
        assert sum(together.counts[phase].values()) == sum(each.known for each in phases)
        for share in ("decision", "initiative"):
            shares = [getattr(each, share) for each in phases]
            expected = Share(sum(each.part for each in shares), sum(each.whole for each in shares))
            assert getattr(together.phases[place], share) == expected
            assert (
                sum(
                    number
                    for row in comparison.rows
                    for number in [together.counts[phase][row.id]]
                    if (
                        row.combination[1] != "professionals"
                        if share == "decision"
                        else row.combination[0] == "residents"
                    )
                )
                == expected.part
            )


def test_plans_stay_in_the_order_given_whatever_their_levels(demo):
    country, _ = demo
    rounds = country.rounds(Scope(), Selection())
    assert [plan.name for plan in compared(rounds[::-1], []).plans] == [each.name for each in rounds[::-1]]
    assert [each.name.casefold() for each in rounds] == sorted(each.name.casefold() for each in rounds)


def test_a_plan_of_which_nothing_is_known_is_there_and_is_not_low(demo):
    country, _ = demo
    (plan, *_) = compared(country.rounds(Scope(), Selection()), []).plans
    assert plan.summary.activities > 0
    assert all(phase.decision == Share(0, 0) and phase.decision.value is None for phase in plan.phases)


def test_an_answer_outside_the_scale_has_no_row_and_levels_meet_in_two_dimensions():
    ivac, hart = load().scales["ivac"], load().scales["hart"]
    one = (Plan(name="One"), summarise_counts([], 1, ivac))
    two = (Plan(name="Two"), summarise_counts([], 1, hart))
    alike, mixed = in_common_rows([one]), in_common_rows([one, two])
    assert row_of(DONT_KNOW, ivac, alike) is None
    assert row_of("informed", ivac, alike) == "informed"
    assert row_of("informed", ivac, mixed) == row_of("tokenism", hart, mixed) == "professionals_professionals"


def test_a_course_has_the_rounds_that_know_the_phase_and_reads_each_on_its_own_scale(store: Store):
    rounds = (
        Assessment(id="first", day=date(2023, 3, 1), scale="hart", scale_version=1, recalled=True),
        Assessment(id="blank", day=date(2024, 3, 1), scale="ivac", scale_version=1),
        Assessment(id="last", day=date(2026, 3, 1), scale="ivac", scale_version=1),
    )
    cells = {
        "first": {("choir", "ideas"): Cell(answer="tokenism"), ("run", "ideas"): Cell(answer=DONT_KNOW)},
        "blank": {("choir", "ideas"): Cell(answer=DONT_KNOW)},
        "last": {("choir", "ideas"): Cell(answer="resident_decide"), ("run", "ideas"): Cell(answer="informed")},
    }
    activities = (Activity(id="choir", name="Choir"), Activity(id="run", name="Run"))
    store.add_record(PlanRecord(plan=Plan(id="p", name="P"), activities=activities, assessments=rounds, cells=cells))
    country = Country(store.engine)

    (course,) = courses(
        country.rounds(Scope(), Selection()), country.over_time(Scope(), Selection(), "ideas"), "ideas"
    )  # fmt: skip

    assert [(each.day.year, each.recalled, each.decision, each.initiative) for each in course.rounds] == [
        (2023, True, Share(0, 1), Share(0, 1)),
        (2026, False, Share(1, 2), Share(1, 2)),
    ]
