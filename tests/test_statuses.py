"""How far the phases had come on a day: each rule by its id, what the store records, and the table that tells it.

H1  A phase has the status that was recorded last, on that day or before it.
H2  None where nothing was recorded by then, or the status was taken back: unknown, which is not "not begun".
H3  Then and now stand side by side for an activity when any of its phases had a status on record then.
H4  What was recorded is never from memory, whatever the rounds are.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ivac.statuses
from ivac.change import change_of
from ivac.charts import status_table
from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import PHASES, Activity, Assessment, Plan, PlanRecord, StatusChange
from ivac.statuses import changed_phases, statuses_on, told_of

EN = language("en")
SPRING, AUTUMN = date(2025, 3, 12), date(2025, 9, 12)
STATUSES = ("not_begun", "under_way", "done", "skipped")


def became(status: str | None, day: date = SPRING, phase: str = "ideas", activity: str = "run") -> StatusChange:
    return StatusChange.model_validate({"activity": activity, "phase": phase, "day": day, "status": status})


def test_every_rule_is_listed_here_as_it_stands_there_and_named_by_a_test():
    def rules(docstring: str | None) -> dict[str, str]:
        return dict(re.findall(r"^(H\d)  (.+)$", str(docstring), re.MULTILINE))

    assert rules(__doc__) == rules(ivac.statuses.__doc__)
    assert set(rules(__doc__)) <= {name.split("_")[1] for name in globals() if name.startswith("test_")}


def test_H1_the_last_that_was_recorded_by_the_day_counts():
    changes = [became("done", AUTUMN), became("under_way", SPRING), became("not_begun", SPRING, "planning")]
    assert statuses_on(changes, date(2025, 9, 11)) == {("run", "ideas"): "under_way", ("run", "planning"): "not_begun"}
    assert statuses_on(changes, AUTUMN)["run", "ideas"] == "done"
    assert statuses_on(changes, date(2030, 1, 1))["run", "planning"] == "not_begun"


def test_H2_before_anything_was_recorded_nothing_is_known():
    assert statuses_on([became("not_begun")], date(2025, 3, 11)) == {}
    assert statuses_on([], SPRING) == {}


def test_H2_what_was_taken_back_is_unknown_again():
    assert statuses_on([became("done"), became(None, AUTUMN)], AUTUMN) == {}
    assert statuses_on([became("done"), became(None, AUTUMN)], SPRING) == {("run", "ideas"): "done"}


@given(st.lists(st.tuples(st.sampled_from([None, *STATUSES]), st.dates(date(2024, 1, 1), date(2026, 1, 1))),
    unique_by=lambda pair: pair[1]), st.dates(date(2024, 1, 1), date(2026, 1, 1)))  # fmt: skip
def test_H1_what_comes_later_never_changes_what_was(history, day):
    changes = [became(status, when) for status, when in history]
    earlier = [change for change in changes if change.day <= day]
    assert statuses_on(changes, day) == statuses_on(earlier, day)
    assert statuses_on(reversed(changes), day) == statuses_on(changes, day)


def test_H3_only_activities_of_which_something_was_on_record_then_are_told_of():
    activities = [Activity(id=name, name=name) for name in ("run", "cafe", "garden")]
    changes = [became("done", activity="garden"), became("done", AUTUMN, activity="cafe")]
    assert [each.id for each in told_of(statuses_on(changes, SPRING), activities)] == ["garden"]
    assert [each.id for each in told_of(statuses_on(changes, AUTUMN), activities)] == ["cafe", "garden"]


@pytest.mark.parametrize("code", ["da", "en"])
def test_H4_the_table_tells_what_was_recorded_for_recalled_rounds_as_for_others(code):
    speech = language(code)
    changes = (
        *(became("under_way"), became("done", AUTUMN)), *(became("done", SPRING, "planning"),),
        became("not_begun", AUTUMN, "anchoring"), became("under_way", SPRING, "evaluation"),
        became(None, AUTUMN, "evaluation"),
    )  # fmt: skip
    told = []
    for recalled in (False, True):
        rounds = tuple(
            Assessment(day=day, scale="ivac", scale_version=1, recalled=recalled and day == SPRING)
            for day in (SPRING, AUTUMN)
        )
        activities = (Activity(id="run", name="Løbeklub"), Activity(id="cafe", name="Café"))
        record = PlanRecord(plan=Plan(name="Nordby"), activities=activities, assessments=rounds, status_changes=changes)
        told.append(status_table(record, change_of(record, *rounds), speech))
    name, unknown = (lambda item: speech.words.item("phase_statuses", item).name), speech.t("Not known")
    assert told[0] == told[1]
    (row,) = told[0].rows
    assert row == (
        "Løbeklub", unknown, f"{name('under_way')} → {name('done')}", name("done"), unknown,
        f"{unknown} → {name('not_begun')}", f"{name('under_way')} → {unknown}",
    )  # fmt: skip
    assert told[0].columns[1:] == tuple(speech.words.phases[phase].name for phase in PHASES)


def test_phases_that_stay_as_they_were_are_no_change():
    before = {"ideas": "done", "planning": "under_way", "anchoring": "not_begun"}
    after = {"ideas": "done", "planning": "done", "evaluation": "skipped"}
    assert changed_phases(before, after) == {"planning": "done", "anchoring": None, "evaluation": "skipped"}


# What the store records


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the store believe in a day."""

    def believe(day: date) -> None:
        class Believed(date):
            @classmethod
            def today(cls) -> date:
                return day

        monkeypatch.setattr("ivac.store.plans.date", Believed)

    believe(SPRING)
    return believe


def run(**status: str) -> Activity:
    return Activity.model_validate({"id": "run", "name": "Løbeklub", "status": status})


def test_an_activity_that_is_added_begins_its_history(store, on):
    store.save_plan(Plan(id="nordby", name="Nordby"))
    store.add_activities("nordby", [run(planning="not_begun", ideas="done"), Activity(name="Kor")])
    on(AUTUMN)
    store.bring_in([(Plan(id="nordby", name="Nordby"), [run(ideas="skipped").model_copy(update={"id": "cafe"})])])
    assert store.record("nordby").status_changes == (
        *(became("done"), became("not_begun", phase="planning")), became("skipped", AUTUMN, activity="cafe"),
    )  # fmt: skip


def test_each_change_is_recorded_with_its_day_and_what_stays_is_not(store, on):
    store.save_plan(Plan(id="nordby", name="Nordby"))
    store.add_activities("nordby", [run(ideas="under_way", planning="not_begun", evaluation="skipped")])
    on(AUTUMN)
    store.save_activity(run(ideas="done", planning="not_begun"))
    assert store.record("nordby").status_changes == (
        became("under_way"), became("done", AUTUMN), became("not_begun", phase="planning"),
        became("skipped", phase="evaluation"), became(None, AUTUMN, "evaluation"),
    )  # fmt: skip


def test_of_several_changes_on_one_day_the_last_counts(store, on):
    store.save_plan(Plan(id="nordby", name="Nordby"))
    store.add_activities("nordby", [run(ideas="under_way")])
    for status in ("done", "skipped", "skipped"):
        store.save_activity(run(ideas=status))
    assert store.record("nordby").status_changes == (became("skipped"),)


def test_a_plan_comes_in_with_its_history_and_what_it_leaves_open_is_known_since_today(store, on):
    on(AUTUMN)
    history = (became("under_way"), became("done", date(2025, 6, 1)))
    record = PlanRecord(
        plan=Plan(id="nordby", name="Nordby"), activities=(run(ideas="done", planning="under_way"),),
        status_changes=history,
    )  # fmt: skip
    store.add_record(record)
    assert store.record("nordby").status_changes == (*history, became("under_way", AUTUMN, "planning"))


def test_an_activity_takes_its_history_along_and_no_others(store, record):
    store.add_record(record)
    store.save_activity(record.activities[1].model_copy(update={"status": {"ideas": "done"}}))
    store.delete_activity("run")
    assert [change.activity for change in store.record("nordby").status_changes] == ["cafe"]
    store.delete_plan("nordby")
    store.add_record(record)
    assert store.record("nordby") == record


def test_an_activity_that_is_gone_gets_no_history(store):
    with pytest.raises(Refused) as refused:
        store.save_activity(run(ideas="done"))
    assert [fault.code for fault in refused.value.faults] == [Code.GONE]
