"""The talk on the wall: one question at a time, large; what others had comes only after the group's own view."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ivac.acts import open_doors, reveal, show
from ivac.charts.labels import framed_words
from ivac.content import load
from ivac.language import language
from ivac.patterns import Known, find, talk_first, tell
from ivac.store import Store, Workshops
from ivac.ui.context import scale_of
from ivac.ui.moment import Live, live
from ivac.ui.screen import Screen
from tests.pages.conftest import Open
from tests.pages.rooms import answer, full_room, joined, keyed, opened, prepared, revealed_room, words
from tests.pages.test_access import access_keys, revoked_while_open, visit
from tests.pages.test_workshop import solgaard

__all__ = ["access_keys", "revoked_while_open", "visit"]
"""Fixtures of a served installation."""

WALL = Screen(1920, 1080)


def test_a_picture_gets_less_room_below_a_long_question() -> None:
    plain, long = WALL.wall_canvas(5, "Why?", "Choir"), WALL.wall_canvas(5, "Why? " * 30, "Choir")
    assert plain == WALL.wall_canvas(5)
    assert long.width == plain.width
    assert long.height < plain.height
    assert WALL.wall_canvas(5, "Why?", "Choir " * 30).height < plain.height


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_projector_has_the_three_questions_as_slides_and_the_study_last(
    open_page: Open, demo: Store, lang: str
) -> None:
    record = demo.record(solgaard(demo))
    known = Known(scale_of(record.latest), record.activities, record.cells_of(record.latest))
    for number, finding in enumerate(talk_first(find(known)), 1):
        app = open_page("workshop/wall.py", plan=record.plan.id, view=f"talk{number}", lang=lang)
        told = tell(finding, language(lang))
        assert app.title[0].value.replace("\\", "") == told.question
        assert told.sentence in words(app)
        assert told.note not in words(app), "the note is for the facilitator alone"
        (picture,) = app.get("plotly_chart")
        assert framed_words(finding.phases, language(lang)) in picture.proto.alt

    app = open_page("workshop/wall.py", plan=record.plan.id, view=record.activities[-1].id, lang=lang)
    app.button(key="wall_on").click().run()
    assert app.query_params["view"] == "reference"
    assert "27" in app.title[0].value


def test_the_room_sees_nothing_of_others_before_its_own_picture(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = full_room(store, workshops)
    for view in ("reference", "talk"):
        workshops.change(workshop.id, show(view, "choir"))
        app = open_page("workshop/live.py", workshop=workshop.id)
        assert not app.get("plotly_chart")
        assert app.title[0].value == "Nothing is revealed yet"


def test_the_walls_question_stands_above_the_distribution(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop, _ = revealed_room(store, workshops)
    workshops.change(workshop.id, show("talk", "choir"))
    app = open_page("workshop/live.py", workshop=workshop.id)
    questions = {pattern.question for pattern in language("en").words.findings.patterns.values()}
    assert app.title[0].value.replace("\\", "") in questions
    assert app.get("plotly_chart")

    workshops.change(workshop.id, show("reference"))
    app = open_page("workshop/live.py", workshop=workshop.id)
    assert str(load().talk.reference.plans) in app.title[0].value


def test_the_desks_table_says_all_that_the_walls_question_shows(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    workshop, _ = revealed_room(store, workshops)
    workshops.change(workshop.id, show("talk", "choir"))
    said = words(open_page("workshop/desk.py", workshop=workshop.id))
    assert '<th scope="row">Talked about</th>' in said
    assert '<th scope="row">Residents</th>' in said

    wall = open_page("workshop/live.py", workshop=workshop.id)
    (picture,) = wall.get("plotly_chart")
    assert "Framed:" in picture.proto.alt
    assert "Residents: " in picture.proto.alt


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_desk_has_the_cards_that_go_with_a_finding_and_the_wall_has_not(
    open_page: Open, store: Store, workshops: Workshops, lang: str
) -> None:
    workshop, _ = revealed_room(store, workshops)
    workshops.change(workshop.id, show("talk", "choir"))
    card = language(lang).words.talk.cards["residents_know"]
    assert card.sentence in words(open_page("workshop/desk.py", workshop=workshop.id, lang=lang))
    assert card.sentence not in words(open_page("workshop/live.py", workshop=workshop.id, lang=lang))
    assert card.sentence in words(open_page("about/patterns.py", lang=lang))


# From one thing to the next

BOTH_PAGES = pytest.mark.parametrize("file", ["workshop/live.py", "workshop/desk.py"])


def now(workshops: Workshops) -> Live:
    return live(workshops.workshop("evening"))


def shown(open_page: Open, workshops: Workshops) -> str:
    """The question on the wall, as a newly opened wall shows it."""
    app = open_page("workshop/live.py", workshop="evening")
    assert workshops.workshop("evening").wall == "talk"
    return app.title[0].value.replace("\\", "")


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


@BOTH_PAGES
def test_the_keys_lead_the_wall_through_all_there_is_to_talk_about(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    revealed_room(store, workshops)
    findings = now(workshops).findings
    assert len(findings) == 3
    app = open_page(file, workshop="evening")
    assert app.button(key="talk_back").disabled

    on_the_wall = []
    for place in range(3):
        app = press(app, "talk_on")
        assert now(workshops).talked == findings[place]
        on_the_wall.append(shown(open_page, workshops))
        assert app.button(key="talk_on").disabled == (place == 2), "after the last comes nothing"

    assert on_the_wall == [tell(finding, language("en")).question for finding in findings]
    assert now(workshops).talked == findings[2]
    app = press(app, "talk_back")
    assert now(workshops).talked == findings[1]
    assert press(app, "talk_back").button(key="talk_back").disabled


def test_all_findings_about_one_activity_can_be_reached(open_page: Open, store: Store, workshops: Workshops) -> None:
    revealed_room(store, workshops)
    assert {finding.activity for finding in now(workshops).findings} == {"choir"}
    app = open_page("workshop/desk.py", workshop="evening")
    for place, finding in enumerate(now(workshops).findings):
        app = press(app, f"talk_wall_choir_{place}")
        assert now(workshops).talked == finding
        assert app.button(key=f"talk_wall_choir_{place}").disabled, "it is there already"


@BOTH_PAGES
@pytest.mark.parametrize("view", ["join", "picture", "reference", "agreed"])
def test_from_another_view_the_key_begins_at_the_first(
    open_page: Open, store: Store, workshops: Workshops, file: str, view: Any
) -> None:
    revealed_room(store, workshops)
    workshops.change("evening", show("talk", "choir", now(workshops).findings[2].topic))
    workshops.change("evening", show(view))

    app = press(open_page(file, workshop="evening"), "talk_on")

    assert now(workshops).talked == now(workshops).findings[0]
    assert workshops.workshop("evening").wall == "talk"
    assert app.button(key="talk_back").disabled


@BOTH_PAGES
def test_without_anything_to_talk_about_there_are_no_keys(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    prepared(store, workshops)
    assert not {"talk_back", "talk_on"} & keyed(open_page(file, workshop="evening"))
    workshop = workshops.change("evening", open_doors())
    for place in joined(workshops, workshop, *["staff"] * 3):
        answer(workshops, place, "choir", "resident_joint")
    assert not {"talk_back", "talk_on"} & keyed(open_page(file, workshop="evening")), "nothing is revealed"


def test_a_room_in_which_nothing_stands_out_has_no_keys(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    for place in joined(workshops, workshop, *["staff"] * 3):
        for phase in ("ideas", "planning"):
            workshops.rate(workshops.place(place), "choir", phase, 1, "answer", "resident_joint")
    workshops.change("evening", reveal())
    assert now(workshops).findings == []
    for file in ("workshop/live.py", "workshop/desk.py"):
        assert not {"talk_back", "talk_on"} & keyed(open_page(file, workshop="evening"))


def test_two_quick_presses_go_two_steps_and_never_past_the_end(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    app = open_page("workshop/live.py", workshop="evening")
    workshops.change("evening", show("talk", "choir", now(workshops).findings[0].topic))

    app = press(app, "talk_on")  # drawn when the wall was elsewhere

    assert now(workshops).talked == now(workshops).findings[1]
    workshops.change("evening", show("talk", "choir", now(workshops).findings[2].topic))
    press(app, "talk_on")
    assert now(workshops).talked == now(workshops).findings[2]


@BOTH_PAGES
def test_a_wall_left_open_moves_nothing_with_a_revoked_key(
    revoked_while_open: Any, store: Store, workshops: Workshops, file: str
) -> None:
    revealed_room(store, workshops)
    app = revoked_while_open(file)
    before = workshops.workshop("evening")

    app = press(app, "talk_on")

    assert workshops.workshop("evening") == before
    assert "key link" in app.error[0].value


@BOTH_PAGES
def test_the_keys_say_what_they_do_and_rest_while_a_question_is_open(
    open_page: Open, store: Store, workshops: Workshops, file: str
) -> None:
    revealed_room(store, workshops)
    app = open_page(file, workshop="evening")
    found = {key: app.button(key=key).proto for key in ("talk_back", "talk_on")}
    assert [proto.label for proto in found.values()] == ["Previous question", "Next question"]
    assert {proto.shortcut for proto in found.values()} == {"left", "right"}
    if file == "workshop/desk.py":
        app = press(app, "ask_evening_agree")
        assert not app.button(key="talk_on").proto.shortcut


def test_a_finding_that_is_settled_meanwhile_gives_way_to_another_about_the_activity(
    open_page: Open, store: Store, workshops: Workshops
) -> None:
    revealed_room(store, workshops)
    workshops.change("evening", show("talk", "choir", "no_longer_seen ideas"))
    assert now(workshops).talked == now(workshops).findings[0]
    assert shown(open_page, workshops) == tell(now(workshops).findings[0], language("en")).question
