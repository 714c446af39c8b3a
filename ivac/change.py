"""What has changed between two rounds of one plan. Pure functions; each rule has an id that its tests name.

T1  Same: a level at both times, and it is the same one.
T2  Changed: a level at both times, and not the same one. Neither direction is called better.
T3  New: a level now, none before. T4  Gone: a level before, none now.
T5  Unknown: no level at either time; blanks, "don't know" and "not relevant" are no levels.
T6  Rounds on different scales are read on IVAC(E), which loses the finer steps; different versions of one scale are
    read by the levels' ids. Both are said.
T7  Per phase, n is how many activities have a level, on each side.
T8  A level that was on purpose at one time says so at that time, and only there; it does not make a change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ivac.content import Scale, load, rated_scale
from ivac.model import PHASES, Activity, Assessment, CellKey, PhaseId, PlanRecord

Kind = Literal["same", "changed", "new", "gone", "unknown"]
COMMON = "ivac"
"""The scale on which rounds on different scales meet (rule T6)."""


@dataclass(frozen=True)
class CellChange:
    """One activity in one phase at two times: level ids of the common scale, or None where there was no level.

    `on_purpose` says for each time whether the group had chosen the level (rule T8).
    """

    activity: str
    phase: PhaseId
    before: str | None
    after: str | None
    on_purpose: tuple[bool, bool] = (False, False)

    @property
    def kind(self) -> Kind:
        """Rules T1 to T5."""
        if self.before is None and self.after is None:
            return "unknown"
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "same" if self.before == self.after else "changed"


@dataclass(frozen=True)
class Change:
    """Two rounds of one plan, the earlier one first, in a common scale."""

    before: Assessment
    after: Assessment
    scale: Scale
    cells: Mapping[CellKey, CellChange]

    @property
    def scales_differ(self) -> bool:
        """Whether finer steps were lost because the rounds are on different scales (rule T6)."""
        return self.before.scale != self.after.scale

    @property
    def versions_differ(self) -> bool:
        """Whether the rounds are on different versions of one scale (rule T6)."""
        return not self.scales_differ and self.before.scale_version != self.after.scale_version

    def known(self, phase: PhaseId) -> tuple[int, int]:
        """Rule T7: how many activities have a level in the phase, before and after."""
        cells = [cell for cell in self.cells.values() if cell.phase == phase]
        return sum(cell.before is not None for cell in cells), sum(cell.after is not None for cell in cells)

    def of_kind(self, kind: Kind) -> list[CellChange]:
        """The cells of one kind, in the plan's order."""
        return [cell for cell in self.cells.values() if cell.kind == kind]


def change_of(record: PlanRecord, before: Assessment, after: Assessment) -> Change:
    """Every activity and phase of the plan at two rounds (rules T1 to T6)."""
    scale = rated_scale(after.scale, after.scale_version) if before.scale == after.scale else load().scales[COMMON]
    sides = [_levels(record, assessment, scale) for assessment in (before, after)]
    keys: list[CellKey] = [(activity.id, phase) for activity in record.activities for phase in PHASES]
    chosen = [{key for key, cell in record.cells_of(item).items() if cell.low_on_purpose} for item in (before, after)]
    cells = {
        key: CellChange(*key, sides[0].get(key), sides[1].get(key), (key in chosen[0], key in chosen[1]))
        for key in keys
    }
    return Change(before, after, scale, cells)


def _levels(record: PlanRecord, assessment: Assessment, common: Scale) -> dict[CellKey, str]:
    rated = rated_scale(assessment.scale, assessment.scale_version)
    levels = {key: cell.level for key, cell in record.cells_of(assessment).items()}
    return {
        key: level if rated.id == common.id else rated.level(level).ivac or level
        for key, level in levels.items()
        if level is not None
    }


def changed_activities(change: Change, activities: Sequence[Activity]) -> list[Activity]:
    """The activities of which anything is known at either time, in the plan's order."""
    known = {cell.activity for cell in change.cells.values() if cell.kind != "unknown"}
    return [activity for activity in activities if activity.id in known]


def earlier_rounds(record: PlanRecord, assessment: Assessment) -> list[Assessment]:
    """The plan's rounds before this one, the newest first (of two on one day, the later begun)."""
    ordered = sorted(record.assessments, key=lambda item: item.day)
    place = [item.id for item in ordered].index(assessment.id)
    return list(reversed(ordered[:place]))
