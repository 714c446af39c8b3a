"""A picture as SVG, without a browser: the tiles, shapes and texts that our own figures consist of, nothing else.

Plotly's own export starts a browser. Our figures are one trace of bars with shapes and annotations (`canvas.Sketch`),
placed in pixels already; a figure with anything else in it is refused, so that no picture loses a part silently.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import plotly.graph_objects as go

from ivac.charts.canvas import FONT, Picture
from ivac.palette import EDGE, INK, PAPER

LINE_HEIGHT = 1.3
"""From line to line, in font sizes, as Plotly sets them."""
BASELINE = 0.35
"""From the middle of a line down to its baseline, in font sizes."""
DASHES = {"dash": "6 4", "dot": "2 3"}

_JOINS = re.compile("(?<=[\U0001f000-\U0001faff\ufe0f])\u200d[\u2640\u2642\u2695-\u2764]?|\ufe0f")
"""What joins several signs to one emoji. SVG programs that set text without a browser draw boxes there."""
_TAGS = re.compile(r"(<[^>]+>)")
_STYLE = re.compile(r"(font-size|color):\s*([^;'\"]+)")


def to_svg(picture: Picture, title: str, background: str = PAPER) -> str:
    """The picture as an SVG document, its title and text alternative within; raises ValueError for a foreign figure."""
    figure = picture.figure
    frame = _Frame.of(figure)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(frame.width)}" height="{_n(frame.height)}" '
        f'viewBox="0 0 {_n(frame.width)} {_n(frame.height)}" role="img" aria-labelledby="title desc" '
        f'font-family="{escape(FONT)}" fill="{INK}">',
        f'<title id="title">{escape(title)}</title><desc id="desc">{escape(picture.alt)}</desc>',
        f'<defs><pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="1.8" height="9" fill="{INK}" fill-opacity="0.16"/></pattern></defs>',
        f'<rect width="100%" height="100%" fill="{background}"/>',
        *_bars(figure, frame),
        *(_shape(shape.to_plotly_json(), frame) for shape in figure.layout.shapes),
        *(_annotation(note.to_plotly_json(), frame) for note in figure.layout.annotations),
        *_title(figure),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


@dataclass(frozen=True)
class _Frame:
    """The figure's pixels: its size, the plot area within the margins, and the ranges of both axes."""

    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    x_range: tuple[float, float]
    y_range: tuple[float, float]

    @classmethod
    def of(cls, figure: go.Figure) -> "_Frame":
        layout, margin = figure.layout, figure.layout.margin
        return cls(
            width=layout.width,
            height=layout.height,
            left=margin.l,
            top=margin.t,
            across=layout.width - margin.l - margin.r,
            down=layout.height - margin.t - margin.b,
            x_range=tuple(layout.xaxis.range),
            y_range=tuple(layout.yaxis.range),
        )

    def x(self, value: float, ref: str = "x") -> float:
        """A place across, on the axis or as a share of the plot area (`paper`)."""
        start, end = (0.0, 1.0) if ref == "paper" else self.x_range
        return self.left + (value - start) / (end - start) * self.across

    def y(self, value: float, ref: str = "y") -> float:
        """A place down, on the axis or as a share of the plot area from below (`paper`)."""
        low, high = (0.0, 1.0) if ref == "paper" else self.y_range
        return self.top + self.down - (value - low) / (high - low) * self.down


def _bars(figure: go.Figure, frame: _Frame) -> Iterator[str]:
    for trace in figure.data:
        if trace.type != "bar":
            raise ValueError(f"a picture of {trace.type} is none of ours")
        data = trace.to_plotly_json()
        marker, font = data["marker"], data["insidetextfont"]
        corner = marker.get("cornerradius", 0)
        for place in range(len(data["x"])):
            width = data["width"] if isinstance(data["width"], int | float) else data["width"][place]
            x0, x1 = (frame.x(data["x"][place] + side * width / 2) for side in (-1, 1))
            y0, y1 = sorted((frame.y(data["base"][place]), frame.y(data["base"][place] + data["y"][place])))
            box = f'x="{_n(x0)}" y="{_n(y0)}" width="{_n(x1 - x0)}" height="{_n(y1 - y0)}" rx="{corner}"'
            line, thick = marker["line"]["color"][place], marker["line"]["width"][place]
            stroke = f' stroke="{line}" stroke-width="{thick}"' if thick else ""
            yield f'<rect {box} fill="{marker["color"][place]}"{stroke}/>'
            if marker["pattern"]["shape"][place]:
                yield f'<rect {box} fill="url(#hatch)"/>'
            if text := data["text"][place]:
                middle = ((x0 + x1) / 2, (y0 + y1) / 2)
                yield _text(text, *middle, font["size"][place], font["color"][place], "middle", "middle")


def _shape(shape: Mapping[str, Any], frame: _Frame) -> str:
    xs, ys = (_ends(shape, axis, frame) for axis in ("x", "y"))
    line = shape.get("line", {})
    width = line.get("width", 2)
    dash = f' stroke-dasharray="{DASHES[line["dash"]]}"' if line.get("dash") in DASHES else ""
    stroke = f' stroke="{line.get("color", EDGE)}" stroke-width="{width}"{dash}' if width else ""
    if shape["type"] == "line":
        return f'<line x1="{_n(xs[0])}" y1="{_n(ys[0])}" x2="{_n(xs[1])}" y2="{_n(ys[1])}"{stroke}/>'
    if shape["type"] != "rect":
        raise ValueError(f"a shape of kind {shape['type']} is none of ours")
    (left, right), (top, bottom) = sorted(xs), sorted(ys)
    box = f'x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(bottom - top)}"'
    return f'<rect {box} fill="{shape.get("fillcolor", "none")}"{stroke}/>'


def _ends(shape: Mapping[str, Any], axis: str, frame: _Frame) -> tuple[float, float]:
    """Both ends of a shape on one axis in pixels; ends given in pixels grow rightwards and upwards from an anchor."""
    place = frame.x if axis == "x" else frame.y
    ref = "paper" if shape.get(f"{axis}ref") == "paper" else axis
    first, second = shape[f"{axis}0"], shape[f"{axis}1"]
    if shape.get(f"{axis}sizemode") != "pixel":
        return place(first, ref), place(second, ref)
    anchor, sign = place(shape[f"{axis}anchor"], ref), 1 if axis == "x" else -1
    return anchor + sign * first, anchor + sign * second


def _annotation(note: Mapping[str, Any], frame: _Frame) -> str:
    x = frame.x(note["x"], "paper" if note.get("xref") == "paper" else "x") + note.get("xshift", 0)
    y = frame.y(note["y"], "paper" if note.get("yref") == "paper" else "y") - note.get("yshift", 0)
    anchor = {"left": "start", "center": "middle", "right": "end"}[note["xanchor"]]
    font = note["font"]
    return _text(note["text"], x, y, font["size"], font["color"], anchor, note["yanchor"])


def _title(figure: go.Figure) -> Iterator[str]:
    title = figure.layout.title
    if title.text:
        yield _text(title.text, 0, title.pad.t or 0, title.font.size, title.font.color, "start", "top")


@dataclass(frozen=True)
class _Run:
    """A piece of one line in one look."""

    text: str
    bold: bool
    size: float
    colour: str


def _text(marked: str, x: float, y: float, size: float, colour: str, anchor: str, y_anchor: str) -> str:
    """A text of one or more lines; `y` is its top, middle or bottom."""
    lines = _lines(marked, size, colour)
    heights = [max((run.size for run in line), default=size) * LINE_HEIGHT for line in lines]
    top = y - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[y_anchor] * sum(heights)
    drawn = []
    for line, height in zip(lines, heights, strict=True):
        baseline = top + height / 2 + BASELINE * height / LINE_HEIGHT
        top += height
        spans = "".join(_span(run, size, colour) for run in line)
        drawn.append(
            f'<text x="{_n(x)}" y="{_n(baseline)}" font-size="{_n(size)}" fill="{colour}" text-anchor="{anchor}">'
            f"{spans}</text>"
        )
    return "".join(drawn)


def _span(run: _Run, size: float, colour: str) -> str:
    look = ' font-weight="700"' if run.bold else ""
    look += f' font-size="{_n(run.size)}"' if run.size != size else ""
    look += f' fill="{run.colour}"' if run.colour != colour else ""
    text = escape(_JOINS.sub("", run.text))
    return f"<tspan{look}>{text}</tspan>" if look else text


def _lines(marked: str, size: float, colour: str) -> list[list[_Run]]:
    """Plotly's small HTML (b, br, span with size and colour) as lines of runs."""
    lines: list[list[_Run]] = [[]]
    bold = False
    looks = [(size, colour)]
    for piece in _TAGS.split(marked):
        if piece in ("<b>", "</b>"):
            bold = piece == "<b>"
        elif piece == "<br>":
            lines.append([])
        elif piece == "</span>":
            looks.pop()
        elif piece.startswith("<span"):
            style = dict(_STYLE.findall(piece))
            inner = float(style["font-size"].removesuffix("px")) if "font-size" in style else looks[-1][0]
            looks.append((inner, style.get("color", looks[-1][1])))
        elif piece:
            lines[-1].append(_Run(unescape(piece), bold, *looks[-1]))
    return lines


def _n(value: float) -> str:
    """A number of pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
