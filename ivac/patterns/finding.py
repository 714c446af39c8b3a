"""From rules to findings: which pattern is seen at which activity, and what that rests on."""

from dataclasses import dataclass

from ivac.model import PhaseId
from ivac.patterns.known import Course, Known
from ivac.patterns.rules import RULES, Fill, Sign


@dataclass(frozen=True)
class Ground:
    """One cell that a finding rests on: how many people's answers, or None where the group has agreed on it."""

    phase: PhaseId
    answers: int | None


@dataclass(frozen=True)
class Finding:
    """A pattern that is seen at an activity, the cells it rests on, and ids and counts for its sentence.

    `strength` orders the findings of one kind and is never shown.
    """

    pattern: str
    activity: str
    rests_on: tuple[Ground, ...]
    fill: Fill
    strength: float

    @property
    def phases(self) -> tuple[PhaseId, ...]:
        """The phases it rests on."""
        return tuple(ground.phase for ground in self.rests_on)

    @property
    def topic(self) -> str:
        """What tells it apart from other findings about the same activity."""
        return " ".join((self.pattern, *self.phases))

    @property
    def n(self) -> int | None:
        """The fewest people's answers behind one of its cells; None where all of it has been agreed on."""
        return min((ground.answers for ground in self.rests_on if ground.answers is not None), default=None)


def find(known: Known) -> list[Finding]:
    """Every pattern that is seen, in the order of the activities and then of the content."""
    return [
        Finding(pattern, activity.id, _grounds(course, sign), sign.fill, sign.strength)
        for activity in known.activities
        for course in (known.course(activity),)
        for pattern, rule in RULES.items()
        for sign in rule(course)
    ]


def _grounds(course: Course, sign: Sign) -> tuple[Ground, ...]:
    def answers(phase: PhaseId) -> int | None:
        cell, agreed = course.room.get(phase), course.cell(phase).answer is not None
        if cell is None or cell.total is None or (agreed and sign.rests_on != "room"):
            return None
        return cell.total.answered if sign.rests_on == "dont_know" else cell.total.n

    return tuple(Ground(phase, answers(phase)) for phase in sign.phases)
