"""The traces that pictures of many plans have beside tiles, as SVG: lines, marks, words and shades, and their axes."""

from collections.abc import Iterator, Mapping
from math import cos, pi, sin
from typing import Any

import plotly.graph_objects as go

from ivac.charts.svg_frame import Frame
from ivac.charts.svg_text import px, text_at
from ivac.palette import INK, LINE

DASHES = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}
TICK_GAP = 5
"""Pixels between the plot area and the names beside it."""
LEGEND_LINE = 1.7
"""From line to line of a legend, in font sizes."""
SIDES = {"square": (4, 0.125), "diamond": (4, 0.0), "triangle-up": (3, 0.75), "hexagon": (6, 0.25)}
"""Marks with straight sides: how many corners, and where the first one lies, as a part of a turn from the right."""
LARGER = {"square": 1.25, "triangle-up": 1.15}
"""By how much a mark's corners lie further out than a circle's edge, to look as large."""

Data = Mapping[str, Any]


def draw_scatters(figure: go.Figure, frame: Frame) -> Iterator[str]:
    """All lines, marks and words."""
    for trace in figure.data:
        if trace.type in ("scatter", "scattergl"):
            data = trace.to_plotly_json()
            opacity = data.get("opacity", 1)
            drawn = [*_lines(data, frame), *_marks(data, frame), *_words(data, frame)]
            yield f'<g opacity="{opacity}">' + "".join(drawn) + "</g>" if opacity < 1 else "".join(drawn)


def _lines(data: Data, frame: Frame) -> Iterator[str]:
    if "lines" not in data["mode"]:
        return
    path, move = [], True
    for x, y in zip(data["x"], data["y"], strict=True):
        if x is None or y is None:
            move = True
            continue
        path.append(f"{'M' if move else 'L'}{px(frame.x(x))} {px(frame.y(y))}")
        move = False
    yield f'<path d="{" ".join(path)}" fill="none"{_stroke(data["line"])}/>'


def _stroke(line: Data) -> str:
    dash = f' stroke-dasharray="{DASHES[line["dash"]]}"' if line.get("dash") in DASHES else ""
    return f' stroke="{line["color"]}" stroke-width="{line.get("width", 2)}"{dash}'


def _marks(data: Data, frame: Frame) -> Iterator[str]:
    if "markers" not in data["mode"]:
        return
    for place, (x, y) in enumerate(zip(data["x"], data["y"], strict=True)):
        if x is not None and y is not None:
            yield _mark(data["marker"], place, frame.x(x), frame.y(y))


def _mark(marker: Data, place: int, x: float, y: float) -> str:
    line = marker.get("line", {})
    width = _each(line.get("width", 0), place)
    stroke = f' stroke="{_each(line["color"], place)}" stroke-width="{width}"' if width else ""
    look = f'fill="{_each(marker["color"], place)}"{stroke}'
    symbol, half = _each(marker.get("symbol", "circle"), place), _each(marker.get("size", 6), place) / 2
    if symbol in SIDES:
        corners, first = SIDES[symbol]
        reach = half * LARGER.get(symbol, 1)
        turns = [2 * pi * (first + corner / corners) for corner in range(corners)]
        points = " ".join(f"{px(x + reach * cos(turn))},{px(y + reach * sin(turn))}" for turn in turns)
        return f'<polygon points="{points}" {look}/>'
    if symbol == "cross":
        a, b = half, half / 2.5
        edges = (
            (-b, -a),
            (b, -a),
            (b, -b),
            (a, -b),
            (a, b),
            (b, b),
            (b, a),
            (-b, a),
            (-b, b),
            (-a, b),
            (-a, -b),
            (-b, -b),
        )
        return f'<polygon points="{" ".join(f"{px(x + dx)},{px(y + dy)}" for dx, dy in edges)}" {look}/>'
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(half)}" {look}/>'


def _words(data: Data, frame: Frame) -> Iterator[str]:
    if "text" not in data["mode"]:
        return
    font = data["textfont"]
    _, across = data.get("textposition", "middle center").split()
    anchor = {"left": "end", "center": "middle", "right": "start"}[across]
    for place, (x, y, text) in enumerate(zip(data["x"], data["y"], data["text"], strict=True)):
        if x is not None and y is not None and text:
            size, colour = _each(font["size"], place), _each(font.get("color", INK), place)
            yield text_at(text, frame.x(x), frame.y(y), size, colour, anchor, "middle")


def _each(value: Any, place: int) -> Any:
    """What holds for all marks, or for this one."""
    return value if isinstance(value, str | int | float) else value[place]


def draw_shades(figure: go.Figure, frame: Frame) -> Iterator[str]:
    """The cells of heatmaps whose colours run from one to another; what is not known is left out."""
    for trace in figure.data:
        if trace.type != "heatmap":
            continue
        data = trace.to_plotly_json()
        (_, low), (_, high) = data["colorscale"]
        wide = abs(frame.x(1) - frame.x(0)) - data.get("xgap", 0)
        tall = abs(frame.y(1) - frame.y(0)) - data.get("ygap", 0)
        for y, row in zip(data["y"], data["z"], strict=True):
            for x, value in zip(data["x"], row, strict=True):
                if value is not None:
                    part = (value - data["zmin"]) / (data["zmax"] - data["zmin"])
                    box = f'x="{px(frame.x(x) - wide / 2)}" y="{px(frame.y(y) - tall / 2)}"'
                    yield f'<rect {box} width="{px(wide)}" height="{px(tall)}" fill="{_between(low, high, part)}"/>'


def _between(low: str, high: str, part: float) -> str:
    ends = zip(*(bytes.fromhex(colour.removeprefix("#")) for colour in (low, high)), strict=True)
    return "#" + "".join(f"{round(first + (last - first) * part):02x}" for first, last in ends)


def draw_axes(figure: go.Figure, frame: Frame) -> Iterator[str]:
    """Names and lines of the axes that can be seen."""
    layout = figure.layout
    size = layout.font.size or 12
    right, bottom = frame.left + frame.across, frame.top + frame.down
    if layout.xaxis.visible is not False:
        yield _line(frame.left, bottom, right, bottom, layout.xaxis.linecolor or LINE)
        for place, name in _ticks(layout.xaxis, frame.categories["x"]):
            yield text_at(
                name, frame.x(place), bottom + TICK_GAP, layout.xaxis.tickfont.size or size, INK, "middle", "top"
            )
    if layout.yaxis.visible is not False:
        for place, name in _ticks(layout.yaxis, frame.categories["y"]):
            if layout.yaxis.showgrid is not False:
                yield _line(frame.left, frame.y(place), right, frame.y(place), layout.yaxis.gridcolor or LINE)
            x = frame.left - TICK_GAP
            yield text_at(name, x, frame.y(place), layout.yaxis.tickfont.size or size, INK, "end", "middle")


def _ticks(axis: Any, categories: tuple[str, ...]) -> Iterator[tuple[float | str, str]]:
    places = axis.tickvals if axis.tickvals is not None else categories
    for number, place in enumerate(places):
        if axis.ticktext is not None:
            yield place, axis.ticktext[number]
        else:
            yield place, place if isinstance(place, str) else f"{place:{(axis.tickformat or 'g').lstrip(',')}}"


def _line(x0: float, y0: float, x1: float, y1: float, colour: str) -> str:
    return f'<line x1="{px(x0)}" y1="{px(y0)}" x2="{px(x1)}" y2="{px(y1)}" stroke="{colour}" stroke-width="1"/>'


def draw_legend(figure: go.Figure, frame: Frame) -> Iterator[str]:
    """What each line and mark means, one below the other, at the foot of the picture; Plotly's own legend only."""
    if not figure.layout.showlegend:
        return
    traces = [trace.to_plotly_json() for trace in figure.data if trace.showlegend is not False]
    size = figure.layout.font.size or 12
    below = frame.height - (frame.height - frame.top - frame.down - 2 * size)
    for row, data in enumerate(traces):
        y = below + (row + 0.5) * min(LEGEND_LINE * size, (frame.height - below) / len(traces))
        yield f'<path d="M4 {px(y)} L{px(3 * size)} {px(y)}"{_stroke(data["line"])}/>'
        yield _mark(data["marker"], 0, 1.5 * size + 2, y)
        yield text_at(data["name"], 3.6 * size, y, size, INK, "start", "middle")
