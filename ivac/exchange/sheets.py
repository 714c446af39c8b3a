"""How the sheets that we write look, and how texts come into them without ever being run."""

from collections.abc import Iterable, Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ivac.exchange.text import clean, is_command


def head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Write the headings, which stay in view, and set the columns' widths (in characters)."""
    write(sheet, 1, headings)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def write(sheet: Worksheet, row: int, values: Iterable[str | int | None]) -> None:
    """Write one row; texts stay texts, whatever they begin with."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        if not isinstance(cell, Cell) or value in (None, ""):
            continue
        if isinstance(value, str):
            value = clean(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
            cell.quotePrefix = is_command(value)  # Excel's own leading apostrophe, kept when the cell is edited


def settle(sheet: Worksheet) -> None:
    """Let readers filter the finished table."""
    sheet.auto_filter.ref = sheet.dimensions


def fill(
    sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Iterable[str | int | None]]
) -> None:
    """Write a whole table that readers can filter."""
    head(sheet, headings, widths)
    for number, row in enumerate(rows, start=2):
        write(sheet, number, row)
    settle(sheet)
