"""What is said beside the levels, in real databases: kept field by field, gone with what it is about."""

import pytest

from ivac.faults import Code, Refused
from ivac.model import Breadth, Checked, PlanRecord
from ivac.store import Deeper, Store

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def deeper(store: Store, record: PlanRecord) -> Deeper:
    """What is said beside the levels, in an installation that has one plan."""
    store.add_record(record)
    return Deeper(store.engine)


def the_round(record: PlanRecord) -> str:
    return record.assessments[0].id


def test_breadth_comes_back_as_it_was_said_field_by_field(store: Store, record: PlanRecord, deeper: Deeper) -> None:
    here, activity = the_round(record), record.activities[0].id
    deeper.change_breadth(here, activity, residents=30, missing=("men", "elderly"))
    deeper.change_breadth(here, activity, faces="same_few", stops_without=2, note="Så er der ingen 🙂")
    deeper.change_breadth(here, activity, residents=25)

    said = store.record(record.plan.id).breadth[here][activity]
    assert said == Breadth(
        residents=25, missing=("men", "elderly"), faces="same_few", stops_without=2, note="Så er der ingen 🙂"
    )


def test_an_answer_to_the_checklist_and_its_note_are_kept_apart(
    store: Store, record: PlanRecord, deeper: Deeper
) -> None:
    here = the_round(record)
    deeper.change_check(here, "purpose", answer="no")
    deeper.change_check(here, "purpose", note="Tag det op i maj")
    deeper.change_check(here, "purpose", answer="partly")

    assert store.record(record.plan.id).checks == {here: {"purpose": Checked(answer="partly", note="Tag det op i maj")}}


def test_what_is_taken_back_leaves_nothing(store: Store, record: PlanRecord, deeper: Deeper) -> None:
    here, activity = the_round(record), record.activities[0].id
    deeper.change_check(here, "purpose", answer="no")
    deeper.change_check(here, "purpose", answer=None)
    deeper.change_breadth(here, activity, residents=3)
    deeper.change_breadth(here, activity, residents=None)

    found = store.record(record.plan.id)
    assert (found.breadth, found.checks) == ({}, {})


def test_every_change_raises_the_revision_of_its_plan(store: Store, record: PlanRecord, deeper: Deeper) -> None:
    seen = [store.revision(record.plan.id)]
    deeper.change_breadth(the_round(record), record.activities[0].id, residents=3)
    seen.append(store.revision(record.plan.id))
    deeper.change_check(the_round(record), "purpose", answer="yes")
    seen.append(store.revision(record.plan.id))
    assert len(set(seen)) == 3


def test_it_goes_with_the_activity_and_with_the_round(store: Store, record: PlanRecord, deeper: Deeper) -> None:
    here, activity = the_round(record), record.activities[0].id
    deeper.change_breadth(here, activity, residents=3)
    deeper.change_check(here, "purpose", answer="yes")

    store.delete_activity(activity)
    assert store.record(record.plan.id).breadth == {}
    store.delete_assessment(here)
    assert store.record(record.plan.id).checks == {}


def test_a_whole_plan_brings_it_along(store: Store, record: PlanRecord) -> None:
    here, activity = the_round(record), record.activities[0].id
    whole = record.model_copy(
        update={
            "breadth": {here: {activity: Breadth(money="grants")}},
            "checks": {here: {"purpose": Checked(answer="not_relevant")}},
        }
    )
    store.add_record(whole)
    found = store.record(record.plan.id)
    assert (found.breadth, found.checks) == (whole.breadth, whole.checks)


def test_nothing_is_kept_for_what_is_gone(record: PlanRecord, deeper: Deeper) -> None:
    for change in (
        lambda: deeper.change_breadth("gone", record.activities[0].id, residents=3),
        lambda: deeper.change_breadth(the_round(record), "gone", residents=3),
        lambda: deeper.change_check("gone", "purpose", answer="yes"),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.faults[0].code is Code.GONE


def test_what_the_model_refuses_is_not_kept(store: Store, record: PlanRecord, deeper: Deeper) -> None:
    with pytest.raises(ValueError, match="residents"):
        deeper.change_breadth(the_round(record), record.activities[0].id, residents=-1)
    with pytest.raises(ValueError, match="answer"):
        deeper.change_check(the_round(record), "purpose", answer="perhaps")
    found = store.record(record.plan.id)
    assert (found.breadth, found.checks) == ({}, {})


def test_a_misspelt_field_is_a_fault_of_the_program(record: PlanRecord, deeper: Deeper) -> None:
    with pytest.raises(ValueError, match="colour"):
        deeper.change_breadth(the_round(record), record.activities[0].id, colour="red")
    with pytest.raises(ValueError, match="anwser"):
        deeper.change_check(the_round(record), "purpose", anwser="yes")
