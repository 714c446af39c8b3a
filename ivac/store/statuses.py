"""Keeps which status each phase of an activity was given on which day; of several on one day, the last."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from ivac.model import PHASES, Activity, StatusChange
from ivac.statuses import changed_phases, statuses_on
from ivac.store import tables as t
from ivac.store.database import Database


def status_changes_of(connection: sa.Connection, plan_id: str) -> tuple[StatusChange, ...]:
    """A plan's changes of status: by activity in the plan's order, by phase, by day."""
    query = sa.select(t.status_change, t.activity.c.position).join(t.activity)
    rows = connection.execute(query.where(t.activity.c.plan_id == plan_id)).mappings()
    ordered = sorted(rows, key=lambda row: (row["position"], PHASES.index(row["phase"]), row["day"]))
    return tuple(_change(row) for row in ordered)


def add_status_changes(
    connection: sa.Connection, changes: Iterable[StatusChange], activities: Iterable[Activity], today: date
) -> None:
    """Add the history of new activities; what they say now that it does not, is recorded as of today."""
    known = {(change.activity, change.phase, change.day): change for change in changes}
    stated = statuses_on(known.values(), date.max)
    for activity in activities:
        before = {phase: stated[activity.id, phase] for phase in PHASES if (activity.id, phase) in stated}
        for change in _as_of(activity, changed_phases(before, activity.status), today):
            known[change.activity, change.phase, change.day] = change
    if known:
        connection.execute(t.status_change.insert(), [change.model_dump() for change in known.values()])


def record_change(database: Database, connection: sa.Connection, activity: Activity, today: date) -> None:
    """Record what an activity that is here already says of its phases now, where that is another status than before."""
    query = sa.select(t.activity.c.status).where(t.activity.c.id == activity.id).with_for_update()
    before = connection.execute(query).first()
    changed = changed_phases(before.status, activity.status) if before else {}
    for change in _as_of(activity, changed, today):
        key = change.model_dump(include={"activity", "phase", "day"})
        database.upsert(connection, t.status_change, key, {"status": change.status})


def _as_of(activity: Activity, changed: Mapping[Any, Any], day: date) -> list[StatusChange]:
    return [
        StatusChange(activity=activity.id, phase=phase, status=status, day=day) for phase, status in changed.items()
    ]


def _change(row: Mapping[Any, Any]) -> StatusChange:
    return StatusChange(**{name: row[name] for name in StatusChange.model_fields})
