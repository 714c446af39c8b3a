"""Plans side by side, never ranked: counts in a common set of rows, shares, and what differs between two.

Plans on one scale and version are compared by its levels. Otherwise they meet in the two dimensions
(who takes the initiative, who decides), which loses the finer steps; `Comparison.lossy` says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ivac.content import COMBINATIONS, Combination, Level, Scale
from ivac.faults import Code, Refused
from ivac.model import PHASES, PhaseId, Plan
from ivac.summaries import PhaseSummary, PlanSummary, Share

Numbers = Mapping[PhaseId, Mapping[str, int]]
"""How many stand at a row, by phase and row id."""


class Side(Protocol):
    """What can stand beside another in a comparison: a plan, or a group of them."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def counts(self) -> Numbers:
        """How many stand in the common rows."""

    @property
    def on_purpose(self) -> Numbers:
        """How many of these stand there on purpose."""

    @property
    def phases(self) -> tuple[PhaseSummary, ...]:
        """The two shares, phase by phase."""


@dataclass(frozen=True)
class Row:
    """One row of the common picture: a level, or a combination of the two dimensions."""

    id: str
    palette: float
    combination: Combination


@dataclass(frozen=True)
class PlanCounts:
    """One plan in the common rows: activities by phase and row id, and those of them that are there on purpose."""

    plan: Plan
    summary: PlanSummary
    counts: Numbers
    on_purpose: Numbers

    @property
    def name(self) -> str:
        """The plan's name, as it is shown here."""
        return self.plan.name

    @property
    def phases(self) -> tuple[PhaseSummary, ...]:
        """The plan's own summary, phase by phase."""
        return self.summary.phases


@dataclass(frozen=True)
class Group:
    """Several plans as one side: every activity counts alike, so large plans weigh more."""

    name: str
    plans: int
    counts: Numbers
    on_purpose: Numbers
    phases: tuple[PhaseSummary, ...]


@dataclass(frozen=True)
class Comparison:
    """Some plans in common rows; `scale` is the shared one, or None when they meet in two dimensions.

    `of_people` says that people's answers are counted, and not activities.
    """

    scale: Scale | None
    rows: tuple[Row, ...]
    plans: tuple[PlanCounts, ...]
    of_people: bool = False

    @property
    def lossy(self) -> bool:
        """Whether finer steps were lost because the scales differ."""
        return self.scale is None


def compare(plans: Sequence[tuple[Plan, PlanSummary]]) -> Comparison:
    """The plans in common rows, in the order given; raises `Refused` for fewer than two."""
    if len(plans) < 2:
        raise Refused.because(Code.TWO_PLANS_NEEDED)
    return in_common_rows(plans)


def in_common_rows(plans: Sequence[tuple[Plan, PlanSummary]], of_people: bool = False) -> Comparison:
    """The plans in common rows, in the order given, however few they are."""
    shared = _shared_scale([summary.scale for _, summary in plans])
    rows = _level_rows(shared) if shared else _combination_rows()
    return Comparison(
        scale=shared,
        rows=rows,
        plans=tuple(_plan_counts(plan, summary, lossy=shared is None) for plan, summary in plans),
        of_people=of_people,
    )


def group(name: str, plans: Sequence[PlanCounts]) -> Group:
    """Plans of one comparison as one side."""
    counts, on_purpose = _added(plan.counts for plan in plans), _added(plan.on_purpose for plan in plans)
    phases = tuple(
        PhaseSummary(
            phase,
            counts[phase],
            on_purpose[phase],
            dont_know=sum(each.dont_know for each in found),
            not_relevant=sum(each.not_relevant for each in found),
            blank=sum(each.blank for each in found),
            decision=_pooled([each.decision for each in found]),
            initiative=_pooled([each.initiative for each in found]),
        )
        for phase, found in zip(PHASES, zip(*(plan.phases for plan in plans), strict=True), strict=True)
    )
    return Group(name, len(plans), counts, on_purpose, phases)


def _added(numbers: Iterable[Numbers]) -> dict[PhaseId, Counter[str]]:
    added = {phase: Counter[str]() for phase in PHASES}
    for each in numbers:
        for phase, counts in each.items():
            added[phase].update(counts)
    return added


def _pooled(shares: Sequence[Share]) -> Share:
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


@dataclass(frozen=True)
class RoundShare:
    """The two shares of one phase in one round of a plan; a `recalled` one looks back."""

    day: date
    recalled: bool
    scale: Scale
    decision: Share
    initiative: Share


@dataclass(frozen=True)
class Course:
    """A plan's rounds, the earliest first; then and now are its first and its last."""

    plan_id: str
    name: str
    rounds: tuple[RoundShare, ...]


def _shared_scale(scales: Sequence[Scale]) -> Scale | None:
    """The one scale and version; None of several, and of nothing."""
    versions = {(scale.id, scale.version) for scale in scales}
    return scales[0] if len(versions) == 1 else None


def _level_rows(scale: Scale) -> tuple[Row, ...]:
    return tuple(Row(level.id, level.palette, (level.initiative, level.decides)) for level in scale.levels)


def _combination_rows() -> tuple[Row, ...]:
    # The colours of IVAC(E)'s four types; "not involved" shares its combination with "informed".
    places = (0.25, 0.5, 0.75, 1.0)
    return tuple(Row(row_id(pair), place, pair) for pair, place in zip(COMBINATIONS, places, strict=True))


def row_of(answer: str, scale: Scale, comparison: Comparison) -> str | None:
    """The common row of an answer on its plan's scale; None for answers outside the scale."""
    if answer not in scale.level_ids:
        return None
    level = scale.level(answer)
    return row_id((level.initiative, level.decides)) if comparison.lossy else level.id


def row_id(combination: Combination) -> str:
    """The id of a combination's row."""
    return "_".join(combination)


def _plan_counts(plan: Plan, summary: PlanSummary, lossy: bool) -> PlanCounts:
    def in_rows(counts: Mapping[str, int]) -> dict[str, int]:
        return _by_combination(counts, summary.scale.levels) if lossy else dict(counts)

    return PlanCounts(
        plan,
        summary,
        counts={phase.phase: in_rows(phase.counts) for phase in summary.phases},
        on_purpose={phase.phase: in_rows(phase.on_purpose) for phase in summary.phases},
    )


def _by_combination(counts: Mapping[str, int], levels: Iterable[Level]) -> dict[str, int]:
    merged = {row_id(pair): 0 for pair in COMBINATIONS}
    for level in levels:
        merged[row_id((level.initiative, level.decides))] += counts[level.id]
    return merged


@dataclass(frozen=True)
class Difference:
    """What differs between two plans in one phase and row: each one's share of its known activities.

    `on_purpose` is how many activities of the first and of the second are there on purpose.
    """

    phase: PhaseId
    row: str
    first: Share
    second: Share
    on_purpose: tuple[int, int]

    @property
    def points(self) -> float | None:
        """Second minus first, from -1 to 1; None where either knows nothing of the phase."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value


def differences(comparison: Comparison, first: Side, second: Side) -> list[Difference]:
    """For every row and phase what part of each plan's known activities stands there."""
    return [
        Difference(
            phase,
            row.id,
            _share(first, phase, row.id),
            _share(second, phase, row.id),
            (first.on_purpose[phase][row.id], second.on_purpose[phase][row.id]),
        )
        for row in comparison.rows
        for phase in PHASES
    ]


def _share(plan: Side, phase: PhaseId, row: str) -> Share:
    counts = plan.counts[phase]
    return Share(counts[row], sum(counts.values()))
