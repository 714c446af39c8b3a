"""Reads the files that hold what helps a room talk and move on: one a field of `Talk`, with its words beside it."""

from collections.abc import Callable
from typing import Any

from ivac.content.talk_schema import CardsFile, ChecklistFile, Guide, MovesFile, Reference, Talk, TalkWords

Read = Callable[[str, Any], Any]
"""Gives a file as a shape; or notes what is wrong with it, and gives None."""


def read_talk(read: Read) -> Talk | None:
    """The structure, or None where a file failed."""
    cards, checklist = read("cards.toml", CardsFile), read("checklist.toml", ChecklistFile)
    moves, reference, guide = (
        read("moves.toml", MovesFile),
        read("reference.toml", Reference),
        read("guide.toml", Guide),
    )
    if None in (cards, checklist, moves, reference, guide):
        return None
    return Talk(cards=cards.cards, checklist=checklist.checklist, moves=moves.moves, reference=reference, guide=guide)


def read_talk_words(read: Read, language: str) -> TalkWords | None:
    """The words in one language, or None where a file failed."""
    found = {name: read(f"{language}/{name}.toml", field.annotation) for name, field in TalkWords.model_fields.items()}
    return None if None in found.values() else TalkWords(**found)
