"""Collections: beginning one, what comes in and goes, hidden names, keys to read, and what none of them opens."""

import json
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from ivac.collection import Collection
from ivac.exchange import to_json
from ivac.model import Assessment, Plan, PlanRecord
from ivac.store import Collections, Keys, Store, Workshops
from ivac.ui import keys
from tests.pages.conftest import Open
from tests.pages.rooms import add_plan, labels, sent
from tests.pages.test_access import (
    GUARDED,
    Visit,
    access_keys,
    addresses,
    meadow,
    shows_nothing_of_the_meadow,
    visit,
)
from tests.pages.test_prepare import button, field

__all__ = ["access_keys", "visit"]
"""Fixtures of a served installation."""

LIST, ONE = "compare/collections.py", "compare/collection.py"
JSON = "application/json"


@pytest.fixture
def collections(store: Store) -> Collections:
    return Collections(store.engine)


@pytest.fixture
def north(collections: Collections, store: Store) -> str:
    """A collection with two plans, the meadow second."""
    collections.save(Collection(id="north", name="The north"))
    for name in ("The Hill", "The Meadow"):
        plan = add_plan(store, name, ("Song",) if name == "The Hill" else ("Choir",))
        store.save_plan(plan.model_copy(update={"municipality": f"{name.split()[1]}borough"}))
        collections.put_in("north", plan.id, named=False, texts=False)
    return "north"


def listed(app: AppTest) -> list[str]:
    """What is told of each plan."""
    return [item.value for item in app.markdown if item.value.startswith("**")]


def pressed(app: AppTest, key: str) -> AppTest:
    """Press what asks first, and say yes."""
    app.button(key=key).click().run()
    app.button(key="ask_yes").click().run()
    assert not app.exception
    return app


# On this machine


def test_a_collection_is_begun_renamed_hidden_and_deleted(open_page: Open, collections: Collections) -> None:
    app = open_page(LIST)
    assert "no collection yet" in app.info[0].value
    field(app.text_input, "Name of the collection").input("The north")
    button(app, "Begin the collection").click().run()
    (begun,) = collections.entries()
    assert app.title[0].value == "The north"
    assert not collections.members(begun.id)

    app = open_page(ONE, collection=begun.id)
    app.text_input(key=f"name_{begun.id}").input("All of the north")
    app.checkbox(key=f"hidden_{begun.id}").check()
    button(app, "Save").click().run()
    assert collections.entries() == [begun.model_copy(update={"name": "All of the north", "hidden": True})]

    pressed(app, f"ask_{begun.id}")
    assert collections.entries() == []


@pytest.mark.parametrize("name", ["", " ", "x" * 121])
def test_a_collection_without_a_name_that_can_be_is_not_begun(
    open_page: Open, collections: Collections, name: str
) -> None:
    app = open_page(LIST)
    field(app.text_input, "Name of the collection").input(name)

    button(app, "Begin the collection").click().run()

    assert app.error
    assert collections.entries() == []


def test_plans_of_this_installation_are_put_in_and_taken_out(
    open_page: Open, store: Store, collections: Collections, north: str
) -> None:
    shore = add_plan(store, "The Shore", ("Swim",))
    app = open_page(ONE, collection=north)
    chooser = app.multiselect(key=keys.COLLECTION_PLANS)
    assert chooser.options == ["The Shore"]

    chooser.set_value([shore.id])
    button(app, "Put them in").click().run()
    assert list(collections.members(north)) == ["the_hill", "the_meadow", "the_shore"]

    pressed(app, f"ask_{north}_0")
    assert list(collections.members(north)) == ["the_meadow", "the_shore"]
    assert len(store.plans()) == 3


def test_what_a_plan_agrees_to_is_kept(open_page: Open, collections: Collections, north: str) -> None:
    app = open_page(ONE, collection=north)

    app.checkbox(key=f"named_{north}_1").check().run()
    app.checkbox(key=f"texts_{north}_1").check().run()
    app.checkbox(key=f"named_{north}_1").uncheck().run()

    member = collections.members(north)["the_meadow"]
    assert (member.named, member.texts, member.key_id) == (False, True, None)


def test_many_plans_are_listed_in_parts(open_page: Open, store: Store, collections: Collections, north: str) -> None:
    for number in range(30):
        store.save_plan(Plan(id=f"p{number}", name=f"Plan number {number}"))
        collections.put_in(north, f"p{number}", named=False, texts=False)

    told = sent(open_page(ONE, collection=north))

    assert "Plan number 22" in told
    assert "Plan number 23" not in told


# From files


def file(record: PlanRecord) -> tuple[str, bytes, str]:
    return f"{record.plan.id}.json", to_json(record).encode(), JSON


def later(record: PlanRecord) -> PlanRecord:
    """The same plan with a round half a year later."""
    autumn = Assessment(id="autumn", day=date(2026, 9, 1), scale="ivac", scale_version=1)
    return record.model_copy(update={"assessments": (*record.assessments, autumn)})


def test_good_files_come_in_and_faulty_ones_are_told_by_name(
    open_page: Open, store: Store, collections: Collections, north: str, record: PlanRecord
) -> None:
    app = open_page(ONE, collection=north)
    other = PlanRecord(plan=Plan(id="sydby", name="Sydby"))
    broken = json.dumps(json.loads(to_json(record)) | {"assessments": "none"}).encode()

    faulty = [("broken.json", broken, JSON), ("list.csv", b"a;b", "text/csv")]
    app.file_uploader[0].set_value([file(record), *faulty, file(other)]).run()
    assert not app.exception
    assert len(store.plans()) == 2  # nothing is kept before somebody has seen what would be
    told = [error.value for error in app.error]
    assert ["broken" in told[0], "assessments" in told[0], "list" in told[1]] == [True] * 3
    app.button(key="bring_in").click().run()

    assert not app.exception
    assert [text.value for text in app.success] == ["2 plans are brought in\\."]
    assert [error.value for error in app.error] == told
    assert list(collections.members(north)) == ["the_hill", "the_meadow", "nordby", "sydby"]
    assert store.record("nordby") == record
    assert not app.file_uploader[0].value


@pytest.mark.parametrize("answer", [None, True, False])
def test_a_newer_version_is_offered_and_the_answer_kept(
    open_page: Open, store: Store, north: str, record: PlanRecord, answer: bool | None
) -> None:
    store.add_record(record)
    app = open_page(ONE, collection=north)

    app.file_uploader[0].set_value([file(later(record))]).run()
    (asked,) = app.radio
    assert "September 1, 2026" in asked.label
    assert "March 12, 2026" in asked.label
    if answer is not None:
        asked.set_value(answer).run()
    app.button(key="bring_in").click().run()

    assert not app.exception
    assert store.record("nordby") == (record if answer is False else later(record))


def test_an_older_version_replaces_nothing_unless_somebody_wants_it(
    open_page: Open, store: Store, collections: Collections, north: str, record: PlanRecord
) -> None:
    store.add_record(later(record))
    app = open_page(ONE, collection=north)

    app.file_uploader[0].set_value([file(record)]).run()
    app.button(key="bring_in").click().run()

    assert store.record("nordby") == later(record)
    assert "nordby" in collections.members(north)


def test_files_of_which_none_is_a_plan_offer_nothing(open_page: Open, north: str) -> None:
    app = open_page(ONE, collection=north)

    app.file_uploader[0].set_value([("list.csv", b"a", "text/csv")]).run()

    assert "bring_in" not in [item.key for item in app.button]


# Served to a network


def in_the_north(store: Store, workshops: Workshops, collections: Collections, **how: bool | str | None) -> None:
    """The meadow in a collection in which names are hidden, unless said otherwise."""
    meadow(store, workshops)
    hidden = bool(how.pop("hidden", True))
    collections.save(Collection(id="north", name="The north", hidden=hidden))
    values = {"named": False, "texts": False} | how
    collections.put_in("north", "the_meadow", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("file", GUARDED)
def test_a_key_to_read_opens_no_page_of_its_plan(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, file: str
) -> None:
    workshop, places = meadow(store, workshops)
    key = access_keys.make_read("the_meadow", texts=True, name=True)

    for address in addresses(workshop, places):
        app = visit(file, key, **address)
        assert shows_nothing_of_the_meadow(app), address
        assert "Try it with the demo plans" not in labels(app)


@pytest.mark.parametrize("file", [LIST, ONE, "compare/compare.py"])
def test_a_collection_opens_to_its_key_and_to_no_other(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections, file: str
) -> None:
    in_the_north(store, workshops, collections, hidden=False)
    collections.save(Collection(id="south", name="The south"))
    others = [
        access_keys.make_for_collection("south"),
        access_keys.make(add_plan(store, "The Hill", ("Song",)).id),
        access_keys.make_read("the_hill", texts=True, name=True),
    ]

    told = sent(visit(file, *others, collection="north"))

    assert "The north" not in told
    assert "The Meadow" not in told


def test_the_key_of_a_collection_shows_its_plans_and_opens_none(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections
) -> None:
    in_the_north(store, workshops, collections, hidden=False)
    key = access_keys.make_for_collection("north")

    told = sent(visit(ONE, key, collection="north"))

    assert "The Meadow" in told
    assert "Greenby" in told
    assert "plan?" not in told
    assert shows_nothing_of_the_meadow(visit("prepare/plan.py", key, plan="the_meadow"))


@pytest.mark.parametrize("file", [LIST, ONE])
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_hidden_plan_is_an_area_to_who_may_not_open_it(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections, file: str, lang: str
) -> None:
    in_the_north(store, workshops, collections)

    told = sent(visit(file, access_keys.make_for_collection("north"), lang=lang, collection="north"))

    assert not [text for text in ("The Meadow", "Greenby", "the_meadow") if text in told]


def test_a_hidden_plan_is_named_to_its_owner_and_after_its_consent(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections
) -> None:
    in_the_north(store, workshops, collections)
    key = access_keys.make_for_collection("north")
    app = visit(ONE, key, access_keys.make("the_meadow"), collection="north")
    assert listed(app) == ["**Area A\\: The Meadow**  \nGreenby"]
    assert visit(ONE, key, collection="north").checkbox(key="named_north_0").disabled

    app = visit(ONE, key, access_keys.make("the_meadow"), collection="north")
    app.checkbox(key="named_north_0").check().run()

    assert "The Meadow" in sent(visit(ONE, key, collection="north"))


def test_who_may_not_open_a_plan_does_not_show_its_name_again(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections
) -> None:
    in_the_north(store, workshops, collections)
    key = access_keys.make_for_collection("north")
    app = visit(ONE, key, collection="north")
    assert app.checkbox(key="hidden_north").disabled
    app.text_input(key="name_north").input("North")
    button(app, "Save").click().run()
    assert collections.collection("north") == Collection(id="north", name="North", hidden=True)

    app = visit(ONE, key, access_keys.make("the_meadow"), collection="north")
    app.checkbox(key="hidden_north").uncheck()
    button(app, "Save").click().run()

    assert not collections.collection("north").hidden


@pytest.mark.parametrize("name", [True, False])
def test_a_plan_comes_in_by_its_key_with_what_that_shares(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections, name: bool
) -> None:
    meadow(store, workshops)
    collections.save(Collection(id="north", name="The north"))
    key = access_keys.make_for_collection("north")
    given = access_keys.make_read("the_meadow", texts=False, name=name)
    app = visit(ONE, key, collection="north")

    app.text_input(key=keys.COLLECTION_KEY).input(f" http://127.0.0.1:8501/key#{given} ")
    button(app, "Bring its plan in").click().run()

    assert not app.exception
    (member,) = collections.members("north").values()
    assert (member.named, member.texts, member.key_id) == (name, False, access_keys.reads(given).id)
    (told,) = listed(app)
    assert told.startswith("**The Meadow**" if name else "**Area A**")
    assert ("Greenby" in told) == name
    assert app.checkbox(key="texts_north_0").disabled
    assert app.checkbox(key="named_north_0").disabled != name
    access_keys.revoke(member.key_id or "")
    assert "No plan is in it yet" in visit(ONE, key, collection="north").info[0].value


@pytest.mark.parametrize("key", ["", "x", "no-such-key-0123456789", "http://127.0.0.1:8501/key#"])
def test_what_is_no_key_to_read_brings_nothing_in(
    visit: Visit, access_keys: Keys, collections: Collections, key: str
) -> None:
    collections.save(Collection(id="north", name="The north"))
    app = visit(ONE, access_keys.make(None), collection="north")

    app.text_input(key=keys.COLLECTION_KEY).input(key)
    button(app, "Bring its plan in").click().run()

    assert "no key to read" in app.error[0].value
    assert collections.members("north") == {}


def test_a_plan_that_is_in_for_good_does_not_leave_with_a_key(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections
) -> None:
    in_the_north(store, workshops, collections)
    given = access_keys.make_read("the_meadow", texts=True, name=True)
    app = visit(ONE, access_keys.make(None), collection="north")

    app.text_input(key=keys.COLLECTION_KEY).input(given)
    button(app, "Bring its plan in").click().run()
    access_keys.revoke(access_keys.reads(given).id)

    assert list(collections.members("north")) == ["the_meadow"]


def test_who_has_a_key_of_a_plan_begins_a_collection_and_gets_its_link_once(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections
) -> None:
    meadow(store, workshops)
    for held in (access_keys.make("the_meadow"), access_keys.make_read("the_meadow", texts=False, name=False)):
        app = visit(LIST, held)
        field(app.text_input, "Name of the collection").input("Ours")
        button(app, "Begin the collection").click().run()

        (link,) = (item.value for item in app.code)
        key = link.partition("#")[2]
        (begun,) = access_keys.rights([key]).collections
        assert visit(ONE, key, collection=begun).title[0].value == "Ours"
        app = visit(LIST, held, key)
        assert key not in sent(app)
        assert "Ours" in sent(app)
        collections.delete(begun)


def test_files_come_in_only_where_everything_is_open(visit: Visit, access_keys: Keys, collections: Collections) -> None:
    collections.save(Collection(id="north", name="The north"))

    assert not visit(ONE, access_keys.make_for_collection("north"), collection="north").file_uploader
    assert visit(ONE, access_keys.make(None), collection="north").file_uploader


@pytest.mark.parametrize("press", ["take_out", "put_in", "named", "save"])
def test_a_page_left_open_changes_nothing_with_a_revoked_key(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections, press: str
) -> None:
    in_the_north(store, workshops, collections)
    add_plan(store, "The Hill", ("Song",))
    held = [access_keys.make_for_collection("north"), access_keys.make("the_meadow"), access_keys.make("the_hill")]
    app = visit(ONE, *held, collection="north")
    if press == "take_out":
        app.button(key="ask_north_0").click().run()
    (entry,) = access_keys.of_collection("north")
    access_keys.revoke(entry.id)
    before = collections.members("north"), collections.collection("north")

    if press == "take_out":
        app.button(key="ask_yes").click().run()
    elif press == "put_in":
        app.multiselect(key=keys.COLLECTION_PLANS).set_value(["the_hill"])
        button(app, "Put them in").click().run()
    elif press == "named":
        app.checkbox(key="named_north_0").check().run()
    else:
        app.text_input(key="name_north").input("Mine")
        button(app, "Save").click().run()

    assert (collections.members("north"), collections.collection("north")) == before
    assert "key link" in app.error[0].value


# The plan's own page


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("name", [True, False])
def test_a_plan_hands_out_a_key_to_read_once_and_withdraws_it(
    visit: Visit, store: Store, workshops: Workshops, access_keys: Keys, collections: Collections,
    texts: bool, name: bool,
) -> None:  # fmt: skip
    meadow(store, workshops)
    own = access_keys.make("the_meadow")
    app = visit("prepare/plan.py", own, plan="the_meadow")
    field(app.checkbox, "Share the texts, too: notes and examples").set_value(texts)
    field(app.checkbox, "Share the plan’s name").set_value(name)

    button(app, "Make a key to read").click().run()

    (link,) = (item.value for item in app.code)
    key = link.partition("#")[2]
    entry = access_keys.reads(key)
    assert (entry.plan_id, entry.texts, entry.name) == ("the_meadow", texts, name)
    app.run()
    assert key not in sent(app)
    assert ("with texts" in sent(app), "with the name" in sent(app)) == (texts, name)
    pressed(app, f"ask_{entry.id}")
    assert access_keys.to_read("the_meadow") == []
    assert access_keys.rights([own]).plans == {"the_meadow"}
