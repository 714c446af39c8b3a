"""Sheets land where phones' answers land, under the same rules, all of them or none."""

from datetime import datetime

import pytest
import sqlalchemy as sa

from ivac import acts
from ivac.access import fingerprint
from ivac.faults import Code, Refused
from ivac.model import PHASES, PlanRecord
from ivac.store import Sheets, Store, Workshops
from ivac.store import tables as t
from ivac.workshop import OnPaper, Progress, RoomCount, Workshop
from tests.test_workshop_store import (
    HOUSE,
    ROUTER,
    code_of,
    everything,
    joined,
    opened,
    prepared,
    rate_all,
    refusal,
    rows,
)

pytestmark = pytest.mark.databases("sqlite", "postgresql")

WHOLE = dict.fromkeys(PHASES, "informed")


@pytest.fixture
def workshops(store: Store, record: PlanRecord) -> Workshops:
    store.add_record(record)
    return Workshops(store.engine, HOUSE)


@pytest.fixture
def sheets(workshops: Workshops) -> Sheets:
    return Sheets(workshops.engine)


@pytest.fixture
def workshop(workshops: Workshops) -> Workshop:
    return opened(workshops)


def person(perspective: str = "resident", **sheets: object) -> OnPaper:
    return OnPaper(perspective=perspective, sheets=sheets or {"run": WHOLE})


def ratings(store: Store) -> set[tuple[object, ...]]:
    c = t.rating.c
    with store.engine.connect() as connection:
        query = sa.select(c.participant_id, c.activity_id, c.phase, c.round, c.answer, c.desired)
        return {tuple(row) for row in connection.execute(query)}


def test_a_sheet_lands_where_phones_answers_land_and_is_marked(store, workshops, sheets, workshop):
    phone, paper = joined(workshops, workshop), person()
    rate_all(workshops, phone)

    sheets.add(workshop.id, [paper])

    assert ratings(store) == {
        (who, "run", phase, 1, "informed", None) for who in (phone.participant.id, paper.id) for phase in PHASES
    }
    found = {one.id: (one.source, one.perspective, one.alias) for one in workshops.participants(workshop.id)}
    assert found == {phone.participant.id: ("phone", "staff", ""), paper.id: ("paper", "resident", "")}
    assert workshops.progress(workshop.id) == {"run": Progress(2, 2)}


def test_wishes_come_in_where_the_workshop_asks_for_them(store, workshops, sheets):
    workshop = opened(workshops, ask_desired=True)
    paper = OnPaper(
        perspective="resident", sheets={"run": {"ideas": "informed"}}, wishes={"run": {"planning": "resident_joint"}}
    )
    sheets.add(workshop.id, [paper])
    assert ratings(store) == {
        (paper.id, "run", "ideas", 1, "informed", None), (paper.id, "run", "planning", 1, None, "resident_joint"),
    }  # fmt: skip


@pytest.mark.parametrize(("asks", "wish"), [(False, "informed"), (True, "dont_know"), (True, "nonsense")])
def test_a_wish_that_is_not_asked_for_or_is_no_level_is_refused(store, workshops, sheets, asks, wish):
    workshop = opened(workshops, ask_desired=asks)
    paper = OnPaper(perspective="resident", sheets={"run": WHOLE}, wishes={"run": {"ideas": wish}})
    assert refusal(lambda: sheets.add(workshop.id, [paper])) is Code.UNKNOWN_CHOICE
    assert ratings(store) == set()


def test_the_room_sees_sheets_as_anybodys_answers(workshops, sheets, workshop):
    sheets.add(workshop.id, [person(), person()])
    assert workshops.room_counts(workshop.id) == []
    workshops.change(workshop.id, acts.reveal("run"))
    counts = workshops.room_counts(workshop.id)
    assert RoomCount("answer", "run", "ideas", 1, "resident", "informed", 2) in counts
    assert len(counts) == len(PHASES)


def test_a_blank_phase_is_kept_as_nothing(store, workshops, sheets, workshop):
    sheets.add(workshop.id, [person(run={"ideas": "dont_know"}), person(run={})])
    assert {(phase, answer) for _, _, phase, _, answer, _ in ratings(store)} == {("ideas", "dont_know")}
    assert len(workshops.participants(workshop.id)) == 2


def test_several_sheets_of_one_person_are_one_participant(workshops, sheets, workshop):
    first = person()
    sheets.add(workshop.id, [first])
    sheets.add(workshop.id, [first.model_copy(update={"sheets": {"cafe": WHOLE}})])
    assert len(workshops.participants(workshop.id)) == 1
    assert workshops.progress(workshop.id) == {"run": Progress(1, 1), "cafe": Progress(1, 1)}


def test_a_sheet_is_of_the_activitys_round(store, workshops, sheets, workshop):
    workshops.change(workshop.id, acts.reveal("run"))
    workshops.change(workshop.id, acts.another_round("run"))
    sheets.add(workshop.id, [person(run=WHOLE, cafe=WHOLE)])
    assert {(activity, number) for _, activity, _, number, _, _ in ratings(store)} == {("run", 2), ("cafe", 1)}


def test_desk_and_wall_hear_of_it(workshops, sheets, workshop):
    sheets.add(workshop.id, [person()])
    assert workshops.version(workshop.id) == workshop.version + 1


def test_no_phone_opens_a_place_on_paper(store, workshops, sheets, workshop):
    paper = person()
    sheets.add(workshop.id, [paper])
    with store.engine.connect() as connection:
        kept = connection.scalar(sa.select(t.participant.c.place_hash))
    assert kept not in {fingerprint(""), fingerprint(paper.id)}
    assert refusal(workshops.place, paper.id) is Code.PLACE_UNKNOWN


WRONG = {
    "a perspective that is not asked": (person("board"), Code.PERSPECTIVE_UNKNOWN),
    "no perspective": (person("x"), Code.PERSPECTIVE_UNKNOWN),
    "a level of another scale": (person(run={"ideas": "manipulation"}), Code.UNKNOWN_CHOICE),
    "an activity of the plan alone": (person(garden=WHOLE), Code.NOT_IN_WORKSHOP),
    "an activity of nowhere": (person(nowhere=WHOLE), Code.NOT_IN_WORKSHOP),
    "an activity that is revealed": (person(cafe=WHOLE), Code.ANSWERS_LOCKED),
    "one good sheet and one wrong": (person(run=WHOLE, cafe=WHOLE), Code.ANSWERS_LOCKED),
}


@pytest.mark.parametrize(("wrong", "code"), WRONG.values(), ids=WRONG)
def test_with_one_wrong_sheet_nothing_is_kept(store, workshops, sheets, workshop, wrong, code):
    workshops.change(workshop.id, acts.reveal("cafe"))
    before = everything(store)
    assert refusal(sheets.add, workshop.id, [person(), wrong]) is code
    assert refusal(sheets.add, workshop.id, [wrong, person()]) is code
    assert everything(store) == before


def test_only_an_open_workshop_takes_sheets(store, workshops, sheets, workshop):
    draft = prepared(workshops)
    assert refusal(sheets.add, draft.id, [person()]) is Code.ANSWERS_LOCKED
    for act in (acts.reveal(), acts.agree(), acts.close()):
        workshops.change(workshop.id, act)
        assert refusal(sheets.add, workshop.id, [person()]) is Code.ANSWERS_LOCKED
    assert refusal(sheets.add, "gone", [person()]) is Code.GONE
    assert rows(store)["participant"] == rows(store)["rating"] == 0


def test_a_sheet_that_is_in_is_not_overwritten(store, workshops, sheets, workshop):
    first = person()
    sheets.add(workshop.id, [first])
    before = everything(store)
    again = first.model_copy(update={"sheets": {"cafe": WHOLE, "run": dict.fromkeys(PHASES, "dont_know")}})
    with pytest.raises(Refused) as refused:
        sheets.add(workshop.id, [again])
    (fault,) = refused.value.faults
    assert (fault.code, fault.values["name"]) == (Code.SHEET_TWICE, "Løbeklub")
    assert everything(store) == before


def test_nobody_answers_for_a_phone_or_for_another_workshop(store, workshops, sheets, workshop):
    phone = workshops.place(workshops.join(code_of(workshops, workshop), ROUTER, "resident", ""))
    elsewhere, there = opened(workshops), person()
    sheets.add(elsewhere.id, [there])
    before = everything(store)
    for taken in (phone.participant.id, there.id):
        forged = person().model_copy(update={"id": taken})
        assert refusal(sheets.add, workshop.id, [forged]) is Code.SHEET_NOT_PAPER
        assert refusal(sheets.take_back, workshop.id, taken, "run") is Code.SHEET_NOT_PAPER
    assert everything(store) == before


def test_a_person_keeps_the_perspective(workshops, sheets, workshop):
    first = person()
    sheets.add(workshop.id, [first])
    changed = first.model_copy(update={"perspective": "staff", "sheets": {"cafe": WHOLE}})
    assert refusal(sheets.add, workshop.id, [changed]) is Code.PERSPECTIVE_UNKNOWN


# Taking back


def test_the_last_sheet_takes_the_person_with_it(store, workshops, sheets, workshop):
    first, other = person(run=WHOLE, cafe=WHOLE), person()
    sheets.add(workshop.id, [first, other])
    sheets.take_back(workshop.id, first.id, "run")
    assert {one.id for one in workshops.participants(workshop.id)} == {first.id, other.id}
    sheets.take_back(workshop.id, first.id, "cafe")
    assert {one.id for one in workshops.participants(workshop.id)} == {other.id}
    assert {row[0] for row in ratings(store)} == {other.id}


def test_what_the_room_has_seen_is_not_taken_back(store, workshops, sheets, workshop):
    first = person()
    sheets.add(workshop.id, [first])
    workshops.change(workshop.id, acts.reveal("run"))
    before = everything(store)
    assert refusal(sheets.take_back, workshop.id, first.id, "run") is Code.ANSWERS_LOCKED
    workshops.change(workshop.id, acts.another_round("run"))
    sheets.take_back(workshop.id, first.id, "run")
    assert rows(store)["rating"] == len(before["rating"])


def test_taking_back_twice_is_said(sheets, workshop):
    first = person()
    sheets.add(workshop.id, [first])
    sheets.take_back(workshop.id, first.id, "run")
    assert refusal(sheets.take_back, workshop.id, first.id, "run") is Code.GONE


# The log


def logged(workshops: Workshops, workshop: Workshop) -> list[tuple[str, int | None]]:
    return [(entry.act, entry.sheets) for entry in workshops.log(workshop.id)]


def test_a_pile_of_sheets_is_one_entry_of_the_log_until_another_act_comes_between(workshops, workshop):
    clock = iter((datetime(2026, 3, 12, 19), datetime(2026, 3, 12, 20)))
    sheets = Sheets(workshops.engine, lambda: next(clock))
    for _ in range(3):
        sheets.add(workshop.id, [person(run=WHOLE, cafe=WHOLE)])
    workshops.change(workshop.id, acts.reveal("run"))
    sheets.add(workshop.id, [person(cafe=WHOLE), person(cafe={})])
    assert logged(workshops, workshop) == [("open", None), ("paper", 6), ("reveal", None), ("paper", 2)]
    first, second = (entry for entry in workshops.log(workshop.id) if entry.act == "paper")
    assert (first.at, first.activity) == (datetime(2026, 3, 12, 19), None)
    assert second.at == datetime(2026, 3, 12, 20)


def test_the_log_counts_no_sheet_that_was_taken_back_or_refused(workshops, sheets, workshop):
    first, other = person(), person()
    sheets.add(workshop.id, [first, other])
    assert refusal(sheets.add, workshop.id, [first]) is Code.SHEET_TWICE
    sheets.add(workshop.id, [])
    sheets.take_back(workshop.id, other.id, "run")
    assert logged(workshops, workshop) == [("open", None), ("paper", 1)]
    sheets.take_back(workshop.id, first.id, "run")
    assert logged(workshops, workshop) == [("open", None)]


def test_sheets_of_one_workshop_are_in_no_other_log(workshops, sheets, workshop):
    elsewhere = opened(workshops)
    sheets.add(elsewhere.id, [person()])
    sheets.add(workshop.id, [person()])
    assert logged(workshops, workshop) == logged(workshops, elsewhere) == [("open", None), ("paper", 1)]
