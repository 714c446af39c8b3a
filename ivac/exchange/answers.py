"""Answers on paper as a table: one sheet a row, in Danish or English, as keys or in words."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from openpyxl import Workbook

from ivac.content import Scale, load
from ivac.exchange.sheets import head
from ivac.exchange.table import HEADING_ROWS, Formula, Row, Table
from ivac.exchange.text import key, one_line
from ivac.faults import N_, Code, Fault
from ivac.language import CODES, Language, language
from ivac.model import DONT_KNOW, MAX_ACTIVITIES, NOT_RELEVANT, PHASES, Activity, PhaseId, new_id
from ivac.paper import BLANK_KEYS, DASHES, keys_of
from ivac.workshop import GROUPS, PERSPECTIVES, OnPaper, Workshop

T = TypeVar("T")

LABELS = {"person": N_("Person"), "perspective": N_("Perspective"), "activity": N_("Activity")}
"""The columns beside the six phases, with their headings."""
WISHES: dict[PhaseId, str] = {phase: f"desired_{phase}" for phase in PHASES}
"""The column of each phase's desired level, read where the workshop asks for it."""
NEEDED = ("perspective", "activity", *PHASES)
"""Without a column of persons, every row is somebody else."""
MOST_SHEETS = MAX_ACTIVITIES
"""Rows; what is kept of a file that is read."""
OUTSIDE_WORDS = {
    DONT_KNOW: ("Don’t know", "Dont know", "Do not know", "Ved ikke"),
    NOT_RELEVANT: (
        *("Not begun / not relevant", "Not begun", "Not relevant", "Not relevant / not begun yet"),
        *("Ikke begyndt / ikke relevant", "Ikke begyndt", "Ikke relevant"),
    ),
}


@dataclass(frozen=True)
class PaperPreview:
    """What a file of answers would add. With any fault there are no people."""

    people: tuple[OnPaper, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def sheets(self) -> int:
        """How many sheets that is."""
        return sum(len(person.sheets) for person in self.people)


def preview_answers(
    tables: Sequence[Table], workshop: Workshop, activities: Sequence[Activity], scale: Scale, reader: Language
) -> PaperPreview:
    """What the first table with all needed headings would add; faults tell places in the reader's language."""
    headed = [(table, row, _columns(row)) for table in tables for row in table.rows if row.number <= HEADING_ROWS]
    best = max(headed, key=lambda found: len(found[2]), default=None)
    if best is None:
        return PaperPreview(faults=(Fault(Code.SHEET_EMPTY, {"place": tables[0].place(reader) if tables else "…"}),))
    table, heading, columns = best
    if missing := [field for field in NEEDED if field not in columns]:
        names = ", ".join(f"“{heading_of(field, reader)}”" for field in missing)
        return PaperPreview(faults=(Fault(Code.COLUMNS_MISSING, {"place": table.place(reader), "names": names}),))
    rows = [row for row in table.rows if row.number > heading.number and any(row.cells)]
    if not rows or table.cut or len(rows) > MOST_SHEETS:
        values = {"place": table.place(reader), "limit": MOST_SHEETS}
        return PaperPreview(faults=(Fault(Code.TOO_MANY_SHEETS if rows else Code.NO_SHEETS, values),))
    reading = _Reading(table, columns, workshop, activities, scale, reader)
    for row in rows:
        reading.read(row)
    return PaperPreview((), tuple(reading.faults)) if reading.faults else PaperPreview(tuple(reading.people.values()))


def answers_template(reader: Language, desired: bool = False) -> bytes:
    """An empty XLSX sheet with the headings that are recognised, those of desired levels where they are asked for."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = reader.t("Answers")
    asked = (*PHASES, *WISHES.values()) if desired else PHASES
    head(sheet, [heading_of(field, reader) for field in (*LABELS, *asked)], [14, 20, 32, *[20] * len(asked)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def heading_of(field: str, reader: Language) -> str:
    """A column's heading."""
    for phase, wish in WISHES.items():
        if field == wish:
            return reader.t("{phase}, how it should be", phase=reader.words.phases[phase].name)
    return reader.words.phases[field].name if field in PHASES else reader.t(LABELS[field])


@cache
def _headings() -> Mapping[str, str]:
    """Each field by what its column may be called, in any of our languages."""
    known: dict[str, str] = {}
    for code in CODES:
        said = language(code)
        known |= {key(heading_of(field, said)): field for field in (*LABELS, *PHASES, *WISHES.values())}
        for phase in PHASES:
            words = said.words.phases[phase]
            known |= {key(words.short): phase, key(words.resident.name): phase}
    return known | {key(phase): phase for phase in PHASES}


def _columns(row: Row) -> dict[str, int]:
    """The column of each field; of two that mean the same, the first."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        if field := _headings().get(key(cell)):
            columns.setdefault(field, place)
    return columns


class _Reading:
    """Reads rows into people; `faults` grows as it goes."""

    def __init__(
        self, table: Table, columns: Mapping[str, int], workshop: Workshop, activities: Sequence[Activity],
        scale: Scale, reader: Language,
    ) -> None:  # fmt: skip
        self._table, self._columns, self._workshop, self._reader = table, columns, workshop, reader
        self._activities = {one_line(one.name).casefold(): one for one in reversed(activities)}
        self._answers = _known_answers(scale)
        self._scale = scale
        self._perspectives = {
            key(name): who
            for code in CODES
            for who in workshop.perspectives
            for name in (who, language(code).t(PERSPECTIVES[who]), language(code).t(GROUPS[who]))
        }
        self.people: dict[str, OnPaper] = {}
        self.faults: list[Fault] = []

    def read(self, row: Row) -> None:
        """Add a row's sheet to its person's, or note all that is wrong in it."""
        before = len(self.faults)
        names = [self._reader.t(PERSPECTIVES[who]) for who in self._workshop.perspectives]
        who = self._known(row, "perspective", lambda text: self._perspectives.get(key(text)), names)
        named = self._activities
        open_now = [one.name for one in named.values() if self._takes(one)]
        found = self._known(row, "activity", lambda text: named.get(one_line(text).casefold()), open_now)
        if found and not self._takes(found):
            self._note(Code.SHEET_LOCKED, row, "activity", name=found.name)
        answers = {phase: answer for phase in PHASES if (answer := self._answer(row, phase, self._scale.answers))}
        asked = WISHES if self._workshop.ask_desired else {}
        levels = self._scale.level_ids
        wishes = {phase: wish for phase, field in asked.items() if (wish := self._answer(row, field, levels))}
        if who is None or found is None or len(self.faults) > before:
            return
        label = one_line(self._cell(row, "person")).casefold() or f"\n{row.number}"
        person = self.people.get(label) or OnPaper(id=new_id(), perspective=who, sheets={})
        if person.perspective != who:
            self._note(Code.PERSON_TWO_PERSPECTIVES, row, "perspective")
        elif found.id in person.sheets:
            self._note(Code.SHEET_TWICE_IN_FILE, row, "activity", name=found.name)
        else:
            added = {"sheets": {**person.sheets, found.id: answers}}
            if wishes:
                added["wishes"] = {**person.wishes, found.id: wishes}
            self.people[label] = person.model_copy(update=added)

    def _takes(self, activity: Activity) -> bool:
        return self._workshop.state == "open" and not self._workshop.item(activity.id).revealed

    def _cell(self, row: Row, field: str) -> str:
        column = self._columns.get(field)
        return "" if column is None else row.cell(column)

    def _known(self, row: Row, field: str, find: Callable[[str], T | None], right: Sequence[str]) -> T | None:
        text = self._cell(row, field)
        found = find(text)
        if isinstance(text, Formula):
            self._note(Code.CELL_FORMULA, row, field)
            return None
        if found is None:
            self._unknown(row, field, text, right)
        return found

    def _answer(self, row: Row, field: str, allowed: Sequence[str]) -> str | None:
        """The answer in a cell; one that is not allowed in its column is noted like an unknown one."""
        text = self._cell(row, field)
        if isinstance(text, Formula):
            self._note(Code.CELL_FORMULA, row, field)
        elif text and text not in BLANK_KEYS:
            found = self._answers.get(text.translate(DASHES)) or self._answers.get(key(text) or text)
            if found not in allowed:
                levels = [self._reader.words.scales[self._scale.id].levels[it].full for it in self._scale.level_ids]
                signs = [sign for sign, answer in keys_of(self._scale).items() if answer in allowed]
                self._unknown(row, field, text, [*signs, *levels])
            return found
        return None

    def _unknown(self, row: Row, field: str, text: str, right: Sequence[str]) -> None:
        shown = one_line(text)[:60]
        known = ", ".join(f"“{name}”" for name in right)
        self._note(Code.CELL_UNKNOWN, row, field, value=shown, meaning=heading_of(field, self._reader), known=known)

    def _note(self, code: Code, row: Row, field: str, **values: object) -> None:
        heading = heading_of(field, self._reader)
        place = self._table.place(self._reader, row.number, self._columns[field], heading)
        self.faults.append(Fault(code, {"place": place, "row": row.number, **values}))


def _known_answers(scale: Scale) -> Mapping[str, str]:
    """Every answer by its key on a sheet and by all its words, in any of our languages."""
    known = {key(text): answer for answer, texts in OUTSIDE_WORDS.items() for text in texts}
    for words in load().words.values():
        for level in scale.level_ids:
            said = words.scales[scale.id].levels[level]
            for text in (level, said.full, said.short, said.sentence, said.resident):
                known[key(text)] = level
    return known | keys_of(scale)
