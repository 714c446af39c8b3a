"""What is printed for a workshop on paper, in one list: a workshop's page and a plan's files both read it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ivac.content import Scale
from ivac.documents.paper import cards, poster, sheets
from ivac.faults import N_
from ivac.language import Language
from ivac.model import Activity

LONGEST_NAME = 200
"""Bytes of a plan's name in the names of its files; disks take 255 with the ending."""
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f]')
"""What Windows does not allow in a file's name."""


@dataclass(frozen=True)
class Printing:
    """What paper is made for: a plan, these of its activities, the scale that is asked, the language, and wishes.

    With `wishes` the sheets ask how it should be, too.
    """

    plan_name: str
    activities: Sequence[Activity]
    scale: Scale
    language: Language
    wishes: bool = False


@dataclass(frozen=True)
class Paper:
    """One PDF of the kit: how its name ends, what it is (catalogue keys), how it is made, and whether of activities."""

    ending: str
    name: str
    about: str
    make: Callable[[Printing], bytes]
    of_activities: bool = False


KIT: tuple[Paper, ...] = (
    Paper(
        "poster-a1.pdf", N_("Poster for stickers, A1"), N_("The grid on the wall, for stickers."),
        lambda of: poster(of.plan_name, of.scale, of.language, "A1"),
    ),
    Paper(
        "poster-a3.pdf", N_("Poster for stickers, A3"), N_("The grid on a table, for stickers."),
        lambda of: poster(of.plan_name, of.scale, of.language, "A3"),
    ),
    Paper(
        "sheets-staff.pdf", N_("Sheets in the staff’s words"), N_("One page an activity, to tick."),
        lambda of: sheets(of.activities, of.scale, of.language, False, of.wishes), True,
    ),
    Paper(
        "sheets-residents.pdf", N_("Sheets in residents’ words"), N_("One page an activity, to tick."),
        lambda of: sheets(of.activities, of.scale, of.language, True, of.wishes), True,
    ),
    Paper(
        "cards.pdf", N_("Level cards"), N_("Each level with its words and examples, to cut out."),
        lambda of: cards(of.scale, of.language),
    ),
)  # fmt: skip
"""All of it, in the order of the pages. The poster of the way in is no part: it needs a code that works."""


def named(plan_name: str, ending: str) -> str:
    """What a file about a plan is called: a name that every disk takes."""
    name = _NOT_IN_NAMES.sub("-", plan_name).lstrip(".") or "-"
    whole = name.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip()
    return f"{whole}.{ending}"
