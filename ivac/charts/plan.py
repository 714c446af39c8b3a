"""The pictures of one plan: phase by involvement, activities by phase, and one activity on the wall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ivac.charts import purpose
from ivac.charts.canvas import FOCUS, Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.purpose import Written
from ivac.content import Scale
from ivac.language import Language
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Cell, CellKey, PhaseId
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER, WHITE, count_colour, faded, level_colour, text_on
from ivac.summaries import FEW, PhaseSummary, PlanSummary, has_gap

ActivityView = Literal["actual", "desired", "both"]

TEXT_OF_ROW = 0.6
"""The largest text of a row, in heights of the row."""
ROOM_FOR_WORDS = 200
"""From this height of a row in pixels a desired level is called so in its own tile."""

OUTSIDE_ROWS = (DONT_KNOW, NOT_RELEVANT, "blank")
"""What stands below the levels in the table of phase by involvement."""


def outside_name(answer: str | None, language: Language) -> str:
    """The words for an answer outside the scale; None is a blank."""
    if answer == DONT_KNOW:
        return language.t("Don’t know")
    if answer == NOT_RELEVANT:
        return language.t("Not begun / not relevant")
    return language.t("Not answered")


def level_name(level_id: str, scale: Scale, language: Language) -> str:
    """A level's full name on one line."""
    return language.words.scales[scale.id].levels[level_id].full


def involvement_picture(summary: PlanSummary, language: Language, canvas: Canvas, title: str) -> Picture:
    """Phase by involvement: how many activities stand at each level, on purpose or not, with n below each phase."""
    scale = summary.scale
    levels = tuple(reversed(scale.levels))
    framed = purpose.keys((count for phase in summary.phases for count in phase.on_purpose.values()), language)
    legend = Legend(framed, canvas, above=canvas.text * 1.6)
    largest = max((count for phase in summary.phases for count in phase.counts.values()), default=0)
    left = 0 if canvas.narrow else min(canvas.width * 0.25, canvas.text * 17)
    below = legend.height if framed else canvas.text * 1.7
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, title), "b": below}
    sketch = Sketch(canvas, len(PHASES), len(levels), margin, title)
    top = 0.36 if canvas.narrow else 0.03
    room = sketch.room(top, 0.97)
    tiles = []
    for row, level in enumerate(levels):
        label_level(sketch, level.id, level_colour(level.palette), scale, language, canvas, row, left)
        for column, phase in enumerate(summary.phases):
            hover = _count_hover(phase, level.id, scale, language)
            said = purpose.number(
                phase.counts[level.id], phase.on_purpose[level.id], language, canvas, _count_size(canvas), room
            )
            tiles.append(_count_tile(column, row, phase, level.id, largest, said, top, hover))
    sketch.tiles = tiles
    label_phases(sketch, language, canvas, (canvas.width - left) / len(PHASES))
    _say_n(sketch, summary, language, left)
    if framed:
        legend.draw(sketch, left)
    return Picture(sketch.figure(), involvement_words(summary, language), _involvement_table(summary, language))


def _say_n(sketch: Sketch, summary: PlanSummary, language: Language, left: float) -> None:
    """Below each phase how many of the activities have a level there."""
    size, below = sketch.canvas.text * 0.82, (0, -sketch.canvas.text * 0.85)
    last = len(summary.scale.levels) - 0.5
    if not sketch.canvas.narrow:
        words = escaped(language.t("Activities with a level"))
        sketch.write(words, 0, last, size, paper="x", colour=MUTED, shift=(-left, below[1]))
    for column, phase in enumerate(summary.phases):
        text = language.t("{part} of {whole}", part=phase.known, whole=phase.activities)
        sketch.write(text, column, last, size, colour=MUTED, anchor="center", shift=below)


def head_room(language: Language, canvas: Canvas, title: str) -> float:
    """Room above the grid in pixels: the phases, the title line, and on a phone the download button."""
    if canvas.narrow:
        return canvas.text * 5.4
    lines = max(len(name.split()) for name in _phase_names(language, canvas))
    return canvas.text * ((2.4 if title else 0.9) + 1.3 * lines)


def _count_size(canvas: Canvas) -> float:
    return canvas.text * (1.3 if canvas.narrow else 1.65)


def head_of_frame(language: Language, canvas: Canvas) -> float:
    """How far over the grid, in pixels, a frame reaches that takes in the phases' names."""
    return canvas.text * 2.2 if canvas.narrow else head_room(language, canvas, "") - FOCUS


def _count_tile(
    column: int, row: int, phase: PhaseSummary, level_id: str, largest: int, said: Written, top: float, hover: str
) -> Tile:  # fmt: skip
    count = phase.counts[level_id]
    data = (phase.phase, level_id)
    if count == 0:
        return Tile(column, row, PAPER, outline=LINE, outline_width=1.5, top=top, hover=hover, data=data)
    fill = count_colour(count / largest)
    if phase.known < FEW:
        fill = faded(fill)
    return Tile(
        column, row, fill, text=said.text, text_colour=text_on(fill), text_size=said.size, top=top, hover=hover,
        data=data, on_purpose=phase.on_purpose[level_id] > 0,
    )  # fmt: skip


def _count_hover(phase: PhaseSummary, level_id: str, scale: Scale, language: Language) -> str:
    count = language.n("{count} activity", "{count} activities", phase.counts[level_id])
    known = language.n("{count} activity has a level here", "{count} activities have a level here", phase.known)
    name = language.words.phases[phase.phase].name
    level = escaped(level_name(level_id, scale, language))
    chosen = purpose.hovered(phase.on_purpose[level_id], language)
    return "<br>".join([f"<b>{escaped(name)}</b>", level, count, *chosen, known])


def label_level(
    sketch: Sketch,
    level_id: str,
    colour: str,
    scale: Scale,
    language: Language,
    canvas: Canvas,
    row: int,
    left: float,
) -> None:
    """Write a level's name and mark its colour at the head of its row."""
    words = language.words.scales[scale.id].levels[level_id]
    if canvas.narrow:
        sketch.shape(
            "rect", 2, 14, -7, 7, xref="paper", yref="y", xsizemode="pixel", xanchor=0, ysizemode="pixel",
            yanchor=row - 0.32, fillcolor=colour, line={"color": EDGE, "width": 1},
        )  # fmt: skip
        text = escaped(level_name(level_id, scale, language))
        sketch.write(text, 0, row - 0.32, canvas.text, paper="x", shift=(20, 0))
        return
    sketch.mark_row(left, row, colour)
    text = escaped(words.name)
    if words.detail:
        small = round(canvas.text * 0.82)
        text += f"<br><span style='font-size:{small}px;color:{MUTED}'>{escaped(words.detail)}</span>"
    sketch.write(text, 0, row, canvas.text, paper="x", shift=(-left + canvas.text * 1.1, 0))


def label_phases(sketch: Sketch, language: Language, canvas: Canvas, room: float) -> None:
    """Write the six phases above the grid."""
    names = _phase_names(language, canvas)
    lines = [line for name in names for line in name.split()]
    if canvas.narrow:  # short names have letters wider than the mean
        room *= 0.94
    size = canvas.fitting(lines, room, canvas.text * 1.05)
    for column, name in enumerate(names):
        text = canvas.wrapped(name, room, size) if " " in name else escaped(name)
        sketch.write(f"<b>{text}</b>", column, -0.5, size, anchor="center", y_anchor="bottom",
            shift=(0, canvas.text * 0.35),
        )  # fmt: skip


def _phase_names(language: Language, canvas: Canvas) -> list[str]:
    phases = language.words.phases
    return [phases[phase].short if canvas.narrow else phases[phase].name for phase in PHASES]


def involvement_words(summary: PlanSummary, language: Language) -> str:
    """The picture in sentences, for those who cannot see it."""
    sentences = [language.t("How many activities stand at each level of involvement in each phase.")]
    for phase in summary.phases:
        stands = [
            f"{level_name(level, summary.scale, language)}: {purpose.counted(count, phase.on_purpose[level], language)}"
            for level, count in phase.counts.items()
            if count
        ]
        if stands:
            sentences.append(f"{language.words.phases[phase.phase].name}: {'; '.join(stands)}.")
    return " ".join(sentences)


def _involvement_table(summary: PlanSummary, language: Language) -> Table:
    rows = [
        (
            level_name(level.id, summary.scale, language),
            *(
                purpose.counted(phase.counts[level.id], phase.on_purpose[level.id], language)
                for phase in summary.phases
            ),
        )
        for level in reversed(summary.scale.levels)
    ]
    for answer in OUTSIDE_ROWS:
        counts = (str(getattr(phase, answer)) for phase in summary.phases)
        rows.append((outside_name(answer, language), *counts))
    columns = (language.t("Level"), *(language.words.phases[phase.phase].name for phase in summary.phases))
    return Table(columns, tuple(rows))


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


def framed_words(phases: Iterable[PhaseId], language: Language) -> str:
    """Which phases are framed, for those who cannot see it."""
    return language.t("Framed: {phases}.", phases=", ".join(language.words.phases[phase].name for phase in phases))


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


def two_lines(short: str) -> list[str]:
    """A short name cut before its last word."""
    first, _, second = short.rpartition(" ")
    return [first, second] if first else [second]


def label_activity(
    sketch: Sketch, activity: Activity, canvas: Canvas, row: int, left: float, row_height: float
) -> None:
    """Write an activity's name at the head of its row."""
    if canvas.narrow:
        text = canvas.wrapped(activity.name, canvas.width - 8, canvas.text, lines=1)
        sketch.write(f"<b>{text}</b>", 0, row - 0.36, canvas.text, paper="x", shift=(2, 0))
        return
    size = min(canvas.text, row_height * TEXT_OF_ROW)
    lines = 2 if row_height > 2.6 * size else 1
    text = canvas.wrapped(activity.name, left - size, size, lines)
    sketch.write(text, 0, row, size, paper="x", shift=(-left, 0))


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


def answer_name(answer: str | None, scale: Scale, language: Language) -> str:
    """The words for any answer: a level's name, or why there is none."""
    if answer in scale.level_ids:
        return level_name(str(answer), scale, language)
    return outside_name(answer, language)


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


def key_name(level_id: str, scale: Scale, language: Language) -> str:
    """The shortest full name that tells a level apart in a legend."""
    levels = language.words.scales[scale.id].levels
    name = levels[level_id].name
    unique = sum(words.name == name for words in levels.values()) == 1
    return name if unique else level_name(level_id, scale, language)


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
