"""A plan's two pictures as one HTML file that opens without a network: what a cell holds shows where one points.

Everything is inside, Plotly's script (4.5 MB) too. The page's own policy forbids every request, and every script but
the two that we put in, so that no text that people wrote can run or load anything.
"""

import base64
import hashlib
from functools import cache
from html import escape

import plotly
from plotly.offline import get_plotlyjs

from ivac.charts import Canvas, Picture, Table, activities_picture, gaps_table, involvement_picture
from ivac.documents.pictures import about
from ivac.exchange.text import without_controls
from ivac.language import Language
from ivac.palette import ACCENT, INK, LINE, MUTED, PAPER, WHITE
from ivac.report import Report

WIDTH, TEXT = 1200, 18
"""The pictures' width and the size of their text, in pixels."""
LEVEL, ROW = 84, 46
"""The height of a level's row in the first picture, and of an activity's in the second."""

DRAW = """
for (const data of document.querySelectorAll('script[type="application/json"]')) {
  const figure = JSON.parse(data.textContent);
  Plotly.newPlot(data.dataset.into, figure.data, figure.layout, {displayModeBar: false, doubleClick: false});
}
"""
STYLE = f"""
body {{ margin: 0 auto; max-width: {WIDTH}px; padding: 1.5rem; background: {PAPER}; color: {INK};
  font: 1.06rem/1.5 Figtree, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }}
h1 {{ font-size: 2rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }}
h2 {{ font-size: 1.3rem; margin: 2.5rem 0 .5rem; }}
p {{ margin: .3rem 0; color: {MUTED}; overflow-wrap: anywhere; }}
.wide {{ overflow-x: auto; }}
.wide:focus-visible {{ outline: 3px solid {ACCENT}; outline-offset: 2px; }}
table {{ border-collapse: collapse; width: 100%; background: {WHITE}; font-size: .95rem; }}
caption {{ text-align: left; padding: .8rem 0 .4rem; font-weight: 600; }}
th, td {{ border: 1px solid {LINE}; padding: .35rem .6rem; text-align: left; vertical-align: top; min-width: 5rem; }}
thead th {{ background: {PAPER}; }}
tbody th {{ font-weight: 500; min-width: 9rem; overflow-wrap: anywhere; }}
"""


def interactive_page(report: Report, language: Language) -> bytes:
    """The file, in UTF-8."""
    t = language.t
    said = about(report, language)
    levels = Canvas(WIDTH, LEVEL * len(report.scale.levels) + 120, TEXT)
    rows = Canvas(WIDTH, ROW * max(len(report.activities), 1) + 260, TEXT)
    cells, scale = report.cells, report.scale
    involvement = involvement_picture(report.summary, language, levels, "")
    activities = activities_picture(report.activities, cells, scale, language, rows, "", "both")
    gaps = gaps_table(report.activities, cells, scale, language)
    score = t("A level describes who takes the initiative and who decides. It is not a score.")
    body = [
        f"<header><h1>{_text(report.plan.name)}</h1><p>{_text(' · '.join(said[1:]))}</p><p>{_text(score)}</p></header>",
        "<main>",
        _section("involvement", t("Phase by involvement"), t("Activities per level and phase"), involvement),
        _section("activities", t("Activities by phase"), t("The activities’ levels, phase by phase"), activities),
        _table("gaps", t("Where the wish differs from how it is"), gaps) if gaps.rows else "",
        "</main>",
    ]
    script, style = _script(), STYLE
    rules = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src {_hashed(script)} {_hashed(DRAW)}"
    )
    made = f"""<!DOCTYPE html>
<html lang="{language.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{rules}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(" · ".join(said))}</title>
<style>{style}</style>
</head>
<body>
{"".join(body)}
<script>{script}</script>
<script>{DRAW}</script>
</body>
</html>
"""
    return made.encode()


def _section(place: str, title: str, caption: str, picture: Picture) -> str:
    """A picture under its title, and the same as a table below it."""
    # A data block is read, never run; without "<" nothing in it can end it.
    figure = picture.figure.to_json().replace("<", "\\u003c")
    return f"""<section aria-labelledby="{place}-title">
<h2 id="{place}-title">{_text(title)}</h2>
<div class="wide" tabindex="0" role="figure" aria-label="{_text(picture.alt)}"><div id="{place}"></div></div>
<script type="application/json" data-into="{place}">{figure}</script>
{_table(place, caption, picture.table)}
</section>
"""


def _table(place: str, caption: str, table: Table) -> str:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{_text(first)}</th>' + "".join(f"<td>{_text(cell)}</td>" for cell in rest) + "</tr>"
        for first, *rest in table.rows
    )
    return f"""<div class="wide" tabindex="0" role="region" aria-labelledby="{place}-table">
<table><caption id="{place}-table">{_text(caption)}</caption>
<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>
"""


def _text(words: str) -> str:
    return escape(without_controls(words))


@cache
def _script() -> str:
    """Plotly's script; as it stands between tags, it must not hold the tag that ends it."""
    script: str = get_plotlyjs()
    if "</script" in script.lower():
        raise ValueError(f"Plotly {plotly.__version__} cannot be put into a page as it is")
    return script


def _hashed(script: str) -> str:
    """The script's fingerprint, by which the page's policy knows it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
