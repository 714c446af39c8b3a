"""The talk on the wall: one question at a time, large; what others had comes only after the group's own view."""

import pytest

from ivac.charts.plan import framed_words
from ivac.content import load
from ivac.language import language
from ivac.patterns import Known, find, talk_first, tell
from ivac.store import Store, Workshops
from ivac.ui.context import scale_of
from ivac.ui.screen import Screen
from ivac.workshop import show
from tests.pages.conftest import Open
from tests.pages.rooms import full_room, revealed_room, words
from tests.pages.test_workshop import solgaard

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
