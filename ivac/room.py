"""What the room may see after a reveal. Pure functions; each rule has an id that its tests name.

R1  Fewer than three answers, or fewer than three levels among them: none of them is shown, not even in the total.
R2  A perspective with fewer than three answers, or three levels among them, is never shown on its own.
R3  Nor by difference: what is left of the total after the shown perspectives, in answers as in levels, is nobody's, or
    at least three from at least two perspectives; otherwise the smallest shown perspective is held back as well.
R4  Most mixed first: the least agreement; among equals the more levels chosen, then the more answers.
R5  Staff and residents differ where both are shown and their most chosen levels have none in common.
R6  Moved: between two rounds of one cell that are both shown, the most chosen levels are not the same.
R7  Wished otherwise: the most chosen level and the most wished one, both shown, are not the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivac.content import Scale
from ivac.model import PHASES, CellKey, PhaseId
from ivac.summaries import CellSummary, Share, summarise_cell
from ivac.workshop import PERSPECTIVES, Asked, Perspective, RoomCount, Workshop

SMALL = 3
"""The fewest answers that are shown together (rules R1 to R3)."""

Counts = Mapping[str, int]
"""People by answer."""


@dataclass(frozen=True)
class RoomCell:
    """The room's answers for one activity and phase in one round, as far as they may be shown.

    `total` is None when too few have answered (rule R1); `perspectives` holds those of rules R2 and R3 alone.
    """

    activity: str
    phase: PhaseId
    round: int
    answered: int
    total: CellSummary | None
    perspectives: Mapping[Perspective, CellSummary]

    @property
    def levels(self) -> int:
        """How many levels were chosen by somebody."""
        return sum(count > 0 for count in self.total.counts.values()) if self.total else 0

    @property
    def mixed(self) -> bool:
        """Whether people chose different levels."""
        return self.levels > 1

    @property
    def apart(self) -> Share:
        """The share that did not choose a most chosen level; of nothing when nothing is shown."""
        if self.total is None:
            return Share(0, 0)
        agreement = self.total.agreement
        return Share(agreement.whole - agreement.part, agreement.whole)

    @property
    def differing(self) -> bool:
        """Rule R5."""
        staff, resident = self.perspectives.get("staff"), self.perspectives.get("resident")
        if staff is None or resident is None or not staff.n or not resident.n:
            return False
        return not set(staff.most_chosen) & set(resident.most_chosen)


@dataclass(frozen=True)
class Room:
    """All that the room has seen: per activity and phase the rounds, oldest first; and who has joined."""

    scale: Scale
    rounds: Mapping[CellKey, tuple[RoomCell, ...]]
    wishes: Mapping[CellKey, tuple[RoomCell, ...]]
    joined: int

    def latest(self, activity: str, phase: PhaseId) -> RoomCell | None:
        """The newest revealed round of a cell."""
        return next(reversed(self.rounds.get((activity, phase), ())), None)

    def wish(self, activity: str, phase: PhaseId) -> RoomCell | None:
        """The desired levels in the newest revealed round of a cell."""
        return next(reversed(self.wishes.get((activity, phase), ())), None)

    def all_latest(self) -> Iterator[RoomCell]:
        """The newest revealed round of every cell, in the agenda's order."""
        return (rounds[-1] for rounds in self.rounds.values() if rounds)


def room_of(workshop: Workshop, counts: Iterable[RoomCount], joined: int, scale: Scale) -> Room:
    """Everything the room may see, from counts of revealed rounds (rules R1 to R3)."""
    grouped: dict[tuple[Asked, str, PhaseId, int], dict[Perspective, dict[str, int]]] = {}
    for count in counts:
        key = (count.asked, count.activity_id, count.phase, count.round)
        grouped.setdefault(key, defaultdict(dict))[count.perspective][count.answer] = count.people

    def rounds(asked: Asked) -> dict[CellKey, tuple[RoomCell, ...]]:
        return {
            (item.activity, phase): tuple(
                _cell(item.activity, phase, number, grouped.get((asked, item.activity, phase, number), {}), scale)
                for number in range(1, item.seen_rounds + 1)
            )
            for item in workshop.seen
            for phase in PHASES
        }

    return Room(scale, rounds("answer"), rounds("desired") if workshop.ask_desired else {}, joined)


def _cell(
    activity: str, phase: PhaseId, number: int, by_perspective: Mapping[Perspective, Counts], scale: Scale
) -> RoomCell:
    groups = {name: _summary([counts], scale) for name, counts in by_perspective.items()}
    total = _summary(by_perspective.values(), scale)
    if min(total.n, total.answered) < SMALL:
        return RoomCell(activity, phase, number, total.answered, None, {})
    shown = showable({name: (group.answered, group.n) for name, group in groups.items()})
    return RoomCell(
        activity, phase, number, total.answered, total, {name: groups[name] for name in PERSPECTIVES if name in shown}
    )


def showable(sizes: Mapping[Perspective, tuple[int, int]]) -> frozenset[Perspective]:
    """The perspectives that may be shown beside the total (rules R2, R3), from each one's answers and levels."""
    # Of equals always the same one is held back: shown once this and once that, they would tell of the rest.
    large = [name for name in reversed(PERSPECTIVES) if min(sizes.get(name, (0, 0))) >= SMALL]
    shown = sorted(large, key=lambda name: sizes[name])
    while shown and not all(_hides(sizes, shown, kind) for kind in (0, 1)):
        shown.pop(0)
    return frozenset(shown)


def _hides(sizes: Mapping[Perspective, tuple[int, int]], shown: Sequence[Perspective], kind: int) -> bool:
    """Whether what is left beside the shown perspectives gives away nothing (rule R3), in answers or in levels."""
    left = [size[kind] for name, size in sizes.items() if size[kind] and name not in shown]
    return not left or (len(left) > 1 and sum(left) >= SMALL)


def _summary(groups: Iterable[Counts], scale: Scale) -> CellSummary:
    answers = (answer for counts in groups for answer, people in counts.items() for _ in range(people))
    return summarise_cell(answers, scale)


def most_mixed(room: Room) -> list[RoomCell]:
    """Rule R4: the cells on which people differ, the most mixed first."""
    mixed = [cell for cell in room.all_latest() if cell.mixed]
    return sorted(mixed, key=lambda cell: (-(cell.apart.value or 0), -cell.levels, -cell.answered))


def moved(room: Room) -> list[tuple[RoomCell, RoomCell]]:
    """Rule R6: the last two rounds of every cell that has moved, in the agenda's order."""
    pairs = [(rounds[-2], rounds[-1]) for rounds in room.rounds.values() if len(rounds) > 1]
    return [pair for pair in pairs if _apart(*pair)]


def wished_otherwise(room: Room) -> list[tuple[RoomCell, RoomCell]]:
    """Rule R7: how it is and how it should be, of every cell where the most chosen levels differ."""
    pairs = [
        (rounds[-1], room.wishes[key][-1]) for key, rounds in room.rounds.items() if rounds and room.wishes.get(key)
    ]
    return [pair for pair in pairs if _apart(*pair)]


def _apart(one: RoomCell, other: RoomCell) -> bool:
    if one.total is None or other.total is None or not one.total.n or not other.total.n:
        return False
    return set(one.total.most_chosen) != set(other.total.most_chosen)
