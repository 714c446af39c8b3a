"""One phase across plans: every activity a dot, so that one sees how they spread, and no average."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import plotly.graph_objects as go

from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, escaped
from ivac.charts.compared import row_name
from ivac.charts.labels import label_row
from ivac.comparison import Comparison
from ivac.language import Language
from ivac.model import PHASES, PhaseId
from ivac.palette import EDGE, INK, LINE, PAPER, faded, level_colour
from ivac.summaries import FEW

COLUMNS, COLUMNS_NARROW = 12, 3
"""More plans than these stand in one field together, in their order."""
LARGEST = 15.0
"""A dot's place, in pixels."""
SVG_DOTS = 4000
"""More dots than these are drawn by the graphics card."""


@dataclass(frozen=True)
class Placed:
    """An activity in a common row: which of the plans it belongs to, and its name where that may be told."""

    plan: int
    row: str
    name: str | None
    on_purpose: bool


def dots_picture(
    comparison: Comparison, placed: Sequence[Placed], phase: PhaseId, language: Language, canvas: Canvas
) -> Picture:  # fmt: skip
    """Levels down; across one column a plan, or with many plans one field in which they follow one another."""
    t = language.t
    rows, plans = tuple(reversed(comparison.rows)), comparison.plans
    own_columns = len(plans) <= (COLUMNS_NARROW if canvas.narrow else COLUMNS)
    columns = max(len(plans), 1) if own_columns else 1
    left = 0 if canvas.narrow else min(canvas.width * 0.25, canvas.text * 17)
    keys = [Key(t("Pale: fewer than three known in the plan"), faded(level_colour(0.75)), LINE)]
    keys += [Key(t("Ringed: chosen on purpose"), PAPER, INK, 2)] if any(dot.on_purpose for dot in placed) else []
    legend = Legend(tuple(keys), canvas)
    margin = {"l": left, "r": 0, "t": canvas.text * (4.2 if own_columns else 1.2), "b": legend.height}
    sketch = Sketch(canvas, columns, len(rows), margin)
    top = 0.3 if canvas.narrow else 0.06
    width, height = sketch.room(top, 0.94)
    counted = Counter((dot.plan if own_columns else 0, dot.row) for dot in placed)
    pitch = min([LARGEST, *(sqrt(width * height / number) * 0.86 for number in counted.values())])
    for down, row in enumerate(rows):
        sketch.shape("line", 0, 1, down + 0.5, down + 0.5, xref="paper", line={"color": LINE, "width": 1})
        label_row(sketch, row_name(row, comparison, language), level_colour(row.palette), down, left)
    for column, plan in enumerate(plans if own_columns else ()):
        known = plan.phases[PHASES.index(phase)].known
        name = canvas.wrapped(plan.name, canvas.width / columns * 0.75, canvas.text * 0.85, lines=2)
        number = language.n("{count} known", "{count} known", known)
        words = f"<b>{name}</b><br>{number}"
        sketch.write(words, column, -0.5, canvas.text * 0.85, anchor="center", y_anchor="bottom", shift=(0, 4))
    legend.draw(sketch, left)
    figure = sketch.figure()
    figure.add_trace(_dots(comparison, placed, phase, own_columns, (width, height, pitch), top, sketch))
    alt = t(
        "Every activity with a level in {phase} as a dot, {count} in all; the table below has the numbers.",
        phase=language.words.phases[phase].name,
        count=language.number(len(placed)),
    )
    return Picture(figure, alt, _table(comparison, placed, language))


def _dots(
    comparison: Comparison, placed: Sequence[Placed], phase: PhaseId, own_columns: bool,
    room: tuple[float, float, float], top: float, sketch: Sketch,
) -> go.Scatter | go.Scattergl:  # fmt: skip
    width, height, pitch = room
    per_line = max(1, int(width / pitch))
    rows = {row.id: place for place, row in enumerate(reversed(comparison.rows))}
    colours = {row.id: level_colour(row.palette) for row in comparison.rows}
    few = [plan.phases[PHASES.index(phase)].known < FEW for plan in comparison.plans]
    pale = {row: faded(colour) for row, colour in colours.items()}
    across, down = width / 0.95, height / (0.94 - top)
    seen: Counter[tuple[int, str]] = Counter()
    x, y = [], []
    counted = Counter((dot.plan if own_columns else 0, dot.row) for dot in placed)
    for dot in placed:
        column = dot.plan if own_columns else 0
        lines = ceil(counted[column, dot.row] / per_line)
        line, place = divmod(seen[column, dot.row], per_line)
        seen[column, dot.row] += 1
        x.append(round(column - 0.475 + (place + 0.5) * pitch / across, 4))
        y.append(
            round(rows[dot.row] - 0.5 + top + (line + 0.5) * pitch / down + (height - lines * pitch) / 2 / down, 4)
        )
    kind = go.Scatter if len(placed) <= SVG_DOTS else go.Scattergl
    return kind(
        x=x,
        y=y,
        mode="markers",
        marker={
            "size": pitch * 0.8,
            "color": [(pale if few[dot.plan] else colours)[dot.row] for dot in placed],
            "line": {
                "color": [INK if dot.on_purpose else EDGE for dot in placed],
                "width": [2 if dot.on_purpose else 0.8 for dot in placed],
            },
        },
        hovertext=[_said(comparison.plans[dot.plan].name, dot.name) for dot in placed],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        name="activities",
    )


def _said(plan: str, activity: str | None) -> str:
    return f"<b>{escaped(plan)}</b><br>{escaped(activity)}" if activity else f"<b>{escaped(plan)}</b>"


def _table(comparison: Comparison, placed: Sequence[Placed], language: Language) -> Table:
    rows = tuple(reversed(comparison.rows))
    named: dict[tuple[int, str], list[str | None]] = {}
    for dot in placed:
        named.setdefault((dot.plan, dot.row), []).append(dot.name)

    def cell(plan: int, row: str) -> str:
        found = named.get((plan, row), [])
        names = ", ".join(name for name in found if name)
        return f"{len(found)}: {names}" if names else str(len(found))

    names = tuple(row_name(row, comparison, language) for row in rows)
    lines = tuple(
        (plan.name, *(cell(place, row.id) for row in rows)) for place, plan in enumerate(comparison.plans)
    )  # fmt: skip
    return Table((language.t("Plan"), *names), lines)
