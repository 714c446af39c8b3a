"""Pages on PostgreSQL: they show what is there, keep what is done, and say so while the database is away."""

import pytest

from ivac.store import Store, Workshops
from tests.pages.conftest import Open
from tests.pages.rooms import revealed_room
from tests.postgres import Server

pytestmark = pytest.mark.databases("postgresql")


def test_a_page_shows_plans_and_says_in_a_sentence_when_the_database_is_away(
    demo: Store, open_page: Open, postgres: Server
) -> None:
    shown = "".join(text.value for text in open_page("prepare/plans.py").markdown)
    assert all(entry.plan.name.partition(" (")[0] in shown for entry in demo.plans())
    postgres.stop()
    try:
        away = open_page("prepare/plans.py")
        assert "does not answer" in away.error[0].value
    finally:
        postgres.start()
    assert not open_page("prepare/plans.py").error


def test_a_workshop_is_led_on_its_desk(store: Store, workshops: Workshops, open_page: Open) -> None:
    workshop, _ = revealed_room(store, workshops)
    desk = open_page("workshop/desk.py", workshop=workshop.id)
    assert not desk.error
