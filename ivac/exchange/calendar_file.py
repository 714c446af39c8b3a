"""The dated next steps of a plan as an iCalendar file, which calendar programs take in."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ivac.exchange.text import clean
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import PlanRecord, Step
from ivac.steps import STATUSES, in_order

if TYPE_CHECKING:
    from icalendar import Event


def to_ics(record: PlanRecord, language: Language, now: datetime) -> bytes:
    """One all-day entry for each step with a date; raises `Refused` when there is none.

    A step keeps its UID, so that a calendar program knows it again; `now` (with its zone) tells which file is newer.
    """
    from icalendar import Calendar  # few ask for the file, and every first page would wait for the import

    dated = [(step, step.by) for step in in_order(record.steps) if step.by]
    if not dated:
        raise Refused.because(Code.NO_DATED_STEPS, name=record.plan.name)
    calendar = Calendar()
    calendar.add("prodid", f"-//ivac//next steps//{language.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(f"{language.t('Next steps')}: {record.plan.name}"))
    for step, day in dated:
        entry = _entry(step, day, now)
        entry.add("description", clean("\n".join(_told(step, record, language))))
        calendar.add_component(entry)
    text: bytes = calendar.to_ical()
    return text


def _entry(step: Step, day: date, now: datetime) -> "Event":
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{step.id}@ivac")
    entry.add("dtstamp", now)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))  # the format names the first day after it
    entry.add("summary", clean(step.what))
    entry.add("transp", "TRANSPARENT")  # the day by which something happens is not taken up by it
    entry.add("status", "CANCELLED" if step.status == "dropped" else "CONFIRMED")
    return entry


def _told(step: Step, record: PlanRecord, language: Language) -> Iterator[str]:
    """What a calendar has no field for, one line each."""
    t, words = language.t, language.words
    yield f"{t('Plan')}: {record.plan.name}"
    for activity in record.activities:
        if activity.id == step.activity:
            yield f"{t('Activity')}: {activity.name}"
    if step.phase:
        yield f"{t('Phase')}: {words.phases[step.phase].name}"
    if step.who:
        yield f"{t('Who')}: {step.who}"
    if step.needs_others:
        yield t("Needs others")
    for label, level in ((t("From level"), step.from_level), (t("To level"), step.to_level)):
        if step.scale and level:
            yield f"{label}: {words.scales[step.scale].levels[level].full}"
    yield f"{t('Status')}: {t(STATUSES[step.status])}"
    if step.dropped_because:
        yield f"{t('Reason')}: {step.dropped_because}"
