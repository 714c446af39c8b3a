"""Next steps: what the model refuses, which are open and late, their order, and what a workshop looks back on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ivac.entry import checked_step
from ivac.faults import Code, Refused
from ivac.model import NAME_LIMIT, TEXT_LIMIT, Activity, Assessment, Step
from ivac.steps import (
    OPEN,
    STATUSES,
    activities_of,
    before_round,
    by_phase,
    in_order,
    is_open,
    is_overdue,
    last_times,
    open_steps,
    overdue_steps,
    with_status,
)

TODAY = date(2026, 5, 3)


def step(what: str = "Ask the choir", **fields: object) -> Step:
    return Step.model_validate({"id": what, "plan_id": "nordby", "what": what, "made_on": TODAY, **fields})


def in_status(status: str, **fields: object) -> Step:
    reason = {"dropped_because": "No time"} if status == "dropped" else {}
    return step(status, status=status, **reason, **fields)


def ids(steps) -> list[str]:
    return [each.id for each in steps]


# The model


@pytest.mark.parametrize(
    "fields",
    [
        {"what": ""},
        {"what": " \u200b\n"},
        {"what": "x" * (TEXT_LIMIT + 1)},
        {"who": "x" * (NAME_LIMIT + 1)},
        {"by": date(1989, 12, 31)},
        {"by": date(2101, 1, 1)},
        {"phase": "dreaming"},
        {"status": "forgotten"},
        {"status": "dropped"},
        {"status": "dropped", "dropped_because": " "},
        {"status": "done", "dropped_because": "No time"},
        {"from_level": "informed"},
        {"to_level": "informed", "scale": "ivac"},
        {"scale": "ivac", "scale_version": 1},
        {"importance": 3},
    ],
)
def test_what_is_no_step_is_refused(fields):
    with pytest.raises(ValidationError):
        step(**{"what": "Ask the choir", **fields})


def test_a_step_may_be_about_the_whole_plan_with_nobody_and_no_day():
    found = step()
    assert (found.activity, found.phase, found.who, found.by, found.scale) == (None, None, "", None, None)
    assert (found.status, found.needs_others) == ("planned", False)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": " "}, Code.STEP_NEEDED),
        ({"what": "x" * (TEXT_LIMIT + 1)}, Code.TOO_LONG),
        ({"who": "x" * (NAME_LIMIT + 1)}, Code.TOO_LONG),
        ({"by": date(1700, 1, 1)}, Code.DAY_UNLIKELY),
    ],
)
def test_each_fault_of_the_form_is_a_sentence_of_its_own(fields, code):
    with pytest.raises(Refused) as refused:
        checked_step({"plan_id": "nordby", "what": "Ask", "made_on": TODAY, **fields}, {})
    (fault,) = refused.value.faults
    assert fault.code is code
    assert fault.values.get("limit") in (None, NAME_LIMIT if "who" in fields else TEXT_LIMIT)


# Open and late


@pytest.mark.parametrize("status", STATUSES)
def test_planned_and_under_way_are_open(status):
    assert is_open(in_status(status)) == (status in ("planned", "under_way"))
    assert ids(open_steps([in_status(status)])) == ([status] if status in OPEN else [])


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False), (None, False)])
def test_only_an_open_step_whose_day_has_passed_is_late(status, days, late):
    by = None if days is None else TODAY + timedelta(days=days)
    found = in_status(status, by=by)
    assert is_overdue(found, TODAY) == (late and status in OPEN)
    assert overdue_steps([found], TODAY) == ([found] if late and status in OPEN else [])


def test_dropping_needs_a_reason_and_taking_it_up_again_forgets_it():
    with pytest.raises(Refused) as refused:
        with_status(step(), "dropped")
    assert [fault.code for fault in refused.value.faults] == [Code.REASON_NEEDED]
    dropped = with_status(step(), "dropped", "No time")
    assert (dropped.status, dropped.dropped_because) == ("dropped", "No time")
    assert with_status(dropped, "planned") == step()
    assert with_status(step(), "done", "not asked for") == step(status="done")


# Order


def test_open_steps_come_first_the_soonest_first_and_undated_ones_last():
    steps = [
        step("done early", status="done", by=TODAY - timedelta(days=9)),
        step("whenever"),
        step("later", by=TODAY + timedelta(days=1)),
        step("soon", by=TODAY, status="under_way"),
        step("whenever, too"),
    ]
    assert ids(in_order(steps)) == ["soon", "later", "whenever", "whenever, too", "done early"]


@given(st.lists(st.tuples(st.sampled_from(list(STATUSES)), st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 5)))))
def test_the_order_loses_nothing_and_is_settled(drawn):
    steps = [in_status(status, by=by) for status, by in drawn]
    ordered = in_order(steps)
    assert sorted(ordered, key=repr) == sorted(steps, key=repr)
    assert in_order(ordered) == ordered


# Looking back


STEPS = [
    step("open, of no workshop"),
    step("done, of no workshop", status="done"),
    step("open, of the first", workshop="first"),
    step("done in the first", workshop="first", status="done"),
    step("done in the last", workshop="last", status="done"),
    step("open, of this", workshop="this"),
]


@pytest.mark.parametrize("newest_first", [["this", "last", "first"], ["later", "this", "last", "first"]])
def test_a_workshop_looks_back_on_what_is_open_and_on_the_one_before_it(newest_first):
    found = last_times(STEPS, newest_first, "this")
    assert ids(found) == ["open, of no workshop", "open, of the first", "done in the last"]


def test_a_workshop_that_is_not_there_yet_looks_back_on_the_newest():
    found = last_times(STEPS, ["last", "first"], None)
    assert ids(found) == ["open, of no workshop", "open, of the first", "open, of this", "done in the last"]


def test_the_first_workshop_looks_back_on_open_steps_alone():
    assert ids(last_times(STEPS[:2], ["this"], "this")) == ["open, of no workshop"]
    assert ids(last_times(STEPS[:2], [], None)) == ["open, of no workshop"]


def test_the_activities_of_steps_stand_in_the_plans_order_and_once():
    activities = [Activity(id=name, name=name) for name in ("choir", "garden", "cafe")]
    steps = [step("a", activity="cafe"), step("b", activity="choir"), step("c", activity="cafe"), step("d")]
    assert ids(activities_of(steps, activities)) == ["choir", "cafe"]


ROUND = Assessment(id="this", day=TODAY, scale="ivac", scale_version=1)


def test_a_round_that_is_a_workshop_is_rated_with_that_workshops_looking_back_in_mind():
    ids_of_plan = ["later", "this", "last", "first"]
    assert before_round(STEPS, ids_of_plan, ROUND) == last_times(STEPS, ids_of_plan, "this")


@pytest.mark.parametrize(("days", "reminded"), [(-1, True), (0, False), (1, False)])
def test_another_round_is_rated_with_what_was_agreed_before_its_day_in_mind(days, reminded):
    found = [
        step("a", made_on=TODAY + timedelta(days=days)),
        step("b", made_on=TODAY - timedelta(days=9), status="done"),
    ]
    assert ids(before_round(found, [], ROUND)) == (["a"] if reminded else [])


def test_steps_about_an_activity_are_found_by_their_phase():
    steps = [
        step("a", activity="choir", phase="ideas"), step("b", activity="choir", phase="ideas", status="done"),
        step("c", activity="garden", phase="ideas"), step("d", activity="choir"), step("e"),
        step("f", activity="choir", phase="evaluation"),
    ]  # fmt: skip
    found = {phase: ids(listed) for phase, listed in by_phase(steps, "choir").items()}
    assert found == {"ideas": ["a", "b"], "evaluation": ["f"]}
