"""The rules of `ivac.room`, each with the tests that name it.

R1  Fewer than three answers, or fewer than three levels among them: none of them is shown, not even in the total.
R2  A perspective with fewer than three answers, or three levels among them, is never shown on its own.
R3  Nor by difference: what is left of the total after the shown perspectives, in answers as in levels, is nobody's, or
    at least three from at least two perspectives; otherwise the smallest shown perspective is held back as well.
R4  Most mixed first: the least agreement; among equals the more levels chosen, then the more answers.
R5  Staff and residents differ where both are shown and their most chosen levels have none in common.
R6  Moved: between two rounds of one cell that are both shown, the most chosen levels are not the same.
R7  Wished otherwise: the most chosen level and the most wished one, both shown, are not the same.
"""

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ivac.room
from ivac.content import load
from ivac.model import DONT_KNOW, NOT_RELEVANT, OUTSIDE, PHASES
from ivac.room import (
    Room,
    RoomCell,
    most_mixed,
    moved,
    room_of,
    showable,
    wished_otherwise,
)
from ivac.summaries import CellSummary, Share
from ivac.workshop import PERSPECTIVES, AgendaItem, Asked, Perspective, RoomCount, Workshop

IVAC, HART = (load().scales[name] for name in ("ivac", "hart"))

Given = Mapping[Perspective, Mapping[str, int]]
"""People by answer, by perspective."""


def workshop(*agenda: AgendaItem, ask_desired: bool = True) -> Workshop:
    return Workshop(
        plan_id="nordby", day=date(2026, 3, 12), scale="ivac", scale_version=1, state="revealed",
        ask_desired=ask_desired, agenda=agenda or (AgendaItem(activity="run", revealed=True),),
    )  # fmt: skip


def counted(given: Given, where: str = "run", number: int = 1, asked: Asked = "answer", phase: str = "ideas"):
    return [
        RoomCount(asked, where, phase, number, perspective, answer, people)
        for perspective, answers in given.items()
        for answer, people in answers.items()
        if people
    ]


def cell_of(given: Given) -> RoomCell:
    """The one cell of a room that answered so."""
    cell = room_of(workshop(), counted(given), 40, IVAC).latest("run", "ideas")
    assert cell is not None
    return cell


def after_rounds(*rounds: Given, wishes: Sequence[Given] = (), revealed: bool = True) -> Room:
    """A room that answered one cell several times, the last round revealed or not."""
    agenda = AgendaItem(activity="run", round=len(rounds), revealed=revealed)
    counts = [count for number, given in enumerate(rounds, 1) for count in counted(given, number=number)]
    counts += [count for n, given in enumerate(wishes, 1) for count in counted(given, number=n, asked="desired")]
    return room_of(workshop(agenda), counts, 40, IVAC)


def rules(docstring: str | None) -> dict[str, str]:
    return dict(re.findall(r"^(R\d)  (.+(?:\n    .+)*)$", str(docstring), re.MULTILINE))


def test_every_rule_is_listed_here_as_it_stands_there():
    assert rules(__doc__) == rules(ivac.room.__doc__)
    assert len(rules(__doc__)) == 7


def test_every_rule_is_named_by_a_test():
    named = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    assert set(rules(__doc__)) <= named


# Too few answers


def test_R1_three_answers_are_shown_together():
    cell = cell_of({"staff": {"informed": 2}, "resident": {"informed": 1, DONT_KNOW: 1}})
    assert cell.answered == 4
    assert cell.total is not None
    assert (cell.total.counts["informed"], cell.total.dont_know, cell.total.n) == (3, 1, 3)


@pytest.mark.parametrize(
    "given_answers",
    [
        {"staff": {"informed": 2}},
        {"staff": {"informed": 1}, "resident": {"resident_decide": 1}},
        {"staff": {"informed": 1, DONT_KNOW: 1}},
        {"staff": {NOT_RELEVANT: 2}},
        {"board": {"informed": 1}},
        # Of many answers only two are levels.
        {"staff": {"informed": 2, DONT_KNOW: 9}},
        {"staff": {"informed": 1, NOT_RELEVANT: 4}, "resident": {"informed": 1, DONT_KNOW: 4}},
        {"staff": {DONT_KNOW: 5}},
    ],
)
def test_R1_of_two_answers_or_levels_nothing_is_shown_but_that_they_are_there(given_answers):
    cell = cell_of(given_answers)
    assert (cell.total, dict(cell.perspectives)) == (None, {})
    assert cell.answered == sum(sum(answers.values()) for answers in given_answers.values())
    assert (cell.levels, cell.mixed, cell.differing, cell.apart) == (0, False, False, Share(0, 0))


def test_R1_a_question_that_nobody_answered_is_an_empty_one():
    cell = cell_of({})
    assert (cell.answered, cell.total) == (0, None)


def test_R1_each_round_and_each_question_counts_for_itself():
    three, two = {"staff": {"informed": 3}}, {"staff": {"informed": 2}}
    room = after_rounds(three, two, wishes=[two, three])
    assert [cell.total is not None for cell in room.rounds["run", "ideas"]] == [True, False]
    assert [cell.total is not None for cell in room.wishes["run", "ideas"]] == [False, True]


# Small perspectives


def test_R2_three_of_a_perspective_are_shown_beside_the_total():
    cell = cell_of({"staff": {"informed": 3}, "resident": {"not_involved": 3, DONT_KNOW: 1}})
    assert list(cell.perspectives) == ["staff", "resident"]
    assert cell.perspectives["staff"].counts["informed"] == 3
    assert (cell.perspectives["resident"].n, cell.perspectives["resident"].dont_know) == (3, 1)


def test_R2_two_of_a_perspective_are_not_shown_on_their_own():
    assert cell_of({"staff": {"informed": 3}, "resident": {"informed": 2}, "board": {"informed": 2}}).perspectives == {
        "staff": cell_of({"staff": {"informed": 3}}).total
    }


def test_R2_a_perspective_of_which_two_chose_a_level_is_not_shown_however_many_answered():
    few = {"resident": {"informed": 2, DONT_KNOW: 9}}
    assert list(cell_of({"staff": {"informed": 3}, **few, "board": {"informed": 1}}).perspectives) == ["staff"]
    assert cell_of({"staff": {"informed": 3}, **few}).perspectives == {}  # two levels would be left


def test_R2_perspectives_stand_in_the_order_of_every_page():
    everybody = {perspective: {"informed": 3 + n} for n, perspective in enumerate(reversed(PERSPECTIVES))}
    assert list(cell_of(everybody).perspectives) == list(PERSPECTIVES)


@pytest.mark.parametrize(
    ("answered", "shown"),
    [
        # Everybody is in a shown perspective: nothing is left.
        ({"staff": 3}, {"staff"}),
        ({"staff": 3, "resident": 3}, {"staff", "resident"}),
        ({"staff": 3, "resident": 3, "board": 0}, {"staff", "resident"}),
        # What is left would be one small perspective, so that the smallest shown one hides it.
        ({"staff": 9, "resident": 1}, set()),
        ({"staff": 9, "resident": 2}, set()),
        ({"staff": 5, "resident": 4, "board": 2}, {"staff"}),
        ({"staff": 4, "resident": 5, "board": 1}, {"resident"}),
        # What is left is mixed, but only of two people.
        ({"staff": 9, "resident": 1, "board": 1}, set()),
        ({"staff": 9, "resident": 3, "board": 1, "partner": 1}, {"staff"}),
        # What is left is mixed and of three: who is who cannot be told.
        ({"staff": 9, "resident": 2, "board": 1}, {"staff"}),
        ({"staff": 3, "resident": 1, "board": 1, "partner": 1}, {"staff"}),
        ({"staff": 5, "resident": 4, "board": 2, "partner": 2}, {"staff", "resident"}),
        # Nobody is large enough.
        ({"staff": 2, "resident": 2, "board": 2}, set()),
        ({}, set()),
    ],
)
def test_R3_what_is_left_of_the_total_is_nobodys_or_mixed_and_of_three(answered, shown):
    assert showable({name: (number, number) for name, number in answered.items()}) == shown


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        # Answers enough are left, but of the levels one, or those of one perspective.
        ({"staff": (9, 9), "resident": (2, 1), "board": (2, 0)}, set()),
        ({"staff": (9, 9), "resident": (2, 2), "board": (5, 0)}, set()),
        ({"staff": (9, 9), "resident": (2, 1), "board": (2, 1)}, set()),
        ({"staff": (9, 9), "resident": (4, 3), "board": (2, 0)}, set()),
        ({"staff": (9, 9), "resident": (4, 3), "board": (2, 1)}, {"staff"}),
        # Both are left in a mixture of three, or no level is left at all.
        ({"staff": (9, 9), "resident": (2, 2), "board": (2, 1)}, {"staff"}),
        ({"staff": (9, 9), "resident": (2, 0), "board": (2, 0)}, {"staff"}),
        # Many answers and few levels are as good as few answers.
        ({"staff": (9, 2)}, set()),
        ({"staff": (9, 2), "resident": (3, 3)}, set()),
        ({"staff": (9, 2), "resident": (3, 3), "board": (1, 1)}, {"resident"}),
    ],
)
def test_R3_what_is_left_is_looked_at_in_answers_and_in_levels(sizes, shown):
    assert showable(sizes) == shown


@pytest.mark.parametrize("order", [1, -1])
def test_R3_of_two_equally_small_perspectives_it_is_always_the_same_one_that_is_held_back(order):
    # Shown once the one and once the other, the two would tell of the third by difference.
    sizes = {"staff": (4, 4), "resident": (4, 4), "board": (1, 1)}
    assert showable(dict(list(sizes.items())[::order])) == {"staff"}


some_people = st.dictionaries(
    st.sampled_from(list(PERSPECTIVES)),
    st.dictionaries(st.sampled_from(IVAC.answers), st.integers(1, 4), max_size=4),
)
"""What any room could have answered in one cell, often few of each perspective."""


def people(given: Mapping[str, int]) -> int:
    return sum(given.values())


def levels(given: Mapping[str, int]) -> int:
    """How many of them chose a level."""
    return sum(number for answer, number in given.items() if answer in IVAC.level_ids)


def heard(summary: CellSummary) -> Counter[str]:
    """What a summary gives away: people by answer."""
    return Counter(summary.counts) + Counter({DONT_KNOW: summary.dont_know, NOT_RELEVANT: summary.not_relevant})


def attack(cell: RoomCell) -> dict[frozenset[Perspective], Counter[str]]:
    """Every set of perspectives whose answers follow from what is shown, by adding and subtracting; with them.

    The attacker knows who belongs to which perspective and who answered: only the answers are to be found out.
    """
    assert cell.total is not None
    everybody = frozenset(PERSPECTIVES)
    known = [(everybody, heard(cell.total))]
    known += [(frozenset({name}), heard(found)) for name, found in cell.perspectives.items()]
    found: dict[frozenset[Perspective], Counter[str]] = {}
    for signs in product((-1, 0, 1), repeat=len(known)):
        members: Counter[Perspective] = Counter()
        answers: Counter[str] = Counter()
        for sign, (names, given_answers) in zip(signs, known, strict=True):
            for name in names:
                members[name] += sign
            for answer, number in given_answers.items():
                answers[answer] += sign * number
        if set(members.values()) <= {0, 1}:
            found[frozenset(name for name, number in members.items() if number)] = answers
    return found


hidden_three = {
    "staff": {"informed": 4},
    "resident": {"resident_decide": 3},
    "board": {"resident_joint": 1},
    "partner": {"not_involved": 1},
}


@given(some_people)
@example({"staff": {"informed": 9}, "resident": {"resident_decide": 1}})
@example({"staff": {"informed": 4}, "resident": {"informed": 4}, "board": {"resident_decide": 2}})
@example({"staff": {"informed": 4}, "resident": {"resident_decide": 1}, "board": {"resident_joint": 1}})
@example(hidden_three)
def test_R3_no_subtraction_tells_of_one_or_two_people_or_of_a_small_perspective(given_answers):
    cell = cell_of(given_answers)
    if cell.total is None:
        assert cell.perspectives == {}
        return
    for size in (people, levels):
        sizes = {name: size(given_answers.get(name, {})) for name in PERSPECTIVES}
        for names, answers in attack(cell).items():
            members = [name for name in names if sizes[name]]
            assert size(answers) == sum(sizes[name] for name in members)  # the attack does its sums right
            assert size(answers) == 0 or size(answers) >= 3, (names, answers)
            assert len(members) != 1 or sizes[members[0]] >= 3, (names, answers)


def test_R3_the_attack_would_find_out_if_a_small_perspective_were_left_over():
    # Without the rule, staff would be shown beside the total.
    careless = cell_of({"staff": {"informed": 9}, "resident": {"resident_decide": 1}})
    staff = cell_of({"staff": {"informed": 9}}).total
    assert staff is not None
    leaking = RoomCell("run", "ideas", 1, careless.answered, careless.total, {"staff": staff})
    left_over = attack(leaking)[frozenset(PERSPECTIVES) - {"staff"}]
    assert +left_over == {"resident_decide": 1}


@given(some_people, st.randoms())
@example(hidden_three, random.Random(1))
def test_R3_whoever_is_not_shown_may_have_given_any_of_the_hidden_answers(given_answers, chance: random.Random):
    """The room looks the same however the levels of the hidden people are dealt among those who chose one."""
    cell = cell_of(given_answers)
    hidden = [name for name in given_answers if name not in cell.perspectives and given_answers[name]]
    hands: dict[Perspective, Counter[str]] = {name: Counter() for name in hidden}
    for inside in (True, False):  # the levels, then the answers outside the scale
        dealt = [
            answer
            for name in hidden
            for answer, number in given_answers[name].items()
            for _ in range(number)
            if (answer in IVAC.level_ids) == inside
        ]
        if cell.total is None:  # then not even what they answered matters
            dealt = [chance.choice(IVAC.level_ids if inside else OUTSIDE) for _ in dealt]
        chance.shuffle(dealt)
        for name in hidden:
            size = levels(given_answers[name])
            hands[name].update([dealt.pop() for _ in range(size if inside else people(given_answers[name]) - size)])
    assert cell_of({**given_answers, **hands}) == cell
    for size_of in (people, levels) if cell.total is not None else ():
        small = [name for name in given_answers if 0 < size_of(given_answers[name]) < 3]
        assert set(small) <= set(hidden)
        if small:  # and there are enough to hide among
            assert len([name for name in hidden if size_of(given_answers[name])]) > 1
            assert sum(size_of(given_answers[name]) for name in hidden) >= 3


@given(some_people)
def test_R1_R2_every_number_that_is_shown_is_of_three_people_or_more(given_answers):
    cell = cell_of(given_answers)
    shown = [*([cell.total] if cell.total else []), *cell.perspectives.values()]
    assert all(people(heard(summary)) >= 3 and summary.n >= 3 for summary in shown)
    everybody = sum((Counter(answers) for answers in given_answers.values()), Counter())
    assert cell.answered == people(everybody)
    assert (cell.total is None) == (levels(everybody) < 3)
    for name, summary in cell.perspectives.items():
        assert heard(summary) == Counter(given_answers[name])


@given(some_people, st.randoms())
@example({"staff": {"informed": 4}, "resident": {"informed": 4}, "board": {"informed": 1}}, random.Random(1))
@example({"staff": {"informed": 4}, "resident": {"informed": 4}, "board": {"informed": 1}}, random.Random(3))
def test_R3_two_looks_at_the_same_answers_show_the_same(given_answers, chance: random.Random):
    # A database may give its rows in another order each time.
    counts = counted(given_answers)
    first = room_of(workshop(), counts, 40, IVAC)
    chance.shuffle(counts)
    assert room_of(workshop(), counts, 40, IVAC) == first


@given(
    st.dictionaries(st.sampled_from(list(PERSPECTIVES)), st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted))
)
def test_R3_no_more_is_held_back_than_needed(drawn):
    sizes = {name: (answers, chosen) for name, (chosen, answers) in drawn.items()}
    shown = showable(sizes)
    large = {name for name, size in sizes.items() if min(size) >= 3}
    assert shown <= large
    held_back = large - shown
    if large == {name for name, size in sizes.items() if size[0]}:
        assert not held_back  # without a small perspective there is nothing to hide
    if held_back:
        # The last one held back was needed: what the others leave would not have hidden the small ones.
        last = max(held_back, key=lambda name: (sizes[name], -list(PERSPECTIVES).index(name)))
        others = [size for name, size in sizes.items() if name not in shown | {last}]
        counts = [[size[kind] for size in others if size[kind]] for kind in (0, 1)]
        assert any(left and (len(left) < 2 or sum(left) < 3) for left in counts)


# What belongs to a room


def test_what_is_not_revealed_is_in_no_room():
    agenda = (AgendaItem(activity="run", revealed=True), AgendaItem(activity="cafe"))
    everybody = {"staff": {"informed": 5}}
    counts = [*counted(everybody), *counted(everybody, "cafe"), *counted(everybody, "gone")]
    room = room_of(workshop(*agenda), counts, 5, IVAC)
    assert {activity for activity, _ in room.rounds} == {activity for activity, _ in room.wishes} == {"run"}
    assert room.latest("cafe", "ideas") is None
    assert {cell.activity for cell in room.all_latest()} == {"run"}


def test_a_second_round_stays_hidden_while_people_answer():
    room = after_rounds({"staff": {"informed": 4}}, {"staff": {"resident_joint": 4}}, revealed=False)
    (cell,) = room.rounds["run", "ideas"]
    assert cell.round == 1
    assert cell.total is not None
    assert cell.total.most_chosen == ("informed",)


def test_the_latest_round_is_the_last_one_that_was_revealed_and_the_first_is_kept():
    room = after_rounds({"staff": {"informed": 4}}, {"staff": {"resident_joint": 4}})
    assert [cell.round for cell in room.rounds["run", "ideas"]] == [1, 2]
    latest = room.latest("run", "ideas")
    assert latest is not None and latest.total is not None
    assert latest.total.most_chosen == ("resident_joint",)


def test_every_phase_of_what_was_seen_has_its_cell():
    room = after_rounds({"staff": {"informed": 4}})
    assert [phase for _, phase in room.rounds] == list(PHASES)
    assert len(list(room.all_latest())) == len(PHASES)


def test_wishes_are_kept_apart_from_answers_and_only_where_people_were_asked():
    answers, wishes = {"staff": {"informed": 4}}, {"staff": {"resident_joint": 4}}
    room = after_rounds(answers, wishes=[wishes])
    wish = room.wish("run", "ideas")
    assert wish is not None and wish.total is not None
    assert wish.total.most_chosen == ("resident_joint",)
    counts = [*counted(answers), *counted(wishes, asked="desired")]
    assert room_of(workshop(ask_desired=False), counts, 4, IVAC).wish("run", "ideas") is None


def test_an_answer_of_another_scale_is_a_programmers_mistake():
    with pytest.raises(ValueError, match="manipulation"):
        cell_of({"staff": {"manipulation": 3}})
    counts = counted({"staff": {"manipulation": 3}})
    assert room_of(workshop(), counts, 3, HART).latest("run", "ideas") is not None


# Where to talk


def several(**cells: Given) -> Room:
    """A room that answered one phase of several activities."""
    agenda = [AgendaItem(activity=name, revealed=True) for name in cells]
    counts = [count for name, given_answers in cells.items() for count in counted(given_answers, name)]
    return room_of(workshop(*agenda), counts, 40, IVAC)


def order_of(cells: Sequence[RoomCell]) -> list[str]:
    return [cell.activity for cell in cells]


def test_R4_the_least_agreement_comes_first():
    room = several(
        calm={"staff": {"informed": 9, "not_involved": 1}},
        split={"staff": {"informed": 2, "not_involved": 2}},
        mixed={"staff": {"informed": 3, "not_involved": 2}},
    )
    assert order_of(most_mixed(room)) == ["split", "mixed", "calm"]
    assert [cell.apart for cell in most_mixed(room)] == [Share(2, 4), Share(2, 5), Share(1, 10)]


def test_R4_among_equals_the_more_levels_then_the_more_answers_then_the_agenda():
    room = several(
        two={"staff": {"informed": 4, "not_involved": 4}},
        again={"staff": {"informed": 4, "not_involved": 4}},
        larger={"staff": {"informed": 6, "not_involved": 6}},
        three={"staff": {"informed": 4, "not_involved": 2, "resident_joint": 2}},
    )
    assert order_of(most_mixed(room)) == ["three", "larger", "two", "again"]


def test_R4_where_all_agree_or_too_few_answered_there_is_nothing_mixed():
    room = several(
        agreed={"staff": {"informed": 9, DONT_KNOW: 5}},
        few={"staff": {"informed": 1, "not_involved": 1}},
        nobody={},
        unknown={"staff": {DONT_KNOW: 4}},
    )
    assert most_mixed(room) == []


# Staff and residents


def test_R5_staff_and_residents_differ_when_most_of_each_chose_another_level():
    assert cell_of({"staff": {"informed": 3, DONT_KNOW: 9}, "resident": {"not_involved": 3}}).differing


@pytest.mark.parametrize(
    "given_answers",
    [
        {"staff": {"informed": 3}, "resident": {"informed": 3}},
        {"staff": {"informed": 2, "not_involved": 2}, "resident": {"not_involved": 3}},  # one level in common
        {"staff": {"informed": 3}, "resident": {"not_involved": 2}},  # too few residents
        {"staff": {"informed": 5}, "resident": {"not_involved": 3}, "board": {"informed": 1}},  # held back
        {"staff": {"informed": 3}, "resident": {DONT_KNOW: 3}},
        {"staff": {"informed": 3}, "board": {"not_involved": 3}},
        {"staff": {"informed": 3}},
        {},
    ],
)
def test_R5_they_do_not_differ_where_they_agree_or_cannot_be_shown(given_answers):
    assert not cell_of(given_answers).differing


# Before and after the talk, and wishes

BEFORE, AFTER = {"staff": {"informed": 3}}, {"staff": {"resident_joint": 3}}
TIE = {"staff": {"informed": 2, "resident_joint": 2}}
FEW, UNKNOWING = {"staff": {"resident_joint": 2}}, {"staff": {DONT_KNOW: 3}}


@pytest.mark.parametrize("pair", [(BEFORE, AFTER), (BEFORE, TIE), (TIE, AFTER)])
def test_R6_a_cell_has_moved_when_its_most_chosen_levels_are_not_the_same(pair):
    ((earlier, later),) = moved(after_rounds(*pair))
    assert (earlier.round, later.round) == (1, 2)


@pytest.mark.parametrize("pair", [(BEFORE, BEFORE), (BEFORE, FEW), (FEW, BEFORE), (BEFORE, UNKNOWING), (BEFORE, {})])
def test_R6_a_cell_has_not_moved_where_nothing_changed_or_too_little_is_shown(pair):
    assert moved(after_rounds(*pair)) == []


def test_R6_one_round_has_not_moved_and_of_three_the_last_two_count():
    assert moved(after_rounds(BEFORE)) == []
    assert moved(after_rounds(BEFORE, AFTER, revealed=False)) == []
    ((earlier, later),) = moved(after_rounds(BEFORE, BEFORE, AFTER))
    assert (earlier.round, later.round) == (2, 3)
    assert moved(after_rounds(BEFORE, AFTER, AFTER)) == []


def test_R6_the_order_of_tied_levels_is_no_movement():
    assert moved(after_rounds(TIE, {"staff": {"resident_joint": 4, "informed": 4}})) == []


def test_R7_a_wish_is_for_another_level_than_the_one_most_chosen():
    ((now, wished),) = wished_otherwise(after_rounds(BEFORE, wishes=[AFTER]))
    assert now.total is not None and wished.total is not None
    assert (now.total.most_chosen, wished.total.most_chosen) == (("informed",), ("resident_joint",))


@pytest.mark.parametrize("pair", [(BEFORE, BEFORE), (BEFORE, FEW), (FEW, AFTER), (UNKNOWING, AFTER), (BEFORE, {})])
def test_R7_a_wish_that_is_the_same_or_cannot_be_shown_is_no_other_one(pair):
    assert wished_otherwise(after_rounds(pair[0], wishes=[pair[1]])) == []


def test_R7_the_newest_round_counts_with_its_own_wish():
    room = after_rounds(BEFORE, AFTER, wishes=[AFTER, AFTER])
    assert wished_otherwise(room) == []
    room = after_rounds(BEFORE, AFTER, wishes=[BEFORE, BEFORE])
    ((now, wished),) = wished_otherwise(room)
    assert (now.round, wished.round) == (2, 2)


def test_R7_nobody_wished_where_nobody_was_asked():
    counts = [*counted(BEFORE), *counted(AFTER, asked="desired")]
    assert wished_otherwise(room_of(workshop(ask_desired=False), counts, 3, IVAC)) == []
