"""Which questions of the checklist come first, and how far a group has come. Pure; each rule has an id its tests name.

Q1  A finding points to each phase that it rests on; one of a pattern that says what goes well or was chosen on purpose
    (not `look_into`) points nowhere.
Q2  The phase that most findings point to comes first; among equals the earlier phase. At most three count as pointed
    to, as many as a talk begins with.
Q3  A question stands once, under the first of these phases that it is offered for, in the printed order there. `also`
    says for which others of them it is offered. A phase that has no question left has no part of its own.
Q4  Answered is what has one of the four answers; a note alone, like a blank, is no answer. How many of each answer
    there are is never counted.
Q5  Last time is the newest earlier round in which that question was answered.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivac.change import earlier_rounds
from ivac.content import load
from ivac.content.talk_schema import Check
from ivac.faults import N_
from ivac.model import PHASES, UNCHECKED, Assessment, CheckAnswer, Checked, PhaseId, PlanRecord
from ivac.patterns import Finding

ANSWERS: dict[CheckAnswer, str] = {
    "yes": N_("Yes"),
    "partly": N_("Partly"),
    "no": N_("No"),
    "not_relevant": N_("Not relevant"),
}
"""The answers in words (catalogue keys), in the order in which they are offered."""

MOST = 3
"""Phases that count as pointed to (rule Q2)."""


@dataclass(frozen=True)
class Offered:
    """A question with the other phases to look into that it is offered for."""

    check: Check
    also: tuple[PhaseId, ...] = ()


@dataclass(frozen=True)
class Part:
    """A phase to look into, the patterns that point to it, and the questions that stand under it."""

    phase: PhaseId
    patterns: tuple[str, ...]
    questions: tuple[Offered, ...]


@dataclass(frozen=True)
class Before:
    """What was answered in an earlier round."""

    assessment: Assessment
    answer: CheckAnswer


def phases_to_look_into(findings: Sequence[Finding]) -> tuple[PhaseId, ...]:
    """The phases that the talk points to (rules Q1 and Q2)."""
    counts = Counter(phase for finding in _pointing(findings) for phase in set(finding.phases))
    ranked = sorted((phase for phase in PHASES if counts[phase]), key=lambda phase: -counts[phase])
    return tuple(ranked[:MOST])


def offered_first(findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The questions for the phases that the talk points to (rule Q3); nothing when it points nowhere."""
    phases = phases_to_look_into(findings)
    parts = []
    for phase in phases:
        patterns = dict.fromkeys(finding.pattern for finding in _pointing(findings) if phase in finding.phases)
        questions = tuple(
            Offered(check, tuple(other for other in phases if other != phase and other in check.phases))
            for check in load().talk.checklist_for(phase)
            if phase_of(check, phases) == phase
        )
        if questions:
            parts.append(Part(phase, tuple(patterns), questions))
    return tuple(parts)


def phase_of(check: Check, phases: Sequence[PhaseId]) -> PhaseId:
    """The phase that a question stands for: the first of these that it is offered for, else its own first."""
    return next((phase for phase in phases if phase in check.phases), check.phases[0])


def answered(checks: Mapping[str, Checked]) -> int:
    """How many of the checklist's questions have an answer (rule Q4)."""
    return sum(checks.get(check.id, UNCHECKED).answer is not None for check in load().talk.checklist)


def last_time(record: PlanRecord, assessment: Assessment) -> Mapping[str, Before]:
    """What earlier rounds say, by question (rule Q5)."""
    found: dict[str, Before] = {}
    for before in earlier_rounds(record, assessment):
        for question, said in record.checks_of(before).items():
            if said.answer is not None:
                found.setdefault(question, Before(before, said.answer))
    return found


def _pointing(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that make a phase one to look into (rule Q1)."""
    kept = {pattern.id for pattern in load().patterns if pattern.look_into}
    return [finding for finding in findings if finding.pattern in kept]
