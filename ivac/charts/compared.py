"""Small multiples: the same picture for each of several plans, in the order given. Never ranked."""

from dataclasses import replace
from math import ceil

from ivac.charts import outline, purpose
from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import level_name
from ivac.comparison import Comparison, PlanCounts, Row
from ivac.language import Language
from ivac.model import PHASES
from ivac.palette import EDGE, LINE, MUTED, PAPER, count_colour, faded, level_colour, text_on
from ivac.summaries import FEW, PhaseSummary

GAP = 0.9
"""Room between two small multiples, in columns."""
HEAD = 1.9
"""Room above a small multiple for its plan's name and phases, in rows."""


def row_name(row: Row, comparison: Comparison, language: Language) -> str:
    """A row in words: a level's name, or who takes the initiative and who decides."""
    if comparison.scale is not None:
        return level_name(row.id, comparison.scale, language)
    initiative, decides = row.combination
    first = language.t("Professionals begin") if initiative == "professionals" else language.t("Residents begin")
    then = {
        "professionals": language.t("professionals decide"),
        "together": language.t("deciding together"),
        "residents": language.t("residents decide"),
    }[decides]
    return f"{first}, {then}"


def multiples_picture(comparison: Comparison, language: Language, canvas: Canvas, outlined: bool = False) -> Picture:
    """Phase by involvement per plan in the order given, drawn alike, with one legend for all."""
    rows = tuple(reversed(comparison.rows))
    across = 1 if canvas.narrow else min(len(comparison.plans), 3)
    down = ceil(len(comparison.plans) / across)
    wide, tall = len(PHASES) + GAP, len(rows) + HEAD
    levels = tuple(Key(row_name(row, comparison, language), level_colour(row.palette)) for row in rows)
    chosen = (count for plan in comparison.plans for counts in plan.on_purpose.values() for count in counts.values())
    told = outline.keys(language) if outlined else ()
    legend = Legend((*levels, *purpose.keys(chosen, language), *told), canvas)
    margin = {"l": 0, "r": 0, "t": 2, "b": legend.height}
    sketch = Sketch(canvas, across * wide, down * tall, margin, "")
    room = canvas.width / (across * wide)
    tiles = []
    places = [
        ((place % across) * wide + 0.3, (place // across) * tall + HEAD) for place in range(len(comparison.plans))
    ]
    for plan, (left, top) in zip(comparison.plans, places, strict=True):
        _head(sketch, plan, comparison, language, canvas, left, top, room)
        for row, level in enumerate(rows):
            _mark_row(sketch, left - 0.66, top + row, level)
            for column, phase in enumerate(plan.summary.phases):
                tile = _share_tile(plan, phase, level, comparison, language, canvas, sketch.room(0.03, 0.97))
                tiles.append(replace(tile, column=left + column, row=top + row))
    sketch.tiles = tiles
    legend.draw(sketch, 0)
    table = multiples_table(comparison, language)
    names = ", ".join(plan.plan.name for plan in comparison.plans)
    alt = language.t("Phase by involvement for {names}, side by side; the table below has the numbers.", names=names)
    figure = sketch.figure()
    if outlined:
        figure.add_traces(outline.outlines(comparison, places))
    return Picture(figure, alt, table)


def how_many(plan: PlanCounts, comparison: Comparison, language: Language) -> str:
    """How much a plan's picture rests on: its activities, or the answers of its people."""
    number = plan.summary.activities
    if comparison.of_people:
        return language.n("up to {count} answer a phase", "up to {count} answers a phase", number)
    return language.n("{count} activity", "{count} activities", number)


def _head(
    sketch: Sketch, plan: PlanCounts, comparison: Comparison, language: Language, canvas: Canvas, left: float,
    top: float, room: float,
) -> None:  # fmt: skip
    size = canvas.text * 1.1
    name = canvas.wrapped(plan.plan.name, room * len(PHASES), size, lines=1)
    sketch.write(f"<b>{name}</b>", left - 0.66, top - 1.6, size)
    sketch.write(how_many(plan, comparison, language), left - 0.66, top - 1.15, canvas.text * 0.85, colour=MUTED)
    shorts = [language.words.phases[phase].short for phase in PHASES]
    size = canvas.fitting(shorts, room, canvas.text * 0.85)
    for column, short in enumerate(shorts):
        sketch.write(escaped(short), left + column, top - 0.7, size, anchor="center")


def _mark_row(sketch: Sketch, x: float, y: float, row: Row) -> None:
    """The level's colour at the head of its row, so that one legend serves all multiples."""
    sketch.shape(
        "rect", x, x + 0.13, y - 0.34, y + 0.34, fillcolor=level_colour(row.palette), line={"color": EDGE, "width": 1}
    )


def _share_tile(
    plan: PlanCounts, phase: PhaseSummary, row: Row, comparison: Comparison, language: Language, canvas: Canvas,
    room: tuple[float, float],
) -> Tile:  # fmt: skip
    """A count, shaded by its share of the plan's own known activities, so that size alone does not darken."""
    count, on_purpose = plan.counts[phase.phase][row.id], plan.on_purpose[phase.phase][row.id]
    hover = standing_there(plan, phase, row, comparison, language)
    data = (plan.plan.id, phase.phase, row.id)
    if count == 0:
        return Tile(0, 0, PAPER, outline=LINE, outline_width=1, hover=hover, data=data)
    fill = count_colour(count / phase.known)
    if phase.known < FEW:
        fill = faded(fill)
    said = purpose.number(count, on_purpose, language, canvas, canvas.text, room)
    return Tile(
        0, 0, fill, text=said.text, text_colour=text_on(fill), text_size=said.size, hover=hover, data=data,
        on_purpose=on_purpose > 0,
    )  # fmt: skip


def standing_there(
    plan: PlanCounts, phase: PhaseSummary, row: Row, comparison: Comparison, language: Language
) -> str:  # fmt: skip
    """What is said of one cell of a small multiple when it is pointed at."""
    count, on_purpose = plan.counts[phase.phase][row.id], plan.on_purpose[phase.phase][row.id]
    if comparison.of_people:
        said = language.t("{part} of {whole} answers with a level", part=count, whole=phase.known)
    else:
        said = language.t("{part} of {whole} activities with a level", part=count, whole=phase.known)
    return "<br>".join([
        f"<b>{escaped(plan.plan.name)}</b>",
        escaped(language.words.phases[phase.phase].name),
        escaped(row_name(row, comparison, language)),
        said,
        *purpose.hovered(on_purpose, language),
    ])  # fmt: skip


def multiples_table(comparison: Comparison, language: Language) -> Table:
    """How many activities of those known stand at each level, plan by plan."""
    rows = [
        (
            f"{plan.plan.name} · {row_name(row, comparison, language)}",
            *(_counted_of(plan, phase, row, language) for phase in plan.summary.phases),
        )
        for plan in comparison.plans
        for row in reversed(comparison.rows)
    ]
    return Table((language.t("Plan and level"), *phase_names(language)), tuple(rows))


def _counted_of(plan: PlanCounts, phase: PhaseSummary, row: Row, language: Language) -> str:
    part = f"{plan.counts[phase.phase][row.id]}/{phase.known}"
    return purpose.counted(part, plan.on_purpose[phase.phase][row.id], language)


def phase_names(language: Language) -> tuple[str, ...]:
    """The phases as a table's columns."""
    return tuple(language.words.phases[phase].name for phase in PHASES)
