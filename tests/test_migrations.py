"""Databases that older versions left: brought up to date with all that is in them, and shaped as new ones."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ivac.model import Cell, PlanRecord
from ivac.store import Keys, Store, Workshops, open_store, opening, restore
from ivac.store.database import Database
from ivac.store.engines import make_engine
from ivac.store.tables import metadata
from tests.installation import HOUSE, fill, rows_of

pytestmark = pytest.mark.databases("sqlite", "postgresql")

Rows = dict[str, list[dict[str, object]]]


def migrations() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    return config


VERSIONS = sorted(script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions())
HISTORY = "0007"
"""The version from which on the history of statuses is kept."""


def shape_of(engine: sa.Engine) -> dict[str, object]:
    """Every table's columns and keys, as the database itself tells them."""
    found = sa.inspect(engine)
    return {
        name: (
            {
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in found.get_columns(name)
            },
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(map(str, found.get_foreign_keys(name))),
            sorted(map(str, found.get_indexes(name))),
            sorted(map(str, found.get_unique_constraints(name))),
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def test_a_migrated_database_is_shaped_as_a_new_one(store, databases):
    migrated = make_engine(databases.empty("migrated"))
    opening._migrate(migrated)
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert shape_of(migrated) == shape_of(store.engine)
    assert opening.found_revision(migrated) == opening.found_revision(store.engine) == opening.NEWEST


def test_the_newest_migration_is_the_one_that_opening_expects():
    assert VERSIONS[-1] == opening.NEWEST


def left_by(version: str, url: str, rows: Rows) -> Rows:
    """A database as an older version left it, with what it knew of these rows; which those are."""
    database = Database(make_engine(url))
    config = migrations()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        inspector = sa.inspect(connection)
        known: Rows = {}
        for table in metadata.sorted_tables:
            if not inspector.has_table(table.name):
                continue
            columns = [column["name"] for column in inspector.get_columns(table.name)]
            old = sa.table(table.name, *(sa.column(name, table.c[name].type) for name in columns))
            known[table.name] = [{name: row[name] for name in columns} for row in rows[table.name]]
            connection.execute(old.insert(), known[table.name])
    database.engine.dispose()
    return known


@pytest.fixture
def rows(record: PlanRecord, tmp_path: Path) -> Rows:
    """What a whole installation holds, every table of it."""
    full = open_store(f"sqlite:///{tmp_path / 'full.db'}")
    fill(full, record)
    found = rows_of(full.engine)
    full.engine.dispose()
    assert all(found.values()), [name for name, some in found.items() if not some]
    return found


def without_history(record: PlanRecord) -> PlanRecord:
    return record.model_copy(update={"status_changes": ()})


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_any_version_keeps_all_that_is_in_it(store, databases, rows, version):
    url = databases.empty("old")
    known = left_by(version, url, rows)

    opened = open_store(url)

    assert opening.found_revision(opened.engine) == opening.NEWEST
    assert shape_of(opened.engine) == shape_of(store.engine)
    now = rows_of(opened.engine)
    for name, before in known.items():
        assert [{column: row[column] for column in before[0]} for row in now[name]] == before, name
    if version < HISTORY:  # what stands is known as of today, and not before
        stated = {
            (row["id"], phase, status) for row in rows["activity"] for phase, status in dict(row["status"]).items()
        }
        assert {(row["activity"], row["phase"], row["status"]) for row in now["status_change"]} == stated
        assert {row["day"] for row in now["status_change"]} == {date.today()}
    assert opened.record("nordby").plan.name == "Nordby"
    open_store(url)  # once more is harmless
    assert rows_of(opened.engine) == now
    opened.engine.dispose()


def test_a_database_from_before_workshops_holds_workshops_and_keys_once_opened(databases, rows):
    url = databases.empty("old")
    left_by("0001", url, rows)

    places_keys_and_answers_work(open_store(url))


def test_an_old_workshop_goes_on_once_opened(databases, rows):
    url = databases.empty("old")
    left_by("0002", url, rows)
    workshops = Workshops(open_store(url).engine, HOUSE)
    assert [person.source for person in workshops.participants("evening")] == ["phone"] * 4
    assert len(workshops.room_counts("evening")) > 0
    assert workshops.workshop("evening").state == "agreed"


def places_keys_and_answers_work(store: Store) -> None:
    """An opened database takes whatever the present version writes, as a new one does."""
    before = store.record("nordby")
    store.delete_plan("nordby")
    for entry in store.plans():
        store.delete_plan(entry.plan.id)
    assert {name for name, some in rows_of(store.engine).items() if some} == set()
    found = fill(store, before.model_copy(update={"assessments": before.assessments[:1], "cells": {}}))
    place = Workshops(store.engine, HOUSE).place(found["places"][0])
    assert place.workshop_id == "evening"
    assert Keys(store.engine).rights(found["keys"][1:]).plans == {"nordby"}
    assert store.record("nordby").cells["spring"]["garden", "ideas"] != Cell()


@pytest.mark.databases("sqlite")
def test_an_old_backup_is_restored_and_brought_up_to_date_when_opened(store, database_url, databases, rows, tmp_path):
    known = left_by("0001", databases.empty("old"), rows)
    restore(database_url, tmp_path / "old.db")
    assert [entry["id"] for entry in rows_of(open_store(database_url).engine)["plan"]] == [
        plan["id"] for plan in known["plan"]
    ]
