"""Distributions of answers as bars under one another, each with all who chose a level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivac.charts.canvas import LETTER, Canvas, Key, Legend, Picture, Sketch, Table, escaped
from ivac.charts.labels import key_name, level_name
from ivac.content import Scale
from ivac.language import Language
from ivac.palette import MUTED, PAPER, level_colour, text_on
from ivac.room import RoomCell
from ivac.summaries import CellSummary
from ivac.workshop import GROUPS


@dataclass(frozen=True)
class Bar:
    """One distribution as a bar: its label, a smaller one, the counts, and what the table calls it."""

    label: str
    below: str
    summary: CellSummary
    name: str


def mixed_bars(cells: Sequence[RoomCell], names: Mapping[str, str], language: Language) -> list[Bar]:
    """A bar for each cell: everybody's answers."""
    return [
        Bar(names[cell.activity], language.words.phases[cell.phase].name, cell.total, _place(cell, names, language))
        for cell in cells
        if cell.total is not None
    ]


def perspective_bars(cells: Sequence[RoomCell], names: Mapping[str, str], language: Language) -> list[Bar]:
    """Two bars or more for each cell: one for every perspective that may be shown on its own."""
    return [
        bar
        for cell in cells
        for bar in _together(
            cell, names, language, [(language.t(GROUPS[group]), found) for group, found in cell.perspectives.items()]
        )
    ]


def compared_bars(
    pairs: Sequence[tuple[RoomCell, RoomCell]],
    labels: tuple[str, str],
    names: Mapping[str, str],
    language: Language,
) -> list[Bar]:
    """Two bars for each pair of cells about the same activity and phase: before and after, or as it is and desired."""
    return [
        bar
        for pair in pairs
        for bar in _together(
            pair[0],
            names,
            language,
            [(label, cell.total) for label, cell in zip(labels, pair, strict=True) if cell.total is not None],
        )
    ]


def _together(
    cell: RoomCell, names: Mapping[str, str], language: Language, bars: Sequence[tuple[str, CellSummary]]
) -> list[Bar]:
    activity, phase = names[cell.activity], language.words.phases[cell.phase].name
    return [
        Bar("" if place else activity, f"{phase} · {label}", summary, f"{activity} · {phase} · {label}")
        for place, (label, summary) in enumerate(bars)
    ]


def _place(cell: RoomCell, names: Mapping[str, str], language: Language) -> str:
    return f"{names[cell.activity]} · {language.words.phases[cell.phase].name}"


def bars_picture(bars: Sequence[Bar], scale: Scale, language: Language, canvas: Canvas, sentence: str) -> Picture:
    """Distributions under one another: each bar is all who chose a level, in the levels' colours and order."""
    left = 0 if canvas.narrow else min(canvas.width * 0.36, canvas.text * 22)
    keys = tuple(Key(key_name(level.id, scale, language), level_colour(level.palette)) for level in scale.levels)
    legend = Legend(keys, canvas)
    margin = {"l": left, "r": canvas.text * 3.6, "t": canvas.text * 0.6, "b": legend.height}
    rows = max(len(bars), 1)
    sketch = Sketch(canvas, 1, rows, margin, "")
    row_height = (canvas.height - margin["t"] - margin["b"]) / rows
    size = min(canvas.text, row_height * 0.42)
    for row, bar in enumerate(bars):
        _label_bar(sketch, bar, row, left, size)
        _draw_bar(sketch, bar.summary, scale, row, size)
    legend.draw(sketch, left)
    table = Table(
        (language.t("What"), *(level_name(level.id, scale, language) for level in scale.levels), "n"),
        tuple((bar.name, *map(str, bar.summary.counts.values()), str(bar.summary.n)) for bar in bars),
    )
    alt = sentence + " " + language.t("The table below says the same in words.")
    return Picture(sketch.figure(tile_width=1, corner=0), alt, table)


def _label_bar(sketch: Sketch, bar: Bar, row: int, left: float, size: float) -> None:
    canvas = sketch.canvas
    if canvas.narrow:
        text = escaped(bar.below)
        if bar.label:  # the activity's name is the longest part, and the one that may be shortened
            left_over = canvas.width - 8 - LETTER * size * len(f"{bar.below} · ")
            text += " · " + canvas.wrapped(bar.label, left_over, size, lines=1)
        sketch.write(text, 0, row - 0.32, size, paper="x", shift=(2, 0))
        return
    small, apart = size * 0.86, size * 0.62 if bar.label else 0
    if bar.label:
        label = canvas.wrapped(bar.label, left - size, size, lines=1)
        sketch.write(f"<b>{label}</b>", 0, row, size, paper="x", shift=(-left, apart))
    below = canvas.wrapped(bar.below, left - size, small, lines=1)
    sketch.write(below, 0, row, small, paper="x", colour=MUTED, shift=(-left, -apart))


def _draw_bar(sketch: Sketch, summary: CellSummary, scale: Scale, row: int, size: float) -> None:
    top, bottom = (0.44, 0.92) if sketch.canvas.narrow else (0.14, 0.86)
    place = -0.5
    for level in scale.levels:
        count = summary.counts[level.id]
        if not count:
            continue
        width = count / summary.n
        fill = level_colour(level.palette)
        sketch.shape(
            "rect", place, place + width, row - 0.5 + top, row - 0.5 + bottom, fillcolor=fill,
            line={"color": PAPER, "width": 2},
        )  # fmt: skip
        middle = row - 0.5 + (top + bottom) / 2
        sketch.write(f"<b>{count}</b>", place + width / 2, middle, size * 1.1, colour=text_on(fill), anchor="center")
        place += width
    middle = row - 0.5 + (top + bottom) / 2
    sketch.write(f"n = {summary.n}", 0.5, middle, size * 0.86, colour=MUTED, shift=(size * 0.5, 0))
