"""The table for statistics: a row for each cell and for each count that the room has seen; its sums are the plan's."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given, settings

from ivac.content import rated_scale
from ivac.demo import demo_records
from ivac.exchange import plan_numbers, to_tidy_csv
from ivac.language import CODES, language
from ivac.model import PHASES
from ivac.room import room_of
from ivac.workshop import AgendaItem, RoomCount, Workshop

from .making import records, small_record


def rows(record, rooms=None, code="en"):
    data = to_tidy_csv(record, language(code), rooms or {})
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def room(*counts, revealed=True):
    """The room of the small plan's one round: people by perspective and answer, asked for ideas of its activity."""
    workshop = Workshop(
        id="r1", plan_id="p1", day="2026-03-12", scale="ivac", scale_version=1, ask_desired=True,
        agenda=(AgendaItem(activity="a1", revealed=revealed),),
    )  # fmt: skip
    listed = [RoomCount(asked, "a1", "ideas", 1, group, answer, n) for asked, group, answer, n in counts]
    return room_of(workshop, listed, 9, rated_scale("ivac", 1))


@pytest.mark.parametrize("code", CODES)
def test_a_cell_is_told_by_ids_with_its_name_beside(code):
    first, *_, last = rows(small_record(), code=code)
    assert first == {
        "kind": "cell", "plan_id": "p1", "plan": "Nordby", "fictional": "1", "round_id": "r1",
        "round_day": "2026-03-12", "recalled": "0", "scale": "ivac", "scale_version": "1", "activity_id": "a1",
        "activity": "Løbeklub", "phase": "knowledge", "status_today": "done", "asked": "",
        "workshop_round": "", "group": "", "answer": "not_involved",
        "answer_name": language(code).words.scales["ivac"].levels["not_involved"].full,
        "people": "", "desired": "not_involved", "desired_reason": "on_purpose", "low_on_purpose": "1",
    }  # fmt: skip
    assert (last["phase"], last["answer"], last["low_on_purpose"]) == ("evaluation", "", "0")


@given(records())
@settings(max_examples=15, deadline=None)
def test_every_round_has_a_row_for_each_activity_and_phase(record):
    told = [(row["round_id"], row["activity_id"], row["phase"]) for row in rows(record)]
    known = [each.id for each in record.activities]
    assert told == [(each.id, one, phase) for each in record.assessments for one in known for phase in PHASES]


@pytest.mark.parametrize("demo", demo_records("en"), ids=lambda record: record.plan.name)
def test_cells_add_up_to_the_numbers_of_the_plan(demo):
    latest = [row for row in rows(demo) if row["round_id"] == demo.latest.id]
    told = Counter((row["phase"], row["answer"]) for row in latest)
    chosen = Counter((row["phase"], row["answer"]) for row in latest if row["low_on_purpose"] == "1")
    for phase in plan_numbers(demo)["phases"]:
        name = phase["phase"]
        assert {level: told[name, level] for level in phase["counts"]} == phase["counts"]
        assert {level: chosen[name, level] for level in phase["counts"]} == phase["on_purpose"]
        assert (told[name, "dont_know"], told[name, ""]) == (phase["dont_know"], phase["blank"])


def counts(rooms):
    told = [row for row in rows(small_record(), rooms) if row["kind"] == "count"]
    assert {(row["round_id"], row["activity_id"], row["phase"]) for row in told} <= {("r1", "a1", "ideas")}
    return {(row["asked"], row["group"], row["answer"]): int(row["people"]) for row in told if row["people"] != "0"}


def test_counts_are_those_that_the_room_has_seen():
    seen = room(
        ("answer", "staff", "informed", 3), ("answer", "staff", "dont_know", 1), ("answer", "resident", "informed", 3),
        ("desired", "staff", "resident_joint", 3),
    )  # fmt: skip
    assert counts({"r1": seen}) == {
        ("answer", "everybody", "informed"): 6,
        ("answer", "everybody", "dont_know"): 1,
        ("answer", "staff", "informed"): 3,
        ("answer", "staff", "dont_know"): 1,
        ("answer", "resident", "informed"): 3,
        ("desired", "everybody", "resident_joint"): 3,
    }


def test_small_groups_and_what_is_not_revealed_have_no_row():
    small = room(("answer", "staff", "informed", 4), ("answer", "resident", "informed", 2))
    few = room(("answer", "staff", "informed", 1), ("answer", "resident", "resident_joint", 1))
    hidden = room(("answer", "staff", "informed", 9), revealed=False)
    assert counts({"r1": small}) == {("answer", "everybody", "informed"): 6}
    assert counts({"r1": few}) == counts({"r1": hidden}) == {}


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_texts_that_look_like_formulas_are_never_run(start):
    told = rows(small_record(name=f"{start}1+1"))
    assert {row["activity"] for row in told} == {f"'{start}1+1"}
    assert not any(value.startswith(start) for row in told for value in row.values())


def test_letters_of_other_writings_come_through():
    assert rows(small_record(name="مقهى 🏃 社区"))[0]["activity"] == "مقهى 🏃 社区"


def test_a_plan_that_nobody_has_rated_has_headings_alone():
    record = small_record().model_copy(update={"assessments": (), "cells": {}, "breadth": {}, "checks": {}})
    assert rows(record) == []
