"""A plan's heatmaps as files: SVG, PNG at print and slide sizes, and an HTML page that opens offline."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ivac.charts import Canvas, Picture, activities_picture, involvement_picture
from ivac.charts.svg import to_svg
from ivac.documents import typeset
from ivac.language import Language
from ivac.palette import ACCENT, INK, LINE, MUTED, PAPER
from ivac.report import Report

Kind = Literal["involvement", "activities", "desired"]
Size = Literal["slide", "print"]
"""A slide is 16:9 and 1920 pixels wide; print is as wide as an A4 page lying, at 300 pixels an inch."""

MARGIN = 40
"""Room around a picture, in its own pixels."""
CANVASES: dict[Size, tuple[int, int, float]] = {
    "slide": (1600 - 2 * MARGIN, 900 - 2 * MARGIN, 25),
    "print": (1600 - 2 * MARGIN, 1131 - 2 * MARGIN, 22),
}
"""Width, least height and text, in the picture's own pixels."""
PPI: dict[Size, float] = {"slide": 72 * 1920 / 1600, "print": 72 * 3508 / 1600}
LONGEST_NAME = 48
"""Letters of a plan's name in the line above a picture."""
ROW = 46
"""The least height of an activity's row in the picture's own pixels."""


@dataclass(frozen=True)
class Named:
    """A picture with the title that stands above it."""

    title: str
    picture: Picture


def colours() -> Mapping[str, str]:
    """The colours that templates use beside those of the pictures."""
    return {"ink": INK, "muted": MUTED, "line": LINE, "accent": ACCENT, "paper": PAPER}


def picture_of(report: Report, kind: Kind, language: Language, size: Size = "slide") -> Named:
    """One of a plan's pictures; its title says which plan, when, on which scale, and of how many activities."""
    said = about(report, language)
    title = " · ".join([_name(kind, language), *said])
    # The line in the picture is as wide as the picture; the file's own title holds the name whole.
    line = " · ".join([_name(kind, language), _shortened(said[0]), *said[1:]])
    width, height, text = CANVASES[size]
    if kind == "involvement":
        canvas = Canvas(width, height, text)
        return Named(title, involvement_picture(report.summary, language, canvas, line))
    canvas = Canvas(width, max(height, ROW * len(report.activities) + 380), text)
    view: Literal["actual", "desired"] = "desired" if kind == "desired" else "actual"
    drawn = activities_picture(report.activities, report.cells, report.scale, language, canvas, line, view)
    return Named(title, drawn)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def about(report: Report, language: Language) -> list[str]:
    """What a picture is of: the plan, the day, the scale, how many activities; and that it is fictional, if so."""
    count = language.n("{count} activity", "{count} activities", len(report.activities))
    scale = language.words.scales[report.scale.id].short
    said = [report.plan.name, language.date(report.assessment.day), scale, count]
    return [*said, language.t("Fictional plan")] if report.plan.fictional else said


def _name(kind: Kind, language: Language) -> str:
    names = {
        "involvement": language.t("Phase by involvement"),
        "activities": language.t("Activities by phase"),
        "desired": language.t("As it is wished"),
    }
    return names[kind]


def svg(named: Named) -> bytes:
    """The picture as SVG."""
    return to_svg(named.picture, named.title).encode()


def png(named: Named, size: Size, language: Language) -> bytes:
    """The picture as PNG."""
    return png_at(named, PPI[size], language)


def png_at(named: Named, ppi: float, language: Language) -> bytes:
    """The picture as PNG, at so many pixels an inch, of which the figure's own pixels are 72."""
    layout = named.picture.figure.layout
    data: dict[str, Any] = {
        "title": named.title,
        "about": named.picture.alt,
        "language": language.code,
        "colours": colours(),
        "width": layout.width + 2 * MARGIN,
        "height": layout.height + 2 * MARGIN,
        "margin": MARGIN,
        "picture": {"svg": to_svg(named.picture, named.title), "alt": named.picture.alt},
    }
    (page,) = typeset.to_png("picture.typ", data, ppi)
    return page
