"""What all pictures share: their size, their template, and cells drawn as rounded tiles.

Tiles are bars, not a heatmap trace: a bar can be clicked, hatched and outlined, and its text coloured for
contrast, each on its own.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil
from typing import Any

import plotly.graph_objects as go

from ivac.palette import ACCENT, EDGE, INK, LINE, MUTED, PAPER, contrast

FONT = "Figtree, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
NARROW = 700
"""Below this width in pixels a picture is drawn for a phone."""
LETTER = 0.57
"""The mean width of a letter, in font sizes, measured on the longest Danish words we draw."""

TILE_WIDTH = 0.95
"""The width of a tile, in columns."""
FRAME = 3.5
"""The frame of what a group has chosen on purpose, in pixels."""
FRAME_SEEN = 3
"""Below this contrast between a tile and its frame a light line inside the frame tells them apart (WCAG 1.4.11)."""

LEGEND_LETTER = 0.52
"""The same for whole sentences in lower case, whose letters are narrower."""

FOCUS = 4
"""The line, in pixels, around what a picture is about."""

# Streamlit replaces Plotly's default template by placeholder colours, so every figure carries its own.
TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": FONT, "color": INK},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        colorway=[ACCENT],
        hoverlabel={"bgcolor": "#ffffff", "bordercolor": LINE, "font": {"family": FONT, "color": INK, "size": 15}},
        legend={"font": {"color": INK}},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": MUTED, "activecolor": ACCENT},
    )
)


@dataclass(frozen=True)
class Canvas:
    """The room for a picture in pixels, and the size of its running text in pixels."""

    width: int
    height: int
    text: float

    @property
    def narrow(self) -> bool:
        """Whether this is a phone's width."""
        return self.width < NARROW

    def fitting(self, texts: Iterable[str], room: float, largest: float, least: float = 9.0) -> float:
        """The largest font size, up to `largest`, at which each text fits into `room` pixels on one line."""
        longest = max((len(text) for text in texts), default=1)
        return max(least, min(largest, room / (LETTER * max(longest, 1))))

    def wrapped(self, text: str, room: float, size: float, lines: int = 2) -> str:
        """The text broken into at most so many lines of `room` pixels, shortened with … if need be."""
        letters = max(4, int(room / (LETTER * size)))
        text = " ".join(text.split())
        broken = textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")
        if broken and broken[-1].endswith("…") and len(broken[-1]) < letters / 2:  # a long word was left out whole
            start = 0
            for line in broken[:-1]:
                start = text.index(line, start) + len(line)
            broken[-1] = text[start:].lstrip()[: letters - 1].rstrip() + "…"
        return "<br>".join(escaped(line) for line in broken)


@dataclass(frozen=True)
class Table:
    """The same content as a picture, in rows and columns of plain text; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A figure with what people get who cannot see it or want the numbers."""

    figure: go.Figure
    alt: str
    table: Table


@dataclass(frozen=True)
class Tile:
    """One cell: where it lies (column, row; rows grow downwards), how it looks and what it stands for.

    `top` and `bottom` cut the tile within its row, from 0 to 1. `data` comes back when it is clicked. `on_purpose`
    frames what a group has chosen to be as it is.
    """

    column: float
    row: float
    fill: str
    text: str = ""
    text_colour: str = INK
    text_size: float = 15
    outline: str = PAPER
    outline_width: float = 0
    hatched: bool = False
    dashed: bool = False
    on_purpose: bool = False
    top: float = 0.03
    bottom: float = 0.97
    hover: str = ""
    data: tuple[str, ...] = ()


def escaped(text: str) -> str:
    """Text that people wrote, safe inside Plotly's own small HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Sketch:
    """A picture in the making: what is drawn is collected and handed to Plotly once.

    Plotly copies and checks everything already there at each `add_shape` or `add_annotation`, so adding one by
    one takes a time that grows with the square of the picture.
    """

    def __init__(
        self, canvas: Canvas, columns: float, rows: float, margin: Mapping[str, float], title: str = ""
    ) -> None:
        self.canvas, self.columns, self.rows = canvas, columns, rows
        self.margin, self.title = {**margin, "pad": 0}, title
        self.tiles: list[Tile] = []
        self.shapes: list[dict[str, Any]] = []
        self.texts: list[dict[str, Any]] = []

    def write(
        self, text: str, x: float, y: float, size: float, *, colour: str = INK, anchor: str = "left",
        y_anchor: str = "middle", paper: str = "", shift: tuple[float, float] = (0, 0),
    ) -> None:  # fmt: skip
        """Put text at a place of the grid, moved by pixels; axes named in `paper` run from 0 to 1 instead."""
        self.texts.append({
            "text": text, "x": x, "y": y, "xref": "paper" if "x" in paper else "x",
            "yref": "paper" if "y" in paper else "y", "xanchor": anchor, "yanchor": y_anchor,
            "xshift": shift[0], "yshift": shift[1], "showarrow": False,
            "align": "left" if anchor == "left" else "center", "font": {"size": size, "color": colour},
        })  # fmt: skip

    def shape(self, kind: str, x0: float, x1: float, y0: float, y1: float, **look: Any) -> None:
        """Draw a rectangle or a line."""
        self.shapes.append({"type": kind, "x0": x0, "x1": x1, "y0": y0, "y1": y1, **look})

    def room(self, top: float, bottom: float) -> tuple[float, float]:
        """The width and height in pixels of a tile that lies from `top` to `bottom` in its row."""
        across, down = self._pixels
        return across * TILE_WIDTH, down * (bottom - top)

    @property
    def _pixels(self) -> tuple[float, float]:
        """The width of a column and the height of a row."""
        margin = self.margin
        across = (self.canvas.width - margin["l"] - margin["r"]) / self.columns
        return across, (self.canvas.height - margin["t"] - margin["b"]) / self.rows

    def mark_row(self, left: float, row: float, colour: str) -> None:
        """A level's colour at the head of its row, `left` pixels left of the grid."""
        self.shape(
            "rect", -left, -left + self.canvas.text * 0.6, row - 0.34, row + 0.34,
            xref="paper", xsizemode="pixel", xanchor=0, fillcolor=colour, line={"color": EDGE, "width": 1},
        )  # fmt: skip

    def frame(self, columns: Iterable[int], above: float) -> None:
        """Frame these columns, with `above` pixels over the grid; neighbours share one frame. To be drawn last."""
        chosen = sorted(columns)
        top = 1 + above / (self.canvas.height - self.margin["t"] - self.margin["b"])
        for first in (column for column in chosen if column - 1 not in chosen):
            last = next(column for column in count(first) if column + 1 not in chosen)
            # On paper, as shapes on the axes are cut off at the grid's edge.
            self.shape(
                "rect", first / self.columns, (last + 1) / self.columns, 0, top, xref="paper", yref="paper",
                line={"color": ACCENT, "width": FOCUS},
            )  # fmt: skip
        for text in self.texts if self.canvas.narrow else ():
            if text["xref"] == "paper":  # a label that lies across the columns is not struck through
                text["bgcolor"] = PAPER

    def figure(self, tile_width: float = TILE_WIDTH, corner: float = 6) -> go.Figure:
        """The finished figure."""
        dashed = [_dashed(tile, tile_width) for tile in self.tiles if tile.dashed]
        dark = [tile for tile in self.tiles if tile.on_purpose and contrast(tile.fill, INK) < FRAME_SEEN]
        lines = [self._light_line(tile, tile_width) for tile in dark]
        layout = {
            "template": TEMPLATE,
            "width": self.canvas.width,
            "height": self.canvas.height,
            "margin": self.margin,
            "barmode": "overlay",
            "bargap": 0,
            "showlegend": False,
            "dragmode": False,
            "xaxis": {"range": [-0.5, self.columns - 0.5], "visible": False, "fixedrange": True},
            "yaxis": {"range": [self.rows - 0.5, -0.5], "visible": False, "fixedrange": True},
            "title": {
                "text": escaped(self.title), "x": 0, "xref": "container", "xanchor": "left",
                "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 2},
                "font": {"size": self.canvas.text * 0.86, "color": MUTED},
            },
            "shapes": [*self.shapes, *dashed, *lines],
            "annotations": self.texts,
        }  # fmt: skip
        # Unchecked: for 162 plans Plotly's own checks take a second, nine tenths of the time; a test makes them.
        return go.Figure(data=[_bars(self.tiles, tile_width, corner)], layout=layout, _validate=False)

    def _light_line(self, tile: Tile, width: float) -> dict[str, Any]:
        """The line that shows a frame on a dark tile."""
        across, down = (FRAME / pixels for pixels in self._pixels)
        return {
            "type": "rect", "x0": tile.column - width / 2 + across, "x1": tile.column + width / 2 - across,
            "y0": tile.row - 0.5 + tile.top + down, "y1": tile.row - 0.5 + tile.bottom - down,
            "line": {"color": PAPER, "width": 1.5},
        }  # fmt: skip


def _dashed(tile: Tile, width: float) -> dict[str, Any]:
    """The outline that bars cannot have."""
    return {
        "type": "rect", "x0": tile.column - width / 2, "x1": tile.column + width / 2,
        "y0": tile.row - 0.5 + tile.top, "y1": tile.row - 0.5 + tile.bottom,
        "line": {"color": MUTED, "width": 1.5, "dash": "dash"},
    }  # fmt: skip


def _bars(tiles: Sequence[Tile], width: float, corner: float) -> dict[str, Any]:
    """All tiles as one trace."""
    return {
        "type": "bar",
        "x": [tile.column for tile in tiles],
        "base": [tile.row - 0.5 + tile.top for tile in tiles],
        "y": [tile.bottom - tile.top for tile in tiles],
        "width": width,
        "text": [tile.text for tile in tiles],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "insidetextfont": {
            "color": [tile.text_colour for tile in tiles],
            "size": [tile.text_size for tile in tiles],
        },
        "customdata": [list(tile.data) for tile in tiles],
        "hovertext": [tile.hover for tile in tiles],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [tile.fill for tile in tiles],
            "cornerradius": corner,
            "line": {
                "color": [INK if tile.on_purpose else tile.outline for tile in tiles],
                "width": [FRAME if tile.on_purpose else tile.outline_width for tile in tiles],
            },
            "pattern": {
                "shape": ["/" if tile.hatched else "" for tile in tiles],
                "fgopacity": 0.16,
                "fillmode": "overlay",
                "size": 9,
                "solidity": 0.2,
            },
        },
        # A click selects; the other tiles must not fade, since fading means few answers here.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "showlegend": False,
        "cliponaxis": False,
    }


@dataclass(frozen=True)
class Key:
    """One entry of a legend: what a tile of this look means."""

    name: str
    fill: str
    outline: str = EDGE
    thick: float = 1
    hatched: bool = False
    dash: str = "solid"


@dataclass(frozen=True)
class Legend:
    """Keys set in even columns below a grid; Plotly's own legend cannot use the full width or dashes.

    `above` is the room in pixels that a line between the grid and the keys takes.
    """

    keys: tuple[Key, ...]
    canvas: Canvas
    above: float = 0

    @property
    def size(self) -> float:
        """The text's size in pixels."""
        return self.canvas.text * (0.95 if self.canvas.narrow else 0.86)

    @property
    def entry_width(self) -> float:
        """The room of the longest entry in pixels, at most the whole width."""
        return min(self.canvas.width, self.size * (2.6 + LEGEND_LETTER * max(len(key.name) for key in self.keys)))

    @property
    def columns(self) -> int:
        """How many entries stand side by side."""
        return max(1, int(self.canvas.width / self.entry_width))

    @property
    def height(self) -> float:
        """The room that the legend needs below the grid, in pixels."""
        return self.above + self.size * (1.2 + 1.75 * ceil(len(self.keys) / self.columns))

    def draw(self, sketch: Sketch, left: float) -> None:
        """Draw the keys below the grid; `left` is the margin left of it in pixels."""
        half = self.size * 0.5
        for number, key in enumerate(self.keys):
            row, column = divmod(number, self.columns)
            x, y = -left + column * self.entry_width + half + 2, -self.above - self.size * (1.7 + 1.75 * row)
            place = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0}
            pixels = {"xsizemode": "pixel", "ysizemode": "pixel"}
            sketch.shape(
                "rect", x - half, x + half, y - half, y + half, fillcolor=key.fill,
                line={"color": key.outline, "width": key.thick, "dash": key.dash}, **place, **pixels,
            )  # fmt: skip
            for part in (-0.5, 0.0, 0.5) if key.hatched else ():
                sketch.shape(
                    "line", x - half * (1 - max(part, 0)), x + half * (1 + min(part, 0)),
                    y - half * (1 + min(part, 0)), y + half * (1 - max(part, 0)),
                    line={"color": EDGE, "width": 1}, **place, **pixels,
                )  # fmt: skip
            room = self.entry_width - self.size * 1.6
            fits = LEGEND_LETTER * self.size * len(key.name) <= room
            name = escaped(key.name) if fits else self.canvas.wrapped(key.name, room, self.size, lines=1)
            sketch.write(name, 0, 0, self.size, paper="xy", shift=(x + self.size, y))
