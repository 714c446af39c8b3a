"""A finding in words."""

from dataclasses import dataclass

from babel.lists import format_list

from ivac.content import load
from ivac.language import Language
from ivac.patterns.finding import Finding, Ground
from ivac.patterns.rules import Fill

LOCALES = {"da": "da", "en": "en_GB"}
"""How each language joins a list."""
LISTS = {"roles": "staff_roles", "actors": "actors"}
"""The open places that are filled from a list of the content; all others with ids are filled with phases."""


@dataclass(frozen=True)
class Told:
    """A finding in one language; `why` says why it comes first, `note` is for the facilitator's eyes."""

    name: str
    why: str
    sentence: str
    question: str
    note: str
    rests_on: str


def tell(finding: Finding, language: Language) -> Told:
    """The words of a finding, its open places filled."""
    talk = language.words.findings
    words = talk.patterns[finding.pattern]
    kind = next(pattern.kind for pattern in load().patterns if pattern.id == finding.pattern)
    filled = _filled(finding.fill, language)
    return Told(
        name=words.name,
        why=talk.kinds[kind],
        sentence=words.sentence.format(**filled),
        question=words.question.format(**filled),
        note=words.note,
        rests_on=_rests_on(finding, language),
    )


def _filled(fill: Fill, language: Language) -> dict[str, str]:
    filled = {}
    for place, value in fill.items():
        if isinstance(value, int):
            filled[place] = language.number(value)
            continue
        names = [_name(place, item, language) for item in value]
        # Some actors' names are lists themselves.
        filled[place] = "; ".join(names) if place == "actors" else format_list(names, locale=LOCALES[language.code])
    return filled


def _name(place: str, item: str, language: Language) -> str:
    """What an item is called inside a sentence."""
    if place in LISTS:
        return language.words.item(LISTS[place], item).name.lower()
    return language.words.findings.phases[item]  # type: ignore[index]


def _rests_on(finding: Finding, language: Language) -> str:
    """The cells with what is behind each: what was agreed on, or so many answers."""
    if finding.n is None:
        names = ", ".join(language.words.phases[phase].name for phase in finding.phases)
        return language.t("{phases}: agreed", phases=names)
    return ", ".join(_ground(ground, language) for ground in finding.rests_on)


def _ground(ground: Ground, language: Language) -> str:
    phase = language.words.phases[ground.phase].name
    if ground.answers is None:
        return language.t("{phases}: agreed", phases=phase)
    return language.n("{phase}: {count} answer", "{phase}: {count} answers", ground.answers, phase=phase)
