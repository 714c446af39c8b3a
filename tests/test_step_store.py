"""Next steps in real databases: what is kept, what goes along, and who hears of a change."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from ivac.acts import agree, open_doors, reveal
from ivac.faults import Code, Refused
from ivac.model import MAX_STEPS, Plan, PlanRecord, Step
from ivac.steps import with_status
from ivac.store import Steps, Store, Workshops, open_store
from ivac.workshop import AgendaItem, Workshop

pytestmark = pytest.mark.databases("sqlite", "postgresql")

DAY = date(2026, 5, 3)


@pytest.fixture
def steps(store: Store, record: PlanRecord) -> Steps:
    """The steps of an installation that has one plan."""
    store.add_record(record)
    return Steps(store.engine)


@pytest.fixture
def workshops(store: Store, steps: Steps) -> Iterator[Workshops]:
    """The workshops of the same plan; one is being prepared."""
    found = Workshops(store.engine, "the secret of this installation")
    agenda = (AgendaItem(activity="run"),)
    found.add(Workshop(id="evening", plan_id="nordby", day=DAY, scale="ivac", scale_version=1, agenda=agenda))
    yield found


def step(**fields: object) -> Step:
    everything = {
        "id": "ask", "plan_id": "nordby", "activity": "run", "phase": "ideas",
        "what": "Spørg løberne 🏃, “alle”\nsnart", "who": "MK", "by": DAY, "needs_others": True, "scale": "ivac",
        "scale_version": 1, "from_level": "informed", "to_level": "resident_joint", "made_on": DAY,
    }  # fmt: skip
    return Step.model_validate(everything | fields)


def refusal(act: Callable[..., object], *values: object) -> Code:
    with pytest.raises(Refused) as refused:
        act(*values)
    (fault,) = refused.value.faults
    return fault.code


def test_steps_come_back_as_they_went_and_in_the_order_of_writing(store, steps):
    written = [step(id="b"), step(id="a", activity=None, phase=None, by=None, who=""), step(id="c")]
    for each in written:
        steps.add(each)
    assert store.record("nordby").steps == tuple(written)


def test_a_change_replaces_what_a_step_says_and_leaves_what_became_of_it(store, steps, workshops):
    steps.add(step(workshop="evening"))
    steps.keep_status(with_status(step(), "done"))

    steps.change(step(what="Spørg igen", activity=None, by=None, needs_others=False, made_on=date(2027, 1, 1)))

    (found,) = store.record("nordby").steps
    expected = {"what": "Spørg igen", "activity": None, "by": None, "needs_others": False}
    assert found == step(workshop="evening", status="done", **expected)


def test_a_status_is_kept_with_its_reason_and_nothing_else(store, steps):
    steps.add(step())
    steps.keep_status(with_status(step(what="An older text"), "dropped", "No time"))
    assert store.record("nordby").steps == (step(status="dropped", dropped_because="No time"),)
    steps.keep_status(with_status(step(), "under_way"))
    assert store.record("nordby").steps == (step(status="under_way"),)


def test_a_step_is_deleted_once_and_twice(store, steps):
    steps.add(step())
    steps.add(step(id="other"))
    steps.delete(step())
    steps.delete(step())
    assert [each.id for each in store.record("nordby").steps] == ["other"]


WRITES = {
    "add": lambda steps: steps.add(step(id="another")),
    "change": lambda steps: steps.change(step(what="Again")),
    "status": lambda steps: steps.keep_status(with_status(step(), "done")),
    "delete": lambda steps: steps.delete(step()),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_every_write_is_heard_by_open_pages_and_desks(store, steps, workshops, write):
    steps.add(step())
    before = store.revision("nordby"), workshops.workshop("evening")

    write(steps)

    after = store.revision("nordby"), workshops.workshop("evening")
    assert after[0] == before[0] + 1
    assert after[1].version == before[1].version + 1
    assert after[1].step == before[1].step  # no phone has to look anew


@pytest.mark.parametrize("write", [WRITES["change"], WRITES["status"]], ids=["change", "status"])
def test_what_is_gone_is_neither_changed_nor_brought_back(store, steps, write):
    before = store.revision("nordby")
    assert refusal(write, steps) is Code.GONE
    assert store.record("nordby").steps == ()
    assert store.revision("nordby") == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written_to_a_plan_that_is_gone(store, steps, write):
    steps.add(step())
    store.delete_plan("nordby")
    assert refusal(write, steps) is Code.GONE


@pytest.mark.parametrize("fields", [{"activity": "nobody"}, {"workshop": "nowhere"}, {"plan_id": "sydby"}])
def test_a_step_is_about_its_own_plan(store, steps, fields):
    store.save_plan(Plan(id="sydby", name="Sydby"))
    assert refusal(steps.add, step(**fields)) is Code.GONE
    assert store.record("nordby").steps == store.record("sydby").steps == ()


def test_another_plans_step_is_neither_changed_nor_deleted(store, steps):
    steps.add(step())
    store.save_plan(Plan(id="sydby", name="Sydby"))
    forged = step(plan_id="sydby", activity=None)
    assert refusal(steps.change, forged) is Code.GONE
    assert refusal(steps.keep_status, with_status(forged, "done")) is Code.GONE
    steps.delete(forged)
    assert store.record("nordby").steps == (step(),)


def test_an_activity_takes_its_steps_along_and_no_others(store, steps):
    for each in (step(), step(id="cafe", activity="cafe"), step(id="plan", activity=None)):
        steps.add(each)
    store.delete_activity("run")
    assert [each.id for each in store.record("nordby").steps] == ["cafe", "plan"]


def test_a_plan_takes_its_steps_along(store, steps, record):
    steps.add(step())
    store.delete_plan("nordby")
    store.add_record(record)
    assert store.record("nordby").steps == ()


def test_a_workshop_that_is_deleted_leaves_its_steps(store, steps, workshops):
    steps.add(step(workshop="evening"))
    workshops.delete("evening")
    assert store.record("nordby").steps == (step(),)


def test_a_step_made_in_an_agreed_workshop_travels_with_its_picture(store, steps, workshops):
    steps.add(step(workshop="evening"))
    for act in (open_doors(), reveal(), agree()):
        workshops.change("evening", act)
    taken = store.record("nordby")
    store.delete_plan("nordby")

    store.add_record(taken)

    assert store.record("nordby").steps == (step(workshop="evening"),)


def test_a_plan_comes_in_with_its_steps_or_not_at_all(store, steps, record):
    steps.add(step())
    other = PlanRecord(plan=Plan(id="sydby", name="Sydby"), steps=(step(plan_id="sydby", activity=None),))
    assert refusal(store.add_record, other) is Code.HERE_ALREADY
    assert [entry.plan.name for entry in store.plans()] == ["Nordby"]


def test_a_plan_holds_only_so_many_steps(store, steps, record):
    many = tuple(step(id=f"s{number}") for number in range(MAX_STEPS))
    store.delete_plan("nordby")
    store.add_record(record.model_copy(update={"steps": many}))
    assert refusal(steps.add, step(id="one more")) is Code.STEPS_FULL
    assert len(store.record("nordby").steps) == MAX_STEPS


def test_steps_outlive_the_program(store, steps, database_url):
    steps.add(step())
    assert open_store(database_url).record("nordby").steps == (step(),)
