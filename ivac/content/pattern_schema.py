"""The shape of what `content/` says about patterns: things in a picture worth talking about."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from ivac.content.shapes import Source, Strict, text
from ivac.model import PhaseId

Kind = Literal["difference", "gap", "drop", "other"]
KINDS: tuple[Kind, ...] = ("difference", "gap", "drop", "other")
"""What makes a pattern worth talking about first: people differ, wish and practice differ, residents drop out."""

Certainty = Literal["study", "interviews", "own"]

SHAPES = (
    "too_little_known",
    "steady",
    "late_invitation",
    "rising",
    "front_loaded",
    "fading",
    "planning_dip",
    "middle",
    "shifting",
)
"""The courses that an activity can take through its phases."""

PLACES = frozenset({"phase", "next", "first", "last", "phases", "roles", "actors", "same", "whole"})
"""What a sentence or a question about a finding may leave open in {braces}."""


def _known_places(sentence: str) -> str:
    unknown = set(re.findall(r"\{([^}]*)\}", sentence)) - PLACES
    if unknown:
        raise ValueError(f"“{unknown.pop()}” is filled by nothing; use {', '.join(sorted(PLACES))}")
    return sentence


class Pattern(Strict):
    """A pattern without its words; `certainty` says whether a study, single interviews or we ourselves say so.

    `cards` are the conversation cards that go with it. Not `look_into`: it says that something goes well or was chosen.
    """

    id: str
    kind: Kind
    certainty: Certainty
    source: Source
    look_into: bool = True
    cards: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _own_is_own(self) -> Self:
        if (self.certainty == "own") != (self.source.document == "own"):
            raise ValueError("certainty is “own” where the source is “own”, and nowhere else")
        return self


class PatternsFile(Strict):
    """`patterns.toml`."""

    patterns: tuple[Pattern, ...]


class PatternWords(Strict):
    """A pattern in one language: its rule, what is seen, one open question, and a note to the facilitator."""

    name: Annotated[str, text(60)]
    rule: Annotated[str, text(300)]
    sentence: Annotated[str, text(180), AfterValidator(_known_places)]
    question: Annotated[str, text(140), AfterValidator(_known_places)]
    note: Annotated[str, text(400)]


class ShapeWords(Strict):
    """The course of an activity in one language."""

    name: Annotated[str, text(30)]
    sentence: Annotated[str, text(140)]


class FindingWords(Strict):
    """All words about patterns in one language; `kinds` says why a finding comes first.

    `phases` holds what a phase is called inside a sentence.
    """

    kinds: Mapping[Kind, Annotated[str, text(100)]]
    phases: Mapping[PhaseId, Annotated[str, text(30)]]
    patterns: Mapping[str, PatternWords]
    shapes: Mapping[str, ShapeWords]
