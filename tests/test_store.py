import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings

from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import (
    BLANK,
    MAX_ACTIVITIES,
    NOTHING_SAID,
    PHASES,
    UNCHECKED,
    Activity,
    Assessment,
    Cell,
    Plan,
    PlanRecord,
    Value,
)
from ivac.store import Store, backup, engines, open_store, opening, restore
from ivac.store.database import Database
from ivac.store.plans import AnswerCount
from ivac.store.tables import metadata
from tests.exchange.making import records

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.databases("sqlite", "postgresql")
on_sqlite = pytest.mark.databases("sqlite")
"""What is about files, or about what only SQLite needs."""

in_one_database = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Every example deletes what it has added."""


def url_of(file: Path) -> str:
    return f"sqlite:///{file}"


def refusal(action, *arguments) -> Code:
    """The one code that an action is refused with."""
    with pytest.raises(Refused) as refused:
        action(*arguments)
    (fault,) = refused.value.faults
    for code in ("da", "en"):
        assert "{" not in fault.text(language(code))
    return fault.code


def round_on(day: date, title: str = "") -> Assessment:
    return Assessment(title=title, day=day, scale="ivac", scale_version=1)


def filled(found: PlanRecord) -> PlanRecord:
    """The record without blanks and without rounds that hold only those: what is worth keeping."""

    def kept(said: Mapping[str, Mapping[Any, Value]], nothing: Value) -> dict[str, dict[Any, Value]]:
        by_round = {one: {key: value for key, value in of.items() if value != nothing} for one, of in said.items()}
        return {one: of for one, of in by_round.items() if of}

    parts = {
        "cells": kept(found.cells, BLANK),
        "breadth": kept(found.breadth, NOTHING_SAID),
        "checks": kept(found.checks, UNCHECKED),
    }
    return found.model_copy(update=parts)


def rows_in(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


# Plans


def test_a_fresh_store_is_empty(store):
    assert store.plans() == []
    assert store.newest() is None
    assert store.revision("nobody") is None
    assert refusal(store.record, "nobody") is Code.GONE
    assert refusal(store.find, "nobody") is Code.NO_PLANS


def test_a_record_comes_back_as_it_went(store, record):
    store.add_record(record)
    assert store.record(record.plan.id) == record


@given(found=records())
@in_one_database
def test_any_record_comes_back_as_it_went(store, found):
    store.add_record(found)
    assert filled(store.record(found.plan.id)) == filled(found)
    store.delete_plan(found.plan.id)


def test_plans_are_listed_by_name_with_their_activities(store, record):
    store.save_plan(Plan(name="østparken"))
    store.save_plan(Plan(name="Vest"))
    store.add_record(record)
    store.save_plan(Plan(name="alle"))
    entries = [(entry.plan.name, entry.activities) for entry in store.plans()]
    assert entries == [("alle", 0), ("Nordby", 3), ("Vest", 0), ("østparken", 0)]


def test_saving_a_plan_again_changes_its_fields_and_keeps_what_belongs_to_it(store, record):
    store.add_record(record)
    changed = record.plan.model_copy(update={"name": "Nordby 2", "end_year": None, "fictional": True})
    store.save_plan(changed)
    assert store.record("nordby") == record.model_copy(update={"plan": changed})
    assert len(store.plans()) == 1


def test_the_newest_plan_is_the_one_added_last(store):
    first, second = Plan(name="Første"), Plan(name="Anden")
    store.save_plan(first)
    store.save_plan(second)
    store.save_plan(first.model_copy(update={"name": "Første, rettet"}))
    assert store.newest() == second.id
    store.delete_plan(second.id)
    assert store.newest() == first.id


@pytest.mark.parametrize("asked", ["nordby", "Nordby", "NORDBY", "  nordby "])
def test_a_plan_is_found_by_id_or_by_name_in_any_case(store, record, asked):
    store.add_record(record)
    assert store.find(asked) == record.plan


@pytest.mark.parametrize("asked", ["Nordby", "NORDBY", "  nordBY "])
def test_a_plan_has_its_name_in_any_case(store, record, asked):
    store.add_record(record)
    assert store.named(asked) == record.plan


def test_an_id_is_no_name(store):
    store.save_plan(Plan(id="p1", name="Nordby"))
    assert store.named("p1") is None
    assert store.named("Sydby") is None


def test_a_plan_of_another_name_is_not_found_and_the_known_ones_are_told(store, record):
    store.add_record(record)
    with pytest.raises(Refused) as refused:
        store.find("Sydby")
    assert refused.value.faults[0].code is Code.PLAN_NOT_FOUND
    assert "Nordby" in refused.value.texts(language("en"))[0]


def test_of_two_plans_with_one_name_the_id_decides(store):
    one, other = Plan(name="Nord"), Plan(name="nord")
    store.save_plan(one)
    store.save_plan(other)
    assert store.find(other.id) == other
    assert refusal(store.find, "Nord") is Code.PLAN_AMBIGUOUS
    assert refusal(store.named, "Nord") is Code.PLAN_AMBIGUOUS
    assert store.named(other.id) is None


def test_a_deleted_plan_takes_everything_with_it_and_nothing_else(store, record):
    store.add_record(record)
    other = PlanRecord(plan=Plan(name="Syd"), activities=(Activity(name="Kor"),), assessments=(round_on(date.min),))
    store.add_record(other)
    store.delete_plan("nordby")
    assert {name: rows for name, rows in rows_in(store).items() if rows} == {"plan": 1, "activity": 1, "assessment": 1}
    assert store.record(other.plan.id) == other
    assert store.revision("nordby") is None


def test_deleting_a_plan_twice_is_harmless(store, record):
    store.add_record(record)
    store.delete_plan("nordby")
    store.delete_plan("nordby")
    assert store.plans() == []


HERE = [
    PlanRecord(plan=Plan(id="nordby", name="Syd")),
    PlanRecord(plan=Plan(id="sydby", name="Syd"), activities=(Activity(id="garden", name="Have"),)),
    PlanRecord(
        plan=Plan(id="sydby", name="Syd"), assessments=(round_on(date.min).model_copy(update={"id": "spring"}),)
    ),
]


@pytest.mark.parametrize("here", HERE, ids=["plan", "last activity", "round"])
def test_a_record_of_which_a_part_is_here_already_is_refused_whole(store, record, here):
    store.add_record(here)
    before = rows_in(store)
    assert refusal(store.add_record, record) is Code.HERE_ALREADY
    assert rows_in(store) == before
    assert store.record(here.plan.id) == here


def test_a_record_added_twice_is_there_once(store, record):
    store.add_record(record)
    store.change_cell("spring", "run", "ideas", answer="informed")
    found = store.record("nordby")
    assert refusal(store.add_record, record) is Code.HERE_ALREADY
    assert store.record("nordby") == found
    assert store.revision("nordby") == 1


# Several things at once


def test_plans_and_activities_are_brought_in_together(store, record):
    store.save_plan(Plan(id="vest", name="Vest"))
    east = Plan(id="east", name="Øst")
    store.bring_in([
        (Plan(id="vest", name="Et andet navn"), [Activity(name="Kor")]), record, (east, [Activity(name="Avis")]),
        (east, [Activity(name="Have"), Activity(name="Fest")]),
    ])  # fmt: skip
    assert store.record("nordby") == record
    found = {plan: store.record(plan) for plan in ("vest", "east")}
    assert {plan: [each.name for each in one.activities] for plan, one in found.items()} == {
        "vest": ["Kor"], "east": ["Avis", "Have", "Fest"],
    }  # fmt: skip
    assert found["vest"].plan.name == "Vest"  # a plan that is here keeps its own fields
    assert found["east"].plan == east
    assert len(store.plans()) == 3


def test_a_new_plan_may_come_in_without_activities(store):
    store.bring_in([(Plan(name="Tom"), [])])
    assert [(entry.plan.name, entry.activities) for entry in store.plans()] == [("Tom", 0)]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (PlanRecord(plan=Plan(id="vest", name="Vest")), Code.HERE_ALREADY),
        ((Plan(id="east", name="Øst"), [Activity(id="kor", name="Kor")]), Code.HERE_ALREADY),
        ((Plan(id="east", name="Øst"), [Activity(name=f"{n}") for n in range(MAX_ACTIVITIES + 1)]), Code.PLAN_FULL),
    ],
    ids=["a plan that is here", "an activity that is here", "too many activities"],
)
def test_where_the_last_part_is_refused_nothing_is_brought_in(store, record, last, code):
    vest = PlanRecord(plan=Plan(id="vest", name="Vest"), activities=(Activity(id="kor", name="Kor"),))
    store.add_record(vest)
    before = rows_in(store)
    assert refusal(store.bring_in, [record, (vest.plan, [Activity(name="Fest")]), last]) is code
    assert rows_in(store) == before
    assert store.record("vest") == vest
    assert store.revision("vest") == 0


def test_the_same_record_twice_in_one_go_is_refused(store, record):
    assert refusal(store.bring_in, [record, record]) is Code.HERE_ALREADY
    assert store.plans() == []


# Activities


def test_activities_are_added_after_the_last_one(store, record):
    store.add_record(record)
    store.delete_activity("cafe")
    store.add_activities("nordby", [Activity(name="Kor"), Activity(name="Avis")])
    names = [activity.name for activity in store.record("nordby").activities]
    assert names == ["Løbeklub", "Fælles have", "Kor", "Avis"]


def test_of_activities_that_cannot_all_be_added_none_is(store, record):
    store.add_record(record)
    revision = store.revision("nordby")
    again = [Activity(name="Kor"), Activity(id="run", name="Løb igen")]
    assert refusal(store.add_activities, "nordby", again) is Code.HERE_ALREADY
    assert store.record("nordby") == record
    assert store.revision("nordby") == revision


def many(count: int) -> list[Activity]:
    return [Activity(name=f"Aktivitet {n}") for n in range(count)]


@pytest.mark.parametrize("way", ["add_activities", "bring_in"])
def test_a_plan_takes_activities_until_it_is_full(store, record, way):
    store.add_record(record)

    def add(count: int) -> None:
        if way == "bring_in":
            store.bring_in([(record.plan, many(count))])
        else:
            store.add_activities("nordby", many(count))

    add(MAX_ACTIVITIES - 4)
    assert refusal(add, 2) is Code.PLAN_FULL
    assert store.plans()[0].activities == MAX_ACTIVITIES - 1
    add(1)
    assert store.plans()[0].activities == MAX_ACTIVITIES
    assert refusal(add, 1) is Code.PLAN_FULL


def test_a_record_may_be_full_but_no_fuller(store):
    store.add_record(PlanRecord(plan=Plan(id="full", name="Fuld"), activities=tuple(many(MAX_ACTIVITIES))))
    # How a record that nobody could have made by hand is built: past its own check.
    overfull = PlanRecord.model_construct(
        plan=Plan(name="Over"), activities=tuple(many(MAX_ACTIVITIES + 1)), assessments=(), cells={}
    )
    assert refusal(store.add_record, overfull) is Code.PLAN_FULL
    assert [entry.plan.name for entry in store.plans()] == ["Fuld"]


def test_activities_cannot_be_added_to_a_plan_that_is_gone(store):
    assert refusal(store.add_activities, "nordby", [Activity(name="Kor")]) is Code.GONE
    assert rows_in(store)["activity"] == 0


def test_a_saved_activity_has_all_its_fields_and_keeps_its_place_and_cells(store, record):
    store.add_record(record)
    changed = Activity(
        id="run", name="Gåklub", description="Mandag", effort_area=None, target_groups=(), volunteers=0,
        professional_skill=True, partners="DGI", aim="undecided", status={"ideas": "skipped"},
    )  # fmt: skip
    store.save_activity(changed)
    found = store.record("nordby")
    assert found.activities == (changed, *record.activities[1:])
    assert found.cells == record.cells


def test_an_activity_that_is_gone_cannot_be_saved(store):
    assert refusal(store.save_activity, Activity(name="Kor")) is Code.GONE
    assert rows_in(store)["activity"] == 0


def test_a_deleted_activity_takes_its_cells_with_it(store, record):
    store.add_record(record)
    store.delete_activity("run")
    found = store.record("nordby")
    assert [activity.id for activity in found.activities] == ["cafe", "garden"]
    assert {activity for activity, _ in found.cells["spring"]} == {"cafe"}


# Assessments and their cells


def test_rounds_come_back_in_the_order_they_were_begun(store, record):
    store.add_record(record)
    for title in ("Sommer", "Efterår"):
        store.add_assessment("nordby", round_on(date(2026, 1, 1), title))
    assert [each.title for each in store.record("nordby").assessments] == ["Forår", "Sommer", "Efterår"]


def test_the_latest_round_is_the_newest_day_and_of_one_day_the_later_begun(store, record):
    store.add_record(record)
    later, older = round_on(record.assessments[0].day, "Samme dag"), round_on(date(2020, 1, 1), "Gammel")
    store.add_assessment("nordby", later)
    store.add_assessment("nordby", older)
    store.save_plan(Plan(id="empty", name="Uden runde"))
    assert store.latest_assessments(["nordby", "empty", "gone"]) == {"nordby": later}
    assert store.record("nordby").latest == later


def test_a_round_begun_after_others_were_deleted_is_the_latest(store):
    store.save_plan(Plan(id="nordby", name="Nordby"))
    first, second, third, fourth = (round_on(date(2026, 1, 1), title) for title in "ABCD")
    for each in (first, second, third):
        store.add_assessment("nordby", each)
    for each in (first, second):
        store.delete_assessment(each.id)
    store.add_assessment("nordby", fourth)
    assert store.record("nordby").assessments == (third, fourth)
    assert store.record("nordby").latest == fourth
    assert store.latest_assessments(["nordby"]) == {"nordby": fourth}


def test_a_round_cannot_be_begun_in_a_plan_that_is_gone(store):
    assert refusal(store.add_assessment, "nordby", round_on(date.max)) is Code.GONE
    assert rows_in(store)["assessment"] == 0


def test_a_deleted_round_takes_its_cells_with_it(store, record):
    store.add_record(record)
    other = round_on(date(2027, 1, 1))
    store.add_assessment("nordby", other)
    store.change_cell(other.id, "run", "ideas", answer="informed")
    store.delete_assessment("spring")
    found = store.record("nordby")
    assert found.assessments == (other,)
    assert found.cells == {other.id: {("run", "ideas"): Cell(answer="informed")}}


def test_a_changed_field_leaves_the_cells_others(store, record):
    store.add_record(record)
    store.change_cell("spring", "run", "implementation", answer="resident_joint", hard="Vinteren")
    cell = store.record("nordby").cells["spring"]["run", "implementation"]
    assert cell == Cell(answer="resident_joint", roles=("facilitating",), worked="De løb selv.", hard="Vinteren")


def test_a_cell_that_did_not_exist_is_made(store, record):
    store.add_record(record)
    store.change_cell("spring", "garden", "ideas", actors=("businesses",))
    assert store.record("nordby").cells["spring"]["garden", "ideas"] == Cell(actors=("businesses",))


def test_the_same_change_twice_is_harmless(store, record):
    store.add_record(record)
    for _ in range(2):
        store.change_cell("spring", "garden", "ideas", answer="informed", roles=["performing"])
    assert store.record("nordby").cells["spring"]["garden", "ideas"] == Cell(answer="informed", roles=("performing",))
    assert rows_in(store)["cell"] == len(record.cells["spring"]) + 1


def test_an_answer_can_be_taken_back(store, record):
    store.add_record(record)
    store.change_cell("spring", "run", "ideas", answer=None)
    assert ("run", "ideas") not in store.record("nordby").cells["spring"]


@pytest.mark.parametrize(("assessment", "activity"), [("gone", "run"), ("spring", "gone"), ("autumn", "run")])
def test_a_cell_whose_round_and_activity_are_not_of_one_plan_is_refused(store, record, assessment, activity):
    store.add_record(record)
    autumn = Assessment(id="autumn", day=date(2026, 9, 1), scale="ivac", scale_version=1)
    store.add_record(PlanRecord(plan=Plan(id="sydby", name="Sydby"), assessments=(autumn,)))
    before = rows_in(store)

    with pytest.raises(Refused) as refused:
        store.change_cell(assessment, activity, "ideas", answer="informed")

    assert [fault.code for fault in refused.value.faults] == [Code.GONE]
    assert rows_in(store) == before
    assert store.revision("nordby") == store.revision("sydby") == 0


def test_a_field_that_no_cell_has_is_a_programmers_mistake(store, record):
    store.add_record(record)
    with pytest.raises(ValueError, match="colour"):
        store.change_cell("spring", "run", "ideas", colour="red")


CHANGES = {
    "save_plan": lambda store: store.save_plan(Plan(id="nordby", name="Nordby")),
    "add_activities": lambda store: store.add_activities("nordby", [Activity(name="Kor")]),
    "bring_in": lambda store: store.bring_in([(Plan(id="nordby", name="Nordby"), [Activity(name="Kor")])]),
    "save_activity": lambda store: store.save_activity(Activity(id="run", name="Løb")),
    "delete_activity": lambda store: store.delete_activity("run"),
    "add_assessment": lambda store: store.add_assessment("nordby", round_on(date(2026, 1, 1))),
    "delete_assessment": lambda store: store.delete_assessment("spring"),
    "change_cell": lambda store: store.change_cell("spring", "run", "ideas", answer="informed"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_write_raises_the_revision_of_its_plan_alone(store, record, change):
    store.add_record(record)
    store.save_plan(Plan(id="sydby", name="Sydby"))
    before, other = store.revision("nordby"), store.revision("sydby")
    change(store)
    assert store.revision("nordby") == before + 1
    assert store.revision("sydby") == other
    assert {entry.plan.id: entry.revision for entry in store.plans()}["nordby"] == before + 1


def test_every_public_write_is_tried_above():
    reads = {
        *("plans", "newest", "named", "find", "revision", "record", "activities", "answer_counts"),
        "latest_assessments",
    }
    public = {name for name, value in vars(Store).items() if callable(value) and not name.startswith("_")}
    elsewhere = {"replace_record"}  # in test_collection_store.py
    assert public - reads - elsewhere == {*CHANGES, "add_record", "delete_plan"}


@given(found=records())
@in_one_database
def test_the_database_counts_as_python_does(store, found):
    store.add_record(found)
    ids = [assessment.id for assessment in found.assessments]

    counted = store.answer_counts(ids)

    answered = [
        (assessment, phase, cell)
        for assessment, cells in found.cells.items()
        for (_, phase), cell in cells.items()
        if cell.answer is not None
    ]
    expected = Counter((assessment, phase, cell.answer) for assessment, phase, cell in answered)
    chosen = Counter((assessment, phase, cell.answer) for assessment, phase, cell in answered if cell.low_on_purpose)
    assert sorted(map(str, counted)) == sorted(
        str(AnswerCount(*key, number, chosen[key])) for key, number in expected.items()
    )
    assert store.answer_counts([]) == []
    store.delete_plan(found.plan.id)


def test_counts_are_those_of_the_rounds_asked_for(store, record):
    store.add_record(record)
    other = round_on(date(2027, 1, 1))
    store.add_assessment("nordby", other)
    store.change_cell(other.id, "run", "ideas", answer="informed")
    store.change_cell(other.id, "cafe", "ideas", answer="informed")
    store.change_cell(other.id, "cafe", "ideas", desired="informed", desired_reason="on_purpose")
    assert store.answer_counts([other.id]) == [AnswerCount(other.id, "ideas", "informed", 2, 1)]


# Many at once, and sudden ends

PRELUDE = "import sys; from ivac.store import open_store; store = open_store(sys.argv[1])\n"

# Each process writes its own field of the same six cells, 100 times.
WRITER = """
from ivac.model import PHASES
for n in range(100):
    store.change_cell("spring", "garden", PHASES[n % 6], **{sys.argv[2]: str(n)})
"""

# Says which writes were acknowledged, until it is killed.
ENDLESS_CELLS = """
from itertools import count
from ivac.model import PHASES
for n in count():
    store.change_cell("spring", "garden", PHASES[n % 6], example=str(n))
    print(n, flush=True)
"""

ENDLESS_RECORDS = """
from datetime import date
from ivac.model import PHASES, Activity, Assessment, Cell, Plan, PlanRecord
while True:
    activities = tuple(Activity(name=f"A{n}") for n in range(40))
    first = Assessment(day=date(2026, 1, 1), scale="ivac", scale_version=1)
    cells = {(activity.id, phase): Cell(answer="informed") for activity in activities for phase in PHASES}
    plan = Plan(name="Stor")
    store.add_record(PlanRecord(plan=plan, activities=activities, assessments=(first,), cells={first.id: cells}))
    print(plan.id, flush=True)
"""


def started(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PRELUDE + script, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged_until_killed(script: str, url: str, least: int) -> list[str]:
    """What a process said it had written before it was killed in the middle of writing."""
    process = started(script, url)
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(least)]
    process.kill()
    lines += process.stdout.readlines()
    process.wait()
    assert process.returncode == -9
    return [line.strip() for line in lines if line.endswith("\n")]


def test_two_processes_that_write_at_once_lose_nothing(store, record, database_url):
    store.add_record(record)
    writers = [started(WRITER, database_url, field) for field in ("worked", "hard")]
    assert [writer.wait() for writer in writers] == [0, 0]
    cells = store.record("nordby").cells["spring"]
    for place, phase in enumerate(PHASES):
        last = str(max(n for n in range(100) if n % 6 == place))
        assert cells["garden", phase] == Cell(worked=last, hard=last)
    assert store.revision("nordby") == 200


def test_threads_that_share_a_store_lose_nothing(store, record):
    store.add_record(record)

    def write(field: str) -> None:
        for n in range(25):
            store.change_cell("spring", "garden", "ideas", **{field: str(n)})

    threads = [threading.Thread(target=write, args=[field]) for field in ("worked", "hard", "example", "desired_note")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cell = store.record("nordby").cells["spring"]["garden", "ideas"]
    assert cell == Cell(worked="24", hard="24", example="24", desired_note="24")
    assert store.revision("nordby") == 100


def test_records_added_at_once_wait_for_each_other(store):
    # Adding begins by reading; a transaction that begins as a read could not wait for another writer.
    refusals: list[Exception] = []

    def add() -> None:
        for n in range(20):
            try:
                store.add_record(PlanRecord(plan=Plan(name=f"Plan {n}")))
            except Exception as error:
                refusals.append(error)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == []
    assert len(store.plans()) == 80


def test_killed_in_the_middle_of_a_write_nothing_acknowledged_is_lost(store, record, database_url):
    store.add_record(record)

    said = [int(line) for line in acknowledged_until_killed(ENDLESS_CELLS, database_url, least=30)]

    again = open_store(database_url)
    cells = again.record("nordby").cells["spring"]
    for place, phase in enumerate(PHASES):
        last = max(n for n in said if n % 6 == place)
        # The one write that was under way may have been kept without a word.
        assert int(cells["garden", phase].example) in (last, last + 6)
    assert again.revision("nordby") in (len(said), len(said) + 1)
    again.change_cell("spring", "garden", "ideas", example="videre")


def test_killed_in_the_middle_of_a_record_no_half_of_it_stays(database_url):
    said = acknowledged_until_killed(ENDLESS_RECORDS, database_url, least=5)
    store = open_store(database_url)
    kept = store.plans()
    assert {entry.plan.id for entry in kept} >= set(said)
    assert len(kept) <= len(said) + 1
    for entry in kept:
        found = store.record(entry.plan.id)
        assert (len(found.activities), len(found.cells_of(found.latest))) == (40, 240)


# Opening


@on_sqlite
def test_the_folder_of_a_database_is_made(tmp_path):
    open_store(url_of(tmp_path / "a" / "b" / "ivac.db")).save_plan(Plan(name="Nordby"))
    assert (tmp_path / "a" / "b" / "ivac.db").exists()


def test_what_was_written_is_there_when_opened_again(store, record, database_url):
    store.add_record(record)
    assert open_store(database_url).record("nordby") == record


def test_an_up_to_date_database_is_opened_as_it_is(store, database_url, databases, monkeypatch):
    def change(_engine: sa.Engine) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(opening, "_migrate", change)
    monkeypatch.setattr(opening, "_create", change)
    assert open_store(database_url).plans() == []
    with pytest.raises(AssertionError, match="made again"):
        open_store(databases.empty("new"))


@on_sqlite
def test_the_database_is_set_for_many_writers_and_sudden_ends(store):
    with store.engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        ]
    assert found == ["wal", 1, 2, engines.BUSY_TIMEOUT_MS]


def test_two_may_open_a_fresh_database_at_once(databases, monkeypatch):
    url = databases.empty("fresh")
    both_have_looked = threading.Barrier(2)
    look = opening.found_revision
    looked = threading.local()

    def look_together(engine: sa.Engine) -> str | None:
        found = look(engine)
        if not hasattr(looked, "once"):
            looked.once = True
            both_have_looked.wait(timeout=10)
        return found

    monkeypatch.setattr(opening, "found_revision", look_together)
    refusals: list[Exception] = []

    def open_it() -> None:
        try:
            open_store(url)
        except Exception as error:
            refusals.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monkeypatch.undo()
    assert refusals == []
    assert open_store(url).plans() == []


def as_if_newer(url: str) -> None:
    with Database(engines.make_engine(url)).writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))


def test_a_database_of_a_newer_version_is_refused(store, database_url):
    as_if_newer(database_url)
    assert refusal(open_store, database_url) is Code.DATABASE_NEWER


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ivac:hemmelig@127.0.0.1:1/ivac",
        "postgresql://ivac:hemmelig@127.0.0.1:1/ivac",
        "postgresql://ivac:hemmelig@127.0.0.1:port/ivac",
        "nonsense://ivac:hemmelig@127.0.0.1/ivac",
        "postgresql//ivac:hemmelig@127.0.0.1/ivac",
        "sqlite://ivac:hemmelig@127.0.0.1/ivac.db",
        "hemmelig",
        "",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(url):
    with pytest.raises(Refused) as refused:
        open_store(url)
    assert [fault.code for fault in refused.value.faults] == [Code.DATABASE_UNREACHABLE]
    for code in ("da", "en"):
        assert "hemmelig" not in "".join(refused.value.texts(language(code)))


def test_a_folder_is_no_database(tmp_path):
    assert refusal(open_store, url_of(tmp_path)) is Code.DATABASE_UNREACHABLE


def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(tmp_path):
    no_database(tmp_path / "ivac.db")
    before = (tmp_path / "ivac.db").read_bytes()
    assert refusal(open_store, url_of(tmp_path / "ivac.db")) is Code.DATABASE_UNREACHABLE
    assert (tmp_path / "ivac.db").read_bytes() == before


def test_a_database_cannot_lie_below_a_file(tmp_path):
    (tmp_path / "file").write_text("x")
    assert refusal(open_store, url_of(tmp_path / "file" / "ivac.db")) is Code.DATABASE_UNREACHABLE


# Copies


@on_sqlite
def test_a_backup_holds_everything_also_while_the_database_is_in_use(store, record, tmp_path):
    store.add_record(record)
    with store.engine.connect() as reader:
        reader.exec_driver_sql("SELECT * FROM plan")
        backup(url_of(tmp_path / "ivac.db"), tmp_path / "copy.db")
    assert open_store(url_of(tmp_path / "copy.db")).record("nordby") == record


@on_sqlite
def test_a_restored_backup_replaces_what_came_after_it(store, record, tmp_path):
    url = url_of(tmp_path / "ivac.db")
    store.add_record(record)
    backup(url, tmp_path / "copy.db")
    store.delete_activity("run")
    store.save_plan(Plan(name="Sydby"))

    restore(url, tmp_path / "copy.db")

    assert [entry.plan.name for entry in store.plans()] == ["Nordby"]
    assert store.record("nordby") == record


@on_sqlite
def test_a_backup_can_be_restored_where_there_was_nothing(store, record, tmp_path):
    store.add_record(record)
    backup(url_of(tmp_path / "ivac.db"), tmp_path / "copy.db")
    restore(url_of(tmp_path / "new" / "ivac.db"), tmp_path / "copy.db")
    assert open_store(url_of(tmp_path / "new" / "ivac.db")).record("nordby") == record


@on_sqlite
def test_a_backup_never_overwrites_a_file(store, tmp_path):
    (tmp_path / "copy.db").write_text("mine")
    assert refusal(backup, url_of(tmp_path / "ivac.db"), tmp_path / "copy.db") is Code.BACKUP_EXISTS
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_database_that_is_not_there_cannot_be_backed_up(tmp_path):
    assert refusal(backup, url_of(tmp_path / "none.db"), tmp_path / "copy.db") is Code.FILE_MISSING
    assert list(tmp_path.iterdir()) == []


@on_sqlite
def test_a_backup_needs_a_folder_that_is_there(store, tmp_path):
    assert refusal(backup, url_of(tmp_path / "ivac.db"), tmp_path / "none" / "copy.db") is Code.FILE_UNWRITABLE
    assert not (tmp_path / "none").exists()


@on_sqlite
@pytest.mark.parametrize("url", ["nonsense", "postgresql://ivac:hemmelig@127.0.0.1:port/ivac"])
def test_an_address_that_cannot_be_read_is_neither_copied_nor_replaced(store, url, tmp_path):
    backup(url_of(tmp_path / "ivac.db"), tmp_path / "copy.db")
    assert refusal(backup, url, tmp_path / "new.db") is Code.DATABASE_UNREACHABLE
    assert refusal(restore, url, tmp_path / "copy.db") is Code.DATABASE_UNREACHABLE
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("url", ["postgresql://ivac@127.0.0.1/ivac", "sqlite://"])
def test_only_sqlite_files_are_copied(url, tmp_path):
    (tmp_path / "copy.db").write_text("")
    assert refusal(backup, url, tmp_path / "new.db") is Code.BACKUP_SQLITE_ONLY
    assert refusal(restore, url, tmp_path / "copy.db") is Code.BACKUP_SQLITE_ONLY


def foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE recipe (name TEXT)")


def no_database(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" * 1000)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def cut_short(file: Path) -> None:
    backup(url_of(file.parent / "ivac.db"), file)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def damaged_inside(file: Path) -> None:
    backup(url_of(file.parent / "ivac.db"), file)
    with file.open("r+b") as content:
        content.seek(3 * 4096)
        content.write(b"\xff" * 3 * 4096)


def a_folder(file: Path) -> None:
    file.mkdir()


@on_sqlite
@pytest.mark.parametrize("make", [foreign, no_database, empty, cut_short, damaged_inside, a_folder])
def test_what_is_no_backup_of_ours_is_refused_and_nothing_changes(store, record, tmp_path, make):
    store.add_record(record)
    make(tmp_path / "copy.db")
    assert refusal(restore, url_of(tmp_path / "ivac.db"), tmp_path / "copy.db") is Code.BACKUP_NOT_OURS
    assert store.record("nordby") == record


@pytest.mark.parametrize("make", [foreign, no_database, empty, a_folder])
def test_what_is_no_database_of_ours_is_not_backed_up_and_no_file_is_left(tmp_path, make):
    make(tmp_path / "other.db")
    assert refusal(backup, url_of(tmp_path / "other.db"), tmp_path / "copy.db") is Code.BACKUP_NOT_OURS
    assert [file.name for file in tmp_path.iterdir()] == ["other.db"]


@on_sqlite
def test_a_file_that_is_no_database_is_not_replaced_by_a_backup(store, tmp_path):
    backup(url_of(tmp_path / "ivac.db"), tmp_path / "copy.db")
    no_database(tmp_path / "other.db")
    before = (tmp_path / "other.db").read_bytes()
    assert refusal(restore, url_of(tmp_path / "other.db"), tmp_path / "copy.db") is Code.FILE_UNWRITABLE
    assert (tmp_path / "other.db").read_bytes() == before


@on_sqlite
def test_a_backup_of_a_newer_version_is_refused_and_nothing_changes(store, record, tmp_path):
    url = url_of(tmp_path / "ivac.db")
    backup(url, tmp_path / "copy.db")
    as_if_newer(url_of(tmp_path / "copy.db"))
    store.add_record(record)
    assert refusal(restore, url, tmp_path / "copy.db") is Code.DATABASE_NEWER
    assert open_store(url).record("nordby") == record


@on_sqlite
def test_a_backup_that_is_not_there_is_refused_and_nothing_changes(store, record, tmp_path):
    store.add_record(record)
    assert refusal(restore, url_of(tmp_path / "ivac.db"), tmp_path / "none.db") is Code.FILE_MISSING
    assert store.record("nordby") == record
    assert not (tmp_path / "none.db").exists()


@pytest.mark.chance
def test_a_plan_that_comes_back_is_not_taken_for_what_was_cached_of_it(store, record):
    store.add_record(record)
    before = store.revision(record.plan.id)

    store.delete_plan(record.plan.id)
    store.add_record(record)

    assert store.revision(record.plan.id) != before


def test_a_database_that_is_locked_for_long_is_said_in_a_sentence(database_url, record, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 20)
    store = open_store(database_url)
    store.add_record(record)
    with open_store(database_url).writing():
        assert refusal(store.delete_plan, record.plan.id) is Code.DATABASE_BUSY
    assert store.revision(record.plan.id) is not None
