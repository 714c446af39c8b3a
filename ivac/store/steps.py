"""Keeps next steps. Each write is one transaction; pages read them with their plan's record, phones on their own."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ivac.faults import Code, Refused
from ivac.model import MAX_STEPS, Step
from ivac.store import tables as t
from ivac.store.database import Database, raise_revision

WRITTEN = set(Step.model_fields) - {"id", "plan_id", "status", "dropped_because", "workshop", "made_on"}
"""What a step says. Its status is changed on its own, perhaps while somebody has the form open."""


class Steps(Database):
    """All next steps of all plans."""

    def of_plan(self, plan_id: str) -> tuple[Step, ...]:
        """A plan's steps as they were written."""
        with self.reading() as connection:
            return steps_of(connection, plan_id)

    def add(self, step: Step) -> None:
        """Add a step after the plan's other ones; raises `Refused` when what it is about is gone, or with too many."""
        with self.writing() as connection:
            _raise_versions(connection, step.plan_id)
            _require_of_plan(connection, step, t.activity, step.activity)
            _require_of_plan(connection, step, t.assessment, step.workshop)
            add_steps(connection, step.plan_id, [step])

    def change(self, step: Step) -> None:
        """Replace what a step says; what has become of it stays. Raises `Refused` when it is gone."""
        with self.writing() as connection:
            _raise_versions(connection, step.plan_id)
            _require_of_plan(connection, step, t.activity, step.activity)
            _update(connection, step, WRITTEN)

    def keep_status(self, step: Step) -> None:
        """Keep what has become of a step, and nothing else of it; raises `Refused` when it is gone."""
        with self.writing() as connection:
            _raise_versions(connection, step.plan_id)
            _update(connection, step, {"status", "dropped_because"})

    def delete(self, step: Step) -> None:
        """Delete a step; one that is gone already is no fault."""
        with self.writing() as connection:
            _raise_versions(connection, step.plan_id)
            connection.execute(t.step.delete().where(_is(step)))


def steps_of(connection: sa.Connection, plan_id: str) -> tuple[Step, ...]:
    """A plan's steps as they were written."""
    query = sa.select(t.step).where(t.step.c.plan_id == plan_id).order_by(t.step.c.position)
    return tuple(_step(row) for row in connection.execute(query).mappings())


def add_steps(connection: sa.Connection, plan_id: str, steps: Sequence[Step]) -> None:
    """Add steps after the plan's other ones; raises `Refused` when the plan would hold too many."""
    last, count = connection.execute(
        sa.select(sa.func.max(t.step.c.position), sa.func.count()).where(t.step.c.plan_id == plan_id)
    ).one()
    if count + len(steps) > MAX_STEPS:
        raise Refused.because(Code.STEPS_FULL, limit=MAX_STEPS)
    rows = [
        step.model_dump() | {"plan_id": plan_id, "position": place}
        for place, step in enumerate(steps, 0 if last is None else last + 1)
    ]
    if rows:
        connection.execute(t.step.insert(), rows)


def _step(row: Mapping[Any, Any]) -> Step:
    return Step(**{name: row[name] for name in Step.model_fields})


def _is(step: Step) -> sa.ColumnElement[bool]:
    return (t.step.c.id == step.id) & (t.step.c.plan_id == step.plan_id)


def _update(connection: sa.Connection, step: Step, fields: set[str]) -> None:
    updated = t.step.update().where(_is(step)).values(step.model_dump(include=fields))
    if connection.execute(updated).rowcount == 0:
        raise Refused.because(Code.GONE)


def _require_of_plan(connection: sa.Connection, step: Step, table: sa.Table, wanted: str | None) -> None:
    """Raise `Refused` unless the step's plan has in this table what the step names, if it names anything."""
    here = sa.select(table.c.id).where(table.c.id == wanted, table.c.plan_id == step.plan_id)
    if wanted is not None and connection.scalar(here) is None:
        raise Refused.because(Code.GONE)


def _raise_versions(connection: sa.Connection, plan_id: str) -> None:
    """Let caches and open desks see the change; raises `Refused` when the plan is gone.

    Workshops come first, as in their own writes: two transactions that lock in one order never wait for each other.
    """
    of_plan = sa.select(t.assessment.c.id).where(t.assessment.c.plan_id == plan_id)
    raised = t.workshop.update().where(t.workshop.c.id.in_(of_plan)).values(version=t.workshop.c.version + 1)
    connection.execute(raised)
    if raise_revision(connection, plan_id) == 0:
        raise Refused.because(Code.GONE)
