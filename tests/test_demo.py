import pytest

from ivac.change import change_of
from ivac.content import load
from ivac.demo import demo_records
from ivac.exchange import from_json, to_json
from ivac.language import CODES
from ivac.model import BLANK, PHASES, PlanRecord
from ivac.statuses import statuses_on, told_of
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


def two_rounds(code: str = "da") -> PlanRecord:
    (found,) = [record for record in demo_records(code) if len(record.assessments) > 1]
    return found


def test_one_invented_plan_has_two_rounds_and_is_the_one_seen_first():
    found = two_rounds()
    then, now = found.assessments
    assert (found.plan.fictional, demo_records("da")[-1].plan.name) == (True, found.plan.name)
    assert 360 < (now.day - then.day).days < 370
    assert found.latest == now
    assert not then.recalled


def test_the_two_rounds_show_what_can_have_become_of_a_cell():
    found = two_rounds()
    change = change_of(found, *found.assessments)
    assert all(change.of_kind(kind) for kind in ("same", "changed", "new", "gone"))
    turned = [cell for cell in change.of_kind("same") if cell.on_purpose == (False, True)]
    assert turned and any(cell.on_purpose == (True, True) for cell in change.cells.values())
    places = [
        [load().scales["ivac"].level(level).palette for level in (cell.before, cell.after) if level]
        for cell in change.of_kind("changed")
    ]
    assert {before < after for before, after in places} == {True, False}  # not all changes point one way


@pytest.mark.parametrize("code", CODES)
def test_the_two_rounds_have_the_statuses_of_their_time(code):
    found = two_rounds(code)
    then, now = (statuses_on(found.status_changes, each.day) for each in found.assessments)
    present = {(each.id, phase): status for each in found.activities for phase, status in each.status.items()}
    assert now == present
    assert any(then.get(key) not in (None, status) for key, status in now.items())
    began_later = [each.name for each in found.activities if each not in told_of(then, found.activities)]
    assert len(began_later) == 1
    rated_then = {activity for activity, _ in found.cells_of(found.assessments[0])}
    assert len(rated_then) == len(found.activities) - 1


@pytest.mark.parametrize("code", CODES)
def test_one_invented_plan_has_steps_of_every_kind(code):
    (found,) = [record for record in demo_records(code) if record.steps]
    assert found.plan.fictional
    assert sorted(step.status for step in found.steps) == ["done", "dropped", "planned", "under_way"]
    assert {step.needs_others for step in found.steps} == {True, False}
    names = {activity.id for activity in found.activities}
    for step in found.steps:
        assert step.who and step.by and step.phase and step.activity in names
        assert step.from_level != step.to_level
        cell = found.cells_of(found.latest)[step.activity, step.phase]
        assert (cell.level, cell.desired) == (step.from_level, step.to_level)
        assert found.latest.day == step.made_on < step.by


def test_of_the_real_plan_nothing_is_known_but_what_was_read():
    found = randers()
    assert (len(found.assessments), found.steps) == (1, ())
    assert {change.day for change in found.status_changes} == {found.latest.day}
    stated = {(each.id, phase): status for each in found.activities for phase, status in each.status.items()}
    assert statuses_on(found.status_changes, found.latest.day) == stated


def test_ids_are_fresh_each_time():
    def ids(record: PlanRecord) -> set[str]:
        parts = (record.plan, *record.activities, *record.assessments, *record.steps)
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
