"""Which plans are like one plan, and in what. Pure functions; no figure of likeness is shown, and no level counts.

S1  Alike in size: the smaller has at least two thirds of the larger's activities.
S2  Alike in the effort areas in which both work; told as so many of the plan's own. Activities that do not state their
    area are left out.
S3  Alike in the starting point of a phase: in both plans' first rounds three or more activities have a level there, and
    the decision shares are at most 20 percentage points apart. Fewer than three say nothing: neither alike nor unlike.
S4  Ordered by likeness: the plans that share most of size, areas and starting points come first; of equals, the order
    in which they were given stays. Whether a share is high or low makes no difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ivac.model import PHASES, PhaseId
from ivac.summaries import FEW, Share

SIZE = 2 / 3
"""The least part of the larger plan's activities that the smaller must have (rule S1)."""
POINTS = 0.2
"""How far apart two decision shares may be (rule S3)."""
ROUNDING = 1e-9


@dataclass(frozen=True)
class Profile:
    """What a plan is compared by: its activities, its effort areas, and the decision shares of its first round."""

    plan_id: str
    activities: int
    areas: frozenset[str] = frozenset()
    start: Mapping[PhaseId, Share] = field(default_factory=dict)
    fictional: bool = False


@dataclass(frozen=True)
class Likeness:
    """What another plan has in common with one's own."""

    plan: Profile
    size: bool
    common: frozenset[str]
    phases: tuple[PhaseId, ...]
    comparable: tuple[PhaseId, ...]

    @property
    def any(self) -> bool:
        """Whether the plans are alike in anything."""
        return self.size or bool(self.common or self.phases)


def likeness(own: Profile, other: Profile) -> Likeness:
    """Rules S1 to S3."""
    smaller, larger = sorted((own.activities, other.activities))
    comparable = tuple(phase for phase in PHASES if _known(own, phase) and _known(other, phase))
    return Likeness(
        plan=other,
        size=smaller >= SIZE * larger - ROUNDING,
        common=own.areas & other.areas,
        phases=tuple(phase for phase in comparable if _apart(own, other, phase) <= POINTS + ROUNDING),
        comparable=comparable,
    )


def similar_plans(own: Profile, others: Iterable[Profile]) -> list[Likeness]:
    """The plans that are alike in anything, the most alike first (rule S4)."""
    found = [likeness(own, other) for other in others if other.plan_id != own.plan_id]
    return sorted((each for each in found if each.any), key=lambda each: -_closeness(own, each))


def by_likeness(own: Profile, others: Iterable[Profile]) -> list[str]:
    """The ids of all plans: the plan itself, then the others, the most alike first (rule S4)."""
    found = [likeness(own, other) for other in others if other.plan_id != own.plan_id]
    return [own.plan_id, *(each.plan.plan_id for each in sorted(found, key=lambda each: -_closeness(own, each)))]


def _known(plan: Profile, phase: PhaseId) -> bool:
    share = plan.start.get(phase)
    return share is not None and share.whole >= FEW


def _apart(own: Profile, other: Profile, phase: PhaseId) -> float:
    return abs(own.start[phase].part / own.start[phase].whole - other.start[phase].part / other.start[phase].whole)


def _closeness(own: Profile, found: Likeness) -> float:
    # Each of the three counts alike; what is not known adds nothing.
    either = own.areas | found.plan.areas
    size = min(own.activities, found.plan.activities) / max(own.activities, found.plan.activities, 1)
    areas = len(found.common) / len(either) if either else 0
    return size + areas + len(found.phases) / len(PHASES)
