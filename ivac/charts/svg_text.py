"""Texts as SVG: Plotly's small HTML, line by line, in the places where Plotly sets it."""

import re
from dataclasses import dataclass
from html import escape, unescape

LINE_HEIGHT = 1.3
"""From line to line, in font sizes, as Plotly sets them."""
BASELINE = 0.35
"""From the middle of a line down to its baseline, in font sizes."""
_JOINS = re.compile("(?<=[\U0001f000-\U0001faff\ufe0f])\u200d[\u2640\u2642\u2695-\u2764]?|\ufe0f")
"""What joins several signs to one emoji. SVG programs that set text without a browser draw boxes there."""
_TAGS = re.compile(r"(<[^>]+>)")
_STYLE = re.compile(r"(font-size|color):\s*([^;'\"]+)")


@dataclass(frozen=True)
class Run:
    """A piece of one line in one look."""

    text: str
    bold: bool
    size: float
    colour: str


def text_at(marked: str, x: float, y: float, size: float, colour: str, anchor: str, y_anchor: str) -> str:
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
            f'<text x="{px(x)}" y="{px(baseline)}" font-size="{px(size)}" fill="{colour}" text-anchor="{anchor}">'
            f"{spans}</text>"
        )
    return "".join(drawn)


def _span(run: Run, size: float, colour: str) -> str:
    look = ' font-weight="700"' if run.bold else ""
    look += f' font-size="{px(run.size)}"' if run.size != size else ""
    look += f' fill="{run.colour}"' if run.colour != colour else ""
    text = escape(_JOINS.sub("", run.text))
    return f"<tspan{look}>{text}</tspan>" if look else text


def _lines(marked: str, size: float, colour: str) -> list[list[Run]]:
    """Plotly's small HTML (b, br, span with size and colour) as lines of runs."""
    lines: list[list[Run]] = [[]]
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
            lines[-1].append(Run(unescape(piece), bold, *looks[-1]))
    return lines


def px(value: float) -> str:
    """A number of pixels, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")
