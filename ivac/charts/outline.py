"""The study's 27 plans as a faint outline over somebody's own picture: what was usual then, never a norm."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ivac.charts.canvas import Key
from ivac.comparison import Comparison, Row
from ivac.content import load
from ivac.language import Language
from ivac.model import PHASES, PhaseId
from ivac.palette import ACCENT, PAPER

HALF = 0.4
"""Half the width and height of an outline, in columns and rows."""
DASHES = {"usual": "solid", "less_usual": "dot"}


def told_of(row: Row, phase: PhaseId, comparison: Comparison) -> str | None:
    """“usual” or “less_usual” as the study tells of a row in a phase; None where it does not say how often."""
    found = next(each for each in load().talk.reference.phases if each.id == phase)
    levels = _levels(row, comparison)
    if levels & set(found.usual):
        return "usual"
    return "less_usual" if levels & set(found.less_usual) else None


def _levels(row: Row, comparison: Comparison) -> set[str]:
    """The levels of IVAC(E) that a row stands for."""
    ivac = load().scales["ivac"]
    if comparison.scale is None:
        return {level.id for level in ivac.levels if (level.initiative, level.decides) == row.combination}
    return {comparison.scale.level(row.id).ivac or row.id}


def outlines(comparison: Comparison, places: Sequence[tuple[float, float]]) -> list[go.Scatter]:
    """The outline over each grid whose first cell lies at one of these places (column, row): two lines in all."""
    return [_lines(comparison, places, told) for told in DASHES]


def _lines(comparison: Comparison, places: Sequence[tuple[float, float]], told: str) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for left, top in places:
        for down, row in enumerate(reversed(comparison.rows)):
            for across, phase in enumerate(PHASES):
                if told_of(row, phase, comparison) == told:
                    x += [left + across + dx for dx in (-HALF, HALF, HALF, -HALF, -HALF)] + [None]
                    y += [top + down + dy for dy in (-HALF, -HALF, HALF, HALF, -HALF)] + [None]
    line = {"color": ACCENT, "width": 1.5, "dash": DASHES[told]}
    return go.Scatter(x=x, y=y, mode="lines", line=line, opacity=0.65, hoverinfo="skip", showlegend=False, name=told)


def keys(language: Language) -> tuple[Key, ...]:
    """What the outlines mean, for a legend."""
    return (
        Key(language.t("The study’s 27 plans: usual"), PAPER, ACCENT, 1.5),
        Key(language.t("The study’s 27 plans: less usual"), PAPER, ACCENT, 1.5, dash="dot"),
    )
