"""At the end the meeting is rated with one tap: who may, when, and how many must have before it is shown."""

import pytest

from ivac.acts import agree, close
from ivac.faults import Code, Refused
from ivac.store import Store, Workshops
from ivac.ui import keys
from ivac.workshop import Participant, about_meeting
from tests.pages.conftest import Open
from tests.pages.rooms import revealed_room, words


def test_fewer_than_three_answers_about_the_meeting_are_not_counted_out() -> None:
    people = [Participant(perspective="staff", meeting=answer) for answer in ("yes", "no", None, "yes")]
    assert about_meeting(people[:3]) is None
    assert about_meeting(people) == {"yes": 2, "partly": 0, "no": 1}


def test_nobody_rates_the_meeting_before_the_room_has_agreed(store: Store, workshops: Workshops) -> None:
    workshop, places = revealed_room(store, workshops)
    place = workshops.place(places[0])
    with pytest.raises(Refused) as refused:
        workshops.rate_meeting(place, "yes")
    assert refused.value.faults[0].code is Code.NOT_NOW
    workshops.change(workshop.id, agree())
    with pytest.raises(Refused) as refused:
        workshops.rate_meeting(place, "x" * 1000)
    assert refused.value.faults[0].code is Code.UNKNOWN_CHOICE
    assert workshops.place(places[0]).participant.meeting is None


@pytest.mark.parametrize("act", [agree, close])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_one_tap_on_the_phone_rates_the_meeting(
    open_page: Open, store: Store, workshops: Workshops, act, lang: str
) -> None:
    workshop, places = revealed_room(store, workshops)
    assert not open_page("workshop/rate.py", place=places[0], lang=lang).radio
    workshops.change(workshop.id, agree())
    if act is close:
        workshops.change(workshop.id, close())
    step, version = workshops.step(places[1]), workshops.version(workshop.id)

    app = open_page("workshop/rate.py", place=places[0], lang=lang)
    app.radio(key=keys.MEETING).set_value("partly").run()

    assert not app.exception
    assert workshops.place(places[0]).participant.meeting == "partly"
    assert workshops.step(places[1]) == step, "nobody else's phone is woken"
    assert workshops.version(workshop.id) == (version or 0) + 1, "the desk is told"
    assert open_page("workshop/rate.py", place=places[0], lang=lang).radio(key=keys.MEETING).value == "partly"


def test_the_desk_shows_the_answers_once_there_are_three(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop, places = revealed_room(store, workshops)
    assert "Did the meeting help?" not in words(open_page("workshop/desk.py", workshop=workshop.id))
    workshops.change(workshop.id, agree())
    for place in places[:2]:
        workshops.rate_meeting(workshops.place(place), "yes")
    app = open_page("workshop/desk.py", workshop=workshop.id)
    assert "once three people have" in words(app)
    assert "Yes: 2" not in words(app)

    workshops.rate_meeting(workshops.place(places[2]), "no")
    assert "Yes: 2 · Partly: 0 · No: 1" in words(open_page("workshop/desk.py", workshop=workshop.id))
