"""Whom to learn from: the rules L1 to L5 of `ivac.learning`."""

from hypothesis import given
from hypothesis import strategies as some

from ivac.content import load, rated_scale
from ivac.learning import Stand, kinds_to_learn_for, levels_with_a_say, offers, wishes_more
from ivac.model import OUTSIDE, PHASES

IVAC = rated_scale("ivac", 1)
ANSWERS = (*IVAC.answers, None)


def stand(phase, answer, desired=None, number=1, on_purpose=False, kind="exercise_activities", area="health") -> Stand:
    return Stand(phase, answer, desired, on_purpose, kind, area, number)


def test_L1_the_phase_with_most_wishes_comes_first_whatever_the_shares():
    found = offers(
        [
            stand("ideas", "resident_decide", number=5),
            stand("ideas", "informed", "professional_joint", 2),
            stand("planning", "informed", number=7),
            stand("evaluation", "informed", "resident_joint", 1),
        ],
        IVAC,
    )
    assert [(offer.phase, offer.wishes) for offer in found[:2]] == [("ideas", 2), ("evaluation", 1)]
    assert [offer.phase for offer in found if offer.smallest] == ["planning"]


def test_L1_a_wish_is_for_a_say_that_residents_do_not_have():
    assert wishes_more("informed", "professional_joint", IVAC)
    assert wishes_more("professional_joint", "resident_decide", IVAC)
    assert not wishes_more("not_involved", "informed", IVAC)
    assert not wishes_more("resident_decide", "informed", IVAC)
    assert not wishes_more("resident_joint", "resident_decide", IVAC)


@given(some.sampled_from(ANSWERS), some.sampled_from(ANSWERS))
def test_L1_a_wish_is_never_read_from_a_blank_or_in_both_directions(answer, desired):
    wished = wishes_more(answer, desired, IVAC)
    assert not (wished and {answer, desired} & {None, *OUTSIDE})
    assert not (wished and wishes_more(desired, answer, IVAC))


def test_L2_the_smallest_share_counts_with_three_known_activities_alone():
    found = offers(
        [
            stand("knowledge", "informed", number=2),
            stand("ideas", "informed", number=1),
            stand("ideas", "professional_joint", number=2),
            stand("planning", "professional_joint", number=3),
        ],
        IVAC,
    )
    assert [offer.phase for offer in found if offer.smallest] == ["ideas"]
    assert found[0].phase == "ideas"


def test_L2_where_residents_take_part_everywhere_nothing_is_smallest():
    found = offers([stand(phase, "resident_joint", number=4) for phase in PHASES], IVAC)
    assert not any(offer.smallest for offer in found)
    assert [offer.phase for offer in found] == list(PHASES)


stands = some.lists(
    some.builds(
        Stand,
        phase=some.sampled_from(PHASES),
        answer=some.sampled_from(ANSWERS),
        desired=some.sampled_from(ANSWERS),
        on_purpose=some.booleans(),
        activity_type=some.sampled_from((None, "hobby_clubs", "exercise_activities")),
        effort_area=some.sampled_from((None, "health", "social_life")),
        number=some.integers(1, 9),
    )
)


@given(stands)
def test_L3_every_phase_is_offered_once_with_its_own_numbers(given_stands):
    found = offers(given_stands, IVAC)
    assert sorted(offer.phase for offer in found) == sorted(PHASES)
    for offer in found:
        known = [each for each in given_stands if each.phase == offer.phase and each.answer in IVAC.level_ids]
        assert offer.decision.whole == sum(each.number for each in known)


@given(stands, some.sampled_from(PHASES))
def test_L4_what_is_on_purpose_or_decided_without_a_wish_is_not_learned_for(given_stands, phase):
    kinds = kinds_to_learn_for(given_stands, phase, IVAC)
    left = [
        each
        for each in given_stands
        if each.phase == phase
        and not each.on_purpose
        and (
            each.answer in (None, *OUTSIDE, "not_involved", "informed") or wishes_more(each.answer, each.desired, IVAC)
        )
    ]
    assert kinds.activities == sum(each.number for each in left)
    assert kinds.types == {each.activity_type for each in left} - {None}
    assert kinds.areas == {each.effort_area for each in left} - {None}


def test_L5_on_every_scale_some_levels_give_residents_a_say_and_some_do_not():
    found = levels_with_a_say()
    assert found["ivac"] == {"professional_joint", "resident_decide", "resident_joint"}
    for scale in load().scales.values():
        assert set() < found[scale.id] < set(scale.level_ids)
