import csv
import io
import json
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings

from ivac.content import load
from ivac.demo import demo_records
from ivac.exchange import plan_numbers, preview, read_file, to_csv, to_json, to_xlsx
from ivac.exchange.plan_json import FORMAT, FORMAT_VERSION
from ivac.language import CODES, language
from ivac.model import PHASES, Checked
from ivac.palette import level_colour, text_on

from .making import records, small_record


def csv_rows(data: bytes):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def workbook(record, code="en"):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(record, language(code), {})))


def lines(sheet):
    """The rows below the headings, each by its heading."""
    heads, *rows = ([cell.value for cell in line] for line in sheet.iter_rows())
    return [dict(zip(heads, row, strict=True)) for row in rows]


@given(records())
@settings(max_examples=15, deadline=None)
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_activities_come_in_again_as_they_were(code, kind, record):
    data = to_csv(record, language(code)) if kind == "csv" else to_xlsx(record, language(code), {})
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
    book = workbook(record)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    cell = book["Activities"]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_workbook_holds_activities_cells_and_what_they_are_about():
    book = workbook(small_record())
    activities, cells, about = book["Activities"], book["Cells"], book["About"]
    assert (activities.max_row, cells.max_row) == (2, 7)
    assert activities.auto_filter.ref
    assert cells["I4"].value is None
    assert cells["J4"].value == "=1+1"
    facts = {row[0].value: row[1].value for row in about.iter_rows()}
    assert (facts["Plan"], facts["Fictional"], facts["Activities"]) == ("Nordby", "yes", 1)
    assert facts["Answered cells"] == "3 of 6"
    assert facts["Scale"].endswith("version 1")
    assert facts["Format"] == f"{FORMAT}, version {FORMAT_VERSION}"
    assert "A level is a description, not a score." in [row[1].value for row in about.iter_rows()]


TITLES = [
    "Activities", "Cells", "Breadth and anchoring", "Checklist", "Next steps", "Codebook", "About", "Plan (data)",
]  # fmt: skip


def test_every_sheet_has_its_place_and_tables_keep_their_headings_in_view():
    book = workbook(small_record())
    assert book.sheetnames == TITLES
    assert {book[title].freeze_panes for title in TITLES[:6]} == {"A2"}
    assert all(book[title].column_dimensions["A"].width > 15 for title in TITLES)


def test_rows_are_as_tall_as_their_longest_text_and_the_letters_of_one_family():
    book = workbook(small_record(description="word " * 40))
    short = workbook(small_record(description="word"))
    assert book["Activities"].row_dimensions[2].height > short["Activities"].row_dimensions[2].height
    assert workbook(small_record(description="word " * 700))["Activities"].row_dimensions[2].height == 300
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.font.name, cell.font.size) for cell in cells} == {("Calibri", 11)}


def test_days_are_days():
    book = workbook(small_record())
    (told,) = lines(book["Next steps"])
    facts = {row[0].value: row[1] for row in book["About"].iter_rows()}
    assert (told["By when"], told["Written on"]) == (datetime(2026, 5, 3), datetime(2026, 3, 12))
    assert facts["Date"].value == datetime(2026, 3, 12)
    assert facts["Date"].number_format == "yyyy-mm-dd"


def test_a_day_that_spreadsheets_do_not_know_stands_as_a_text():
    record = small_record()
    old = record.assessments[0].model_copy(update={"day": date(812, 3, 12)})
    facts = {row[0].value: row[1].value for row in workbook(record.model_copy(update={"assessments": (old,)}))["About"]}
    assert facts["Date"] == "0812-03-12"


def test_levels_stand_in_their_colours_and_each_other_answer_looks_different():
    level, dont_know, not_relevant, blank = workbook(small_record())["Cells"]["C"][1:5]
    first = load().scales["ivac"].levels[0]
    colour = level_colour(first.palette)
    assert level.fill.fgColor.rgb == "FF" + colour[1:].upper()
    assert level.font.color.rgb == "FF" + text_on(colour)[1:].upper()
    assert level.border.left.style == "thick", "on purpose"
    assert (dont_know.border.left.style, dont_know.fill.patternType) == ("dashed", "solid")
    assert not_relevant.fill.patternType == "lightUp"
    assert (blank.value, blank.fill.patternType) == (None, None)


def test_a_level_that_is_not_kept_on_purpose_has_no_edge():
    record = small_record()
    cells = {"r1": {("a1", "knowledge"): record.cells["r1"]["a1", "knowledge"].model_copy(update={"desired": None})}}
    assert workbook(record.model_copy(update={"cells": cells}))["Cells"]["C2"].border.left.style is None


@pytest.mark.parametrize("demo", demo_records("en"), ids=lambda record: record.plan.name)
def test_the_levels_of_the_cells_add_up_to_the_numbers_of_the_plan(demo):
    scale = language("en").words.scales[demo.latest.scale].levels
    told = Counter((row["Phase"], row["Level"]) for row in lines(workbook(demo)["Cells"]))
    for phase in plan_numbers(demo)["phases"]:
        name = language("en").words.phases[phase["phase"]].name
        assert {level: told[name, scale[level].full] for level in scale} == phase["counts"]
        assert told[name, None] == phase["blank"]
        assert told[name, "Don’t know"] == phase["dont_know"]


def ids_in(data, within=()):
    """Every value of a plan's file that is an id of the method, with the field it stands in."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from ids_in(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from ids_in(value, within)
    elif isinstance(data, str) and within in CODED:
        yield data


CODED = {
    "phase", "answer", "desired", "desired_reason", "roles", "actors", "evidence", "effort_area", "activity_type",
    "target_groups", "complexity", "aim", "status", "faces", "missing", "run_by", "money", "practised", "question",
    "from_level", "to_level",
}  # fmt: skip


@given(records())
@settings(max_examples=10, deadline=None)
def test_the_codebook_explains_every_id_of_the_plans_file(record):
    told = {row["Id"] for row in lines(workbook(record)["Codebook"])}
    assert set(ids_in(json.loads(to_json(record)))) - told == set()


@pytest.mark.parametrize("code", CODES)
def test_the_codebook_tells_names_in_both_languages_meaning_version_and_source(code):
    rows = list(workbook(small_record(), code)[language(code).t("Codebook")].iter_rows(min_row=2, values_only=True))
    by_id = {row[1]: row for row in rows if row[1] == "informed"}
    words = [language(each).words.scales["ivac"].levels["informed"] for each in CODES]
    assert by_id["informed"][2:4] == tuple(each.full for each in words)
    assert by_id["informed"][4] == language(code).words.scales["ivac"].levels["informed"].sentence
    assert by_id["informed"][5] == 1
    assert by_id["informed"][6].startswith("Beboerinddragelse og sundhedsfremme i 27 helhedsplaner, ")
    assert all(row[2] and row[3] for row in rows)


def test_a_plan_without_assessment_can_be_exported():
    record = small_record().model_copy(update={"assessments": (), "cells": {}})
    assert csv_rows(to_csv(record, language("da")))[0][language("da").words.phases["knowledge"].name] == ""
    assert workbook(record).sheetnames == TITLES


def test_the_workbook_lists_the_next_steps_with_names_instead_of_ids():
    steps = workbook(small_record())["Next steps"]
    (told,) = lines(steps)
    assert (told["What"], told["Activity"], told["Phase"]) == ("=Ask the runners", "Løbeklub", "Knowledge gathering")
    assert (told["Who"], told["Needs others"]) == ("MK", "no")
    assert (told["Status"], told["Reason"]) == ("Planned", None)
    assert told["From level"] == language("en").words.scales["ivac"].levels["informed"].full
    assert steps["A2"].data_type == "s"


def test_control_characters_do_not_break_the_workbook():
    assert workbook(small_record(description="a\x07\ufffeb"))["Activities"]["C2"].value == "ab"


def test_the_workbook_holds_all_questions_of_the_checklist_with_what_was_said():
    first, *others = lines(workbook(small_record())["Checklist"])
    words = language("en").words.talk.checklist
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
    checklist = workbook(record, code)[language(code).t("Checklist")]
    rows = list(checklist.iter_rows(min_row=2, values_only=True))
    assert len({row[2] for row in rows[:4]} - {None}) == 4


def test_the_workbook_holds_breadth_and_anchoring_of_every_activity():
    record = small_record()
    said = record.breadth["r1"]["a1"].model_copy(
        update={"missing": ("men", "elderly"), "money": "grants", "stops_without": 2, "practised": ("inviting",)}
    )
    silent = record.activities[0].model_copy(update={"id": "a2", "name": "Kor"})
    record = record.model_copy(update={"activities": (*record.activities, silent), "breadth": {"r1": {"a1": said}}})
    told, blank = lines(workbook(record)["Breadth and anchoring"])
    item = language("en").words.item
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
