"""Last time's steps when people rate again: the phase says that a step was agreed on, never a level; then and now."""

from collections.abc import Callable
from typing import Any

import pytest

from ivac.acts import another_round, open_doors, reveal
from ivac.language import language
from ivac.model import Assessment
from ivac.store import Steps, Store, Workshops
from ivac.ui.looking_back import MOST_OF_A_STEP
from tests.pages.conftest import Open
from tests.pages.rooms import DAY, add_plan, answer, board, joined, words
from tests.pages.test_steps import after_one, step

LEVELS = {"scale": "ivac", "scale_version": 1, "from_level": "informed", "to_level": "resident_joint"}
ASK = step(workshop="spring", activity="choir", phase="ideas", who="MK", **LEVELS)

INFORMED, JOINT = (language("en").words.scales["ivac"].levels[level].full for level in ("informed", "resident_joint"))
LAST_TIME = "Last time a next step was agreed on here: "


def before(app: Any) -> dict[str, str]:
    """What each phase of the board says of last time, where it says something."""
    return {phase["id"]: phase["before"] for phase in board(app)["phases"] if phase["before"]}


Phones = Callable[..., list[str]]


@pytest.fixture
def phones(store: Store, workshops: Workshops) -> Phones:
    """Open this evening's workshop after one with these steps; gives the places of three staff and three residents."""

    def with_steps(*steps: Any) -> list[str]:
        after_one(store, workshops, *steps)
        workshop = workshops.change("evening", open_doors())
        return joined(workshops, workshop, *["staff"] * 3, *["resident"] * 3)

    return with_steps


def test_a_phone_says_at_the_phase_that_a_step_was_agreed_on(open_page: Open, phones: Phones) -> None:
    place = phones(ASK)[3]

    app = open_page("workshop/rate.py", place=place, activity="choir")
    assert before(app) == {"ideas": LAST_TIME + "Ask the neighbours"}
    assert before(open_page("workshop/rate.py", place=place, activity="garden")) == {}


def test_the_line_is_danish_where_the_phone_is(open_page: Open, phones: Phones) -> None:
    (said,) = before(open_page("workshop/rate.py", place=phones(ASK)[0], activity="choir", lang="da")).values()
    assert said == "Sidst blev der aftalt et næste skridt her: Ask the neighbours"


def test_a_phone_is_told_no_level_no_status_and_nobodys_initials(open_page: Open, phones: Phones) -> None:
    place = phones(ASK)[0]
    marked = board(open_page("workshop/rate.py", place=place, activity="choir"))["phases"]
    (ideas,) = (phase for phase in marked if phase["id"] == "ideas")
    assert INFORMED not in str(ideas)
    assert JOINT not in str(ideas)
    assert "MK" not in str(ideas)
    assert "planned" not in str(ideas)


def test_only_a_step_about_a_phase_and_of_an_earlier_time_is_said(open_page: Open, phones: Phones) -> None:
    place = phones(
        step(id="whole", activity="choir", what="All phases"),
        step(id="own", activity="choir", phase="ideas", workshop="evening", what="Of this evening"),
        step(id="old", activity="choir", phase="ideas", status="done", what="Done of old"),
    )[0]
    assert before(open_page("workshop/rate.py", place=place, activity="choir")) == {}


def test_several_steps_share_a_line_and_a_long_one_is_cut(open_page: Open, phones: Phones) -> None:
    place = phones(ASK, step(id="long", activity="choir", phase="ideas", what="Talk about it " * 40))[0]
    (said,) = before(open_page("workshop/rate.py", place=place, activity="choir")).values()
    assert said.startswith("Last time next steps were agreed on here: Ask the neighbours; Talk about it")
    assert said.endswith("…")
    assert len(said) < 2 * MOST_OF_A_STEP + 60


def test_a_step_that_is_rewritten_is_said_anew(open_page: Open, phones: Phones, store: Store) -> None:
    place = phones(ASK)[0]
    open_page("workshop/rate.py", place=place, activity="choir")
    Steps(store.engine).change(ASK.model_copy(update={"what": "Ask the choir"}))
    assert before(open_page("workshop/rate.py", place=place, activity="choir")) == {
        "ideas": LAST_TIME + "Ask the choir"
    }


def test_the_walk_reminds_of_what_was_agreed_before_the_rounds_day(open_page: Open, store: Store) -> None:
    plan = add_plan(store)
    for number, day in enumerate((DAY, DAY.replace(year=DAY.year + 1))):
        store.add_assessment(plan.id, Assessment(id=f"round{number}", day=day, scale="ivac", scale_version=1))
    Steps(store.engine).add(step(activity="choir", phase="ideas", **LEVELS))

    def said(round_: str) -> dict[str, str]:
        return before(open_page("workshop/walk.py", plan=plan.id, activity="choir", round=round_))

    assert said("round0") == {}, "the step was written on that day"
    assert said("round1") == {"ideas": LAST_TIME + "Ask the neighbours"}


# Then and now


@pytest.fixture
def desk(open_page: Open) -> Callable[[], str]:
    """What the desk says."""
    return lambda: words(open_page("workshop/desk.py", workshop="evening"))


def test_the_desk_says_then_and_now_once_the_room_has_seen_the_cell(
    phones: Phones, workshops: Workshops, desk: Callable[[], str]
) -> None:
    for place in phones(ASK)[:4]:
        answer(workshops, place, "choir", "resident_joint")
    assert f"From: {INFORMED} · To: {JOINT}" in desk()
    assert "Now" not in desk()

    workshops.change("evening", reveal("choir"))
    assert f"Then: {INFORMED} · Was to lead to: {JOINT}" in desk()
    assert f"Now, most chosen: {JOINT} (4 of 4)" in desk()

    workshops.change("evening", reveal())
    workshops.agree("evening", "choir", "ideas", answer="dont_know")
    assert "Now, agreed: Don’t know" in desk()
    assert "Now, most chosen" not in desk()


@pytest.mark.parametrize(("people", "said"), [(0, "Now: not answered"), (2, "Now: too few answers to show")])
def test_the_desk_tells_nothing_of_too_few(
    phones: Phones, workshops: Workshops, desk: Callable[[], str], people: int, said: str
) -> None:
    for place in phones(ASK)[:people]:
        answer(workshops, place, "choir", "resident_joint")
    workshops.change("evening", reveal())
    assert said in desk()
    assert "most chosen:" not in desk()


def test_between_two_rounds_the_desk_says_what_the_room_saw_last(
    phones: Phones, workshops: Workshops, desk: Callable[[], str]
) -> None:
    for place in phones(ASK)[:3]:
        answer(workshops, place, "choir", "not_involved")
    workshops.change("evening", reveal("choir"))
    workshops.change("evening", another_round("choir"))
    seen = desk()
    for place in workshops.participants("evening"):
        assert place.id not in seen
    assert "(3 of 3)" in seen


def test_on_another_scale_nothing_is_compared(phones: Phones, workshops: Workshops, desk: Callable[[], str]) -> None:
    on_hart = {"scale": "hart", "scale_version": 1, "from_level": "tokenism", "to_level": None}
    for place in phones(step(workshop="spring", activity="choir", phase="ideas", **on_hart))[:3]:
        answer(workshops, place, "choir", "resident_joint")
    workshops.change("evening", reveal())
    said = desk()
    assert "then and now are not compared" in said
    assert "Then:" not in said
    assert "Now, " not in said


def test_a_step_without_levels_says_only_what_is_now_and_one_without_a_cell_nothing(
    phones: Phones, workshops: Workshops, desk: Callable[[], str]
) -> None:
    for place in phones(step(activity="choir", phase="ideas"), step(id="whole", what="Meet"))[:3]:
        answer(workshops, place, "choir", "resident_joint")
    workshops.change("evening", reveal())
    assert desk().count("Now, most chosen") == 1
    assert "Then:" not in desk()
