"""How the sheets that we write look, and how texts come into them without ever being run."""

from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ivac.exchange.shades import Shaded
from ivac.exchange.text import clean, is_command
from ivac.palette import EDGE, INK, LINE, text_on

Value = str | int | date | Shaded | None
"""What stands in a cell; None is nothing."""
Row = list[Value]

LINE_HEIGHT = 15
"""Points that one line of text takes."""
MOST_LINES = 20
"""Longer texts do not make their row taller: it has to fit on a screen."""
DAY_FORMAT = "yyyy-mm-dd"
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheet programs disagree about the days before it, so these stand as texts."""


def head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Write the headings, which stay in view, and set the columns' widths (in characters)."""
    write(sheet, 1, headings)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        cell.font = _font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"


def write(sheet: Worksheet, row: int, values: Iterable[Value]) -> None:
    """Write one row; texts stay texts, whatever they begin with, and days are days."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        if not isinstance(cell, Cell) or value in (None, ""):
            continue
        if isinstance(value, Shaded):
            _shade(cell, value)
            value = value.text
        if isinstance(value, date) and value < FIRST_DAY:
            value = value.isoformat()
        if isinstance(value, str):
            value = clean(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
            cell.quotePrefix = is_command(value)  # Excel's own leading apostrophe, kept when the cell is edited
        elif isinstance(value, date):
            cell.number_format = DAY_FORMAT
            cell.alignment = Alignment(horizontal="left", vertical="top")


def _shade(cell: Cell, shown: Shaded) -> None:
    ground = _argb(shown.colour)
    fill = PatternFill("lightUp", _argb(LINE), ground) if shown.hatched else PatternFill("solid", ground)
    edge = {"dotted": Side("dashed", _argb(EDGE)), "thick": Side("thick", _argb(INK)), None: Side()}[shown.edge]
    cell.fill, cell.border = fill, Border(edge, edge, edge, edge)
    cell.font = _font(colour=text_on(shown.colour))


def _font(bold: bool = False, colour: str = INK) -> Font:
    """The sheet's own font with another look; a new one would be of another family."""
    return Font(name=DEFAULT_FONT.name, size=DEFAULT_FONT.size, bold=bold, color=_argb(colour))


def _argb(colour: str) -> str:
    """A hex colour as spreadsheets write it, opaque."""
    return "FF" + colour.removeprefix("#").upper()


def settle(sheet: Worksheet) -> None:
    """Let readers filter the finished table."""
    sheet.auto_filter.ref = sheet.dimensions


def fill(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], rows: Iterable[Row]) -> None:
    """Write a whole table that readers can filter."""
    head(sheet, headings, widths)
    for number, row in enumerate(rows, start=2):
        write(sheet, number, row)
        _fit(sheet, number, row, widths)
    settle(sheet)


def fill_plainly(sheet: Worksheet, widths: Sequence[int], rows: Iterable[Row]) -> None:
    """Write rows that have no headings."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=1):
        write(sheet, number, row)
        _fit(sheet, number, row, widths)


def _fit(sheet: Worksheet, row: int, values: Row, widths: Sequence[int]) -> None:
    """Make a row as tall as its longest text: not every program does so when it opens the file."""
    texts = (value.text if isinstance(value, Shaded) else str(value or "") for value in values)
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=False))
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes; a tenth of each is left empty by words that do not fit."""
    return sum(max(1, -(-len(part) * 10 // (width * 9))) for part in text.split("\n"))
