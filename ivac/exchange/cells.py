"""Reads one row's cells into an activity's fields and notes each fault with its place."""

import re

from openpyxl.utils import get_column_letter

from ivac.content import Content
from ivac.exchange.choices import Choices
from ivac.exchange.columns import LISTS, label
from ivac.exchange.headings import Headings, text
from ivac.exchange.table import Formula, Row, Table
from ivac.exchange.text import key, one_line
from ivac.faults import Code, Fault
from ivac.language import Language
from ivac.model import MAX_PEOPLE, NAME_LIMIT, TEXT_LIMIT

YES = {"ja", "j", "yes", "y", "x", "true", "sand", "sandt", "1"}
NO = {"nej", "n", "no", "false", "falsk", "0"}
_YES_MARKS = "✓✔☑"
_NOTHING = "-–—?. "
_WHOLE = re.compile(r"(\d{1,6})(?:[.,]0{1,2})?")
_THOUSANDS = re.compile(r"(\d)[.,\s](\d{3})")


class CellReader:
    """Reads cells of one table; `faults` grows as it goes."""

    def __init__(self, table: Table, headings: Headings, content: Content, language: Language) -> None:
        self._table = table
        self._headings = headings
        self._language = language
        self._choices = {field: Choices(content, list_name) for field, list_name in LISTS.items()}
        for field, choices in self._choices.items():
            choices.prefer_register_of(self.raw(row, field) for row in table.rows)
        self.faults: list[Fault] = []

    def note(self, code: Code, row: Row, field: str, **values: object) -> None:
        """Add a fault of a cell; besides the sentence's values it carries file, sheet, row and column."""
        column = self._headings.columns[field]
        place = self._table.place(self._language, row.number, column, text(self._headings, column))
        where = {"file": self._table.file, "sheet": self._table.sheet, "row": row.number}
        where["column"] = get_column_letter(column + 1)
        self.faults.append(Fault(code, {"place": place, **where, **values}))

    def raw(self, row: Row, field: str) -> str:
        """What stands in a field's cell; empty when the table has no such column."""
        column = self._headings.columns.get(field)
        return "" if column is None else row.cell(column)

    def long(self, row: Row, field: str) -> str:
        """A text of any number of lines."""
        return self._at_most(TEXT_LIMIT, self._value(row, field), row, field)

    def line(self, row: Row, field: str) -> str:
        """A name, on one line."""
        return self._at_most(NAME_LIMIT, one_line(self._value(row, field)), row, field)

    def choice(self, row: Row, field: str) -> str | None:
        """One entry of the field's list."""
        value = self._short(row, field)
        found = self._choices[field].find(value) if value else None
        if value and found is None:
            self._unknown(row, field, value)
        return found

    def several(self, row: Row, field: str) -> tuple[str, ...]:
        """Any number of entries of the field's list."""
        value = self._short(row, field)
        if not value:
            return ()
        ids, unknown = self._choices[field].find_several(value)
        for part in unknown:
            self._unknown(row, field, part)
        return tuple(ids)

    def yes_no(self, row: Row, field: str) -> bool | None:
        """Yes, no or not known."""
        value = self._short(row, field)
        if not value:
            return None
        word = key(value)
        if word in YES or value in _YES_MARKS:
            return True
        if word not in NO:
            self.note(Code.CELL_NOT_YES_NO, row, field, value=_shown(value))
        return False

    def whole_number(self, row: Row, field: str) -> int | None:
        """A whole number of people; 12, 12.0 and 1.200 are such, "about 12" is not."""
        value = self._short(row, field)
        if not value:
            return None
        thousands = _THOUSANDS.fullmatch(value)
        match = _WHOLE.fullmatch("".join(thousands.groups()) if thousands else value)
        if match is None or int(match[1]) > MAX_PEOPLE:
            self.note(Code.CELL_NOT_WHOLE_NUMBER, row, field, value=_shown(value))
            return None
        return int(match[1])

    def _value(self, row: Row, field: str) -> str:
        value = self.raw(row, field)
        if isinstance(value, Formula):
            self.note(Code.CELL_FORMULA, row, field)
            return ""
        return value

    def _at_most(self, limit: int, value: str, row: Row, field: str) -> str:
        if len(value) > limit:
            self.note(Code.CELL_TOO_LONG, row, field, length=len(value), limit=limit)
        return value

    def _short(self, row: Row, field: str) -> str:
        """A cell's text; empty too for the dashes that people write for nothing."""
        value = self._value(row, field)
        if len(value) > TEXT_LIMIT:
            self._at_most(TEXT_LIMIT, value, row, field)
            return ""
        return value if value.strip(_NOTHING) else ""

    def _unknown(self, row: Row, field: str, value: str) -> None:
        known = ", ".join(f"“{name}”" for name in self._choices[field].suggestions(value, self._language))
        meaning = label(field, self._language)
        self.note(Code.CELL_UNKNOWN, row, field, value=_shown(value), meaning=meaning, known=known)


def _shown(value: str) -> str:
    value = one_line(value)
    return value if len(value) <= 60 else f"{value[:59]}…"
