"""The study's own picture, phase by phase: what was usual then. A description, never a norm."""

from ivac.charts.canvas import Canvas, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import head_room, label_level, label_phases, level_name
from ivac.content import Scale, load
from ivac.language import Language
from ivac.model import PHASES
from ivac.palette import INK, LINE, MUTED, PAPER, WHITE, level_colour


def reference_picture(language: Language, canvas: Canvas) -> Picture:
    """The levels of IVAC(E) that the study tells of as usual and as less usual, in each phase."""
    t, scale = language.t, load().scales["ivac"]
    levels = tuple(reversed(scale.levels))
    left = 0 if canvas.narrow else min(canvas.width * 0.25, canvas.text * 17)
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, ""), "b": canvas.text * 0.5}
    sketch = Sketch(canvas, len(PHASES), len(levels), margin, "")
    top = 0.36 if canvas.narrow else 0.03
    room = (canvas.width - left) / len(PHASES)
    size = canvas.fitting([t("usual"), t("less usual")], room * 0.9, canvas.text)
    for row, level in enumerate(levels):
        label_level(sketch, level.id, level_colour(level.palette), scale, language, canvas, row, left)
        for column, words in enumerate(_told(level.id, language)):
            usual = words == t("usual")
            sketch.tiles.append(
                Tile(
                    column, row, WHITE if words else PAPER, text=f"<b>{words}</b>" if usual else escaped(words),
                    text_colour=INK if usual else MUTED, text_size=size, outline=INK if usual else LINE,
                    outline_width=2 if usual else 1.5, top=top,
                )
            )  # fmt: skip
    label_phases(sketch, language, canvas, room)
    alt = language.words.talk.reference.about
    return Picture(sketch.figure(), alt, _table(scale, language))


def _told(level_id: str, language: Language) -> list[str]:
    """For each phase what the study tells of a level; nothing where it does not say how often."""
    by_phase = {phase.id: phase for phase in load().talk.reference.phases}

    def words(phase: str) -> str:
        found = by_phase.get(phase)  # type: ignore[call-overload]
        if found and level_id in found.usual:
            return language.t("usual")
        return language.t("less usual") if found and level_id in found.less_usual else ""

    return [words(phase) for phase in PHASES]


def _table(scale: Scale, language: Language) -> Table:
    rows = tuple(
        (level_name(level.id, scale, language), *(words or "–" for words in _told(level.id, language)))
        for level in reversed(scale.levels)
    )
    return Table((language.t("Level"), *(language.words.phases[phase].name for phase in PHASES)), rows)
