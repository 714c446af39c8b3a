"""The live workshop: its values, its states, and what each act of the facilitator does. No I/O.

A workshop is an assessment in the making (same id): people rate alone, the facilitator reveals, the room agrees.
Each activity on the agenda has a round of its own and is either hidden (people rate, nobody sees) or revealed
(everybody sees, nobody rates). Only a facilitator's act changes a state.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

CODE_LIFE = timedelta(hours=12)
"""How long a join code works after it was made: a day's workshop, not a week's."""
MINUTES = (1, 120)
"""The shortest and the longest time the timer can be set to."""


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


@dataclass(frozen=True)
class Act:
    """What a facilitator does: `change` gives the workshop as it is afterwards, or raises `Refused`."""

    kind: str
    change: Callable[[Workshop, datetime], Workshop]
    activity: str | None = None

    @property
    def logged(self) -> bool:
        """Whether it goes into the workshop's log: what changes a state, a round or the way in does."""
        return self.kind in LOGGED


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


def state_with(state: State, agenda: tuple[AgendaItem, ...]) -> State:
    """The state with this agenda: while people rate or talk, it says whether anything is still to be rated."""
    if state not in ("open", "revealed"):
        return state
    return "revealed" if all(item.revealed for item in agenda) else "open"


def open_doors() -> Act:
    """Open a draft: the code works, people join and rate."""

    def change(workshop: Workshop, now: datetime) -> Workshop:
        _require(workshop, "draft")
        if not workshop.agenda:
            raise Refused.because(Code.AGENDA_EMPTY)
        first = workshop.agenda[0].activity
        return _with(workshop, state="open", wall="join", current=first, **_fresh_code(workshop, now))

    return Act("open", change)


def reveal(activity: str | None = None) -> Act:
    """Reveal one activity, or with None all of them; its ratings are locked from then on."""

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        _require(workshop, "open")
        items = _changed(workshop, activity, lambda item: item.model_copy(update={"revealed": True}))
        state = state_with("open", items)
        wall = "picture" if activity is None else "activity"
        current = workshop.current if activity is None else activity
        return _with(workshop, agenda=items, state=state, wall=wall, current=current)

    return Act("reveal", change, activity)


def another_round(activity: str | None = None) -> Act:
    """Let people rate again after the talk: one revealed activity, or with None all; earlier rounds are kept."""

    def again(item: AgendaItem) -> AgendaItem:
        return item.model_copy(update={"round": item.round + 1, "revealed": False}) if item.revealed else item

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        _require(workshop, "open", "revealed")
        if activity is not None and not workshop.item(activity).revealed:
            raise Refused.because(Code.NOT_REVEALED)
        return _with(workshop, agenda=_changed(workshop, activity, again), state="open")

    return Act("second_round", change, activity)


def agree() -> Act:
    """Make what the room has agreed on the plan's picture."""

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        _require(workshop, "revealed")
        return _with(workshop, state="agreed", wall="agreed")

    return Act("agree", change)


def close() -> Act:
    """End the workshop: nobody joins or rates any more."""

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        _require(workshop, "open", "revealed", "agreed")
        return _with(workshop, state="closed", timer_until=None, code_until=None)

    return Act("close", change)


def show(wall: WallView, activity: str | None = None, topic: str | None = None) -> Act:
    """Choose what the wall shows, the activity that the room is at, and which finding about it is talked about."""

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        current = workshop.current if activity is None else workshop.item(activity).activity
        return _with(workshop, wall=wall, current=current, topic=topic)

    return Act("show", change, activity)


def follow_me(follow: bool) -> Act:
    """Lead every phone to the room's activity, or let everyone go at their own pace."""
    return Act("follow", lambda workshop, _now: _with(workshop, follow=follow))


def order(activities: Iterable[str]) -> Act:
    """Put the agenda into this order; it must name the same activities."""
    wanted = tuple(activities)

    def change(workshop: Workshop, _now: datetime) -> Workshop:
        if sorted(wanted) != sorted(item.activity for item in workshop.agenda):
            raise Refused.because(Code.NOT_IN_WORKSHOP)
        return _with(workshop, agenda=tuple(workshop.item(activity) for activity in wanted))

    return Act("order", change)


def set_timer(minutes: int | None) -> Act:
    """Start the timer, or take it away with None. It guides and forces nothing."""

    def change(workshop: Workshop, now: datetime) -> Workshop:
        until = None if minutes is None else now + timedelta(minutes=min(max(minutes, MINUTES[0]), MINUTES[1]))
        return _with(workshop, timer_until=until)

    return Act("timer", change)


def new_code() -> Act:
    """Replace the join code; the old one stops working at once."""

    def change(workshop: Workshop, now: datetime) -> Workshop:
        _require(workshop, "open", "revealed", "agreed")
        return _with(workshop, **_fresh_code(workshop, now))

    return Act("new_code", change)


def _fresh_code(workshop: Workshop, now: datetime) -> dict[str, object]:
    return {"code_number": workshop.code_number + 1, "code_until": now + CODE_LIFE}


def _require(workshop: Workshop, *states: State) -> None:
    if workshop.state not in states:
        raise Refused.because(Code.NOT_NOW)


def _changed(
    workshop: Workshop, activity: str | None, change: Callable[[AgendaItem], AgendaItem]
) -> tuple[AgendaItem, ...]:
    chosen = None if activity is None else workshop.item(activity)
    return tuple(change(item) if chosen in (None, item) else item for item in workshop.agenda)


def _with(workshop: Workshop, **changes: object) -> Workshop:
    return workshop.model_copy(update=changes)
