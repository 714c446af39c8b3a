"""Patterns: what in a plan's picture is worth talking about. Pure functions; no verdict and no score.

    known = Known(scale, activities, cells, room)     what is known; without a room before a workshop
    findings = find(known)                            every pattern that is seen, activity by activity
    first = talk_first(findings)                      three to begin with, spread over activities
    told = tell(finding, language)                    the words: name, why, sentence, question, note, what it rests on
    shape(known.course(activity))                     the course of one activity, an id of the content's shapes

With a room, what has been agreed on counts before what the room answered. To see the room's answers alone, hand in no
cells; to leave out what has been talked about, hand in fewer activities.
"""

from ivac.patterns.finding import Finding, Ground, find
from ivac.patterns.first import talk_first
from ivac.patterns.known import Course, Known
from ivac.patterns.rules import RULES
from ivac.patterns.shapes import shape
from ivac.patterns.telling import Told, tell

__all__ = ["RULES", "Course", "Finding", "Ground", "Known", "Told", "find", "shape", "talk_first", "tell"]
