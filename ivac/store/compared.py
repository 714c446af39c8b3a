"""What the database has counted, as the numbers that a comparison is made of."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ivac.comparison import Comparison, Course, RoundShare, in_common_rows
from ivac.content import rated_scale
from ivac.model import PHASES, PhaseId, Plan
from ivac.store.country import Counted, PlanRound, RoundCount
from ivac.summaries import PlanSummary, summarise_counts


def compared(rounds: Sequence[PlanRound], counts: Iterable[Counted], of_people: bool = False) -> Comparison:
    """The plans in their rounds in common rows, in the order given; `of_people` where answers are counted."""
    by_plan: dict[str, list[Counted]] = {each.plan_id: [] for each in rounds}
    for counted in counts:
        if counted.plan_id in by_plan:
            by_plan[counted.plan_id].append(counted)
    plans = [(_plan(each), _summary(each, by_plan[each.plan_id], of_people)) for each in rounds]
    return in_common_rows(plans, of_people)


def courses(rounds: Iterable[PlanRound], counts: Iterable[RoundCount], phase: PhaseId) -> list[Course]:
    """Each plan's rounds that know anything of this phase, in the order of `rounds`."""
    found: dict[str, list[RoundShare]] = {}
    for (plan_id, _), answers in groupby(counts, lambda each: (each.plan_id, each.assessment_id)):
        if (share := _round_share(list(answers), phase)).decision.whole:
            found.setdefault(plan_id, []).append(share)
    return [
        Course(each.plan_id, each.name, tuple(found[each.plan_id])) for each in rounds if each.plan_id in found
    ]  # fmt: skip


def _round_share(answers: Sequence[RoundCount], phase: PhaseId) -> RoundShare:
    first = answers[0]
    scale = rated_scale(first.scale, first.scale_version)
    total = sum(each.number for each in answers)
    summary = summarise_counts(((phase, each.answer, each.number) for each in answers), total, scale)
    there = summary.phases[PHASES.index(phase)]
    return RoundShare(first.day, first.recalled, scale, there.decision, there.initiative)


def _plan(found: PlanRound) -> Plan:
    return Plan(id=found.plan_id, name=found.name, municipality=found.municipality, fictional=found.fictional)


def _summary(found: PlanRound, counts: Sequence[Counted], of_people: bool) -> PlanSummary:
    return summarise_counts(
        ((each.phase, each.answer, each.number) for each in counts),
        _most_answers(counts) if of_people else found.activities,
        rated_scale(found.scale, found.scale_version),
        ((each.phase, each.answer, each.on_purpose) for each in counts),
    )


def _most_answers(counts: Sequence[Counted]) -> int:
    """How many answers the phase with the most has: people may answer a part of the phases."""
    return max((sum(each.number for each in counts if each.phase == phase) for phase in PHASES), default=0)
