"""The workbook that teams download, fill in and import: headings, drop-downs, and a guide on a second sheet."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ivac.content import load
from ivac.exchange.choices import Choices
from ivac.exchange.columns import FIELDS, LISTS, STATUS, label
from ivac.exchange.sheets import head, settle
from ivac.faults import N_
from ivac.language import Language, language
from ivac.model import MAX_ACTIVITIES

_GUIDE = {
    "plan": N_("The plan’s name, the same in every row. You may leave the column empty and name the plan on the page."),
    "name": N_("What you call the activity to each other. This is the only column that must be filled."),
    "description": N_("In a few sentences, what happens and for whom."),
    "effort_area": N_("The area of the plan that the activity belongs to; choose one."),
    "activity_type": N_("The kind of activity; choose the one that comes closest."),
    "target_groups": N_("Who it is for. Several are possible, with a semicolon between them."),
    "complexity": N_("Whether few or many have to agree before the activity can happen."),
    "professional_skill": N_("Yes if somebody with a profession has to be there, for example a dietician."),
    "partners": N_("Others who take part: associations, the municipality, schools."),
    "volunteers": N_("How many volunteers carry the activity, as a whole number."),
    "aim": N_("What should become of the activity when the plan ends."),
    "status": N_("How far the activity has come in this phase."),
}
_WIDTHS = {"name": 32, "description": 48, "effort_area": 30, "activity_type": 32, "target_groups": 32, "partners": 30}
_LAST_ROW = MAX_ACTIVITIES + 1


def template(code: str) -> bytes:
    """The XLSX template in the language with this code."""
    speech = language(code)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = speech.t("Activities")
    head(sheet, [label(field, speech) for field in FIELDS], [_WIDTHS.get(field, 20) for field in FIELDS])
    guide = book.create_sheet(speech.t("Guide"))
    lists = book.create_sheet(speech.t("Lists"))
    lists.sheet_state = "hidden"
    head(guide, [speech.t("Column"), speech.t("What to write"), speech.t("Choices")], [28, 60, 60])
    for column, field in enumerate(FIELDS, start=1):
        choices = _choices(field, speech)
        explained = _GUIDE["status" if field in STATUS else field]
        guide.append([label(field, speech), speech.t(explained), "\n".join(choices)])
        if choices:
            _drop_down(sheet, lists, column, choices, several=field == "target_groups")
    for row in guide.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    settle(guide)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _choices(field: str, speech: Language) -> list[str]:
    if field == "professional_skill":
        return [speech.t("yes"), speech.t("no")]
    return Choices(load(), LISTS[field]).labels(speech) if field in LISTS else []


def _drop_down(sheet: Worksheet, lists: Worksheet, column: int, choices: list[str], several: bool) -> None:
    """Offer the choices in a column; where several may be written, other texts are not refused."""
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, column, choice)
    letter = get_column_letter(column)
    source = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(choices)}"
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=not several)
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)
