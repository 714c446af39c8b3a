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


@dataclass(frozen=True)
class ReadKey(KeyEntry):
    """A key to read, as a line in a list: whether it shares the plan's texts, and its name."""

    texts: bool
    name: bool


class Keys(Database):
    """All key links; a key without a plan opens the whole installation."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self.clock = clock

    def make(self, plan_id: str | None) -> str:
        """A new key for a plan, or for everything with None; raises `Refused` when the plan is gone."""
        return self._make(None if plan_id is None else t.plan, plan_id=plan_id)

    def make_read(self, plan_id: str, texts: bool, name: bool) -> str:
        """A new key that takes a plan into collections and opens nothing else; raises `Refused` when it is gone."""
        return self._make(t.plan, plan_id=plan_id, reads=True, shares_texts=texts, shares_name=name)

    def make_for_collection(self, collection_id: str) -> str:
        """A new key for a collection; raises `Refused` when it is gone."""
        return self._make(t.collection, collection_id=collection_id)

    def revoke(self, key_id: str) -> None:
        """Make a key useless at once; a plan leaves the collections into which this key to read has taken it."""
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

    def of_collection(self, collection_id: str) -> list[KeyEntry]:
        """The keys of a collection, oldest first."""
        c = t.access_key.c
        query = sa.select(c.id, c.plan_id, c.made).where(c.collection_id == collection_id).order_by(c.made, c.id)
        with self.reading() as connection:
            return [KeyEntry(*row) for row in connection.execute(query)]

    def to_read(self, plan_id: str) -> list[ReadKey]:
        """The keys to read that a plan has handed out, oldest first."""
        return self._reading(t.access_key.c.plan_id == plan_id)

    def reads(self, key: str) -> ReadKey:
        """What a key to read opens; raises `Refused` for one that is not known, or withdrawn, or opens more."""
        found = self._reading(t.access_key.c.key_hash == fingerprint(key))
        if not found:
            raise Refused.because(Code.READ_KEY_UNKNOWN)
        return found[0]

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

    def _make(self, of: sa.Table | None, **opens: object) -> str:
        key = new_key()
        with self.writing() as connection:
            whose = opens.get("plan_id") or opens.get("collection_id")
            if of is not None and connection.scalar(sa.select(of.c.id).where(of.c.id == whose)) is None:
                raise Refused.because(Code.GONE)
            values = {"id": new_id(), "key_hash": fingerprint(key), "made": self.clock(), **opens}
            connection.execute(t.access_key.insert().values(values))
        return key

    def _reading(self, which: sa.ColumnElement[bool]) -> list[ReadKey]:
        c = t.access_key.c
        query = sa.select(c.id, c.plan_id, c.made, c.shares_texts, c.shares_name).where(which, c.reads)
        with self.reading() as connection:
            return [ReadKey(*row) for row in connection.execute(query.order_by(c.made, c.id))]
