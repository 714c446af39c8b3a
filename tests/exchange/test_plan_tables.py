import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings

from ivac.content import load
from ivac.exchange import preview, read_file, to_csv, to_xlsx
from ivac.language import CODES, language
from ivac.model import PHASES, Checked

from .making import records, small_record


def csv_rows(data: bytes):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheets(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets


def lines(sheet):
    """The rows below the headings, each by its heading."""
    heads, *rows = ([cell.value for cell in line] for line in sheet.iter_rows())
    return [dict(zip(heads, row, strict=True)) for row in rows]


@given(records())
@settings(max_examples=15, deadline=None)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_activities_come_in_again_as_they_were(code, kind, record):
    data = (to_csv if kind == "csv" else to_xlsx)(record, language(code))
    found = preview(read_file(f"plan.{kind}", data), load(), language(code))
    if record.activities:
        without_id = [activity.model_dump(exclude={"id"}) for activity in record.activities]
        assert [activity.model_dump(exclude={"id"}) for activity in found.accepted()] == without_id
        assert found.plan_name == record.plan.name


@pytest.mark.parametrize("code", CODES)
def test_levels_stand_as_names_and_the_three_kinds_of_no_level_differ(code):
    (row,) = csv_rows(to_csv(small_record(), language(code)))
    words = language(code).words
    answers = [row[words.phases[phase].name] for phase in PHASES]
    assert answers[0].startswith(words.scales["ivac"].levels[load().scales["ivac"].level_ids[0]].name)
    assert len(set(answers[:4])) == 4
    assert answers[3:] == ["", "", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_texts_that_look_like_formulas_are_never_run(start):
    record = small_record(name=f"{start}cmd|'/c calc'!A1", description=f"{start}1")
    line = to_csv(record, language("da")).decode("utf-8-sig").splitlines()[1]
    assert not any(cell.startswith(start) for cell in next(csv.reader([line], delimiter=";")))
    for sheet in sheets(to_xlsx(record, language("da"))):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    cell = sheets(to_xlsx(record, language("da")))[0]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_workbook_holds_activities_cells_and_what_they_are_about():
    activities, cells, *_, about = sheets(to_xlsx(small_record(), language("en")))
    assert (activities.title, cells.title, about.title) == ("Activities", "Cells", "About")
    assert (activities.max_row, cells.max_row) == (2, 7)
    assert (activities.freeze_panes, cells.freeze_panes) == ("A2", "A2")
    assert activities.auto_filter.ref
    assert cells["I4"].value is None
    assert cells["J4"].value == "=1+1"
    facts = {row[0].value: row[1].value for row in about.iter_rows()}
    assert (facts["Plan"], facts["Fictional"], facts["Date"]) == ("Nordby", "yes", "March 12, 2026")
    assert facts["Scale"].endswith("version 1")
    assert "A level is a description, not a score." in facts.values()


def test_a_plan_without_assessment_can_be_exported():
    record = small_record().model_copy(update={"assessments": (), "cells": {}})
    assert csv_rows(to_csv(record, language("da")))[0][language("da").words.phases["knowledge"].name] == ""
    assert len(sheets(to_xlsx(record, language("da")))) == 6


def test_the_workbook_lists_the_next_steps_with_names_instead_of_ids():
    steps = sheets(to_xlsx(small_record(), language("en")))[4]
    (told,) = lines(steps)
    assert steps.title == "Next steps"
    assert (told["What"], told["Activity"], told["Phase"]) == ("=Ask the runners", "Løbeklub", "Knowledge gathering")
    assert (told["Who"], told["By when"], told["Needs others"]) == ("MK", "2026-05-03", "no")
    assert (told["Status"], told["Reason"]) == ("Planned", None)
    assert told["From level"] == language("en").words.scales["ivac"].levels["informed"].full
    assert steps["A2"].data_type == "s"


def test_control_characters_do_not_break_the_workbook():
    assert sheets(to_xlsx(small_record(description="a\x07\ufffeb"), language("da")))[0]["C2"].value == "ab"


def test_the_workbook_holds_all_questions_of_the_checklist_with_what_was_said():
    checklist = sheets(to_xlsx(small_record(), language("en")))[3]
    first, *others = lines(checklist)
    words = language("en").words.talk.checklist
    assert checklist.title == "Checklist"
    assert first == {
        "Question": words.questions["purpose"], "Heading": words.groups["strategy"], "Answer": "Partly",
        "Note": "Vi taler om det",
    }  # fmt: skip
    assert [row["Question"] for row in others] == list(words.questions.values())[1:]
    assert {(row["Answer"], row["Note"]) for row in others} == {(None, None)}


@pytest.mark.parametrize("code", CODES)
def test_every_answer_of_the_checklist_has_its_own_word(code):
    answers = ("yes", "partly", "no", "not_relevant")
    questions = [check.id for check in load().talk.checklist[:4]]
    said = {question: Checked(answer=answer) for question, answer in zip(questions, answers, strict=True)}
    record = small_record().model_copy(update={"checks": {"r1": said}})
    rows = list(sheets(to_xlsx(record, language(code)))[3].iter_rows(min_row=2, values_only=True))
    assert len({row[2] for row in rows[:4]} - {None}) == 4


def test_the_workbook_holds_breadth_and_anchoring_of_every_activity():
    record = small_record()
    said = record.breadth["r1"]["a1"].model_copy(
        update={"missing": ("men", "elderly"), "money": "grants", "stops_without": 2, "practised": ("inviting",)}
    )
    silent = record.activities[0].model_copy(update={"id": "a2", "name": "Kor"})
    record = record.model_copy(update={"activities": (*record.activities, silent), "breadth": {"r1": {"a1": said}}})
    breadth = sheets(to_xlsx(record, language("en")))[2]
    told, blank = lines(breadth)
    item = language("en").words.item
    assert breadth.title == "Breadth and anchoring"
    assert (told["Activity"], told["Residents, about"], told["So many would have to stop"]) == ("Løbeklub", 12, 2)
    assert told["New faces or the same few"] == item("faces", "same_few").name
    missing = [item("target_groups", group).name for group in ("men", "elderly")]
    assert told["Groups that are missing"] == "; ".join(missing)
    assert told["Run by"] == item("actors", "residents").name
    assert told["Where the money comes from"] == item("money", "grants").name
    assert told["What residents have practised"] == item("practised", "inviting").name
    assert told["Note"] == "=2+2"
    assert blank.pop("Activity") == "Kor"
    assert set(blank.values()) == {None}
