"""Checks what a plan file's shape alone cannot: that its ids refer to each other and exist in the content."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ivac.content import ACTIVITY_LISTS, BREADTH_LISTS, PLAN_LISTS, Content, Scale
from ivac.model import MAX_ACTIVITIES, MAX_STEPS, OUTSIDE, Activity, Assessment, StatusChange, Value

if TYPE_CHECKING:
    from ivac.exchange.plan_json import KeyedCell, PlanFile

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,32}")
"""Ids stand in addresses and in database columns."""


def faults_of(read: "PlanFile", content: Content) -> list[str]:
    """Every place that refers to nothing, with the value found there."""
    activities, assessments, cells = read.activities, read.assessments, read.cells
    places = [f"activities: {len(activities)} > {MAX_ACTIVITIES}"] if len(activities) > MAX_ACTIVITIES else []
    places += _ids("plan", [read.plan.id]) + _listed("plan", read.plan, PLAN_LISTS, content)
    places += _ids("activities", [activity.id for activity in activities])
    places += _ids("assessments", [assessment.id for assessment in assessments])
    for position, activity in enumerate(activities):
        places += _activity(f"activities[{position}]", activity, content)
    places += _assessments(assessments, content)
    scales = {each.id: content.scales.get(each.scale) for each in assessments}
    known = {activity.id for activity in activities}
    for assessment_id, listed in cells.items():
        if assessment_id not in scales:
            places.append(f"cells.{assessment_id}")
            continue
        keys = Counter((cell.activity, cell.phase) for cell in listed)
        for position, cell in enumerate(listed):
            where = f"cells.{assessment_id}[{position}]"
            if cell.activity not in known or keys[cell.activity, cell.phase] > 1:
                places.append(f"{where}.activity = {cell.activity} ({cell.phase})")
            places += _cell(where, cell, scales[assessment_id], content)
    places += _breadth(read, content) + _checks(read, content)
    return places + _steps(read, content) + _status_changes(read.status_changes, known)


def _ids(where: str, ids: Sequence[str]) -> list[str]:
    counts = Counter(ids)
    return [f"{where}: id = {each}" for each in counts if counts[each] > 1 or not _ID.fullmatch(each)]


def _missing(where: str, values: Iterable[str | None], known: Iterable[str]) -> list[str]:
    listed = set(known)
    return [f"{where} = {value}" for value in values if value is not None and value not in listed]


def _activity(where: str, activity: Activity, content: Content) -> list[str]:
    return _listed(where, activity, ACTIVITY_LISTS, content)


def _listed(where: str, value: Value, lists: Mapping[str, str], content: Content) -> list[str]:
    """The fields of a value that hold what their list does not have."""
    places: list[str] = []
    for field, list_name in lists.items():
        found = getattr(value, field)
        found = found if isinstance(found, tuple) else [found]
        places += _missing(f"{where}.{field}", found, content.lists.ids(list_name))
    return places


def _breadth(read: "PlanFile", content: Content) -> list[str]:
    places = _missing("breadth", read.breadth, [assessment.id for assessment in read.assessments])
    known = [activity.id for activity in read.activities]
    for assessment_id, listed in read.breadth.items():
        where = f"breadth.{assessment_id}"
        places += _once(where, "activity", [said.activity for said in listed], known)
        for position, said in enumerate(listed):
            places += _listed(f"{where}[{position}]", said, BREADTH_LISTS, content)
    return places


def _checks(read: "PlanFile", content: Content) -> list[str]:
    places = _missing("checks", read.checks, [assessment.id for assessment in read.assessments])
    known = [question.id for question in content.talk.checklist]
    for assessment_id, listed in read.checks.items():
        places += _once(f"checks.{assessment_id}", "question", [said.question for said in listed], known)
    return places


def _once(where: str, field: str, keys: Sequence[str], known: Sequence[str]) -> list[str]:
    """The entries whose key is not known or stands there twice."""
    counts = Counter(keys)
    return [
        f"{where}[{position}].{field} = {key}"
        for position, key in enumerate(keys)
        if key not in known or counts[key] > 1
    ]


def _assessments(assessments: Sequence[Assessment], content: Content) -> list[str]:
    places: list[str] = []
    for position, assessment in enumerate(assessments):
        where = f"assessments[{position}]"
        places += _scale(where, assessment.scale, assessment.scale_version, content)
    return places


def _scale(where: str, scale_id: str, version: int, content: Content) -> list[str]:
    scale = content.scales.get(scale_id)
    if scale is None:
        return [f"{where}.scale = {scale_id}"]
    return [] if 1 <= version <= scale.version else [f"{where}.scale_version = {version}"]


def _steps(read: "PlanFile", content: Content) -> list[str]:
    steps = read.steps
    places = [f"steps: {len(steps)} > {MAX_STEPS}"] if len(steps) > MAX_STEPS else []
    places += _ids("steps", [step.id for step in steps])
    for position, step in enumerate(steps):
        where = f"steps[{position}]"
        places += _missing(f"{where}.plan_id", [step.plan_id], [read.plan.id])
        places += _missing(f"{where}.activity", [step.activity], [activity.id for activity in read.activities])
        places += _missing(f"{where}.workshop", [step.workshop], [assessment.id for assessment in read.assessments])
        if step.scale is not None and step.scale_version is not None:
            places += _scale(where, step.scale, step.scale_version, content)
            levels = content.scales[step.scale].level_ids if step.scale in content.scales else ()
            places += _missing(f"{where}.from_level", [step.from_level], levels)
            places += _missing(f"{where}.to_level", [step.to_level], levels)
    return places


def _status_changes(changes: Sequence[StatusChange], activities: Iterable[str]) -> list[str]:
    """Changes of other activities, and second ones of one phase on one day."""
    places: list[str] = []
    keys = Counter((change.activity, change.phase, change.day) for change in changes)
    for position, change in enumerate(changes):
        where = f"status_changes[{position}]"
        places += _missing(f"{where}.activity", [change.activity], activities)
        if keys[change.activity, change.phase, change.day] > 1:
            places.append(f"{where}.day = {change.day} ({change.phase})")
    return places


def _cell(where: str, cell: "KeyedCell", scale: Scale | None, content: Content) -> list[str]:
    ids = content.lists.ids
    places = [
        *_missing(f"{where}.desired_reason", [cell.desired_reason], ids("desired_reasons")),
        *_missing(f"{where}.roles", cell.roles, ids("staff_roles")),
        *_missing(f"{where}.actors", cell.actors, ids("actors")),
        *_missing(f"{where}.evidence", [cell.evidence], ids("evidence")),
    ]
    if scale is not None:
        places += _missing(f"{where}.answer", [cell.answer], (*scale.level_ids, *OUTSIDE))
        places += _missing(f"{where}.desired", [cell.desired], scale.level_ids)
    return places
