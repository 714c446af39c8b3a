import pytest

from ivac.content import load
from ivac.demo import demo_records
from ivac.exchange import from_json, to_json
from ivac.language import CODES
from ivac.model import BLANK, PHASES, PlanRecord
from ivac.summaries import summarise_plan


def randers(code: str = "da") -> PlanRecord:
    (found,) = [record for record in demo_records(code) if not record.plan.fictional]
    return found


def fictional(code: str = "da") -> list[PlanRecord]:
    return [record for record in demo_records(code) if record.plan.fictional]


@pytest.mark.parametrize("code", CODES)
def test_there_are_three_plans_and_the_one_seen_first_is_complete(code):
    records = demo_records(code)
    assert [record.plan.fictional for record in records] == [False, True, True]
    assert records[0].plan.name == "Randers Nordby, Frivillighed på tværs"


@pytest.mark.parametrize(("code", "word"), [("da", "fiktiv"), ("en", "fictional")])
def test_invented_plans_say_so_in_their_name(code, word):
    assert all(word in record.plan.name for record in fictional(code))
    assert all(record.plan.source == "" for record in fictional(code))


def test_the_real_plan_names_its_source():
    assert randers().plan.source.startswith("Frivillighed på tværs")


def test_the_real_plan_keeps_its_gaps():
    found = randers()
    answered = [phase for (_, phase), cell in found.cells_of(found.latest).items() if cell.answer is not None]
    assert set(answered) == {"implementation"}
    assert len(answered) < len(found.activities) / 2
    assert all(cell.desired is None for cell in found.cells_of(found.latest).values())


def test_what_was_read_into_the_real_plan_is_an_estimate_with_its_place():
    found = randers()
    for cell in found.cells_of(found.latest).values():
        if cell.answer is not None:
            assert cell.evidence == "estimate"
            assert "(002" in cell.worked + cell.hard + cell.example


@pytest.mark.parametrize("code", CODES)
def test_the_invented_plans_are_complete(code):
    for record in fictional(code):
        cells = record.cells_of(record.latest)
        assert 10 <= len(record.activities) <= 14
        for activity in record.activities:
            assert activity.effort_area and activity.activity_type and activity.target_groups and activity.description
        answers = [cells.get((activity.id, phase), BLANK).answer for activity in record.activities for phase in PHASES]
        assert answers.count(None) <= 2


def test_the_invented_plans_show_what_the_pictures_can_tell():
    for record in fictional():
        cells = record.cells_of(record.latest).values()
        summary = summarise_plan(record.activities, record.cells_of(record.latest), load().scales["ivac"])
        used = {level for phase in summary.phases for level, count in phase.counts.items() if count}
        assert used == set(load().scales["ivac"].level_ids)
        for outside in ("dont_know", "not_relevant", "blank"):
            assert sum(getattr(phase, outside) for phase in summary.phases) > 0
        assert any(cell.low_on_purpose for cell in cells)
        assert any(cell.desired and cell.desired != cell.answer for cell in cells)


def test_ids_are_fresh_each_time():
    def ids(record: PlanRecord) -> set[str]:
        parts = (record.plan, *record.activities, *record.assessments)
        return {each.id for each in parts}

    twice = [ids(record) for record in [*demo_records("da"), *demo_records("da")]]
    assert len(set().union(*twice)) == sum(map(len, twice))


def test_both_languages_tell_the_same_plans():
    for da, en in zip(demo_records("da"), demo_records("en"), strict=True):
        assert [activity.effort_area for activity in da.activities] == [
            activity.effort_area for activity in en.activities
        ]
        assert [cell.answer for cell in da.cells_of(da.latest).values()] == [
            cell.answer for cell in en.cells_of(en.latest).values()
        ]
        assert [activity.name for activity in da.activities] != [activity.name for activity in en.activities]


@pytest.mark.parametrize("code", CODES)
def test_a_demo_plan_can_be_taken_away_and_brought_back(code):
    for record in demo_records(code):
        assert from_json(to_json(record), "plan.json") == record


def test_demo_plans_go_into_the_store(store):
    for record in demo_records("da"):
        store.add_record(record)
        assert store.record(record.plan.id) == record
    assert len(store.plans()) == 3
