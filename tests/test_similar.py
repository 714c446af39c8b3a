"""Which plans are like one plan: the rules S1 to S4 of `ivac.similar`."""

from hypothesis import given
from hypothesis import strategies as some

from ivac.model import PHASES
from ivac.similar import Profile, by_likeness, likeness, similar_plans
from ivac.summaries import Share


def plan(plan_id="other", activities=12, areas=(), **start) -> Profile:
    return Profile(plan_id, activities, frozenset(areas), {phase: Share(*share) for phase, share in start.items()})


def test_S1_the_smaller_plan_has_two_thirds_of_the_larger_one():
    own = plan("own", 12)
    assert [likeness(own, plan(activities=size)).size for size in (7, 8, 18, 19)] == [False, True, True, False]


def test_S2_the_areas_of_both_are_told_and_areas_not_stated_are_never_in_common():
    own = plan("own", areas=("a", "b", "c"))
    assert likeness(own, plan(areas=("b", "c", "d"))).common == {"b", "c"}
    assert not likeness(plan("own"), plan(activities=50)).any


def test_S3_a_starting_point_needs_three_known_activities_in_both():
    own = plan("own", planning=(2, 5), ideas=(0, 2), evaluation=(3, 3))
    found = likeness(own, plan(planning=(3, 5), ideas=(0, 9), evaluation=(1, 3)))
    assert found.comparable == ("planning", "evaluation")
    assert found.phases == ("planning",)


def test_S4_the_most_alike_come_first_and_equals_stay_in_the_order_given():
    own = plan("own", 12, "ab", planning=(1, 4))
    near = plan("near", 12, "ab", planning=(1, 4))
    half, other_half = plan("half", 12), plan("other half", 12)
    far = plan("far", 60, "z")
    assert [each.plan.plan_id for each in similar_plans(own, [half, far, own, near, other_half])] == [
        "near", "half", "other half",
    ]  # fmt: skip
    assert by_likeness(own, [half, far, own, near, other_half]) == ["own", "near", "half", "other half", "far"]


starts = some.dictionaries(
    some.sampled_from(PHASES),
    some.tuples(some.integers(0, 9), some.integers(0, 9)).map(lambda pair: Share(min(pair), max(pair))),
)
plans = some.builds(
    Profile,
    plan_id=some.text(max_size=3),
    activities=some.integers(1, 50),
    areas=some.frozensets(some.sampled_from("abcd")),
    start=starts,
)


@given(plans, plans)
def test_likeness_is_the_same_from_both_sides(first, second):
    there, back = likeness(first, second), likeness(second, first)
    assert (there.size, there.common, there.phases) == (back.size, back.common, back.phases)


@given(plans, some.lists(plans))
def test_S4_turning_every_share_round_changes_no_order(own, others):
    def turned(profile):
        start = {phase: Share(share.whole - share.part, share.whole) for phase, share in profile.start.items()}
        return Profile(profile.plan_id, profile.activities, profile.areas, start)

    before = [each.plan.plan_id for each in similar_plans(own, others)]
    assert before == [each.plan.plan_id for each in similar_plans(turned(own), [turned(each) for each in others])]


@given(plans)
def test_a_plan_is_like_itself_in_all_that_is_known(own):
    found = likeness(own, own)
    assert found.size
    assert found.common == own.areas
    assert found.phases == found.comparable
