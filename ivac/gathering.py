"""Whole plans from many files into a collection: each file read on its own, compared with what is here, then kept.

A faulty file keeps no other one out. A plan that is here is known by its id, and only ever replaced when asked for.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath
from typing import Literal

from ivac.exchange import FILE_LIMIT, from_json, plan_in, read_file, to_json
from ivac.exchange.tables import WORKBOOKS
from ivac.faults import N_, Code, Refused
from ivac.model import PlanRecord
from ivac.store import Collections, Store

FILES_AT_ONCE = 200
"""More than the field has plans (source 003)."""

State = Literal["new", "same", "newer", "older", "differs"]

STATES: dict[State, str] = {
    "new": N_("new here"),
    "same": N_("here already, the same"),
    "newer": N_("newer than the one here"),
    "older": N_("older than the one here"),
    "differs": N_("not the same as the one here, of the same day"),
}
"""How a plan in a file stands to the plan of that id here, each as it is called (a catalogue key)."""

Read = Callable[[], bytes]
Told = Callable[[int, str], None]
"""Is called with how many files came before this one, and its name."""
Faulty = tuple[str, Refused]
"""A file's name, and what is wrong with it."""


@dataclass(frozen=True)
class Arrival:
    """A plan that a file brings, how it stands to the one here, and the newest day in either.

    `passed_over` are the files that hold the same plan but not a newer version of it; `namesake` tells that another
    plan has the same name.
    """

    file: str
    record: PlanRecord
    state: State
    day: date | None
    day_here: date | None
    namesake: bool = False
    passed_over: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether somebody has to choose between the file's version and the one here."""
        return self.state in ("newer", "older", "differs")


@dataclass(frozen=True)
class Gathered:
    """What many files hold: plans that can come in, each once, and the files that cannot be read."""

    arrivals: tuple[Arrival, ...]
    faulty: tuple[Faulty, ...]


def read_plan(file: str, data: bytes) -> PlanRecord:
    """The whole plan in a snapshot or a workbook; raises `Refused` with every fault of the file."""
    kind = PurePath(file).suffix.lower()
    if kind not in (".json", *WORKBOOKS):
        raise Refused.because(Code.PLAN_FILE_TYPE, file=file)
    if len(data) > FILE_LIMIT * 1024 * 1024:
        raise Refused.because(Code.PLAN_FILE_TOO_LARGE, file=file, limit=FILE_LIMIT)
    if kind == ".json":
        try:
            return from_json(data.decode("utf-8"), file)
        except UnicodeDecodeError as error:
            raise Refused.because(Code.JSON_BROKEN, file=file, reason="UTF-8") from error
    whole = plan_in(read_file(file, data), file)
    if whole is None:
        raise Refused.because(Code.NO_WHOLE_PLAN, file=file)
    return whole


def gather(files: Sequence[tuple[str, Read]], store: Store, told: Told) -> Gathered:
    """Read every file; nothing is kept yet. Raises `Refused` only for too many files."""
    if len(files) > FILES_AT_ONCE:
        raise Refused.because(Code.TOO_MANY_FILES, count=len(files), limit=FILES_AT_ONCE)
    found: dict[str, Arrival] = {}
    faulty: list[Faulty] = []
    names = [(entry.plan.id, entry.plan.name.casefold()) for entry in store.plans()]
    here = {plan_id for plan_id, _ in names}
    for number, (file, read) in enumerate(files):
        told(number, file)
        try:
            record = read_plan(file, read())
        except Refused as refused:
            faulty.append((file, refused))
            continue
        arrival = _arrival(file, record, store.record(record.plan.id) if record.plan.id in here else None)
        before = found.get(record.plan.id)
        found[record.plan.id] = _newer_of(before, arrival) if before else arrival
    names += [(plan_id, arrival.record.plan.name.casefold()) for plan_id, arrival in found.items()]
    return Gathered(tuple(replace(each, namesake=_has_namesake(each.record, names)) for each in found.values()),
                    tuple(faulty))  # fmt: skip


def bring_in(
    chosen: Sequence[tuple[Arrival, bool]], collection_id: str, store: Store, collections: Collections, told: Told
) -> list[Faulty]:
    """Keep each plan and put it into the collection; True beside it: replace the one here. Gives those refused.

    Each plan comes in whole or not at all, whatever becomes of the others.
    """
    refusals: list[Faulty] = []
    known = set(collections.members(collection_id))
    for number, (arrival, replaces) in enumerate(chosen):
        told(number, arrival.file)
        plan = arrival.record.plan
        try:
            if arrival.state == "new":
                store.add_record(arrival.record)
            elif arrival.asks and replaces:
                store.replace_record(arrival.record)
            if plan.id not in known:
                collections.put_in(collection_id, plan.id, named=False, texts=False)
        except Refused as refused:
            refusals.append((arrival.file, refused))
    return refusals


def newest_day(record: PlanRecord) -> date | None:
    """The newest day on which something in a plan was said: a round, a change of status, a next step made."""
    days = [
        *(assessment.day for assessment in record.assessments),
        *(change.day for change in record.status_changes),
        *(step.made_on for step in record.steps),
    ]
    return max(days, default=None)


def _arrival(file: str, record: PlanRecord, here: PlanRecord | None) -> Arrival:
    day, day_here = newest_day(record), newest_day(here) if here else None
    return Arrival(file, record, _state(record, here), day, day_here)


def _state(record: PlanRecord, here: PlanRecord | None) -> State:
    if here is None:
        return "new"
    if _says_nothing_new(record, here):
        return "same"
    day, day_here = newest_day(record) or date.min, newest_day(here) or date.min
    if day == day_here:
        return "differs"
    return "newer" if day > day_here else "older"


def _says_nothing_new(record: PlanRecord, here: PlanRecord) -> bool:
    # Files of early versions have no history of statuses, which begins on the day when they are brought in.
    said, known = json.loads(to_json(record)), json.loads(to_json(here))
    history = known.pop("status_changes")
    return all(change in history for change in said.pop("status_changes")) and said == known


def _newer_of(before: Arrival, arrival: Arrival) -> Arrival:
    """Of two files with one plan the newer, which names the other; the first where neither is."""
    first, second = before, arrival
    if (arrival.day or date.min) > (before.day or date.min):
        first, second = arrival, before
    return replace(first, passed_over=(*first.passed_over, *second.passed_over, second.file))


def _has_namesake(record: PlanRecord, names: Iterable[tuple[str, str]]) -> bool:
    own = record.plan.name.casefold()
    return any(name == own and plan_id != record.plan.id for plan_id, name in names)
