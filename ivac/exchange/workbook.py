"""Reads XLSX workbooks of any origin: sizes are measured before anything is built from them."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Never

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ivac.exchange.table import COLUMN_LIMIT, ROW_LIMIT, Formula, Row, Table
from ivac.exchange.text import clean, without_apostrophe
from ivac.faults import Code, Refused

UNPACKED_LIMIT = 50 * 1024 * 1024
"""Bytes; ten times the largest file we take, which honest workbooks do not exceed."""
MARKUP_LIMIT = 3_000_000
"""XML tags; what openpyxl reads in about ten seconds."""
CELLS_LIMIT = 500_000
"""Cells looked at in one sheet, empty ones too; about three seconds."""
LAST_ROW = 1_048_576
OLE_HEADER = b"\xd0\xcf\x11\xe0"
"""How encrypted workbooks begin, and Excel's format from before 2007."""
_CHUNK = 1024 * 1024
_ENCRYPTED = 0x1


def read_workbook(file: str, data: bytes) -> list[Table]:
    """The visible sheets, in order."""
    if data.startswith(OLE_HEADER):
        raise Refused.because(Code.FILE_LOCKED, file=file)
    try:
        _measure(file, data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts it leaves out, none of which we read
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            return [_table(file, sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Refused:
        raise
    except Exception as error:  # zipfile, the XML parsers and openpyxl raise nearly anything over a broken file
        raise Refused.because(Code.FILE_BROKEN, file=file, kind="XLSX") from error


def _measure(file: str, data: bytes) -> None:
    """Refuse a zip that unpacks to too much; what it declares is asked first and then not believed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(part.flag_bits & _ENCRYPTED for part in archive.infolist()):
            raise Refused.because(Code.FILE_LOCKED, file=file)
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            _too_large(file)
        size = tags = 0
        for part in archive.infolist():
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    tags += chunk.count(b"<")
                    if size > UNPACKED_LIMIT or tags > MARKUP_LIMIT:
                        _too_large(file)


def _too_large(file: str) -> Never:
    raise Refused.because(Code.FILE_EXPANDS, file=file)


def _table(file: str, sheet: Worksheet) -> Table:
    declared = sheet.max_row or 0
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # else formatted empty columns make every row wide
    rows: list[Row] = []
    column_total = 0
    for number, texts in _filled(file, sheet):
        column_total = max(column_total, len(texts))
        rows.append(Row(number, texts[:COLUMN_LIMIT]))
        if len(rows) == ROW_LIMIT:
            break
    row_total = rows[-1].number if rows else 0
    if len(rows) == ROW_LIMIT:
        row_total = max(row_total, declared)
    return Table(file, sheet.title, tuple(rows), row_total, column_total)


def _filled(file: str, sheet: Worksheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    seen = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        seen += len(cells)
        if seen > CELLS_LIMIT or number > LAST_ROW:
            _too_large(file)
        texts = _trimmed(map(_text, cells))
        if texts:
            yield number, texts


LONGEST_CELL = 32_768
"""One letter more than Excel keeps in a cell; cleaning a longer one again and again would stop the server."""


def _trimmed(texts: Iterable[str]) -> tuple[str, ...]:
    listed = list(texts)
    while listed and not listed[-1]:
        listed.pop()
    return tuple(listed)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(value or "=")
    return without_apostrophe(clean(_plain(value)[:LONGEST_CELL]))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
