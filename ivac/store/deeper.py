"""Keeps what a group says beside its levels: breadth and anchoring, and the checklist. Read with the plan's record."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ivac.faults import Code, Refused
from ivac.model import NOTHING_SAID, UNCHECKED, Breadth, Checked, PlanRecord
from ivac.store import tables as t
from ivac.store.database import Database, checked, plan_of_assessment, plan_of_both, raise_revision


class Deeper(Database):
    """What was said beside the levels, of all plans."""

    def change_breadth(self, assessment_id: str, activity_id: str, **changes: object) -> None:
        """Set some fields of an activity's breadth in one round and leave its others; raises `Refused` when gone."""
        values = checked(Breadth, changes)
        with self.writing() as connection:
            if raise_revision(connection, plan_of_both(assessment_id, activity_id)) == 0:
                raise Refused.because(Code.GONE)
            self.upsert(connection, t.breadth, {"assessment_id": assessment_id, "activity_id": activity_id}, values)

    def change_check(self, assessment_id: str, question: str, **changes: object) -> None:
        """Set the answer or the note to one question in one round; raises `Refused` when the round is gone."""
        values = checked(Checked, changes)
        with self.writing() as connection:
            if raise_revision(connection, plan_of_assessment(assessment_id)) == 0:
                raise Refused.because(Code.GONE)
            self.upsert(connection, t.checked, {"assessment_id": assessment_id, "question": question}, values)


def breadth_in(connection: sa.Connection, plan_id: str) -> dict[str, dict[str, Breadth]]:
    """What is said of breadth in a plan's settled rounds, by round and activity; nothing said is left out."""
    found: dict[str, dict[str, Breadth]] = {}
    for row in _of_plan(connection, t.breadth, plan_id):
        said = Breadth(**{name: row[name] for name in Breadth.model_fields})
        if said != NOTHING_SAID:
            found.setdefault(row["assessment_id"], {})[row["activity_id"]] = said
    return found


def checks_in(connection: sa.Connection, plan_id: str) -> dict[str, dict[str, Checked]]:
    """What is said to the checklist in a plan's settled rounds, by round and question."""
    found: dict[str, dict[str, Checked]] = {}
    for row in _of_plan(connection, t.checked, plan_id):
        said = Checked(answer=row["answer"], note=row["note"])
        if said != UNCHECKED:
            found.setdefault(row["assessment_id"], {})[row["question"]] = said
    return found


def add_deeper(connection: sa.Connection, record: PlanRecord) -> None:
    """Add all of this that a whole plan brings along."""
    breadth = [
        {"assessment_id": assessment_id, "activity_id": activity_id, **said.model_dump()}
        for assessment_id, by_activity in record.breadth.items()
        for activity_id, said in by_activity.items()
    ]
    checks = [
        {"assessment_id": assessment_id, "question": question, **said.model_dump()}
        for assessment_id, by_question in record.checks.items()
        for question, said in by_question.items()
    ]
    for table, rows in ((t.breadth, breadth), (t.checked, checks)):
        if rows:
            connection.execute(table.insert(), rows)


def _of_plan(connection: sa.Connection, table: sa.Table, plan_id: str) -> Iterable[Mapping[Any, Any]]:
    settled = (t.assessment.c.plan_id == plan_id) & t.assessment.c.settled
    return connection.execute(sa.select(table).join(t.assessment).where(settled)).mappings()
