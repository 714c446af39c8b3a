"""Many plans at once, in the order given: small multiples without numbers, and shares with one row a plan."""

from collections.abc import Iterator, Sequence
from math import ceil

import plotly.graph_objects as go

from ivac.charts import outline, shades
from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, escaped
from ivac.charts.compared import how_many, multiples_table, row_name, standing_there
from ivac.charts.sides import Pick, part_of
from ivac.comparison import Comparison, PlanCounts
from ivac.language import Language
from ivac.model import PHASES
from ivac.palette import EDGE, LINE, MUTED, level_colour, text_on
from ivac.summaries import Share

HEAD = 2
"""Rows above each small multiple, for its plan's name and n."""
WIDE = len(PHASES) + 1
ACROSS, ACROSS_NARROW = 6, 2
NUMBERED = 20
"""Rows of fewer pixels have no numbers in their cells."""

Measure = tuple[str, Pick]
"""A share's name, and how it is read from a phase's summary."""


def _across(narrow: bool) -> int:
    return ACROSS_NARROW if narrow else ACROSS


def mosaic_rows(comparison: Comparison, narrow: bool) -> int:
    """How many rows of cells a mosaic of these plans has, for its height."""
    return ceil(len(comparison.plans) / _across(narrow)) * (len(comparison.rows) + HEAD)


def mosaic_picture(comparison: Comparison, language: Language, canvas: Canvas, outlined: bool = False) -> Picture:
    """Phase by involvement per plan as shades of its own known activities, with one legend for all."""
    rows, across = tuple(reversed(comparison.rows)), _across(canvas.narrow)
    columns, down = across * WIDE, mosaic_rows(comparison, canvas.narrow)
    levels = (Key(row_name(row, comparison, language), level_colour(row.palette)) for row in rows)
    told = outline.keys(language) if outlined else ()
    legend = Legend((*levels, *shades.keys(language, zero=False), *told), canvas)
    sketch = Sketch(canvas, columns, down, {"l": 0, "r": 0, "t": 2, "b": legend.height})
    places = [
        (place % across * WIDE + 1, place // across * (len(rows) + HEAD) + HEAD)
        for place in range(len(comparison.plans))
    ]
    grid: list[list[Share | None]] = [[None] * columns for _ in range(down)]
    texts = [[""] * columns for _ in range(down)]
    for plan, (left, top) in zip(comparison.plans, places, strict=True):
        _head(sketch, plan, comparison, language, left, top, canvas.width / columns * (WIDE - 0.4))
        for row, level in enumerate(rows):
            for column, phase in enumerate(plan.phases):
                grid[top + row][left + column] = Share(plan.counts[phase.phase][level.id], phase.known)
                texts[top + row][left + column] = standing_there(plan, phase, level, comparison, language)
    legend.draw(sketch, 0)
    figure = sketch.figure()
    figure.add_traces([
        *shades.shades(grid, range(columns), range(down), "%{text}", zero=False, texts=texts),
        _frames(places, len(rows)),
        _marks(places, [level_colour(row.palette) for row in rows], canvas),
        *(outline.outlines(comparison, places) if outlined else ()),
    ])  # fmt: skip
    alt = language.n(
        "Phase by involvement for {count} plan; the table below has the numbers.",
        "Phase by involvement for {count} plans, side by side; the table below has the numbers.",
        len(comparison.plans),
    )
    return Picture(figure, alt, multiples_table(comparison, language))


def _head(
    sketch: Sketch, plan: PlanCounts, comparison: Comparison, language: Language, left: float, top: float, room: float
) -> None:
    size = sketch.canvas.text * 0.85
    name = sketch.canvas.wrapped(plan.name, room, size, lines=1)
    sketch.write(f"<b>{name}</b>", left - 0.9, top - 1.6, size)
    sketch.write(how_many(plan, comparison, language), left - 0.9, top - 0.9, size * 0.9, colour=MUTED)


def _frames(places: Sequence[tuple[float, float]], rows: int) -> go.Scatter:
    """A line around each plan's cells, so that an empty one is seen to be empty."""
    x: list[float | None] = []
    y: list[float | None] = []
    for left, top in places:
        right, bottom = left + len(PHASES) - 0.5, top + rows - 0.5
        x += [left - 0.5, right, right, left - 0.5, left - 0.5, None]
        y += [top - 0.5, top - 0.5, bottom, bottom, top - 0.5, None]
    line = {"color": LINE, "width": 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False, name="frames")


def _marks(places: Sequence[tuple[float, float]], colours: Sequence[str], canvas: Canvas) -> go.Scatter:
    """The levels' colours at the heads of their rows."""
    return go.Scatter(
        x=[left - 0.75 for left, _ in places for _ in colours],
        y=[top + row for _, top in places for row in range(len(colours))],
        mode="markers",
        marker={
            "symbol": "square", "size": canvas.text * 0.6, "color": [*colours] * len(places),
            "line": {"color": EDGE, "width": 1},
        },
        hoverinfo="skip", showlegend=False, name="levels",
    )  # fmt: skip


def shares_picture(
    comparison: Comparison, language: Language, canvas: Canvas, measures: Sequence[Measure]
) -> Picture:  # fmt: skip
    """One row a plan and six columns for each share, as shades; numbers in the cells where there is room."""
    left = canvas.width * 0.3 if canvas.narrow else min(canvas.width * 0.24, canvas.text * 18)
    columns = len(measures) * WIDE - 1
    legend = Legend(shades.keys(language, zero=True), canvas)
    margin = {"l": left, "r": 0, "t": canvas.text * 3.6, "b": legend.height}
    sketch = Sketch(canvas, columns, max(len(comparison.plans), 1), margin)
    room, height = sketch.room(0, 1)
    size = canvas.fitting([language.words.phases[phase].short for phase in PHASES], room, canvas.text * 0.9)
    over = left if len(measures) == 1 else 0  # one heading alone has room over the plans' names, too
    for place, (name, _) in enumerate(measures):
        heading = canvas.wrapped(name, room * len(PHASES) + over, canvas.text, lines=1)
        sketch.write(f"<b>{heading}</b>", place * WIDE - 0.5, -0.5, canvas.text, shift=(-over, canvas.text * 2.6))
        for column, phase in enumerate(PHASES):
            short = escaped(language.words.phases[phase].short)
            place_ = place * WIDE + column
            sketch.write(short, place_, -0.5, size, anchor="center", shift=(0, canvas.text * 0.9))
    legend.draw(sketch, left)
    grid = [list(_row(plan, measures)) for plan in comparison.plans]
    names = _distinct([plan.name for plan in comparison.plans])
    hover = "<b>%{y}</b><br>%{x}<br>" + language.t(
        "{part} of {whole}", part="%{customdata[0]}", whole="%{customdata[1]}"
    )
    columns_named = list(_column_names(measures, language))
    figure = sketch.figure()
    figure.add_traces(shades.shades(grid, columns_named, names, hover, zero=True))
    if height >= NUMBERED:
        figure.add_trace(_numbers(grid, columns_named, names, canvas.fitting(["88/88"], room, canvas.text * 0.9, 7)))
    ticks = [canvas.wrapped(plan.name, left - 8, canvas.text * 0.85, lines=1) for plan in comparison.plans]
    figure.update_xaxes(type="category")
    figure.update_yaxes(
        type="category", visible=True, tickmode="array", tickvals=names, ticktext=ticks, showgrid=False, zeroline=False,
        ticks="", tickfont={"size": canvas.text * 0.85},
    )  # fmt: skip
    alt = language.t("Shares for each plan and phase, one row a plan; the table below has the numbers.")
    return Picture(figure, alt, _shares_table(comparison, measures, language))


def _row(plan: PlanCounts, measures: Sequence[Measure]) -> Iterator[Share | None]:
    for place, (_, pick) in enumerate(measures):
        if place:
            yield None
        for phase in plan.phases:
            yield pick(phase)


def _column_names(measures: Sequence[Measure], language: Language) -> Iterator[str]:
    for place, (name, _) in enumerate(measures):
        if place:
            yield " " * place
        for phase in PHASES:
            yield f"{escaped(language.words.phases[phase].name)} · {escaped(name)}"


def _distinct(names: Sequence[str]) -> list[str]:
    """The names as places on an axis: of two alike the second one gets an invisible sign more."""
    return [escaped(name) + "\u200b" * names[:place].count(name) for place, name in enumerate(names)]


def _numbers(grid: shades.Grid, columns: Sequence[str], rows: Sequence[str], size: float) -> go.Scatter:
    cells = [
        (column, name, share)
        for name, row in zip(rows, grid, strict=True)
        for column, share in zip(columns, row, strict=True)
        if share and share.whole
    ]
    return go.Scatter(
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        text=[f"{share.part}/{share.whole}" for _, _, share in cells],
        mode="text",
        textfont={"size": size, "color": [text_on(shades.fill_of(share)) for _, _, share in cells]},
        hoverinfo="skip", showlegend=False, name="numbers",
    )  # fmt: skip


def _shares_table(comparison: Comparison, measures: Sequence[Measure], language: Language) -> Table:
    rows = tuple(
        (f"{plan.name} · {name}", *(part_of(pick(phase), language) for phase in plan.phases))
        for plan in comparison.plans
        for name, pick in measures
    )
    return Table((language.t("Plan and share"), *(language.words.phases[phase].name for phase in PHASES)), rows)
