"""A plan as tables that spreadsheet programs open: names instead of ids, days as days, levels in their colours."""

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook

from ivac.content import load, rated_scale
from ivac.exchange.about import about_rows
from ivac.exchange.choices import Choices
from ivac.exchange.codebook import codebook_headings, codebook_rows
from ivac.exchange.columns import FIELDS, LISTS, STATUS, label
from ivac.exchange.deeper_tables import breadth_headings, breadth_rows, checklist_headings, checklist_rows
from ivac.exchange.distributions import Rooms, distribution_headings, distribution_rows
from ivac.exchange.plan_sheet import plan_rows
from ivac.exchange.shades import Shaded, shaded
from ivac.exchange.sheets import LINE_HEIGHT, Row, Value, fill, fill_plainly
from ivac.exchange.text import harmless
from ivac.language import Language
from ivac.model import BLANK, PHASES, Activity, PlanRecord, Step
from ivac.steps import STATUSES, in_order

_ACTIVITY_WIDTHS = {"name": 32, "description": 48, "effort_area": 30, "activity_type": 32, "target_groups": 32}


def to_csv(record: PlanRecord, language: Language) -> bytes:
    """The activities as Danish Excel opens them by a double click: semicolons, UTF-8 with its mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    tables = _Tables(record, language)
    writer.writerow(map(harmless, tables.headings))
    for row in tables.activity_rows():
        writer.writerow(map(_plain, row))
    return buffer.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> Value:
    text = value.text if isinstance(value, Shaded) else value
    return harmless(text) if isinstance(text, str) else text


def to_xlsx(record: PlanRecord, language: Language, rooms: Rooms) -> bytes:
    """A workbook of the plan in its latest round, with what the room of that round has seen, for readers and machines.

    Its sheets: activities, cells, distributions (after a workshop), what was said beside the levels, next steps, the
    codebook, what it is about, and the whole plan, from which `plan_in` brings it back.
    """
    tables, t = _Tables(record, language), language.t
    room = rooms.get(record.latest.id) if record.latest else None
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = t("Activities")
    activity_widths = [_ACTIVITY_WIDTHS.get(field, 20) for field in FIELDS] + [12] + [26] * len(PHASES)
    fill(sheet, tables.headings, activity_widths, tables.activity_rows())
    sheet = book.create_sheet(t("Cells"))
    fill(sheet, tables.cell_headings, [32, 20, 30, 30, 24, 36, 30, 36, 18, 40, 40, 40], tables.cell_rows())
    if room:
        sheet = book.create_sheet(t("Distributions"))
        names = {activity.id: activity for activity in record.activities}
        widths = [32, 20, 16, 8, 20, 14] + [18] * len(room.scale.answers)
        fill(sheet, distribution_headings(room.scale, language), widths, distribution_rows(room, names, language))
    sheet = book.create_sheet(t("Breadth and anchoring"))
    widths = [32, 14, 30, 32, 36, 30, 16, 36, 48]
    fill(sheet, breadth_headings(language), widths, breadth_rows(record, language))
    sheet = book.create_sheet(t("Checklist"))
    fill(sheet, checklist_headings(language), [64, 30, 16, 60], checklist_rows(record, language))
    sheet = book.create_sheet(t("Next steps"))
    fill(sheet, tables.step_headings, [48, 32, 20, 16, 12, 16, 12, 30, 30, 30, 12], tables.step_rows())
    sheet = book.create_sheet(t("Codebook"))
    fill(sheet, codebook_headings(language), [28, 28, 44, 44, 64, 10, 48], codebook_rows(record, language))
    fill_plainly(book.create_sheet(t("About")), [24, 80], about_rows(record, room, language))
    sheet = book.create_sheet(t("Plan (data)"))
    fill_plainly(sheet, [120, 20], plan_rows(record, language))
    for number in range(3, sheet.max_row + 1):  # pieces that nobody reads
        sheet.row_dimensions[number].height = LINE_HEIGHT
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Tables:
    """The rows of one plan in one language."""

    def __init__(self, record: PlanRecord, language: Language) -> None:
        self._record = record
        self._language = language
        content = load()
        lists = {*LISTS.values(), "desired_reasons", "staff_roles", "actors", "evidence"}
        self._choices = {name: Choices(content, name) for name in lists}
        latest = record.latest
        self._scale = rated_scale(latest.scale, latest.scale_version) if latest else None
        self._cells = {(key[0], str(key[1])): cell for key, cell in record.cells_of(latest).items()}

    @property
    def headings(self) -> list[str]:
        """Register fields, whether the plan is fictional, then the phases."""
        phases = self._language.words.phases
        fields = [label(field, self._language) for field in FIELDS]
        return [*fields, self._language.t("Fictional"), *(phases[phase].name for phase in PHASES)]

    def activity_rows(self) -> Iterator[Row]:
        """One row an activity."""
        for activity in self._record.activities:
            cells = (self._cells.get((activity.id, phase), BLANK) for phase in PHASES)
            levels = [self._answer(cell.answer, cell.low_on_purpose) for cell in cells]
            fields = [self._field(activity, field) for field in FIELDS]
            yield [*fields, self._yes_no(self._record.plan.fictional), *levels]

    @property
    def cell_headings(self) -> list[str]:
        """What is known of one activity in one phase."""
        t = self._language.t
        asked = [t("Activity"), t("Phase"), t("Level"), t("Desired level"), t("Reason"), t("Note on the desired level")]
        deeper = [t("Staff roles"), t("Other actors"), t("Evidence"), t("What worked"), t("What was hard")]
        return [*asked, *deeper, t("Example")]

    def cell_rows(self) -> Iterator[Row]:
        """One row an activity and phase, blank ones too, so that gaps can be seen."""
        for activity in self._record.activities:
            for phase in PHASES:
                cell = self._cells.get((activity.id, phase), BLANK)
                yield [
                    *(activity.name, self._language.words.phases[phase].name),
                    *(self._answer(cell.answer, cell.low_on_purpose), self._answer(cell.desired)),
                    *(self._name("desired_reasons", cell.desired_reason), cell.desired_note),
                    *(self._names("staff_roles", cell.roles), self._names("actors", cell.actors)),
                    *(self._name("evidence", cell.evidence), cell.worked, cell.hard, cell.example),
                ]

    @property
    def step_headings(self) -> list[str]:
        """What is known of a next step."""
        t = self._language.t
        said = [t("What"), t("Activity"), t("Phase"), t("Who"), t("By when"), t("Needs others")]
        return [*said, t("Status"), t("Reason"), t("From level"), t("To level"), t("Written on")]

    def step_rows(self) -> Iterator[Row]:
        """One row a next step, in the order of the lists."""
        names = {activity.id: activity.name for activity in self._record.activities}
        for step in in_order(self._record.steps):
            yield [
                *(step.what, names[step.activity] if step.activity else ""),
                *(self._language.words.phases[step.phase].name if step.phase else "", step.who),
                *(step.by, self._yes_no(step.needs_others)),
                *(self._language.t(STATUSES[step.status]), step.dropped_because),
                *(self._level(step, step.from_level), self._level(step, step.to_level), step.made_on),
            ]

    def _level(self, step: Step, level: str | None) -> Shaded | None:
        if level is None or step.scale is None or step.scale_version is None:
            return None
        return shaded(level, rated_scale(step.scale, step.scale_version), self._language)

    def _field(self, activity: Activity, field: str) -> str | int | None:
        if field == "plan":
            return self._record.plan.name
        if field in STATUS:
            status = next((status for phase, status in activity.status.items() if phase == STATUS[field]), None)
            return self._name("phase_statuses", status)
        if field == "target_groups":
            return self._names("target_groups", activity.target_groups)
        value = getattr(activity, field)
        if field in LISTS:
            return self._name(LISTS[field], value)
        return self._yes_no(value) if field == "professional_skill" else value

    def _answer(self, answer: str | None, on_purpose: bool = False) -> Shaded | None:
        if answer is None or self._scale is None:
            return None
        return shaded(answer, self._scale, self._language, on_purpose)

    def _name(self, list_name: str, item_id: str | None) -> str:
        return self._choices[list_name].label(item_id, self._language) if item_id else ""

    def _names(self, list_name: str, ids: tuple[str, ...]) -> str:
        return "; ".join(self._name(list_name, item_id) for item_id in ids)

    def _yes_no(self, value: bool | None) -> str:
        return "" if value is None else self._language.t("yes") if value else self._language.t("no")
