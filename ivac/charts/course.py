"""Change over time across plans: one share then and now, one row a plan. No direction is drawn as better."""

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, escaped
from ivac.charts.sides import part_of
from ivac.comparison import Course, RoundShare
from ivac.language import Language
from ivac.palette import ACCENT, LINE, MUTED, PAPER, faded
from ivac.summaries import FEW, Share

PickRound = Callable[[RoundShare], Share]
SIZE = 0.8
"""A mark's size, in the size of the text."""
NUMBERED = 40
"""More plans than these have their numbers in the table alone."""


def course_picture(
    courses: Sequence[Course], language: Language, canvas: Canvas, pick: PickRound, name: str
) -> Picture:  # fmt: skip
    """Each plan's share in its first and its last round, on a line from none to all."""
    t = language.t
    left = canvas.width * 0.3 if canvas.narrow else min(canvas.width * 0.24, canvas.text * 18)
    keys = (
        Key(t("Then: the first round"), PAPER, ACCENT, 2),
        Key(t("Now: the latest round"), ACCENT, ACCENT),
        Key(t("Pale: fewer than three known"), faded(ACCENT), LINE),
    )
    legend = Legend(keys, canvas)
    right = canvas.text * 10 if not canvas.narrow and len(courses) <= NUMBERED else 0
    margin = {"l": left, "r": right, "t": canvas.text * 2.2, "b": legend.height}
    sketch = Sketch(canvas, 1, max(len(courses), 1), margin)
    for place, value in enumerate((0, 0.5, 1)):
        sketch.shape("line", value, value, 0, 1, yref="paper", line={"color": LINE, "width": 1}, layer="below")
        anchor = ("left", "center", "right")[place]
        sketch.write(
            language.percent(value), value, 1, canvas.text * 0.85, paper="y", anchor=anchor,
            shift=(0, canvas.text), colour=MUTED,
        )  # fmt: skip
    legend.draw(sketch, left)
    if right:
        _write_numbers(sketch, courses, pick)
    figure = sketch.figure()
    figure.add_traces([_ways(courses, pick), *_marks(courses, pick, language, canvas)])
    names = [canvas.wrapped(each.name, left - 8, canvas.text * 0.85, lines=1) for each in courses]
    figure.update_xaxes(range=[-0.03, 1.03] if canvas.narrow else [-0.02, 1.02])
    figure.update_yaxes(
        visible=True, tickmode="array", tickvals=list(range(len(courses))), ticktext=names, showgrid=False,
        zeroline=False, tickfont={"size": canvas.text * 0.85},
    )  # fmt: skip
    alt = t("{name}, then and now, one row a plan; the table below has the numbers.", name=name)
    return Picture(figure, alt, _table(courses, pick, language))


def _ways(courses: Sequence[Course], pick: PickRound) -> go.Scatter:
    """A plain line from then to now."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, course in enumerate(courses):
        x += [pick(course.rounds[0]).value, pick(course.rounds[-1]).value, None]
        y += [row, row, None]
    line = {"color": MUTED, "width": 2}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False, name="ways")


def _marks(courses: Sequence[Course], pick: PickRound, language: Language, canvas: Canvas) -> list[go.Scatter]:
    then = [(row, course, course.rounds[0]) for row, course in enumerate(courses) if len(course.rounds) > 1]
    now = [(row, course, course.rounds[-1]) for row, course in enumerate(courses)]

    def trace(found: list[tuple[int, Course, RoundShare]], hollow: bool) -> go.Scatter:
        colours = [faded(ACCENT) if pick(each).whole < FEW else ACCENT for _, _, each in found]
        return go.Scatter(
            x=[pick(each).value for _, _, each in found],
            y=[row for row, _, _ in found],
            mode="markers",
            marker={
                "size": canvas.text * (SIZE * 1.35 if hollow else SIZE),
                "color": PAPER if hollow else colours,
                "line": {"color": colours, "width": 2},
            },
            hovertext=[
                f"<b>{escaped(course.name)}</b><br>{_said(each, pick, language)}" for _, course, each in found
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            showlegend=False,
            name="then" if hollow else "now",
        )  # fmt: skip

    return [trace(then, hollow=True), trace(now, hollow=False)]


def _write_numbers(sketch: Sketch, courses: Sequence[Course], pick: PickRound) -> None:
    """Both shares as numbers beside each row."""
    size = sketch.canvas.text * 0.8
    for row, course in enumerate(courses):
        sketch.write(_both(course, pick), 1, row, size, paper="x", colour=MUTED, shift=(size, 0))


def _both(course: Course, pick: PickRound) -> str:
    ends = course.rounds if len(course.rounds) == 1 else (course.rounds[0], course.rounds[-1])
    return " → ".join(f"{pick(each).part}/{pick(each).whole}" for each in ends)


def _said(found: RoundShare, pick: PickRound, language: Language) -> str:
    words = f"{language.date(found.day)}: {part_of(pick(found), language)}"
    return words + language.t(" (from memory)") if found.recalled else words


def _table(courses: Sequence[Course], pick: PickRound, language: Language) -> Table:
    t = language.t
    rows = tuple(
        (
            course.name,
            _said(course.rounds[0], pick, language) if len(course.rounds) > 1 else t("one round alone"),
            _said(course.rounds[-1], pick, language),
        )
        for course in courses
    )
    return Table((t("Plan"), t("Then"), t("Now")), rows)
