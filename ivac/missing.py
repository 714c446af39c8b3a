"""What nobody works with in a selection, and what is not known of it. Pure functions.

M1  Missing is an entry of a list that no activity states, among activities that state something. Unknown is not
    missing: how many activities do not state it is told beside, and when none does, nothing is called missing.
M2  Effort areas belong to registers. Only the registers that somebody uses are looked through.
M3  An activity for all residents counts as that, not as one for each group.
M4  Per phase each activity counts once: with a level; not begun (answered so, or without any answer that is a level and
    with that status); or nothing known, which is the rest.
M5  Without days, plans count whether or not they have a round. With days, those count that have one between them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivac.content import Item
from ivac.model import PhaseId


@dataclass(frozen=True)
class Stated:
    """How many activities state each entry of a list, of how many, and how many of those state none."""

    counts: Mapping[str, int]
    activities: int
    unstated: int


@dataclass(frozen=True)
class PhaseKnown:
    """In how many activities a phase has a level, and in how many it has not begun (rule M4)."""

    phase: PhaseId
    with_level: int
    not_begun: int
    activities: int

    @property
    def unknown(self) -> int:
        """In how many nothing is known."""
        return self.activities - self.with_level - self.not_begun


@dataclass(frozen=True)
class Coverage:
    """What the activities of a selection state, and what is known of their phases."""

    target_groups: Stated
    effort_areas: Stated
    phases: tuple[PhaseKnown, ...]


@dataclass(frozen=True)
class Entry:
    """One entry of a list with the number of activities that state it."""

    id: str
    register: str | None
    activities: int


def looked_through(items: Sequence[Item], stated: Stated) -> list[Entry]:
    """The entries of a list in its order, of the registers that somebody uses (rule M2)."""
    used = {item.register_id for item in items if stated.counts.get(item.id)}
    return [
        Entry(item.id, item.register_id, stated.counts.get(item.id, 0)) for item in items if item.register_id in used
    ]


def missing(items: Sequence[Item], stated: Stated) -> list[Entry]:
    """The entries that no activity states (rules M1 and M2)."""
    return [entry for entry in looked_through(items, stated) if not entry.activities]


def phases_without_levels(coverage: Coverage) -> list[PhaseKnown]:
    """The phases in which no activity has a level."""
    return [phase for phase in coverage.phases if not phase.with_level]
