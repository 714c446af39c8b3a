"""Native tables that look like the pictures: each cell a tile with its own fill, line and text. Measures in points.

Two cells share the line between them. So lines are settled first, for the whole table: what is chosen on purpose has
its frame whatever stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt

from ivac.documents.deck import colour_of, fitted
from ivac.exchange.text import without_controls
from ivac.palette import EDGE, INK, LINE, MUTED, PAPER

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own id of the table style that draws nothing: every look here is the cell's."""
LEAST = 8
"""The smallest type, in points; what does not fit then is shortened."""
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
    edges = _Edges(rows)
    for row, boxes in enumerate(rows):
        table.rows[row].height = Pt(heights[row])
        for column, box in enumerate(boxes):
            cell = table.cell(row, column)
            _fill(cell, box, widths[column], heights[row])
            edges.draw(cell, row, column)


def describe(frame: Any, name: str, about: str) -> None:
    """Give a table or a chart its name and text alternative."""
    frame.name = without_controls(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", without_controls(about))


def _fill(cell: _Cell, box: Box, width: float, height: float) -> None:
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(TOP)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if box.hatched:
        cell.fill.patterned()
        cell.fill.pattern = MSO_PATTERN.LIGHT_UPWARD_DIAGONAL
        cell.fill.fore_color.rgb, cell.fill.back_color.rgb = colour_of(EDGE), colour_of(box.fill)
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour_of(box.fill)
    room_across, room_down = width - 2 * SIDE, height - 2 * TOP
    small = max(float(LEAST), box.size * 0.62)
    if box.below and room_down < 1.2 * (small + 12):
        box = Box(f"{box.text} ({box.below})", box.fill, box.colour, box.size, box.bold, left=box.left, edge=box.edge)
    if box.below:
        room_down -= 1.2 * small
    text, size = fitted(box.text, room_across, room_down, box.size, max(LEAST, box.size * 0.75), box.bold)
    frame = cell.text_frame
    frame.word_wrap = True
    frame.text = text
    lines = [(frame.paragraphs[0], size, box.bold)]
    if box.below:
        below = frame.add_paragraph()
        below.text, fits = fitted(box.below, room_across, 1.3 * small, small, 7)
        lines.append((below, fits, False))
    for paragraph, points, bold in lines:
        paragraph.alignment = PP_ALIGN.LEFT if box.left else PP_ALIGN.CENTER
        paragraph.font.size, paragraph.font.bold = Pt(points), bold
        paragraph.font.color.rgb = colour_of(box.colour)


class _Edges:
    """The line between every two neighbours: of the two that they ask for, the one with the higher rank."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def _at(self, row: int, column: int) -> Edge:
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])
        return self.rows[row][column].edge if inside else GAP

    def draw(self, cell: _Cell, row: int, column: int) -> None:
        """Draw the four lines of a cell; PowerPoint wants them before the fill."""
        own = self._at(row, column)
        places = {"a:lnL": (0, -1), "a:lnR": (0, 1), "a:lnT": (-1, 0), "a:lnB": (1, 0)}
        look = cell._tc.get_or_add_tcPr()
        for position, (tag, (down, across)) in enumerate(places.items()):
            edge = max(own, self._at(row + down, column + across), key=lambda each: each.rank)
            line = etree.Element(qn(tag), w=str(Pt(edge.width)), cap="flat", cmpd="sng", algn="ctr")
            colour = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
            colour.set("val", edge.colour[1:].upper())
            etree.SubElement(line, qn("a:prstDash"), val=edge.dash)
            look.insert(position, line)
