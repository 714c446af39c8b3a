"""Opens a database: connects, brings it to the newest shape, and refuses what it cannot serve."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from ivac.faults import Code, Refused
from ivac.store.faults import unreachable
from ivac.store.plans import Store
from ivac.store.tables import metadata

NEWEST = "0010"
"""The last migration; opening an up-to-date database then needs no Alembic, whose import is slow."""

BUSY_TIMEOUT_MS = 5000
"""How long a write waits for another one before it gives up."""


def open_store(url: str) -> Store:
    """The store behind a SQLAlchemy URL, made or brought up to date where needed; raises `Refused`."""
    engine = make_engine(url)
    try:
        found = _found_revision(engine)
        if found is not None and found > NEWEST:
            raise Refused.because(Code.DATABASE_NEWER)
        if found is None:
            _create(engine)
        elif found != NEWEST:
            _migrate(engine)
    except DatabaseError as error:
        raise unreachable(error) from error
    return Store(engine)


def make_engine(url: str) -> sa.Engine:
    """An engine with the settings that many writers at once need."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(address, hide_parameters=True)  # notes stay out of logs
    except (ArgumentError, ModuleNotFoundError, OSError, ValueError) as error:
        raise unreachable(error) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by its own rules; `_begin_sqlite` does it by ours.
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _switch_to_wal(connection)


def _switch_to_wal(connection: Any) -> None:
    """Let readers and a writer work side by side. The switch itself does not wait for others, so it is tried again."""
    for _ in range(BUSY_TIMEOUT_MS // 50):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: sa.Connection) -> None:
    # A write that begins as a read cannot wait for another writer: it fails at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _found_revision(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _create(engine: sa.Engine) -> None:
    """Make all tables at once, as a new database needs no history; a test keeps both ways alike."""
    version = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if sa.inspect(connection).has_table(version.name):
            return  # another server was faster
        metadata.create_all(connection)
        version.create(connection)
        connection.execute(version.insert().values(version_num=NEWEST))


def _migrate(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
