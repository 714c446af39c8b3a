"""The states of a workshop and what each act of the facilitator does to them, without any storage."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac import acts
from ivac.acts import CODE_LIFE, MINUTES, Act
from ivac.faults import Code, Refused
from ivac.workshop import (
    GROUPS,
    LOGGED,
    PERSPECTIVES,
    RESIDENTS_OWN,
    STATES,
    WALL_VIEWS,
    AgendaItem,
    Participant,
    Perspective,
    State,
    WallView,
    Workshop,
)

NOW = datetime(2026, 3, 12, 9, 30)
ALL_STATES: tuple[State, ...] = get_args(State)


def workshop(*agenda: AgendaItem, state: State = "open", **fields: object) -> Workshop:
    """A workshop of these activities, or of "run" and "cafe" that nobody has seen yet."""
    items = agenda or (AgendaItem(activity="run"), AgendaItem(activity="cafe"))
    base = {"id": "w", "plan_id": "nordby", "day": date(2026, 3, 12), "scale": "ivac", "scale_version": 1}
    return Workshop(**base, agenda=items, state=state, **fields)


def item(activity: str, number: int = 1, revealed: bool = False) -> AgendaItem:
    return AgendaItem(activity=activity, round=number, revealed=revealed)


def after(act: Act, before: Workshop, now: datetime = NOW) -> Workshop:
    return act.change(before, now)


def refusal(act: Act, before: Workshop) -> Code:
    with pytest.raises(Refused) as refused:
        act.change(before, NOW)
    (fault,) = refused.value.faults
    return fault.code


ACTS = {
    "open": acts.open_doors(),
    "reveal": acts.reveal(),
    "reveal one": acts.reveal("run"),
    "second_round": acts.another_round(),
    "second_round of one": acts.another_round("run"),
    "agree": acts.agree(),
    "close": acts.close(),
    "new_code": acts.new_code(),
    "show": acts.show("picture"),
    "follow": acts.follow_me(True),
    "order": acts.order(["cafe", "run"]),
    "timer": acts.set_timer(5),
}
WHEN: dict[str, tuple[State, ...]] = {
    "open": ("draft",),
    "reveal": ("open",),
    "reveal one": ("open",),
    "second_round": ("open", "revealed"),
    "second_round of one": ("open", "revealed"),
    "agree": ("revealed",),
    "close": ("open", "revealed", "agreed"),
    "new_code": ("open", "revealed", "agreed"),
    "show": ALL_STATES,
    "follow": ALL_STATES,
    "order": ALL_STATES,
    "timer": ALL_STATES,
}
"""In which states an act is done; in every other one it is refused."""

EVERY = [(name, state) for name, state in product(ACTS, ALL_STATES)]


def in_state(state: State) -> Workshop:
    """A workshop in this state with an agenda that such a workshop can have."""
    seen = state not in ("draft", "open")
    return workshop(item("run", revealed=state != "draft"), item("cafe", revealed=seen), state=state, code_number=1)


# Which act when


@pytest.mark.parametrize(("name", "state"), [pair for pair in EVERY if pair[1] not in WHEN[pair[0]]])
def test_an_act_at_the_wrong_time_is_refused(name, state):
    assert refusal(ACTS[name], in_state(state)) is Code.NOT_NOW


@pytest.mark.parametrize(("name", "state"), [pair for pair in EVERY if pair[1] in WHEN[pair[0]]])
def test_an_act_at_its_time_is_done(name, state):
    before = in_state(state)
    found = after(ACTS[name], before)
    assert found.id == before.id
    assert {one.activity for one in found.agenda} == {"run", "cafe"}


@pytest.mark.parametrize(("name", "state"), EVERY)
def test_no_act_changes_the_workshop_that_it_is_given(name, state):
    before = in_state(state)
    with suppress(Refused):
        ACTS[name].change(before, NOW)
    assert before == in_state(state)


def test_every_act_is_tried_above():
    makers = {name for name, value in vars(acts).items() if getattr(value, "__annotations__", {}).get("return") is Act}
    assert makers == {
        *("open_doors", "reveal", "another_round", "agree", "close", "show", "follow_me", "order", "set_timer"),
        "new_code",
    }
    assert {act.kind for act in ACTS.values()} | BY_PREPARATION | BY_PAPER >= {
        *LOGGED,
        "show",
        "follow",
        "order",
        "timer",
    }


BY_PREPARATION = {"agenda"}
BY_PAPER = {"paper"}
"""What the log tells of the preparation, which is no act at the desk."""

STEPS = {
    "open": {"draft": "open"},
    "reveal": {"open": "revealed"},
    "reveal one": {"open": "open"},
    "second_round": {"open": "open", "revealed": "open"},
    "second_round of one": {"open": "open", "revealed": "open"},
    "agree": {"revealed": "agreed"},
    "close": {"open": "closed", "revealed": "closed", "agreed": "closed"},
}


@pytest.mark.parametrize(("name", "state"), [pair for pair in EVERY if pair[1] in WHEN[pair[0]]])
def test_an_act_leads_to_one_state(name, state):
    assert after(ACTS[name], in_state(state)).state == STEPS.get(name, {}).get(state, state)


def test_nothing_leads_out_of_a_closed_workshop_or_back_to_a_draft():
    for name, state in EVERY:
        try:
            found = after(ACTS[name], in_state(state)).state
        except Refused:
            continue
        assert state != "closed" or found == "closed", name
        assert found != "draft" or state == "draft", name


chosen_acts = st.lists(
    st.one_of(
        st.sampled_from([acts.open_doors(), acts.agree(), acts.close(), acts.new_code(), acts.order(["cafe", "run"])]),
        st.builds(acts.reveal, st.sampled_from([None, "run", "cafe"])),
        st.builds(acts.another_round, st.sampled_from([None, "run", "cafe"])),
        st.builds(acts.show, st.sampled_from(["activity", "mixed"]), st.sampled_from([None, "run"])),
    ),
    max_size=25,
)


@given(chosen_acts)
def test_whatever_a_facilitator_does_what_was_seen_stays_seen_and_locked(done):
    now = workshop(state="draft")
    for act in done:
        before = now
        try:
            now = act.change(before, NOW)
        except Refused:
            continue
        for earlier in before.agenda:
            later = now.item(earlier.activity)
            assert later.seen_rounds >= earlier.seen_rounds
            assert later.round - earlier.round in (0, 1)
            # A round that was seen is never the one that people answer.
            assert later.round > earlier.seen_rounds or later.revealed
        if now.state in ("revealed", "agreed"):
            assert all(one.revealed for one in now.agenda)
        if now.state == "draft":
            assert not now.seen
        assert now.code_number >= before.code_number


# Opening and the code


def test_opening_makes_the_first_code_and_begins_with_the_first_activity():
    found = after(acts.open_doors(), workshop(state="draft"))
    assert (found.state, found.wall, found.current) == ("open", "join", "run")
    assert (found.code_number, found.code_until) == (1, NOW + CODE_LIFE)


def test_a_workshop_without_activities_does_not_open():
    empty = workshop(state="draft").model_copy(update={"agenda": ()})
    assert refusal(acts.open_doors(), empty) is Code.AGENDA_EMPTY


def test_a_new_code_counts_on_and_lives_as_long_as_the_first():
    before = workshop(code_number=1, code_until=NOW)
    found = after(acts.new_code(), before, NOW + timedelta(hours=3))
    assert (found.code_number, found.code_until) == (2, NOW + timedelta(hours=15))
    assert found.model_copy(update={"code_number": 1, "code_until": NOW}) == before


def test_a_code_lives_for_a_day_of_work_and_not_for_another():
    assert timedelta(hours=8) <= CODE_LIFE < timedelta(hours=24)


def test_closing_ends_the_code_and_the_timer():
    found = after(acts.close(), workshop(code_number=1, code_until=NOW, timer_until=NOW))
    assert (found.code_until, found.timer_until, found.code_number) == (None, None, 1)


@pytest.mark.parametrize("state", ALL_STATES)
def test_people_join_from_the_opening_to_the_close(state):
    assert workshop(state=state).welcomes == (state in ("open", "revealed", "agreed"))


# Revealing


def test_revealing_one_activity_leaves_the_others_hidden_and_shows_it_on_the_wall():
    found = after(acts.reveal("cafe"), workshop(current="run"))
    assert found.agenda == (item("run"), item("cafe", revealed=True))
    assert (found.state, found.wall, found.current) == ("open", "activity", "cafe")


def test_with_the_last_activity_everything_is_revealed():
    found = after(acts.reveal("cafe"), workshop(item("run", revealed=True), item("cafe")))
    assert found.state == "revealed"


def test_revealing_everything_shows_the_picture_and_keeps_the_rooms_place():
    found = after(acts.reveal(), workshop(item("run", 2), item("cafe"), current="cafe"))
    assert found.agenda == (item("run", 2, True), item("cafe", 1, True))
    assert (found.state, found.wall, found.current) == ("revealed", "picture", "cafe")


@pytest.mark.parametrize("act", [acts.reveal("garden"), acts.another_round("garden"), acts.show("activity", "garden")])
def test_an_activity_that_is_not_in_the_workshop_is_refused(act):
    assert refusal(act, workshop()) is Code.NOT_IN_WORKSHOP


# Another round


def test_another_round_of_one_activity_counts_on_and_hides_it_again():
    found = after(acts.another_round("run"), in_state("revealed"))
    assert found.agenda == (item("run", 2), item("cafe", revealed=True))
    assert found.state == "open"


def test_another_round_of_everything_is_of_what_was_revealed():
    found = after(acts.another_round(), workshop(item("run", 2, True), item("cafe")))
    assert found.agenda == (item("run", 3), item("cafe"))


def test_what_is_not_revealed_has_no_other_round():
    assert refusal(acts.another_round("cafe"), workshop(item("run", 1, True), item("cafe"))) is Code.NOT_REVEALED


@pytest.mark.parametrize(
    ("one", "seen"), [(item("run"), 0), (item("run", 1, True), 1), (item("run", 2), 1), (item("run", 2, True), 2)]
)
def test_the_last_round_is_seen_only_once_it_is_revealed(one, seen):
    assert one.seen_rounds == seen
    assert workshop(one, item("cafe")).seen == ((one,) if seen else ())


# Rating


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("revealed", [True, False])
def test_people_rate_only_what_is_open_and_hidden(state, revealed):
    shown = workshop(item("run", 1, revealed), item("cafe"), state=state)
    if state == "open" and not revealed:
        assert shown.require_ratable("run") == item("run")
        return
    with pytest.raises(Refused) as refused:
        shown.require_ratable("run")
    assert [fault.code for fault in refused.value.faults] == [Code.ANSWERS_LOCKED]


def test_nobody_rates_an_activity_that_is_not_in_the_workshop():
    with pytest.raises(Refused) as refused:
        workshop().require_ratable("garden")
    assert [fault.code for fault in refused.value.faults] == [Code.NOT_IN_WORKSHOP]


def test_no_activity_is_in_no_workshop():
    with pytest.raises(Refused):
        workshop().item(None)


# Agreeing, and the room's pace


def test_agreeing_shows_what_was_agreed():
    found = after(acts.agree(), in_state("revealed"))
    assert (found.state, found.wall) == ("agreed", "agreed")


def test_the_wall_shows_what_is_chosen_and_keeps_the_activity():
    found = after(acts.show("spread"), workshop(current="run"))
    assert (found.wall, found.current) == ("spread", "run")
    found = after(acts.show("activity", "cafe"), found)
    assert (found.wall, found.current) == ("activity", "cafe")


def test_what_is_talked_about_is_forgotten_with_the_next_view():
    found = after(acts.show("talk", "cafe", "drop ideas planning"), workshop(current="run"))
    assert (found.wall, found.current, found.topic) == ("talk", "cafe", "drop ideas planning")
    assert after(acts.show("talk", "run"), found).topic is None


def test_phones_follow_or_do_not():
    assert after(acts.follow_me(True), workshop()).follow is True
    assert after(acts.follow_me(False), workshop(follow=True)).follow is False


def test_the_order_is_the_wanted_one_and_each_activity_keeps_its_round():
    before = workshop(item("run", 2), item("cafe", 1, True), item("garden"))
    found = after(acts.order(["garden", "run", "cafe"]), before)
    assert found.agenda == (item("garden"), item("run", 2), item("cafe", 1, True))


@pytest.mark.parametrize("wanted", [["run"], ["run", "cafe", "garden"], ["run", "run"], ["run", "garden"], []])
def test_an_order_names_the_same_activities(wanted):
    assert refusal(acts.order(wanted), workshop()) is Code.NOT_IN_WORKSHOP


@pytest.mark.parametrize(
    ("minutes", "until"),
    [(5, 5), (MINUTES[0], MINUTES[0]), (0, MINUTES[0]), (-3, MINUTES[0]), (120, 120), (9999, MINUTES[1])],
)
def test_the_timer_counts_from_now_within_its_bounds(minutes, until):
    assert after(acts.set_timer(minutes), workshop()).timer_until == NOW + timedelta(minutes=until)


def test_the_timer_can_be_taken_away_and_forces_nothing():
    running = after(acts.set_timer(5), workshop())
    assert after(acts.set_timer(None), running) == workshop()
    late = NOW + timedelta(hours=2)
    assert after(acts.reveal("run"), running, late).timer_until == NOW + timedelta(minutes=5)
    assert running.require_ratable("run")


# What is kept in the log, and what phones must know


def test_the_log_holds_what_changes_a_state_a_round_or_the_way_in():
    logged = {name for name, act in ACTS.items() if act.logged}
    assert logged == {
        *("open", "reveal", "reveal one", "second_round", "second_round of one", "agree", "close", "new_code"),
    }
    assert {ACTS[name].kind for name in logged} == set(LOGGED) - BY_PREPARATION - BY_PAPER


def test_the_log_knows_of_which_activity_an_act_was():
    assert (acts.reveal("run").activity, acts.another_round("cafe").activity, acts.reveal().activity) == (
        "run",
        "cafe",
        None,
    )


PHONES_SEE = {
    "open": ("draft", ACTS["open"]),
    "reveal": ("open", ACTS["reveal"]),
    "reveal one": ("open", acts.reveal("cafe")),
    "another round": ("revealed", ACTS["second_round of one"]),
    "agree": ("revealed", ACTS["agree"]),
    "close": ("agreed", ACTS["close"]),
    "follow": ("open", ACTS["follow"]),
    "order": ("open", ACTS["order"]),
}


@pytest.mark.parametrize(("state", "act"), PHONES_SEE.values(), ids=PHONES_SEE)
def test_phones_look_anew_for_what_they_show(state, act):
    before = in_state(state)
    assert after(act, before).phone_view != before.phone_view


@pytest.mark.parametrize("changes", [{"ask_desired": True}, {"scale": "hart"}])
def test_phones_look_anew_when_the_questions_change(changes):
    assert workshop().model_copy(update=changes).phone_view != workshop().phone_view


@pytest.mark.parametrize(
    "act", [acts.show("mixed"), acts.show("activity", "cafe"), acts.set_timer(5), acts.new_code()], ids=lambda a: a.kind
)
def test_phones_are_left_in_peace_by_what_they_do_not_show(act):
    before = in_state("open")
    assert after(act, before).phone_view == before.phone_view


def test_phones_that_follow_go_where_the_room_goes():
    leading = workshop(follow=True, current="run")
    assert after(acts.show("activity", "cafe"), leading).phone_view != leading.phone_view
    assert after(acts.show("mixed"), leading).phone_view == leading.phone_view


# The values themselves


def test_every_state_view_and_perspective_has_a_name():
    assert set(STATES) == set(ALL_STATES)
    assert set(WALL_VIEWS) == set(get_args(WallView))
    assert set(PERSPECTIVES) == set(GROUPS) == set(get_args(Perspective))
    assert list(PERSPECTIVES) == list(GROUPS)
    assert set(RESIDENTS_OWN) == {"resident", "board"}


@pytest.mark.parametrize(
    "wrong",
    [{"state": "half"}, {"perspectives": ()}, {"perspectives": ("boss",)}, {"language": "de"}, {"wall": "door"}],
)
def test_a_workshop_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Workshop.model_validate(workshop().model_dump() | wrong)


def test_a_round_begins_at_one():
    with pytest.raises(ValueError, match="round"):
        item("run", 0)


def test_two_people_are_never_the_same():
    assert Participant(perspective="staff").id != Participant(perspective="staff").id
