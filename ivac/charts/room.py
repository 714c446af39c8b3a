"""Pictures of what a room answered, after the reveal: distributions, where people differ, what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import (
    OUTSIDE_ROWS,
    answer_name,
    head_room,
    key_name,
    label_activity,
    label_level,
    label_phases,
    level_name,
    two_lines,
)
from ivac.content import Scale
from ivac.language import Language
from ivac.model import PHASES, Activity, PhaseId
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER, WHITE, count_colour, level_colour, text_on
from ivac.room import Room, RoomCell
from ivac.summaries import Share

BELOW_LEVELS = 2.9
"""The room for agreement and for answers outside the scale below the levels, in sizes of the text."""


def distribution_picture(
    activity: Activity, room: Room, language: Language, canvas: Canvas, earlier: bool = False
) -> Picture:
    """One activity: how many chose each level in each phase; the most chosen outlined, n and agreement below.

    `earlier` draws the round before the last one instead.
    """
    cells = {phase: _round(room, activity.id, phase, earlier) for phase in PHASES}
    left = 0 if canvas.narrow else min(canvas.width * 0.27, canvas.text * 16)
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, ""), "b": canvas.text * BELOW_LEVELS}
    sketch = Sketch(canvas, len(PHASES), len(room.scale.levels), margin, "")
    draw_distribution(sketch, cells, room.scale, language, canvas, left)
    table = distribution_table(cells, room.scale, language)
    return Picture(sketch.figure(), distribution_alt(activity, cells, room.scale, language), table)


def draw_distribution(
    sketch: Sketch,
    cells: Mapping[PhaseId, RoomCell | None],
    scale: Scale,
    language: Language,
    canvas: Canvas,
    left: float,
) -> None:
    """The levels as rows from the top of the sketch, six phases side by side; `left` is the margin in pixels."""
    levels = list(reversed(scale.levels))
    largest = max((max(cell.total.counts.values()) for cell in cells.values() if cell and cell.total), default=1)
    for row, level in enumerate(levels):
        label_level(sketch, level.id, level_colour(level.palette), scale, language, canvas, row, left)
        for column, phase in enumerate(PHASES):
            sketch.tiles.append(_people_tile(column, row, cells[phase], level.id, max(largest, 1), canvas))
    label_phases(sketch, language, canvas, (canvas.width - left) / len(PHASES))
    _write_agreement(sketch, cells, len(levels) - 0.5, left, language, canvas)


def _round(room: Room, activity: str, phase: PhaseId, earlier: bool) -> RoomCell | None:
    rounds = room.rounds.get((activity, phase), ())
    return next(reversed(rounds[:-1] if earlier else rounds), None)


def _people_tile(column: int, row: int, cell: RoomCell | None, level_id: str, largest: int, canvas: Canvas) -> Tile:
    top = 0.36 if canvas.narrow else 0.03
    empty = Tile(column, row, PAPER, outline=LINE, outline_width=1.5, top=top)
    if cell is None or cell.total is None:
        return empty
    count = cell.total.counts[level_id]
    if count == 0:
        return empty
    fill = count_colour(count / largest)
    most = level_id in cell.total.most_chosen
    return Tile(
        column, row, fill, text=f"<b>{count}</b>", text_colour=text_on(fill),
        text_size=canvas.text * (1.3 if canvas.narrow else 1.55), outline=INK if most else EDGE,
        outline_width=3 if most else 0.5, top=top,
    )  # fmt: skip


def _write_agreement(
    sketch: Sketch,
    cells: Mapping[PhaseId, RoomCell | None],
    last: float,
    left: float,
    language: Language,
    canvas: Canvas,
) -> None:
    t = language.t
    size = canvas.text * (0.82 if not canvas.narrow else 0.9)
    if not canvas.narrow:
        sketch.write(escaped(t("Agree on the most chosen")), 0, last, size, paper="x", colour=MUTED,
            shift=(-left, -canvas.text * 0.85))  # fmt: skip
        sketch.write(escaped(t("Don’t know · not relevant")), 0, last, size, paper="x", colour=MUTED,
            shift=(-left, -canvas.text * 2.05))  # fmt: skip
    for column, cell in enumerate(cells.values()):
        first, second = _agreement_words(cell, language)
        sketch.write(first, column, last, size, anchor="center", shift=(0, -canvas.text * 0.85))
        sketch.write(second, column, last, size, anchor="center", colour=MUTED, shift=(0, -canvas.text * 2.05))


def _agreement_words(cell: RoomCell | None, language: Language) -> tuple[str, str]:
    t = language.t
    if cell is None or cell.answered == 0:
        return "–", ""
    if cell.total is None:
        return t("too few"), ""
    summary = cell.total
    agreement = t("{part} of {whole}", part=summary.agreement.part, whole=summary.n) if summary.n else "–"
    return agreement, f"{summary.dont_know} · {summary.not_relevant}"


def distribution_table(cells: Mapping[PhaseId, RoomCell | None], scale: Scale, language: Language) -> Table:
    """How many gave each answer in each phase, the most chosen level, and how many answered."""
    t = language.t

    def column(cell: RoomCell | None, answer: str) -> str:
        if cell is None or cell.total is None:
            return t("too few") if cell and cell.answered else "–"
        counts = {**cell.total.counts, "dont_know": cell.total.dont_know, "not_relevant": cell.total.not_relevant}
        return str(counts[answer])

    answers = [level.id for level in reversed(scale.levels)] + [str(row) for row in OUTSIDE_ROWS if row != "blank"]
    rows = [
        (answer_name(answer, scale, language), *(column(cells[phase], answer) for phase in PHASES))
        for answer in answers
    ]
    rows.append((t("Most chosen"), *(most_words(cells[phase], scale, language) for phase in PHASES)))
    rows.append((t("Answers"), *(str(cell.answered) if (cell := cells[phase]) else "0" for phase in PHASES)))
    return Table((t("Level"), *(language.words.phases[phase].name for phase in PHASES)), tuple(rows))


def most_words(cell: RoomCell | None, scale: Scale, language: Language) -> str:
    """The level that most chose and how many did; all of them in a tie; a dash where none may be shown."""
    if cell is None or cell.total is None or not cell.total.n:
        return "–"
    names = [level_name(level, scale, language) for level in cell.total.most_chosen]
    share = language.t("{part} of {whole}", part=cell.total.agreement.part, whole=cell.total.n)
    tie = language.t("tie") + ": " if len(names) > 1 else ""
    return f"{tie}{'; '.join(names)} ({share})"


def distribution_alt(
    activity: Activity, cells: Mapping[PhaseId, RoomCell | None], scale: Scale, language: Language
) -> str:
    """The most chosen level of each phase in one sentence each."""
    said = [language.t("How many people chose each level for {activity}.", activity=activity.name)]
    for phase, cell in cells.items():
        if (words := most_words(cell, scale, language)) != "–":
            said.append(f"{language.words.phases[phase].name}: {words}.")
    return " ".join(said)


def most_chosen_picture(activities: Sequence[Activity], room: Room, language: Language, canvas: Canvas) -> Picture:
    """Activities by phase, each cell in the colour of the level that most chose; a tie is cut into its levels."""
    scale = room.scale
    shorts = {level.id: language.words.scales[scale.id].levels[level.id].short for level in scale.levels}

    def tiles(column: int, row: int, activity: Activity, phase: PhaseId, size: float, top: float) -> list[Tile]:
        cell = room.latest(activity.id, phase)
        if cell is None or cell.total is None or not cell.total.n:
            return [_open_tile(column, row, cell, size, top)]
        most = cell.total.most_chosen
        height = (0.97 - top) / len(most)
        found = []
        for place, level in enumerate(most):
            fill = level_colour(scale.level(level).palette)
            label = "<br>".join(map(escaped, two_lines(shorts[level]))) if canvas.narrow else escaped(shorts[level])
            if len(most) > 1 and size * 2 * height < LEAST_TEXT:
                label = ""  # the colours still tell, and the table says it in words
            found.append(
                Tile(
                    column,
                    row,
                    fill,
                    text=f"<b>{label}</b>",
                    text_colour=text_on(fill),
                    outline=EDGE,
                    outline_width=0.5,
                    text_size=size if len(most) == 1 else size * 0.85,
                    top=top + place * height,
                    bottom=top + (place + 1) * height,
                )
            )
        return found

    keys = tuple(Key(key_name(level.id, scale, language), level_colour(level.palette)) for level in scale.levels)
    keys += (Key(language.t("In parts: a tie"), WHITE), Key(language.t("… too few answers"), WHITE, MUTED, dash="dot"))
    texts = [line for short in shorts.values() for line in (two_lines(short) if canvas.narrow else [short])]

    def words(activity: Activity, phase: PhaseId) -> str:
        cell = room.latest(activity.id, phase)
        return language.t("too few") if _too_few(cell) else most_words(cell, scale, language)

    grid = _Grid(activities, language, canvas, keys, texts, tiles, words)
    return grid.picture(language.t("The level that most chose, for each activity and phase."))


def _too_few(cell: RoomCell | None) -> bool:
    return cell is not None and cell.total is None and cell.answered > 0


def _open_tile(column: int, row: int, cell: RoomCell | None, size: float, top: float) -> Tile:
    if _too_few(cell):
        return Tile(column, row, WHITE, text="…", text_colour=MUTED, text_size=size, dashed=True, top=top)
    return Tile(column, row, PAPER, outline=LINE, outline_width=1.5, top=top)


LEAST_TEXT = 11
"""Pixels below which words in a part of a tile help nobody."""

Told = Callable[[RoomCell, Room], Share]
MAPS: dict[str, Told] = {
    "spread": lambda cell, _room: cell.apart,
    "dont_know": lambda cell, _room: Share(cell.total.dont_know, cell.answered) if cell.total else Share(0, 0),
    "missing": lambda cell, room: Share(max(room.joined - cell.answered, 0), room.joined),
}
"""What each map tells of a cell: so many people out of so many."""


def map_picture(kind: str, activities: Sequence[Activity], room: Room, language: Language, canvas: Canvas) -> Picture:
    """Activities by phase, so many people in each cell: apart from the most chosen, not knowing, or missing."""
    told = MAPS[kind]

    def share(activity: Activity, phase: PhaseId) -> Share:
        cell = room.latest(activity.id, phase)
        return told(cell, room) if cell else Share(0, 0)

    def tiles(column: int, row: int, activity: Activity, phase: PhaseId, size: float, top: float) -> list[Tile]:
        found = share(activity, phase)
        if not found.whole:
            return [_open_tile(column, row, room.latest(activity.id, phase), size, top)]
        text = language.t("{part} of {whole}", part=found.part, whole=found.whole)
        if found.part == 0:
            return [Tile(column, row, PAPER, text=text, text_colour=MUTED, text_size=size, outline=LINE,
                outline_width=1.5, top=top)]  # fmt: skip
        fill = count_colour(found.part / found.whole)
        return [Tile(column, row, fill, text=f"<b>{text}</b>", text_colour=text_on(fill), text_size=size, top=top)]

    def words(activity: Activity, phase: PhaseId) -> str:
        found = share(activity, phase)
        if not found.whole:
            return language.t("too few") if _too_few(room.latest(activity.id, phase)) else "–"
        return language.t("{part} of {whole}", part=found.part, whole=found.whole)

    sentence = {
        "spread": language.t("How many chose another level than the most chosen one."),
        "dont_know": language.t("How many answered that they do not know."),
        "missing": language.t("How many of those who have joined did not answer."),
    }[kind]
    widest = language.t("{part} of {whole}", part=88, whole=88)
    return _Grid(activities, language, canvas, (), [widest], tiles, words).picture(sentence)


@dataclass(frozen=True)
class _Grid:
    """Activities by phase: `tiles` draws a cell (column, row, activity, phase, text size, top), `words` tells it."""

    activities: Sequence[Activity]
    language: Language
    canvas: Canvas
    keys: tuple[Key, ...]
    texts: Sequence[str]
    tiles: Callable[[int, int, Activity, PhaseId, float, float], list[Tile]]
    words: Callable[[Activity, PhaseId], str]

    def picture(self, sentence: str) -> Picture:
        canvas, language = self.canvas, self.language
        left = 0 if canvas.narrow else min(canvas.width * 0.24, canvas.text * 17)
        legend = Legend(self.keys, canvas) if self.keys else None
        margin = {
            "l": left, "r": 0, "t": head_room(language, canvas, ""),
            "b": legend.height if legend else canvas.text * 0.5,
        }  # fmt: skip
        rows = max(len(self.activities), 1)
        sketch = Sketch(canvas, len(PHASES), rows, margin, "")
        row_height = (canvas.height - margin["t"] - margin["b"]) / rows
        room = (canvas.width - left) / len(PHASES)
        size = min(canvas.fitting(self.texts, room * 0.87, canvas.text), row_height * 0.5)
        top = 0.36 if canvas.narrow else 0.03
        for row, activity in enumerate(self.activities):
            label_activity(sketch, activity, canvas, row, left, row_height)
            for column, phase in enumerate(PHASES):
                sketch.tiles += self.tiles(column, row, activity, phase, size, top)
        label_phases(sketch, language, canvas, room)
        if legend:
            legend.draw(sketch, left)
        columns = (language.t("Activity"), *(language.words.phases[phase].name for phase in PHASES))
        table = Table(
            columns,
            tuple((activity.name, *(self.words(activity, phase) for phase in PHASES)) for activity in self.activities),
        )
        alt = sentence + " " + language.t("The table below says the same in words.")
        return Picture(sketch.figure(), alt, table)
