"""Reading and writing plans, activities and assessments. Every write is one transaction."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ivac.faults import Code, Refused
from ivac.model import (
    BLANK,
    MAX_ACTIVITIES,
    Activity,
    Assessment,
    Cell,
    CellKey,
    PhaseId,
    Plan,
    PlanRecord,
    StatusChange,
)
from ivac.sorting import name_order
from ivac.store import tables as t
from ivac.store.database import Database, checked, plan_of_assessment, plan_of_both, raise_revision
from ivac.store.deeper import add_deeper, breadth_in, checks_in
from ivac.store.replacing import add_cells, refuse_known, replace_all
from ivac.store.statuses import add_status_changes, record_change, status_changes_of
from ivac.store.steps import add_steps, steps_of

CELL_FIELDS = tuple(Cell.model_fields)


@dataclass(frozen=True)
class PlanEntry:
    """A plan as a line in a list."""

    plan: Plan
    activities: int
    revision: int


@dataclass(frozen=True)
class AnswerCount:
    """How many activities have this answer in this phase, in one assessment, and how many of them on purpose."""

    assessment_id: str
    phase: PhaseId
    answer: str
    activities: int
    on_purpose: int


class Store(Database):
    """Plans, activities, assessments and cells."""

    # Reading

    def plans(self) -> list[PlanEntry]:
        """Every plan, by name."""
        counted = sa.select(t.plan, sa.func.count(t.activity.c.id).label("activities"))
        counted = counted.outerjoin(t.activity).group_by(t.plan.c.id)
        with self.reading() as connection:
            rows = connection.execute(counted).mappings().all()
        entries = [PlanEntry(_plan(row), row["activities"], row["revision"]) for row in rows]
        return sorted(entries, key=lambda entry: (name_order(entry.plan.name), entry.plan.id))

    def newest(self, among: Collection[str] | None = None) -> str | None:
        """The id of the plan that was added last, of all or of these; None when there is none."""
        query = sa.select(t.plan.c.id).order_by(t.plan.c.added.desc()).limit(1)
        if among is not None:
            query = query.where(t.plan.c.id.in_(among))
        with self.reading() as connection:
            return connection.scalar(query)

    def named(self, name: str) -> Plan | None:
        """The plan of this name in any case, or None; raises `Refused` when several have it."""
        found = [entry.plan for entry in self.plans() if entry.plan.name.casefold() == name.strip().casefold()]
        if len(found) > 1:
            known = ", ".join(plan.id for plan in found)
            raise Refused.because(Code.PLAN_AMBIGUOUS, name=name, known=known)
        return found[0] if found else None

    def find(self, name_or_id: str) -> Plan:
        """The plan with this id or name; raises `Refused` when none or several have it."""
        entries = self.plans()
        with_id = next((entry.plan for entry in entries if entry.plan.id == name_or_id), None)
        found = with_id or self.named(name_or_id)
        if found is not None:
            return found
        if not entries:
            raise Refused.because(Code.NO_PLANS)
        known = ", ".join(entry.plan.name for entry in entries)
        raise Refused.because(Code.PLAN_NOT_FOUND, name=name_or_id, known=known)

    def revision(self, plan_id: str) -> int | None:
        """A number that every write to the plan raises; None when the plan is gone."""
        with self.reading() as connection:
            return connection.scalar(sa.select(t.plan.c.revision).where(t.plan.c.id == plan_id))

    def record(self, plan_id: str) -> PlanRecord:
        """A plan with all that belongs to it; raises `Refused` when it is gone."""
        with self.reading() as connection:
            plan = connection.execute(sa.select(t.plan).where(t.plan.c.id == plan_id)).mappings().one_or_none()
            if plan is None:
                raise Refused.because(Code.GONE)
            activities = _activities(connection, plan_id)
            settled = (t.assessment.c.plan_id == plan_id) & t.assessment.c.settled
            assessments = connection.execute(
                sa.select(t.assessment).where(settled).order_by(t.assessment.c.position)
            ).mappings()
            cells = connection.execute(sa.select(t.cell).join(t.assessment).where(settled)).mappings()
            return PlanRecord(
                plan=_plan(plan),
                activities=activities,
                assessments=tuple(_assessment(row) for row in assessments),
                cells=cells_in(cells),
                breadth=breadth_in(connection, plan_id),
                checks=checks_in(connection, plan_id),
                steps=steps_of(connection, plan_id),
                status_changes=status_changes_of(connection, plan_id),
            )

    def activities(self, plan_id: str) -> tuple[Activity, ...]:
        """A plan's activities in their order; none for a plan that is not here."""
        with self.reading() as connection:
            return _activities(connection, plan_id)

    def answer_counts(self, assessment_ids: Sequence[str]) -> list[AnswerCount]:
        """Activities per assessment, phase and answer, counted by the database; blanks are not in it."""
        c = t.cell.c
        # As `Cell.low_on_purpose` has it; no desired level is one of the answers outside the scale.
        by_choice = (c.desired == c.answer) & (c.desired_reason == "on_purpose")
        on_purpose = sa.func.sum(sa.case((by_choice, 1), else_=0))
        query = (
            sa.select(c.assessment_id, c.phase, c.answer, sa.func.count(), on_purpose)
            .where(c.assessment_id.in_(assessment_ids), c.answer.is_not(None))
            .group_by(c.assessment_id, c.phase, c.answer)
        )
        with self.reading() as connection:
            return [AnswerCount(*row) for row in connection.execute(query)]

    def latest_assessments(self, plan_ids: Sequence[str]) -> dict[str, Assessment]:
        """The newest assessment of each plan that has one, by plan id."""
        query = sa.select(t.assessment).where(t.assessment.c.plan_id.in_(plan_ids), t.assessment.c.settled)
        query = query.order_by(t.assessment.c.day, t.assessment.c.position)
        with self.reading() as connection:
            return {row["plan_id"]: _assessment(row) for row in connection.execute(query).mappings()}

    # Writing

    def save_plan(self, plan: Plan) -> None:
        """Add the plan, or replace its own fields if it exists; what belongs to it stays."""
        with self.writing() as connection:
            values = plan.model_dump(exclude={"id"})
            if connection.execute(t.plan.update().where(t.plan.c.id == plan.id).values(values)).rowcount == 0:
                _insert_plan(connection, plan)
            raise_revision(connection, plan.id)

    def add_record(self, record: PlanRecord) -> None:
        """Add a plan with all that belongs to it, or nothing; raises `Refused` when it is here already."""
        self.bring_in([record])

    def bring_in(self, parts: Iterable[PlanRecord | tuple[Plan, Sequence[Activity]]]) -> None:
        """Add whole plans, and activities to plans (made if need be): everything, or with a refusal nothing."""
        with self.writing() as connection:
            for part in parts:
                if isinstance(part, PlanRecord):
                    _insert_record(connection, part)
                else:
                    plan, activities = part
                    if raise_revision(connection, plan.id) == 0:
                        _insert_plan(connection, plan)
                    _append_activities(connection, plan.id, activities)

    def replace_record(self, record: PlanRecord) -> None:
        """Replace a plan that is here by another version of it, as `replace_all` says; raises `Refused`."""
        with self.writing() as connection:
            replace_all(connection, record)

    def delete_plan(self, plan_id: str) -> None:
        """Delete a plan with all that belongs to it."""
        with self.writing() as connection:
            connection.execute(t.plan.delete().where(t.plan.c.id == plan_id))

    def add_activities(self, plan_id: str, activities: Sequence[Activity]) -> None:
        """Add activities after the plan's last one: all of them, or with a refusal none."""
        with self.writing() as connection:
            if raise_revision(connection, plan_id) == 0:
                raise Refused.because(Code.GONE)
            _append_activities(connection, plan_id, activities)

    def save_activity(self, activity: Activity) -> None:
        """Replace an activity's own fields and record new statuses as of today; raises `Refused` when it is gone."""
        values = activity.model_dump(exclude={"id"}, mode="json")
        with self.writing() as connection:
            record_change(self, connection, activity, date.today())
            done = connection.execute(t.activity.update().where(t.activity.c.id == activity.id).values(values))
            if done.rowcount == 0:
                raise Refused.because(Code.GONE)
            raise_revision(connection, _plan_of_activity(activity.id))

    def delete_activity(self, activity_id: str) -> None:
        """Delete an activity with its cells, breadth, next steps and status history."""
        with self.writing() as connection:
            raise_revision(connection, _plan_of_activity(activity_id))
            connection.execute(t.activity.delete().where(t.activity.c.id == activity_id))

    def add_assessment(self, plan_id: str, assessment: Assessment) -> None:
        """Begin a new round after the plan's other ones."""
        with self.writing() as connection:
            if raise_revision(connection, plan_id) == 0:
                raise Refused.because(Code.GONE)
            insert_assessment(connection, plan_id, assessment, settled=True)

    def delete_assessment(self, assessment_id: str) -> None:
        """Delete a round with all that was said in it."""
        with self.writing() as connection:
            raise_revision(connection, plan_of_assessment(assessment_id))
            connection.execute(t.assessment.delete().where(t.assessment.c.id == assessment_id))

    def change_cell(self, assessment_id: str, activity_id: str, phase: PhaseId, **changes: object) -> None:
        """Set some fields of one cell and leave its others; the same change twice is harmless."""
        values = checked(Cell, changes)
        key = {"assessment_id": assessment_id, "activity_id": activity_id, "phase": phase}
        with self.writing() as connection:
            if raise_revision(connection, plan_of_both(assessment_id, activity_id)) == 0:
                raise Refused.because(Code.GONE)
            self.upsert(connection, t.cell, key, values)


def _plan_of_activity(activity_id: str) -> Any:
    return sa.select(t.activity.c.plan_id).where(t.activity.c.id == activity_id).scalar_subquery()


def insert_assessment(connection: sa.Connection, plan_id: str, assessment: Assessment, settled: bool) -> None:
    """Add an assessment after the plan's other ones."""
    last = connection.scalar(sa.select(sa.func.max(t.assessment.c.position)).where(t.assessment.c.plan_id == plan_id))
    place = {"plan_id": plan_id, "position": 0 if last is None else last + 1, "settled": settled}
    connection.execute(t.assessment.insert().values(assessment.model_dump() | place))


def _insert_plan(connection: sa.Connection, plan: Plan) -> None:
    added = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(t.plan.c.added), 0) + 1))
    # From a number of its own, so that a plan that comes back is never taken for what was cached of it.
    values = plan.model_dump() | {"added": added, "revision": secrets.randbelow(2**30)}
    connection.execute(t.plan.insert().values(values))


def _insert_record(connection: sa.Connection, record: PlanRecord) -> None:
    refuse_known(connection, t.plan, [record.plan.id], record.plan.name)
    refuse_known(connection, t.assessment, [assessment.id for assessment in record.assessments], record.plan.name)
    _insert_plan(connection, record.plan)
    _append_activities(connection, record.plan.id, record.activities, record.status_changes)
    for position, assessment in enumerate(record.assessments):
        values = assessment.model_dump() | {"plan_id": record.plan.id, "position": position, "settled": True}
        connection.execute(t.assessment.insert().values(values))
    add_cells(connection, record)
    add_deeper(connection, record)
    refuse_known(connection, t.step, [step.id for step in record.steps], record.plan.name)
    add_steps(connection, record.plan.id, record.steps)


def _append_activities(
    connection: sa.Connection, plan_id: str, activities: Sequence[Activity], changes: Sequence[StatusChange] = ()
) -> None:
    refuse_known(
        connection, t.activity, [activity.id for activity in activities], "; ".join(a.name for a in activities)
    )
    last, count = connection.execute(
        sa.select(sa.func.max(t.activity.c.position), sa.func.count()).where(t.activity.c.plan_id == plan_id)
    ).one()
    if count + len(activities) > MAX_ACTIVITIES:
        raise Refused.because(Code.PLAN_FULL, limit=MAX_ACTIVITIES, count=count + len(activities))
    rows = [
        activity.model_dump(mode="json") | {"plan_id": plan_id, "position": place}
        for place, activity in enumerate(activities, 0 if last is None else last + 1)
    ]
    if rows:
        connection.execute(t.activity.insert(), rows)
    add_status_changes(connection, changes, activities, date.today())


def _activities(connection: sa.Connection, plan_id: str) -> tuple[Activity, ...]:
    query = sa.select(t.activity).where(t.activity.c.plan_id == plan_id).order_by(t.activity.c.position)
    return tuple(_activity(row) for row in connection.execute(query).mappings())


def _plan(row: Mapping[Any, Any]) -> Plan:
    return Plan(**{name: row[name] for name in Plan.model_fields})


def _activity(row: Mapping[Any, Any]) -> Activity:
    return Activity(**{name: row[name] for name in Activity.model_fields})


def _assessment(row: Mapping[Any, Any]) -> Assessment:
    return Assessment(**{name: row[name] for name in Assessment.model_fields})


def cells_in(rows: Iterable[Mapping[Any, Any]]) -> dict[str, dict[CellKey, Cell]]:
    """The filled cells in these rows, by assessment id."""
    cells: dict[str, dict[CellKey, Cell]] = {}
    for row in rows:
        cell = Cell(**{name: row[name] for name in CELL_FIELDS})
        if cell != BLANK:
            cells.setdefault(row["assessment_id"], {})[row["activity_id"], row["phase"]] = cell
    return cells
