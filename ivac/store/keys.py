"""Keeps the keys that open plans: only their hashes, so that a stolen database opens nothing."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ivac.access import Rights, fingerprint, new_key
from ivac.faults import Code, Refused
from ivac.model import new_id
from ivac.store import tables as t
from ivac.store.database import Database
from ivac.store.workshops import utc_now


@dataclass(frozen=True)
class KeyEntry:
    """A key as a line in a list; the key itself is shown once, when it is made."""

    id: str
    plan_id: str | None
    made: datetime


class Keys(Database):
    """All key links; a key without a plan opens the whole installation."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self.clock = clock

    def make(self, plan_id: str | None) -> str:
        """A new key for a plan, or for everything with None; raises `Refused` when the plan is gone."""
        key = new_key()
        with self.writing() as connection:
            if plan_id is not None and connection.scalar(sa.select(t.plan.c.id).where(t.plan.c.id == plan_id)) is None:
                raise Refused.because(Code.GONE)
            values = {"id": new_id(), "key_hash": fingerprint(key), "plan_id": plan_id, "made": self.clock()}
            connection.execute(t.access_key.insert().values(values))
        return key

    def revoke(self, key_id: str) -> None:
        """Make a key useless at once."""
        with self.writing() as connection:
            connection.execute(t.access_key.delete().where(t.access_key.c.id == key_id))

    def entries(self, plan_id: str | None) -> list[KeyEntry]:
        """The keys of a plan, or those of the whole installation with None; oldest first."""
        c = t.access_key.c
        which = c.plan_id.is_(None) & c.collection_id.is_(None) if plan_id is None else c.plan_id == plan_id
        with self.reading() as connection:
            rows = connection.execute(
                sa.select(c.id, c.plan_id, c.made).where(which, sa.not_(c.reads)).order_by(c.made, c.id)
            )
            return [KeyEntry(*row) for row in rows]

    def count(self) -> int:
        """How many keys there are."""
        with self.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(t.access_key)) or 0

    def rights(self, keys: Collection[str]) -> Rights:
        """What these keys open together; unknown and revoked ones open nothing."""
        if not keys:
            return Rights()
        c = t.access_key.c
        query = sa.select(c.id, c.plan_id, c.collection_id, c.reads)
        with self.reading() as connection:
            opened = connection.execute(query.where(c.key_hash.in_([fingerprint(key) for key in keys]))).all()
        return Rights(
            everything=any(key.plan_id is None and key.collection_id is None for key in opened),
            plans=frozenset(key.plan_id for key in opened if key.plan_id is not None and not key.reads),
            collections=frozenset(key.collection_id for key in opened if key.collection_id is not None),
            reads=frozenset(key.id for key in opened if key.reads),
        )
