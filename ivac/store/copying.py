"""Copies an installation to another database, SQLite or PostgreSQL: all of it, compared on both, or nothing."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError

from ivac.faults import Code, Refused
from ivac.store.engines import make_engine
from ivac.store.faults import unanswered, unreachable
from ivac.store.opening import found_revision, open_store
from ivac.store.tables import metadata

BATCH = 1000
"""How many rows are in memory at a time."""

OUR_TABLES = {*metadata.tables, "alembic_version"}


def copy_all(source_url: str, target_url: str) -> dict[str, int]:
    """Copy every row to an empty database; how many rows each table has, in the order in which they were copied.

    Both are brought to the newest version first. Raises `Refused`, and then the target is as empty as before.
    """
    with _named("--from"):
        _require_installation(source_url)
    with _named("--to"):
        _require_empty(target_url)
        target = open_store(target_url)
    source = open_store(source_url)
    try:
        with source.reading() as kept, target.writing() as new:
            if held := _held(new):
                raise Refused.because(Code.COPY_TARGET_FULL, tables=", ".join(held))
            counts = {table.name: _copy_table(table, kept, new) for table in metadata.sorted_tables}
            _go_on_counting(new)
    finally:
        source.engine.dispose()
        target.engine.dispose()
    return counts


@contextmanager
def _named(option: str) -> Iterator[None]:
    """Say of a database that does not answer which of the two it is."""
    try:
        yield
    except Refused as refused:
        (fault,) = refused.faults
        if fault.code is not Code.DATABASE_UNREACHABLE:
            raise
        raise Refused.because(Code.COPY_UNREACHABLE, option=option, **fault.values) from refused


class Digest:
    """How many rows there are and what is in them, whatever their order: each database sorts by its own rules."""

    def __init__(self) -> None:
        self.rows, self.total = 0, 0

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take in some more rows."""
        for row in rows:
            said = json.dumps(dict(row), default=str, sort_keys=True).encode()
            self.total = (self.total + int.from_bytes(hashlib.sha256(said).digest())) % 2**256
            self.rows += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and (self.rows, self.total) == (other.rows, other.total)

    __hash__ = None  # type: ignore[assignment]  # it changes with every row


def _copy_table(table: sa.Table, kept: sa.Connection, new: sa.Connection) -> int:
    before, after = Digest(), Digest()
    for rows in _batches(table, kept):
        before.add(rows)
        try:
            new.execute(table.insert(), rows)
        except (DataError, IntegrityError) as error:
            reason = str(error.orig).splitlines()[0]  # the lines after it quote what was to be kept
            raise Refused.because(Code.COPY_NOT_TAKEN, table=table.name, reason=reason) from error
    for rows in _batches(table, new):
        after.add(rows)
    if before != after:
        raise Refused.because(Code.COPY_DIFFERS, table=table.name)
    return after.rows


def _batches(table: sa.Table, connection: sa.Connection) -> Iterable[list[dict[str, Any]]]:
    found = connection.execute(sa.select(table), execution_options={"yield_per": BATCH}).mappings()
    for rows in found.partitions():
        yield [{str(name): value for name, value in row.items()} for row in rows]


def _go_on_counting(connection: sa.Connection) -> None:
    """Let PostgreSQL number new rows after the copied ones; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last, sequence = sa.func.max(column), sa.func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))


def _require_installation(url: str) -> None:
    """Refuse to copy from where nothing of ours is; opening it would make a new installation there."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise unreachable(error) from error
    file = Path(address.database or "")
    if address.get_backend_name() == "sqlite" and not file.is_file():
        raise Refused.because(Code.COPY_NO_SOURCE)
    engine = make_engine(url)
    try:
        if found_revision(engine) is None:
            raise Refused.because(Code.COPY_NO_SOURCE)
    except DatabaseError as error:
        raise unanswered(error) from error
    finally:
        engine.dispose()


def _require_empty(url: str) -> None:
    """Refuse to copy to where something is, before the database is brought up to date."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            held = _held(connection)
    except DatabaseError as error:
        raise unanswered(error) from error
    finally:
        engine.dispose()
    if held:
        raise Refused.because(Code.COPY_TARGET_FULL, tables=", ".join(held))


def _held(connection: sa.Connection) -> list[str]:
    """The tables that have rows, and those that are not ours."""
    tables = sorted(sa.inspect(connection).get_table_names())
    return [name for name in tables if name not in OUR_TABLES or _has_rows(connection, name)]


def _has_rows(connection: sa.Connection, name: str) -> bool:
    if name == "alembic_version":
        return False
    return connection.execute(sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)).first() is not None
