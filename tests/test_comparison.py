import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac.comparison import COMBINATIONS, Comparison, compare, differences, row_id
from ivac.content import Scale, load
from ivac.faults import Code, Refused
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Plan
from ivac.summaries import PlanSummary, Share, summarise_counts

IVAC, HART, VOLUNTEERS = (load().scales[name] for name in ("ivac", "hart", "volunteers"))


def summary(scale: Scale, *counts: tuple[str, str, int], activities: int = 20) -> PlanSummary:
    return summarise_counts(counts, activities, scale)


def plan(name: str) -> Plan:
    return Plan(id=name.lower(), name=name)


NORD = (plan("Nord"), summary(IVAC, ("ideas", "informed", 3), ("ideas", "resident_decide", 1), ("ideas", DONT_KNOW, 2)))
SYD = (plan("Syd"), summary(IVAC, ("ideas", "informed", 1), ("planning", "not_involved", 2)))
VEST = (plan("Vest"), summary(HART, ("ideas", "tokenism", 2), ("ideas", "consulted_informed", 5)))
EAST = (plan("Øst"), summary(VOLUNTEERS, ("ideas", "plan_coordinates", 4)))


@st.composite
def summaries(draw: st.DrawFn) -> PlanSummary:
    """Any plan's counts on any scale."""
    scale = draw(st.sampled_from([IVAC, HART, VOLUNTEERS]))
    counted = draw(
        st.dictionaries(st.tuples(st.sampled_from(PHASES), st.sampled_from(scale.answers)), st.integers(1, 9))
    )
    triples = [(phase, answer, number) for (phase, answer), number in counted.items()]
    return summarise_counts(triples, 9 * len(scale.answers), scale)


def compared(*found: PlanSummary) -> Comparison:
    return compare([(plan(f"Plan{number}"), each) for number, each in enumerate(found)])


def test_plans_on_one_scale_are_compared_by_its_levels():
    comparison = compare([NORD, SYD])
    assert comparison.scale == IVAC
    assert not comparison.lossy
    assert tuple(row.id for row in comparison.rows) == IVAC.level_ids
    assert comparison.plans[0].counts["ideas"]["informed"] == 3


def test_plans_on_different_scales_meet_in_two_dimensions_and_lose_steps():
    comparison = compare([NORD, VEST, EAST])
    assert comparison.scale is None
    assert comparison.lossy
    assert [row.combination for row in comparison.rows] == [
        ("professionals", "professionals"),
        ("professionals", "together"),
        ("residents", "together"),
        ("residents", "residents"),
    ]


def test_two_versions_of_a_scale_are_two_scales():
    newer = IVAC.model_copy(update={"version": 2})
    comparison = compare([NORD, (plan("Ny"), summary(newer, ("ideas", "informed", 1)))])
    assert comparison.lossy
    assert len(comparison.rows) == 4


def test_levels_that_share_their_dimensions_are_added_up():
    comparison = compare([NORD, VEST])
    told = row_id(("professionals", "professionals"))
    nord, vest = comparison.plans
    assert nord.counts["ideas"][told] == 3
    assert vest.counts["ideas"][told] == 2 + 5
    assert nord.counts["ideas"][row_id(("residents", "residents"))] == 1


def test_every_level_of_every_scale_has_a_row_in_the_two_dimensions():
    pairs = {(level.initiative, level.decides) for scale in load().scales.values() for level in scale.levels}
    assert pairs == set(COMBINATIONS)


def test_rows_stand_on_the_colour_path_in_their_order():
    for comparison in (compare([NORD, SYD]), compare([NORD, VEST])):
        places = [row.palette for row in comparison.rows]
        assert places == sorted(set(places))


def test_what_is_on_purpose_is_added_up_with_its_level():
    chosen = [("ideas", "tokenism", 1), ("ideas", "consulted_informed", 2)]
    counts = [("ideas", "tokenism", 2), ("ideas", "consulted_informed", 5)]
    vest = (plan("Vest"), summarise_counts(counts, 20, HART, chosen))
    comparison = compare([NORD, vest])
    told = row_id(("professionals", "professionals"))
    assert [each.on_purpose["ideas"][told] for each in comparison.plans] == [0, 3]
    found = {(item.phase, item.row): item for item in differences(comparison, *comparison.plans)}
    assert found["ideas", told].on_purpose == (0, 3)
    assert compare([vest, vest]).plans[0].on_purpose["ideas"]["tokenism"] == 1


@given(st.lists(summaries(), min_size=2, max_size=4))
def test_merging_keeps_every_activity_in_its_phase(found):
    comparison = compared(*found)
    for before, after in zip(found, comparison.plans, strict=True):
        for phase in before.phases:
            assert sum(after.counts[phase.phase].values()) == phase.known
            assert tuple(after.counts[phase.phase]) == tuple(row.id for row in comparison.rows)


@given(st.lists(summaries(), min_size=2, max_size=4))
def test_the_shares_survive_merging(found):
    # Who decides and who begins are just what the common rows keep.
    comparison = compared(*found)
    initiative, decides = ({row.id: row.combination[side] for row in comparison.rows} for side in (0, 1))
    for each in comparison.plans:
        for phase in each.summary.phases:
            counts = each.counts[phase.phase].items()
            assert sum(n for row, n in counts if decides[row] != "professionals") == phase.decision.part
            assert sum(n for row, n in counts if initiative[row] == "residents") == phase.initiative.part


def test_the_order_given_is_kept():
    assert [each.plan.name for each in compare([SYD, NORD, SYD]).plans] == ["Syd", "Nord", "Syd"]
    assert [each.plan.name for each in compare([EAST, VEST, NORD]).plans] == ["Øst", "Vest", "Nord"]


@pytest.mark.parametrize("plans", [[], [NORD]])
def test_fewer_than_two_plans_are_refused(plans):
    with pytest.raises(Refused) as refused:
        compare(plans)
    assert [fault.code for fault in refused.value.faults] == [Code.TWO_PLANS_NEEDED]


def test_a_difference_is_the_second_share_less_the_first():
    comparison = compare([NORD, SYD])
    found = {(item.phase, item.row): item for item in differences(comparison, *comparison.plans)}
    item = found["ideas", "informed"]
    assert (item.first, item.second, item.points) == (Share(3, 4), Share(1, 1), 0.25)


def test_there_is_no_difference_where_a_side_knows_nothing():
    comparison = compare([NORD, SYD])
    forwards = {(item.phase, item.row): item.points for item in differences(comparison, *comparison.plans)}
    backwards = {(item.phase, item.row): item.points for item in differences(comparison, *comparison.plans[::-1])}
    for row in IVAC.level_ids:
        assert forwards["planning", row] is backwards["planning", row] is None  # Nord knows nothing of it
        assert forwards["evaluation", row] is None  # neither does
        assert forwards["ideas", row] is not None


def test_dont_know_alone_is_nothing_known():
    comparison = compare([NORD, (plan("Tom"), summary(IVAC, ("ideas", DONT_KNOW, 4), ("ideas", NOT_RELEVANT, 4)))])
    assert {item.points for item in differences(comparison, *comparison.plans)} == {None}


def test_the_differences_cover_every_row_and_phase_once():
    comparison = compare([NORD, VEST])
    keys = [(item.phase, item.row) for item in differences(comparison, *comparison.plans)]
    assert len(keys) == len(set(keys)) == 4 * 6


@given(summaries())
def test_a_plan_differs_from_itself_by_nothing(found):
    comparison = compared(found, found)
    points = {item.phase: item.points for item in differences(comparison, *comparison.plans)}
    assert set(points.values()) <= {0, None}
    assert {phase for phase, value in points.items() if value is None} == {
        phase.phase for phase in found.phases if not phase.known
    }


@given(summaries(), summaries())
def test_turned_round_a_difference_changes_its_sign(one, other):
    comparison = compared(one, other)
    first, second = comparison.plans
    for there, back in zip(differences(comparison, first, second), differences(comparison, second, first), strict=True):
        assert there.points is back.points is None or there.points == -(back.points or 0)
