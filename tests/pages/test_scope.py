"""What a page left open may still give away: a file asks again for all that its picture rested on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ivac.access import Rights
from ivac.collection import Collection
from ivac.faults import Code, Refused
from ivac.model import Plan
from ivac.store import Collections, Keys, Scope, Store
from ivac.ui import scope
from ivac.ui.scope import Looked

NORTH = Collection(id="north", name="The north")
VISITOR = Rights(plans=frozenset({"own"}), collections=frozenset({"north"}))
PLANS = ("own", "given", "named")


@pytest.fixture
def kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> Collections:
    """A collection of the visitor's own plan, one that came by a key to read, and one that shares name and texts."""
    made, keys = Collections(store.engine), Keys(store.engine)
    made.save(NORTH)
    for plan_id in PLANS:
        store.save_plan(Plan(id=plan_id, name=plan_id.title()))
    made.put_in("north", "own", named=False, texts=False)
    key_id = keys.reads(keys.make_read("given", texts=False, name=False)).id
    made.put_in("north", "given", named=False, texts=False, key_id=key_id)
    made.put_in("north", "named", named=True, texts=True)
    monkeypatch.setattr(scope, "collections", lambda: made)
    return made


@pytest.fixture
def looked(kept: Collections) -> Looked:
    """The whole collection, as a page once showed it."""
    return Looked(Scope(collection="north"), (), VISITOR.plans, False, NORTH, kept.members("north"))


def refusal(looked: Looked, rights: Rights = VISITOR) -> Code | None:
    try:
        looked.require(rights)
    except Refused as refused:
        return refused.faults[0].code
    return None


def withdraw(kept: Collections) -> None:
    keys = Keys(kept.engine)
    for key in keys.to_read("given"):
        keys.revoke(key.id)


LESS: dict[str, Callable[[Collections], None]] = {
    "its key to read is withdrawn": withdraw,
    "it is taken out": lambda kept: kept.take_out("north", "own"),
    "it shares no texts any more": lambda kept: kept.put_in("north", "named", named=True, texts=False),
    "its name is hidden again": lambda kept: kept.put_in("north", "named", named=False, texts=True),
    "all names are hidden": lambda kept: kept.save(Collection(id="north", name="The north", hidden=True)),
    "the collection is deleted": lambda kept: kept.delete("north"),
}


@pytest.mark.parametrize("change", LESS.values(), ids=LESS)
def test_no_file_of_what_is_no_longer_shared(kept: Collections, looked: Looked, change: Callable[..., None]) -> None:
    assert refusal(looked) is None
    change(kept)
    assert refusal(looked) is Code.GONE


def test_no_file_without_the_key_to_the_collection_or_to_a_plan_called_ones_own(looked: Looked) -> None:
    assert refusal(looked, replace(VISITOR, collections=frozenset())) is Code.KEY_NEEDED
    assert refusal(looked, replace(VISITOR, plans=frozenset())) is Code.KEY_NEEDED


def test_what_is_not_looked_at_and_what_comes_later_do_not_matter(kept: Collections, looked: Looked) -> None:
    kept.take_out("north", "named")
    assert refusal(replace(looked, chosen=("own", "given"))) is None
    kept.save(Collection(id="north", name="Renamed"))
    kept.put_in("north", "named", named=True, texts=True)
    assert refusal(replace(looked, chosen=("own", "given"))) is None
