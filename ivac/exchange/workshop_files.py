"""A workshop to take along before it is deleted: its plan's snapshot, and what its room has agreed and seen."""

import io
import zipfile
from collections.abc import Mapping

from ivac.exchange.plan_json import to_json
from ivac.exchange.tidy import to_tidy_csv
from ivac.language import Language
from ivac.model import Cell, CellKey, PlanRecord
from ivac.room import Room
from ivac.workshop import Workshop


def workshop_zip(
    record: PlanRecord, workshop: Workshop, room: Room, agreed: Mapping[CellKey, Cell], language: Language
) -> bytes:
    """A ZIP of `plan.json` and `workshop.tidy.csv`; the same bytes for the same workshop.

    The table holds this workshop alone: each cell as agreed, whether or not it became the plan's picture, and the
    counts that `ivac.room` shows. Nobody's own answer is in it, nor anything that was not revealed.
    """
    asked = {item.activity for item in workshop.agenda}
    one_round = PlanRecord(
        plan=record.plan,
        activities=tuple(activity for activity in record.activities if activity.id in asked),
        assessments=(workshop.assessment,),
        cells={workshop.id: agreed},
    )
    files = {
        "plan.json": to_json(record).encode(),
        "workshop.tidy.csv": to_tidy_csv(one_round, language, {workshop.id: room}),
    }
    kept, day = io.BytesIO(), workshop.day
    with zipfile.ZipFile(kept, "w") as archive:
        for name, data in files.items():
            # The workshop's day, for a file that is made anew meanwhile must be the same one.
            made = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            made.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(made, data)
    return kept.getvalue()
