"""What remains after a workshop, put together once for every document: report, slides, workbook, pictures.

Pure values from the same summaries and patterns as the screen; the documents add words and shapes, never numbers.
Of the room it holds only what `ivac.room` shows. Nothing here knows a file format.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivac.content import Scale, rated_scale
from ivac.model import PHASES, Activity, Assessment, Breadth, Cell, CellKey, Checked, PhaseId, Plan, PlanRecord, Step
from ivac.patterns import Finding, Known, find, talk_first
from ivac.room import Room
from ivac.steps import in_order
from ivac.summaries import PlanSummary, summarise_plan
from ivac.workshop import Perspective


@dataclass(frozen=True)
class Took:
    """Who took part: people by perspective, as the wall of the workshop counts them."""

    total: int
    by_perspective: Mapping[Perspective, int]


@dataclass(frozen=True)
class Agreed:
    """One cell of which more than the level is said: what is desired and why, or a note."""

    activity: Activity
    phase: PhaseId
    cell: Cell


@dataclass(frozen=True)
class Report:
    """One plan in one round. `room` and `took` are None where the round was not made in a workshop."""

    plan: Plan
    assessment: Assessment
    scale: Scale
    activities: tuple[Activity, ...]
    cells: Mapping[CellKey, Cell]
    summary: PlanSummary
    desired: PlanSummary
    findings: tuple[Finding, ...]
    first: tuple[Finding, ...]
    steps: tuple[Step, ...]
    breadth: Mapping[str, Breadth]
    checks: Mapping[str, Checked]
    room: Room | None
    took: Took | None

    @property
    def talked_about(self) -> tuple[Activity, ...]:
        """The activities that are to be talked about first, in that order."""
        by_id = {activity.id: activity for activity in self.activities}
        return tuple(by_id[each] for each in dict.fromkeys(finding.activity for finding in self.first))

    @property
    def agreed(self) -> tuple[Agreed, ...]:
        """The cells with a desired level, a reason or a note, in the plan's order."""
        return tuple(self._agreed())

    def _agreed(self) -> Iterator[Agreed]:
        for activity in self.activities:
            for phase in PHASES:
                cell = self.cells.get((activity.id, phase))
                if cell and (cell.desired or cell.desired_reason or cell.desired_note):
                    yield Agreed(activity, phase, cell)

    def findings_of(self, activity: Activity) -> tuple[Finding, ...]:
        """What stands out at one activity."""
        return tuple(finding for finding in self.findings if finding.activity == activity.id)


def report_of(
    record: PlanRecord,
    assessment: Assessment,
    room: Room | None = None,
    people: Mapping[Perspective, int] | None = None,
) -> Report:
    """Everything that documents say of a plan in one of its rounds; `people` joined, by perspective."""
    scale = rated_scale(assessment.scale, assessment.scale_version)
    cells, activities = record.cells_of(assessment), record.activities
    breadth = record.breadth_of(assessment)
    findings = find(Known(scale, activities, cells, room, breadth))
    return Report(
        plan=record.plan,
        assessment=assessment,
        scale=scale,
        activities=activities,
        cells=cells,
        summary=summarise_plan(activities, cells, scale),
        desired=summarise_plan(activities, cells, scale, "desired"),
        findings=tuple(findings),
        first=tuple(talk_first(findings)),
        steps=tuple(in_order(record.steps)),
        breadth=breadth,
        checks=record.checks_of(assessment),
        room=room,
        took=_took(people) if people else None,
    )


def _took(people: Mapping[Perspective, int]) -> Took:
    return Took(sum(people.values()), people)


def chunks(activities: Sequence[Activity], most: int) -> list[tuple[Activity, ...]]:
    """The activities in equal parts of at most so many, in order: what fits on a page or a slide."""
    parts = -(-len(activities) // most)
    size = -(-len(activities) // parts) if parts else 0
    return [tuple(activities[start : start + size]) for start in range(0, len(activities), size)] if size else []
