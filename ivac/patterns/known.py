"""What patterns are read from. Pure values; each rule has an id that its tests name.

K1  A level is what the group has agreed on; where it has agreed on nothing, the level that most in the room chose.
K2  Of the room only what `ivac.room` shows counts, and a tie between most chosen levels is no level.
K3  Blank, don't know and not relevant are no level: nothing rests on them (only pattern T16 speaks of don't know).
K4  Residents have a say where the level's decision is taken together or by residents; so every scale can be read.
K5  Staff decide alone where the level's decision is theirs; where the group chose that on purpose, only T19 says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ivac.content import Level, Scale
from ivac.model import BLANK, NOTHING_SAID, OUTSIDE, PHASES, Activity, Breadth, Cell, CellKey, PhaseId
from ivac.room import Room, RoomCell

VOICE = {"professionals": 0, "together": 1, "residents": 2}
"""How far a decision lies with residents: for telling one course from another, never shown and never added up."""


@dataclass(frozen=True)
class Course:
    """One activity through its phases, as far as it is known."""

    activity: Activity
    scale: Scale
    cells: Mapping[PhaseId, Cell]
    room: Mapping[PhaseId, RoomCell]
    wishes: Mapping[PhaseId, RoomCell]
    breadth: Breadth = NOTHING_SAID

    def cell(self, phase: PhaseId) -> Cell:
        """What the group has settled on in a phase; blank where it has not."""
        return self.cells.get(phase, BLANK)

    def level(self, phase: PhaseId) -> Level | None:
        """Rules K1 to K3."""
        answer = self.cell(phase).answer
        return self._level(answer if answer is not None else _most_chosen(self.room.get(phase)))

    def wish(self, phase: PhaseId) -> Level | None:
        """The desired level, by the same rules."""
        desired = self.cell(phase).desired
        return self._level(desired if desired is not None else _most_chosen(self.wishes.get(phase)))

    def _level(self, answer: str | None) -> Level | None:
        return None if answer is None or answer in OUTSIDE else self.scale.level(answer)

    def voice(self, phase: PhaseId) -> int | None:
        """How far the decision lies with residents (0, 1, 2); None where no level is known."""
        level = self.level(phase)
        return VOICE[level.decides] if level else None

    def shared(self, phase: PhaseId) -> bool:
        """Rule K4."""
        return bool(self.voice(phase))

    def staff_alone(self, phase: PhaseId) -> bool:
        """Rule K5."""
        return self.voice(phase) == 0 and not self.cell(phase).low_on_purpose

    def roles(self, phase: PhaseId) -> tuple[str, ...]:
        """Staff's roles in a phase of which the level is known; none elsewhere."""
        return self.cell(phase).roles if self.level(phase) else ()


def _most_chosen(cell: RoomCell | None) -> str | None:
    if cell is None or cell.total is None or len(cell.total.most_chosen) != 1:
        return None
    return cell.total.most_chosen[0]


@dataclass(frozen=True)
class Known:
    """What is known of a plan: its activities, what has been agreed on, and what the room has shown, if there is one.

    The room must be on the same scale as the cells; `breadth` is what was said of it, by activity.
    """

    scale: Scale
    activities: tuple[Activity, ...]
    cells: Mapping[CellKey, Cell]
    room: Room | None = None
    breadth: Mapping[str, Breadth] = field(default_factory=dict)

    def course(self, activity: Activity) -> Course:
        """One activity through its phases."""
        cells = {phase: cell for phase in PHASES if (cell := self.cells.get((activity.id, phase)))}
        room = self._of_room(activity, Room.latest)
        breadth = self.breadth.get(activity.id, NOTHING_SAID)
        return Course(activity, self.scale, cells, room, self._of_room(activity, Room.wish), breadth)

    def _of_room(
        self, activity: Activity, newest: Callable[[Room, str, PhaseId], RoomCell | None]
    ) -> dict[PhaseId, RoomCell]:
        if self.room is None:
            return {}
        return {phase: cell for phase in PHASES if (cell := newest(self.room, activity.id, phase))}
