"""The live workshop: its values and its states. No I/O.

A workshop is an assessment in the making (same id): people rate alone, the facilitator reveals, the room agrees.
Each activity on the agenda has a round of its own and is either hidden (people rate, nobody sees) or revealed
(everybody sees, nobody rates). Only a facilitator’s act (`ivac.acts`) changes a state.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ivac.faults import N_, Code, Refused
from ivac.model import Assessment, Line, PhaseId, Value, new_id

Perspective = Literal["staff", "resident", "board", "partner", "municipality"]
PERSPECTIVES: dict[Perspective, str] = {
    "staff": N_("Staff member"),
    "resident": N_("Resident"),
    "board": N_("Residents’ board"),
    "partner": N_("Partner"),
    "municipality": N_("Municipality"),
}
"""From where people see the activities, in the order that every page shows, with their names."""

RESIDENTS_OWN: tuple[Perspective, ...] = ("resident", "board")
"""The perspectives that live here: they are asked in a resident's words."""

Asked = Literal["answer", "desired"]
"""What people are asked for each phase: how it is, and how it should be."""

Naming = Literal["anonymous", "alias", "named"]
State = Literal["draft", "open", "revealed", "agreed", "closed"]
GROUPS: dict[Perspective, str] = {
    "staff": N_("Staff"),
    "resident": N_("Residents"),
    "board": N_("Residents’ board"),
    "partner": N_("Partners"),
    "municipality": N_("Municipality"),
}
"""The perspectives as groups that are counted."""

WallView = Literal[
    "join",
    "activity",
    "talk",
    "picture",
    "mixed",
    "perspectives",
    "moved",
    "wishes",
    "spread",
    "dont_know",
    "missing",
    "reference",
    "agreed",
]
WALL_VIEWS: dict[WallView, str] = {
    "join": N_("The way in"),
    "activity": N_("The activity we are at"),
    "talk": N_("The question about it"),
    "picture": N_("Most chosen levels"),
    "mixed": N_("Where we differ most"),
    "perspectives": N_("Staff beside residents"),
    "moved": N_("Before and after the talk"),
    "wishes": N_("As it is and as it should be"),
    "spread": N_("Spread"),
    "dont_know": N_("Don’t know"),
    "missing": N_("Not answered"),
    "reference": N_("As it was elsewhere"),
    "agreed": N_("What we agreed"),
}
"""What the wall can show, with its name: the way in, one activity, or a picture of all that is revealed."""
STATES: dict[State, str] = {
    "draft": N_("Being prepared"),
    "open": N_("Open: people rate"),
    "revealed": N_("Revealed: the room talks"),
    "agreed": N_("Agreed"),
    "closed": N_("Closed"),
}

MeetingAnswer = Literal["yes", "partly", "no"]
MEETING: dict[MeetingAnswer, str] = {"yes": N_("Yes"), "partly": N_("Partly"), "no": N_("No")}
"""How a participant answers, at the end, whether the meeting helped."""
FEWEST_ABOUT_MEETING = 3
"""From this many answers on they are shown, as counts."""

LOOKS_BACK: tuple[State, ...] = ("draft", "open")
"""The states in which a workshop begins with last time's steps."""


class AgendaItem(Value):
    """One activity of a workshop, in its round (1 for the first); `revealed` tells of that round."""

    activity: str
    round: Annotated[int, Field(ge=1)] = 1
    revealed: bool = False

    @property
    def seen_rounds(self) -> int:
        """How many rounds everybody has seen: the last one only once it is revealed."""
        return self.round if self.revealed else self.round - 1


class Workshop(Value):
    """A workshop of one plan. Times are UTC; `version` grows with every write, `step` with what phones must know.

    `current` is the activity that the room is at, `topic` which finding about it the wall's question is about.
    """

    id: str = Field(default_factory=new_id)
    plan_id: str
    title: Line = ""
    day: date
    scale: str
    scale_version: int
    language: Literal["da", "en"] = "da"
    naming: Naming = "anonymous"
    perspectives: Annotated[tuple[Perspective, ...], Field(min_length=1)] = ("staff", "resident")
    ask_desired: bool = False
    state: State = "draft"
    follow: bool = False
    wall: WallView = "join"
    current: str | None = None
    topic: str | None = None
    timer_until: datetime | None = None
    code_number: int = 0
    code_until: datetime | None = None
    agenda: tuple[AgendaItem, ...] = ()
    version: int = 0
    step: int = 0

    def item(self, activity_id: str | None) -> AgendaItem:
        """The agenda's entry for an activity; raises `Refused` when it is not in the workshop."""
        found = next((item for item in self.agenda if item.activity == activity_id), None)
        if found is None:
            raise Refused.because(Code.NOT_IN_WORKSHOP)
        return found

    @property
    def seen(self) -> tuple[AgendaItem, ...]:
        """The activities of which a round has been revealed."""
        return tuple(item for item in self.agenda if item.seen_rounds)

    @property
    def assessment(self) -> Assessment:
        """The round of the plan that the workshop makes."""
        shared = Assessment.model_fields.keys() & Workshop.model_fields.keys()
        return Assessment(**{name: getattr(self, name) for name in shared})

    @property
    def phone_view(self) -> object:
        """What phones show of the workshop: when it changes they look anew."""
        return self.state, self.agenda, self.follow, self.current if self.follow else None, self.ask_desired, self.scale

    @property
    def welcomes(self) -> bool:
        """Whether people may still join."""
        return self.state in ("open", "revealed", "agreed")

    @property
    def over(self) -> bool:
        """Whether the talk is over: then people may say whether the meeting helped."""
        return self.state in ("agreed", "closed")

    def require_ratable(self, activity_id: str) -> AgendaItem:
        """The activity's entry if people may rate it now; raises `Refused` otherwise."""
        item = self.item(activity_id)
        if self.state != "open" or item.revealed:
            raise Refused.because(Code.ANSWERS_LOCKED)
        return item


Source = Literal["phone", "paper"]
"""How somebody answers: on a phone of their own, or on sheets that are typed in for them."""


class Participant(Value):
    """Somebody who has joined: a random id, a perspective, and a name only where the workshop asks for one."""

    id: str = Field(default_factory=new_id)
    perspective: Perspective
    alias: Line = ""
    meeting: MeetingAnswer | None = None
    source: Source = "phone"


class OnPaper(Value):
    """What one person has answered on paper, by activity and phase; a phase left blank is left out of its sheet.

    `wishes` are the desired levels of the same sheets, where the workshop asks for them. With the id of somebody who is
    on paper already, the sheets are added to theirs.
    """

    id: str = Field(default_factory=new_id)
    perspective: str
    sheets: Mapping[str, Mapping[PhaseId, str]]
    wishes: Mapping[str, Mapping[PhaseId, str]] = Field(default_factory=dict)


def about_meeting(people: Iterable[Participant]) -> dict[MeetingAnswer, int] | None:
    """How many gave each answer about the meeting; None as long as fewer than three have."""
    given = Counter(person.meeting for person in people if person.meeting is not None)
    return {answer: given[answer] for answer in MEETING} if given.total() >= FEWEST_ABOUT_MEETING else None


@dataclass(frozen=True)
class RoomCount:
    """How many people of one perspective gave one answer, in a round that has been revealed."""

    asked: Asked
    activity_id: str
    phase: PhaseId
    round: int
    perspective: Perspective
    answer: str
    people: int


@dataclass(frozen=True)
class Progress:
    """How many have begun an activity in its present round, and how many have answered all its phases."""

    begun: int
    done: int


class LogEntry(Value):
    """One deliberate act of a facilitator, with its time (UTC); of paper, how many sheets came in."""

    at: datetime
    act: str
    activity: str | None = None
    sheets: int | None = None


LOGGED: dict[str, str] = {
    "open": N_("Opened"),
    "reveal": N_("Revealed"),
    "second_round": N_("Another round begun"),
    "agree": N_("Agreed"),
    "close": N_("Closed"),
    "agenda": N_("Other activities"),
    "new_code": N_("New code"),
    "paper": N_("Paper in"),
}
"""The acts that a log holds, with their names."""
