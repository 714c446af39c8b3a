"""What a facilitator does in a workshop: each act checks the state and gives the workshop that follows. No I/O."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ivac.faults import Code, Refused
from ivac.workshop import LOGGED, AgendaItem, State, WallView, Workshop

CODE_LIFE = timedelta(hours=12)
"""How long a join code works after it was made: a day's workshop, not a week's."""


MINUTES = (1, 120)
"""The shortest and the longest time the timer can be set to."""


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
