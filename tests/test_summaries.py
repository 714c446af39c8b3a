"""The rules of `ivac.summaries`, each with the tests that name it.

C1  n counts the answers that are levels of the scale.
C2  The counts per level add up to n.
C3  "Don't know" and "not relevant" are counted beside the levels, never among them; a blank nowhere.
C4  The most chosen level is every level with the highest count: a tie is a tie.
C5  Median and range exist for ordinal scales only; an even n may give two middle levels.
C6  Agreement is the share of n that chose a most chosen level.
P1  Per phase, each activity counts once: as a level, don't know, not relevant, or blank.
P2  Decision share: of the activities with a level, those where residents take part in the decision.
P3  Initiative share: of the activities with a level, those where residents take the initiative.
P4  A share always carries its denominator, and is no number when that is 0.
P5  On purpose: of the activities at a level, those where the group says that it is as it should be, by choice.
G1  The gap between actual and desired exists only where both are levels.
"""

import random
import re
from collections import Counter
from itertools import pairwise
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ivac.summaries
from ivac.content import Scale, load
from ivac.model import DONT_KNOW, NOT_RELEVANT, OUTSIDE, PHASES, Activity, Cell
from ivac.summaries import (
    Share,
    has_gap,
    select,
    standing,
    summarise_cell,
    summarise_counts,
    summarise_plan,
)

IVAC, HART, VOLUNTEERS = (load().scales[name] for name in ("ivac", "hart", "volunteers"))
SCALES = st.sampled_from([IVAC, HART, VOLUNTEERS])


def answers_of(scale: Scale) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*scale.answers, None])


@st.composite
def rated(draw: st.DrawFn) -> tuple[Scale, list[str | None]]:
    """A scale and what a room answered on it."""
    scale = draw(SCALES)
    return scale, draw(st.lists(answers_of(scale), max_size=40))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Scale, list[Activity], dict]:
    """A scale, some activities and any cells of them."""
    scale = draw(SCALES)
    activities = [Activity(id=f"a{n}", name=f"Aktivitet {n}") for n in range(draw(st.integers(0, 6)))]
    keys = [(activity.id, phase) for activity in activities for phase in PHASES]
    desired = st.none() | st.sampled_from(scale.level_ids)
    reason = st.sampled_from([None, "on_purpose", "time"])
    one = st.builds(Cell, answer=answers_of(scale), desired=desired, desired_reason=reason)
    cells = draw(st.dictionaries(st.sampled_from(keys), one)) if keys else {}
    return scale, activities, cells


def rules(docstring: str | None) -> dict[str, str]:
    return dict(re.findall(r"^([CPG]\d)  (.+)$", str(docstring), re.MULTILINE))


def test_every_rule_is_listed_here_as_it_stands_there():
    assert rules(__doc__) == rules(ivac.summaries.__doc__)
    assert len(rules(__doc__)) == 12


def test_every_rule_is_named_by_a_test():
    named = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    assert set(rules(__doc__)) <= named


# One activity in one phase


def test_C1_n_counts_the_levels_alone():
    cell = summarise_cell(["informed", "informed", "resident_joint", DONT_KNOW, NOT_RELEVANT, None], IVAC)
    assert cell.n == 3


@given(rated())
def test_C1_n_is_the_number_of_answers_that_are_levels(given_answers):
    scale, answers = given_answers
    assert summarise_cell(answers, scale).n == sum(answer in scale.level_ids for answer in answers)


def test_C2_every_level_has_its_count_also_when_nobody_chose_it():
    cell = summarise_cell(["informed", "informed", "resident_joint"], IVAC)
    assert cell.counts == {
        "not_involved": 0, "informed": 2, "professional_joint": 0, "resident_joint": 1, "resident_decide": 0,
    }  # fmt: skip


@given(rated())
def test_C2_the_counts_add_up_to_n(given_answers):
    scale, answers = given_answers
    cell = summarise_cell(answers, scale)
    assert sum(cell.counts.values()) == cell.n
    assert tuple(cell.counts) == scale.level_ids


@given(rated())
def test_C2_nothing_given_is_lost(given_answers):
    scale, answers = given_answers
    cell = summarise_cell(answers, scale)
    assert cell.n + cell.dont_know + cell.not_relevant + answers.count(None) == len(answers)


@given(rated(), st.randoms())
def test_C2_the_order_of_the_answers_does_not_matter(given_answers, chance: random.Random):
    scale, answers = given_answers
    mixed = answers.copy()
    chance.shuffle(mixed)
    assert summarise_cell(mixed, scale) == summarise_cell(answers, scale)


def test_C3_answers_outside_the_scale_are_counted_beside_it():
    cell = summarise_cell([DONT_KNOW, DONT_KNOW, NOT_RELEVANT, None, None, None], IVAC)
    assert (cell.n, cell.dont_know, cell.not_relevant) == (0, 2, 1)
    assert (cell.most_chosen, cell.median, cell.range) == ((), (), ())


@given(rated(), st.lists(st.sampled_from([*OUTSIDE, None]), max_size=40))
def test_C3_dont_know_never_becomes_a_level_whatever_is_added(given_answers, more):
    scale, answers = given_answers
    before, after = summarise_cell(answers, scale), summarise_cell(answers + more, scale)
    for name in ("n", "counts", "most_chosen", "median", "range", "agreement"):
        assert getattr(after, name) == getattr(before, name)
    assert after.dont_know - before.dont_know == more.count(DONT_KNOW)
    assert after.not_relevant - before.not_relevant == more.count(NOT_RELEVANT)


@pytest.mark.parametrize("stranger", ["manipulation", "Informed", "", "blank"])
def test_C3_an_answer_that_the_scale_does_not_have_is_no_answer(stranger):
    with pytest.raises(ValueError, match="no answers of ivac"):
        summarise_cell(["informed", stranger], IVAC)


def test_C4_the_most_chosen_level():
    assert summarise_cell(["informed", "informed", "not_involved"], IVAC).most_chosen == ("informed",)


def test_C4_a_tie_is_a_tie():
    answers = ["resident_decide", "informed", "resident_decide", "informed", "not_involved"]
    assert summarise_cell(answers, IVAC).most_chosen == ("informed", "resident_decide")


@given(rated())
def test_C4_no_level_was_chosen_more_often_than_the_most_chosen(given_answers):
    scale, answers = given_answers
    cell = summarise_cell(answers, scale)
    highest = {level for level, count in cell.counts.items() if count and count == max(cell.counts.values())}
    assert set(cell.most_chosen) == highest


def test_C5_a_scale_without_order_has_no_middle():
    cell = summarise_cell(["not_involved", "informed", "resident_decide"], IVAC)
    assert (cell.median, cell.range) == ((), ())


@pytest.mark.parametrize(
    ("answers", "median", "span"),
    [
        (["tokenism"], ("tokenism",), ("tokenism",)),
        (["tokenism", "tokenism"], ("tokenism",), ("tokenism",)),
        (["resident_joint", "manipulation", "decoration"], ("decoration",), ("manipulation", "resident_joint")),
        (["resident_joint", "manipulation"], ("manipulation", "resident_joint"), ("manipulation", "resident_joint")),
        (["tokenism", "decoration", "tokenism", DONT_KNOW, None], ("tokenism",), ("decoration", "tokenism")),
        ([], (), ()),
    ],
)
def test_C5_an_even_number_may_have_two_middle_levels(answers, median, span):
    cell = summarise_cell(answers, HART)
    assert (cell.median, cell.range) == (median, span)


@given(st.lists(st.sampled_from(HART.level_ids), min_size=1, max_size=40))
def test_C5_half_of_the_answers_lie_on_either_side_of_the_median(answers):
    places = [HART.level_ids.index(answer) for answer in answers]
    cell = summarise_cell(answers, HART)
    assert cell.median[0] == HART.level_ids[median_low(places)]
    assert cell.median[-1] == HART.level_ids[median_high(places)]
    assert (cell.range[0], cell.range[-1]) == (HART.level_ids[min(places)], HART.level_ids[max(places)])


@given(rated())
def test_C5_only_ordinal_scales_have_median_and_range(given_answers):
    scale, answers = given_answers
    cell = summarise_cell(answers, scale)
    assert bool(cell.median) == bool(cell.range) == (scale.ordinal and cell.n > 0)


def test_C6_agreement_is_the_share_of_the_most_chosen():
    cell = summarise_cell(["informed", "informed", "informed", "not_involved", DONT_KNOW], IVAC)
    assert cell.agreement == Share(3, 4)
    assert cell.agreement.value == 0.75


def test_C6_in_a_tie_agreement_is_the_share_of_one_of_them():
    assert summarise_cell(["informed", "not_involved"], IVAC).agreement == Share(1, 2)


def test_C6_nobody_agrees_when_nobody_answers():
    assert summarise_cell([DONT_KNOW, None], IVAC).agreement.value is None


# One plan


def test_P1_each_activity_counts_once():
    activities = [Activity(id=f"a{n}", name=str(n)) for n in range(4)]
    cells = {
        ("a0", "planning"): Cell(answer="informed"),
        ("a1", "planning"): Cell(answer=DONT_KNOW),
        ("a2", "planning"): Cell(answer=NOT_RELEVANT),
        ("a3", "planning"): Cell(worked="Kun en note."),
        ("gone", "planning"): Cell(answer="informed"),
    }
    planning = summarise_plan(activities, cells, IVAC).phases[2]
    assert planning.phase == "planning"
    assert (planning.known, planning.dont_know, planning.not_relevant, planning.blank) == (1, 1, 1, 1)
    assert planning.counts["informed"] == 1


@given(plans(), st.sampled_from(["actual", "desired"]))
def test_P1_every_phase_counts_every_activity(plan, view):
    scale, activities, cells = plan
    summary = summarise_plan(activities, cells, scale, view)
    assert tuple(phase.phase for phase in summary.phases) == PHASES
    for phase in summary.phases:
        assert phase.known + phase.dont_know + phase.not_relevant + phase.blank == len(activities)
        assert phase.activities == summary.activities == len(activities)
        assert phase.blank >= 0


@given(plans())
def test_P1_counting_cells_or_counting_activities_gives_the_same(plan):
    scale, activities, cells = plan
    counted = Counter((phase, cell.answer) for (_, phase), cell in cells.items() if cell.answer)
    triples = [(phase, answer, number) for (phase, answer), number in counted.items()]
    by_choice = [(phase, cell.answer, 1) for (_, phase), cell in cells.items() if cell.low_on_purpose]
    assert summarise_counts(triples, len(activities), scale, by_choice) == summarise_plan(activities, cells, scale)


@given(plans(), st.randoms())
def test_P1_the_order_of_activities_and_cells_does_not_matter(plan, chance: random.Random):
    scale, activities, cells = plan
    mixed, keys = activities.copy(), list(cells)
    chance.shuffle(mixed)
    chance.shuffle(keys)
    assert summarise_plan(mixed, {key: cells[key] for key in keys}, scale) == summarise_plan(activities, cells, scale)


@given(plans())
def test_P1_the_desired_view_counts_wishes_and_never_what_is(plan):
    scale, activities, cells = plan
    summary = summarise_plan(activities, cells, scale, "desired")
    wishes = Counter(phase for (_, phase), cell in cells.items() if cell.desired)
    assert {phase.phase: phase.known for phase in summary.phases} == {phase: wishes[phase] for phase in PHASES}
    assert all(phase.dont_know == phase.not_relevant == 0 for phase in summary.phases)


# Who takes part in the decision and who takes the initiative, one activity at each level of IVAC(E).
ONE_EACH = [("ideas", level, 1) for level in IVAC.level_ids]


def test_P2_residents_take_part_in_joint_and_own_decisions():
    ideas = summarise_counts(ONE_EACH, 5, IVAC).phases[1]
    assert ideas.decision == Share(3, 5)


@pytest.mark.parametrize(
    ("level", "deciding"),
    [
        *(("not_involved", 0), ("informed", 0)),
        *(("professional_joint", 1), ("resident_joint", 1), ("resident_decide", 1)),
    ],
)
def test_P2_level_by_level(level, deciding):
    assert summarise_counts([("ideas", level, 1)], 1, IVAC).phases[1].decision == Share(deciding, 1)


def test_P2_dont_know_is_no_part_of_the_denominator():
    counts = [("ideas", "resident_joint", 1), ("ideas", "informed", 1), ("ideas", DONT_KNOW, 5)]
    assert summarise_counts(counts, 9, IVAC).phases[1].decision == Share(1, 2)


def test_P3_residents_take_the_initiative_at_two_levels():
    ideas = summarise_counts(ONE_EACH, 5, IVAC).phases[1]
    assert ideas.initiative == Share(2, 5)


@pytest.mark.parametrize(
    ("level", "initiating"),
    [
        *(("not_involved", 0), ("informed", 0), ("professional_joint", 0)),
        *(("resident_joint", 1), ("resident_decide", 1)),
    ],
)
def test_P3_level_by_level(level, initiating):
    assert summarise_counts([("ideas", level, 1)], 1, IVAC).phases[1].initiative == Share(initiating, 1)


def test_P4_a_share_of_nothing_is_no_number():
    assert Share(0, 0).value is None
    assert Share(0, 4).value == 0
    ideas = summarise_counts([("ideas", DONT_KNOW, 2)], 2, IVAC).phases[1]
    assert (ideas.decision, ideas.decision.value) == (Share(0, 0), None)


@given(plans(), st.sampled_from(["actual", "desired"]))
def test_P4_no_share_exceeds_its_denominator(plan, view):
    scale, activities, cells = plan
    for phase in summarise_plan(activities, cells, scale, view).phases:
        for share in (phase.decision, phase.initiative):
            assert 0 <= share.part <= share.whole == phase.known <= len(activities)
        # Whoever begins also takes part in deciding: no level says otherwise.
        assert phase.initiative.part <= phase.decision.part


def test_P5_the_levels_that_a_group_has_chosen_are_counted_where_they_stand():
    cells = {
        ("a0", "ideas"): Cell(answer="informed", desired="informed", desired_reason="on_purpose"),
        ("a1", "ideas"): Cell(answer="informed", desired="informed", desired_reason="law_or_money"),
        ("a2", "ideas"): Cell(answer="informed", desired="resident_joint", desired_reason="on_purpose"),
        ("a3", "ideas"): Cell(answer="not_involved", desired="not_involved", desired_reason="on_purpose"),
    }
    activities = [Activity(id=f"a{n}", name=str(n)) for n in range(4)]
    ideas = summarise_plan(activities, cells, IVAC).phases[1]
    assert (ideas.counts["informed"], ideas.counts["not_involved"]) == (3, 1)
    assert {level: count for level, count in ideas.on_purpose.items() if count} == {"informed": 1, "not_involved": 1}


@given(plans())
def test_P5_no_more_are_on_purpose_than_stand_there_and_of_wishes_none(plan):
    scale, activities, cells = plan
    for phase in summarise_plan(activities, cells, scale).phases:
        assert tuple(phase.on_purpose) == scale.level_ids
        assert all(phase.on_purpose[level] <= phase.counts[level] for level in scale.level_ids)
    for phase in summarise_plan(activities, cells, scale, "desired").phases:
        assert not any(phase.on_purpose.values())


@pytest.mark.parametrize(
    ("answer", "desired", "gap"),
    [
        ("informed", "resident_joint", True),
        ("resident_joint", "informed", True),
        ("informed", "informed", False),
        ("informed", None, False),
        (None, "informed", False),
        (DONT_KNOW, "informed", False),
        (NOT_RELEVANT, "informed", False),
        ("informed", DONT_KNOW, False),
        ("informed", NOT_RELEVANT, False),
        (DONT_KNOW, NOT_RELEVANT, False),
        (None, None, False),
    ],
)
def test_G1_a_gap_needs_two_levels_that_differ(answer, desired, gap):
    assert has_gap(Cell(answer=answer, desired=desired)) is gap


# What stands where, and which part of a plan


def test_the_activities_of_a_cell_are_those_that_its_number_counts(record):
    cells = record.cells["spring"]
    for view in ("actual", "desired"):
        for phase in summarise_plan(record.activities, cells, IVAC, view).phases:
            counts = dict(phase.counts) | {DONT_KNOW: phase.dont_know, NOT_RELEVANT: phase.not_relevant}
            counts |= {None: phase.blank}
            for answer, count in counts.items():
                assert len(standing(record.activities, cells, phase.phase, answer, view)) == count


@pytest.mark.parametrize(
    ("area", "group", "names"),
    [
        (None, None, ["Løbeklub", "Café på torvet", "Fælles have"]),
        ("health", None, ["Løbeklub"]),
        (None, "elderly", ["Løbeklub"]),
        ("social_life", "elderly", []),
        ("social_life", None, ["Café på torvet"]),
    ],
)
def test_a_part_of_a_plan_keeps_the_plans_order(record, area, group, names):
    assert [activity.name for activity in select(record.activities, area, group)] == names


def test_levels_of_ordinal_scales_rise_with_the_palette():
    for scale in (HART, VOLUNTEERS):
        assert all(low.palette < high.palette for low, high in pairwise(scale.levels))
