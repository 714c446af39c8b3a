"""Whom a plan can learn from in one phase: nobody is strong or weak, a level is a description. Pure functions.

L1  A phase is offered first where most activities have a wish for more say than was agreed: a level at which residents
    decide with or alone, or take the initiative, where they do not now.
L2  Then where residents take part in the decision in the smallest share of the activities with a level, when three or
    more have one. A phase in which they take part everywhere is not offered for that.
L3  All six phases can be chosen; those for which nothing speaks follow in the method's order.
L4  One learns for the activities with such a wish, and for those in which residents do not take part in the decision,
    or of which that is not known; never for those that are as they are on purpose.
L5  One learns from activities elsewhere of the same type or effort area in which, in that phase, residents take part in
    the decision or take the initiative.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ivac.content import Level, Scale, load
from ivac.model import OUTSIDE, PHASES, PhaseId
from ivac.summaries import FEW, Share


@dataclass(frozen=True)
class Stand:
    """How many activities of one kind have this answer and this wish in a phase, and whether that is on purpose.

    `answer` is None for a blank; type and effort area are None where not stated.
    """

    phase: PhaseId
    answer: str | None
    desired: str | None
    on_purpose: bool
    activity_type: str | None
    effort_area: str | None
    number: int


@dataclass(frozen=True)
class Offer:
    """A phase to learn for: the activities with a wish for more say, the decision share, and whether it is smallest.

    `by_choice` of the activities are as they are on purpose.
    """

    phase: PhaseId
    wishes: int
    decision: Share
    by_choice: int
    smallest: bool


@dataclass(frozen=True)
class Kinds:
    """The types and effort areas of the activities that one learns for, and how many activities those are."""

    activities: int
    types: frozenset[str]
    areas: frozenset[str]


@dataclass(frozen=True)
class Example:
    """An activity elsewhere that one can learn from, at what it was agreed to be in its plan's round of that day.

    The texts are empty where its plan does not share them.
    """

    plan_id: str
    fictional: bool
    day: date
    scale: str
    scale_version: int
    answer: str
    activity_type: str | None
    effort_area: str | None
    name: str
    description: str
    example: str


def has_a_say(level: Level) -> bool:
    """Whether residents take part in the decision or take the initiative at this level."""
    return decides(level) or level.initiative == "residents"


def decides(level: Level) -> bool:
    """Whether residents take part in the decision at this level."""
    return level.decides != "professionals"


def levels_with_a_say() -> Mapping[str, frozenset[str]]:
    """By scale the ids of the levels at which residents take part in the decision or take the initiative."""
    return _levels(has_a_say)


def levels_decided_with_residents() -> Mapping[str, frozenset[str]]:
    """By scale the ids of the levels at which residents take part in the decision."""
    return _levels(decides)


def _levels(fits: Callable[[Level], bool]) -> Mapping[str, frozenset[str]]:
    return {scale.id: frozenset(level.id for level in scale.levels if fits(level)) for scale in load().scales.values()}


def wishes_more(answer: str | None, desired: str | None, scale: Scale) -> bool:
    """Rule L1 for one activity in a phase; a wish is compared with a level alone, never with a blank."""
    if answer is None or desired is None or {answer, desired} & set(OUTSIDE):
        return False
    now, wish = scale.level(answer), scale.level(desired)
    return (decides(wish) and not decides(now)) or (
        wish.initiative == "residents" and now.initiative == "professionals"
    )


def offers(stands: Iterable[Stand], scale: Scale) -> list[Offer]:
    """All six phases, those to learn for first (rules L1 to L3)."""
    counted = list(stands)
    found = [_offer([stand for stand in counted if stand.phase == phase], phase, scale) for phase in PHASES]
    shares = [
        offer.decision.value for offer in found if offer.decision.whole >= FEW and offer.decision.value is not None
    ]
    least = min(shares, default=1.0)
    told = [
        Offer(
            offer.phase,
            offer.wishes,
            offer.decision,
            offer.by_choice,
            smallest=least < 1 and offer.decision.whole >= FEW and offer.decision.value == least,
        )
        for offer in found
    ]
    return sorted(told, key=lambda offer: (-offer.wishes, not offer.smallest))


def _offer(stands: list[Stand], phase: PhaseId, scale: Scale) -> Offer:
    known = [(scale.level(stand.answer), stand) for stand in stands if stand.answer and stand.answer not in OUTSIDE]
    deciding = sum(stand.number for level, stand in known if decides(level))
    return Offer(
        phase,
        wishes=sum(stand.number for stand in stands if wishes_more(stand.answer, stand.desired, scale)),
        decision=Share(deciding, sum(stand.number for _, stand in known)),
        by_choice=sum(stand.number for stand in stands if stand.on_purpose),
        smallest=False,
    )


def kinds_to_learn_for(stands: Iterable[Stand], phase: PhaseId, scale: Scale) -> Kinds:
    """Rule L4: what kinds of activities one learns for in a phase."""
    deciding = {level.id for level in scale.levels if decides(level)}
    chosen = [
        stand
        for stand in stands
        if stand.phase == phase
        and not stand.on_purpose
        and (stand.answer not in deciding or wishes_more(stand.answer, stand.desired, scale))
    ]
    return Kinds(
        activities=sum(stand.number for stand in chosen),
        types=frozenset(stand.activity_type for stand in chosen if stand.activity_type),
        areas=frozenset(stand.effort_area for stand in chosen if stand.effort_area),
    )
