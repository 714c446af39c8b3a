"""The patterns: where each must be seen, where it must not, and at the edge; then shapes and what comes first.

A plan is written as six letters, a phase each: n not involved, i informed, p professional initiative and joint
decisions, j resident initiative and joint decisions, r residents decide, ? don't know, - not relevant, . blank.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ivac.patterns.first
import ivac.patterns.known
import ivac.patterns.rules
from ivac.content import KINDS, SHAPES, load
from ivac.demo import demo_records
from ivac.language import CODES, language
from ivac.model import DONT_KNOW, NOT_RELEVANT, NOTHING_SAID, PHASES, Activity, Breadth, Cell, PhaseId
from ivac.patterns import RULES, Finding, Ground, Known, find, shape, talk_first, tell
from ivac.patterns.rules import PROFESSIONALS, RESIDENTS, WITHOUT_STAFF
from ivac.room import Room, room_of
from ivac.workshop import AgendaItem, RoomCount, Workshop

SCALES = load().scales
LEVELS: dict[str, str | None] = {
    "n": "not_involved",
    "i": "informed",
    "p": "professional_joint",
    "j": "resident_joint",
    "r": "resident_decide",
    "?": DONT_KNOW,
    "-": NOT_RELEVANT,
    ".": None,
}
OF_THE_ROOM = {"disagreement", "seen_differently"}

Answers = Mapping[str, Mapping[str, int]]
"""People by answer, by perspective."""


def cells_of(course: str, more: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, PhaseId], Cell]:
    assert len(course) == len(PHASES)
    return {
        ("run", phase): Cell(answer=LEVELS[letter], **more.get(phase, {}))
        for phase, letter in zip(PHASES, course, strict=True)
        if letter != "." or phase in more
    }


def room_with(answers: Mapping[str, Answers], asked: Literal["answer", "desired"] = "answer", scale="ivac") -> Room:
    """A room that answered so, by phase, about the one activity."""
    workshop = Workshop(
        plan_id="nordby", day=date(2026, 3, 12), scale=scale, scale_version=1, state="revealed", ask_desired=True,
        agenda=(AgendaItem(activity="run", revealed=True),),
    )  # fmt: skip
    counts = [
        RoomCount(asked, "run", phase, 1, perspective, answer, people)
        for phase, by_perspective in answers.items()
        for perspective, given_ in by_perspective.items()
        for answer, people in given_.items()
    ]
    return room_of(workshop, counts, 40, SCALES[scale])


def known(
    course: str = "......",
    room: Mapping[str, Answers] | None = None,
    cells: Any = None,
    breadth: Breadth = NOTHING_SAID,
    **about: object,
) -> Known:
    """What is known of one activity called “run”."""
    activity = Activity(id="run", name="Running club", **about)
    seen = room_with(room) if room else None
    return Known(SCALES["ivac"], (activity,), cells_of(course, cells or {}), seen, {"run": breadth})


def on_hart(course: Sequence[str | None]) -> Known:
    cells = {("run", phase): Cell(answer=level) for phase, level in zip(PHASES, course, strict=True) if level}
    return Known(SCALES["hart"], (Activity(id="run", name="Running club"),), cells)


ON_PURPOSE = {"desired_reason": "on_purpose"}
STAFF_OF_SIX = {"informed": 3, "professional_joint": 3}


@dataclass(frozen=True)
class Case:
    """A pattern, what is known, and the phases at which it is seen: none where it must not be."""

    pattern: str
    kind: Literal["fires", "silent", "edge"]
    name: str
    known: Known
    phases: list[tuple[str, ...]] = field(default_factory=list)


def case(pattern: str, kind: Any, name: str, what: Known, *phases: str) -> Case:
    return Case(pattern, kind, name, what, [tuple(each.split()) for each in phases])


CASES = [
    case("drop", "fires", "from ideas to planning", known(".pi..."), "ideas planning"),
    case("drop", "fires", "twice", known("pn.jn."), "knowledge ideas"),
    case("drop", "silent", "staff all the way", known("nniiin")),
    case("drop", "silent", "residents come in", known("nipjrr")),
    case("drop", "edge", "from residents to together is no drop", known(".rp...")),
    case("drop", "edge", "a blank between is no neighbour", known("p.i...")),
    case("drop", "edge", "chosen on purpose", known(".pn...", cells={
        "planning": {"desired": "not_involved", **ON_PURPOSE}})),
    case("drop", "edge", "into anchoring has a pattern of its own", known("...pi.")),
    case("drop", "edge", "into an evaluation where residents answer", known("....pi")),
    case("drop", "edge", "into an evaluation without residents", known("....pn"), "anchoring evaluation"),
    case("late_invitation", "fires", "first in implementation", known("nnip.."), "ideas planning implementation"),
    case("late_invitation", "fires", "with knowledge unknown", known("?iir.."), "ideas planning implementation"),
    case("late_invitation", "silent", "never", known("nniii.")),
    case("late_invitation", "silent", "from the start", known("pppp..")),
    case("late_invitation", "edge", "planning is not known", known("nn.p..")),
    case("late_invitation", "edge", "asked in knowledge gathering", known("pnnp..")),
    case("decided_before_asked", "fires", "knowledge and ideas", known("ni...."), "knowledge ideas"),
    case("decided_before_asked", "silent", "ideas together", known("np....")),
    case("decided_before_asked", "edge", "invited late says more", known("nnnp..")),
    case("decided_before_asked", "edge", "ideas are not known", known("n?....")),
    case("decided_before_asked", "edge", "ideas chosen on purpose", known("nn....", cells={
        "ideas": {"desired": "not_involved", **ON_PURPOSE}})),
    case("resident_run", "fires", "volunteers, staff coordinate and decide",
         known("...i..", volunteers=9, cells={"implementation": {"roles": ("coordinating",)}}), "implementation"),
    case("resident_run", "silent", "decided together",
         known("...p..", volunteers=9, cells={"implementation": {"roles": ("coordinating",)}})),
    case("resident_run", "edge", "no volunteers",
         known("...i..", volunteers=0, cells={"implementation": {"roles": ("coordinating",)}})),
    case("resident_run", "edge", "staff perform as well",
         known("...i..", volunteers=9, cells={"implementation": {"roles": ("coordinating", "performing")}})),
    case("resident_run", "edge", "the role is not known", known("...i..", volunteers=9)),
    case("weak_anchoring", "fires", "run together", known("...pn."), "implementation anchoring"),
    case("weak_anchoring", "fires", "run by residents", known("...ri.", aim="with_municipality"),
         "implementation anchoring"),
    case("weak_anchoring", "silent", "anchored together", known("...pp.")),
    case("weak_anchoring", "edge", "it is meant to stop", known("...pn.", aim="stop")),
    case("weak_anchoring", "edge", "anchoring has not begun", known("...p-.")),
    case("unpractised_anchoring", "fires", "staff plan and run", known("..ii..", aim="with_residents"),
         "planning implementation"),
    case("unpractised_anchoring", "silent", "residents run", known("..ir..", aim="with_residents")),
    case("unpractised_anchoring", "edge", "planned together", known("..pi..", aim="with_residents")),
    case("unpractised_anchoring", "edge", "another aim", known("..ii..", aim="with_association")),
    case("unpractised_anchoring", "edge", "planning is not known", known("..?i..", aim="with_residents")),
    case("unpractised_anchoring", "edge", "they have tried something all the same",
         known("..ii..", breadth=Breadth(practised=("inviting",)), aim="with_residents")),
    case("staff_hold", "fires", "staff coordinate",
         known("...r..", aim="with_association", cells={"implementation": {"roles": ("coordinating",)}}),
         "implementation"),
    case("staff_hold", "silent", "staff facilitate",
         known("...r..", aim="with_residents", cells={"implementation": {"roles": ("facilitating",)}})),
    case("staff_hold", "edge", "facilitating in anchoring",
         known("...rr.", aim="with_residents", cells={
             "implementation": {"roles": ("performing",)}, "anchoring": {"roles": ("facilitating",)}})),
    case("staff_hold", "edge", "bridging beside performing",
         known("...rr.", aim="with_residents", cells={"anchoring": {"roles": ("bridging", "performing")}}),
         "anchoring"),
    case("staff_hold", "edge", "the municipality takes over",
         known("...r..", aim="with_municipality", cells={"implementation": {"roles": ("performing",)}})),
    case("staff_hold", "edge", "a role without a level",
         known("...?..", aim="with_residents", cells={"implementation": {"roles": ("performing",)}})),
    case("few_carry", "fires", "one", known("...r..", volunteers=1), "implementation"),
    case("few_carry", "silent", "many", known("...r..", volunteers=14)),
    case("few_carry", "edge", "two", known("...j..", volunteers=2), "implementation"),
    case("few_carry", "edge", "three", known("...j..", volunteers=3)),
    case("few_carry", "edge", "none", known("...j..", volunteers=0)),
    case("few_carry", "edge", "how many is not known", known("...j..")),
    case("few_carry", "fires", "two would have to stop",
         known("...r..", breadth=Breadth(stops_without=2)), "implementation"),
    case("few_carry", "edge", "two would have to stop, of many volunteers",
         known("...r..", breadth=Breadth(stops_without=2), volunteers=14), "implementation"),
    case("few_carry", "edge", "one volunteer, but three would have to stop",
         known("...r..", breadth=Breadth(stops_without=3), volunteers=1)),
    case("few_carry", "edge", "staff take the initiative", known("...p..", volunteers=1)),
    case("few_carry", "edge", "it is meant to stop", known("...r..", volunteers=1, aim="stop")),
    case("evaluation_answers", "fires", "informed", known(".....i"), "evaluation"),
    case("evaluation_answers", "silent", "together", known(".....p")),
    case("evaluation_answers", "edge", "not even told", known(".....n")),
    case("evaluation_answers", "edge", "not begun", known(".....-")),
    case("evaluation_answers", "edge", "chosen on purpose", known(".....i", cells={
        "evaluation": {"desired": "informed", **ON_PURPOSE}})),
    case("professionals_instead", "fires", "in ideas", known(".n....", cells={
        "ideas": {"actors": ("police", "businesses")}}), "ideas"),
    case("professionals_instead", "fires", "in both", known("ii....", cells={
        "knowledge": {"actors": ("police",)}, "ideas": {"actors": ("health_services",)}}), "knowledge ideas"),
    case("professionals_instead", "silent", "decided together", known(".p....", cells={
        "ideas": {"actors": ("police",)}})),
    case("professionals_instead", "edge", "residents are named as well", known(".n....", cells={
        "ideas": {"actors": ("police", "residents_boards")}})),
    case("professionals_instead", "edge", "an association is no professional", known(".n....", cells={
        "ideas": {"actors": ("local_associations",)}})),
    case("professionals_instead", "edge", "in planning", known("..n...", cells={"planning": {"actors": ("police",)}})),
    case("complex_planning", "fires", "complex", known("..i...", complexity="complex"), "planning"),
    case("complex_planning", "silent", "together", known("..p...", complexity="complex")),
    case("complex_planning", "edge", "simple", known("..i...", complexity="simple")),
    case("complex_planning", "edge", "not relevant", known("..-...", complexity="complex")),
    case("apparent", "fires", "the three lowest rungs", on_hart(["manipulation", "decoration", "tokenism", *[None] * 3]
         ), "knowledge ideas planning"),
    case("apparent", "fires", "at the table, not involved", known("....n.", cells={
        "anchoring": {"actors": ("residents_boards",)}}), "anchoring"),
    case("apparent", "silent", "asked for advice", on_hart(["consulted_informed", *[None] * 5])),
    case("apparent", "edge", "the fourth rung", on_hart(["assigned_informed", *[None] * 5])),
    case("apparent", "edge", "not involved and not there", known("....n.", cells={
        "anchoring": {"actors": ("police",)}})),
    case("apparent", "edge", "informed, and residents are named", known("....i.", cells={
        "anchoring": {"actors": ("residents",)}})),
    case("far_wish", "fires", "residents are to decide", known("..n...", cells={
        "planning": {"desired": "resident_decide"}}), "planning"),
    case("far_wish", "silent", "as it is", known("..n...", cells={"planning": {"desired": "not_involved"}})),
    case("far_wish", "edge", "residents are to begin", known("..i...", cells={
        "planning": {"desired": "resident_joint"}}), "planning"),
    case("far_wish", "edge", "together is near", known("..n...", cells={
        "planning": {"desired": "professional_joint"}})),
    case("far_wish", "edge", "from together it is near", known("..p...", cells={
        "planning": {"desired": "resident_decide"}})),
    case("far_wish", "edge", "how it is, is not known", known("..?...", cells={
        "planning": {"desired": "resident_decide"}})),
    case("disagreement", "fires", "each another level", known(room={
        "ideas": {"staff": {"not_involved": 1, "informed": 1, "resident_decide": 1}}}), "ideas"),
    case("disagreement", "silent", "all the same", known(room={"ideas": {"staff": {"informed": 6}}})),
    case("disagreement", "edge", "half and half", known(room={"ideas": {"staff": STAFF_OF_SIX}}), "ideas"),
    case("disagreement", "edge", "just over half agree", known(room={
        "ideas": {"staff": {"informed": 4, "professional_joint": 3}}})),
    case("disagreement", "edge", "two answers are too few", known(room={
        "ideas": {"staff": {"informed": 1, "professional_joint": 1, DONT_KNOW: 5}}})),
    case("disagreement", "edge", "agreed on since", known(".p....", room={"ideas": {"staff": STAFF_OF_SIX}}), "ideas"),
    case("seen_differently", "fires", "none in common", known(room={
        "ideas": {"staff": {"professional_joint": 3}, "resident": {"informed": 4}}}), "ideas"),
    case("seen_differently", "silent", "the same", known(room={
        "ideas": {"staff": {"informed": 3}, "resident": {"informed": 4}}})),
    case("seen_differently", "edge", "a tie has one in common", known(room={
        "ideas": {"staff": {"informed": 2, "professional_joint": 2}, "resident": {"informed": 4}}})),
    case("seen_differently", "edge", "two residents are too few", known(room={
        "ideas": {"staff": {"professional_joint": 3}, "resident": {"informed": 2}}})),
    case("nobody_knows", "fires", "agreed", known("?....?"), "knowledge evaluation"),
    case("nobody_knows", "fires", "most of the room", known(room={
        "anchoring": {"staff": {DONT_KNOW: 5, "informed": 3}}}), "anchoring"),
    case("nobody_knows", "silent", "blank or not relevant", known("...-.-")),
    case("nobody_knows", "edge", "half of the room", known(room={
        "anchoring": {"staff": {DONT_KNOW: 3, "informed": 3}}}), "anchoring"),
    case("nobody_knows", "edge", "fewer than half", known(room={
        "anchoring": {"staff": {DONT_KNOW: 3, "informed": 4}}})),
    case("nobody_knows", "edge", "too few levels to be shown", known(room={
        "anchoring": {"staff": {DONT_KNOW: 9, "informed": 2}}})),
    case("nobody_knows", "edge", "a level is agreed on since", known("....i.", room={
        "anchoring": {"staff": {DONT_KNOW: 5, "informed": 3}}})),
    case("contradiction", "fires", "residents decide, staff perform", known("...r..", cells={
        "implementation": {"roles": ("performing",)}}), "implementation"),
    case("contradiction", "silent", "staff facilitate", known("...r..", cells={
        "implementation": {"roles": ("facilitating",)}})),
    case("contradiction", "edge", "performing among others", known("...r..", cells={
        "implementation": {"roles": ("performing", "facilitating")}})),
    case("contradiction", "edge", "decided together", known("...j..", cells={
        "implementation": {"roles": ("performing",)}})),
    case("steady", "fires", "all the way", known("pppprp"),
         "knowledge ideas planning implementation anchoring evaluation"),
    case("steady", "silent", "staff all the way", known("nniinn")),
    case("steady", "edge", "three", known(".pjr.."), "ideas planning implementation"),
    case("steady", "edge", "two", known(".pj...")),
    case("steady", "edge", "three with a blank between", known("pp.p..")),
    case("steady", "edge", "the last three", known("n..ppp"), "implementation anchoring evaluation"),
    case("low_on_purpose", "fires", "by choice", known("...i..", cells={
        "implementation": {"desired": "informed", **ON_PURPOSE}}), "implementation"),
    case("low_on_purpose", "silent", "for want of time", known("...i..", cells={
        "implementation": {"desired": "informed", "desired_reason": "time"}})),
    case("low_on_purpose", "edge", "together on purpose is not low", known("...p..", cells={
        "implementation": {"desired": "professional_joint", **ON_PURPOSE}})),
    case("low_on_purpose", "edge", "another level is wished", known("...n..", cells={
        "implementation": {"desired": "informed", **ON_PURPOSE}})),
]  # fmt: skip


def seen(pattern: str, what: Known) -> list[Finding]:
    return [finding for finding in find(what) if finding.pattern == pattern]


@pytest.mark.parametrize("each", CASES, ids=lambda each: f"{each.pattern}, {each.kind}: {each.name}")
def test_a_pattern_is_seen_where_it_is_and_nowhere_else(each: Case):
    assert [finding.phases for finding in seen(each.pattern, each.known)] == each.phases


@pytest.mark.parametrize("pattern", RULES)
def test_every_pattern_has_a_case_where_it_is_seen_one_where_not_and_one_at_the_edge(pattern):
    assert {each.kind for each in CASES if each.pattern == pattern} == {"fires", "silent", "edge"}
    assert all(bool(each.phases) == (each.kind == "fires") for each in CASES if each.kind != "edge")


# Content and rules


def test_every_pattern_of_the_content_has_a_rule_and_the_reverse_in_one_order():
    assert [pattern.id for pattern in load().patterns] == list(RULES)


def test_every_rule_is_told_in_words_beside_the_code():
    told = re.findall(r"^(T\d+) +(\w+): ", str(ivac.patterns.rules.__doc__), re.MULTILINE)
    assert [pattern for _, pattern in told] == list(RULES)
    assert [number for number, _ in told] == [f"T{number}" for number in range(1, len(RULES) + 1)]
    assert [f"{number}." for number, _ in told] == [str(rule.__doc__) for rule in RULES.values()]


def test_the_rules_name_only_what_the_lists_hold():
    lists = load().lists
    assert set(lists.ids("actors")) >= RESIDENTS | PROFESSIONALS
    assert {"performing", "coordinating", "facilitating"} < set(lists.ids("staff_roles"))
    assert {*WITHOUT_STAFF, "stop"} < set(lists.ids("aims"))
    assert "complex" in lists.ids("complexities")


# What counts as known


def test_K1_what_is_agreed_on_counts_before_what_the_room_answered():
    told_by_room: dict[str, Answers] = {"ideas": {"staff": {"professional_joint": 3}}}
    assert seen("drop", known("..n...", room=told_by_room))
    assert not seen("drop", known(".nn...", room=told_by_room))
    assert not seen("drop", known(".?n...", room=told_by_room))


def test_K1_a_wish_of_the_room_counts_where_none_is_agreed_on():
    wished = room_with({"planning": {"staff": {"resident_decide": 3}}}, asked="desired")
    activity = (Activity(id="run", name="Running club"),)
    assert seen("far_wish", Known(SCALES["ivac"], activity, cells_of("..n...", {}), wished))
    agreed = cells_of("..n...", {"planning": {"desired": "not_involved"}})
    assert not seen("far_wish", Known(SCALES["ivac"], activity, agreed, wished))


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        ({"professional_joint": 3}, True),
        ({"professional_joint": 2}, False),
        ({"professional_joint": 2, DONT_KNOW: 7}, False),
        ({"professional_joint": 3, "resident_joint": 3}, False),
    ],
)
def test_K2_of_the_room_only_what_may_be_shown_and_is_no_tie_is_a_level(answers, counts):
    assert bool(seen("drop", known("..n...", room={"ideas": {"staff": answers}}))) == counts


@pytest.mark.parametrize("scale", ["hart", "volunteers"])
@given(course=st.text(alphabet="ipjr.?-", min_size=6, max_size=6))
def test_K4_the_same_course_shows_the_same_patterns_on_every_scale(scale, course):
    other = {
        "hart": {"informed": "consulted_informed"},
        "volunteers": {
            "informed": "input",
            "professional_joint": "development",
            "resident_joint": "plan_coordinates",
            "resident_decide": "needs_money",
        },
    }[scale]
    here = known(course, volunteers=1, complexity="complex", aim="with_residents")
    cells = {key: Cell(answer=other.get(str(cell.answer), cell.answer)) for key, cell in here.cells.items()}
    there = Known(SCALES[scale], here.activities, cells)
    assert find(here) == find(there)


def test_K5_what_was_chosen_on_purpose_is_said_as_such_and_in_no_other_way():
    by_choice = {phase: {"desired": "not_involved", **ON_PURPOSE} for phase in PHASES}
    assert [finding.pattern for finding in find(known("nnnnnn", cells=by_choice, complexity="complex"))] == [
        "low_on_purpose"
    ]
    assert len(find(known("nnnnnn", complexity="complex"))) > 1


def test_every_rule_about_what_is_known_and_what_comes_first_is_named_by_a_test():
    named = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    for module in (ivac.patterns.known, ivac.patterns.first):
        rules = set(re.findall(r"^([KF]\d)  ", str(module.__doc__), re.MULTILINE))
        assert rules
        assert rules <= named


# Blanks

NOTHING_KNOWN = st.sampled_from([None, DONT_KNOW, NOT_RELEVANT])


@st.composite
def unrated(draw) -> Known:
    """A plan of which everything may be known but a level, on any scale."""
    scale, lists = SCALES[draw(st.sampled_from(sorted(SCALES)))], load().lists
    some = {
        name: st.lists(st.sampled_from(lists.ids(name)), unique=True).map(tuple) for name in ("staff_roles", "actors")
    }
    cells = {
        ("run", phase): Cell(
            answer=draw(NOTHING_KNOWN),
            desired=draw(st.none() | st.sampled_from(scale.level_ids)),
            desired_reason=draw(st.none() | st.sampled_from(lists.ids("desired_reasons"))),
            roles=draw(some["staff_roles"]),
            actors=draw(some["actors"]),
        )
        for phase in PHASES
    }
    activity = Activity(
        id="run",
        name="Running club",
        aim=draw(st.none() | st.sampled_from(lists.ids("aims"))),
        complexity=draw(st.none() | st.sampled_from(lists.ids("complexities"))),
        professional_skill=draw(st.none() | st.booleans()),
        volunteers=draw(st.none() | st.integers(0, 5)),
    )
    return Known(scale, (activity,), cells)


@given(unrated())
def test_K3_nothing_is_seen_where_nothing_is_rated_but_that_nobody_knows(what):
    unknown = tuple(phase for phase in PHASES if what.cells["run", phase].answer == DONT_KNOW)
    assert [(finding.pattern, finding.phases) for finding in find(what)] == (
        [("nobody_knows", unknown)] if unknown else []
    )


@given(st.text(alphabet="nipjr.?-", min_size=6, max_size=6), st.randoms())
def test_every_finding_rests_on_cells_that_have_a_level(course, chance):
    what = known(course, volunteers=chance.randint(0, 3), complexity="complex", aim="with_residents")
    for finding in find(what):
        answers = [what.cells["run", phase].answer for phase in finding.phases]
        assert finding.phases == tuple(sorted(finding.phases, key=PHASES.index))
        assert (set(answers) == {DONT_KNOW}) == (finding.pattern == "nobody_knows")
        assert not {None, NOT_RELEVANT} & set(answers)


@given(st.dictionaries(st.sampled_from(PHASES), st.dictionaries(
    st.sampled_from(["informed", "resident_decide", DONT_KNOW]), st.integers(1, 2), min_size=1, max_size=2), min_size=1,
))  # fmt: skip
def test_K2_fewer_than_three_levels_in_a_cell_show_nothing_at_all(answers):
    small = {
        phase: {"resident": {answer: min(people, 1) for answer, people in by_answer.items()}}
        for phase, by_answer in answers.items()
    }
    assert find(known(room=small)) == []


def test_what_rests_on_the_room_says_on_how_many_answers():
    (half,) = seen("disagreement", known(room={"ideas": {"staff": {**STAFF_OF_SIX, DONT_KNOW: 2}}}))
    assert (half.n, half.rests_on, half.fill["same"], half.fill["whole"]) == (6, (Ground("ideas", 6),), 3, 6)
    (since,) = seen("disagreement", known(".p....", room={"ideas": {"staff": STAFF_OF_SIX}}))
    assert since.n == 6
    (unknown,) = seen("nobody_knows", known(room={"ideas": {"staff": {"informed": 3, DONT_KNOW: 4}}}))
    assert unknown.n == 7
    (mixed,) = seen("drop", known("..n...", room={"ideas": {"staff": {"professional_joint": 5}}}))
    assert (mixed.n, mixed.rests_on) == (5, (Ground("ideas", 5), Ground("planning", None)))
    (agreed,) = seen("drop", known(".pn..."))
    assert agreed.n is None


# The demo plans


def test_the_demo_plans_show_every_pattern_that_needs_no_room():
    plans = [record for record in demo_records("da") if record.plan.fictional]
    shown = {
        finding.pattern
        for record in plans
        for finding in find(Known(SCALES["ivac"], record.activities, record.cells_of(record.latest)))
    }
    assert shown == set(RULES) - OF_THE_ROOM


# Words


def everything_seen() -> list[Finding]:
    from_cases = [finding for each in CASES for finding in seen(each.pattern, each.known)]
    assert {finding.pattern for finding in from_cases} == set(RULES)
    return from_cases


@pytest.mark.parametrize("code", CODES)
def test_every_finding_can_be_told_with_all_its_places_filled(code):
    for finding in everything_seen():
        told = tell(finding, language(code))
        for text in (told.sentence, told.question, told.rests_on, told.why, told.note):
            assert text
            assert not re.search(r"[{}]", text)
        assert told.question.endswith("?")
        assert told.question.count("?") == 1


@pytest.mark.parametrize("pattern", RULES)
def test_both_languages_leave_the_same_places_open(pattern):
    def places(code: str) -> list[str]:
        words = load().words[code].findings.patterns[pattern]
        return sorted(set(re.findall(r"\{(\w+)\}", words.sentence + words.question)))

    assert places("da") == places("en")


def test_a_finding_is_told_with_its_phases_and_what_it_rests_on():
    (finding,) = seen("drop", known("..n...", room={"ideas": {"staff": {"professional_joint": 5}}}))
    told = tell(finding, language("da"))
    assert (
        told.sentence
        == "Beboerne er med til at beslutte i idéudviklingen. I planlægningen bestemmer medarbejderne alene."
    )
    assert told.rests_on == "Idéudvikling: 5 svar, Planlægning: aftalt"
    (agreed,) = seen("steady", known(".ppp.."))
    assert tell(agreed, language("en")).rests_on == "Idea development, Planning, Implementation: agreed"


def test_names_are_joined_as_each_language_joins_them():
    what = known(".n....", cells={"ideas": {"actors": ("local_institutions", "police")}})
    (asked,) = seen("professionals_instead", what)
    assert "schools, youth clubs and other institutions; police" in tell(asked, language("en")).sentence
    (unknown,) = seen("nobody_knows", known("???..."))
    assert "knowledge gathering, idea development and planning" in tell(unknown, language("en")).sentence


VERDICTS = {
    "da": r"\b(dårlig\w*|bedre|værre|forkert\w*|desværre|kun|bør|burde|fejler?|mangler|svag\w*|stærk\w*)\b",
    "en": r"\b(bad|better|worse|wrong|unfortunately|only|should have|ought|fails?|failed|lacks?|weak\w*|good)\b",
}


@pytest.mark.parametrize("code", CODES)
def test_what_is_seen_is_told_without_a_verdict(code):
    sentences = [words.sentence for words in load().words[code].findings.patterns.values()]
    sentences += [words.sentence for words in load().words[code].findings.shapes.values()]
    assert [sentence for sentence in sentences if re.search(VERDICTS[code], sentence, re.IGNORECASE)] == []


# Shapes

COURSES = {
    "too_little_known": ["......", "pp....", "?p-p.."],
    "steady": ["pppppp", "nnn...", "n.i..n", "jjpp.p", "r.rr.."],
    "late_invitation": ["nnnppp", ".iir.n", "n.ip.."],
    "rising": ["npp...", "nnprrr", "..npr.", "nnn.pp"],
    "front_loaded": ["ppnnnn", ".pi.i.", "pppn.."],
    "fading": ["rrppnn", "pppp.n", ".rrp.."],
    "planning_dip": [".pnp..", "nrpr..", ".jipin"],
    "middle": ["npppn.", "n.prpn", ".prp.."],
    "shifting": ["pn.pnp", "npnn.p", "rp..rp"],
}


@pytest.mark.parametrize(("expected", "course"), [(name, each) for name, many in COURSES.items() for each in many])
def test_the_course_of_an_activity_has_a_shape(expected, course):
    what = known(course)
    assert shape(what.course(what.activities[0])) == expected


def test_every_shape_has_a_course_here():
    assert tuple(COURSES) == SHAPES


@given(st.text(alphabet="nipjr.?-", min_size=6, max_size=6))
def test_every_course_has_one_of_the_shapes(course):
    what = known(course)
    found = shape(what.course(what.activities[0]))
    assert found in SHAPES
    assert (found == "too_little_known") == (sum(letter in "nipjr" for letter in course) < 3)


# Three to talk about first


def made(pattern: str, activity: str, strength: float = 0) -> Finding:
    return Finding(pattern, activity, (Ground("ideas", None),), {}, strength)


def order_of(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.pattern, finding.activity) for finding in findings]


def test_F1_the_three_kinds_take_turns_and_the_strongest_of_each_comes_first():
    findings = [
        made("drop", "a", 1), made("weak_anchoring", "b", 2), made("staff_hold", "c", 1), made("far_wish", "d", 3),
        made("disagreement", "e", 0.5), made("seen_differently", "f", 0.7),
    ]  # fmt: skip
    assert order_of(talk_first(findings)) == [("seen_differently", "f"), ("far_wish", "d"), ("weak_anchoring", "b")]


def test_F1_without_a_room_the_other_two_kinds_go_on():
    findings = [made("drop", "a", 1), made("weak_anchoring", "b", 1), made("far_wish", "c", 3)]
    assert order_of(talk_first(findings)) == [("far_wish", "c"), ("drop", "a"), ("weak_anchoring", "b")]


def test_F1_a_pattern_that_has_not_been_chosen_comes_before_one_that_has():
    findings = [made("drop", "a", 2), made("drop", "b", 2), made("weak_anchoring", "c", 1)]
    assert order_of(talk_first(findings)) == [("drop", "a"), ("weak_anchoring", "c"), ("drop", "b")]


def test_F2_each_is_of_another_activity_as_long_as_there_is_one():
    findings = [made("disagreement", "a", 0.9), made("far_wish", "a", 3), made("drop", "a", 2), made("drop", "b", 1)]
    assert order_of(talk_first(findings)) == [("disagreement", "a"), ("drop", "b"), ("far_wish", "a")]
    assert order_of(talk_first(findings[:1])) == [("disagreement", "a")]


def test_F3_whatever_else_is_seen_comes_after():
    findings = [made("steady", "a"), made("few_carry", "b"), made("drop", "c", 1)]
    assert order_of(talk_first(findings)) == [("drop", "c"), ("few_carry", "b"), ("steady", "a")]


@given(
    st.lists(st.tuples(st.sampled_from(list(RULES)), st.sampled_from("abcd"), st.sampled_from([0, 1, 2])), unique=True)
)
def test_three_are_chosen_from_what_is_there_and_always_the_same(triples):
    findings = [made(*triple) for triple in triples]
    first = talk_first(findings)
    assert len(first) == min(3, len(findings))
    assert all(first.count(finding) == 1 for finding in first)
    assert len({finding.activity for finding in first}) == min(3, len({finding.activity for finding in findings}))
    assert talk_first(findings) == first
    assert talk_first(findings, 1) == first[:1]


def test_nothing_seen_is_nothing_first():
    assert talk_first([]) == []
    assert set(KINDS) == {pattern.kind for pattern in load().patterns}


def test_the_plan_is_read_in_its_own_order():
    activities = [Activity(id=name, name=name) for name in "abc"]
    random.Random(1).shuffle(activities)
    cells = {(name, phase): Cell(answer="professional_joint") for name in "abc" for phase in PHASES}
    found = find(Known(SCALES["ivac"], tuple(activities), cells))
    assert [finding.activity for finding in found] == [activity.id for activity in activities]


def test_findings_about_one_activity_are_told_apart_by_their_topic():
    apart = {"staff": {"informed": 4}, "resident": {"resident_decide": 4}}
    findings = find(known("......", room=dict.fromkeys(PHASES, apart)))
    assert len(findings) == 2 * len(PHASES)
    assert len({finding.topic for finding in findings}) == len(findings)
