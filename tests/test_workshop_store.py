"""Live workshops in real databases: who joins, what each rates alone, and what the room sees of it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ivac import access, acts
from ivac.acts import CODE_LIFE
from ivac.faults import Code, Refused
from ivac.language import CODES, language
from ivac.model import PHASES, Activity, Cell, Plan, PlanRecord
from ivac.store import Keys, OwnAnswer, Place, Store, Workshops
from ivac.store import tables as t
from ivac.store.tables import metadata
from ivac.workshop import PERSPECTIVES, AgendaItem, LogEntry, Participant, Progress, RoomCount, Workshop

pytestmark = pytest.mark.databases("sqlite", "postgresql")

HOUSE = "the secret of this installation"
ROUTER = "192.0.2.77"
"""The one address that everybody in a room calls from."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workshops(store: Store, record: PlanRecord, clock: Clock) -> Workshops:
    """Workshops of an installation that has one plan."""
    store.add_record(record)
    return Workshops(store.engine, HOUSE, clock)


def prepared(workshops: Workshops, *activities: str, **fields: object) -> Workshop:
    """A draft that is kept, of these activities of the plan."""
    agenda = tuple(AgendaItem(activity=activity) for activity in activities or ("run", "cafe"))
    base = {"plan_id": "nordby", "day": date(2026, 3, 12), "scale": "ivac", "scale_version": 1}
    draft = Workshop(**(base | fields), agenda=agenda)
    workshops.add(draft)
    return draft


def opened(workshops: Workshops, *activities: str, **fields: object) -> Workshop:
    return workshops.change(prepared(workshops, *activities, **fields).id, acts.open_doors())


@pytest.fixture
def workshop(workshops: Workshops) -> Workshop:
    """A workshop that people can join, with two of the plan's three activities."""
    return opened(workshops, perspectives=("staff", "resident", "board"), ask_desired=True)


def code_of(workshops: Workshops, workshop: Workshop) -> str:
    code = workshops.code(workshops.workshop(workshop.id))
    assert code is not None
    return code


def joined(workshops: Workshops, workshop: Workshop, perspective: str = "staff", alias: str = "") -> Place:
    """A new participant's place."""
    return workshops.place(workshops.join(code_of(workshops, workshop), ROUTER, perspective, alias))


def rate(workshops: Workshops, place: Place, answer: str | None = "informed", **changes: object) -> None:
    tap = {"activity_id": "run", "phase": "ideas", "round_number": 1, "asked": "answer"}
    workshops.rate(place, **(tap | {"value": answer} | changes))


def rate_all(workshops: Workshops, place: Place, answer: str = "informed", **changes: object) -> None:
    for phase in PHASES:
        rate(workshops, place, answer, phase=phase, **changes)


def refusal(action: Callable[..., object], *arguments: object, **options: object) -> Code:
    """The one code that an action is refused with, said in both languages."""
    with pytest.raises(Refused) as refused:
        action(*arguments, **options)
    (fault,) = refused.value.faults
    for code in CODES:
        assert "{" not in fault.text(language(code))
    return fault.code


def rows(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def everything(store: Store) -> dict[str, list[object]]:
    """Every row of every table."""
    with store.engine.connect() as connection:
        return {name: list(connection.execute(sa.select(table))) for name, table in metadata.tables.items()}


# Preparing


def test_a_draft_comes_back_as_it_went(workshops):
    draft = prepared(
        workshops, "garden", "run", title="Foråret", language="en", naming="alias", ask_desired=True, follow=True,
        perspectives=("board", "staff"),
    )  # fmt: skip
    assert workshops.workshop(draft.id) == draft
    assert workshops.code(draft) is None


def test_a_workshop_of_a_plan_that_is_gone_is_refused(workshops, store):
    before = rows(store)
    gone = Workshop(plan_id="gone", day=date(2026, 3, 12), scale="ivac", scale_version=1)
    assert refusal(workshops.add, gone) is Code.GONE
    assert rows(store) == before


@pytest.mark.parametrize("activities", [("run", "gone"), ("run", "choir"), ("run", "run")])
def test_a_workshop_holds_activities_of_its_own_plan_each_once(workshops, store, activities):
    store.add_record(PlanRecord(plan=Plan(id="sydby", name="Syd"), activities=(Activity(id="choir", name="Kor"),)))
    before = rows(store)
    assert refusal(prepared, workshops, *activities) is Code.NOT_IN_WORKSHOP
    assert rows(store) == before


def test_workshops_are_listed_by_their_plan_the_newest_first(workshops, store):
    store.save_plan(Plan(id="sydby", name="Syd"))
    days = [date(2026, 3, 12), date(2026, 9, 1), date(2026, 3, 12)]
    first, second, third = (prepared(workshops, day=day) for day in days)
    assert [one.id for one in workshops.of_plan("nordby")] == [second.id, third.id, first.id]
    assert workshops.of_plan("sydby") == workshops.of_plan("gone") == []


MISSING = {
    "workshop": lambda all_, place: all_.workshop("gone"),
    "change": lambda all_, place: all_.change("gone", acts.open_doors()),
    "delete": lambda all_, place: all_.delete("gone"),
    "agree": lambda all_, place: all_.agree("gone", "run", "ideas", answer="informed"),
    "rate": lambda all_, place: rate(all_, place),
    "save_settings": lambda all_, place: all_.save_settings(
        Workshop(id="gone", plan_id="nordby", day=date(2026, 3, 12), scale="ivac", scale_version=1)
    ),
}


@pytest.mark.parametrize("action", MISSING.values(), ids=MISSING)
def test_what_is_gone_is_said_to_be_gone(workshops, store, action):
    before = everything(store)
    place = Place(Participant(perspective="staff"), "gone")
    assert refusal(action, workshops, place) is Code.GONE
    assert everything(store) == before


def test_of_a_workshop_that_is_gone_there_is_nothing(workshops):
    assert workshops.version("gone") is workshops.step("gone") is None
    assert workshops.log("gone") == workshops.participants("gone") == workshops.room_counts("gone") == []
    assert workshops.progress("gone") == workshops.agreed("gone") == {}


def test_preparation_can_be_changed_and_the_state_stays(workshops, workshop, clock):
    workshops.change(workshop.id, acts.set_timer(5))
    workshops.change(workshop.id, acts.reveal("run"))
    before = workshops.workshop(workshop.id)
    changed = before.model_copy(
        update={
            "title": "Ny titel", "day": date(2026, 4, 1), "naming": "named", "perspectives": ("partner",),
            "state": "draft", "code_number": 0, "code_until": None, "timer_until": None, "version": 0, "step": 0,
            "agenda": (AgendaItem(activity="garden"), AgendaItem(activity="run"), AgendaItem(activity="cafe")),
        }
    )  # fmt: skip
    code = code_of(workshops, workshop)

    workshops.save_settings(changed)

    found = workshops.workshop(workshop.id)
    assert (found.title, found.day, found.naming, found.perspectives) == (
        "Ny titel", date(2026, 4, 1), "named", ("partner",),
    )  # fmt: skip
    assert found.agenda == (
        AgendaItem(activity="garden"), AgendaItem(activity="run", revealed=True), AgendaItem(activity="cafe"),
    )  # fmt: skip
    for kept in ("state", "code_number", "code_until", "timer_until"):
        assert getattr(found, kept) == getattr(before, kept), kept
    assert code_of(workshops, workshop) == code
    assert found.version > before.version


def test_preparation_does_not_take_back_what_the_desk_did_meanwhile(workshops, workshop):
    form = workshops.workshop(workshop.id)
    workshops.change(workshop.id, acts.show("activity", "cafe"))
    workshops.save_settings(form.model_copy(update={"title": "Ny titel"}))
    found = workshops.workshop(workshop.id)
    assert (found.title, found.wall, found.current) == ("Ny titel", "activity", "cafe")


def test_the_scale_is_fixed_once_ratings_are_in(workshops, workshop):
    other = {"scale": "hart", "scale_version": 1}
    place = joined(workshops, workshop)
    workshops.save_settings(workshops.workshop(workshop.id).model_copy(update=other))
    workshops.save_settings(workshops.workshop(workshop.id).model_copy(update={"scale": "ivac"}))
    rate(workshops, place)
    now = workshops.workshop(workshop.id)
    assert refusal(workshops.save_settings, now.model_copy(update=other)) is Code.SCALE_FIXED
    assert workshops.workshop(workshop.id) == now
    workshops.save_settings(now.model_copy(update={"title": "Titlen ikke"}))


def test_the_scale_is_fixed_once_something_is_agreed_on_it(workshops, workshop):
    workshops.change(workshop.id, acts.reveal())
    workshops.agree(workshop.id, "run", "ideas", answer="informed")
    now = workshops.workshop(workshop.id)
    assert refusal(workshops.save_settings, now.model_copy(update={"scale": "hart"})) is Code.SCALE_FIXED


def test_an_activity_that_was_revealed_stays_in_the_workshop(workshops, workshop):
    # Taken away and brought in again, its answers would be open a second time: one could be told by difference.
    places = [joined(workshops, workshop) for _ in range(3)]
    for place in places:
        rate(workshops, place)
    workshops.change(workshop.id, acts.reveal("run"))
    now = workshops.workshop(workshop.id)
    without = now.model_copy(update={"agenda": (AgendaItem(activity="garden"),)})
    assert refusal(workshops.save_settings, without) is Code.SEEN_STAYS
    assert workshops.workshop(workshop.id) == now
    # One that nobody has seen can go, and comes back as it was.
    workshops.save_settings(now.model_copy(update={"agenda": (AgendaItem(activity="run"),)}))
    assert workshops.workshop(workshop.id).agenda == (AgendaItem(activity="run", revealed=True),)
    workshops.save_settings(now)
    assert workshops.workshop(workshop.id).agenda == now.agenda


@pytest.mark.parametrize("another", [True, False])
def test_nobody_adds_an_answer_to_what_the_room_has_seen_by_way_of_the_preparation(workshops, workshop, another):
    first, late = joined(workshops, workshop), joined(workshops, workshop)
    rate(workshops, first)
    workshops.change(workshop.id, acts.reveal("run"))
    if another:  # a second round under way shows nothing, but the first was seen
        workshops.change(workshop.id, acts.another_round("run"))
    now, counts = workshops.workshop(workshop.id), workshops.room_counts(workshop.id)
    for agenda in ((AgendaItem(activity="cafe"),), (AgendaItem(activity="run"), AgendaItem(activity="cafe"))):
        try:
            workshops.save_settings(now.model_copy(update={"agenda": agenda}))
        except Refused as refused:
            assert [fault.code for fault in refused.faults] == [Code.SEEN_STAYS]
    assert refusal(rate, workshops, late) is Code.ANSWERS_LOCKED
    assert workshops.room_counts(workshop.id) == counts


def test_an_activity_added_after_the_reveal_opens_the_workshop_again_and_the_log_says_so(workshops, workshop):
    workshops.change(workshop.id, acts.reveal())
    revealed = workshops.workshop(workshop.id)

    workshops.save_settings(revealed.model_copy(update={"agenda": (*revealed.agenda, AgendaItem(activity="garden"))}))

    assert workshops.workshop(workshop.id).state == "open"
    assert [entry.act for entry in workshops.log(workshop.id)] == ["open", "reveal", "agenda"]


def test_after_the_end_nothing_more_is_agreed(workshops, workshop):
    workshops.change(workshop.id, acts.reveal())
    workshops.change(workshop.id, acts.close())
    assert refusal(workshops.agree, workshop.id, "run", "ideas", answer="informed") is Code.NOT_NOW
    assert workshops.agreed(workshop.id) == {}


def test_the_activities_can_be_taken_in_another_order(workshops, workshop):
    workshops.change(workshop.id, acts.reveal("run"))
    workshops.change(workshop.id, acts.order(["cafe", "run"]))
    assert workshops.workshop(workshop.id).agenda == (
        AgendaItem(activity="cafe"), AgendaItem(activity="run", revealed=True),
    )  # fmt: skip
    assert refusal(workshops.change, workshop.id, acts.order(["cafe"])) is Code.NOT_IN_WORKSHOP


# Joining


def test_whoever_types_the_code_takes_a_place(workshops, workshop):
    code = code_of(workshops, workshop)
    typed = f" {code[:3].lower()}-{code[3:]} "
    place = workshops.place(workshops.join(typed, ROUTER, "resident", ""))
    assert place.workshop_id == workshop.id
    assert place.participant.perspective == "resident"
    assert workshops.participants(workshop.id) == [place.participant]


def test_each_has_a_place_of_their_own(workshops, workshop):
    keys = {workshops.join(code_of(workshops, workshop), ROUTER, "staff", "") for _ in range(12)}
    assert len(keys) == 12
    assert len({workshops.place(key).participant.id for key in keys}) == 12


@pytest.mark.parametrize(
    ("naming", "alias", "kept"),
    [
        *(("anonymous", "Ida", ""), ("alias", "Ida", "Ida"), ("alias", "", ""), ("named", "  Ida ", "Ida")),
    ],
)
def test_a_name_is_kept_only_where_the_workshop_asks_for_one(workshops, naming, alias, kept):
    place = joined(workshops, opened(workshops, naming=naming), alias=alias)
    assert place.participant.alias == kept
    assert [person.alias for person in workshops.participants(place.workshop_id)] == [kept]


@pytest.mark.parametrize("alias", ["", "   "])
def test_a_workshop_with_names_needs_one(workshops, alias):
    found = opened(workshops, naming="named")
    assert refusal(joined, workshops, found, alias=alias) is Code.ALIAS_NEEDED
    assert workshops.participants(found.id) == []


@pytest.mark.parametrize("perspective", ["partner", "boss", ""])
def test_a_perspective_that_does_not_take_part_is_refused(workshops, workshop, perspective):
    assert refusal(joined, workshops, workshop, perspective) is Code.PERSPECTIVE_UNKNOWN
    assert workshops.participants(workshop.id) == []


def other_than(code: str) -> str:
    """A code of the right shape that is not this one."""
    return ("A" if code[0] != "A" else "C") + code[1:]


def test_a_wrong_code_is_refused(workshops, workshop):
    wrong = other_than(code_of(workshops, workshop))
    assert refusal(workshops.welcoming, wrong, ROUTER) is Code.CODE_WRONG
    assert refusal(workshops.join, wrong, ROUTER, "staff", "") is Code.CODE_WRONG
    assert workshops.participants(workshop.id) == []


def test_what_is_no_code_is_refused_and_not_counted_as_a_try(workshops, store):
    for _ in range(access.WRONG_CODES + 5):
        assert refusal(workshops.welcoming, "0O1I", ROUTER) is Code.CODE_SHAPE
    assert rows(store)["wrong_code"] == 0


def test_nobody_joins_a_draft(workshops):
    draft = prepared(workshops)
    would_be = access.join_code(HOUSE, draft.id, 1)
    assert workshops.code(draft.model_copy(update={"state": "open", "code_number": 1})) is None
    assert refusal(workshops.welcoming, would_be, ROUTER) is Code.CODE_WRONG
    assert refusal(workshops.welcoming, access.join_code(HOUSE, draft.id, 0), ROUTER) is Code.CODE_WRONG


@pytest.mark.parametrize("before", [[], [acts.reveal()], [acts.reveal(), acts.agree()]])
def test_nobody_joins_a_closed_workshop(workshops, workshop, before):
    code = code_of(workshops, workshop)
    for act in before:
        workshops.change(workshop.id, act)
        assert workshops.welcoming(code, ROUTER).id == workshop.id
    closed = workshops.change(workshop.id, acts.close())
    assert refusal(workshops.welcoming, code, ROUTER) is Code.WORKSHOP_CLOSED
    assert refusal(workshops.join, code, ROUTER, "staff", "") is Code.WORKSHOP_CLOSED
    assert workshops.code(closed) is None


def test_whoever_joins_a_settled_round_changes_what_comparisons_count(workshops, workshop, store):
    before = store.revision("nordby")
    joined(workshops, workshop)
    assert store.revision("nordby") == before  # nobody compares a round that is still open
    workshops.change(workshop.id, acts.reveal())
    workshops.change(workshop.id, acts.agree())
    agreed = store.revision("nordby")
    joined(workshops, workshop)
    assert store.revision("nordby") > agreed


def test_whoever_joins_while_it_closes_is_too_late(workshops, workshop, monkeypatch):
    code, make = code_of(workshops, workshop), access.new_key

    def close_first() -> str:
        workshops.change(workshop.id, acts.close())
        return make()

    monkeypatch.setattr(access, "new_key", close_first)
    assert refusal(workshops.join, code, ROUTER, "staff", "") is Code.WORKSHOP_CLOSED
    assert workshops.participants(workshop.id) == []


def test_a_code_expires_and_a_new_one_opens_again(workshops, workshop, clock):
    code = code_of(workshops, workshop)
    clock.forward(seconds=CODE_LIFE.total_seconds() - 1)
    assert workshops.welcoming(code, ROUTER).id == workshop.id
    clock.forward(seconds=1)
    assert refusal(workshops.welcoming, code, ROUTER) is Code.CODE_EXPIRED
    assert workshops.code(workshops.workshop(workshop.id)) is None
    workshops.change(workshop.id, acts.new_code())
    assert workshops.welcoming(code_of(workshops, workshop), ROUTER).id == workshop.id


def test_a_replaced_code_is_a_wrong_one_at_once_and_places_stay(workshops, workshop):
    key, old = workshops.join(code_of(workshops, workshop), ROUTER, "staff", ""), code_of(workshops, workshop)
    workshops.change(workshop.id, acts.new_code())
    new = code_of(workshops, workshop)
    assert new != old
    assert refusal(workshops.welcoming, old, ROUTER) is Code.CODE_WRONG
    assert workshops.welcoming(new, ROUTER).id == workshop.id
    rate(workshops, workshops.place(key))


def test_each_workshop_has_its_own_code(workshops, workshop):
    other = opened(workshops)
    codes = [code_of(workshops, one) for one in (workshop, other)]
    assert [workshops.welcoming(code, ROUTER).id for code in codes] == [workshop.id, other.id]


def test_with_another_secret_the_code_is_not_shown_rather_than_a_wrong_one(workshops, workshop, store, clock):
    elsewhere = Workshops(store.engine, "another secret", clock)
    assert elsewhere.code(workshop) is None
    assert refusal(elsewhere.welcoming, code_of(workshops, workshop), ROUTER) is Code.CODE_WRONG


# Guessing


def guess(workshops: Workshops, workshop: Workshop, times: int, caller: str = ROUTER) -> None:
    for _ in range(times):
        assert refusal(workshops.welcoming, other_than(code_of(workshops, workshop)), caller) is Code.CODE_WRONG


def test_after_too_many_wrong_codes_a_caller_waits_and_others_do_not(workshops, workshop):
    code = code_of(workshops, workshop)
    guess(workshops, workshop, access.WRONG_CODES - 1)
    assert workshops.welcoming(code, ROUTER).id == workshop.id
    guess(workshops, workshop, 1)
    assert refusal(workshops.welcoming, code, ROUTER) is Code.TOO_MANY_TRIES
    assert refusal(workshops.join, code, ROUTER, "staff", "") is Code.TOO_MANY_TRIES
    assert refusal(workshops.welcoming, other_than(code), ROUTER) is Code.TOO_MANY_TRIES
    assert workshops.welcoming(code, "198.51.100.1").id == workshop.id


def test_wrong_codes_are_forgotten_after_a_while(workshops, workshop, store, clock):
    guess(workshops, workshop, access.WRONG_CODES)
    clock.forward(minutes=access.TRY_MINUTES)
    assert refusal(workshops.welcoming, code_of(workshops, workshop), ROUTER) is Code.TOO_MANY_TRIES
    clock.forward(seconds=1)
    assert workshops.welcoming(code_of(workshops, workshop), ROUTER).id == workshop.id
    assert rows(store)["wrong_code"] == 0


def test_what_is_forgotten_is_each_try_and_not_all_at_once(workshops, workshop, clock):
    guess(workshops, workshop, 1)
    clock.forward(minutes=access.TRY_MINUTES - 1)
    guess(workshops, workshop, access.WRONG_CODES - 1)
    assert refusal(workshops.welcoming, code_of(workshops, workshop), ROUTER) is Code.TOO_MANY_TRIES
    clock.forward(minutes=1, seconds=1)
    guess(workshops, workshop, 1)
    assert refusal(workshops.welcoming, code_of(workshops, workshop), ROUTER) is Code.TOO_MANY_TRIES


def test_whoever_is_made_to_wait_does_not_wait_the_longer_for_trying(workshops, workshop, store, clock):
    guess(workshops, workshop, access.WRONG_CODES)
    for _ in range(5):
        clock.forward(minutes=1)
        assert refusal(workshops.welcoming, code_of(workshops, workshop), ROUTER) is Code.TOO_MANY_TRIES
    assert rows(store)["wrong_code"] == access.WRONG_CODES


def test_many_callers_together_are_made_to_wait_too(workshops, workshop, monkeypatch, clock):
    monkeypatch.setattr(access, "WRONG_CODES_IN_ALL", 6)
    for caller in range(6):
        guess(workshops, workshop, 1, f"198.51.100.{caller}")
    code = code_of(workshops, workshop)
    assert refusal(workshops.welcoming, code, "198.51.100.200") is Code.TOO_MANY_TRIES
    clock.forward(minutes=access.TRY_MINUTES, seconds=1)
    assert workshops.welcoming(code, "198.51.100.200").id == workshop.id


def test_whoever_waits_keeps_the_place_they_have(workshops, workshop):
    place = joined(workshops, workshop)
    guess(workshops, workshop, access.WRONG_CODES)
    rate(workshops, place)
    assert workshops.own_answers(place)["run", "ideas", 1].answer == "informed"


# Places


def test_a_place_is_known_by_its_key_alone(workshops, workshop):
    key = workshops.join(code_of(workshops, workshop), ROUTER, "staff", "")
    participant = workshops.place(key).participant
    forged = [
        *(key[:-1], key + "A", key.swapcase(), "", "%", access.fingerprint(key), participant.id, access.new_key()),
        *(code_of(workshops, workshop), workshop.id, "' OR '1'='1"),
    ]
    for other in forged:
        assert refusal(workshops.place, other) is Code.PLACE_UNKNOWN, other
        assert workshops.step(other) is None, other
    assert workshops.step(key) == workshops.workshop(workshop.id).step


def test_nobody_gets_anybody_elses_answers(workshops, workshop):
    one, other = joined(workshops, workshop), joined(workshops, workshop)
    rate(workshops, one, "resident_joint")
    assert workshops.own_answers(other) == {}
    rate(workshops, other, "not_involved")
    assert workshops.own_answers(one) == {("run", "ideas", 1): OwnAnswer("resident_joint", None)}


# Rating


def test_an_answer_sent_twice_counts_once(workshops, workshop, store):
    places = [joined(workshops, workshop) for _ in range(3)]
    for place in places * 2:
        rate(workshops, place)
    workshops.change(workshop.id, acts.reveal())
    assert workshops.room_counts(workshop.id) == [RoomCount("answer", "run", "ideas", 1, "staff", "informed", 3)]
    assert rows(store)["rating"] == 3


def test_a_changed_mind_replaces_the_answer(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place, "informed")
    rate(workshops, place, "resident_joint")
    assert workshops.own_answers(place) == {("run", "ideas", 1): OwnAnswer("resident_joint", None)}


def test_an_answer_can_be_taken_back_and_is_then_nobodys(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place)
    rate(workshops, place, None)
    assert workshops.progress(workshop.id) == {}
    workshops.change(workshop.id, acts.reveal())
    assert workshops.room_counts(workshop.id) == []


def test_how_it_is_and_how_it_should_be_leave_each_other_alone(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place, "informed")
    rate(workshops, place, "resident_joint", asked="desired")
    rate(workshops, place, "not_involved")
    assert workshops.own_answers(place) == {("run", "ideas", 1): OwnAnswer("not_involved", "resident_joint")}
    workshops.change(workshop.id, acts.reveal())
    assert set(workshops.room_counts(workshop.id)) == {
        RoomCount("answer", "run", "ideas", 1, "staff", "not_involved", 1),
        RoomCount("desired", "run", "ideas", 1, "staff", "resident_joint", 1),
    }


@pytest.mark.parametrize("activity", ["garden", "gone", ""])
def test_an_answer_for_an_activity_that_is_not_in_the_workshop_is_refused(workshops, workshop, store, activity):
    place, before = joined(workshops, workshop), rows(store)
    assert refusal(rate, workshops, place, activity_id=activity) is Code.NOT_IN_WORKSHOP
    assert rows(store) == before


def test_a_place_in_one_workshop_is_none_in_another(workshops, workshop):
    other = opened(workshops, "garden")
    place = joined(workshops, other)
    assert refusal(rate, workshops, place, activity_id="run") is Code.NOT_IN_WORKSHOP
    rate(workshops, place, activity_id="garden")
    workshops.change(workshop.id, acts.reveal())
    assert workshops.room_counts(workshop.id) == []


def test_after_the_reveal_no_answer_is_taken(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place)
    workshops.change(workshop.id, acts.reveal("run"))
    before = workshops.own_answers(place), workshops.version(workshop.id)
    assert refusal(rate, workshops, place, "resident_joint") is Code.ANSWERS_LOCKED
    assert refusal(rate, workshops, place, None) is Code.ANSWERS_LOCKED
    assert refusal(rate, workshops, place, "resident_joint", asked="desired") is Code.ANSWERS_LOCKED
    assert refusal(rate, workshops, place, phase="anchoring") is Code.ANSWERS_LOCKED
    assert (workshops.own_answers(place), workshops.version(workshop.id)) == before
    rate(workshops, place, activity_id="cafe")  # what is still hidden is still open


@pytest.mark.parametrize(
    ("asks", "asked", "value", "taken"),
    [
        (True, "answer", "dont_know", True),
        (True, "answer", "manipulation", False),  # a level of another scale
        (True, "answer", "", False),
        (True, "desired", "resident_joint", True),
        (True, "desired", "dont_know", False),
        (True, "desired", None, True),
        (False, "desired", "resident_joint", False),
    ],
)
def test_only_what_the_workshop_asks_for_is_taken(workshops, store, asks, asked, value, taken):
    workshop = opened(workshops, ask_desired=asks)
    place = joined(workshops, workshop)
    if taken:
        rate(workshops, place, value, asked=asked)
    else:
        assert refusal(rate, workshops, place, value, asked=asked) is Code.UNKNOWN_CHOICE
    assert rows(store)["rating"] == int(taken)


@pytest.mark.parametrize(
    "done",
    [[acts.reveal()], [acts.reveal(), acts.agree()], [acts.close()], [acts.reveal(), acts.agree(), acts.close()]],
)
def test_only_an_open_workshop_takes_answers(workshops, workshop, store, done):
    place = joined(workshops, workshop)
    for act in done:
        workshops.change(workshop.id, act)
    assert refusal(rate, workshops, place) is Code.ANSWERS_LOCKED
    assert rows(store)["rating"] == 0


def test_a_tap_for_another_round_than_the_present_one_is_refused(workshops, workshop):
    place = joined(workshops, workshop)
    assert refusal(rate, workshops, place, round_number=2) is Code.ANSWERS_LOCKED
    rate(workshops, place, "informed")
    workshops.change(workshop.id, acts.reveal("run"))
    workshops.change(workshop.id, acts.another_round("run"))
    assert refusal(rate, workshops, place, "resident_joint", round_number=1) is Code.ANSWERS_LOCKED
    rate(workshops, place, "not_involved", round_number=2)
    assert workshops.own_answers(place) == {
        ("run", "ideas", 1): OwnAnswer("informed", None), ("run", "ideas", 2): OwnAnswer("not_involved", None),
    }  # fmt: skip


# What the room sees


def seen(workshops: Workshops, workshop: Workshop) -> set[tuple[str, int]]:
    """Activities and rounds of which the room has counts."""
    return {(count.activity_id, count.round) for count in workshops.room_counts(workshop.id)}


def test_of_what_is_not_revealed_the_room_gets_nothing(workshops, workshop):
    places = [joined(workshops, workshop) for _ in range(4)]
    for place in places:
        rate_all(workshops, place)
        rate_all(workshops, place, activity_id="cafe")
        rate_all(workshops, place, "resident_joint", asked="desired")
    assert workshops.room_counts(workshop.id) == []
    workshops.change(workshop.id, acts.reveal("cafe"))
    assert seen(workshops, workshop) == {("cafe", 1)}
    workshops.change(workshop.id, acts.reveal())
    assert seen(workshops, workshop) == {("run", 1), ("cafe", 1)}


def test_a_second_round_is_kept_beside_the_first_and_hidden_until_its_own_reveal(workshops, workshop):
    places = [joined(workshops, workshop) for _ in range(3)]
    for place in places:
        rate(workshops, place, "informed")
    workshops.change(workshop.id, acts.reveal("run"))
    workshops.change(workshop.id, acts.another_round("run"))
    for place in places:
        rate(workshops, place, "resident_joint", round_number=2)
    first = RoomCount("answer", "run", "ideas", 1, "staff", "informed", 3)
    assert workshops.room_counts(workshop.id) == [first]
    workshops.change(workshop.id, acts.reveal("run"))
    second = RoomCount("answer", "run", "ideas", 2, "staff", "resident_joint", 3)
    assert set(workshops.room_counts(workshop.id)) == {first, second}


def test_two_workshops_on_the_same_activities_see_each_its_own_answers(workshops, workshop):
    other = opened(workshops)
    rate(workshops, joined(workshops, workshop), "informed")
    rate(workshops, joined(workshops, other), "resident_joint")
    for one in (workshop, other):
        workshops.change(one.id, acts.reveal())
    assert [count.answer for count in workshops.room_counts(workshop.id)] == ["informed"]
    assert [count.answer for count in workshops.room_counts(other.id)] == ["resident_joint"]


def test_the_room_gets_people_by_perspective_and_never_who(workshops, workshop):
    for perspective, answer in [("staff", "informed"), ("staff", "dont_know"), ("resident", "informed")]:
        rate(workshops, joined(workshops, workshop, perspective), answer)
    workshops.change(workshop.id, acts.reveal())
    counts = workshops.room_counts(workshop.id)
    assert {(count.perspective, count.answer, count.people) for count in counts} == {
        ("staff", "informed", 1), ("staff", "dont_know", 1), ("resident", "informed", 1),
    }  # fmt: skip
    ids = {person.id for person in workshops.participants(workshop.id)}
    assert not any(value in ids for count in counts for value in vars(count).values())


taps = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["run", "cafe"]), st.sampled_from(PHASES),
        st.sampled_from(["informed", "resident_joint", "dont_know", None])),
    max_size=30,
)  # fmt: skip


@given(sent=taps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_database_counts_as_python_does(store, sent):
    activities = (Activity(id="run", name="Løb"), Activity(id="cafe", name="Café"))
    store.add_record(PlanRecord(plan=Plan(id="nordby", name="Nordby"), activities=activities))
    workshops = Workshops(store.engine, HOUSE, Clock())
    workshop = opened(workshops, perspectives=tuple(PERSPECTIVES))
    people = [joined(workshops, workshop, list(PERSPECTIVES)[n % 2]) for n in range(6)]
    kept: dict[tuple[int, str, str], str | None] = {}
    for person, activity, phase, answer in sent:
        rate(workshops, people[person], answer, activity_id=activity, phase=phase)
        kept[person, activity, phase] = answer
    expected: dict[tuple[str, str, str, str], int] = {}
    for (person, activity, phase), answer in kept.items():
        if answer is not None:
            key = (activity, phase, people[person].participant.perspective, answer)
            expected[key] = expected.get(key, 0) + 1
    done = {
        activity: sum(
            all(kept.get((person, activity, phase)) is not None for phase in PHASES) for person in range(len(people))
        )
        for activity in ("run", "cafe")
    }
    begun = {
        activity: len({person for (person, where, _), answer in kept.items() if where == activity and answer})
        for activity in ("run", "cafe")
    }
    progress = workshops.progress(workshop.id)
    assert progress == {a: Progress(begun[a], done[a]) for a in ("run", "cafe") if begun[a]}
    workshops.change(workshop.id, acts.reveal())
    counts = workshops.room_counts(workshop.id)
    assert {(c.activity_id, c.phase, c.perspective, c.answer): c.people for c in counts} == expected
    assert len(counts) == len(expected)
    store.delete_plan("nordby")


# Progress


def test_progress_counts_people_who_began_and_who_answered_all_phases(workshops, workshop):
    one, other, third = (joined(workshops, workshop) for _ in range(3))
    assert workshops.progress(workshop.id) == {}
    rate_all(workshops, one)
    for phase in PHASES[:5]:
        rate(workshops, other, "dont_know", phase=phase)
    rate(workshops, third, activity_id="cafe")
    assert workshops.progress(workshop.id) == {"run": Progress(2, 1), "cafe": Progress(1, 0)}
    rate(workshops, other, "not_relevant", phase=PHASES[5])
    assert workshops.progress(workshop.id)["run"] == Progress(2, 2)


def test_progress_is_the_same_whatever_people_answer(workshops, workshop):
    place = joined(workshops, workshop)
    found = []
    for answer in ("informed", "resident_decide", "dont_know"):
        rate_all(workshops, place, answer)
        found.append(workshops.progress(workshop.id))
    assert found == [{"run": Progress(1, 1)}] * 3


def test_a_wish_alone_is_no_answer(workshops, workshop):
    rate_all(workshops, joined(workshops, workshop), "resident_joint", asked="desired")
    assert workshops.progress(workshop.id) == {}


def test_progress_is_that_of_the_present_round_and_of_this_workshop(workshops, workshop):
    other = opened(workshops)
    rate_all(workshops, joined(workshops, other))
    rate_all(workshops, joined(workshops, workshop))
    workshops.change(workshop.id, acts.reveal("run"))
    assert workshops.progress(workshop.id) == {"run": Progress(1, 1)}
    workshops.change(workshop.id, acts.another_round("run"))
    assert workshops.progress(workshop.id) == {}
    assert workshops.progress(other.id) == {"run": Progress(1, 1)}


# Agreeing


def test_what_is_not_revealed_cannot_be_agreed_on(workshops, workshop, store):
    assert refusal(workshops.agree, workshop.id, "run", "ideas", answer="informed") is Code.NOT_REVEALED
    assert refusal(workshops.agree, workshop.id, "garden", "ideas", answer="informed") is Code.NOT_IN_WORKSHOP
    assert workshops.agreed(workshop.id) == {}


def test_agreeing_changes_nobodys_own_answer(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place, "informed")
    workshops.change(workshop.id, acts.reveal("run"))
    counts = workshops.room_counts(workshop.id)
    workshops.agree(workshop.id, "run", "ideas", answer="resident_joint", desired="resident_decide")
    workshops.agree(workshop.id, "run", "ideas", worked="Vi talte længe.")
    cell = Cell(answer="resident_joint", desired="resident_decide", worked="Vi talte længe.")
    assert workshops.agreed(workshop.id) == {("run", "ideas"): cell}
    assert workshops.own_answers(place) == {("run", "ideas", 1): OwnAnswer("informed", None)}
    assert workshops.room_counts(workshop.id) == counts


def test_in_another_round_the_room_goes_on_agreeing(workshops, workshop):
    workshops.change(workshop.id, acts.reveal("run"))
    workshops.change(workshop.id, acts.another_round("run"))
    workshops.agree(workshop.id, "run", "ideas", answer="informed")
    assert workshops.agreed(workshop.id) == {("run", "ideas"): Cell(answer="informed")}


def test_a_field_that_no_cell_has_is_a_programmers_mistake(workshops, workshop):
    with pytest.raises(ValueError, match="colour"):
        workshops.agree(workshop.id, "run", "ideas", colour="red")


def test_only_when_the_room_agrees_does_it_become_the_plans_picture(workshops, store):
    found = opened(workshops, title="Den fælles")
    workshops.change(found.id, acts.reveal())
    workshops.agree(found.id, "run", "ideas", answer="resident_joint")
    before = store.record("nordby")
    assert before.latest is not None and before.latest.id == "spring"
    assert found.id not in before.cells
    assert store.latest_assessments(["nordby"])["nordby"].id == "spring"

    workshops.change(found.id, acts.agree())

    after = store.record("nordby")
    assert after.latest is not None
    assert (after.latest.id, after.latest.title) == (found.id, "Den fælles")
    assert after.cells_of(after.latest) == {("run", "ideas"): Cell(answer="resident_joint")}
    assert after.cells["spring"] == before.cells["spring"]
    assert store.latest_assessments(["nordby"])["nordby"].id == found.id


@pytest.mark.parametrize(("agreed", "latest"), [(True, "workshop"), (False, "spring")])
def test_closing_settles_nothing_and_takes_nothing_back(workshops, store, agreed, latest):
    found = opened(workshops)
    workshops.change(found.id, acts.reveal())
    workshops.agree(found.id, "run", "ideas", answer="resident_joint")
    for act in [acts.agree(), acts.close()] if agreed else [acts.close()]:
        workshops.change(found.id, act)
    now = store.record("nordby").latest
    assert now is not None
    assert now.id == (found.id if latest == "workshop" else "spring")


# The log


def test_the_log_tells_the_acts_with_their_times(workshops, clock):
    found = opened(workshops)
    start = clock.now
    for act in (acts.show("mixed"), acts.reveal("run"), acts.another_round("run"), acts.new_code(), acts.close()):
        clock.forward(minutes=10)
        workshops.change(found.id, act)
    at = [start + timedelta(minutes=10 * n) for n in range(6)]
    assert workshops.log(found.id) == [
        LogEntry(at=at[0], act="open"), LogEntry(at=at[2], act="reveal", activity="run"),
        LogEntry(at=at[3], act="second_round", activity="run"), LogEntry(at=at[4], act="new_code"),
        LogEntry(at=at[5], act="close"),
    ]  # fmt: skip


def test_a_refused_act_leaves_no_trace(workshops, workshop, store):
    before = everything(store)
    for act in (acts.open_doors(), acts.agree(), acts.another_round("run"), acts.reveal("gone"), acts.order(["run"])):
        with pytest.raises(Refused):
            workshops.change(workshop.id, act)
    assert everything(store) == before


# Version and step: who must look anew


@dataclass(frozen=True)
class Meeting:
    """A workshop in which somebody has joined and one activity is revealed."""

    all: Workshops
    id: str
    place: Place


@pytest.fixture
def meeting(workshops: Workshops, workshop: Workshop) -> Meeting:
    place = joined(workshops, workshop)
    rate(workshops, place)
    workshops.change(workshop.id, acts.reveal("run"))
    return Meeting(workshops, workshop.id, place)


def settings(**changes: object) -> Callable[[Meeting], None]:
    return lambda m: m.all.save_settings(m.all.workshop(m.id).model_copy(update=changes))


WRITES: dict[str, tuple[Callable[[Meeting], object], bool]] = {
    "a rating": (lambda m: rate(m.all, m.place, activity_id="cafe"), False),
    "joining": (lambda m: joined(m.all, m.all.workshop(m.id)), False),
    "agreeing": (lambda m: m.all.agree(m.id, "run", "ideas", answer="informed"), False),
    "another view": (lambda m: m.all.change(m.id, acts.show("mixed")), False),
    "another activity": (lambda m: m.all.change(m.id, acts.show("activity", "cafe")), False),
    "the timer": (lambda m: m.all.change(m.id, acts.set_timer(5)), False),
    "a new code": (lambda m: m.all.change(m.id, acts.new_code()), False),
    "the title": (settings(title="Ny"), False),
    "the wish": (settings(ask_desired=False), True),
    "an activity more": (settings(agenda=tuple(AgendaItem(activity=a) for a in ("run", "cafe", "garden"))), True),
    "following": (lambda m: m.all.change(m.id, acts.follow_me(True)), True),
    "the order": (lambda m: m.all.change(m.id, acts.order(["cafe", "run"])), True),
    "a reveal": (lambda m: m.all.change(m.id, acts.reveal("cafe")), True),
    "another round": (lambda m: m.all.change(m.id, acts.another_round("run")), True),
    "the end": (lambda m: m.all.change(m.id, acts.close()), True),
}
"""Each way to write, and whether phones must know."""


@pytest.mark.parametrize(("write", "phones"), WRITES.values(), ids=WRITES)
def test_every_write_raises_the_version_and_only_what_phones_show_the_step(meeting, write, phones):
    before = meeting.all.workshop(meeting.id)
    write(meeting)
    after = meeting.all.workshop(meeting.id)
    assert after.version == meeting.all.version(meeting.id) == before.version + 1
    assert after.step == before.step + phones


def test_a_phone_that_follows_is_told_where_the_room_goes(meeting):
    meeting.all.change(meeting.id, acts.follow_me(True))
    before = meeting.all.workshop(meeting.id).step
    meeting.all.change(meeting.id, acts.show("activity", "cafe"))
    assert meeting.all.workshop(meeting.id).step == before + 1


READS: dict[str, Callable[[Meeting], object]] = {
    "workshop": lambda m: m.all.workshop(m.id),
    "of_plan": lambda m: m.all.of_plan("nordby"),
    "log": lambda m: m.all.log(m.id),
    "code": lambda m: m.all.code(m.all.workshop(m.id)),
    "participants": lambda m: m.all.participants(m.id),
    "progress": lambda m: m.all.progress(m.id),
    "room_counts": lambda m: m.all.room_counts(m.id),
    "agreed": lambda m: m.all.agreed(m.id),
    "own_answers": lambda m: m.all.own_answers(m.place),
    "step": lambda m: m.all.step("nobody"),
    "version": lambda m: m.all.version(m.id),
    "place": lambda m: refusal(m.all.place, "nobody"),
    "welcoming": lambda m: m.all.welcoming(code_of(m.all, m.all.workshop(m.id)), ROUTER),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_looking_changes_nothing(meeting, store, read):
    before = everything(store)
    read(meeting)
    assert everything(store) == before


def test_every_public_way_in_is_tried_above():
    public = {name for name, value in vars(Workshops).items() if callable(value) and not name.startswith("_")}
    assert public == {
        *READS, "add", "save_settings", "change", "delete", "agree", "join", "rate", "rate_meeting",
        "require_same_secret",
    }  # fmt: skip


def test_a_plans_pages_look_anew_when_a_workshop_changes_what_they_show(workshops, store):
    revisions = [store.revision("nordby")]
    found = prepared(workshops)
    for act in (acts.open_doors(), acts.reveal(), acts.agree()):
        revisions.append(store.revision("nordby"))
        workshops.change(found.id, act)
    revisions.append(store.revision("nordby"))
    workshops.agree(found.id, "run", "ideas", answer="informed")
    revisions.append(store.revision("nordby"))
    workshops.delete(found.id)
    revisions.append(store.revision("nordby"))
    assert revisions == sorted(set(revisions))


# Deleting


def test_a_deleted_workshop_leaves_nothing(workshops, store):
    before = everything(store)
    found = opened(workshops, naming="named")
    key = workshops.join(code_of(workshops, found), ROUTER, "staff", "Ida Jensen")
    rate(workshops, workshops.place(key))
    workshops.change(found.id, acts.reveal())
    workshops.agree(found.id, "run", "ideas", answer="informed")
    workshops.change(found.id, acts.agree())
    code = code_of(workshops, found)

    workshops.delete(found.id)

    after = everything(store)
    revised = {name: [row for row in after[name] if name != "plan"] for name in after}
    assert revised == {**before, "plan": []}
    assert refusal(workshops.place, key) is Code.PLACE_UNKNOWN
    assert refusal(workshops.welcoming, code, ROUTER) is Code.CODE_WRONG
    assert store.record("nordby").latest is not None


def test_one_deleted_workshop_leaves_the_others_as_they_were(workshops, workshop):
    place = joined(workshops, workshop)
    rate(workshops, place)
    other = opened(workshops)
    rate(workshops, joined(workshops, other))
    before = workshops.workshop(workshop.id), workshops.own_answers(place), workshops.log(workshop.id)
    workshops.delete(other.id)
    assert (workshops.workshop(workshop.id), workshops.own_answers(place), workshops.log(workshop.id)) == before


@pytest.mark.parametrize("gone", ["plan", "activity"])
def test_with_its_plan_or_activity_answers_go_too(workshops, workshop, store, gone):
    place = joined(workshops, workshop)
    rate(workshops, place)
    rate(workshops, place, activity_id="cafe")
    if gone == "plan":
        store.delete_plan("nordby")
        left = {name for name, number in rows(store).items() if number}
        assert left == set()
        return
    store.delete_activity("run")
    assert workshops.workshop(workshop.id).agenda == (AgendaItem(activity="cafe"),)
    assert set(workshops.own_answers(place)) == {("cafe", "ideas", 1)}
    assert refusal(rate, workshops, place) is Code.NOT_IN_WORKSHOP


# Many at once


def at_once(*works: Callable[[], None]) -> None:
    """Do it all in threads of their own, begun together; what one of them raises is raised here."""
    start, raised = threading.Barrier(len(works)), []

    def run(work: Callable[[], None]) -> None:
        start.wait(timeout=10)
        try:
            work()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []


def test_people_who_answer_at_once_lose_nothing(workshops, workshop):
    people = [joined(workshops, workshop) for _ in range(6)]
    before = workshops.version(workshop.id)

    def answer(place: Place) -> Callable[[], None]:
        def run() -> None:
            rate_all(workshops, place)
            rate_all(workshops, place, "resident_joint", activity_id="cafe")

        return run

    def lead() -> None:
        for view in ("mixed", "spread", "missing", "join"):
            workshops.change(workshop.id, acts.show(view))

    at_once(lead, *(answer(place) for place in people))

    assert workshops.version(workshop.id) == before + 6 * 12 + 4
    workshops.change(workshop.id, acts.reveal())
    assert {(count.answer, count.people) for count in workshops.room_counts(workshop.id)} == {
        ("informed", 6), ("resident_joint", 6),
    }  # fmt: skip
    assert len(workshops.room_counts(workshop.id)) == 12


def test_people_who_join_at_once_all_get_in(workshops, workshop):
    code, keys = code_of(workshops, workshop), []
    at_once(*[lambda: keys.append(workshops.join(code, ROUTER, "staff", ""))] * 8)
    assert len({workshops.place(key).participant.id for key in keys}) == 8
    assert len(workshops.participants(workshop.id)) == 8


def test_an_answer_is_taken_before_the_reveal_or_not_at_all(workshops, workshop):
    place = joined(workshops, workshop)
    acknowledged: list[str] = []

    def tap() -> None:
        for n in range(40):
            answer = ("informed", "resident_joint")[n % 2]
            try:
                rate(workshops, place, answer)
            except Refused as refused:
                assert [fault.code for fault in refused.faults] == [Code.ANSWERS_LOCKED]
                return
            acknowledged.append(answer)

    at_once(tap, lambda: workshops.change(workshop.id, acts.reveal()) and None)

    counts = workshops.room_counts(workshop.id)
    assert [count.answer for count in counts] == acknowledged[-1:]


def test_two_desks_at_once_reveal_each_its_activity(workshops, workshop):
    at_once(
        lambda: workshops.change(workshop.id, acts.reveal("run")) and None,
        lambda: workshops.change(workshop.id, acts.reveal("cafe")) and None,
    )
    found = workshops.workshop(workshop.id)
    assert found.state == "revealed"
    assert all(item.revealed for item in found.agenda)
    assert [entry.act for entry in workshops.log(workshop.id)] == ["open", "reveal", "reveal"]


# What a stolen database tells


def columns(store: Store) -> Iterator[tuple[str, str]]:
    """Every value in a database as text, with where it stands, read past our own tables."""
    with store.engine.connect() as connection:
        for name in sa.inspect(connection).get_table_names():
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').mappings():  # noqa: S608
                yield from ((f"{name}.{head}", str(value)) for head, value in row.items())


def test_nothing_that_opens_anything_or_names_a_caller_is_stored_in_clear(workshops, workshop, store, tmp_path):
    code = code_of(workshops, workshop)
    place = workshops.join(code, ROUTER, "staff", "")
    key = Keys(store.engine).make("nordby")
    wrong = other_than(code)
    assert refusal(workshops.welcoming, wrong, ROUTER) is Code.CODE_WRONG
    rate(workshops, workshops.place(place))
    secrets = {"code": code, "place": place, "key": key, "caller": ROUTER, "house": HOUSE, "typed": wrong}

    stored = list(columns(store))
    assert len(stored) > 50
    for name, secret in secrets.items():
        assert [where for where, value in stored if secret.casefold() in value.casefold()] == [], name
        # Nor a hash of it that needs no secret, except of what is long and random.
        plain = access.fingerprint(secret)
        found = [where for where, value in stored if plain in value]
        assert found == {"place": ["participant.place_hash"], "key": ["access_key.key_hash"]}.get(name, []), name
    bytes_kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for name, secret in secrets.items():
        assert secret.encode() not in bytes_kept, name


def test_an_anonymous_workshop_keeps_no_name_that_was_sent_anyway(workshops, workshop, store, tmp_path):
    workshops.join(code_of(workshops, workshop), ROUTER, "staff", "Ida Jensen")
    assert not [where for where, value in columns(store) if "Ida" in value]
    assert b"Ida Jensen" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_participant_is_a_random_number_a_perspective_and_the_hash_of_a_place():
    kept = {"id", "workshop_id", "perspective", "alias", "place_hash", "meeting", "source"}
    assert set(t.participant.c.keys()) == kept
    assert not set(t.rating.c.keys()) & {"at", "time", "ip", "caller"}


def test_another_secret_than_that_of_a_valid_code_is_refused(workshops, store, clock):
    draft = prepared(workshops)
    other = Workshops(store.engine, "the secret of another server", clock)
    other.require_same_secret()
    workshops.change(draft.id, acts.open_doors())
    workshops.require_same_secret()
    assert refusal(other.require_same_secret) is Code.SECRET_DIFFERS
    clock.forward(hours=13)
    other.require_same_secret()
