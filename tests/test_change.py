"""What has changed between two rounds: each rule by its id, then the picture that is made of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac.change import change_of, changed_activities, earlier_rounds
from ivac.charts import Canvas, change_picture
from ivac.content import load
from ivac.language import language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Assessment, Cell, Plan, PlanRecord

IVAC = load().scales["ivac"]
EN = language("en")
PAGE = Canvas(1270, 460, 16)


def record(before: dict[str, str | None], after: dict[str, str | None], **earlier: object) -> PlanRecord:
    """One activity, two rounds, a year apart; answers by phase."""
    first = Assessment.model_validate(
        {"id": "r1", "day": date(2025, 3, 12), "scale": "ivac", "scale_version": 1, **earlier}
    )
    second = Assessment(id="r2", day=date(2026, 3, 12), scale="ivac", scale_version=1)
    cells = {
        name: {("a1", phase): Cell(answer=answer) for phase, answer in side.items()}
        for name, side in (("r1", before), ("r2", after))
    }
    activities = (Activity(id="a1", name="Løbeklub"), Activity(id="a2", name="Have"))
    return PlanRecord(plan=Plan(name="Nordby"), activities=activities, assessments=(first, second), cells=cells)


def change(before: dict[str, str | None], after: dict[str, str | None], **earlier: object):
    found = record(before, after, **earlier)
    return change_of(found, *found.assessments)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param("informed", "informed", "same", id="T1"),
        pytest.param("informed", "resident_joint", "changed", id="T2 up"),
        pytest.param("resident_joint", "informed", "changed", id="T2 down"),
        pytest.param(None, "informed", "new", id="T3 blank"),
        pytest.param(DONT_KNOW, "informed", "new", id="T3 don't know"),
        pytest.param("informed", NOT_RELEVANT, "gone", id="T4 not relevant"),
        pytest.param("informed", None, "gone", id="T4 blank"),
        pytest.param(None, None, "unknown", id="T5 blanks"),
        pytest.param(DONT_KNOW, NOT_RELEVANT, "unknown", id="T5 outside"),
    ],
)
def test_a_cell_is_the_same_changed_new_gone_or_unknown(before, after, kind):
    assert change({"ideas": before}, {"ideas": after}).cells["a1", "ideas"].kind == kind


def test_t6_rounds_on_different_scales_meet_on_ivac():
    hart = load().scales["hart"]
    level = next(level for level in hart.levels if level.ivac == "professional_joint")
    found = change({"ideas": level.id}, {"ideas": "professional_joint"}, scale="hart")
    assert found.scales_differ
    assert found.scale.id == "ivac"
    assert found.cells["a1", "ideas"].kind == "same"


def test_t6_another_version_of_the_same_scale_is_said():
    assert change({}, {}, scale_version=2).versions_differ
    assert not change({}, {}).versions_differ
    assert not change({}, {}, scale="hart", scale_version=2).versions_differ


def test_t7_n_counts_the_levels_of_each_side():
    found = change({"ideas": "informed", "planning": DONT_KNOW}, {"ideas": "informed", "planning": "informed"})
    assert found.known("ideas") == (1, 1)
    assert found.known("planning") == (0, 1)
    assert found.known("anchoring") == (0, 0)


def chosen(record: PlanRecord, *rounds: str) -> PlanRecord:
    """The same record with its ideas cell on purpose in these rounds."""
    cells = {name: dict(side) for name, side in record.cells.items()}
    for name in rounds:
        level = cells[name]["a1", "ideas"].answer
        cells[name]["a1", "ideas"] = Cell(answer=level, desired=level, desired_reason="on_purpose")
    return record.model_copy(update={"cells": cells})


@pytest.mark.parametrize("rounds", [(), ("r1",), ("r2",), ("r1", "r2")])
def test_t8_what_was_on_purpose_says_so_at_its_own_time(rounds):
    found = chosen(record({"ideas": "informed"}, {"ideas": "informed"}), *rounds)
    cell = change_of(found, *found.assessments).cells["a1", "ideas"]
    assert cell.on_purpose == ("r1" in rounds, "r2" in rounds)
    assert cell.kind == "same"


def test_t8_the_picture_frames_each_half_on_its_own_and_tells_it_in_words():
    def drawn(*rounds: str) -> tuple[list[float], str, bool]:
        found = chosen(record({"ideas": "informed"}, {"ideas": "not_involved"}), *rounds)
        picture = change_picture(change_of(found, *found.assessments), found.activities[:1], EN, PAGE, "")
        (bars,) = picture.figure.data
        halves = [width for data, width in zip(bars.customdata, bars.marker.line.width, strict=True)
            if data[0] == "ideas"]  # fmt: skip
        legend = any(note.text == EN.t("Chosen on purpose") for note in picture.figure.layout.annotations)
        return halves, picture.table.rows[0][1 + PHASES.index("ideas")], legend

    levels = EN.words.scales["ivac"].levels
    then, now = levels["informed"].full, levels["not_involved"].full
    assert drawn() == ([0.5, 0.5], f"changed: {then} → {now}", False)
    assert drawn("r1") == ([3.5, 0.5], f"changed: {then} (on purpose) → {now}", True)
    assert drawn("r2") == ([0.5, 3.5], f"changed: {then} → {now} (on purpose)", True)


def test_t8_the_same_level_that_has_become_a_choice_is_told_as_such():
    found = chosen(record({"ideas": "informed"}, {"ideas": "informed"}), "r2")
    picture = change_picture(change_of(found, *found.assessments), found.activities[:1], EN, PAGE, "")
    level = EN.words.scales["ivac"].levels["informed"].full
    assert picture.table.rows[0][1 + PHASES.index("ideas")] == f"the same: {level} → {level} (on purpose)"


answers = st.dictionaries(st.sampled_from(PHASES), st.sampled_from([None, *IVAC.answers]))


@given(answers, answers)
def test_every_cell_has_one_kind_and_backwards_is_the_mirror(before, after):
    found, back = change(before, after), change(after, before)
    mirror = {"same": "same", "changed": "changed", "new": "gone", "gone": "new", "unknown": "unknown"}
    assert len(found.cells) == 2 * len(PHASES)
    for key, cell in found.cells.items():
        assert back.cells[key].kind == mirror[cell.kind]


def test_an_activity_that_nobody_rated_is_left_out():
    found = record({"ideas": "informed"}, {})
    shown = changed_activities(change_of(found, *found.assessments), found.activities)
    assert [activity.id for activity in shown] == ["a1"]


def test_earlier_rounds_are_those_before_the_newest_first():
    found = record({}, {})
    first, second = found.assessments
    third = second.model_copy(update={"id": "r3"})
    found = found.model_copy(update={"assessments": (first, second, third)})
    assert earlier_rounds(found, third) == [second, first]
    assert earlier_rounds(found, first) == []


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("canvas", [PAGE, Canvas(358, 620, 12)], ids=["page", "phone"])
def test_the_picture_says_in_words_what_it_draws(code, canvas):
    speech = language(code)
    found = record({"ideas": "informed", "planning": "informed"}, {"ideas": "resident_joint", "planning": "informed"})
    picture = change_picture(change_of(found, *found.assessments), found.activities[:1], speech, canvas, "")
    levels = speech.words.scales["ivac"].levels
    (row,) = picture.table.rows
    assert row[0] == "Løbeklub"
    assert f"{levels['informed'].full} → {levels['resident_joint'].full}" in row[1 + PHASES.index("ideas")]
    assert speech.t("not known at either time") == row[1 + PHASES.index("evaluation")]


def test_what_comes_from_memory_is_dashed_and_said():
    def dashed(recalled: bool) -> tuple[bool, bool]:
        found = record({"ideas": "informed"}, {"ideas": "resident_joint"}, recalled=recalled)
        picture = change_picture(change_of(found, *found.assessments), found.activities[:1], EN, PAGE, "")
        drawn = str(picture.figure.to_dict())
        return "'dash': 'dot'" in drawn, EN.t("Dashed: from memory") in drawn

    assert dashed(recalled=True) == (True, True)
    assert dashed(recalled=False) == (False, False)
