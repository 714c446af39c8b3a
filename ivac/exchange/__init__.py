"""Plans and activities in and out: XLSX and CSV files, pasted tables, calendars, and the product's own JSON.

What cannot be read raises `Refused` or stands as faults in a `Preview`; nothing here writes to a database.
"""

from ivac.exchange.activities import Incoming, Preview, plan_name_from, preview
from ivac.exchange.answers import PaperPreview, answers_template, preview_answers
from ivac.exchange.calendar_file import to_ics
from ivac.exchange.choices import Choices
from ivac.exchange.numbers import comparison_numbers, plan_numbers
from ivac.exchange.plan_json import from_json, to_json
from ivac.exchange.plan_schema import plan_schema
from ivac.exchange.plan_sheet import plan_in
from ivac.exchange.plan_tables import to_csv, to_xlsx
from ivac.exchange.shown_table import shown_csv, shown_xlsx
from ivac.exchange.table import Table
from ivac.exchange.tables import FILE_LIMIT, read_file, read_paste
from ivac.exchange.template import template
from ivac.exchange.tidy import to_tidy_csv
from ivac.exchange.workshop_files import workshop_zip

__all__ = [
    "FILE_LIMIT",
    "Choices",
    "Incoming",
    "PaperPreview",
    "Preview",
    "Table",
    "answers_template",
    "comparison_numbers",
    "from_json",
    "plan_in",
    "plan_name_from",
    "plan_numbers",
    "plan_schema",
    "preview",
    "preview_answers",
    "read_file",
    "read_paste",
    "shown_csv",
    "shown_xlsx",
    "template",
    "to_csv",
    "to_ics",
    "to_json",
    "to_tidy_csv",
    "to_xlsx",
    "workshop_zip",
]
