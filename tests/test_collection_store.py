"""Collections in the database: order, keys to read and their withdrawal, and replacing a plan by a newer version."""

from datetime import date

import pytest
import sqlalchemy as sa

from ivac.access import Rights
from ivac.acts import agree, close, open_doors, reveal
from ivac.collection import Collection, Member
from ivac.exchange import to_json
from ivac.faults import Code, Refused
from ivac.model import Activity, Assessment, Breadth, Cell, Checked, Plan, PlanRecord, Step
from ivac.store import Collections, Keys, Store, Workshops
from ivac.store import tables as t
from ivac.workshop import AgendaItem, Workshop

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NORTH = Collection(id="north", name="The north")


@pytest.fixture
def collections(store: Store) -> Collections:
    """One collection, and three plans that are in none yet."""
    for name in ("nordby", "sydby", "vestby"):
        store.save_plan(Plan(id=name, name=name.title()))
    kept = Collections(store.engine)
    kept.save(NORTH)
    return kept


@pytest.fixture
def keys(store: Store) -> Keys:
    return Keys(store.engine)


def refused(act, *values, **named) -> Code:
    with pytest.raises(Refused) as found:
        act(*values, **named)
    (fault,) = found.value.faults
    return fault.code


# What is in a collection


def test_plans_keep_their_place_when_others_leave(collections):
    for plan in ("sydby", "nordby", "vestby"):
        collections.put_in("north", plan, named=False, texts=False)
    collections.take_out("north", "nordby")
    collections.put_in("north", "sydby", named=True, texts=True)

    assert collections.members("north") == {
        "sydby": Member("sydby", 0, named=True, texts=True),
        "vestby": Member("vestby", 2, named=False, texts=False),
    }
    assert collections.sizes() == {"north": 2}


def test_a_collection_is_renamed_hidden_and_deleted_and_its_plans_stay(collections, store):
    collections.put_in("north", "nordby", named=False, texts=False)
    collections.save(NORTH.model_copy(update={"name": "All of the north", "hidden": True}))
    assert collections.entries() == [Collection(id="north", name="All of the north", hidden=True)]
    assert len(collections.members("north")) == 1

    collections.delete("north")

    assert collections.entries() == []
    assert collections.sizes() == {}
    assert len(store.plans()) == 3
    assert refused(collections.collection, "north") is Code.GONE


def test_what_is_gone_is_put_in_nowhere(collections):
    for collection, plan in (("north", "østby"), ("south", "nordby")):
        assert refused(collections.put_in, collection, plan, named=True, texts=True) is Code.GONE


# Keys


def test_a_key_to_read_opens_a_plan_to_collections_and_nothing_else(collections, keys):
    key = keys.make_read("nordby", texts=True, name=False)
    (entry,) = keys.to_read("nordby")

    assert keys.rights([key]) == Rights(reads=frozenset({entry.id}))
    assert keys.reads(key) == entry
    assert (entry.plan_id, entry.texts, entry.name) == ("nordby", True, False)
    assert keys.entries("nordby") == keys.entries(None) == []


def test_only_a_key_to_read_is_one(collections, keys):
    keys.make_read("nordby", texts=True, name=True)
    for key in (keys.make("nordby"), keys.make(None), keys.make_for_collection("north"), "", "x"):
        assert refused(keys.reads, key) is Code.READ_KEY_UNKNOWN


def test_with_a_withdrawn_key_the_plan_leaves_every_collection(collections, keys):
    collections.save(Collection(id="south", name="The south"))
    key = keys.make_read("nordby", texts=True, name=True)
    entry = keys.reads(key)
    for collection in ("north", "south"):
        collections.put_in(collection, "nordby", named=True, texts=True, key_id=entry.id)
        collections.put_in(collection, "sydby", named=True, texts=True)

    keys.revoke(entry.id)

    assert [*collections.members("north"), *collections.members("south")] == ["sydby", "sydby"]
    assert refused(keys.reads, key) is Code.READ_KEY_UNKNOWN
    assert (
        refused(collections.put_in, "north", "nordby", named=False, texts=False, key_id=entry.id)
        is Code.READ_KEY_UNKNOWN
    )


@pytest.mark.parametrize("texts", [True, False])
@pytest.mark.parametrize("name", [True, False])
def test_a_plan_shares_no_more_than_its_key(collections, keys, texts, name):
    key_id = keys.reads(keys.make_read("nordby", texts=texts, name=name)).id
    for wish_texts, wish_name in ((True, True), (True, False), (False, True)):
        values = {"named": wish_name, "texts": wish_texts, "key_id": key_id}
        if wish_texts <= texts and wish_name <= name:
            collections.put_in("north", "nordby", **values)
        else:
            assert refused(collections.put_in, "north", "nordby", **values) is Code.NOT_SHARED


def test_the_key_of_another_plan_takes_a_plan_nowhere(collections, keys):
    key_id = keys.reads(keys.make_read("nordby", texts=True, name=True)).id

    values = {"named": False, "texts": False, "key_id": key_id}
    assert refused(collections.put_in, "north", "sydby", **values) is Code.READ_KEY_UNKNOWN


def test_a_collections_key_opens_it_and_goes_with_it(collections, keys):
    key = keys.make_for_collection("north")
    assert keys.rights([key]) == Rights(collections=frozenset({"north"}))
    assert [entry.plan_id for entry in keys.of_collection("north")] == [None]
    assert keys.entries(None) == []

    collections.delete("north")

    assert keys.rights([key]) == Rights()
    assert refused(keys.make_for_collection, "north") is Code.GONE


# Replacing a plan

SPRING, AUTUMN = (
    Assessment(id=name, title=name, day=date(2026, month, 1), scale="ivac", scale_version=1)
    for name, month in (("spring", 3), ("autumn", 9))
)


def newer(record: PlanRecord) -> PlanRecord:
    """The same plan half a year later: one activity fewer, one more, another round, a step."""
    run, cafe, _ = record.activities
    return PlanRecord(
        plan=record.plan.model_copy(update={"name": "Nordby and the harbour"}),
        activities=(cafe, run.model_copy(update={"name": "Runners"}), Activity(id="choir", name="Kor")),
        assessments=(SPRING, AUTUMN),
        cells={
            "spring": {("run", "ideas"): Cell(answer="informed")},
            "autumn": {("choir", "ideas"): Cell(answer="resident_decide", example="They chose the songs.")},
        },
        breadth={"autumn": {"choir": Breadth(residents=30)}},
        checks={"autumn": {"purpose": Checked(answer="yes")}},
        steps=(Step(id="step", plan_id="nordby", activity="choir", what="Sing", made_on=date(2026, 9, 1)),),
        status_changes=record.status_changes,
    )


def test_a_replaced_plan_is_the_files_and_in_its_collections_and_under_its_keys(store, keys, record):
    store.add_record(record)
    kept = Collections(store.engine)
    kept.save(NORTH)
    kept.put_in("north", "nordby", named=True, texts=False)
    key, before = keys.make("nordby"), store.revision("nordby")

    store.replace_record(newer(record))

    assert to_json(store.record("nordby")) == to_json(newer(record))
    assert list(kept.members("north")) == ["nordby"]
    assert keys.rights([key]).plans == {"nordby"}
    assert store.revision("nordby") != before


def test_replacing_a_plan_by_itself_changes_nothing_in_it(store, record):
    store.add_record(newer(record))
    before = store.record("nordby")

    store.replace_record(before)

    assert store.record("nordby") == before


def held(store: Store, record: PlanRecord) -> Workshops:
    """The plan with a workshop, opened, in which somebody has answered."""
    store.add_record(record)
    workshops = Workshops(store.engine, "the secret of this test")
    agenda = (AgendaItem(activity="run"), AgendaItem(activity="garden"))
    workshops.add(
        Workshop(id="evening", plan_id="nordby", day=date(2026, 4, 1), scale="ivac", scale_version=1, agenda=agenda)
    )
    code = workshops.code(workshops.change("evening", open_doors()))
    place = workshops.place(workshops.join(code or "", "here", "staff", ""))
    for activity in ("run", "garden"):
        workshops.rate(place, activity, "ideas", 1, "answer", "informed")
    return workshops


@pytest.mark.parametrize("acts", [(), (reveal(),), (reveal(), agree())])
def test_nothing_is_replaced_while_a_workshop_is_under_way(store, record, acts):
    workshops = held(store, record)
    for act in acts:
        workshops.change("evening", act)
    before = store.record("nordby")

    assert refused(store.replace_record, newer(record)) is Code.WORKSHOP_UNDER_WAY
    assert store.record("nordby") == before


def test_what_people_answered_stays_where_both_versions_have_the_round_and_the_activity(store, record):
    workshops = held(store, record)
    for act in (reveal(), agree(), close()):
        workshops.change("evening", act)
    here = store.record("nordby")
    agenda = (AgendaItem(activity="run"),)
    workshops.add(
        Workshop(id="next", plan_id="nordby", day=date(2026, 5, 1), scale="ivac", scale_version=1, agenda=agenda)
    )

    store.replace_record(here.model_copy(update={"activities": here.activities[:2]}))

    with store.engine.connect() as connection:
        assert connection.scalars(sa.select(t.rating.c.activity_id)).all() == ["run"]
    assert {workshop.id for workshop in workshops.of_plan("nordby")} == {"evening", "next"}
    store.replace_record(record)  # which has no such round
    with store.engine.connect() as connection:
        assert connection.scalars(sa.select(t.participant.c.id)).all() == []
    assert [workshop.id for workshop in workshops.of_plan("nordby")] == ["next"]


def test_a_plan_that_is_not_here_is_not_replaced(store, record):
    assert refused(store.replace_record, record) is Code.GONE
    assert store.plans() == []


def test_a_file_that_takes_another_plans_activity_replaces_nothing(store, record):
    store.add_record(record)
    store.add_record(PlanRecord(plan=Plan(id="sydby", name="Sydby"), activities=(Activity(id="choir", name="Kor"),)))

    assert refused(store.replace_record, newer(record)) is Code.HERE_ALREADY
    assert store.record("nordby") == record
