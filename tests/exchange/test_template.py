import io

import openpyxl
import pytest

from ivac.content import load
from ivac.exchange import preview, read_file, template
from ivac.exchange.columns import FIELDS, label
from ivac.faults import Code
from ivac.language import CODES, language

from .making import codes


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("code", CODES)
def test_the_template_filled_with_one_name_comes_in(code):
    book = opened(template(code))
    heading = label("name", language(code))
    column = next(cell.column for cell in book.worksheets[0][1] if cell.value == heading)
    book.worksheets[0].cell(2, column, "Løbeklub")
    found = preview(read_file("skabelon.xlsx", saved(book)), load(), language(code))
    assert found.faults == ()
    assert found.unknown_columns == ()
    assert [each.name for each in found.accepted()] == ["Løbeklub"]


def test_the_template_holds_no_activity_of_its_own():
    found = preview(read_file("skabelon.xlsx", template("da")), load(), language("da"))
    assert codes(found.faults) == [Code.NO_ACTIVITIES]


@pytest.mark.parametrize("code", CODES)
def test_every_choice_that_the_template_offers_comes_in(code):
    book = opened(template(code))
    sheet, lists = book.worksheets[0], book.worksheets[2]
    for column, cell in enumerate(sheet[1], start=1):
        for row in range(2, 70):
            if column == 2:
                sheet.cell(row, column, f"Aktivitet {row}")
            elif lists.cell(row - 1, column).value:
                sheet.cell(row, column, lists.cell(row - 1, column).value)
        assert cell.value
    assert preview(read_file("skabelon.xlsx", saved(book)), load(), language(code)).faults == ()


def test_the_guide_explains_every_column_and_closed_lists_have_drop_downs():
    book = opened(template("da"))
    sheet, guide, lists = book.worksheets
    assert [row[0].value for row in guide.iter_rows(min_row=2)] == [label(field, language("da")) for field in FIELDS]
    assert all(row[1].value for row in guide.iter_rows(min_row=2))
    assert len(sheet.data_validations.dataValidation) == 12
    assert lists.sheet_state == "hidden"
    assert sheet.freeze_panes == "A2"
