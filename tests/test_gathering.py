"""Many files into a collection: what each holds, what is said of it, and that faulty ones keep no other out."""

from datetime import date

import pytest

from ivac.collection import Collection
from ivac.exchange import to_json, to_xlsx
from ivac.exchange.tables import FILE_LIMIT
from ivac.faults import Code, Refused
from ivac.gathering import FILES_AT_ONCE, Gathered, bring_in, gather, newest_day, read_plan
from ivac.model import Assessment, Plan, PlanRecord, StatusChange, Step
from ivac.store import Collections, Store
from tests.exchange.making import xlsx

NOBODY = lambda *_: None  # noqa: E731


def plan(name: str, day: date | None = None, **more) -> PlanRecord:
    """A plan without activities; with a day, with a round on that day."""
    rounds = (Assessment(id=f"{name}-{day}", day=day, scale="ivac", scale_version=1),) if day else ()
    return PlanRecord(plan=Plan(id=name, name=name.title(), **more), assessments=rounds)


def file(record: PlanRecord, name: str = "") -> tuple[str, object]:
    return name or f"{record.plan.id}.json", lambda: to_json(record).encode()


def gathered(store: Store, *records: PlanRecord) -> Gathered:
    return gather([file(record, f"{number}.json") for number, record in enumerate(records)], store, NOBODY)


@pytest.fixture
def collections(store) -> Collections:
    kept = Collections(store.engine)
    kept.save(Collection(id="north", name="The north"))
    return kept


def codes(refused: Refused) -> list[Code]:
    return [fault.code for fault in refused.faults]


# One file


def test_a_snapshot_and_a_workbook_hold_the_same_plan(record, language_da):
    assert read_plan("plan.json", to_json(record).encode()) == record
    assert read_plan("plan.XLSX", to_xlsx(record, language_da, {})) == record


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.pdf", b"%PDF", Code.PLAN_FILE_TYPE),
        ("plan.csv", b"Aktivitet\nKor", Code.PLAN_FILE_TYPE),
        ("plan", b"{}", Code.PLAN_FILE_TYPE),
        ("plan.json", b"", Code.JSON_BROKEN),
        ("plan.json", b"{}", Code.JSON_BROKEN),
        ("plan.json", b"\xff\xfe{", Code.JSON_BROKEN),
        ("plan.json", b" " * (FILE_LIMIT * 1024 * 1024 + 1), Code.PLAN_FILE_TOO_LARGE),
        ("plan.xlsx", b"no workbook", Code.FILE_BROKEN),
        ("plan.xlsx", xlsx([("Aktivitet",), ("Kor",)]), Code.NO_WHOLE_PLAN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_whole_plan_is_refused_by_its_name(name, data, code, language_en):
    with pytest.raises(Refused) as refused:
        read_plan(name, data)
    assert codes(refused.value) == [code]
    assert all(text.startswith(f"{name}: ") for text in refused.value.texts(language_en))


def test_the_newest_day_is_of_a_round_a_status_or_a_step(record):
    change = StatusChange(activity="run", phase="ideas", day=date(2026, 5, 2), status="done")
    step = Step(plan_id="nordby", what="Sing", by=date(2027, 1, 1), made_on=date(2026, 5, 3))

    assert newest_day(plan("nordby")) is None
    assert newest_day(record) == date(2026, 3, 12)
    assert newest_day(record.model_copy(update={"status_changes": (change,)})) == date(2026, 5, 2)
    assert newest_day(record.model_copy(update={"steps": (step,)})) == date(2026, 5, 3)


# Beside what is here


@pytest.mark.parametrize(
    ("day_here", "day", "name", "state"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "Nordby", "same"),
        (date(2026, 3, 1), date(2026, 3, 1), "Nordby and the harbour", "differs"),
        (date(2026, 3, 1), date(2026, 3, 2), "Nordby", "newer"),
        (date(2026, 3, 1), date(2026, 2, 1), "Nordby", "older"),
        (None, date(2026, 2, 1), "Nordby", "newer"),
        (date(2026, 3, 1), None, "Nordby", "older"),
        (None, None, "Nordby", "same"),
    ],
)
def test_a_plan_that_is_here_is_known_and_the_newer_version_told(store, day_here, day, name, state):
    store.add_record(plan("nordby", day_here))
    brought = plan("nordby", day)
    brought = brought.model_copy(update={"plan": brought.plan.model_copy(update={"name": name})})

    (arrival,) = gathered(store, brought).arrivals

    assert arrival.state == state
    assert arrival.asks == (state != "same")


def test_a_file_without_a_history_that_was_brought_in_before_is_the_same(store, record):
    without = record.model_copy(update={"status_changes": ()})
    store.add_record(without)  # the history begins today

    assert [each.state for each in gathered(store, without).arrivals] == ["same"]


def test_of_two_files_with_one_plan_the_newer_counts_and_names_the_other(store):
    days = (date(2026, 3, 1), date(2026, 9, 1), None, date(2026, 9, 1))

    (arrival,) = gathered(store, *(plan("nordby", day) for day in days)).arrivals

    assert (arrival.file, arrival.day) == ("1.json", date(2026, 9, 1))
    assert set(arrival.passed_over) == {"0.json", "2.json", "3.json"}


def test_another_plan_of_the_same_name_is_only_a_hint(store):
    store.add_record(plan("nordby"))
    namesake = plan("other").model_copy(update={"plan": Plan(id="other", name="NORDBY")})

    found = gathered(store, namesake, plan("sydby"))

    assert [(each.state, each.namesake) for each in found.arrivals] == [("new", True), ("new", False)]


# All together


def test_faulty_files_keep_no_other_one_out(store, collections):
    files = [file(plan("nordby")), ("broken.json", lambda: b"{"), file(plan("sydby")), ("list.csv", lambda: b"x")]
    told: list[tuple[int, str]] = []

    found = gather(files, store, lambda *step: told.append(step))
    refused = bring_in([(each, False) for each in found.arrivals], "north", store, collections, NOBODY)

    assert [(name, codes(why)) for name, why in found.faulty] == [
        ("broken.json", [Code.JSON_BROKEN]),
        ("list.csv", [Code.PLAN_FILE_TYPE]),
    ]
    assert told == list(enumerate(["nordby.json", "broken.json", "sydby.json", "list.csv"]))
    assert refused == []
    assert list(collections.members("north")) == ["nordby", "sydby"]
    assert {entry.plan.id for entry in store.plans()} == {"nordby", "sydby"}


@pytest.mark.parametrize("replaces", [True, False])
def test_a_newer_version_replaces_the_one_here_only_when_asked_for(store, collections, replaces):
    old, new = plan("nordby", date(2026, 3, 1)), plan("nordby", date(2026, 9, 1))
    store.add_record(old)

    bring_in([(each, replaces) for each in gathered(store, new).arrivals], "north", store, collections, NOBODY)

    assert store.record("nordby") == (new if replaces else old)
    assert list(collections.members("north")) == ["nordby"]


def test_a_plan_that_is_in_already_keeps_what_it_agreed_to(store, collections):
    store.add_record(plan("nordby"))
    collections.put_in("north", "nordby", named=True, texts=True)

    bring_in([(each, True) for each in gathered(store, plan("nordby")).arrivals], "north", store, collections, NOBODY)

    assert collections.members("north")["nordby"].named


def test_a_plan_that_cannot_be_kept_is_told_with_its_file_and_the_others_come_in(store, collections):
    taken = plan("nordby", date(2026, 3, 1))
    store.add_record(taken)
    thief = taken.model_copy(update={"plan": Plan(id="thief", name="Thief")})  # another plan, the same round

    found = gathered(store, thief, plan("sydby"))
    refused = bring_in([(each, False) for each in found.arrivals], "north", store, collections, NOBODY)

    assert [(name, codes(why)) for name, why in refused] == [("0.json", [Code.HERE_ALREADY])]
    assert list(collections.members("north")) == ["sydby"]
    assert {entry.plan.id for entry in store.plans()} == {"nordby", "sydby"}


def test_too_many_files_are_refused_before_one_is_read(store):
    with pytest.raises(Refused) as refused:
        gather([("x.json", pytest.fail)] * (FILES_AT_ONCE + 1), store, NOBODY)
    assert codes(refused.value) == [Code.TOO_MANY_FILES]
