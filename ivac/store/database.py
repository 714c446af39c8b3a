"""What every part of the store does alike: reading, writing in one transaction, saying that a plan has changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ivac.faults import Code, Refused
from ivac.model import Value
from ivac.store import tables as t
from ivac.store.engines import SIDE_BY_SIDE
from ivac.store.faults import refers_to_nothing, unanswered


class Database:
    """Something that is kept, behind one engine; safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read one state of the database; raises `Refused` when the database does not answer."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except (OperationalError, PoolTimeout) as error:
            raise unanswered(error) from error
        except DataError as error:  # asked for what no row can hold, such as an id with a NUL character
            raise Refused.because(Code.GONE) from error

    @contextmanager
    def writing(self, side_by_side: bool = False) -> Iterator[sa.Connection]:
        """A transaction that is kept as a whole or, with any exception, not at all; one after the other.

        Where many write often, they may do it `side_by_side`: each must lock one row before it reads, as `locked` does.
        """
        kind = SIDE_BY_SIDE if side_by_side else True
        try:
            with self.engine.connect().execution_options(writes=kind) as connection, connection.begin():
                yield connection
        except (OperationalError, PoolTimeout) as error:
            raise unanswered(error) from error
        except DataError as error:
            raise Refused.because(Code.CANNOT_BE_KEPT) from error
        except IntegrityError as error:
            if not refers_to_nothing(error):
                raise
            raise Refused.because(Code.GONE) from error

    def upsert(
        self, connection: sa.Connection, table: sa.Table, key: Mapping[str, object], values: Mapping[str, object]
    ) -> None:
        """Add the row with this key, or set these values of it; doing it twice is harmless."""
        insert = postgresql_insert if self.engine.dialect.name == "postgresql" else sqlite_insert
        statement = insert(table).values(**key, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=dict(values)))


def checked(kind: type[Value], changes: Mapping[str, object]) -> dict[str, Any]:
    """The changes as the value would hold them; raises ValueError for a field that it has not or cannot hold."""
    return kind.model_validate(changes).model_dump(include=set(changes))


def raise_revision(connection: sa.Connection, plan_id: Any) -> int:
    """Raise the plan's revision and return how many plans that was: 0 when it is gone."""
    raised = t.plan.update().where(t.plan.c.id == plan_id).values(revision=t.plan.c.revision + 1)
    return connection.execute(raised).rowcount


def plan_of_assessment(assessment_id: str) -> Any:
    """The plan that holds a round."""
    return sa.select(t.assessment.c.plan_id).where(t.assessment.c.id == assessment_id).scalar_subquery()


def plan_of_both(assessment_id: str, activity_id: str) -> Any:
    """The plan that holds both; none when one is gone or they belong to different plans."""
    same_plan = t.activity.c.plan_id == t.assessment.c.plan_id
    query = sa.select(t.activity.c.plan_id).join(t.assessment, same_plan)
    return query.where(t.assessment.c.id == assessment_id, t.activity.c.id == activity_id).scalar_subquery()
