"""What a comparison shows, as files: picture, table, slide and workbook, with what was chosen and how to read it.

Whoever makes a `View` has already left out what its visitor may not see; nothing is added here but what stands in it.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from ivac.charts import Picture
from ivac.charts.canvas import LEGEND_LETTER, escaped
from ivac.documents.files import PNG_TYPE, PPTX, SVG_TYPE, XLSX
from ivac.documents.kit import named
from ivac.documents.pictures import MARGIN, Named, png_at, svg
from ivac.documents.view import View
from ivac.documents.view_slides import slides_of
from ivac.exchange import shown_csv, shown_xlsx
from ivac.faults import N_
from ivac.language import Language
from ivac.palette import INK, MUTED

PNG_WIDTH = 1920
"""Pixels: as wide as a slide."""
TEXT = 18
"""The size of what stands above and below a picture, in its pixels."""
LINE = 1.35 * TEXT


@dataclass(frozen=True)
class ViewFile:
    """One file of a view: how its name ends, what it is (catalogue key), its kind for browsers, how it is made.

    Of a table alone there is none that is `drawn`.
    """

    ending: str
    name: str
    mime: str
    make: Callable[[View, Language], bytes]
    drawn: bool = False


def files_of(view: View) -> list[ViewFile]:
    """The files that there are of a view, in the order of the page."""
    return [file for file in VIEW_FILES if view.picture or not file.drawn]


def view_file_name(view: View, file: ViewFile) -> str:
    """What a file of the view is called."""
    return named(view.title, file.ending)


def _svg(view: View, language: Language) -> bytes:
    return svg(_framed(view, _picture(view), language))


def _png(view: View, language: Language) -> bytes:
    framed = _framed(view, _picture(view), language)
    return png_at(framed, 72 * PNG_WIDTH / (framed.picture.figure.layout.width + 2 * MARGIN), language)


def _picture(view: View) -> Picture:
    if view.picture is None:
        raise ValueError(f"“{view.title}” is a table; there is no picture of it")
    return view.picture


def _framed(view: View, picture: Picture, language: Language) -> Named:
    """The picture with its title and what was chosen above, and how to read it below."""
    drawn: dict[str, Any] = picture.figure.to_dict()
    layout = drawn["layout"]
    letters = int(layout["width"] / (LEGEND_LETTER * TEXT))
    above = [(f"<b>{escaped(line)}</b>", INK) for line in textwrap.wrap(view.title, int(letters * 0.85))]
    above += [(escaped(line), MUTED) for line in textwrap.wrap(view.said(language), letters)]
    below = [(escaped(line), INK) for line in textwrap.wrap(view.reading, letters)]
    margin = layout["margin"]
    top, bottom = (len(above) + 0.7) * LINE, (len(below) + 0.7) * LINE * bool(below)
    # Lines begin at the picture's edges, which lie a margin away from the plot's.
    notes = [_note(text, colour, margin, 1, margin["t"] + top - row * LINE) for row, (text, colour) in enumerate(above)]
    notes += [
        _note(text, colour, margin, 0, -margin["b"] - (row + 0.7) * LINE) for row, (text, colour) in enumerate(below)
    ]
    layout |= {
        "height": layout["height"] + top + bottom,
        "margin": margin | {"t": margin["t"] + top, "b": margin["b"] + bottom},
        "annotations": [*layout.get("annotations", ()), *notes],
    }
    figure = go.Figure(drawn["data"], layout, _validate=False)
    return Named(f"{view.title} · {view.said(language)}", replace(picture, figure=figure))


def _note(text: str, colour: str, margin: dict[str, float], y: int, up: float) -> dict[str, Any]:
    return {
        "text": text, "x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top",
        "xshift": -margin["l"], "yshift": up, "showarrow": False, "align": "left",
        "font": {"size": TEXT, "color": colour},
    }  # fmt: skip


def _csv(view: View, language: Language) -> bytes:
    return shown_csv(view.table.columns, view.table.rows, language)


def _xlsx(view: View, language: Language) -> bytes:
    t = language.t
    about = [
        (t("Title"), view.title),
        (t("Chosen"), view.selection),
        (t("How many"), view.n),
        (t("Day"), language.date(view.day)),
        (t("How to read it"), view.reading),
        (t("Address"), view.address),
    ]
    return shown_xlsx(view.table.columns, view.table.rows, about, language)


VIEW_FILES: tuple[ViewFile, ...] = (
    ViewFile("png", N_("Picture for a slide (PNG)"), PNG_TYPE, _png, drawn=True),
    ViewFile("svg", N_("Picture, sharp at any size (SVG)"), SVG_TYPE, _svg, drawn=True),
    ViewFile("pptx", N_("Slide (PowerPoint)"), PPTX, lambda view, language: slides_of([view], language)),
    ViewFile("xlsx", N_("Workbook (XLSX)"), XLSX, _xlsx),
    ViewFile("csv", N_("Table (CSV)"), "text/csv", _csv),
)
"""All of them, in the order of the page."""
