"""Key links in the database: what they open, that only their hashes are kept, and that revoking is at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from ivac.access import Rights, fingerprint
from ivac.faults import Code, Refused
from ivac.model import Plan
from ivac.store import Keys, Store
from ivac.store import tables as t

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NOON = datetime(2026, 3, 12, 12)


@pytest.fixture
def keys(store: Store) -> Keys:
    """Keys of an installation with two plans, each made a minute after the one before."""
    for name in ("nordby", "sydby"):
        store.save_plan(Plan(id=name, name=name.title()))
    minutes = iter(range(1000))
    return Keys(store.engine, lambda: NOON + timedelta(minutes=next(minutes)))


def test_a_fresh_installation_has_no_keys(keys):
    assert keys.count() == 0
    assert keys.entries(None) == keys.entries("nordby") == []
    assert keys.rights([]) == Rights()


def test_a_plans_key_opens_that_plan(keys):
    key = keys.make("nordby")
    assert keys.rights([key]) == Rights(plans=frozenset({"nordby"}))


def test_a_key_without_a_plan_opens_everything(keys):
    assert keys.rights([keys.make(None)]) == Rights(everything=True)


def test_several_keys_open_what_each_of_them_opens(keys):
    one, other, whole = keys.make("nordby"), keys.make("sydby"), keys.make(None)
    assert keys.rights([one, other]) == Rights(plans=frozenset({"nordby", "sydby"}))
    assert keys.rights([one, whole]) == Rights(everything=True, plans=frozenset({"nordby"}))


def strangers(key: str) -> list[str]:
    """Keys that are not this one, the stored hash among them."""
    return [key[:-1], key + "A", key.swapcase(), fingerprint(key), "", "%", "nordby", "' OR 1=1 --"]


def test_what_is_no_key_opens_nothing(keys):
    key = keys.make("nordby")
    for stranger in strangers(key):
        assert keys.rights([stranger]) == Rights(), stranger
    assert keys.rights([*strangers(key), key]) == Rights(plans=frozenset({"nordby"}))


def test_each_key_is_another_one(keys):
    assert len({keys.make("nordby") for _ in range(20)}) == 20
    assert keys.count() == 20


def test_a_revoked_key_is_useless_at_once_and_the_others_are_not(keys):
    first, second = keys.make("nordby"), keys.make("nordby")
    keys.revoke(keys.entries("nordby")[0].id)
    assert keys.rights([first]) == Rights()
    assert keys.rights([second]) == Rights(plans=frozenset({"nordby"}))
    assert keys.count() == 1


def test_revoking_twice_or_what_is_not_there_is_harmless(keys):
    keys.make("nordby")
    (entry,) = keys.entries("nordby")
    for key_id in (entry.id, entry.id, "gone"):
        keys.revoke(key_id)
    assert keys.count() == 0


def test_keys_are_listed_by_what_they_open_the_oldest_first(keys):
    for plan in ("nordby", None, "sydby", "nordby", None) * 3:
        keys.make(plan)
    made = [NOON + timedelta(minutes=minute) for minute in (0, 3, 5, 8, 10, 13)]
    assert [entry.made for entry in keys.entries("nordby")] == made
    assert [entry.made.minute for entry in keys.entries(None)] == [1, 4, 6, 9, 11, 14]
    assert {entry.plan_id for entry in keys.entries("nordby")} == {"nordby"}
    assert {entry.plan_id for entry in keys.entries(None)} == {None}


def test_a_key_for_a_plan_that_is_gone_is_refused(keys):
    with pytest.raises(Refused) as refused:
        keys.make("vestby")
    assert [fault.code for fault in refused.value.faults] == [Code.GONE]
    assert keys.count() == 0


def test_a_deleted_plan_takes_its_keys_with_it_and_no_other(keys, store):
    gone, other, whole = keys.make("nordby"), keys.make("sydby"), keys.make(None)
    store.delete_plan("nordby")
    store.save_plan(Plan(id="nordby", name="Nordby igen"))
    assert keys.rights([gone]) == Rights()
    assert keys.rights([other, whole]) == Rights(everything=True, plans=frozenset({"sydby"}))


@pytest.mark.parametrize("maker", [lambda keys: keys.make(None), lambda keys: keys.make("nordby")])
def test_only_a_keys_hash_is_stored(keys, store, maker: Callable[[Keys], str]):
    key = maker(keys)
    with store.engine.connect() as connection:
        (row,) = connection.execute(sa.select(t.access_key)).mappings()
    assert row["key_hash"] == fingerprint(key)
    assert not any(key in str(value) for value in row.values())
    # What is stored opens nothing either.
    assert keys.rights([row["key_hash"], row["id"]]) == Rights()
