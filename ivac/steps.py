"""Next steps: which are open, which are late, in which order they stand, and what a workshop looks back on. No I/O."""

from collections.abc import Iterable, Sequence
from datetime import date

from ivac.faults import N_, Code, Refused
from ivac.model import Activity, Assessment, PhaseId, Step, StepStatus

STATUSES: dict[StepStatus, str] = {
    "planned": N_("Planned"),
    "under_way": N_("Under way"),
    "done": N_("Done"),
    "dropped": N_("Dropped"),
}
"""What can have become of a step, in the order that every page shows, with its name."""

OPEN: tuple[StepStatus, ...] = ("planned", "under_way")


def is_open(step: Step) -> bool:
    """Whether the step is still to happen."""
    return step.status in OPEN


def open_steps(steps: Iterable[Step]) -> list[Step]:
    """The steps that are still to happen."""
    return [step for step in steps if is_open(step)]


def is_overdue(step: Step, today: date) -> bool:
    """Whether an open step should have happened before today."""
    return is_open(step) and step.by is not None and step.by < today


def overdue_steps(steps: Iterable[Step], today: date) -> list[Step]:
    """The open steps that should have happened before today."""
    return [step for step in steps if is_overdue(step, today)]


def with_status(step: Step, status: StepStatus, reason: str = "") -> Step:
    """The step with what has become of it; `reason` counts when it is dropped. Raises `Refused` without one then."""
    if status == "dropped" and not reason:
        raise Refused.because(Code.REASON_NEEDED)
    kept = reason if status == "dropped" else ""
    return Step.model_validate(step.model_dump() | {"status": status, "dropped_because": kept})


def in_order(steps: Iterable[Step]) -> list[Step]:
    """As lists show them: open steps first; the soonest first, undated ones last; else as they were written."""
    return sorted(steps, key=lambda step: (not is_open(step), step.by or date.max))


def last_times(steps: Iterable[Step], workshop_ids: Sequence[str], this: str | None) -> list[Step]:
    """What a workshop looks back on: all open steps, and whatever became of those of the workshop before it.

    `workshop_ids` are the plan's, the newest first; `this` is the one that looks back, None before it is there.
    Its own steps are not in it.
    """
    earlier = workshop_ids[workshop_ids.index(this) + 1 :] if this in workshop_ids else workshop_ids
    before = earlier[0] if earlier else None
    return [
        step
        for step in in_order(steps)
        if this is None or step.workshop != this
        if is_open(step) or (before is not None and step.workshop == before)
    ]


def before_round(steps: Iterable[Step], workshop_ids: Sequence[str], round_: Assessment) -> list[Step]:
    """What people are reminded of when they rate: `last_times` for a workshop, else what was agreed before its day.

    `workshop_ids` are the plan's, the newest first.
    """
    if round_.id in workshop_ids:
        return last_times(steps, workshop_ids, round_.id)
    return [step for step in last_times(steps, workshop_ids, None) if step.made_on < round_.day]


def by_phase(steps: Iterable[Step], activity_id: str) -> dict[PhaseId, list[Step]]:
    """The steps about one activity, by the phase that each is about; those about all phases are left out."""
    found: dict[PhaseId, list[Step]] = {}
    for step in steps:
        if step.activity == activity_id and step.phase:
            found.setdefault(step.phase, []).append(step)
    return found


def activities_of(steps: Iterable[Step], activities: Iterable[Activity]) -> list[Activity]:
    """The activities that steps are about, in the plan's order."""
    about = {step.activity for step in steps}
    return [activity for activity in activities if activity.id in about]
