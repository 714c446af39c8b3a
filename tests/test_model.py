from datetime import date

import pytest
from pydantic import ValidationError

from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, Activity, Assessment, Cell, Plan, PlanRecord


def round_on(day: date, title: str = "") -> Assessment:
    return Assessment(title=title, day=day, scale="ivac", scale_version=1)


@pytest.mark.parametrize(("answer", "level"), [("informed", "informed"), (DONT_KNOW, None), (NOT_RELEVANT, None)])
def test_answers_outside_the_scale_are_no_level(answer, level):
    assert Cell(answer=answer).level == level


def test_a_blank_is_no_answer_at_all():
    assert (BLANK.answer, BLANK.level, BLANK.low_on_purpose) == (None, None, False)


@pytest.mark.parametrize(
    ("cell", "on_purpose"),
    [
        (Cell(answer="informed", desired="informed", desired_reason="on_purpose"), True),
        (Cell(answer="informed", desired="resident_joint", desired_reason="on_purpose"), False),
        (Cell(answer="informed", desired="informed", desired_reason="time"), False),
        (Cell(answer="informed", desired_reason="on_purpose"), False),
        (Cell(desired_reason="on_purpose"), False),
        (Cell(answer=DONT_KNOW, desired=DONT_KNOW, desired_reason="on_purpose"), False),
    ],
)
def test_low_on_purpose_is_a_level_wanted_as_it_is(cell, on_purpose):
    assert cell.low_on_purpose is on_purpose


def test_a_misspelt_field_never_vanishes():
    for kind in (Plan, Activity):
        with pytest.raises(ValidationError):
            kind(name="Nordby", naem="Nordby")


def test_values_do_not_change():
    with pytest.raises(ValidationError):
        BLANK.answer = "informed"


def test_ids_are_fresh_and_fit_their_column():
    ids = {Plan(name="x").id for _ in range(100)}
    assert len(ids) == 100
    assert {len(each) for each in ids} == {32}


def test_the_latest_round_is_the_newest_and_of_one_day_the_later():
    early, same, late = round_on(date(2026, 1, 1)), round_on(date(2026, 5, 1), "a"), round_on(date(2026, 5, 1), "b")
    plan = Plan(name="Nordby")
    assert PlanRecord(plan=plan).latest is None
    assert PlanRecord(plan=plan, assessments=(same, late, early)).latest == late


def test_a_round_without_cells_has_none(record):
    assert record.cells_of(None) == record.cells_of(round_on(date.min)) == {}
    assert record.cells_of(record.assessments[0]) == record.cells["spring"]


def test_the_words_of_a_name_stand_one_space_apart_on_one_line():
    assert Activity(name=" Løbe  klub\n for\u00a0mænd ").name == "Løbe klub for mænd"
    assert Activity(name="Kor", description="To\nlinjer").description == "To\nlinjer"
