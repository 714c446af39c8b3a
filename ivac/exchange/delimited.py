"""Reads CSV files and pasted text: finds the encoding and the separator that other programs chose."""

import codecs
import csv
import io
import re
from collections.abc import Iterable

from ivac.exchange.headings import field_of
from ivac.exchange.table import COLUMN_LIMIT, HEADING_ROWS, ROW_LIMIT, Formula, Row, Table
from ivac.exchange.text import clean, without_apostrophe
from ivac.faults import Code, Refused

SEPARATORS = ";\t,"
_SEPARATOR_LINE = re.compile(r'\A"?sep=([;,\t|])"?\r?\n', re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_csv(file: str, data: bytes) -> Table:
    """The table in a CSV file."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise _broken(file)
    text = _decoded(file, data)
    if "\0" in text:
        raise Refused.because(Code.FILE_ENCODING, file=file)
    try:
        return _table(file, text)
    except csv.Error as error:
        raise _broken(file) from error


def read_pasted(name: str, text: str) -> Table:
    """The table in a text as spreadsheet programs put it on the clipboard."""
    try:
        return _table(name, text)
    except csv.Error:
        pass
    try:
        # A lone quote in a cell is no quoting: the clipboard carries such cells as they are.
        return _table(name, text, csv.QUOTE_NONE)
    except csv.Error as error:
        raise _broken(name) from error


def _broken(file: str) -> Refused:
    return Refused.because(Code.FILE_BROKEN, file=file, kind="CSV")


def _decoded(file: str, data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            attempts = [encoding]
            data = data[len(mark) :]
            break
    else:
        attempts = ["utf-8", "cp1252"]
    for encoding in attempts:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused.because(Code.FILE_ENCODING, file=file)


def _table(name: str, text: str, quoting: int = csv.QUOTE_MINIMAL) -> Table:
    named = _SEPARATOR_LINE.match(text)
    separator = named[1] if named else max(SEPARATORS, key=lambda candidate: _fit(text, candidate, quoting))
    text = text[named.end() :] if named else text
    try:
        return _parse(name, _reader(text, separator, quoting, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise  # a quote that is never closed would swallow the rest of the file
        return _parse(name, _reader(text, separator, quoting, strict=False))


def _parse(name: str, records: Iterable[list[str]]) -> Table:
    rows: list[Row] = []
    row_total = column_total = 0
    for number, record in enumerate(records, start=1):
        while record and not record[-1].strip():
            record.pop()
        if record:
            row_total, column_total = number, max(column_total, len(record))
            if len(rows) < ROW_LIMIT:
                rows.append(Row(number, tuple(map(_text, record[:COLUMN_LIMIT]))))
    return Table(name, None, tuple(rows), row_total, column_total)


def _reader(text: str, separator: str, quoting: int, strict: bool) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting, strict=strict)  # type: ignore[arg-type]


def _fit(text: str, separator: str, quoting: int) -> tuple[int, int]:
    """How well a separator fits: headings recognised in the best of the first rows, then columns."""
    best = (0, 0)
    try:
        for number, record in enumerate(_reader(text, separator, quoting, strict=False)):
            if number == HEADING_ROWS:
                break
            known = sum(field_of(cell) is not None for cell in record[:COLUMN_LIMIT])
            best = max(best, (known, len(record)))
    except csv.Error:
        return (0, 0)
    return best


def _text(cell: str) -> str:
    text = clean(cell)
    return Formula(text) if text.startswith("=") else without_apostrophe(text)
