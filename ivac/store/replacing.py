"""Replacing a plan by another version of it, as a file brings it; what belongs to this installation stays."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from ivac.faults import Code, Refused
from ivac.model import Activity, Assessment, Plan, PlanRecord
from ivac.store import tables as t
from ivac.store.deeper import add_deeper
from ivac.store.statuses import add_status_changes
from ivac.store.steps import add_steps

UNDER_WAY = ("open", "revealed", "agreed")
"""The states of a workshop in which people would lose what they are at."""


def replace_all(connection: sa.Connection, record: PlanRecord) -> None:
    """Make a plan that is here say what `record` says; raises `Refused` while a workshop of it is under way.

    Keys, collections and workshops in preparation stay. So do the answers of people in rounds that both versions have;
    activities and rounds that only the plan here has go, with all that was said in them.
    """
    plan_id = record.plan.id
    # Held first, so that none of them is opened meanwhile.
    rounds = sa.select(t.assessment.c.id).where(t.assessment.c.plan_id == plan_id)
    held = t.workshop.update().where(t.workshop.c.id.in_(rounds)).values(version=t.workshop.c.version + 1)
    connection.execute(held)
    under_way = sa.select(t.workshop.c.id).where(t.workshop.c.id.in_(rounds), t.workshop.c.state.in_(UNDER_WAY))
    if connection.scalar(under_way.limit(1)) is not None:
        raise Refused.because(Code.WORKSHOP_UNDER_WAY, name=record.plan.name)
    fields = record.plan.model_dump(exclude={"id"}) | {"revision": t.plan.c.revision + 1}
    if connection.execute(t.plan.update().where(t.plan.c.id == plan_id).values(fields)).rowcount == 0:
        raise Refused.because(Code.GONE)
    connection.execute(t.step.delete().where(t.step.c.plan_id == plan_id))
    _replace_rounds(connection, record.plan, record.assessments)
    _replace_activities(connection, record.plan, record.activities)
    settled = rounds.where(t.assessment.c.settled)
    for table in (t.cell, t.breadth, t.checked):
        connection.execute(table.delete().where(table.c.assessment_id.in_(settled)))
    of_plan = sa.select(t.activity.c.id).where(t.activity.c.plan_id == plan_id)
    connection.execute(t.status_change.delete().where(t.status_change.c.activity.in_(of_plan)))
    add_status_changes(connection, record.status_changes, record.activities, date.today())
    add_cells(connection, record)
    add_deeper(connection, record)
    refuse_known(connection, t.step, [step.id for step in record.steps], record.plan.name)
    add_steps(connection, plan_id, record.steps)


def add_cells(connection: sa.Connection, record: PlanRecord) -> None:
    """Add the cells of all the plan's rounds."""
    cells = [
        {"assessment_id": assessment_id, "activity_id": activity_id, "phase": phase, **cell.model_dump()}
        for assessment_id, by_key in record.cells.items()
        for (activity_id, phase), cell in by_key.items()
    ]
    if cells:
        connection.execute(t.cell.insert(), cells)


def refuse_known(connection: sa.Connection, table: sa.Table, ids: Sequence[str], name: str) -> None:
    """Raise `Refused` when one of these ids is in the table already; `name` is what the sentence is about."""
    if connection.scalar(sa.select(table.c.id).where(table.c.id.in_(ids)).limit(1)) is not None:
        raise Refused.because(Code.HERE_ALREADY, name=name)


def _replace_rounds(connection: sa.Connection, plan: Plan, rounds: Sequence[Assessment]) -> None:
    c = t.assessment.c
    kept = [each.id for each in rounds]
    # One that is only in preparation here has been held elsewhere.
    gone = sa.or_(c.settled & c.id.not_in(kept), sa.not_(c.settled) & c.id.in_(kept))
    connection.execute(t.assessment.delete().where(c.plan_id == plan.id, gone))
    connection.execute(
        t.assessment.update().where(c.plan_id == plan.id, sa.not_(c.settled)).values(position=c.position + len(rounds))
    )
    rows = [each.model_dump() | {"settled": True, "position": place} for place, each in enumerate(rounds)]
    _replace_rows(connection, t.assessment, plan, rows)


def _replace_activities(connection: sa.Connection, plan: Plan, activities: Sequence[Activity]) -> None:
    c = t.activity.c
    kept = [each.id for each in activities]
    connection.execute(t.activity.delete().where(c.plan_id == plan.id, c.id.not_in(kept)))
    rows = [each.model_dump(mode="json") | {"position": place} for place, each in enumerate(activities)]
    _replace_rows(connection, t.activity, plan, rows)


def _replace_rows(connection: sa.Connection, table: sa.Table, plan: Plan, rows: Sequence[dict[str, object]]) -> None:
    """Replace the plan's rows with these ids, and add the others; raises `Refused` where another plan has one."""
    here = set(connection.scalars(sa.select(table.c.id).where(table.c.plan_id == plan.id)))
    new = [row for row in rows if row["id"] not in here]
    refuse_known(connection, table, [str(row["id"]) for row in new], plan.name)
    for row in rows:
        if row["id"] in here:
            connection.execute(table.update().where(table.c.id == row["id"]).values(row))
    if new:
        connection.execute(table.insert(), [row | {"plan_id": plan.id} for row in new])
