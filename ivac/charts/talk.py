"""The picture for one thing to talk about: an activity's distributions, with the cells that it rests on framed.

Below the framed cells stand, where the room may see them, staff and residents on their own and what people wish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ivac.charts.canvas import FOCUS, LETTER, Canvas, Picture, Sketch, Table, escaped
from ivac.charts.labels import framed_words, head_of_frame, head_room, level_name
from ivac.charts.room import BELOW_LEVELS, distribution_alt, distribution_table, draw_distribution
from ivac.content import Scale
from ivac.language import Language
from ivac.model import PHASES, Activity, PhaseId
from ivac.palette import EDGE, MUTED, level_colour, text_on
from ivac.room import Room, RoomCell
from ivac.summaries import CellSummary
from ivac.workshop import GROUPS, Perspective

BESIDE: tuple[Perspective, ...] = ("staff", "resident")
"""Whose views stand beside each other."""
BAR = 0.72
"""A row of bars is so high, in rows of levels; on a phone as high, since its label stands above it."""


@dataclass(frozen=True)
class BarRow:
    """One row of distributions below the framed cells: whose they are, and the phases that have one."""

    name: str
    summaries: Mapping[PhaseId, CellSummary]


def talk_picture(
    activity: Activity, phases: Sequence[PhaseId], room: Room, language: Language, canvas: Canvas
) -> Picture:
    """One activity as `distribution_picture` draws it, the phases that are talked about framed, with `bar_rows` below.

    The table and the text alternative say all of it.
    """
    scale, cells = room.scale, {phase: room.latest(activity.id, phase) for phase in PHASES}
    rows = bar_rows(activity, phases, room, language)
    left = 0 if canvas.narrow else min(canvas.width * 0.27, canvas.text * 16)
    head, levels = head_room(language, canvas, ""), len(scale.levels)
    bar = 1.0 if canvas.narrow else BAR
    free = canvas.height - head - canvas.text * (BELOW_LEVELS + 0.4)
    row_height = free / (levels + bar * len(rows))
    gap = canvas.text * BELOW_LEVELS / row_height
    margin = {"l": left or FOCUS / 2, "r": FOCUS / 2, "t": head, "b": canvas.text * 0.4}
    sketch = Sketch(canvas, len(PHASES), levels + gap + bar * len(rows), margin, "")
    lines = 1 + any(words.detail for words in language.words.scales[scale.id].levels.values())
    fitted = canvas if canvas.narrow else replace(canvas, text=min(canvas.text, row_height / (1.15 * lines)))
    draw_distribution(sketch, cells, scale, language, fitted, left)
    for number, row in enumerate(rows):
        top = levels - 0.5 + gap + number * bar
        _label_row(sketch, row, top, bar, left, min(canvas.text, bar * row_height * 0.62))
        for phase, summary in row.summaries.items():
            _draw_bar(sketch, summary, scale, PHASES.index(phase), top, bar, (canvas.width - left) / len(PHASES))
    sketch.frame((PHASES.index(phase) for phase in phases), head_of_frame(language, canvas))
    table = _table(cells, phases, rows, scale, language)
    return Picture(sketch.figure(), _alt(activity, cells, phases, rows, scale, language), table)


def bar_rows(activity: Activity, phases: Sequence[PhaseId], room: Room, language: Language) -> list[BarRow]:
    """Everybody, staff, residents, and the wish, each where the room may see it in one of the phases.

    Staff and residents come together or not at all; everybody comes only beside something else, as the levels above
    say it already.
    """
    t = language.t
    seen = {phase: cell for phase in phases if (cell := room.latest(activity.id, phase)) and cell.total}
    both = {phase: cell for phase, cell in seen.items() if all(group in cell.perspectives for group in BESIDE)}
    groups = [
        BarRow(t(GROUPS[group]), {phase: cell.perspectives[group] for phase, cell in both.items()}) for group in BESIDE
    ]
    wishes = {phase: wish.total for phase in phases if (wish := room.wish(activity.id, phase)) and wish.total}
    beside = [row for row in (*groups, BarRow(t("What we wish"), wishes)) if row.summaries]
    everybody = {phase: cell.total for phase, cell in seen.items() if cell.total}
    return [BarRow(t("Everybody"), everybody), *beside] if beside else []


def _label_row(sketch: Sketch, row: BarRow, top: float, height: float, left: float, size: float) -> None:
    sizes = sorted({summary.n for summary in row.summaries.values()})
    answers = f"n = {sizes[0]}" if len(sizes) == 1 else f"n = {sizes[0]}–{sizes[-1]}"
    if sketch.canvas.narrow:
        text = f"{escaped(row.name)} · {answers}"
        sketch.write(text, 0, top + 0.2 * height, sketch.canvas.text, paper="x", shift=(2, 0))
        return
    middle, small = top + height / 2, round(size * 0.86)
    text = f"<b>{escaped(row.name)}</b>  <span style='font-size:{small}px;color:{MUTED}'>{answers}</span>"
    sketch.write(text, 0, middle, size, paper="x", shift=(-left, 0))


def _draw_bar(
    sketch: Sketch, summary: CellSummary, scale: Scale, column: int, top: float, height: float, room: float
) -> None:
    """All who chose a level, in the levels' colours and order; `room` is the column's width in pixels."""
    canvas, part = sketch.canvas, (0.42, 0.94) if sketch.canvas.narrow else (0.12, 0.88)
    first, last = top + part[0] * height, top + part[1] * height
    place = column - 0.475
    for level in scale.levels:
        count = summary.counts[level.id]
        if not count:
            continue
        width = 0.95 * count / summary.n
        fill = level_colour(level.palette)
        sketch.shape(
            "rect", place, place + width, first, last, fillcolor=fill, line={"color": EDGE, "width": 1},
        )  # fmt: skip
        if width * room > LETTER * canvas.text * (len(str(count)) + 0.2):  # else the table says it
            text = f"<b>{count}</b>"
            sketch.write(
                text, place + width / 2, (first + last) / 2, canvas.text, colour=text_on(fill), anchor="center"
            )
        place += width


def _table(
    cells: Mapping[PhaseId, RoomCell | None],
    phases: Sequence[PhaseId],
    rows: Sequence[BarRow],
    scale: Scale,
    language: Language,
) -> Table:
    levels = distribution_table(cells, scale, language)
    about = (language.t("Talked about"), *(language.t("yes") if phase in phases else "–" for phase in PHASES))
    beside = tuple(
        (row.name, *(_in_words(row.summaries.get(phase), scale, language) for phase in PHASES)) for row in rows
    )
    return Table(levels.columns, (about, *levels.rows, *beside))


def _in_words(summary: CellSummary | None, scale: Scale, language: Language) -> str:
    if summary is None:
        return "–"
    counts = (f"{level_name(level, scale, language)}: {count}" for level, count in summary.counts.items() if count)
    return "; ".join(counts)


def _alt(
    activity: Activity,
    cells: Mapping[PhaseId, RoomCell | None],
    phases: Sequence[PhaseId],
    rows: Sequence[BarRow],
    scale: Scale,
    language: Language,
) -> str:
    said = [distribution_alt(activity, cells, scale, language), framed_words(phases, language)]
    for row in rows:
        said += [
            f"{language.words.phases[phase].name}, {row.name}: {_in_words(summary, scale, language)}."
            for phase, summary in row.summaries.items()
        ]
    return " ".join(said)
