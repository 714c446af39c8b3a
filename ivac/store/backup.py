"""Copies of a SQLite database: taken while it is in use, and put back only when they are ours."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from ivac.faults import Code, Refused

OUR_TABLES = {"alembic_version", "plan", "activity", "assessment", "cell"}


def backup(url: str, target: Path) -> None:
    """Copy the database at `url` to a new file; raises `Refused`."""
    source = _sqlite_file(url)
    if target.exists():
        raise Refused.because(Code.BACKUP_EXISTS, file=target)
    if not source.exists():
        raise Refused.because(Code.FILE_MISSING, file=source)
    with closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
        kept.backup(copy)


def restore(url: str, source: Path) -> None:
    """Replace the database at `url` by a backup in one step; raises `Refused`, and then nothing was changed."""
    target = _sqlite_file(url)
    if not source.exists():
        raise Refused.because(Code.FILE_MISSING, file=source)
    if not _is_ours(source):
        raise Refused.because(Code.BACKUP_NOT_OURS, file=source)
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source)) as copy, closing(sqlite3.connect(target)) as kept:
        copy.backup(kept)


def _sqlite_file(url: str) -> Path:
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Refused.because(Code.BACKUP_SQLITE_ONLY)
    return Path(address.database)


def _is_ours(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            return names >= OUR_TABLES and database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
