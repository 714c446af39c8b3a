"""A workbook alone brings the whole plan back, as it was written."""

import io

import openpyxl
import pytest
from hypothesis import given, settings

from ivac.demo import demo_records
from ivac.exchange import plan_in, read_file, to_xlsx
from ivac.exchange.plan_sheet import PIECE
from ivac.exchange.text import clean
from ivac.faults import Code, Refused
from ivac.language import CODES, language
from ivac.model import TEXT_LIMIT, Activity
from tests.documents.making import ARABIC, CHINESE, EMOJI, hostile_records
from tests.documents.office import saved_as

from .making import csv_text, records, small_record, xlsx

HOSTILE = ["=1+1", "+x", "-x", "@SUM(A1)", "'=1", "|", "_x0041_ _x000D_", "#N/A", "TRUE", ARABIC, EMOJI, CHINESE]


def back(data: bytes):
    return plan_in(read_file("plan.xlsx", data), "plan.xlsx")


def hostile(names=tuple(HOSTILE)):
    """A plan whose activities have such names, and texts as long and as many as letters that need most room."""
    listed = tuple(
        Activity(id=f"h{number}", name=name[:120], description=(name * TEXT_LIMIT)[:TEXT_LIMIT].strip())
        for number, name in enumerate(names)
    )
    return small_record().model_copy(update={"activities": (*small_record().activities, *listed)})


@given(records())
@settings(max_examples=25, deadline=None)
@pytest.mark.parametrize("code", CODES)
def test_a_plan_comes_back_from_its_workbook_as_it_went(code, record):
    assert back(to_xlsx(record, language(code), {})) == record


@pytest.mark.parametrize("record", [*demo_records("da"), *hostile_records().values(), hostile()])
def test_demo_plans_and_hostile_ones_come_back(record):
    assert back(to_xlsx(record, language("da"), {})) == record


def test_no_cell_holds_more_than_a_spreadsheet_program_keeps():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(hostile(), language("en"), {})))
    pieces = [row[0] for row in book["Plan (data)"].iter_rows(min_row=3, values_only=True)]
    assert len(pieces) > 3
    assert all(len(piece) <= PIECE + 2 < 32_767 and piece.isascii() for piece in pieces)


def test_the_sheet_says_what_it_is_for_and_that_other_changes_are_not_read():
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(small_record(), language("en"), {})))
    assert book.worksheets[-1].title == "Plan (data)"
    assert "Changes on the other sheets are not read" in book["Plan (data)"]["A2"].value


def altered(change) -> bytes:
    """A workbook saved again after somebody has changed something."""
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(hostile(), language("en"), {})))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_changes_on_the_other_sheets_are_not_read():
    def rename(book):
        book["Activities"]["B2"].value = "Another name"
        del book["Cells"]

    assert back(altered(rename)) == hostile()


def swap(book):
    first, second = book["Plan (data)"]["A3"], book["Plan (data)"]["A4"]
    first.value, second.value = second.value, first.value


@pytest.mark.parametrize("damage", [lambda book: book["Plan (data)"].delete_rows(4), swap], ids=["missing", "swapped"])
def test_a_sheet_with_a_piece_missing_or_moved_is_refused(damage):
    with pytest.raises(Refused) as refused:
        back(altered(damage))
    (fault,) = refused.value.faults
    assert (fault.code, fault.values) == (Code.JSON_BROKEN, {"file": "plan.xlsx", "reason": "Plan (data)"})


def test_a_workbook_of_a_version_to_come_is_refused(monkeypatch):
    with monkeypatch.context() as later:
        later.setattr("ivac.exchange.plan_json.FORMAT_VERSION", 99)
        workbook = to_xlsx(small_record(), language("en"), {})
    with pytest.raises(Refused) as refused:
        back(workbook)
    assert [fault.code for fault in refused.value.faults] == [Code.JSON_NEWER]


def test_other_spreadsheets_hold_no_plan():
    rows = [["Aktivitet"], ["Løbeklub"]]
    assert back(xlsx(rows)) is None
    assert plan_in(read_file("a.csv", csv_text(rows).encode()), "a.csv") is None
    assert back(altered(lambda book: book.remove(book["Plan (data)"]))) is None


def test_a_spreadsheet_program_opens_the_workbook_runs_nothing_and_keeps_the_plan(tmp_path):
    saved = saved_as("xlsx", to_xlsx(hostile(), language("en"), {}), "plan.xlsx", tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(saved))
    names = [row[1].value for row in book["Activities"].iter_rows(min_row=3)]
    assert names == [clean(name[:120]) for name in HOSTILE]
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert book["Cells"]["C2"].fill.fgColor.rgb == "FFEEF3F6"
    assert book["Next steps"]["E2"].is_date
    assert back(saved) == hostile()
