"""A plan as a table that spreadsheet programs open: one row an activity, names instead of ids."""

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook

from ivac.content import load
from ivac.exchange.choices import Choices
from ivac.exchange.columns import FIELDS, LISTS, STATUS, label
from ivac.exchange.deeper_tables import breadth_headings, breadth_rows, checklist_headings, checklist_rows
from ivac.exchange.sheets import fill, write
from ivac.exchange.text import harmless
from ivac.faults import N_
from ivac.language import Language
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, PHASES, Activity, PlanRecord, Step
from ivac.steps import STATUSES, in_order

_ACTIVITY_WIDTHS = {"name": 32, "description": 48, "effort_area": 30, "activity_type": 32, "target_groups": 32}
_OUTSIDE = {DONT_KNOW: N_("Don’t know"), NOT_RELEVANT: N_("Not relevant / not begun yet")}


def to_csv(record: PlanRecord, language: Language) -> bytes:
    """The activities as Danish Excel opens them by a double click: semicolons, UTF-8 with its mark."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    tables = _Tables(record, language)
    writer.writerow(map(harmless, tables.headings))
    for row in tables.activity_rows():
        writer.writerow([harmless(value) if isinstance(value, str) else value for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def to_xlsx(record: PlanRecord, language: Language) -> bytes:
    """A workbook with the activities, their cells, what was said beside these, the next steps, and what it is about."""
    tables, t = _Tables(record, language), language.t
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = t("Activities")
    activity_widths = [_ACTIVITY_WIDTHS.get(field, 20) for field in FIELDS] + [12] + [26] * len(PHASES)
    fill(sheet, tables.headings, activity_widths, tables.activity_rows())
    sheet = book.create_sheet(t("Cells"))
    fill(sheet, tables.cell_headings, [32, 20, 30, 30, 24, 36, 30, 36, 18, 40, 40, 40], tables.cell_rows())
    sheet = book.create_sheet(t("Breadth and anchoring"))
    widths = [32, 14, 30, 32, 36, 30, 16, 36, 48]
    fill(sheet, breadth_headings(language), widths, breadth_rows(record, language))
    sheet = book.create_sheet(t("Checklist"))
    fill(sheet, checklist_headings(language), [64, 30, 16, 60], checklist_rows(record, language))
    sheet = book.create_sheet(t("Next steps"))
    fill(sheet, tables.step_headings, [48, 32, 20, 16, 12, 16, 12, 30, 30, 30, 12], tables.step_rows())
    sheet = book.create_sheet(t("About"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
    for number, row in enumerate(tables.about_rows(), start=1):
        write(sheet, number, row)
    sheet.freeze_panes = "B1"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


Row = list[str | int | None]


class _Tables:
    """The rows of one plan in one language."""

    def __init__(self, record: PlanRecord, language: Language) -> None:
        self._record = record
        self._language = language
        content = load()
        lists = {*LISTS.values(), "desired_reasons", "staff_roles", "actors", "evidence"}
        self._choices = {name: Choices(content, name) for name in lists}
        self._assessment = record.latest
        self._cells = {(key[0], str(key[1])): cell for key, cell in record.cells_of(record.latest).items()}

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
            levels = [self._answer(cell.answer) for cell in cells]
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
                    *(self._answer(cell.answer), self._answer(cell.desired)),
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
        """One row a next step, in the order of the lists; days as spreadsheets sort them."""
        names = {activity.id: activity.name for activity in self._record.activities}
        for step in in_order(self._record.steps):
            yield [
                *(step.what, names[step.activity] if step.activity else ""),
                *(self._language.words.phases[step.phase].name if step.phase else "", step.who),
                *(step.by.isoformat() if step.by else "", self._yes_no(step.needs_others)),
                *(self._language.t(STATUSES[step.status]), step.dropped_because),
                *(self._level(step, step.from_level), self._level(step, step.to_level), step.made_on.isoformat()),
            ]

    def _level(self, step: Step, level: str | None) -> str:
        return self._language.words.scales[step.scale].levels[level].full if step.scale and level else ""

    def about_rows(self) -> Iterator[Row]:
        """What the workbook shows, so that it can be read on its own."""
        t, plan, assessment = self._language.t, self._record.plan, self._assessment
        yield [t("Plan"), plan.name]
        yield [t("Area"), plan.area]
        yield [t("Municipality"), plan.municipality]
        yield [t("Organisation"), plan.organisation]
        yield [t("Period"), "–".join(str(year) for year in (plan.start_year, plan.end_year) if year)]
        yield [t("Fictional"), self._yes_no(plan.fictional)]
        yield [t("Source"), plan.source]
        if assessment is None:
            yield [t("Assessment"), t("Nothing is rated yet.")]
        else:
            scale = self._language.words.scales[assessment.scale].name
            yield [t("Assessment"), assessment.title]
            yield [t("Date"), self._language.date(assessment.day)]
            yield [t("Scale"), t("{scale}, version {version}", scale=scale, version=assessment.scale_version)]
        yield [t("Please note"), t("A level is a description, not a score.")]

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

    def _answer(self, answer: str | None) -> str:
        if answer is None or self._assessment is None:
            return ""
        if answer in _OUTSIDE:
            return self._language.t(_OUTSIDE[answer])
        words = self._language.words.scales[self._assessment.scale].levels[answer]
        return words.full

    def _name(self, list_name: str, item_id: str | None) -> str:
        return self._choices[list_name].label(item_id, self._language) if item_id else ""

    def _names(self, list_name: str, ids: tuple[str, ...]) -> str:
        return "; ".join(self._name(list_name, item_id) for item_id in ids)

    def _yes_no(self, value: bool | None) -> str:
        return "" if value is None else self._language.t("yes") if value else self._language.t("no")
