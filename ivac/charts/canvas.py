"""What all pictures share: their size, their template, and cells drawn as rounded tiles.

Tiles are bars, not a heatmap trace: a bar can be clicked, hatched and outlined, and its text coloured for
contrast, each on its own.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import plotly.graph_objects as go

from ivac.palette import ACCENT, EDGE, INK, LINE, MUTED, PAPER

FONT = "Figtree, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
NARROW = 700
"""Below this width in pixels a picture is drawn for a phone."""
LETTER = 0.57
"""The mean width of a letter, in font sizes, measured on the longest Danish words we draw."""

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
        broken = textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")
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

    `top` and `bottom` cut the tile within its row, from 0 to 1. `data` comes back when it is clicked.
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
    top: float = 0.03
    bottom: float = 0.97
    hover: str = ""
    data: tuple[str, ...] = ()


def escaped(text: str) -> str:
    """Text that people wrote, safe inside Plotly's own small HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blank_figure(canvas: Canvas, columns: float, rows: float, margin: dict[str, float], title: str) -> go.Figure:
    """A figure with a grid of `columns` by `rows` cells and nothing in it but its title line."""
    figure = go.Figure()
    figure.update_layout(
        template=TEMPLATE,
        width=canvas.width,
        height=canvas.height,
        margin={**margin, "pad": 0},
        barmode="overlay",
        bargap=0,
        showlegend=False,
        dragmode=False,
        xaxis={"range": [-0.5, columns - 0.5], "visible": False, "fixedrange": True},
        yaxis={"range": [rows - 0.5, -0.5], "visible": False, "fixedrange": True},
        title={
            "text": escaped(title),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 2},
            "font": {"size": canvas.text * 0.86, "color": MUTED},
        },
    )
    return figure


def draw_tiles(figure: go.Figure, tiles: Sequence[Tile], width: float = 0.95, corner: float = 6) -> None:
    """Draw all tiles as one trace; dashed outlines, which bars cannot have, as shapes."""
    figure.add_trace(
        go.Bar(
            x=[tile.column for tile in tiles],
            base=[tile.row - 0.5 + tile.top for tile in tiles],
            y=[tile.bottom - tile.top for tile in tiles],
            width=width,
            text=[tile.text for tile in tiles],
            textposition="inside",
            insidetextanchor="middle",
            constraintext="none",
            textangle=0,
            insidetextfont={
                "color": [tile.text_colour for tile in tiles],
                "size": [tile.text_size for tile in tiles],
            },
            customdata=[list(tile.data) for tile in tiles],
            hovertext=[tile.hover for tile in tiles],
            hovertemplate="%{hovertext}<extra></extra>",
            marker={
                "color": [tile.fill for tile in tiles],
                "cornerradius": corner,
                "line": {
                    "color": [tile.outline for tile in tiles],
                    "width": [tile.outline_width for tile in tiles],
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
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            showlegend=False,
            cliponaxis=False,
        )
    )
    for tile in tiles:
        if tile.dashed:
            figure.add_shape(
                type="rect",
                x0=tile.column - width / 2,
                x1=tile.column + width / 2,
                y0=tile.row - 0.5 + tile.top,
                y1=tile.row - 0.5 + tile.bottom,
                line={"color": MUTED, "width": 1.5, "dash": "dash"},
            )


def write(
    figure: go.Figure,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    colour: str = INK,
    anchor: str = "left",
    y_anchor: str = "middle",
    x_paper: bool = False,
    shift: tuple[float, float] = (0, 0),
) -> None:
    """Put a line of text at a place of the grid; with `x_paper`, x runs from 0 to 1 across the grid."""
    figure.add_annotation(
        text=text,
        x=x,
        y=y,
        xref="paper" if x_paper else "x",
        yref="y",
        xanchor=anchor,
        yanchor=y_anchor,
        xshift=shift[0],
        yshift=shift[1],
        showarrow=False,
        align="left" if anchor == "left" else "center",
        font={"size": size, "color": colour},
    )


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
    """Keys set in even columns below a grid; Plotly's own legend cannot use the full width or dashes."""

    keys: tuple[Key, ...]
    canvas: Canvas

    @property
    def size(self) -> float:
        """The text's size in pixels."""
        return self.canvas.text * (0.95 if self.canvas.narrow else 0.86)

    @property
    def entry_width(self) -> float:
        """The room of the longest entry in pixels."""
        return self.size * (2.6 + 0.52 * max(len(key.name) for key in self.keys))

    @property
    def columns(self) -> int:
        """How many entries stand side by side."""
        return max(1, int(self.canvas.width / self.entry_width))

    @property
    def height(self) -> float:
        """The room that the legend needs below the grid, in pixels."""
        return self.size * (1.2 + 1.75 * ceil(len(self.keys) / self.columns))

    def draw(self, figure: go.Figure, left: float) -> None:
        """Draw the keys below the grid; `left` is the margin left of it in pixels."""
        half = self.size * 0.5
        for place, key in enumerate(self.keys):
            row, column = divmod(place, self.columns)
            x, y = -left + column * self.entry_width + half + 2, -self.size * (1.7 + 1.75 * row)
            box = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0}
            pixels = {"xsizemode": "pixel", "ysizemode": "pixel"}
            figure.add_shape(
                type="rect", x0=x - half, x1=x + half, y0=y - half, y1=y + half, fillcolor=key.fill,
                line={"color": key.outline, "width": key.thick, "dash": key.dash}, **box, **pixels,
            )  # fmt: skip
            for part in (-0.5, 0.0, 0.5) if key.hatched else ():
                figure.add_shape(
                    type="line", x0=x - half * (1 - max(part, 0)), x1=x + half * (1 + min(part, 0)),
                    y0=y - half * (1 + min(part, 0)), y1=y + half * (1 - max(part, 0)),
                    line={"color": EDGE, "width": 1}, **box, **pixels,
                )  # fmt: skip
            figure.add_annotation(
                text=escaped(key.name), x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="middle",
                xshift=x + self.size, yshift=y, showarrow=False, align="left", font={"size": self.size},
            )  # fmt: skip
