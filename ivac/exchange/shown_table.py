"""A table as a page shows it, for spreadsheet programs: whole numbers are numbers, and no text is run or misread."""

import csv
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook

from ivac.exchange.sheets import Row, Value, fill, fill_plainly
from ivac.exchange.text import harmless
from ivac.language import Language

_PART = re.compile(r"(\d+)/(\d+)")
"""So many of so many, which a spreadsheet program would take for a day of a month."""
_LETTER = re.compile(r"[^\W\d_]")
"""What somebody wrote has one, and stays as it is; a cell of numbers has none."""
FIRST_WIDTH, WIDTH = 44, 18
"""Of the first column, which names the row, and of the others; in characters."""


def shown_csv(columns: Sequence[str], rows: Sequence[Sequence[str]], language: Language) -> bytes:
    """The table as Danish Excel opens it by a double click: semicolons, UTF-8 with its mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    for row in (columns, *rows):
        writer.writerow([harmless(_in_words(text, language)) for text in row])
    return buffer.getvalue().encode("utf-8-sig")


def shown_xlsx(
    columns: Sequence[str], rows: Sequence[Sequence[str]], about: Sequence[tuple[str, str]], language: Language
) -> bytes:
    """The table on one sheet, and on another what it is about, in pairs of a name and what there is to say."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = language.t("Table")
    numbered: list[Row] = [[first, *(_value(text, language) for text in rest)] for first, *rest in rows]
    fill(sheet, columns, [FIRST_WIDTH, *[WIDTH] * (len(columns) - 1)], numbered)
    fill_plainly(book.create_sheet(language.t("About")), [24, 80], [list(pair) for pair in about])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _in_words(text: str, language: Language) -> str:
    if _LETTER.search(text):
        return text
    return _PART.sub(lambda found: language.t("{part} of {whole}", part=found[1], whole=found[2]), text)


def _value(text: str, language: Language) -> Value:
    """The number that a text is, as the language writes it; any other text as it stands."""
    digits = re.sub(r"[.,](?=\d{3})", "", text)
    if not digits.isdecimal() or str(int(digits)) != digits or text not in (digits, language.number(int(digits))):
        return text
    return int(digits)
