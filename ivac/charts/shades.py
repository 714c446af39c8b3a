"""Shares as shades in one trace, however many there are: the browser gets numbers, not one shape a cell."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ivac.charts.canvas import Key
from ivac.language import Language
from ivac.palette import LINE, PAPER, count_colour, faded
from ivac.summaries import FEW, Share

Grid = Sequence[Sequence[Share | None]]
"""Row by row; None is no cell at all."""


def shades(
    grid: Grid, x: Sequence[object], y: Sequence[object], hover: str, zero: bool,
    texts: Sequence[Sequence[str]] | None = None,
) -> list[go.Heatmap]:  # fmt: skip
    """The shares of many, and faded those of few; an unknown one, or without `zero` an empty one, is left out.

    `hover` is Plotly's template: of %{x}, %{y}, %{customdata[0]} of %{customdata[1]}, or of %{text} where given.
    """
    return [_trace(grid, x, y, hover, zero, few, texts) for few in (False, True)]


def _trace(
    grid: Grid, x: Sequence[object], y: Sequence[object], hover: str, zero: bool, few: bool,
    texts: Sequence[Sequence[str]] | None,
) -> go.Heatmap:  # fmt: skip
    def shown(share: Share | None) -> float | None:
        if share is None or (share.whole < FEW) != few or not (zero or share.part):
            return None
        return share.value

    look = faded if few else str
    return go.Heatmap(
        x=list(x),
        y=list(y),
        z=[[shown(share) for share in row] for row in grid],
        customdata=[[[share.part, share.whole] if share else [0, 0] for share in row] for row in grid],
        text=texts,
        colorscale=[[0, look(count_colour(0))], [1, look(count_colour(1))]],
        zmin=0,
        zmax=1,
        xgap=1.5,
        ygap=1.5,
        showscale=False,
        hoverongaps=False,
        hovertemplate=f"{hover}<extra></extra>",
        name="few" if few else "known",
    )


def fill_of(share: Share) -> str:
    """The colour that a share is drawn in."""
    colour = count_colour(share.value or 0)
    return faded(colour) if share.whole < FEW else colour


def keys(language: Language, zero: bool) -> tuple[Key, ...]:
    """What the shades mean, for a legend; with `zero` none of many is a shade, too."""
    t = language.t
    none = (Key(language.percent(0), count_colour(0), LINE),) if zero else ()
    empty = t("Empty: none known") if zero else t("Empty: none there")
    return (
        *none,
        Key(language.percent(0.5), count_colour(0.5)),
        Key(language.percent(1), count_colour(1)),
        Key(t("Pale: fewer than three known"), faded(count_colour(0.6)), LINE),
        Key(empty, PAPER, LINE),
    )
