"""The whole plan on the last sheet of its workbook, so that the workbook alone brings it back.

The plan comes back from there as it was written; what somebody changes on the sheets for readers is not taken from
them, and the sheet says so. Rows of activities are taken from the first sheet instead, as from any spreadsheet.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from ivac.exchange.plan_json import FORMAT, from_json, to_json
from ivac.exchange.sheets import Row
from ivac.exchange.table import Table
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import PlanRecord

PIECE = 30_000
"""Characters of the plan in one cell; Excel keeps 32,767."""
_EDGE = "|"
"""Stands around each piece: no program then takes its outer spaces away or its first character for a formula."""


def plan_rows(record: PlanRecord, language: Language) -> Iterator[Row]:
    """The mark by which the sheet is known, with a fingerprint, what it is for, and the plan's snapshot in pieces."""
    # Letters beyond ASCII count double in Excel or are composed anew; “_x…_” it takes for an escaped character.
    text = json.dumps(json.loads(to_json(record)), separators=(",", ":")).replace("_x", "\\u005fx")
    yield [FORMAT, _fingerprint(text)]
    yield [
        language.t(
            "From this sheet the whole plan comes back when the file is brought in again. Leave it as it is. "
            "Changes on the other sheets are not read then."
        )
    ]
    for start in range(0, len(text), PIECE):
        yield [f"{_EDGE}{text[start : start + PIECE]}{_EDGE}"]


def plan_in(tables: Sequence[Table], file: str) -> PlanRecord | None:
    """The whole plan that a workbook of ours holds, or None; raises `Refused` for one that is broken or too new."""
    sheet = next((table for table in tables if table.rows and table.rows[0].cell(0) == FORMAT), None)
    if sheet is None:
        return None
    cells = [row.cell(0) for row in sheet.rows]
    text = "".join(cell[1:-1] for cell in cells if cell.startswith(_EDGE) and cell.endswith(_EDGE))
    # With a piece lost or out of order it could still be a plan, only another one.
    if sheet.rows[0].cell(1) != _fingerprint(text):
        raise Refused.because(Code.JSON_BROKEN, file=file, reason=sheet.sheet)
    return from_json(text, file)


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
