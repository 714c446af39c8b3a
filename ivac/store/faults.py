"""What the database says when it cannot, as a refusal that people understand."""

import sqlite3

from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ivac.faults import Code, Refused

BUSY_STATES = {"40001", "40P01", "55P03"}
"""Of PostgreSQL: another change came between, each of two waited for the other, or one waited too long."""


NO_SUCH_ROW = "23503"
"""Of PostgreSQL: a foreign key leads nowhere."""


def unanswered(error: Exception) -> Refused:
    """A refusal for what came to nothing: others had the database too long, or it is not there."""
    cause = getattr(error, "orig", None)
    kind = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without what SQLite says in more detail
    locked = kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    if locked or isinstance(error, PoolTimeout) or getattr(cause, "sqlstate", None) in BUSY_STATES:
        return Refused.because(Code.DATABASE_BUSY)
    return unreachable(error)


def refers_to_nothing(error: IntegrityError) -> bool:
    """Whether something was to be kept for what somebody else has deleted meanwhile."""
    cause = error.orig
    on_sqlite = getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
    return on_sqlite or getattr(cause, "sqlstate", None) == NO_SUCH_ROW


def unreachable(error: Exception) -> Refused:
    """A refusal that names the cause without the URL, which may hold a password."""
    cause = getattr(error, "orig", None) or error
    if isinstance(error, ValueError):  # it quotes the part of the URL that it could not read
        cause = ValueError("the address cannot be read")
    return Refused.because(Code.DATABASE_UNREACHABLE, reason=str(cause).splitlines()[0])
