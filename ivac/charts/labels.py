"""What levels, answers, phases and activities are called in pictures, and where their names stand."""

from collections.abc import Iterable

from ivac.charts.canvas import FOCUS, Canvas, Sketch, escaped
from ivac.content import Scale
from ivac.language import Language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Activity, PhaseId
from ivac.palette import EDGE, MUTED

TEXT_OF_ROW = 0.6
"""The largest text of a row, in heights of the row."""


OUTSIDE_ROWS = (DONT_KNOW, NOT_RELEVANT, "blank")
"""What stands below the levels in the table of phase by involvement."""


def outside_name(answer: str | None, language: Language) -> str:
    """The words for an answer outside the scale; None is a blank."""
    if answer == DONT_KNOW:
        return language.t("Don’t know")
    if answer == NOT_RELEVANT:
        return language.t("Not begun / not relevant")
    return language.t("Not answered")


def level_name(level_id: str, scale: Scale, language: Language) -> str:
    """A level's full name on one line."""
    return language.words.scales[scale.id].levels[level_id].full


def head_room(language: Language, canvas: Canvas, title: str) -> float:
    """Room above the grid in pixels: the phases, the title line, and on a phone the download button."""
    if canvas.narrow:
        return canvas.text * 5.4
    lines = max(len(name.split()) for name in _phase_names(language, canvas))
    return canvas.text * ((2.4 if title else 0.9) + 1.3 * lines)


def head_of_frame(language: Language, canvas: Canvas) -> float:
    """How far over the grid, in pixels, a frame reaches that takes in the phases' names."""
    return canvas.text * 2.2 if canvas.narrow else head_room(language, canvas, "") - FOCUS


def label_level(
    sketch: Sketch,
    level_id: str,
    colour: str,
    scale: Scale,
    language: Language,
    canvas: Canvas,
    row: int,
    left: float,
) -> None:
    """Write a level's name and mark its colour at the head of its row."""
    words = language.words.scales[scale.id].levels[level_id]
    if canvas.narrow:
        sketch.shape(
            "rect", 2, 14, -7, 7, xref="paper", yref="y", xsizemode="pixel", xanchor=0, ysizemode="pixel",
            yanchor=row - 0.32, fillcolor=colour, line={"color": EDGE, "width": 1},
        )  # fmt: skip
        text = escaped(level_name(level_id, scale, language))
        sketch.write(text, 0, row - 0.32, canvas.text, paper="x", shift=(20, 0))
        return
    sketch.mark_row(left, row, colour)
    text = escaped(words.name)
    if words.detail:
        small = round(canvas.text * 0.82)
        text += f"<br><span style='font-size:{small}px;color:{MUTED}'>{escaped(words.detail)}</span>"
    sketch.write(text, 0, row, canvas.text, paper="x", shift=(-left + canvas.text * 1.1, 0))


def label_row(sketch: Sketch, name: str, colour: str, row: int, left: float) -> None:
    """Write any name at the head of a row whose colour is marked; on a phone above it."""
    canvas = sketch.canvas
    if canvas.narrow:
        sketch.write(escaped(name), 0, row - 0.34, canvas.text, paper="x")
        return
    sketch.mark_row(left, row, colour)
    text = canvas.wrapped(name, left - canvas.text * 2, canvas.text, lines=3)
    sketch.write(text, 0, row, canvas.text, paper="x", shift=(-left + canvas.text * 1.1, 0))


def label_phases(sketch: Sketch, language: Language, canvas: Canvas, room: float) -> None:
    """Write the six phases above the grid."""
    names = _phase_names(language, canvas)
    lines = [line for name in names for line in name.split()]
    if canvas.narrow:  # short names have letters wider than the mean
        room *= 0.94
    size = canvas.fitting(lines, room, canvas.text * 1.05)
    for column, name in enumerate(names):
        text = canvas.wrapped(name, room, size) if " " in name else escaped(name)
        sketch.write(f"<b>{text}</b>", column, -0.5, size, anchor="center", y_anchor="bottom",
            shift=(0, canvas.text * 0.35),
        )  # fmt: skip


def _phase_names(language: Language, canvas: Canvas) -> list[str]:
    phases = language.words.phases
    return [phases[phase].short if canvas.narrow else phases[phase].name for phase in PHASES]


def framed_words(phases: Iterable[PhaseId], language: Language) -> str:
    """Which phases are framed, for those who cannot see it."""
    return language.t("Framed: {phases}.", phases=", ".join(language.words.phases[phase].name for phase in phases))


def two_lines(short: str) -> list[str]:
    """A short name cut before its last word."""
    first, _, second = short.rpartition(" ")
    return [first, second] if first else [second]


def label_activity(
    sketch: Sketch, activity: Activity, canvas: Canvas, row: int, left: float, row_height: float
) -> None:
    """Write an activity's name at the head of its row."""
    if canvas.narrow:
        text = canvas.wrapped(activity.name, canvas.width - 8, canvas.text, lines=1)
        sketch.write(f"<b>{text}</b>", 0, row - 0.36, canvas.text, paper="x", shift=(2, 0))
        return
    size = min(canvas.text, row_height * TEXT_OF_ROW)
    lines = 2 if row_height > 2.6 * size else 1
    text = canvas.wrapped(activity.name, left - size, size, lines)
    sketch.write(text, 0, row, size, paper="x", shift=(-left, 0))


def answer_name(answer: str | None, scale: Scale, language: Language) -> str:
    """The words for any answer: a level's name, or why there is none."""
    if answer in scale.level_ids:
        return level_name(str(answer), scale, language)
    return outside_name(answer, language)


def key_name(level_id: str, scale: Scale, language: Language) -> str:
    """The shortest full name that tells a level apart in a legend."""
    levels = language.words.scales[scale.id].levels
    name = levels[level_id].name
    unique = sum(words.name == name for words in levels.values()) == 1
    return name if unique else level_name(level_id, scale, language)
