"""The rule of each pattern, by its id in `content/patterns.toml`. Pure functions from one activity's course to signs.

“Residents have a say” and “staff decide alone” are read as `ivac.patterns.known` says.

T1   drop: residents have a say in a phase, and in the next one staff decide alone; not from implementation to
     anchoring (T5), nor into an evaluation in which residents answer (T9).
T2   late_invitation: residents have a say in implementation; staff decide alone in ideas and in planning, and residents
     have no say in knowledge gathering.
T3   decided_before_asked: staff decide alone in knowledge gathering and in ideas; not where T2 is seen.
T4   resident_run: there are volunteers, staff's roles in implementation are known and without performing, and staff
     decide alone there.
T5   weak_anchoring: residents have a say in implementation, and staff decide alone in anchoring; not with aim “stop”.
T6   unpractised_anchoring: the aim is “with residents”, and staff decide alone in planning and in implementation; not
     where the anchoring test names something that residents have practised.
T7   staff_hold: the aim is “with residents” or “with an association”, and staff's roles in implementation and anchoring
     are performing or coordinating, without facilitating.
T8   few_carry: residents take the initiative in implementation, and it would stop without one or two people; where the
     anchoring test does not say, there are one or two volunteers. Not with aim “stop”.
T9   evaluation_answers: staff decide alone in evaluation, at a level that corresponds to “informed”.
T10  professionals_instead: staff decide alone in knowledge gathering or ideas; professional actors are named, and no
     residents.
T11  complex_planning: the activity is complex, and staff decide alone in planning.
T12  apparent: staff decide alone, at a rung that corresponds to “not involved” without being it (Hart 1 to 3); or at
     “not involved” itself while residents are named among the actors.
T13  far_wish: staff decide alone and have the initiative, and the desired level has the initiative with residents.
T14  disagreement: in the room at least half of those who chose a level chose another one than a most chosen.
T15  seen_differently: in the room staff's and residents' most chosen levels have none in common (rule R5).
T16  nobody_knows: “don't know” is agreed on; or nothing is, and in the room at least half answered it.
T17  contradiction: the level says that residents decide, and staff's only role there is performing.
T18  steady: residents have a say in three or more phases in a row.
T19  low_on_purpose: the decision is with staff, and the group has chosen that on purpose.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ivac.content import COMBINATIONS, Level
from ivac.model import DONT_KNOW, PHASES, PhaseId
from ivac.patterns.known import Course

RESIDENTS = frozenset({"residents", "volunteer_residents", "residents_boards"})
PROFESSIONALS = frozenset(
    {"housing_organisations", "municipal_departments", "local_institutions", "police", "health_services"}
)
"""The actors that are professionals, after source 004's use of the word; associations and businesses are neither."""
WITHOUT_STAFF = ("with_residents", "with_association")
HOLDING = ("performing", "coordinating")
FEW_PEOPLE = 2
IN_A_ROW = 3


Fill = Mapping[str, int | tuple[str, ...]]
"""Ids and counts by the open place of a sentence that they fill."""


@dataclass(frozen=True)
class Sign:
    """Where a pattern is seen: its phases, and ids and counts for the sentence's open places.

    `strength` orders the findings of one kind (the larger first) and is never shown; `rests_on` says what of a cell
    counts: its level, agreed or the room's; the room's levels whatever has been agreed on; or also don't know.
    """

    phases: tuple[PhaseId, ...]
    strength: float = 0
    fill: Fill = field(default_factory=dict)
    rests_on: Literal["level", "room", "dont_know"] = "level"


Rule = Callable[[Course], Iterator[Sign]]


def drop(course: Course) -> Iterator[Sign]:
    """T1."""
    for phase, following in pairwise(PHASES):
        if (phase, following) == ("implementation", "anchoring") or (
            following == "evaluation" and _answers_only(course)
        ):
            continue
        if course.shared(phase) and course.staff_alone(following):
            strength = course.voice(phase) or 0
            yield Sign((phase, following), strength, {"phase": (phase,), "next": (following,)})


def late_invitation(course: Course) -> Iterator[Sign]:
    """T2."""
    before: tuple[PhaseId, ...] = ("ideas", "planning")
    late = course.shared("implementation") and not course.shared("knowledge")
    if late and all(course.staff_alone(phase) for phase in before):
        yield Sign((*before, "implementation"))


def decided_before_asked(course: Course) -> Iterator[Sign]:
    """T3."""
    alone = course.staff_alone("knowledge") and course.staff_alone("ideas")
    if alone and not list(late_invitation(course)):
        yield Sign(("knowledge", "ideas"))


def resident_run(course: Course) -> Iterator[Sign]:
    """T4."""
    roles = course.roles("implementation")
    if course.activity.volunteers and roles and "performing" not in roles and course.staff_alone("implementation"):
        yield Sign(("implementation",))


def weak_anchoring(course: Course) -> Iterator[Sign]:
    """T5."""
    if course.activity.aim != "stop" and course.shared("implementation") and course.staff_alone("anchoring"):
        yield Sign(("implementation", "anchoring"), course.voice("implementation") or 0)


def unpractised_anchoring(course: Course) -> Iterator[Sign]:
    """T6."""
    alone = course.staff_alone("planning") and course.staff_alone("implementation")
    if course.activity.aim == "with_residents" and alone and not course.breadth.practised:
        yield Sign(("planning", "implementation"), 1)


def staff_hold(course: Course) -> Iterator[Sign]:
    """T7."""
    where: tuple[PhaseId, ...] = ("implementation", "anchoring")
    roles = {role for phase in where for role in course.roles(phase)}
    held = tuple(role for role in HOLDING if role in roles)
    if course.activity.aim in WITHOUT_STAFF and held and "facilitating" not in roles:
        phases = tuple(phase for phase in where if set(course.roles(phase)) & set(HOLDING))
        yield Sign(phases, 1, {"roles": held})


def few_carry(course: Course) -> Iterator[Sign]:
    """T8."""
    level = course.level("implementation")
    carrying = course.breadth.stops_without or course.activity.volunteers or 0
    by_residents = level is not None and level.initiative == "residents"
    if 1 <= carrying <= FEW_PEOPLE and by_residents and course.activity.aim != "stop":
        yield Sign(("implementation",))


def evaluation_answers(course: Course) -> Iterator[Sign]:
    """T9."""
    if _answers_only(course):
        yield Sign(("evaluation",))


def professionals_instead(course: Course) -> Iterator[Sign]:
    """T10."""
    phases: list[PhaseId] = []
    asked: dict[str, None] = {}
    for phase in PHASES[:2]:
        actors = course.cell(phase).actors
        professionals = [actor for actor in actors if actor in PROFESSIONALS]
        if course.staff_alone(phase) and professionals and not RESIDENTS & set(actors):
            phases.append(phase)
            asked |= dict.fromkeys(professionals)
    if phases:
        yield Sign(tuple(phases), fill={"phases": tuple(phases), "actors": tuple(asked)})


def complex_planning(course: Course) -> Iterator[Sign]:
    """T11."""
    if course.activity.complexity == "complex" and course.staff_alone("planning"):
        yield Sign(("planning",))


def apparent(course: Course) -> Iterator[Sign]:
    """T12."""

    def seen(phase: PhaseId) -> bool:
        level = course.level(phase)
        if level is None or _twin(level) != "not_involved":
            return False
        return level.id != "not_involved" or bool(RESIDENTS & set(course.cell(phase).actors))

    yield from _together(phase for phase in PHASES if course.staff_alone(phase) and seen(phase))


def far_wish(course: Course) -> Iterator[Sign]:
    """T13."""
    steps = {
        phase: COMBINATIONS.index((wish.initiative, wish.decides))
        for phase in PHASES
        if course.staff_alone(phase) and (wish := course.wish(phase)) and wish.initiative == "residents"
    }
    yield from _together(iter(steps), max(steps.values(), default=0))


def disagreement(course: Course) -> Iterator[Sign]:
    """T14."""
    for phase, cell in course.room.items():
        share = cell.apart.value
        if cell.total and share is not None and share >= 1 / 2:
            agreement = cell.total.agreement
            fill: Fill = {"phase": (phase,), "same": agreement.part, "whole": agreement.whole}
            yield Sign((phase,), share, fill, "room")


def seen_differently(course: Course) -> Iterator[Sign]:
    """T15."""
    for phase, cell in course.room.items():
        if cell.differing:
            yield Sign((phase,), cell.apart.value or 0, {"phase": (phase,)}, "room")


def nobody_knows(course: Course) -> Iterator[Sign]:
    """T16."""

    def unknown(phase: PhaseId) -> bool:
        settled, cell = course.cell(phase).answer, course.room.get(phase)
        if settled is not None or cell is None or cell.total is None:
            return settled == DONT_KNOW
        return cell.total.dont_know * 2 >= cell.total.answered

    if phases := tuple(phase for phase in PHASES if unknown(phase)):
        yield Sign(phases, 0, {"phases": phases}, "dont_know")


def contradiction(course: Course) -> Iterator[Sign]:
    """T17."""
    yield from _together(
        phase for phase in PHASES if course.voice(phase) == 2 and course.roles(phase) == ("performing",)
    )


def steady(course: Course) -> Iterator[Sign]:
    """T18."""
    row: tuple[PhaseId, ...] = ()
    for phase in (*PHASES, None):
        if phase and course.shared(phase):
            row = (*row, phase)
            continue
        if len(row) >= IN_A_ROW:
            yield Sign(row, fill={"first": row[:1], "last": row[-1:]})
        row = ()


def low_on_purpose(course: Course) -> Iterator[Sign]:
    """T19."""
    yield from _together(phase for phase in PHASES if course.voice(phase) == 0 and course.cell(phase).low_on_purpose)


def _together(phases: Iterator[PhaseId], strength: float = 0) -> Iterator[Sign]:
    """One sign for all the phases, where there are any."""
    if found := tuple(phases):
        yield Sign(found, strength, {"phases": found})


def _answers_only(course: Course) -> bool:
    level = course.level("evaluation")
    return level is not None and course.staff_alone("evaluation") and _twin(level) == "informed"


def _twin(level: Level) -> str:
    """The level of IVAC(E) that a level corresponds to."""
    return level.ivac or level.id


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        drop,
        late_invitation,
        decided_before_asked,
        resident_run,
        weak_anchoring,
        unpractised_anchoring,
        staff_hold,
        few_carry,
        evaluation_answers,
        professionals_instead,
        complex_planning,
        apparent,
        far_wish,
        disagreement,
        seen_differently,
        nobody_knows,
        contradiction,
        steady,
        low_on_purpose,
    )
}
"""Every rule by the id of its pattern, in the content's order."""
