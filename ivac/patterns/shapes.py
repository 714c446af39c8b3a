"""The course of one activity through its phases, as one of the content's shapes.

Read from how far the decision lies with residents in the phases that are known; the first rule that fits decides.

S1  too_little_known: fewer than three phases have a level.
S2  steady: the same in all of them.
S3  late_invitation: residents have a say in implementation, and none in any phase before it; two of those are known.
S4  rising: never less than before.
S5  front_loaded: residents have a say before implementation, and none from then on.
S6  fading: never more than before.
S7  planning_dip: less in planning than in ideas and in implementation.
S8  middle: first more, then less.
S9  shifting: whatever is left.
"""

from collections.abc import Sequence
from itertools import pairwise

from ivac.model import PHASES
from ivac.patterns.known import Course
from ivac.summaries import FEW

RUNNING = PHASES.index("implementation")
ENOUGH_BEFORE = 2


def shape(course: Course) -> str:
    """The id of the activity's shape."""
    known = [(place, voice) for place, phase in enumerate(PHASES) if (voice := course.voice(phase)) is not None]
    voices = [voice for _, voice in known]
    if len(known) < FEW:
        return "too_little_known"
    if len(set(voices)) == 1:
        return "steady"
    before = [voice for place, voice in known if place < RUNNING]
    after = [voice for place, voice in known if place >= RUNNING]
    if course.shared("implementation") and len(before) >= ENOUGH_BEFORE and not any(before):
        return "late_invitation"
    if _never_falls(voices):
        return "rising"
    if any(before) and after and not any(after):
        return "front_loaded"
    if _never_falls(voices[::-1]):
        return "fading"
    return _uneven(course, voices)


def _uneven(course: Course, voices: Sequence[int]) -> str:
    ideas, planning, running = (course.voice(phase) for phase in PHASES[1 : RUNNING + 1])
    if ideas is not None and planning is not None and running is not None and planning < min(ideas, running):
        return "planning_dip"
    top = voices.index(max(voices))
    return "middle" if _never_falls(voices[: top + 1]) and _never_falls(voices[top:][::-1]) else "shifting"


def _never_falls(voices: Sequence[int]) -> bool:
    return all(one <= other for one, other in pairwise(voices))
