"""A plan's snapshot: the whole plan as JSON and back, versioned, readable, and the same text for the same plan.

In it is all that the plan's pages keep: register, settled rounds with what was agreed, breadth, checklist, next steps
and the history of statuses. Left out is what belongs to people or to one installation: who took part in a workshop,
their answers (hidden or revealed) and what was counted from these, workshops that nobody has agreed on, join codes and
key links. The counts that a room has seen are told by the workbook and the statistics instead (`distributions`).
"""

import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, ValidationError

from ivac.content import load
from ivac.exchange.json_checks import faults_of
from ivac.exchange.text import without_controls
from ivac.faults import Code, Fault, Refused
from ivac.model import (
    PHASES,
    Activity,
    Assessment,
    Breadth,
    Cell,
    Checked,
    PhaseId,
    Plan,
    PlanRecord,
    StatusChange,
    Step,
    Value,
)

FORMAT = "ivac-plan"
FORMAT_VERSION = 4
"""2 added next steps and rounds that look back, 3 breadth, checklist and the history of statuses; earlier are read."""
FAULTS_SHOWN = 20


class KeyedCell(Cell):
    """A cell with the activity and phase it belongs to."""

    activity: str
    phase: PhaseId


class KeyedBreadth(Breadth):
    """What is said of breadth, with the activity that it is about."""

    activity: str


class KeyedCheck(Checked):
    """What is said to the checklist, with the question."""

    question: str


class PlanFile(Value):
    """A plan with all that its pages keep. By id of an assessment: its cells, breadth, and answers to the checklist."""

    format: Literal["ivac-plan"]
    format_version: Literal[1, 2, 3, 4]
    plan: Plan
    activities: tuple[Activity, ...]
    assessments: tuple[Assessment, ...]
    cells: dict[str, tuple[KeyedCell, ...]]
    breadth: dict[str, tuple[KeyedBreadth, ...]] = Field(default_factory=dict)
    checks: dict[str, tuple[KeyedCheck, ...]] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    status_changes: tuple[StatusChange, ...] = ()


def to_json(record: PlanRecord) -> str:
    """The plan as JSON; cells and statuses in the plan's own order."""
    order = {activity.id: position for position, activity in enumerate(record.activities)}
    data: dict[str, Any] = {"format": FORMAT, "format_version": FORMAT_VERSION}
    data["plan"] = record.plan.model_dump(mode="json")
    data["activities"] = [_activity(activity) for activity in record.activities]
    data["assessments"] = [assessment.model_dump(mode="json") for assessment in record.assessments]
    data["cells"] = {}
    for assessment_id in sorted(record.cells):
        cells = record.cells[assessment_id]
        keys = sorted(cells, key=lambda each: (order.get(each[0], len(order)), each[0], PHASES.index(each[1])))
        data["cells"][assessment_id] = [
            {"activity": each[0], "phase": each[1], **cells[each].model_dump(mode="json")} for each in keys
        ]
    data["breadth"] = _keyed("activity", record.breadth)
    data["checks"] = _keyed("question", record.checks)
    data["steps"] = [_step(step, record) for step in record.steps]
    data["status_changes"] = [change.model_dump(mode="json") for change in record.status_changes]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, file: str) -> PlanRecord:
    """The plan in a JSON text; raises `Refused` with the places that are wrong."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_cleaned)
    except (ValueError, RecursionError) as error:
        raise Refused.because(Code.JSON_BROKEN, file=file, reason=_line(error)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Refused.because(Code.JSON_BROKEN, file=file, reason="format")
    version = data.get("format_version")
    if isinstance(version, int) and version > FORMAT_VERSION:
        raise Refused.because(Code.JSON_NEWER, file=file, found=version, known=FORMAT_VERSION)
    try:
        # Strict reading takes dates and lists from JSON text, but not from Python values.
        read = PlanFile.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        raise _refused(file, [_path(detail["loc"]) for detail in error.errors()]) from error
    if places := faults_of(read, load()):
        raise _refused(file, places)
    return _record(read)


def _activity(activity: Activity) -> dict[str, Any]:
    status = {phase: activity.status[phase] for phase in sorted(activity.status, key=PHASES.index)}
    return {**activity.model_dump(mode="json"), "status": status}


def _keyed(name: str, said: Mapping[str, Mapping[str, Value]]) -> dict[str, Any]:
    """By assessment a list of values, each with its key under this name."""
    return {
        assessment_id: [{name: key, **by_key[key].model_dump(mode="json")} for key in sorted(by_key)]
        for assessment_id, by_key in sorted(said.items())
    }


def _step(step: Step, record: PlanRecord) -> dict[str, Any]:
    """The step; the workshop in which it was made is named only where its picture is in the file, too."""
    known = {assessment.id for assessment in record.assessments}
    return {**step.model_dump(mode="json"), "workshop": step.workshop if step.workshop in known else None}


def _record(read: PlanFile) -> PlanRecord:
    cells = {
        assessment: {(cell.activity, cell.phase): Cell(**_without_key(cell)) for cell in keyed}
        for assessment, keyed in read.cells.items()
    }
    breadth = {
        assessment: {said.activity: Breadth(**_without_key(said)) for said in keyed}
        for assessment, keyed in read.breadth.items()
    }
    checks = {
        assessment: {said.question: Checked(**_without_key(said)) for said in keyed}
        for assessment, keyed in read.checks.items()
    }
    return PlanRecord(
        plan=read.plan,
        activities=read.activities,
        assessments=read.assessments,
        cells=cells,
        breadth=breadth,
        checks=checks,
        steps=read.steps,
        status_changes=read.status_changes,
    )


def _without_key(keyed: KeyedCell | KeyedBreadth | KeyedCheck) -> dict[str, Any]:
    return keyed.model_dump(exclude={"activity", "phase", "question"})


def _cleaned(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One object of the file, without the control characters that databases refuse."""
    return {name: without_controls(value) if isinstance(value, str) else value for name, value in pairs}


def _refused(file: str, places: list[str]) -> Refused:
    return Refused([Fault(Code.JSON_BROKEN, {"file": file, "reason": place}) for place in places[:FAULTS_SHOWN]])


def _path(steps: tuple[int | str, ...]) -> str:
    """A place in the file as programmers and searching readers write it, for example activities[3].name."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.removeprefix(".") or "JSON"


def _line(error: Exception) -> str:
    return f"JSON {error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "JSON"
