"""Views of a comparison as slides that people can edit: its table natively, on as many slides as its rows need."""

import io
from collections.abc import Sequence

from pptx.slide import Slide
from pptx.util import Pt

from ivac.charts import Picture, Table
from ivac.documents.deck import BODY, BODY_WIDTH, MARGIN, Deck, continued, lines_of, take_notes, write
from ivac.documents.pictures import Named, png_at
from ivac.documents.slide_tables import OUTLINE, Box, draw_table, heads
from ivac.documents.view import View
from ivac.exchange.text import without_controls
from ivac.language import Language
from ivac.palette import MUTED

ROWS = 10
"""Rows of a table on one slide."""
MOST_ROWS, MOST_COLUMNS = 60, 9
"""A larger table is shown as its picture where there is one: nobody reads it from slides."""
HEAD, TALLEST = 32.0, 40.0
"""The heights of the first row and of the others, where there is room; in points."""
NAMES = 260.0
"""The width of the first column, which names the rows."""
PICTURE_PPI = 144
READING_SIZE = 12


def slides_of(views: Sequence[View], language: Language) -> bytes:
    """The slides as a PPTX file, in the order given; raises ValueError for none."""
    if not views:
        raise ValueError("no view to make slides of")
    first = views[0]
    deck = Deck(first.title, first.said(language), first.day, language)
    for view in views:
        deck.foot = view.said(language)
        _add(deck, view)
    return deck.saved()


def _add(deck: Deck, view: View) -> None:
    table, picture = view.table, view.picture
    if picture and (len(table.rows) > MOST_ROWS or len(table.columns) > MOST_COLUMNS):
        slide, bottom = _begin(deck, view, view.title)
        _draw_picture(slide, view.title, picture, bottom, deck.language)
        return
    parts = [table.rows[start : start + ROWS] for start in range(0, len(table.rows), ROWS)] or [()]
    for number, rows in enumerate(parts, 1):
        slide, bottom = _begin(deck, view, continued(view.title, number, len(parts), deck.language))
        _draw_table(slide, Table(table.columns, rows), bottom, view)


def _begin(deck: Deck, view: View, title: str) -> tuple[Slide, float]:
    """A slide with all but its table or picture, and where that has to end, from the top."""
    said = view.said(deck.language)
    slide = deck.add(title, said)
    tall = lines_of(view.reading, BODY_WIDTH, READING_SIZE) * READING_SIZE * 1.3
    place = (MARGIN, BODY[1] - tall, BODY_WIDTH, tall)
    write(slide, view.reading, place, READING_SIZE, colour=MUTED, name=deck.language.t("How to read it"))
    take_notes(slide, [said, view.reading, view.address])
    return slide, place[1] - 8


def _draw_table(slide: Slide, table: Table, bottom: float, view: View) -> None:
    first, *names = (without_controls(text) for text in table.columns)
    others = (BODY_WIDTH - NAMES) / max(len(names), 1)
    rows = [[Box(first, bold=True, left=True), *heads(names, others, HEAD)]]
    rows += [
        [Box(without_controls(text), size=13, left=not place, edge=OUTLINE) for place, text in enumerate(row)]
        for row in table.rows
    ]
    tall = min(TALLEST, (bottom - BODY[0] - HEAD) / max(len(table.rows), 1))
    heights = [HEAD, *[tall] * len(table.rows)]
    widths = [NAMES, *[others] * len(names)]
    about = view.picture.alt if view.picture else view.title
    draw_table(slide, rows, widths, heights, (MARGIN, BODY[0]), view.title, about)


def _draw_picture(slide: Slide, title: str, picture: Picture, bottom: float, language: Language) -> None:
    image = io.BytesIO(png_at(Named(title, picture), PICTURE_PPI, language))
    shape = slide.shapes.add_picture(image, Pt(MARGIN), Pt(BODY[0]), height=Pt(bottom - BODY[0]))
    if shape.width > Pt(BODY_WIDTH):
        shape.height = Pt((bottom - BODY[0]) * Pt(BODY_WIDTH) / shape.width)
        shape.width = Pt(BODY_WIDTH)
    shape.name = without_controls(title)
    shape._element.nvPicPr.cNvPr.set("descr", without_controls(picture.alt))
