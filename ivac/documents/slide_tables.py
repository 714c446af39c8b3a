"""Native tables that look like the pictures: each cell a tile with its own fill, line and text. Measures in points.

Two cells share the line between them. So lines are settled first, for the whole table: what is chosen on purpose has
its frame whatever stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from ivac.documents.deck import LINE_HEIGHT, fitted
from ivac.exchange.text import without_controls
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own id of the table style that draws nothing: every look here is the cell's."""
LEAST = 8
"""The smallest type, in points; what does not fit then is shortened."""
SIDES = {"a:lnL": (0, -1), "a:lnR": (0, 1), "a:lnT": (-1, 0), "a:lnB": (1, 0)}
"""A cell's four lines, and where its neighbour lies beyond each: rows down, columns across."""
SIDE, TOP = 4, 2
"""Room between a cell's edge and its text."""


@dataclass(frozen=True)
class Edge:
    """A line between two cells; of two the one with the higher rank is drawn."""

    colour: str
    width: float
    rank: int
    dash: str = "solid"


GAP = Edge(PAPER, 2.5, 0)
OUTLINE = Edge(LINE, 1, 1)
DASHED = Edge(MUTED, 1.25, 2, "dash")
FRAME = Edge(INK, 2.75, 3)


@dataclass(frozen=True)
class Box:
    """One cell of a table: its text, as large as fits up to `size`, and a smaller line `below`."""

    text: str = ""
    fill: str = PAPER
    colour: str = INK
    size: float = 12
    bold: bool = False
    below: str = ""
    left: bool = False
    edge: Edge = GAP
    hatched: bool = False


Rows = Sequence[Sequence[Box]]


def heads(names: Sequence[str], width: float, height: float, largest: float = 12) -> list[Box]:
    """The names of columns of this width and height, all in one size."""
    sizes = [fitted(name, width - 2 * SIDE, height - 2 * TOP, largest, LEAST, bold=True)[1] for name in names]
    return [Box(name, size=min(sizes, default=largest), bold=True) for name in names]


def draw_table(
    slide: Slide, rows: Rows, widths: Sequence[float], heights: Sequence[float], corner: tuple[float, float],
    name: str, about: str, headed: bool = True,
) -> None:  # fmt: skip
    """Put a table with its left upper corner there; `name` and `about` are read out by screen readers."""
    left, top = corner
    frame = slide.shapes.add_table(len(rows), len(widths), Pt(left), Pt(top), Pt(sum(widths)), Pt(sum(heights)))
    describe(frame, name, about)
    table = frame.table
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    table.first_row, table.first_col, table.horz_banding = headed, headed, False
    for column, width in enumerate(widths):
        table.columns[column].width = Pt(width)
    # Through python-pptx a cell takes 4 ms, and a plan's list of wishes has hundreds of them.
    for row, drawn in enumerate(table._tbl.tr_lst):
        drawn.set("h", _emu(heights[row]))
        for column, cell in enumerate(drawn.tc_lst):
            drawn.replace(cell, _cell(rows, row, column, widths[column], heights[row]))


def describe(frame: Any, name: str, about: str) -> None:
    """Give a table or a chart its name and text alternative."""
    frame.name = without_controls(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", without_controls(about))


def _cell(rows: Rows, row: int, column: int, width: float, height: float) -> Any:
    """A cell with its text, its four lines and its fill, in the order that PowerPoint wants."""
    box = rows[row][column]
    cell = etree.Element(qn("a:tc"))
    body = _inside(cell, "a:txBody")
    _inside(body, "a:bodyPr")
    for text, size, bold in _lines(box, width - 2 * SIDE, height - 2 * TOP):
        paragraph = _inside(body, "a:p")
        _inside(paragraph, "a:pPr", algn="l" if box.left else "ctr")
        run = _inside(paragraph, "a:r") if text else paragraph
        type_ = {"sz": str(round(size * 100)), "b": str(int(bold))}
        _paint(_inside(run, "a:rPr" if text else "a:endParaRPr", **type_), box.colour)
        if text:
            _inside(run, "a:t").text = text
    margins = {"marL": SIDE, "marR": SIDE, "marT": TOP, "marB": TOP}
    look = _inside(cell, "a:tcPr", anchor="ctr", **{name: _emu(points) for name, points in margins.items()})
    for tag, (down, across) in SIDES.items():
        edge = max(box.edge, _edge_at(rows, row + down, column + across), key=lambda each: each.rank)
        line = _inside(look, tag, w=_emu(edge.width), cap="flat", cmpd="sng", algn="ctr")
        _paint(line, edge.colour)
        _inside(line, "a:prstDash", val=edge.dash)
    if box.hatched:
        pattern = _inside(look, "a:pattFill", prst="ltUpDiag")
        for tag, colour in (("a:fgClr", EDGE), ("a:bgClr", box.fill)):
            _inside(_inside(pattern, tag), "a:srgbClr", val=colour[1:].upper())
    else:
        _paint(look, box.fill)
    return cell


def _lines(box: Box, width: float, height: float) -> list[tuple[str, float, bool]]:
    """What a cell says line by line, each with its size and whether it is bold; in a low one all in one line."""
    small = max(float(LEAST), box.size * 0.62)
    said, room, below = box.text, height, box.below
    if below and height < LINE_HEIGHT * (small + 12):
        said, below = f"{said} ({below})", ""
    if below:
        room -= LINE_HEIGHT * small
    lines = [(*fitted(said, width, room, box.size, max(LEAST, box.size * 0.75), box.bold), box.bold)]
    return [*lines, (*fitted(below, width, small * LINE_HEIGHT, small, LEAST), False)] if below else lines


def _edge_at(rows: Rows, row: int, column: int) -> Edge:
    inside = 0 <= row < len(rows) and 0 <= column < len(rows[row])
    return rows[row][column].edge if inside else GAP


def _inside(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, qn(tag), **attributes)


def _paint(parent: Any, colour: str) -> None:
    _inside(_inside(parent, "a:solidFill"), "a:srgbClr", val=colour[1:].upper())


def _emu(points: float) -> str:
    """Points as files count them, 12,700 to a point."""
    return str(int(Pt(points)))
