"""Connects to a database, so that many can write at once and none of them loses anything."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ivac.store.faults import unreachable

BUSY_TIMEOUT_MS = 5000
"""How long a write waits for another one before it gives up."""

CONNECT_TIMEOUT_S = 5
"""How long PostgreSQL may take to answer before it counts as away."""

POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": CONNECT_TIMEOUT_S}
"""How many connections one server may hold to PostgreSQL, which allows 100 in all as it comes."""

WRITERS = 0x49564143
"""What those who write to one PostgreSQL database take in turn: a number that other programs hardly use."""

SIDE_BY_SIDE = "side by side"
"""Of a write: it locks one row first, and nothing that others of its kind want in another order."""

READ_COMMITTED, REPEATABLE_READ = 2, 3
"""As psycopg numbers them, which is imported only where it is used."""


def make_engine(url: str) -> sa.Engine:
    """An engine with the settings that many writers at once need; raises `Refused` for an address of no use."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(address, hide_parameters=True, **_options(address))  # notes stay out of logs
    except (ArgumentError, ModuleNotFoundError, OSError, ValueError) as error:
        raise unreachable(error) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        sa.event.listen(engine, "begin", _begin_postgresql)
    return engine


# SQLite


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


# PostgreSQL


def _options(address: sa.URL) -> dict[str, Any]:
    if address.get_backend_name() != "postgresql":
        return {}
    wanted = {
        "client_encoding": "utf8",  # whatever encoding the database was made with
        "connect_timeout": CONNECT_TIMEOUT_S,
        # A network that is gone does not say so: a quiet connection is asked whether it is there, and given up.
        "keepalives_idle": CONNECT_TIMEOUT_S,
        "tcp_user_timeout": CONNECT_TIMEOUT_S * 1000,
        "options": f"-c lock_timeout={BUSY_TIMEOUT_MS}",
    }
    chosen = {name: value for name, value in wanted.items() if name not in address.query}
    # A connection is tried before it is used, since the server may have restarted.
    return {"connect_args": chosen, "pool_pre_ping": True, **POOL}


def _begin_postgresql(connection: sa.Connection) -> None:
    """Begin as SQLite does: who reads sees one state of the database to the end, who writes waits for the others.

    Writes that read first are then as safe as there, in any order of tables. Only those that are made side by side
    go on at once, by a lock that they share and the others do not.
    """
    writes = connection.get_execution_options().get("writes", False)
    session: Any = connection.connection.dbapi_connection
    session.isolation_level = READ_COMMITTED if writes else REPEATABLE_READ
    if writes:
        shared = "_shared" if writes == SIDE_BY_SIDE else ""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock{shared}({WRITERS})")
