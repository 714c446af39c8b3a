"""How far the phases of activities had come on a day. Pure functions; each rule has an id that its tests name.

H1  A phase has the status that was recorded last, on that day or before it.
H2  None where nothing was recorded by then, or the status was taken back: unknown, which is not "not begun".
H3  Then and now stand side by side for an activity when any of its phases had a status on record then.
H4  What was recorded is never from memory, whatever the rounds are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ivac.model import PHASES, Activity, CellKey, PhaseId, PhaseStatus, StatusChange

Statuses = Mapping[CellKey, PhaseStatus]
"""The known statuses by activity and phase; what is not known is not in it."""


def statuses_on(changes: Iterable[StatusChange], day: date) -> Statuses:
    """The status of every phase on a day, as far as it was recorded (rules H1, H2)."""
    last: dict[CellKey, PhaseStatus | None] = {}
    for change in sorted(changes, key=lambda item: item.day):
        if change.day <= day:
            last[change.activity, change.phase] = change.status
    return {key: status for key, status in last.items() if status is not None}


def told_of(then: Statuses, activities: Sequence[Activity]) -> list[Activity]:
    """The activities whose statuses then and now can be told, in the plan's order (rule H3)."""
    known = {activity for activity, _ in then}
    return [activity for activity in activities if activity.id in known]


def changed_phases(
    before: Mapping[PhaseId, PhaseStatus], after: Mapping[PhaseId, PhaseStatus]
) -> dict[PhaseId, PhaseStatus | None]:
    """The phases whose status is not what it was, each with what it is now; None where it was taken back."""
    return {phase: after.get(phase) for phase in PHASES if before.get(phase) != after.get(phase)}
