"""What has changed between two rounds of a plan: a picture, and tables. No direction is drawn as better."""

from collections.abc import Sequence
from dataclasses import replace

from ivac.change import CellChange, Change, Kind
from ivac.charts.activities import Drawing, drawing_of, level_tile
from ivac.charts.canvas import Canvas, Key, Legend, Picture, Sketch, Table, Tile, escaped
from ivac.charts.labels import head_room, key_name, label_activity, label_phases, level_name
from ivac.faults import N_
from ivac.language import Language
from ivac.model import PHASES, Activity, PhaseId, PhaseStatus, PlanRecord
from ivac.palette import EDGE, INK, MUTED, PAPER, WHITE, level_colour
from ivac.statuses import statuses_on, told_of

KINDS: dict[Kind, str] = {
    "same": N_("the same"),
    "changed": N_("changed"),
    "new": N_("new"),
    "gone": N_("no longer rated"),
    "unknown": N_("not known at either time"),
}
"""What can have become of a cell, in words."""


def change_picture(
    change: Change, activities: Sequence[Activity], language: Language, canvas: Canvas, title: str
) -> Picture:
    """Activities by phase: a cell in two where its level has changed, then above and now below."""
    left = 0 if canvas.narrow else min(canvas.width * 0.24, canvas.text * 17)
    legend = Legend(_keys(change, activities, language), canvas, above=canvas.text * 1.6)
    margin = {"l": left, "r": 0, "t": head_room(language, canvas, title), "b": legend.height}
    rows = max(len(activities), 1)
    sketch = Sketch(canvas, len(PHASES), rows, margin, title)
    row_height = (canvas.height - margin["t"] - margin["b"]) / rows
    drawing = drawing_of(change.scale, language, canvas, "actual", left, row_height)
    for row, activity in enumerate(activities):
        label_activity(sketch, activity, canvas, row, left, row_height)
        for column, phase in enumerate(PHASES):
            sketch.tiles += _tiles(drawing, column, row, activity, change.cells[activity.id, phase], change)
    label_phases(sketch, language, canvas, (canvas.width - left) / len(PHASES))
    _say_n(sketch, change, language, left, rows)
    legend.draw(sketch, left)
    table = change_table(change, activities, language)
    alt = language.t("What has changed in each activity and phase between two rounds; the table below says the same.")
    return Picture(sketch.figure(), alt, table)


def _tiles(drawing: Drawing, column: int, row: int, activity: Activity, cell: CellChange, change: Change) -> list[Tile]:
    top, bottom = drawing.top, 0.97
    said = _in_words(cell, change, drawing.language)
    hover = f"<b>{escaped(activity.name)}</b><br>{escaped(drawing.language.words.phases[cell.phase].name)}<br>{said}"
    data = (cell.phase, activity.id)
    then, now = cell.on_purpose
    if cell.kind in ("same", "unknown"):
        return [level_tile(drawing, column, row, cell.after, now, top, bottom, hover, data)]
    middle = (top + bottom) / 2
    before = level_tile(drawing, column, row, cell.before, then, top, middle, hover, data)
    after = level_tile(drawing, column, row, cell.after, now, middle, bottom, hover, data)
    if change.before.recalled and cell.before is not None:
        before = replace(before, dashed=True, outline=INK, outline_width=2)
    return [before, after]


def _say_n(sketch: Sketch, change: Change, language: Language, left: float, rows: int) -> None:
    """Write below each phase how many activities have a level, then and now (rule T7)."""
    size, below = sketch.canvas.text * 0.82, -sketch.canvas.text * 0.85
    if not sketch.canvas.narrow:
        words = escaped(language.t("Activities with a level, then → now"))
        sketch.write(words, 0, rows - 0.5, size, paper="x", colour=MUTED, shift=(-left, below))
    for column, phase in enumerate(PHASES):
        before, after = change.known(phase)
        text = f"{before} → {after}"
        sketch.write(text, column, rows - 0.5, size, colour=MUTED, anchor="center", shift=(0, below))


def _keys(change: Change, activities: Sequence[Activity], language: Language) -> tuple[Key, ...]:
    t, scale = language.t, change.scale
    levels = [Key(key_name(level.id, scale, language), level_colour(level.palette)) for level in scale.levels]
    recalled = [Key(t("Dashed: from memory"), WHITE, INK, dash="dot")] if change.before.recalled else []
    shown = [change.cells[activity.id, phase] for activity in activities for phase in PHASES]
    framed = [Key(t("Chosen on purpose"), WHITE, INK, 3)] if any(any(cell.on_purpose) for cell in shown) else []
    halves = Key(t("In two: then above, now below"), WHITE)
    return (*levels, *framed, halves, *recalled, Key(t("No level"), PAPER, EDGE))


def _in_words(cell: CellChange, change: Change, language: Language) -> str:
    def name(level: str | None, on_purpose: bool) -> str:
        said = level_name(level, change.scale, language) if level else language.t("no level")
        return said + language.t(" (on purpose)") if on_purpose else said

    kind = language.t(KINDS[cell.kind])
    if cell.kind == "unknown":
        return kind
    then, now = (name(*side) for side in zip((cell.before, cell.after), cell.on_purpose, strict=True))
    return f"{kind}: {now}" if then == now else f"{kind}: {then} → {now}"


def status_table(record: PlanRecord, change: Change, language: Language) -> Table:
    """How far each phase had come at the two rounds, as recorded (rules H1 to H4 of `ivac.statuses`)."""
    then, now = (statuses_on(record.status_changes, item.day) for item in (change.before, change.after))

    def words(activity: Activity, phase: PhaseId) -> str:
        before, after = (_status_name(side.get((activity.id, phase)), language) for side in (then, now))
        return after if before == after else f"{before} → {after}"

    rows = tuple(
        (activity.name, *(words(activity, phase) for phase in PHASES)) for activity in told_of(then, record.activities)
    )
    return Table((language.t("Activity"), *(language.words.phases[phase].name for phase in PHASES)), rows)


def _status_name(status: PhaseStatus | None, language: Language) -> str:
    return language.words.item("phase_statuses", status).name if status else language.t("Not known")


def change_table(change: Change, activities: Sequence[Activity], language: Language) -> Table:
    """Every activity and phase in words: the same, or from what to what."""
    rows = tuple(
        (activity.name, *(_in_words(change.cells[activity.id, phase], change, language) for phase in PHASES))
        for activity in activities
    )
    return Table((language.t("Activity"), *(language.words.phases[phase].name for phase in PHASES)), rows)
