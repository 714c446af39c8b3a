"""From tables to activities: what would come in, what is left out, and all that is wrong, at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from typing import Any

from openpyxl.utils import get_column_letter

from ivac.content import Content
from ivac.exchange.cells import CellReader
from ivac.exchange.columns import LISTS, STATUS, label
from ivac.exchange.headings import Headings, find, text
from ivac.exchange.table import COLUMN_LIMIT, Row, Table
from ivac.exchange.text import clean, one_line
from ivac.faults import Code, Fault, Refused
from ivac.language import Language
from ivac.model import MAX_ACTIVITIES, NAME_LIMIT, Activity


@dataclass(frozen=True)
class Incoming:
    """An activity that would come in, and the row where it stands."""

    row: int
    activity: Activity


@dataclass(frozen=True)
class Preview:
    """What an import would do. With any fault nothing may be imported: `accepted` sees to it."""

    sheet: str | None = None
    incoming: tuple[Incoming, ...] = ()
    plan_name: str | None = None
    unknown_columns: tuple[str, ...] = ()
    left_out_sheets: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    def accepted(self) -> tuple[Activity, ...]:
        """The activities to import; raises `Refused` with every fault if there is one."""
        if self.faults:
            raise Refused(self.faults)
        return tuple(each.activity for each in self.incoming)


def preview(tables: Sequence[Table], content: Content, language: Language) -> Preview:
    """What importing the first table with a name column would do; places are told in `language`."""
    found = next(((table, headings) for table in tables if (headings := find(table))), None)
    if found is None:
        return Preview(faults=(_nothing_found(tables, language),))
    table, headings = found
    left_out = tuple(other.sheet for other in tables if other is not table and other.rows and other.sheet)
    unknown = tuple(_named(headings, column, language) for column in headings.unknown)
    rows = [row for row in table.rows if row.number > headings.row.number and _filled(row, headings)]
    fault = _size_fault(table, headings, rows, language)
    if fault:
        return Preview(table.sheet, (), None, unknown, left_out, (fault,))
    cells = CellReader(table, headings, content, language)
    plan_name = _plan_name(rows, cells)
    incoming = _incoming(rows, cells)
    faults = (*_doubled(table, headings, language), *cells.faults)
    return Preview(table.sheet, incoming, plan_name, unknown, left_out, faults)


def plan_name_from(file_name: str) -> str:
    """A plan's name made from a file's, for files that name no plan themselves."""
    stem = PurePath(PureWindowsPath(clean(file_name)).name).stem
    name = one_line(re.sub(r"\(\d+\)$", "", stem.replace("_", " ").strip()))
    return name[:NAME_LIMIT].strip() or "Plan"


def _nothing_found(tables: Sequence[Table], language: Language) -> Fault:
    filled = [table for table in tables if table.rows]
    if not filled:
        return Fault(Code.SHEET_EMPTY, {"place": tables[0].place(language) if tables else "…"})
    return Fault(Code.NO_NAME_COLUMN, {"place": filled[0].place(language)})


def _size_fault(table: Table, headings: Headings, rows: Sequence[Row], language: Language) -> Fault | None:
    """Too much or nothing at all: what spares reading the cells."""
    place = table.place(language)
    if not rows:
        return Fault(Code.NO_ACTIVITIES, {"place": place})
    if table.cut or len(rows) > MAX_ACTIVITIES:
        count = table.row_total - headings.row.number if table.cut else len(rows)
        return Fault(Code.TOO_MANY_ROWS, {"place": place, "rows": count, "limit": MAX_ACTIVITIES})
    if table.column_total > COLUMN_LIMIT:
        values = {"columns": table.column_total, "limit": COLUMN_LIMIT}
        return Fault(Code.TOO_MANY_COLUMNS, {"place": place, **values})
    return None


def _doubled(table: Table, headings: Headings, language: Language) -> Iterator[Fault]:
    number = headings.row.number
    for field, first, second in headings.doubled:
        values: dict[str, object] = {"place": table.place(language, number, second), "row": number}
        values |= {"first": text(headings, first), "second": text(headings, second), "meaning": label(field, language)}
        yield Fault(Code.TWO_COLUMNS_SAME, values)


def _named(headings: Headings, column: int, language: Language) -> str:
    return text(headings, column) or language.t("column {column}", column=get_column_letter(column + 1))


def _filled(row: Row, headings: Headings) -> bool:
    """Whether a row says anything about an activity; a plan's name or a number alone does not."""
    return any(row.cell(column) for field, column in headings.columns.items() if field != "plan")


def _plan_name(rows: Sequence[Row], cells: CellReader) -> str | None:
    first: tuple[int, str] | None = None
    for row in rows:
        name = cells.line(row, "plan")
        if not name:
            continue
        if first is None:
            first = (row.number, name)
        elif name.casefold() != first[1].casefold():
            cells.note(Code.TWO_PLANS_IN_FILE, row, "plan", value=name, first=first[0], other=first[1])
    return first[1] if first else None


def _incoming(rows: Sequence[Row], cells: CellReader) -> tuple[Incoming, ...]:
    seen: dict[str, int] = {}
    incoming: list[Incoming] = []
    for row in rows:
        before = len(cells.faults)
        fields = _fields(row, cells)
        name = fields["name"]
        if not cells.raw(row, "name"):
            cells.note(Code.CELL_NAME_MISSING, row, "name")
        elif name:
            first = seen.setdefault(name.casefold(), row.number)
            if first != row.number:
                cells.note(Code.NAME_TWICE, row, "name", value=name, first=first)
        if len(cells.faults) == before:
            incoming.append(Incoming(row.number, Activity(**fields)))
    return tuple(incoming)


def _fields(row: Row, cells: CellReader) -> dict[str, Any]:
    """An activity's fields; what the table has no column for is left unknown."""
    chosen = {field: cells.choice(row, field) for field in LISTS if field != "target_groups"}
    status = {phase: value for field, phase in STATUS.items() if (value := chosen.pop(field))}
    return {
        "name": cells.line(row, "name"),
        "description": cells.long(row, "description"),
        "target_groups": cells.several(row, "target_groups"),
        "professional_skill": cells.yes_no(row, "professional_skill"),
        "partners": cells.long(row, "partners"),
        "volunteers": cells.whole_number(row, "volunteers"),
        "status": status,
        **chosen,
    }
