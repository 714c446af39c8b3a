"""A plan's file is described by a published schema, and files that earlier versions wrote are still read."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from ivac.demo import demo_records
from ivac.exchange import from_json, plan_schema, to_json
from ivac.exchange.plan_json import FORMAT_VERSION, PlanFile
from ivac.faults import Code, Refused
from ivac.language import CODES
from ivac.model import Activity, Assessment, Breadth, Cell, Checked, Plan, PlanRecord, StatusChange, Step
from tests.documents.making import hostile_records

from .making import records, small_record

PUBLISHED = Path(__file__).parents[2] / "docs" / "plan.schema.json"
KEPT = Path(__file__).parent / "kept"
SCHEMA = json.loads(plan_schema())
FITS = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
DAY = date(2026, 3, 12)

# What the kept files hold: the first version's plan, and what each later version could say besides.

FIRST = PlanRecord(
    plan=Plan(
        id="p1", name="Engen", area="Engparken", municipality="Aarhus", organisation="Boligforeningen",
        start_year=2025, end_year=2028, fictional=True, source="Tænkt",
    ),
    activities=(
        Activity(
            id="a1", name="Løbeklub", description="To gange om ugen\n=1+1", effort_area="health",
            target_groups=("all_residents",), professional_skill=False, partners="Idrætsforeningen", volunteers=4,
            aim="with_residents", status={"knowledge": "done", "planning": "under_way"},
        ),
        Activity(id="a2", name="Lektiecafé مقهى"),
    ),
    assessments=(
        Assessment(id="r1", title="Forår", day=DAY, scale="ivac", scale_version=1),
        Assessment(id="r2", title="Som det var", day=date(2025, 3, 12), scale="hart", scale_version=1),
    ),
    cells={
        "r1": {
            ("a1", "knowledge"): Cell(
                answer="informed", desired="informed", desired_reason="on_purpose", desired_note="Efter aftale",
                roles=("performing",), actors=("residents",), worked="Det lokale", hard="Tid", example="Ruten",
                evidence="documented",
            ),
            ("a1", "planning"): Cell(answer="resident_joint"),
            ("a2", "ideas"): Cell(answer="dont_know"),
            ("a2", "evaluation"): Cell(answer="not_relevant"),
        },
        "r2": {("a1", "knowledge"): Cell(answer="tokenism")},
    },
)  # fmt: skip
SECOND = FIRST.model_copy(
    update={
        "assessments": (FIRST.assessments[0], FIRST.assessments[1].model_copy(update={"recalled": True})),
        "steps": (
            Step(
                id="s1", plan_id="p1", activity="a1", phase="knowledge", what="Spørg løberne", who="MK",
                by=date(2026, 5, 3), needs_others=True, scale="ivac", scale_version=1, from_level="informed",
                to_level="professional_joint", workshop="r1", made_on=DAY,
            ),
            Step(id="s2", plan_id="p1", what="Ny folder", status="dropped", dropped_because="Ingen tid", made_on=DAY),
        ),
    }
)  # fmt: skip
THIRD = SECOND.model_copy(
    update={
        "breadth": {
            "r1": {
                "a1": Breadth(
                    residents=12, faces="same_few", missing=("men",), run_by=("residents",), money="none_needed",
                    stops_without=2, practised=("opening_up",), note="Godt i gang",
                )
            }
        },
        "checks": {"r1": {"purpose": Checked(answer="partly", note="Vi taler om det")}},
        "status_changes": (
            StatusChange(activity="a1", phase="knowledge", day=date(2025, 3, 12), status="under_way"),
            StatusChange(activity="a1", phase="knowledge", day=DAY, status="done"),
            StatusChange(activity="a1", phase="planning", day=DAY, status="under_way"),
        ),
    }
)  # fmt: skip
FOURTH = THIRD.model_copy(update={"plan": THIRD.plan.model_copy(update={"framing": "between"})})
RECORDS = {1: FIRST, 2: SECOND, 3: THIRD, 4: FOURTH}


def kept(version: int) -> str:
    return (KEPT / f"plan-version-{version}.json").read_text(encoding="utf-8")


def test_the_published_schema_is_what_the_models_give():
    assert PUBLISHED.read_text(encoding="utf-8") == plan_schema(), "make schema"


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("code", CODES)
def test_demo_plans_fit_the_schema(code):
    for record in demo_records(code):
        FITS.validate(json.loads(to_json(record)))


@pytest.mark.parametrize("which", hostile_records())
def test_hostile_plans_fit_the_schema(which):
    FITS.validate(json.loads(to_json(hostile_records()[which])))


@given(records())
@settings(max_examples=15, deadline=None)
def test_any_plan_fits_the_schema(record):
    FITS.validate(json.loads(to_json(record)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("plan", "name"), ""),
        (("plan", "colour"), "red"),
        (("format_version",), FORMAT_VERSION + 1),
        (("assessments", 0, "day"), "12. marts"),
        (("cells", "r1", 0, "phase"), "dreaming"),
        (("steps", 0, "status"), "soon"),
    ],
)
def test_what_is_no_plan_does_not_fit_the_schema(path, value):
    data = json.loads(to_json(small_record()))
    *steps, last = path
    part = data
    for step in steps:
        part = part[step]
    part[last] = value
    assert not FITS.is_valid(data)


def test_everything_of_a_plan_is_in_its_file():
    assert PlanFile.model_fields.keys() - {"format", "format_version"} == PlanRecord.model_fields.keys()


def test_a_file_of_each_version_is_kept():
    assert sorted(KEPT.glob("*.json")) == [KEPT / f"plan-version-{n}.json" for n in range(1, FORMAT_VERSION + 1)]


@pytest.mark.parametrize("version", RECORDS)
def test_a_kept_file_of_each_version_is_read(version):
    assert json.loads(kept(version))["format_version"] == version
    assert from_json(kept(version), "plan.json") == RECORDS[version]
    FITS.validate(json.loads(kept(version)))


def test_a_plan_of_the_newest_version_is_written_as_it_was_kept():
    assert to_json(RECORDS[FORMAT_VERSION]) == kept(FORMAT_VERSION)


def test_a_file_of_a_version_to_come_is_refused_with_its_sentence():
    data = {**json.loads(kept(FORMAT_VERSION)), "format_version": FORMAT_VERSION + 1, "colours": []}
    with pytest.raises(Refused) as refused:
        from_json(json.dumps(data), "plan.json")
    (fault,) = refused.value.faults
    assert fault.code is Code.JSON_NEWER
    assert fault.values == {"file": "plan.json", "found": FORMAT_VERSION + 1, "known": FORMAT_VERSION}
