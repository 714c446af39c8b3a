"""A plan for statistics: one long table of every settled round, ids beside names, for R, SPSS, Stata or Python.

Two kinds of rows. `cell`: what the group agreed on for one activity in one phase; blank cells have a row without an
answer, so that denominators are right. `count`: how many in the room chose one answer, as far as the room may see it;
what is held back has no row at all. Headings are the same in every language. The codebook explains the ids.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from ivac.content import Scale, rated_scale
from ivac.exchange.distributions import Rooms, shown_in
from ivac.exchange.shades import answer_name
from ivac.exchange.text import harmless
from ivac.language import Language
from ivac.model import BLANK, PHASES, Activity, Assessment, PhaseId, PlanRecord
from ivac.room import Room

COLUMNS = (
    *("kind", "plan_id", "plan", "fictional", "round_id", "round_day", "recalled", "scale", "scale_version"),
    *("activity_id", "activity", "phase", "status_today", "asked", "workshop_round", "group"),
    *("answer", "answer_name", "people", "desired", "desired_reason", "low_on_purpose"),
)
"""`asked`, `workshop_round` (1 for the first), `group` and `people` belong to counts; the last three to cells."""
EVERYBODY = "everybody"
"""The group of a count that is of no perspective alone."""

Fields = dict[str, str | int | None]


def to_tidy_csv(record: PlanRecord, language: Language, rooms: Rooms) -> bytes:
    """The table with commas, in UTF-8 with its mark; only `answer_name` is in the language."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, restval="")
    writer.writeheader()
    for fields in _rows(record, language, rooms):
        writer.writerow({name: harmless(value) if isinstance(value, str) else value for name, value in fields.items()})
    return buffer.getvalue().encode("utf-8-sig")


def _rows(record: PlanRecord, language: Language, rooms: Rooms) -> Iterator[Fields]:
    activities = {activity.id: activity for activity in record.activities}
    for assessment in record.assessments:
        scale = rated_scale(assessment.scale, assessment.scale_version)
        about = _round(record, assessment)
        for fields in _cells(record, assessment, scale, language):
            yield {"kind": "cell", **about, **fields}
        if assessment.id in rooms:
            for fields in _counts(rooms[assessment.id], activities, language):
                yield {"kind": "count", **about, **fields}


def _round(record: PlanRecord, assessment: Assessment) -> Fields:
    plan = record.plan
    return {
        "plan_id": plan.id,
        "plan": plan.name,
        "fictional": int(plan.fictional),
        "round_id": assessment.id,
        "round_day": assessment.day.isoformat(),
        "recalled": int(assessment.recalled),
        "scale": assessment.scale,
        "scale_version": assessment.scale_version,
    }


def _place(activity: Activity, phase: PhaseId) -> Fields:
    return {
        "activity_id": activity.id,
        "activity": activity.name,
        "phase": phase,
        "status_today": activity.status.get(phase),
    }


def _cells(record: PlanRecord, assessment: Assessment, scale: Scale, language: Language) -> Iterator[Fields]:
    cells = record.cells_of(assessment)
    for activity in record.activities:
        for phase in PHASES:
            cell = cells.get((activity.id, phase), BLANK)
            yield {
                **_place(activity, phase),
                "answer": cell.answer,
                "answer_name": answer_name(cell.answer, scale, language) if cell.answer else None,
                "desired": cell.desired,
                "desired_reason": cell.desired_reason,
                "low_on_purpose": int(cell.low_on_purpose),
            }


def _counts(room: Room, activities: Mapping[str, Activity], language: Language) -> Iterator[Fields]:
    for shown in shown_in(room):
        for answer, people in shown.counts.items():
            yield {
                **_place(activities[shown.activity], shown.phase),
                "asked": shown.asked,
                "workshop_round": shown.round,
                "group": shown.group or EVERYBODY,
                "answer": answer,
                "answer_name": answer_name(answer, room.scale, language),
                "people": people,
            }
