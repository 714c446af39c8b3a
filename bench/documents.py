"""How long each file of a plan takes: `python -m bench.documents`. Prints a Markdown table; medians of several runs."""

import statistics
import time
from datetime import UTC, date, datetime

from ivac.content import load
from ivac.documents.files import FILES, Source
from ivac.language import language
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord, Step

ACTIVITIES = 40
RUNS = 5


def main() -> None:
    """Every file of a plan with 40 activities, all cells rated and half of them with a wish, a reason and a note."""
    source = Source(_plan(), _ROUND, {}, {}, language("da"), datetime.now(UTC))
    print(f"| file of a plan with {ACTIVITIES} activities | first (s) | median of {RUNS} (s) | kB |\n|---|---|---|---|")
    for file in FILES:
        times = []
        made = b""
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            made = file.make(source)
            times.append(time.perf_counter() - start)
        print(f"| .{file.ending} | {times[0]:.2f} | {statistics.median(times[1:]):.2f} | {len(made) / 1000:.0f} |")


_ROUND = Assessment(id="round", day=date(2026, 3, 12), scale="ivac", scale_version=1)


def _plan() -> PlanRecord:
    levels, reasons = load().scales["ivac"].level_ids, load().lists.ids("desired_reasons")
    activities = tuple(
        Activity(
            id=f"a{number}", name=f"Aktivitet nummer {number}", description="Beboere mødes hver uge i beboerhuset."
        )
        for number in range(1, ACTIVITIES + 1)
    )
    cells = {}
    for row, activity in enumerate(activities):
        for column, phase in enumerate(PHASES):
            wish = {"desired": levels[-1], "desired_reason": reasons[row % len(reasons)], "desired_note": "Vi prøver."}
            more = wish if (row + column) % 2 else {}
            cells[activity.id, phase] = Cell.model_validate({"answer": levels[(row + column) % len(levels)], **more})
    steps = tuple(
        Step(id=f"s{number}", plan_id="p", activity=f"a{number}", what="Spørg på trappen", who="MK",
             by=date(2026, 5, number), made_on=date(2026, 3, 12))
        for number in range(1, 11)
    )  # fmt: skip
    return PlanRecord(
        plan=Plan(id="p", name="En stor plan", fictional=True), activities=activities, assessments=(_ROUND,),
        cells={"round": cells}, steps=steps,
    )  # fmt: skip


if __name__ == "__main__":
    main()
