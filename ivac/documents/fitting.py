"""Tables of plain texts, and how much of them fits on paper.

People may write a lot. So that a report stays within its pages, its tables share their room: one that needs little
leaves the rest to the others, and a table that is cut says how many rows are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from ivac.language import Language

WIDTH = 511
"""The width of an A4 page between the report's margins, in points."""
LETTER, LINE, INSET = 4.5, 10.6, 7
"""The mean width of a letter, a line's height, and the space above and below a row, in points, at 8.5 point text."""


@dataclass(frozen=True)
class Texts:
    """A table: its columns' widths as shares, texts whose lines end in a line feed, and words on what is left out.

    `in_workbook` says whether the plan's workbook has all rows; if not, its pages have.
    """

    title: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    more: str = ""
    in_workbook: bool = True

    def heights(self) -> Iterator[float]:
        """About how high each row gets on paper, in points."""
        points = [WIDTH * width / sum(self.widths) - 8 for width in self.widths]
        for row in self.rows:
            lines = [
                sum(1 + int(_letters(line) * LETTER / room) for line in text.split("\n"))
                for text, room in zip(row, points, strict=True)
            ]
            yield max(lines) * LINE + INSET


def fitted(tables: Sequence[Texts], room: float, language: Language) -> list[Texts]:
    """The tables, in the same order, with as many rows as fit into a common room (points), at least one of each."""
    needs = [sum(table.heights()) for table in tables]
    kept = {}
    smallest_first = sorted(range(len(tables)), key=needs.__getitem__)
    for others, place in enumerate(smallest_first):
        kept[place] = _cut(tables[place], room / (len(tables) - others), language)
        room -= sum(kept[place].heights())
    return [kept[place] for place in range(len(tables))]


def _cut(table: Texts, room: float, language: Language) -> Texts:
    fitting = 0
    for height in table.heights():
        room -= height
        if room < 0 and fitting:
            break
        fitting += 1
    left = len(table.rows) - fitting
    return replace(table, rows=table.rows[:fitting], more=_left_out(left, table.in_workbook, language))


def _left_out(count: int, in_workbook: bool, language: Language) -> str:
    if not count:
        return ""
    if in_workbook:
        return language.n("{count} more stands in the workbook.", "{count} more stand in the workbook.", count)
    return language.n("{count} more stands in the plan.", "{count} more stand in the plan.", count)


def _letters(line: str) -> int:
    """How many letters wide a line is; some writings and all emoji are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


def shortened(text: str, letters: int) -> str:
    """The text in lines that say something, cut off with … after so many letters."""
    whole = "\n".join(filter(None, (line.strip() for line in text.splitlines())))
    return whole if len(whole) <= letters else whole[: letters - 1].rstrip() + "…"
