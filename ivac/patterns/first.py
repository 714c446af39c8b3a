"""Three to talk about first. Pure functions; each rule has an id that its tests name.

F1  Where people differ, where wish and practice differ, and where residents drop out take turns; of each kind the
    strongest first, a pattern that is not among the chosen before one that is; among equals as the content and then
    the plan orders them.
F2  Each is of another activity, as long as there is one.
F3  Whatever else is seen comes only when no activity is left for those three.
"""

from collections.abc import Sequence

from ivac.content import KINDS, Kind, load
from ivac.patterns.finding import Finding


def talk_first(findings: Sequence[Finding], most: int = 3) -> list[Finding]:
    """At most so many findings to begin the talk with (rules F1 to F3)."""
    waiting = _by_kind(findings)
    chosen: list[Finding] = []
    for kinds, elsewhere in ((KINDS[:-1], True), (KINDS[-1:], True), (KINDS, False)):
        for kind in kinds * most:
            found = _next(waiting[kind], chosen, elsewhere)
            if found and len(chosen) < most:
                chosen.append(found)
    return chosen


def _next(waiting: Sequence[Finding], chosen: Sequence[Finding], elsewhere: bool) -> Finding | None:
    """The first that is left, of a pattern that is not among the chosen if there is one."""
    taken = {finding.activity for finding in chosen} if elsewhere else set()
    patterns = {finding.pattern for finding in chosen}
    left = [finding for finding in waiting if finding not in chosen and finding.activity not in taken]
    return min(left, key=lambda finding: finding.pattern in patterns, default=None)


def _by_kind(findings: Sequence[Finding]) -> dict[Kind, list[Finding]]:
    order = {pattern.id: (place, pattern.kind) for place, pattern in enumerate(load().patterns)}
    ranked = sorted(findings, key=lambda finding: (-finding.strength, order[finding.pattern][0]))
    return {kind: [finding for finding in ranked if order[finding.pattern][1] == kind] for kind in KINDS}
