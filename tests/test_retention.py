"""Forgetting the people of workshops: their answers go, what was agreed stays."""

from datetime import date

import pytest
import sqlalchemy as sa

from ivac.acts import agree
from ivac.faults import Code, Refused
from ivac.settings import kept_since
from ivac.store import Retention, Workshops
from ivac.store.tables import participant, rating
from tests.pages.rooms import DAY, revealed_room

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def held(store):
    """A store with a workshop of six people, agreed on."""
    workshops = Workshops(store.engine, "the secret of this installation")
    workshop, _ = revealed_room(store, workshops)
    workshops.agree(workshop.id, "choir", "ideas", answer="informed")
    workshops.change(workshop.id, agree())
    return store, workshops, workshop.id


def rows(store, table) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_answers_and_people_go_and_what_was_agreed_stays(held) -> None:
    store, workshops, workshop_id = held
    assert rows(store, participant) == 6
    before, version = store.record("the_meadow"), workshops.version(workshop_id)

    Retention(store.engine).forget_people(workshop_id)

    assert (rows(store, participant), rows(store, rating)) == (0, 0)
    assert store.record("the_meadow") == before
    assert workshops.log(workshop_id)
    assert workshops.version(workshop_id) != version


def test_only_workshops_from_before_the_day_are_forgotten(held) -> None:
    store, _, _ = held
    retention = Retention(store.engine)
    assert retention.forget_before(DAY) == 0
    assert rows(store, participant) == 6
    assert retention.forget_before(date(DAY.year, DAY.month, DAY.day + 1)) == 1
    assert retention.forget_before(date(DAY.year + 1, 1, 1)) == 0  # nothing is left to forget
    assert rows(store, participant) == 0


def test_a_workshop_that_is_gone_is_refused(held) -> None:
    store, _, _ = held
    with pytest.raises(Refused) as refused:
        Retention(store.engine).forget_people("gone")
    assert refused.value.faults[0].code is Code.GONE


@pytest.mark.parametrize(
    ("today", "months", "since"),
    [
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 24, date(2024, 12, 31)),
    ],
)
def test_months_are_counted_back_as_calendars_do(today: date, months: int, since: date) -> None:
    assert kept_since(today, months) == since
