"""What somebody takes along of a workshop: all that its room has agreed and seen, and nobody's own answer."""

import csv
import io
import zipfile
from datetime import date

import pytest

from ivac.content import load
from ivac.exchange import from_json, workshop_zip
from ivac.language import language
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord
from ivac.room import room_of
from ivac.workshop import AgendaItem, RoomCount, Workshop

IVAC = load().scales["ivac"]
RUN, CAFE, GARDEN = (Activity(id=name, name=name.title()) for name in ("run", "cafe", "garden"))
BEFORE = Assessment(id="before", day=date(2025, 3, 12), scale="ivac", scale_version=IVAC.version)
AGREED = {("run", "ideas"): Cell(answer="informed", desired="resident_joint")}


def evening(**changes: object) -> Workshop:
    """A workshop on two of the plan's three activities, of which the first is revealed."""
    given = {
        "id": "evening", "plan_id": "p", "day": date(2026, 3, 12), "scale": "ivac", "scale_version": IVAC.version,
        "state": "open", "agenda": (AgendaItem(activity="run", revealed=True), AgendaItem(activity="cafe")),
    }  # fmt: skip
    return Workshop.model_validate(given | changes)


def taken(workshop: Workshop, counts: list[RoomCount], settled: bool = False, code: str = "en") -> bytes:
    """The ZIP; with `settled` the workshop has become a round of the plan."""
    rounds = (BEFORE, workshop.assessment) if settled else (BEFORE,)
    cells = {"before": {("garden", "ideas"): Cell(answer="not_involved")}} | ({workshop.id: AGREED} if settled else {})
    plan = Plan(id="p", name="Engen")
    record = PlanRecord(plan=plan, activities=(RUN, CAFE, GARDEN), assessments=rounds, cells=cells)
    return workshop_zip(record, workshop, room_of(workshop, counts, 9, IVAC), AGREED, language(code))


def people(number: int, who: str = "staff", phase: str = "ideas") -> RoomCount:
    return RoomCount("answer", "run", phase, 1, who, "informed", number)


def rows(data: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read("workshop.tidy.csv").decode("utf-8-sig"))))


@pytest.mark.parametrize("settled", [True, False])
def test_what_was_agreed_is_taken_along_whether_or_not_it_became_the_plans_picture(settled: bool) -> None:
    cells = [row for row in rows(taken(evening(), [], settled)) if row["kind"] == "cell"]
    filled = {(row["activity_id"], row["phase"], row["answer"], row["desired"]) for row in cells if row["answer"]}
    assert filled == {("run", "ideas", "informed", "resident_joint")}
    assert {row["round_id"] for row in cells} == {"evening"}
    assert len(cells) == 2 * len(PHASES)


def test_the_plan_in_it_is_the_plans_snapshot() -> None:
    with zipfile.ZipFile(io.BytesIO(taken(evening(), [], settled=True))) as archive:
        assert archive.testzip() is None
        record = from_json(archive.read("plan.json").decode(), "plan.json")
    assert [assessment.id for assessment in record.assessments] == ["before", "evening"]
    assert record.cells["evening"] == AGREED


def test_of_the_answers_only_what_the_room_may_see_is_in_it() -> None:
    counts = [people(4), people(3, "resident"), people(2, phase="planning")]
    shown = [row for row in rows(taken(evening(), counts)) if row["kind"] == "count" and row["answer"] == "informed"]
    said = {(row["phase"], row["group"]): row["people"] for row in shown}
    assert said == {("ideas", "everybody"): "7", ("ideas", "staff"): "4", ("ideas", "resident"): "3"}


def test_made_anew_it_is_the_same_file() -> None:
    assert taken(evening(), [people(4)]) == taken(evening(), [people(4)])
    assert zipfile.is_zipfile(io.BytesIO(taken(evening(day=date(1900, 1, 1)), [])))
