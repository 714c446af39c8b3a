"""How an answer looks in a cell of a workbook: the colours of the pictures, and marks that no colour has."""

from dataclasses import dataclass
from typing import Literal

from ivac.content import Scale
from ivac.faults import N_
from ivac.language import Language
from ivac.model import DONT_KNOW, NOT_RELEVANT, OUTSIDE
from ivac.palette import PAPER, WHITE, level_colour

OUTSIDE_NAMES = {DONT_KNOW: N_("Don’t know"), NOT_RELEVANT: N_("Not relevant / not begun yet")}


@dataclass(frozen=True)
class Shaded:
    """A text on a colour. Not relevant is hatched; a dotted edge is don't know, a thick one a level kept on purpose."""

    text: str
    colour: str
    hatched: bool = False
    edge: Literal["dotted", "thick"] | None = None


def answer_name(answer: str, scale: Scale, language: Language) -> str:
    """An answer's whole name, of a level as of one outside the scale."""
    if answer in OUTSIDE:
        return language.t(OUTSIDE_NAMES[answer])
    return language.words.scales[scale.id].levels[answer].full


def shaded(answer: str, scale: Scale, language: Language, on_purpose: bool = False) -> Shaded:
    """An answer as a cell shows it."""
    text = answer_name(answer, scale, language)
    if answer == DONT_KNOW:
        return Shaded(text, WHITE, edge="dotted")
    if answer == NOT_RELEVANT:
        return Shaded(text, PAPER, hatched=True)
    return Shaded(text, level_colour(scale.level(answer).palette), edge="thick" if on_purpose else None)
