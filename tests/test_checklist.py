"""Which questions of the checklist come first, and how far a group has come: the rules Q1 to Q5, by their ids."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivac.checklist import MOST, answered, last_time, offered_first, phase_of, phases_to_look_into
from ivac.content import load
from ivac.demo import demo_records
from ivac.model import PHASES, Assessment, Checked, PlanRecord
from ivac.patterns import Finding, Ground, Known, find

QUESTIONS = load().talk.checklist
PATTERNS = [pattern.id for pattern in load().patterns]


def found(pattern: str, *phases: str, activity: str = "run") -> Finding:
    return Finding(pattern, activity, tuple(Ground(phase, None) for phase in phases), {}, 0)


FINDINGS = st.lists(
    st.builds(
        lambda pattern, phases: found(pattern, *phases),
        st.sampled_from(PATTERNS),
        st.lists(st.sampled_from(PHASES), min_size=1, max_size=3, unique=True),
    ),
    max_size=8,
)


def test_Q1_a_finding_points_to_every_phase_that_it_rests_on():
    assert phases_to_look_into([found("weak_anchoring", "implementation", "anchoring")]) == (
        "implementation",
        "anchoring",
    )


@pytest.mark.parametrize("pattern", ["steady", "low_on_purpose"])
def test_Q1_what_goes_well_or_was_chosen_points_nowhere(pattern):
    assert phases_to_look_into([found(pattern, "ideas", "planning")]) == ()
    assert offered_first([found(pattern, "ideas", "planning")]) == ()


def test_Q1_every_other_pattern_points_somewhere():
    silent = {pattern for pattern in PATTERNS if not phases_to_look_into([found(pattern, "ideas")])}
    assert silent == {"steady", "low_on_purpose"}


def test_Q2_the_phase_with_most_findings_comes_first_and_among_equals_the_earlier():
    findings = [
        found("apparent", "evaluation"),
        found("drop", "ideas", "planning"),
        found("nobody_knows", "planning", activity="cafe"),
    ]
    assert phases_to_look_into(findings) == ("planning", "ideas", "evaluation")


def test_Q2_no_more_than_three_phases_are_pointed_to():
    assert phases_to_look_into([found("apparent", phase) for phase in PHASES]) == PHASES[:MOST]
    assert MOST == 3


@given(FINDINGS)
def test_Q3_a_question_stands_once_in_the_printed_order_under_a_phase_that_it_is_offered_for(findings):
    phases, parts = phases_to_look_into(findings), offered_first(findings)
    printed = [check.id for check in QUESTIONS]
    listed = [offered.check.id for part in parts for offered in part.questions]

    assert len(listed) == len(set(listed))
    assert set(listed) == {check.id for check in QUESTIONS if set(check.phases) & set(phases)}
    for part in parts:
        ids = [offered.check.id for offered in part.questions]
        assert ids == sorted(ids, key=printed.index)
        assert ids
        for offered in part.questions:
            assert {part.phase, *offered.also} == set(offered.check.phases) & set(phases)


def test_Q3_a_question_stands_under_the_phase_that_comes_first():
    (planning, ideas) = offered_first([found("drop", "ideas", "planning"), found("complex_planning", "planning")])
    assert (planning.phase, ideas.phase) == ("planning", "ideas")
    partners = next(offered for offered in planning.questions if offered.check.id == "partners")
    assert partners.also == ("ideas",)
    assert "partners" not in [offered.check.id for offered in ideas.questions]


def test_Q3_a_phase_is_named_with_the_patterns_that_point_to_it_each_once():
    findings = [found("drop", "ideas", "planning"), found("drop", "ideas", activity="cafe"), found("steady", "ideas")]
    assert offered_first([*findings, found("apparent", "ideas")])[0].patterns == ("drop", "apparent")


def test_Q3_a_phase_whose_questions_all_stand_elsewhere_has_no_part():
    findings = [found("drop", "planning"), found("drop", "implementation"), found("drop", "anchoring")]
    assert phases_to_look_into(findings) == ("planning", "implementation", "anchoring")
    assert [part.phase for part in offered_first(findings)] == ["planning", "implementation"]


def test_Q3_a_question_that_no_phase_asks_for_stands_for_its_own_first_phase():
    check = next(check for check in QUESTIONS if check.id == "partners")
    assert phase_of(check, ("evaluation",)) == "ideas"
    assert phase_of(check, ("anchoring", "planning")) == "anchoring"


def test_Q4_a_note_or_a_blank_is_no_answer_and_all_answers_count_alike():
    assert answered({}) == 0
    assert answered({"purpose": Checked(note="Vi taler om det")}) == 0
    for given_ in ("yes", "partly", "no", "not_relevant"):
        assert answered({check.id: Checked(answer=given_) for check in QUESTIONS}) == 26


def with_rounds(record: PlanRecord, **answers: dict[int, Checked]) -> PlanRecord:
    """The plan with rounds in 2024, 2025 and 2026, and what was said of one question each year."""
    rounds = tuple(
        Assessment(id=str(year), day=date(year, 3, 12), scale="ivac", scale_version=1) for year in (2024, 2025, 2026)
    )
    checks: dict[str, dict[str, Checked]] = {}
    for question, by_year in answers.items():
        for year, said in by_year.items():
            checks.setdefault(str(year), {})[question] = said
    return record.model_copy(update={"assessments": rounds, "cells": {}, "checks": checks})


def test_Q5_last_time_is_the_newest_earlier_round_with_an_answer(record):
    plan = with_rounds(
        record,
        purpose={2024: Checked(answer="no"), 2025: Checked(note="Ingen tid"), 2026: Checked(answer="yes")},
        partners={2024: Checked(answer="no"), 2025: Checked(answer="partly")},
        community={2026: Checked(answer="yes")},
    )
    then, now = plan.assessments[0], plan.assessments[2]

    said = {question: (before.assessment.id, before.answer) for question, before in last_time(plan, now).items()}

    assert said == {"purpose": ("2024", "no"), "partners": ("2025", "partly")}
    assert last_time(plan, then) == {}


def test_the_demo_plans_point_to_phases_of_their_findings():
    for plan in demo_records("da"):
        findings = find(Known(load().scales[plan.latest.scale], plan.activities, plan.cells_of(plan.latest)))
        assert 1 <= len(phases_to_look_into(findings)) <= MOST
        assert offered_first(findings)
