"""Files and pasted texts in, tables out. What cannot be read is refused with a sentence."""

from pathlib import PurePath

from ivac.exchange.delimited import read_csv, read_pasted
from ivac.exchange.table import Table
from ivac.exchange.text import clean
from ivac.exchange.workbook import read_workbook
from ivac.faults import Code, Refused

FILE_LIMIT = 5
"""Megabytes; a plan of 500 activities takes a tenth of one."""
WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")


def read_file(name: str, data: bytes) -> list[Table]:
    """The tables of an uploaded file: each visible sheet, or the one table of a CSV."""
    name = clean(name)
    kind = PurePath(name).suffix.lower()
    if kind not in WORKBOOKS + TEXTS:
        raise Refused.because(Code.FILE_TYPE, file=name)
    _check_size(name, len(data))
    if not data.strip():
        raise Refused.because(Code.SHEET_EMPTY, place=name)
    tables = read_workbook(name, data) if kind in WORKBOOKS else [read_csv(name, data)]
    return _filled(name, tables)


def read_paste(text: str, name: str = "…") -> Table:
    """The table in a text pasted from a spreadsheet; `name` is what faults call the place."""
    _check_size(name, len(text))
    return _filled(name, [read_pasted(name, text)])[0]


def _check_size(name: str, size: int) -> None:
    if size > FILE_LIMIT * 1024 * 1024:
        raise Refused.because(Code.FILE_TOO_LARGE, file=name, limit=FILE_LIMIT)


def _filled(name: str, tables: list[Table]) -> list[Table]:
    if not any(table.rows for table in tables):
        raise Refused.because(Code.SHEET_EMPTY, place=name)
    return tables
