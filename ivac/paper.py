"""Answers on paper: the key of each answer on a sheet, and what a facilitator types from one. No I/O.

A sheet is one person's answers for one activity. Its answers have keys in its own order, from the top: 1, 2, 3 … for
the levels, then one for each answer outside the scale; six keys, one a phase, are the whole sheet.
"""

from collections.abc import Mapping

from ivac.content import Scale
from ivac.faults import Code, Fault, Refused
from ivac.language import Language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, PhaseId

OUTSIDE_KEYS = {"?": DONT_KNOW, "-": NOT_RELEVANT}
BLANK_KEYS = (".", "0")
"""Nothing was ticked; the first one is what people are told."""
DASHES = str.maketrans("–—−", "---")
"""The dashes that other keyboards and programs put in place of a hyphen."""

Answers = Mapping[PhaseId, str]
"""A sheet's answers; a phase left blank is left out."""


def keys_of(scale: Scale) -> dict[str, str]:
    """The answer that each key of a sheet stands for, in the order of the sheet."""
    return {str(number): level for number, level in enumerate(scale.level_ids, 1)} | OUTSIDE_KEYS


def read_sheet(typed: str, scale: Scale, language: Language, desired: bool) -> tuple[Answers, Answers]:
    """A sheet's answers and its wishes; raises `Refused`.

    Six keys are how it is. Where the workshop asks for it, six more are how it should be; none of them, no wishes.
    """
    if not desired:
        return read_keys(typed, scale, language), {}
    keys = _keys(typed)
    answers = read_keys(keys[: len(PHASES)], scale, language)
    wishes = read_keys(keys[len(PHASES) :] or BLANK_KEYS[0] * len(PHASES), scale, language)
    faults = [
        Fault(Code.SHEET_WISH, {"phase": language.words.phases[phase].name, "last": len(scale.levels)})
        for phase, wish in wishes.items()
        if wish not in scale.level_ids
    ]
    if faults:
        raise Refused(faults)
    return answers, wishes


def read_keys(typed: str, scale: Scale, language: Language) -> Answers:
    """The answers that six keys stand for; spaces do not count. Raises `Refused` with every key that is wrong."""
    keys = _keys(typed)
    known = keys_of(scale)
    right = language.t(
        "1 to {last} for the levels, ? for don’t know, - for not begun or not relevant, . for blank",
        last=len(scale.levels),
    )
    faults = [
        Fault(Code.SHEET_KEY, {"key": key, "phase": language.words.phases[phase].name, "right": right})
        for phase, key in zip(PHASES, keys, strict=False)
        if key not in known and key not in BLANK_KEYS
    ]
    if len(keys) != len(PHASES):
        faults.append(Fault(Code.SHEET_LENGTH, {"count": len(keys), "needed": len(PHASES)}))
    if faults:
        raise Refused(faults)
    return {phase: known[key] for phase, key in zip(PHASES, keys, strict=True) if key in known}


def _keys(typed: str) -> str:
    return "".join(typed.split()).translate(DASHES)
