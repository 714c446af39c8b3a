"""The pictures of one plan: phase by involvement, and what stands outside the levels."""

from ivac.charts import purpose
from ivac.charts.canvas import Canvas, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import OUTSIDE_ROWS, head_room, label_level, label_phases, level_name, outside_name
from ivac.charts.purpose import Written
from ivac.content import Scale
from ivac.language import Language
from ivac.model import PHASES
from ivac.palette import LINE, MUTED, PAPER, count_colour, faded, level_colour, text_on
from ivac.summaries import FEW, PhaseSummary, PlanSummary


def involvement_picture(summary: PlanSummary, language: Language, canvas: Canvas, title: str) -> Picture:
    """Phase by involvement: how many activities stand at each level, on purpose or not, with n below each phase."""
    scale = summary.scale
    levels = tuple(reversed(scale.levels))
    framed = purpose.keys((count for phase in summary.phases for count in phase.on_purpose.values()), language)
    legend = Legend(framed, canvas, above=canvas.text * 1.6)
    largest = max((count for phase in summary.phases for count in phase.counts.values()), default=0)
    left = 0 if canvas.narrow else min(canvas.width * 0.25, canvas.text * 17)
    below = legend.height if framed else canvas.text * 1.7
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, title), "b": below}
    sketch = Sketch(canvas, len(PHASES), len(levels), margin, title)
    top = 0.36 if canvas.narrow else 0.03
    room = sketch.room(top, 0.97)
    tiles = []
    for row, level in enumerate(levels):
        label_level(sketch, level.id, level_colour(level.palette), scale, language, canvas, row, left)
        for column, phase in enumerate(summary.phases):
            hover = _count_hover(phase, level.id, scale, language)
            said = purpose.number(
                phase.counts[level.id], phase.on_purpose[level.id], language, canvas, _count_size(canvas), room
            )
            tiles.append(_count_tile(column, row, phase, level.id, largest, said, top, hover))
    sketch.tiles = tiles
    label_phases(sketch, language, canvas, (canvas.width - left) / len(PHASES))
    _say_n(sketch, summary, language, left)
    if framed:
        legend.draw(sketch, left)
    return Picture(sketch.figure(), involvement_words(summary, language), _involvement_table(summary, language))


def _say_n(sketch: Sketch, summary: PlanSummary, language: Language, left: float) -> None:
    """Below each phase how many of the activities have a level there."""
    size, below = sketch.canvas.text * 0.82, (0, -sketch.canvas.text * 0.85)
    last = len(summary.scale.levels) - 0.5
    if not sketch.canvas.narrow:
        words = escaped(language.t("Activities with a level"))
        sketch.write(words, 0, last, size, paper="x", colour=MUTED, shift=(-left, below[1]))
    for column, phase in enumerate(summary.phases):
        text = language.t("{part} of {whole}", part=phase.known, whole=phase.activities)
        sketch.write(text, column, last, size, colour=MUTED, anchor="center", shift=below)


def _count_size(canvas: Canvas) -> float:
    return canvas.text * (1.3 if canvas.narrow else 1.65)


def _count_tile(
    column: int, row: int, phase: PhaseSummary, level_id: str, largest: int, said: Written, top: float, hover: str
) -> Tile:  # fmt: skip
    count = phase.counts[level_id]
    data = (phase.phase, level_id)
    if count == 0:
        return Tile(column, row, PAPER, outline=LINE, outline_width=1.5, top=top, hover=hover, data=data)
    fill = count_colour(count / largest)
    if phase.known < FEW:
        fill = faded(fill)
    return Tile(
        column, row, fill, text=said.text, text_colour=text_on(fill), text_size=said.size, top=top, hover=hover,
        data=data, on_purpose=phase.on_purpose[level_id] > 0,
    )  # fmt: skip


def _count_hover(phase: PhaseSummary, level_id: str, scale: Scale, language: Language) -> str:
    count = language.n("{count} activity", "{count} activities", phase.counts[level_id])
    known = language.n("{count} activity has a level here", "{count} activities have a level here", phase.known)
    name = language.words.phases[phase.phase].name
    level = escaped(level_name(level_id, scale, language))
    chosen = purpose.hovered(phase.on_purpose[level_id], language)
    return "<br>".join([f"<b>{escaped(name)}</b>", level, count, *chosen, known])


def involvement_words(summary: PlanSummary, language: Language) -> str:
    """The picture in sentences, for those who cannot see it."""
    sentences = [language.t("How many activities stand at each level of involvement in each phase.")]
    for phase in summary.phases:
        stands = [
            f"{level_name(level, summary.scale, language)}: {purpose.counted(count, phase.on_purpose[level], language)}"
            for level, count in phase.counts.items()
            if count
        ]
        if stands:
            sentences.append(f"{language.words.phases[phase.phase].name}: {'; '.join(stands)}.")
    return " ".join(sentences)


def _involvement_table(summary: PlanSummary, language: Language) -> Table:
    rows = [
        (
            level_name(level.id, summary.scale, language),
            *(
                purpose.counted(phase.counts[level.id], phase.on_purpose[level.id], language)
                for phase in summary.phases
            ),
        )
        for level in reversed(summary.scale.levels)
    ]
    for answer in OUTSIDE_ROWS:
        counts = (str(getattr(phase, answer)) for phase in summary.phases)
        rows.append((outside_name(answer, language), *counts))
    columns = (language.t("Level"), *(language.words.phases[phase.phase].name for phase in summary.phases))
    return Table(columns, tuple(rows))
