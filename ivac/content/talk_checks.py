"""Checks what helps a room talk and move on: that ids exist, words are complete, and minutes add up."""

from collections.abc import Iterable

from ivac.content.check_parts import Faults, duplicates, paired, unknown
from ivac.content.schema import Content, Words
from ivac.content.shapes import Source
from ivac.content.talk_schema import Agenda, Guide, Reference, Sourced
from ivac.faults import Code, Fault
from ivac.model import PHASES


def check_talk(content: Content) -> Faults:
    """Every fault in the structure."""
    talk = content.talk
    levels = content.scales["ivac"].level_ids
    faults = duplicates("cards.toml", (card.id for card in talk.cards))
    faults += duplicates("checklist.toml", (check.id for check in talk.checklist))
    faults += duplicates("moves.toml", (move.id for move in talk.moves))
    for move in talk.moves:
        faults += unknown("moves.toml", move.id, [move.level], levels, "scales/ivac.toml")
        if move.level == levels[-1]:
            expected = "at a level that another one follows"
            faults.append(Fault(Code.CONTENT_ORDER, {"file": "moves.toml", "where": move.id, "expected": expected}))
    faults += _reference(talk.reference, levels)
    faults += _guide(talk.guide)
    return faults


def _reference(reference: Reference, levels: tuple[str, ...]) -> Faults:
    file = "reference.toml"
    faults: Faults = []
    if tuple(phase.id for phase in reference.phases) != PHASES:
        faults.append(Fault(Code.CONTENT_ORDER, {"file": file, "where": "phases", "expected": ", ".join(PHASES)}))
    for phase in reference.phases:
        named = (*phase.usual, *phase.less_usual)
        faults += unknown(file, phase.id, named, levels, "scales/ivac.toml")
        faults += duplicates(file, (f"{phase.id}.{level}" for level in named))
    return faults


def _guide(guide: Guide) -> Faults:
    file = "guide.toml"
    faults: Faults = []
    for part in (guide.preparations, guide.steps, guide.agendas, guide.situations):
        faults += duplicates(file, (each.id for each in part))
    steps = [step.id for step in guide.steps]
    for agenda in guide.agendas:
        faults += unknown(file, agenda.id, (timed.step for timed in agenda.steps), steps, "steps")
        faults += _minutes(file, agenda)
    return faults


def _minutes(file: str, agenda: Agenda) -> Faults:
    found = sum(step.minutes for step in agenda.steps)
    if found == agenda.minutes:
        return []
    expected = f"{agenda.minutes} minutes in all, not {found}"
    return [Fault(Code.CONTENT_ORDER, {"file": file, "where": agenda.id, "expected": expected})]


def check_talk_words(content: Content, language: str, words: Words) -> Faults:
    """Every id has its words in this language, and nothing else has."""
    talk, said = content.talk, words.talk
    guide, guide_words = talk.guide, said.guide
    faults: Faults = []
    for file, prefix, ids, texts in (
        ("cards.toml", "", [card.id for card in talk.cards], said.cards),
        ("checklist.toml", "groups.", {check.group for check in talk.checklist}, said.checklist.groups),
        ("checklist.toml", "questions.", [check.id for check in talk.checklist], said.checklist.questions),
        ("moves.toml", "", [move.id for move in talk.moves], said.moves),
        ("reference.toml", "phases.", PHASES, said.reference.phases),
        ("guide.toml", "preparations.", [each.id for each in guide.preparations], guide_words.preparations),
        ("guide.toml", "steps.", [each.id for each in guide.steps], guide_words.steps),
        ("guide.toml", "agendas.", [each.id for each in guide.agendas], guide_words.agendas),
        ("guide.toml", "situations.", [each.id for each in guide.situations], guide_words.situations),
    ):
        faults += paired(f"{language}/{file}", ids, texts, file, prefix)
    return faults


def talk_sources(content: Content) -> Iterable[tuple[str, str, Source]]:
    """Every source here, with the file and the place that names it."""
    talk = content.talk
    guide = talk.guide
    files: tuple[tuple[str, Iterable[Sourced]], ...] = (
        ("cards.toml", talk.cards),
        ("checklist.toml", talk.checklist),
        ("moves.toml", talk.moves),
        ("reference.toml", talk.reference.phases),
        ("guide.toml", (*guide.preparations, *guide.steps, *guide.agendas, *guide.situations)),
    )
    for file, parts in files:
        for part in parts:
            yield file, part.id, part.source
    yield "reference.toml", "reference", talk.reference.source
