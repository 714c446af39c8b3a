"""What people type into forms, checked before it becomes a plan, an activity or a next step: all faults at once."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ivac.collection import Collection
from ivac.content import ACTIVITY_LISTS, PLAN_LISTS, load
from ivac.faults import Code, Fault, Refused
from ivac.model import NAME_LIMIT, TEXT_LIMIT, Activity, Cell, Plan, Step
from ivac.workshop import Participant


def checked_plan(fields: Mapping[str, Any], labels: Mapping[str, str]) -> Plan:
    """A plan from a form's fields; `labels` are the fields' names as the person sees them. Raises `Refused`."""
    faults: list[Fault] = []
    start, end = fields.get("start_year"), fields.get("end_year")
    if start and end and end < start:
        faults.append(Fault(Code.PERIOD_BACKWARDS, {"start": start, "end": end}))
    faults += _unknown(fields, PLAN_LISTS, labels)
    try:
        plan = Plan(**fields)
    except ValidationError as error:
        faults += [_fault(detail, labels) for detail in error.errors()]
    if faults:
        raise Refused(faults)
    return plan


def checked_activity(fields: Mapping[str, Any], labels: Mapping[str, str]) -> Activity:
    """An activity from a form's fields, its choices checked against the lists. Raises `Refused`."""
    faults = _unknown(fields, ACTIVITY_LISTS, labels)
    try:
        activity = Activity(**fields)
    except ValidationError as error:
        faults += [_fault(detail, labels) for detail in error.errors() if detail["loc"][0] not in ACTIVITY_LISTS]
    if faults:
        raise Refused(faults)
    return activity


def checked_step(fields: Mapping[str, Any], labels: Mapping[str, str]) -> Step:
    """A next step from a form's fields. Raises `Refused`."""
    try:
        return Step(**fields)
    except ValidationError as error:
        raise Refused([_fault(detail, labels) for detail in error.errors()]) from error


def checked_collection(fields: Mapping[str, Any], labels: Mapping[str, str]) -> Collection:
    """A collection of plans from a form's fields. Raises `Refused`."""
    try:
        return Collection(**fields)
    except ValidationError as error:
        raise Refused([_fault(detail, labels) for detail in error.errors()]) from error


def checked_name(text: str) -> str:
    """What somebody calls themselves in a workshop. Raises `Refused` when it is too long."""
    try:
        return Participant(perspective="staff", alias=text).alias
    except ValidationError as error:
        values = {"field": text[:40] + " …", "length": len(text), "limit": NAME_LIMIT}
        raise Refused.because(Code.TOO_LONG, **values) from error


def checked_note(text: str) -> str:
    """A note about one phase of an activity. Raises `Refused` when it is too long."""
    try:
        return Cell(worked=text).worked
    except ValidationError as error:
        values = {"field": text[:40] + " …", "length": len(text), "limit": TEXT_LIMIT}
        raise Refused.because(Code.TOO_LONG, **values) from error


def _values(chosen: Any) -> tuple[str, ...]:
    if chosen is None:
        return ()
    return (chosen,) if isinstance(chosen, str) else tuple(chosen)


def _fault(detail: ErrorDetails, labels: Mapping[str, str]) -> Fault:
    field = str(detail["loc"][0])
    label = labels.get(field, field)
    if field == "name" and detail["type"] == "string_too_short":
        return Fault(Code.NAME_NEEDED)
    if field == "what" and detail["type"] == "string_too_short":
        return Fault(Code.STEP_NEEDED)
    if detail["type"] == "string_too_long":
        limit = TEXT_LIMIT if field in ("description", "partners", "what") else NAME_LIMIT
        return Fault(Code.TOO_LONG, {"field": label, "length": len(str(detail["input"])), "limit": limit})
    if field in ("start_year", "end_year"):
        return Fault(Code.YEAR_UNLIKELY, {"year": detail["input"]})
    if field == "by":
        return Fault(Code.DAY_UNLIKELY, {"day": detail["input"]})
    if field == "volunteers":
        return Fault(Code.VOLUNTEERS_NUMBER)
    return Fault(Code.UNKNOWN_CHOICE, {"value": detail["input"], "field": label})


def _unknown(fields: Mapping[str, Any], lists: Mapping[str, str], labels: Mapping[str, str]) -> list[Fault]:
    """A fault for each value that its list does not have."""
    return [
        Fault(Code.UNKNOWN_CHOICE, {"value": value, "field": labels.get(field, field)})
        for field, list_name in lists.items()
        for value in _values(fields.get(field))
        if value not in load().lists.ids(list_name)
    ]
