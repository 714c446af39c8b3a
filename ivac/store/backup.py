"""Copies of a SQLite database: taken while it is in use, and put back only when they are ours."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ivac.faults import Code, Refused
from ivac.store.faults import unreachable
from ivac.store.opening import NEWEST

OUR_TABLES = {"alembic_version", "plan", "activity", "assessment", "cell"}


def backup(url: str, target: Path) -> None:
    """Copy the database at `url` to a new file; raises `Refused`, and then there is no new file."""
    source = _sqlite_file(url)
    if target.exists():
        raise Refused.because(Code.BACKUP_EXISTS, file=target)
    if not source.exists():
        raise Refused.because(Code.FILE_MISSING, file=source)
    if _version(source) is None:
        raise Refused.because(Code.BACKUP_NOT_OURS, file=source)
    try:
        with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
            kept.backup(copy)
    except sqlite3.Error as error:
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason=error) from error


def restore(url: str, source: Path) -> None:
    """Replace the database at `url` by a backup in one step; raises `Refused`, and then nothing was changed."""
    target = _sqlite_file(url)
    if not source.exists():
        raise Refused.because(Code.FILE_MISSING, file=source)
    version = _version(source)
    if version is None:
        raise Refused.because(Code.BACKUP_NOT_OURS, file=source)
    if version > NEWEST:
        raise Refused.because(Code.DATABASE_NEWER)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as kept:
            copy.backup(kept)
    except (sqlite3.Error, OSError) as error:
        raise Refused.because(Code.FILE_UNWRITABLE, file=target, reason=error) from error


def _sqlite_file(url: str) -> Path:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise unreachable(error) from error
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Refused.because(Code.BACKUP_SQLITE_ONLY)
    return Path(address.database)


def _version(file: Path) -> str | None:
    """The version of a database of ours that is whole; None for any other file."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not names >= OUR_TABLES or database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return None
            return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.DatabaseError, TypeError):
        return None
