import json

import pytest
from hypothesis import given, settings

from ivac.exchange import from_json, to_json
from ivac.faults import Code, Refused
from ivac.model import PlanRecord

from .making import records, small_record


def refusal(text: str):
    with pytest.raises(Refused) as refused:
        from_json(text, "plan.json")
    assert all(fault.values["file"] == "plan.json" for fault in refused.value.faults)
    return refused.value.faults


@given(records())
@settings(max_examples=40, deadline=None)
def test_a_plan_comes_back_as_it_went(record):
    text = to_json(record)
    assert from_json(text, "plan.json") == record
    assert to_json(from_json(text, "plan.json")) == text


def test_the_order_in_which_cells_were_filled_does_not_show():
    record = small_record()
    backwards = {"r1": dict(reversed(record.cells["r1"].items()))}
    again = PlanRecord(**{**dict(record), "cells": backwards})
    assert to_json(again) == to_json(record)


def test_the_json_can_be_read_by_people():
    text = to_json(small_record(description="æøå"))
    assert text.startswith('{\n "format": "ivac-plan",\n "format_version": 4,\n')
    assert "æøå" in text


def test_a_file_of_a_newer_version_says_so():
    data = json.loads(to_json(small_record()))
    (fault,) = refusal(json.dumps({**data, "format_version": 5, "surprise": True}))
    assert fault.code is Code.JSON_NEWER
    assert (fault.values["found"], fault.values["known"]) == (5, 4)


def test_a_file_of_the_first_version_is_read_and_recalls_nothing():
    data = json.loads(to_json(small_record()))
    for assessment in data["assessments"]:
        del assessment["recalled"]
    del data["status_changes"]
    read = from_json(json.dumps({**data, "format_version": 1}), "plan.json")
    assert read == small_record().model_copy(update={"status_changes": ()})
    assert not any(assessment.recalled for assessment in read.assessments)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '"x"', "{}", "[" * 100_000, '{"a": ' + "9" * 5000 + "}"),
        *('{"format": "other"}', '{"format": "ivac-plan"}', '{"format": "ivac-plan", "format_version": "1"}'),
        '{"format": "ivac-plan", "format_version": 1, "plan": {"name": "\\ud800"}}',
    ],
)
def test_what_is_no_exported_plan_is_refused(text):
    assert {fault.code for fault in refusal(text)} == {Code.JSON_BROKEN}


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("plan", "name"), "", "plan.name"),
        (("plan", "id"), "a b", "plan: id = a b"),
        (("plan", "start_year"), 20, "plan.start_year"),
        (("plan", "colour"), "red", "plan.colour"),
        (("activities", 0, "volunteers"), "12", "activities[0].volunteers"),
        (("activities", 0, "effort_area"), "nowhere", "activities[0].effort_area = nowhere"),
        (("activities", 0, "activity_type"), "nothing", "activities[0].activity_type = nothing"),
        (("activities", 0, "target_groups"), ["martians"], "activities[0].target_groups = martians"),
        (("activities", 0, "complexity"), "odd", "activities[0].complexity = odd"),
        (("activities", 0, "aim"), "fun", "activities[0].aim = fun"),
        (("activities", 0, "status"), {"planning": "soon"}, "activities[0].status.planning"),
        (("assessments", 0, "day"), "12. marts", "assessments[0].day"),
        (("assessments", 0, "scale"), "stars", "assessments[0].scale = stars"),
        (("assessments", 0, "scale_version"), 99, "assessments[0].scale_version = 99"),
        (("assessments", 0, "id"), "other", "cells.r1"),
        (("cells", "r1", 0, "phase"), "dreaming", "cells.r1[0].phase"),
        (("cells", "r1", 0, "activity"), "a2", "cells.r1[0].activity = a2 (knowledge)"),
        (("cells", "r1", 1, "phase"), "knowledge", "cells.r1[0].activity = a1 (knowledge)"),
        (("cells", "r1", 0, "answer"), "nine", "cells.r1[0].answer = nine"),
        (("cells", "r1", 0, "desired"), "dont_know", "cells.r1[0].desired = dont_know"),
        (("cells", "r1", 0, "desired_reason"), "why", "cells.r1[0].desired_reason = why"),
        (("cells", "r1", 0, "roles"), ["boss"], "cells.r1[0].roles = boss"),
        (("cells", "r1", 0, "actors"), ["boss"], "cells.r1[0].actors = boss"),
        (("breadth", "r1", 0, "activity"), "a2", "breadth.r1[0].activity = a2"),
        (("breadth", "r1", 0, "faces"), "many", "breadth.r1[0].faces = many"),
        (("breadth", "r1", 0, "missing"), ["martians"], "breadth.r1[0].missing = martians"),
        (("breadth", "r1", 0, "run_by"), ["boss"], "breadth.r1[0].run_by = boss"),
        (("breadth", "r1", 0, "money"), "gold", "breadth.r1[0].money = gold"),
        (("breadth", "r1", 0, "practised"), ["flying"], "breadth.r1[0].practised = flying"),
        (("breadth", "r1", 0, "stops_without"), 0, "breadth.r1[0].stops_without"),
        (("breadth", "r2"), [], "breadth = r2"),
        (("checks", "r1", 0, "question"), "weather", "checks.r1[0].question = weather"),
        (("checks", "r1", 0, "answer"), "perhaps", "checks.r1[0].answer"),
        (("checks", "r2"), [], "checks = r2"),
        (("steps", 0, "what"), " ", "steps[0].what"),
        (("steps", 0, "plan_id"), "p2", "steps[0].plan_id = p2"),
        (("steps", 0, "activity"), "a2", "steps[0].activity = a2"),
        (("steps", 0, "workshop"), "r2", "steps[0].workshop = r2"),
        (("steps", 0, "phase"), "dreaming", "steps[0].phase"),
        (("steps", 0, "by"), "soon", "steps[0].by"),
        (("steps", 0, "by"), "0001-01-01", "steps[0].by"),
        (("steps", 0, "scale"), "stars", "steps[0].scale = stars"),
        (("steps", 0, "scale_version"), 99, "steps[0].scale_version = 99"),
        (("steps", 0, "from_level"), "nine", "steps[0].from_level = nine"),
        (("steps", 0, "to_level"), "dont_know", "steps[0].to_level = dont_know"),
        (("steps", 0, "status"), "dropped", "steps[0]"),
        (("steps", 0, "id"), "a b", "steps: id = a b"),
        (("status_changes", 0, "activity"), "a2", "status_changes[0].activity = a2"),
        (("status_changes", 0, "phase"), "dreaming", "status_changes[0].phase"),
        (("status_changes", 0, "status"), "soon", "status_changes[0].status"),
        (("status_changes", 0, "day"), "in spring", "status_changes[0].day"),
        (("status_changes", 0, "day"), "2026-03-12", "status_changes[1].day = 2026-03-12 (knowledge)"),
        (("cells", "r1", 0, "evidence"), "rumour", "cells.r1[0].evidence = rumour"),
    ],
)
def test_each_broken_place_is_named(path, value, place):
    data = json.loads(to_json(small_record()))
    *steps, last = path
    part = data
    for step in steps:
        part = part[step]
    part[last] = value
    faults = refusal(json.dumps(data))
    assert {fault.code for fault in faults} == {Code.JSON_BROKEN}
    assert place in [fault.values["reason"] for fault in faults]


def test_a_file_from_before_next_steps_still_reads():
    record = small_record()
    data = json.loads(to_json(record))
    del data["steps"]
    older = from_json(json.dumps({**data, "format_version": 1}), "plan.json")
    assert older == record.model_copy(update={"steps": ()})


def test_a_file_from_before_breadth_and_checklist_still_reads():
    record = small_record()
    data = json.loads(to_json(record))
    del data["breadth"], data["checks"]
    older = from_json(json.dumps({**data, "format_version": 2}), "plan.json")
    assert older == record.model_copy(update={"breadth": {}, "checks": {}})


@pytest.mark.parametrize("part", ["breadth", "checks"])
def test_what_is_said_of_one_thing_stands_in_a_file_once(part):
    data = json.loads(to_json(small_record()))
    data[part]["r1"] *= 2
    assert len(refusal(json.dumps(data))) == 2


def test_a_file_from_before_the_history_of_statuses_still_reads():
    record = small_record()
    data = json.loads(to_json(record))
    del data["status_changes"]
    older = from_json(json.dumps({**data, "format_version": 2}), "plan.json")
    assert older == record.model_copy(update={"status_changes": ()})


def test_a_step_names_no_workshop_whose_picture_is_not_in_the_file():
    record = small_record()
    elsewhere = record.steps[0].model_copy(update={"workshop": "not_agreed_yet"})
    (step,) = from_json(to_json(record.model_copy(update={"steps": (elsewhere,)})), "plan.json").steps
    assert step == record.steps[0].model_copy(update={"workshop": None})


def test_more_steps_than_a_plan_may_hold_are_refused():
    data = json.loads(to_json(small_record()))
    data["steps"] += [{**data["steps"][0], "id": f"n{n}"} for n in range(500)]
    assert [fault.values["reason"] for fault in refusal(json.dumps(data))] == ["steps: 501 > 500"]


def test_two_activities_with_one_id_are_refused():
    data = json.loads(to_json(small_record()))
    data["activities"] *= 2
    assert [fault.values["reason"] for fault in refusal(json.dumps(data))] == ["activities: id = a1"]


def test_more_activities_than_a_plan_may_hold_are_refused():
    data = json.loads(to_json(small_record()))
    data["activities"] += [{**data["activities"][0], "id": f"n{n}"} for n in range(500)]
    assert [fault.values["reason"] for fault in refusal(json.dumps(data))] == ["activities: 501 > 500"]


def test_control_characters_do_not_come_in():
    data = json.loads(to_json(small_record()))
    data["plan"]["area"] = "Nord\x00by"
    assert from_json("\ufeff" + json.dumps(data), "plan.json").plan.area == "Nordby"
