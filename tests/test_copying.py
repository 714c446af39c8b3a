"""An installation moves from one database to another: all of it and the same, or nothing."""

import pytest
import sqlalchemy as sa

from ivac.access import Rights
from ivac.acts import open_doors
from ivac.faults import Code, Refused
from ivac.model import Plan, PlanRecord
from ivac.store import Keys, Store, Workshops, copy_all, copying, open_store
from ivac.store.database import Database
from ivac.store.engines import make_engine
from ivac.store.tables import metadata
from ivac.workshop import AgendaItem, Workshop
from tests.installation import DAY, HOUSE, fill, rows_of
from tests.test_migrations import left_by
from tests.test_store import refusal

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def full(tmp_path, record: PlanRecord) -> str:
    """The address of an installation on SQLite in which every table has rows."""
    url = f"sqlite:///{tmp_path / 'full.db'}"
    store = open_store(url)
    fill(store, record)
    store.engine.dispose()
    return url


def content(url: str) -> dict[str, list[dict[str, object]]]:
    store = open_store(url)
    found = rows_of(store.engine)
    store.engine.dispose()
    return found


def test_an_installation_is_the_same_there_and_when_it_has_come_back(full, databases, monkeypatch, tmp_path):
    monkeypatch.setattr(copying, "BATCH", 7)  # so that every table takes several
    before, there, back = content(full), databases.empty("there"), f"sqlite:///{tmp_path / 'back.db'}"
    assert all(before.values())

    counts = copy_all(full, there)

    assert counts == {name: len(rows) for name, rows in before.items()}
    assert content(there) == before
    assert copy_all(there, back) == counts
    assert content(back) == before
    assert content(full) == before


def test_the_copy_goes_on_where_the_installation_stood(databases, record, tmp_path):
    here = open_store(f"sqlite:///{tmp_path / 'here.db'}")
    found = fill(here, record)
    url = databases.empty("there")
    copy_all(f"sqlite:///{tmp_path / 'here.db'}", url)

    there = open_store(url)
    workshops = Workshops(there.engine, HOUSE)
    assert [there.record(entry.plan.id) for entry in there.plans()] == [
        here.record(entry.plan.id) for entry in here.plans()
    ]
    assert Keys(there.engine).rights(found["keys"]) == Rights(everything=True, plans=frozenset({"nordby"}))
    assert workshops.place(found["places"][0]).workshop_id == "evening"
    # New rows are numbered after the copied ones.
    agenda = (AgendaItem(activity="run"),)
    workshops.add(Workshop(id="next", plan_id="nordby", day=DAY, scale="ivac", scale_version=1, agenda=agenda))
    code = workshops.code(workshops.change("next", open_doors()))
    workshops.join(code, "here", "staff", "")
    with pytest.raises(Refused):
        workshops.welcoming("A" * len(code), "somebody else")
    there.save_plan(Plan(id="newest", name="Nyest"))
    assert there.newest() == "newest"


def test_an_old_installation_is_brought_up_to_date_and_then_copied(full, databases, tmp_path):
    old = f"sqlite:///{tmp_path / 'old.db'}"
    left_by("0005", old, content(full))
    there = databases.empty("there")
    copy_all(old, there)
    assert content(there) == content(old)
    assert [plan["id"] for plan in content(there)["plan"]] == [plan["id"] for plan in content(full)["plan"]]


def test_an_empty_installation_can_be_copied(store, database_url, tmp_path):
    assert set(copy_all(database_url, f"sqlite:///{tmp_path / 'there.db'}").values()) == {0}


def test_nothing_is_copied_to_where_something_is(full, store, database_url, record):
    store.add_record(record)
    before = content(database_url)
    assert refusal(copy_all, full, database_url) is Code.COPY_TARGET_FULL
    assert refusal(copy_all, database_url, database_url) is Code.COPY_TARGET_FULL
    assert content(database_url) == before


def test_nothing_is_copied_beside_the_tables_of_another_program(full, databases):
    engine = make_engine(databases.empty("other"))
    url = engine.url.render_as_string(hide_password=False)
    with Database(engine).writing() as connection:
        connection.execute(sa.text("CREATE TABLE recipe (name TEXT)"))
    assert refusal(copy_all, full, url) is Code.COPY_TARGET_FULL
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["recipe"]


def test_an_old_database_that_is_not_empty_is_refused_before_it_is_changed(full, databases):
    url = databases.empty("old")
    left_by("0003", url, content(full))
    assert refusal(copy_all, full, url) is Code.COPY_TARGET_FULL
    assert copying.found_revision(make_engine(url)) == "0003"


def test_where_no_installation_is_none_is_made(databases, tmp_path):
    empty, there = databases.empty("none"), tmp_path / "there.db"
    assert refusal(copy_all, empty, f"sqlite:///{there}") is Code.COPY_NO_SOURCE
    assert refusal(copy_all, f"sqlite:///{tmp_path / 'missing' / 'x.db'}", empty) is Code.COPY_NO_SOURCE
    assert not there.exists()
    assert not (tmp_path / "missing").exists()
    with make_engine(empty).connect() as connection:
        assert sa.inspect(connection).get_table_names() == []


@pytest.mark.parametrize("url", ["nonsense", "postgresql://ivac:hemmelig@127.0.0.1:1/ivac", "x://ivac:hemmelig@h/i"])
def test_an_address_that_leads_nowhere_is_said_without_its_password(full, url):
    for option, source, target in (("--to", full, url), ("--from", url, full + "x")):
        with pytest.raises(Refused) as refused:
            copy_all(source, target)
        (fault,) = refused.value.faults
        assert fault.code is Code.COPY_UNREACHABLE
        assert fault.values["option"] == option
        assert "hemmelig" not in str(fault.values)


MEDDLING = {
    "sqlite": [
        "CREATE TRIGGER meddle AFTER INSERT ON step BEGIN UPDATE step SET who = 'somebody else' WHERE id = NEW.id; END"
    ],
    "postgresql": [
        "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.who := 'somebody else'; RETURN NEW; END $$",
        "CREATE TRIGGER meddle BEFORE INSERT ON step FOR EACH ROW EXECUTE FUNCTION meddle()",
    ],
}
LOSING = {
    "sqlite": ["CREATE TRIGGER lose AFTER INSERT ON rating BEGIN DELETE FROM rating WHERE phase = 'ideas'; END"],
    "postgresql": [
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.phase = 'ideas' THEN RETURN NULL; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER lose BEFORE INSERT ON rating FOR EACH ROW EXECUTE FUNCTION lose()",
    ],
}


@pytest.mark.parametrize("fault", [MEDDLING, LOSING], ids=["a row differs", "a row is missing"])
def test_if_the_copy_is_not_the_same_nothing_stays(full, store, database_url, fault):
    with store.writing() as connection:
        for statement in fault[store.engine.dialect.name]:
            connection.exec_driver_sql(statement)
    assert refusal(copy_all, full, database_url) is Code.COPY_DIFFERS
    assert not any(content(database_url).values())


@pytest.mark.databases("postgresql")
def test_what_the_other_database_cannot_hold_is_said_and_nothing_stays(full, databases):
    source = Store(make_engine(full))
    with source.writing() as connection:
        connection.exec_driver_sql("UPDATE plan SET municipality = 'Hemmeligby' || char(0) WHERE id = 'nordby'")
    there = databases.empty("there")
    with pytest.raises(Refused) as refused:
        copy_all(full, there)
    (fault,) = refused.value.faults
    assert fault.code is Code.COPY_NOT_TAKEN
    assert fault.values["table"] == "plan"
    assert "Hemmelig" not in str(fault.values)
    assert not any(content(there).values())


def test_every_table_is_copied_after_those_that_it_refers_to():
    names = [table.name for table in metadata.sorted_tables]
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            assert names.index(key.column.table.name) < names.index(table.name)
