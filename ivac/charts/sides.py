"""Two sides of a comparison: the profile of each, and what differs between them. Neither is better."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import plotly.graph_objects as go

from ivac.charts import purpose
from ivac.charts.canvas import TEMPLATE, Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.compared import phase_names, row_name
from ivac.charts.labels import label_row
from ivac.comparison import Comparison, Difference, Side, differences
from ivac.language import Language
from ivac.model import PHASES
from ivac.palette import EDGE, INK, LINE, PAPER, WHITE, count_colour, faded, first_colour, level_colour, text_on
from ivac.summaries import FEW, PhaseSummary, Share

Pick = Callable[[PhaseSummary], Share]

SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "x", "star", "hexagon")
DASHES = ("solid", "dash", "dot", "dashdot")
LINES = (INK, "#1f6f8b", "#8a5a00", "#44546f", "#5d667a", "#0f5c4a")
"""Ink-like colours that tell plans apart; none of them is a level's or says good or bad."""


def profile_picture(sides: Sequence[Side], language: Language, canvas: Canvas, pick: Pick, name: str) -> Picture:
    """One share per phase and side, with its denominator at hand; hollow where few activities are known."""
    figure = go.Figure()
    names = [language.words.phases[p].short if canvas.narrow else language.words.phases[p].name for p in PHASES]
    for place, plan in enumerate(sides):
        shares = [pick(phase) for phase in plan.phases]
        colour = LINES[place % len(LINES)]
        figure.add_trace(
            go.Scatter(
                x=names,
                y=[share.value for share in shares],
                name=escaped(plan.name),
                mode="lines+markers",
                line={"color": colour, "width": 2.5, "dash": DASHES[place % len(DASHES)]},
                marker={
                    "symbol": SYMBOLS[place % len(SYMBOLS)],
                    "size": 13,
                    "color": [PAPER if share.whole < FEW else colour for share in shares],
                    "line": {"color": colour, "width": 2},
                },
                hovertext=[f"<b>{escaped(plan.name)}</b><br>{part_of(share, language)}" for share in shares],
                hovertemplate="%{hovertext}<extra></extra>",
                connectgaps=False,
            )
        )
    figure.update_layout(
        template=TEMPLATE,
        width=canvas.width,
        height=canvas.height,
        margin={"l": canvas.text * 3.4, "r": 12, "t": 12, "b": canvas.text * (2.6 + 1.7 * len(sides))},
        font={"size": canvas.text * 0.9},
        dragmode=False,
        xaxis={"fixedrange": True, "showgrid": False, "linecolor": LINE, "range": [-0.3, len(PHASES) - 0.7]},
        yaxis={
            "fixedrange": True, "range": [-0.04, 1.04], "tickformat": ".0%", "tickvals": [0, 0.5, 1],
            "gridcolor": LINE, "zeroline": False,
        },
    )  # fmt: skip
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xref": "container", "y": 0, "yref": "container", "yanchor": "bottom"},
    )
    rows = tuple((plan.name, *(part_of(pick(phase), language) for phase in plan.phases)) for plan in sides)
    table = Table((language.t("Plan"), *phase_names(language)), rows)
    alt = language.t("{name}, phase by phase, one line a plan; the table below has the numbers.", name=name)
    return Picture(figure, alt, table)


def part_of(share: Share, language: Language) -> str:
    """A share in words, never without what it is of."""
    if share.value is None:
        return language.t("none known")
    return language.t("{part} of {whole}", part=share.part, whole=share.whole)


def difference_picture(
    comparison: Comparison, first: Side, second: Side, language: Language, canvas: Canvas
) -> Picture:
    """Where two plans' activities stand differently, as shares of what is known in each; neither side is better."""
    rows = tuple(reversed(comparison.rows))
    found = {(item.row, item.phase): item for item in differences(comparison, first, second)}
    largest = max((abs(item.points or 0) for item in found.values()), default=0) or 1
    left = 0 if canvas.narrow else min(canvas.width * 0.25, canvas.text * 17)
    larger = [language.t("Larger share in {name}", name=plan.name) for plan in (first, second)]
    keys = (
        Key(larger[0], first_colour(0.7)),
        Key(larger[1], count_colour(0.7)),
        Key(language.t("Same share"), WHITE),
        Key(language.t("Not known in one of them"), PAPER, LINE, hatched=True),
        *purpose.keys((sum(item.on_purpose) for item in found.values()), language),
    )
    legend = Legend(keys, canvas)
    margin = {"l": left, "r": 0, "t": canvas.text * 2.6, "b": legend.height}
    sketch = Sketch(canvas, len(PHASES), len(rows), margin, "")
    tiles = []
    for row, level in enumerate(rows):
        name = row_name(level, comparison, language)
        label_row(sketch, name, level_colour(level.palette), row, left)
        for column, phase in enumerate(PHASES):
            item = found[level.id, phase]
            tile = _difference_tile(item, first, second, largest, language, canvas, sketch)
            tiles.append(replace(tile, column=column, row=row))
    sketch.tiles = tiles
    names = [language.words.phases[p].short if canvas.narrow else language.words.phases[p].name for p in PHASES]
    size = canvas.fitting(names, (canvas.width - left) / len(PHASES) * 0.97, canvas.text)
    for column, name in enumerate(names):
        sketch.write(f"<b>{escaped(name)}</b>", column, -0.5, size, anchor="center", y_anchor="bottom", shift=(0, 8))
    legend.draw(sketch, left)
    table_rows = tuple(
        (
            row_name(level, comparison, language),
            *(_both_shares(found[level.id, phase], language) for phase in PHASES),
        )
        for level in rows
    )
    table = Table((language.t("Level"), *phase_names(language)), table_rows)
    alt = language.t(
        "What share of the known activities stands at each level in {first} and in {second}; "
        "the table below has the numbers.",
        first=first.name,
        second=second.name,
    )
    return Picture(sketch.figure(), alt, table)


def _both_shares(item: Difference, language: Language) -> str:
    first, second = (
        purpose.counted(part_of(share, language), chosen, language)
        for share, chosen in zip((item.first, item.second), item.on_purpose, strict=True)
    )
    return f"{first} / {second}"


def _difference_tile(
    item: Difference, first: Side, second: Side, largest: float, language: Language, canvas: Canvas,
    sketch: Sketch,
) -> Tile:  # fmt: skip
    sides = zip((first, second), (item.first, item.second), item.on_purpose, strict=True)
    hover = "<br>".join(
        f"{escaped(plan.name)}: {purpose.counted(part_of(share, language), chosen, language)}"
        for plan, share, chosen in sides
    )
    top = 0.36 if canvas.narrow else 0.03
    if item.points is None or (item.first.part == 0 and item.second.part == 0):
        unknown = item.points is None
        return Tile(0, 0, PAPER, outline=LINE, outline_width=1.5, hatched=unknown, top=top, hover=hover)
    colour = count_colour if item.points > 0 else first_colour
    fill = colour(abs(item.points) / largest * 0.85 + 0.05) if item.points else WHITE
    if min(item.first.whole, item.second.whole) < FEW:
        fill = faded(fill)
    shares = [f"<b>{_percent(share, language)}</b>" for share in (item.first, item.second)]
    lines, size = [" · ".join(shares)], canvas.fitting(["100 % · 100 %"], canvas.width / 8, canvas.text)
    if canvas.narrow:
        lines, size = shares, canvas.text * 0.9
    on_purpose = any(item.on_purpose)
    both = "\u00a0·\u00a0".join(map(str, item.on_purpose))
    words = language.t("on purpose: {counts}", counts=both) if on_purpose else ""
    said = purpose.written(lines, words, canvas, size, sketch.room(top, 0.97))
    return Tile(
        0,
        0,
        fill,
        text=said.text,
        text_colour=text_on(fill),
        text_size=said.size,
        top=top,
        hover=hover,
        outline=EDGE,
        outline_width=0.5,
        on_purpose=on_purpose,
    )


def _percent(share: Share, language: Language) -> str:
    return language.percent(share.value or 0)
