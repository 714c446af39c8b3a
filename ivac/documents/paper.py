"""The paper kit as PDF: a poster for stickers, sheets to tick, level cards, and a poster of the way in.

Nobody writes a name on any of it. The keys on a sheet are those of `ivac.paper`, so that it is typed in as it reads.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

from ivac.content import Scale
from ivac.documents.pictures import colours
from ivac.documents.qr import qr_svg
from ivac.documents.typeset import to_pdf
from ivac.language import Language
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES, Activity
from ivac.palette import level_colour
from ivac.paper import keys_of
from ivac.workshop import PERSPECTIVES, RESIDENTS_OWN

PosterSize = Literal["A1", "A3"]
JoinSize = Literal["A3", "A4"]
MILLIMETRES = {"A1": (594, 841), "A3": (297, 420), "A4": (210, 297)}
"""Shorter and longer side (ISO 216)."""

LONGEST_DESCRIPTION = 320
"""Characters of an activity's description on its sheet; about two lines."""
LONGEST_WORD = 36
"""Characters; a longer word may break, so that no text runs off its page."""
CARDS_WITH_EXAMPLES = 2
CARDS_WITHOUT = 4
"""Level cards an A4 page."""


def poster(plan_name: str, scale: Scale, language: Language, size: PosterSize) -> bytes:
    """The grid to put stickers on, lying; levels stand as in the picture on the wall."""
    t, words = language.t, language.words
    height, width = MILLIMETRES[size]
    levels = words.scales[scale.id].levels
    data = _head(t("Poster for stickers: {plan}", plan=plan_name), _description(scale, language), language) | {
        "width": width,
        "height": height,
        "plan": _breakable(plan_name),
        "task": t("Where are residents involved? For each activity, put one sticker in every column."),
        "corner": words.scales[scale.id].name,
        "foot": t("A level is a description, not a score."),
        "phases": [{"name": words.phases[it].name, "definition": words.phases[it].definition} for it in PHASES],
        "levels": [
            {"colour": level_colour(level.palette), "name": levels[level.id].name, "detail": levels[level.id].detail,
             "sentence": levels[level.id].sentence}
            for level in reversed(scale.levels)
        ],
        "outside": list(_outside(language).values()),
    }  # fmt: skip
    return to_pdf("poster.typ", data)


def sheets(
    activities: Sequence[Activity], scale: Scale, language: Language, resident: bool, desired: bool = False
) -> bytes:
    """One page an activity, to be printed once a person; `resident` asks in the words of those who live there.

    With `desired` each level has a circle, too, for how it should be.
    """
    t, words = language.t, language.words
    outside, levels = _outside(language), words.scales[scale.id].levels
    keyed = {answer: key for key, answer in keys_of(scale).items()}
    data = _head(t("Sheets to tick"), _description(scale, language), language) | {
        "who": t("I see it as:"),
        "perspectives": [t(name) for who, name in PERSPECTIVES.items() if (who in RESIDENTS_OWN) == resident],
        "task": t("Tick one box in each column. No name is needed. Leave a column empty if you would rather not say."),
        "corner": t("How it was in this phase"),
        "wish": t("How it should be (tick a circle)") if desired else "",
        "foot": t("A level is a description, not a score. The small signs are only for whoever types the sheet in."),
        "phases": [_asked(phase, language, resident) for phase in PHASES],
        "levels": [
            {"key": keyed[it], "words": levels[it].resident if resident else levels[it].sentence}
            for it in scale.level_ids
        ],
        "outside": [{"key": keyed[answer], "words": said} for answer, said in outside.items()],
        "sheets": [
            {"name": _breakable(activity.name), "description": _breakable(_shortened(activity.description))}
            for activity in activities
        ],
    }
    return to_pdf("sheets.typ", data)


def cards(scale: Scale, language: Language) -> bytes:
    """A card for each level: how staff and residents say it, and an example a phase where the scale has them."""
    t, words = language.t, language.words
    levels = words.scales[scale.id].levels
    with_examples = any(level.examples for level in levels.values())
    title = t("Level cards: {scale}", scale=words.scales[scale.id].name)
    data = _head(title, _description(scale, language), language) | {
        "per-page": CARDS_WITH_EXAMPLES if with_examples else CARDS_WITHOUT,
        "staff": t("Staff say"),
        "residents": t("Residents say"),
        "foot": t("A level is a description, not a score."),
        "levels": [
            {
                "colour": level_colour(level.palette),
                **levels[level.id].model_dump(include={"name", "detail", "sentence", "resident"}),
                "examples": [
                    {"phase": words.phases[phase].name, "words": levels[level.id].examples[phase]}
                    for phase in PHASES
                    if phase in levels[level.id].examples
                ],
            }
            for level in scale.levels
        ],
    }
    return to_pdf("cards.typ", data)


def join_poster(
    code: str, address: str, plan_name: str, language: Language, anonymous: bool = True, size: JoinSize = "A4"
) -> bytes:
    """The way in; `address` leads there with the code typed already, as in the QR code."""
    t = language.t
    width, height = MILLIMETRES[size]
    short = urlsplit(address).netloc + urlsplit(address).path
    says = t("No account. Nobody sees your answer before we show the picture together.")
    if anonymous:
        says = t("No account. No names. Nobody sees your answer before we show the picture together.")
    data = _head(t("The way in: {plan}", plan=plan_name), says, language) | {
        "width": width,
        "height": height,
        "heading": t("Join with your phone"),
        "plan": _breakable(plan_name),
        "code": " ".join(code[place : place + 2] for place in range(0, len(code), 2)),
        "address": _breakable(short),
        "qr": {"svg": qr_svg(address), "alt": t("QR code that leads to the same address with the code")},
        "steps": [
            t("Point your phone’s camera at the square, or go to the address and type the code."),
            t("Say from where you see the activities, for example as a resident."),
            t("Answer by yourself, one activity at a time."),
        ],
        "foot": says,
    }
    return to_pdf("join.typ", data)


def _head(title: str, about: str, language: Language) -> dict[str, Any]:
    return {"title": title, "about": about, "language": language.code, "colours": colours()}


def _description(scale: Scale, language: Language) -> str:
    return language.words.scales[scale.id].description


def _outside(language: Language) -> Mapping[str, str]:
    """The answers outside the scale with their words, in the order of a sheet."""
    return {DONT_KNOW: language.t("Don’t know"), NOT_RELEVANT: language.t("Not begun / not relevant")}


def _asked(phase: str, language: Language, resident: bool) -> dict[str, str]:
    """A phase as phones show it: residents are asked in everyday words."""
    words = language.words.phases[phase]
    if resident:
        return {"name": words.resident.name, "question": words.resident.question}
    return {"name": words.name, "question": words.definition}


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_DESCRIPTION else f"{line[: LONGEST_DESCRIPTION - 1].rstrip()}…"


def _breakable(text: str) -> str:
    """The text with places to break inside words that no line could hold."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)
