"""A picture as SVG, without a browser: the marks, shapes and texts that our own figures consist of.

Plotly's own export starts a browser. Our figures are bars with shapes and annotations (`canvas.Sketch`), placed in
pixels already, and the few traces of `svg_traces`; a figure with any other is refused, so that no picture loses a part
silently.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from ivac.charts.canvas import FONT, Picture
from ivac.charts.svg_frame import Frame
from ivac.charts.svg_text import px, text_at
from ivac.charts.svg_traces import DASHES, draw_axes, draw_legend, draw_scatters, draw_shades
from ivac.palette import EDGE, INK, PAPER

DRAWN = {"bar", "heatmap", "scatter", "scattergl"}


def to_svg(picture: Picture, title: str, background: str = PAPER) -> str:
    """The picture as an SVG document, its title and text alternative within; raises ValueError for a foreign figure."""
    figure = picture.figure
    if foreign := {trace.type for trace in figure.data} - DRAWN:
        raise ValueError(f"a picture of {', '.join(sorted(foreign))} is none of ours")
    frame = Frame.of(figure)
    shapes = [shape.to_plotly_json() for shape in figure.layout.shapes]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{px(frame.width)}" height="{px(frame.height)}" '
        f'viewBox="0 0 {px(frame.width)} {px(frame.height)}" role="img" aria-labelledby="title desc" '
        f'font-family="{escape(FONT)}" fill="{INK}">',
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(picture.alt)}</desc>',
        f'<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="1.8" height="9" fill="{INK}" fill-opacity="0.16"/></pattern></defs>',
        f'<rect width="100%" height="100%" fill="{background}"/>',
        *(_shape(shape, frame) for shape in shapes if shape.get("layer") == "below"),
        *draw_axes(figure, frame),
        *draw_shades(figure, frame),
        *_bars(figure, frame),
        *draw_scatters(figure, frame),
        *(_shape(shape, frame) for shape in shapes if shape.get("layer") != "below"),
        *(_annotation(note.to_plotly_json(), frame) for note in figure.layout.annotations),
        *_title(figure),
        *draw_legend(figure, frame),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _bars(figure: go.Figure, frame: Frame) -> Iterator[str]:
    for data in (trace.to_plotly_json() for trace in figure.data if trace.type == "bar"):
        marker, font = data["marker"], data["insidetextfont"]
        corner = marker.get("cornerradius", 0)
        for place in range(len(data["x"])):
            width = data["width"] if isinstance(data["width"], int | float) else data["width"][place]
            x0, x1 = (frame.x(data["x"][place] + side * width / 2) for side in (-1, 1))
            y0, y1 = sorted((frame.y(data["base"][place]), frame.y(data["base"][place] + data["y"][place])))
            box = f'x="{px(x0)}" y="{px(y0)}" width="{px(x1 - x0)}" height="{px(y1 - y0)}" rx="{corner}"'
            line, thick = marker["line"]["color"][place], marker["line"]["width"][place]
            stroke = f' stroke="{line}" stroke-width="{thick}"' if thick else ""
            yield f'<rect {box} fill="{marker["color"][place]}"{stroke}/>'
            if marker["pattern"]["shape"][place]:
                yield f'<rect {box} fill="url(#hatch)"/>'
            if text := data["text"][place]:
                middle = ((x0 + x1) / 2, (y0 + y1) / 2)
                yield text_at(text, *middle, font["size"][place], font["color"][place], "middle", "middle")


def _shape(shape: Mapping[str, Any], frame: Frame) -> str:
    xs, ys = (_ends(shape, axis, frame) for axis in ("x", "y"))
    line = shape.get("line", {})
    width = line.get("width", 2)
    dash = f' stroke-dasharray="{DASHES[line["dash"]]}"' if line.get("dash") in DASHES else ""
    stroke = f' stroke="{line.get("color", EDGE)}" stroke-width="{width}"{dash}' if width else ""
    if shape["type"] == "line":
        return f'<line x1="{px(xs[0])}" y1="{px(ys[0])}" x2="{px(xs[1])}" y2="{px(ys[1])}"{stroke}/>'
    if shape["type"] != "rect":
        raise ValueError(f"a shape of kind {shape['type']} is none of ours")
    (left, right), (top, bottom) = sorted(xs), sorted(ys)
    box = f'x="{px(left)}" y="{px(top)}" width="{px(right - left)}" height="{px(bottom - top)}"'
    return f'<rect {box} fill="{shape.get("fillcolor", "none")}"{stroke}/>'


def _ends(shape: Mapping[str, Any], axis: str, frame: Frame) -> tuple[float, float]:
    """Both ends of a shape on one axis in pixels; ends given in pixels grow rightwards and upwards from an anchor."""
    place = frame.x if axis == "x" else frame.y
    ref = "paper" if shape.get(f"{axis}ref") == "paper" else axis
    first, second = shape[f"{axis}0"], shape[f"{axis}1"]
    if shape.get(f"{axis}sizemode") != "pixel":
        return place(first, ref), place(second, ref)
    anchor, sign = place(shape[f"{axis}anchor"], ref), 1 if axis == "x" else -1
    return anchor + sign * first, anchor + sign * second


def _annotation(note: Mapping[str, Any], frame: Frame) -> str:
    x = frame.x(note["x"], "paper" if note.get("xref") == "paper" else "x") + note.get("xshift", 0)
    y = frame.y(note["y"], "paper" if note.get("yref") == "paper" else "y") - note.get("yshift", 0)
    anchor = {"left": "start", "center": "middle", "right": "end"}[note["xanchor"]]
    font = note["font"]
    return text_at(note["text"], x, y, font["size"], font["color"], anchor, note["yanchor"])


def _title(figure: go.Figure) -> Iterator[str]:
    title = figure.layout.title
    if title.text:
        yield text_at(title.text, 0, title.pad.t or 0, title.font.size, title.font.color, "start", "top")
