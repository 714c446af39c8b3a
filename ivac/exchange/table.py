"""A table as it was read from a file or a paste: rows of texts that know where they stood."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from ivac.language import Language
from ivac.model import MAX_ACTIVITIES

HEADING_ROWS = 11
"""Headings are looked for this far down: titles and empty rows may fill ten rows above them."""
ROW_LIMIT = MAX_ACTIVITIES + HEADING_ROWS + 1
"""Rows kept of a table; one more than could ever be used, so that "too many" can be told."""
COLUMN_LIMIT = 200
"""Columns kept of a table; registers have about 20."""


class Formula(str):
    """A cell's formula instead of a value; what it would give is not trusted."""

    __slots__ = ()


@dataclass(frozen=True)
class Row:
    """One row that is not empty; `number` as the spreadsheet program shows it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column (from 0); empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """The filled rows of one sheet; `sheet` is None for CSV and paste.

    `row_total` and `column_total` are those of the source, of which only the limits above are kept.
    """

    file: str
    sheet: str | None
    rows: tuple[Row, ...]
    row_total: int
    column_total: int

    @property
    def cut(self) -> bool:
        """Whether the source has more rows than are kept."""
        return len(self.rows) >= ROW_LIMIT

    def place(self, language: Language, row: int | None = None, column: int | None = None, heading: str = "") -> str:
        """Where something stands, in words; `column` from 0."""
        parts = [self.file]
        if self.sheet is not None:
            parts.append(language.t("sheet “{sheet}”", sheet=self.sheet))
        if row is not None:
            parts.append(language.t("row {row}", row=row))
        if column is not None:
            parts.append(language.t("column {column}", column=get_column_letter(column + 1)))
        if heading:
            parts[-1] += f" “{heading}”"
        return ", ".join(parts)
