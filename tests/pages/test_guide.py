"""The facilitator's guide: an agenda of the chosen length with running times, and ways to the pages of its steps."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from ivac.content import load
from ivac.store import Store, Workshops
from ivac.ui import keys
from tests.pages.conftest import Open
from tests.pages.rooms import opened, words

GUIDE = "about/guide.py"


def times(app: AppTest) -> list[str]:
    """The clock times down the page."""
    return re.findall(r"<b>(\d:\d\d)</b>", words(app))


def addresses(app: AppTest) -> list[tuple[str, str]]:
    """Where each link leads, with its query."""
    return [(item.proto.page, item.proto.query_string) for item in app.get("page_link")]


def test_the_guide_opens_with_an_hour(open_page: Open) -> None:
    app = open_page(GUIDE)

    assert times(app) == ["0:00", "0:05", "0:10", "0:20", "0:25", "0:40", "0:50", "0:55", "1:00"]


@pytest.mark.parametrize(("chosen", "last"), [("short", "1:00"), ("medium", "1:30"), ("long", "3:00")])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_agenda_of_the_chosen_length_is_told_step_by_step(
    open_page: Open, chosen: str, last: str, lang: str
) -> None:
    app = open_page(GUIDE, lang=lang)

    app.get("button_group")[0].set_value(chosen).run()

    guide, said = load().talk.guide, load().words[lang].talk.guide
    agenda = next(agenda for agenda in guide.agendas if agenda.id == chosen)
    shown = unescape(words(app))
    places = [shown.index(f"<h3>{said.steps[timed.step].name}</h3>") for timed in agenda.steps]
    assert places == sorted(places)
    assert times(app)[-1] == last
    assert all(said.steps[timed.step].do in shown for timed in agenda.steps)
    assert all((said.steps[timed.step].say or "") in shown for timed in agenda.steps)
    assert said.agendas[chosen].sentence in shown


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_to_prepare_and_what_to_do_when_it_gets_stuck_stand_whole(open_page: Open, lang: str) -> None:
    shown = unescape(words(open_page(GUIDE, lang=lang)))

    said = load().words[lang].talk.guide
    assert all(text in shown for text in said.preparations.values())
    assert all(each.name in shown and each.do in shown for each in said.situations.values())


def test_the_chosen_length_stays_when_the_language_changes(open_page: Open) -> None:
    app = open_page(GUIDE)
    app.get("button_group")[0].set_value("medium").run()

    app.button(key="choose_language").click().run()

    assert app.title[0].value == "Vejledning"
    assert times(app)[-1] == "1:30"
    assert app.session_state[keys.GUIDE_AGENDA] == "medium"


def test_each_step_leads_to_its_page_of_the_same_workshop(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)

    app = open_page(GUIDE, plan=workshop.plan_id, workshop=workshop.id)

    guide = load().talk.guide
    parts = {part.id: part for part in guide.steps}
    of_steps = [parts[timed.step].page for timed in guide.agendas[0].steps]
    others = [part.page for part in (*guide.preparations, *guide.situations)]
    found = addresses(app)
    assert sorted(page for page, _ in found) == sorted(page for page in (*of_steps, *others) if page)
    assert all(f"workshop={workshop.id}" in query and f"plan={workshop.plan_id}" in query for _, query in found)


def test_without_a_workshop_the_links_name_none(open_page: Open) -> None:
    assert {query for _, query in addresses(open_page(GUIDE))} == {""}


def test_the_desk_and_the_plan_lead_to_the_guide(open_page: Open, store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)

    (desk,) = [
        query for page, query in addresses(open_page("workshop/desk.py", workshop=workshop.id)) if page == "guide"
    ]
    (plan,) = [query for page, query in addresses(open_page("prepare/plan.py", plan="the_meadow")) if page == "guide"]

    assert f"workshop={workshop.id}" in desk
    assert plan == "plan=the_meadow"
