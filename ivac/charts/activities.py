"""Activities by phase, one activity on the wall, and the list of what a plan wants otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ivac.charts.canvas import FOCUS, Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import (
    TEXT_OF_ROW,
    answer_name,
    framed_words,
    head_of_frame,
    head_room,
    key_name,
    label_activity,
    label_phases,
    level_name,
    outside_name,
    two_lines,
)
from ivac.content import Scale
from ivac.language import Language
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Cell, CellKey, PhaseId
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER, WHITE, level_colour, text_on
from ivac.summaries import has_gap

ActivityView = Literal["actual", "desired", "both"]


ROOM_FOR_WORDS = 200
"""From this height of a row in pixels a desired level is called so in its own tile."""


@dataclass(frozen=True)
class Drawing:
    """What a row of level tiles is drawn with; `size` is the text's, `row_height` the row's, in pixels.

    `top` is where in its row a tile begins, from 0 to 1: on a phone, below the row's name.
    """

    scale: Scale
    language: Language
    size: float
    row_height: float
    canvas: Canvas
    view: ActivityView
    top: float


def activities_picture(
    activities: Sequence[Activity],
    cells: Mapping[CellKey, Cell],
    scale: Scale,
    language: Language,
    canvas: Canvas,
    title: str,
    view: ActivityView = "actual",
) -> Picture:
    """Activities by phase: one row an activity, colour = level, with its short name in the cell."""
    left = 0 if canvas.narrow else min(canvas.width * 0.24, canvas.text * 17)
    legend = Legend(_level_keys(scale, language, view), canvas)
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, title), "b": legend.height}
    rows = max(len(activities), 1)
    sketch = Sketch(canvas, len(PHASES), rows, margin, title)
    row_height = (canvas.height - margin["t"] - margin["b"]) / rows
    drawing = drawing_of(scale, language, canvas, view, left, row_height)
    tiles = []
    for row, activity in enumerate(activities):
        label_activity(sketch, activity, canvas, row, left, row_height)
        for column, phase in enumerate(PHASES):
            cell = cells.get((activity.id, phase), BLANK)
            tiles += _cell_tiles(drawing, column, row, activity, phase, cell)
    sketch.tiles = tiles
    label_phases(sketch, language, canvas, (canvas.width - left) / len(PHASES))
    legend.draw(sketch, left)
    table = _activities_table(activities, cells, scale, language, view)
    return Picture(sketch.figure(), _activities_alt(table, language), table)


def activity_picture(
    activity: Activity,
    cells: Mapping[CellKey, Cell],
    scale: Scale,
    language: Language,
    canvas: Canvas,
    framed: Sequence[PhaseId] = (),
) -> Picture:
    """One activity, large: its six phases side by side, now and desired; those that are talked about framed."""
    head = head_room(language, canvas, "")
    bottom = canvas.text * 0.4
    sketch = Sketch(canvas, len(PHASES), 1, {"l": FOCUS / 2, "r": FOCUS / 2, "t": head, "b": bottom}, "")
    row_height = canvas.height - head - bottom
    drawing = replace(drawing_of(scale, language, canvas, "both", FOCUS, row_height), top=0.03)
    tiles: list[Tile] = []
    for column, phase in enumerate(PHASES):
        cell = cells.get((activity.id, phase), BLANK)
        tiles += _cell_tiles(drawing, column, 0, activity, phase, cell)
    sketch.tiles = tiles
    label_phases(sketch, language, canvas, (canvas.width - FOCUS) / len(PHASES))
    sketch.frame((PHASES.index(phase) for phase in framed), head_of_frame(language, canvas))
    table = _activities_table([activity], cells, scale, language, "both")
    alt = _activities_alt(table, language)
    return Picture(sketch.figure(), f"{alt} {framed_words(framed, language)}" if framed else alt, table)


def drawing_of(
    scale: Scale, language: Language, canvas: Canvas, view: ActivityView, left: float, row_height: float
) -> Drawing:
    """What a row's tiles are drawn with, fitted to the room that a column and a row have (pixels)."""
    room = (canvas.width - left) / len(PHASES) * 0.95
    shorts = [words.short for words in language.words.scales[scale.id].levels.values()]
    # On a phone a two-word name takes two lines, so its longest line sets the size.
    pieces = [line for short in shorts for line in two_lines(short)] if canvas.narrow else shorts
    size = min(canvas.fitting(pieces, room * 0.92, canvas.text), row_height * TEXT_OF_ROW)
    return Drawing(scale, language, size, row_height, canvas, view, 0.3 if canvas.narrow else 0.03)


def _cell_tiles(drawing: Drawing, column: int, row: int, activity: Activity, phase: PhaseId, cell: Cell) -> list[Tile]:
    """The tile of a cell; with both views, a second one below where actual and desired differ."""
    top = drawing.top
    hover = _cell_hover(drawing, activity, phase, cell)
    data = (phase, activity.id)
    if drawing.view == "desired":
        return [level_tile(drawing, column, row, cell.desired, False, top, 0.97, hover, data)]
    if drawing.view == "both" and has_gap(cell):
        middle = (top + 0.97) / 2
        actual = level_tile(drawing, column, row, cell.answer, False, top, middle, hover, data)
        desired = level_tile(drawing, column, row, cell.desired, False, middle, 0.97, hover, data)
        if drawing.row_height > ROOM_FOR_WORDS:
            words = drawing.language.t("desired:")
            desired = replace(desired, text=f"{escaped(words)}<br>{desired.text}")
        return [actual, desired]
    return [level_tile(drawing, column, row, cell.answer, cell.low_on_purpose, top, 0.97, hover, data)]


def level_tile(
    drawing: Drawing, column: int, row: int, answer: str | None, on_purpose: bool, top: float, bottom: float,
    hover: str, data: tuple[str, ...],
) -> Tile:  # fmt: skip
    """A cell, or a part of one from `top` to `bottom`, in its level's colour and words."""
    empty = Tile(column, row, PAPER, top=top, bottom=bottom, hover=hover, data=data)
    size = min(drawing.size, drawing.row_height * (bottom - top) * 0.75)
    if answer is None:
        return replace(empty, outline=LINE, outline_width=1.5)
    if answer == DONT_KNOW:
        return replace(empty, fill=WHITE, text="?", text_colour=MUTED, text_size=size, dashed=True)
    if answer == NOT_RELEVANT:
        return replace(empty, text="–", text_colour=MUTED, text_size=size, hatched=True)
    fill = level_colour(drawing.scale.level(answer).palette)
    short = drawing.language.words.scales[drawing.scale.id].levels[answer].short
    label = "<br>".join(map(escaped, two_lines(short))) if drawing.canvas.narrow else escaped(short)
    return replace(
        empty, fill=fill, text=f"<b>{label}</b>", text_colour=text_on(fill), text_size=size,
        outline=EDGE, outline_width=0.5, on_purpose=on_purpose,
    )  # fmt: skip


def _cell_hover(drawing: Drawing, activity: Activity, phase: PhaseId, cell: Cell) -> str:
    language = drawing.language
    lines = [
        f"<b>{escaped(activity.name)}</b>",
        escaped(language.words.phases[phase].name),
        escaped(answer_name(cell.answer, drawing.scale, language)),
    ]
    if cell.desired:
        wish = language.t("Desired: {level}", level=level_name(cell.desired, drawing.scale, language))
        lines.append(escaped(wish))
    if cell.desired_reason:
        lines.append(escaped(language.words.item("desired_reasons", cell.desired_reason).name))
    return "<br>".join(lines)


def _level_keys(scale: Scale, language: Language, view: ActivityView) -> tuple[Key, ...]:
    t = language.t
    levels = [Key(key_name(level.id, scale, language), level_colour(level.palette)) for level in scale.levels]
    halves = [Key(t("In two: now above, desired below"), WHITE)] if view == "both" else []
    return (
        *levels,
        Key(t("Chosen on purpose"), WHITE, INK, 3),
        *halves,
        Key("? " + outside_name(DONT_KNOW, language), WHITE, MUTED, dash="dot"),
        Key("– " + outside_name(NOT_RELEVANT, language), PAPER, LINE, hatched=True),
        Key(outside_name(None, language), PAPER, EDGE),
    )


def _activities_table(
    activities: Sequence[Activity], cells: Mapping[CellKey, Cell], scale: Scale, language: Language, view: ActivityView
) -> Table:
    def words(cell: Cell) -> str:
        if view == "desired":
            return level_name(cell.desired, scale, language) if cell.desired else language.t("No wish stated")
        text = answer_name(cell.answer, scale, language)
        if cell.low_on_purpose:
            return text + language.t(" (on purpose)")
        if view == "both" and has_gap(cell) and cell.desired:
            wish = language.t("Desired: {level}", level=level_name(cell.desired, scale, language))
            return f"{text}. {wish}"
        return text

    rows = tuple(
        (activity.name, *(words(cells.get((activity.id, phase), BLANK)) for phase in PHASES)) for activity in activities
    )
    return Table((language.t("Activity"), *(language.words.phases[phase].name for phase in PHASES)), rows)


def gaps_table(
    activities: Sequence[Activity], cells: Mapping[CellKey, Cell], scale: Scale, language: Language
) -> Table:
    """Every cell whose desired level differs from what is, with the reason."""
    t, words = language.t, language.words
    rows = tuple(
        (
            activity.name,
            words.phases[phase].name,
            level_name(cell.level, scale, language),
            level_name(cell.desired, scale, language),
            words.item("desired_reasons", cell.desired_reason).name if cell.desired_reason else "",
        )
        for activity in activities
        for phase in PHASES
        if has_gap(cell := cells.get((activity.id, phase), BLANK)) and cell.level and cell.desired
    )
    return Table((t("Activity"), t("Phase"), t("How it is"), t("How we want it"), t("Reason")), rows)


def _activities_alt(table: Table, language: Language) -> str:
    first = language.n(
        "The level of {count} activity in each of six phases; the table below says the same in words.",
        "The levels of {count} activities in each of six phases; the table below says the same in words.",
        len(table.rows),
    )
    if len(table.rows) != 1:
        return first
    name, *levels = table.rows[0]
    phases = "; ".join(f"{phase}: {level}" for phase, level in zip(table.columns[1:], levels, strict=True))
    return f"{first} {name}. {phases}."
