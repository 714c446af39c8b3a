"""Keeps collections of plans. A plan leaves them with its deletion, or when the key by which it came is withdrawn."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa

from ivac.collection import Collection, Member
from ivac.faults import Code, Refused
from ivac.sorting import name_order
from ivac.store import tables as t
from ivac.store.database import Database
from ivac.store.workshops import utc_now


class Collections(Database):
    """All collections."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self.clock = clock

    def entries(self) -> list[Collection]:
        """Every collection, by name."""
        c = t.collection.c
        with self.reading() as connection:
            rows = connection.execute(sa.select(c.id, c.name, c.hidden)).mappings().all()
        return sorted((Collection(**row) for row in rows), key=lambda each: (name_order(each.name), each.id))

    def collection(self, collection_id: str) -> Collection:
        """One collection; raises `Refused` when it is gone."""
        c = t.collection.c
        with self.reading() as connection:
            row = connection.execute(sa.select(c.id, c.name, c.hidden).where(c.id == collection_id)).mappings()
            found = row.one_or_none()
        if found is None:
            raise Refused.because(Code.GONE)
        return Collection(**found)

    def named(self, name: str) -> Collection | None:
        """The collection with this id or name (in any case), or None; raises `Refused` when several have the name."""
        entries = self.entries()
        with_id = [each for each in entries if each.id == name]
        found = with_id or [each for each in entries if each.name.casefold() == name.strip().casefold()]
        if len(found) > 1:
            known = ", ".join(each.id for each in found)
            raise Refused.because(Code.COLLECTION_AMBIGUOUS, name=name, known=known)
        return found[0] if found else None

    def members(self, collection_id: str) -> dict[str, Member]:
        """The plans of a collection by id, in the order in which they came."""
        c = t.member.c
        query = sa.select(c.plan_id, c.position, c.named, c.texts, c.key_id).where(c.collection_id == collection_id)
        with self.reading() as connection:
            return {row.plan_id: Member(*row) for row in connection.execute(query.order_by(c.position))}

    def sizes(self) -> dict[str, int]:
        """How many plans are in each collection that has any, by its id."""
        c = t.member.c
        with self.reading() as connection:
            rows = connection.execute(sa.select(c.collection_id, sa.func.count()).group_by(c.collection_id))
            return {row[0]: row[1] for row in rows}

    def save(self, collection: Collection) -> None:
        """Add a collection, or replace its name and whether names are hidden."""
        values = collection.model_dump(exclude={"id"})
        with self.writing() as connection:
            changed = connection.execute(t.collection.update().where(t.collection.c.id == collection.id).values(values))
            if changed.rowcount == 0:
                connection.execute(t.collection.insert().values(id=collection.id, made=self.clock(), **values))

    def delete(self, collection_id: str) -> None:
        """Delete a collection; its plans stay."""
        with self.writing() as connection:
            connection.execute(t.collection.delete().where(t.collection.c.id == collection_id))

    def put_in(self, collection_id: str, plan_id: str, named: bool, texts: bool, key_id: str | None = None) -> None:
        """Bring a plan into a collection, or change how it is in it.

        Raises `Refused` when either is gone or the key withdrawn, and for more than the key to read shares.
        """
        c = t.member.c
        with self.writing() as connection:
            both = sa.select(t.collection.c.id).join(t.plan, t.plan.c.id == plan_id)
            if connection.scalar(both.where(t.collection.c.id == collection_id)) is None:
                raise Refused.because(Code.GONE)
            if key_id is not None:
                _require_shared(connection, key_id, plan_id, named, texts)
            here = (c.collection_id == collection_id) & (c.plan_id == plan_id)
            how = {"named": named, "texts": texts, "key_id": key_id}
            if connection.execute(t.member.update().where(here).values(how)).rowcount == 0:
                last = connection.scalar(sa.select(sa.func.max(c.position)).where(c.collection_id == collection_id))
                place = 0 if last is None else last + 1
                connection.execute(
                    t.member.insert().values(collection_id=collection_id, plan_id=plan_id, position=place, **how)
                )

    def take_out(self, collection_id: str, plan_id: str) -> None:
        """Take a plan out of a collection; the plan itself stays."""
        c = t.member.c
        with self.writing() as connection:
            connection.execute(t.member.delete().where(c.collection_id == collection_id, c.plan_id == plan_id))


def _require_shared(connection: sa.Connection, key_id: str, plan_id: str, named: bool, texts: bool) -> None:
    c = t.access_key.c
    key = connection.execute(
        sa.select(c.shares_name, c.shares_texts).where(c.id == key_id, c.plan_id == plan_id, c.reads)
    ).first()
    if key is None:
        raise Refused.because(Code.READ_KEY_UNKNOWN)
    if (named and not key.shares_name) or (texts and not key.shares_texts):
        raise Refused.because(Code.NOT_SHARED)
