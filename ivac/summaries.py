"""Ratings to numbers. Pure functions; each rule has an id that its tests name.

C1  n counts the answers that are levels of the scale.
C2  The counts per level add up to n.
C3  "Don't know" and "not relevant" are counted beside the levels, never among them; a blank nowhere.
C4  The most chosen level is every level with the highest count: a tie is a tie.
C5  Median and range exist for ordinal scales only; an even n may give two middle levels.
C6  Agreement is the share of n that chose a most chosen level.
P1  Per phase, each activity counts once: as a level, don't know, not relevant, or blank.
P2  Decision share: of the activities with a level, those where residents take part in the decision.
P3  Initiative share: of the activities with a level, those where residents take the initiative.
P4  A share always carries its denominator, and is no number when that is 0.
P5  On purpose: of the activities at a level, those where the group says that it is as it should be, by choice.
F1  Fewer than three known activities are few; whatever is drawn from few is faded.
G1  The gap between actual and desired exists only where both are levels.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ivac.content import Scale
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, OUTSIDE, PHASES, Activity, Cell, CellKey, PhaseId

FEW = 3
"""Below this many, a number says little (rule F1)."""

View = Literal["actual", "desired"]


@dataclass(frozen=True)
class Share:
    """So many out of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1, or None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class CellSummary:
    """The answers for one activity in one phase."""

    n: int
    counts: Mapping[str, int]
    dont_know: int
    not_relevant: int
    most_chosen: tuple[str, ...]
    median: tuple[str, ...]
    range: tuple[str, ...]
    agreement: Share

    @property
    def answered(self) -> int:
        """All answers, those outside the scale as well."""
        return self.n + self.dont_know + self.not_relevant


def summarise_cell(answers: Iterable[str | None], scale: Scale) -> CellSummary:
    """Rules C1 to C6; raises ValueError for an answer the scale does not have."""
    given = Counter(answer for answer in answers if answer is not None)
    _require_answers(given, scale)
    counts = {level: given[level] for level in scale.level_ids}
    n = sum(counts.values())
    highest = max(counts.values())
    most_chosen = tuple(level for level, count in counts.items() if count == highest and n)
    ordered = [level for level, count in counts.items() for _ in range(count)] if scale.ordinal else []
    return CellSummary(
        n=n,
        counts=counts,
        dont_know=given[DONT_KNOW],
        not_relevant=given[NOT_RELEVANT],
        most_chosen=most_chosen,
        median=_distinct(ordered[(n - 1) // 2 : n // 2 + 1]),
        range=_distinct([ordered[0], ordered[-1]]) if ordered else (),
        agreement=Share(highest, n),
    )


def _require_answers(given: Iterable[str], scale: Scale) -> None:
    unknown = set(given) - set(scale.answers)
    if unknown:
        raise ValueError(f"no answers of {scale.id}: {', '.join(sorted(unknown))}")


def _distinct(levels: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(levels))


@dataclass(frozen=True)
class PhaseSummary:
    """How the activities of a plan stand in one phase."""

    phase: PhaseId
    counts: Mapping[str, int]
    on_purpose: Mapping[str, int]
    dont_know: int
    not_relevant: int
    blank: int
    decision: Share
    initiative: Share

    @property
    def known(self) -> int:
        """How many activities have a level here."""
        return sum(self.counts.values())

    @property
    def activities(self) -> int:
        """How many activities there are, however answered."""
        return self.known + self.dont_know + self.not_relevant + self.blank


@dataclass(frozen=True)
class PlanSummary:
    """How a plan's activities stand on one scale, phase by phase."""

    scale: Scale
    activities: int
    phases: tuple[PhaseSummary, ...]


Counted = tuple[PhaseId, str, int]
"""A phase, an answer in it, and how many activities have that answer."""


def summarise_counts(
    counts: Iterable[Counted], activities: int, scale: Scale, on_purpose: Iterable[Counted] = ()
) -> PlanSummary:
    """Rules P1 to P5; what is not counted is blank. `on_purpose` are those of the counted that are so by choice."""
    given, chosen = _by_phase(counts), _by_phase(on_purpose)
    return PlanSummary(
        scale=scale,
        activities=activities,
        phases=tuple(_summarise_phase(phase, given[phase], chosen[phase], activities, scale) for phase in PHASES),
    )


def _by_phase(counts: Iterable[Counted]) -> dict[PhaseId, Counter[str]]:
    by_phase: dict[PhaseId, Counter[str]] = {phase: Counter() for phase in PHASES}
    for phase, answer, number in counts:
        by_phase[phase][answer] += number
    return by_phase


def _summarise_phase(
    phase: PhaseId, given: Counter[str], chosen: Counter[str], activities: int, scale: Scale
) -> PhaseSummary:
    _require_answers(given, scale)
    levels = {level.id: given[level.id] for level in scale.levels}
    known = sum(levels.values())
    deciding = sum(given[level.id] for level in scale.levels if level.decides != "professionals")
    initiating = sum(given[level.id] for level in scale.levels if level.initiative == "residents")
    return PhaseSummary(
        phase=phase,
        counts=levels,
        on_purpose={level: chosen[level] for level in levels},
        dont_know=given[DONT_KNOW],
        not_relevant=given[NOT_RELEVANT],
        blank=activities - known - given[DONT_KNOW] - given[NOT_RELEVANT],
        decision=Share(deciding, known),
        initiative=Share(initiating, known),
    )


def summarise_plan(
    activities: Sequence[Activity], cells: Mapping[CellKey, Cell], scale: Scale, view: View = "actual"
) -> PlanSummary:
    """Rules P1 to P5 for one plan, on its actual or its desired levels; only what is can be so on purpose."""
    counted, chosen = Counter[tuple[PhaseId, str]](), Counter[tuple[PhaseId, str]]()
    for activity in activities:
        for phase in PHASES:
            cell = cells.get((activity.id, phase), BLANK)
            answer = cell.answer if view == "actual" else cell.desired
            if answer is not None:
                counted[phase, answer] += 1
                chosen[phase, answer] += view == "actual" and cell.low_on_purpose
    return summarise_counts(_counted(counted), len(activities), scale, _counted(chosen))


def _counted(numbers: Counter[tuple[PhaseId, str]]) -> Iterator[Counted]:
    return ((phase, answer, number) for (phase, answer), number in numbers.items())


def standing(
    activities: Iterable[Activity], cells: Mapping[CellKey, Cell], phase: PhaseId, answer: str | None, view: View
) -> list[Activity]:
    """The activities that stand at one answer of a phase; None asks for the blank ones."""

    def value(activity: Activity) -> str | None:
        cell = cells.get((activity.id, phase), BLANK)
        return cell.answer if view == "actual" else cell.desired

    return [activity for activity in activities if value(activity) == answer]


def has_gap(cell: Cell) -> bool:
    """Rule G1: whether both the actual and the desired are levels, and differ."""
    wished = None if cell.desired in OUTSIDE else cell.desired
    return cell.level is not None and wished is not None and cell.level != wished


def progress(activity: Activity, cells: Mapping[CellKey, Cell]) -> int:
    """How many of the activity's six phases are answered in any way."""
    return sum(cells.get((activity.id, phase), BLANK).answer is not None for phase in PHASES)


def select(activities: Sequence[Activity], effort_area: str | None, target_group: str | None) -> tuple[Activity, ...]:
    """The activities of an effort area and a target group; None selects all."""
    return tuple(
        activity
        for activity in activities
        if (effort_area is None or activity.effort_area == effort_area)
        and (target_group is None or target_group in activity.target_groups)
    )
