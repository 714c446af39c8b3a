"""The shape of what helps a room talk and move on: cards, checklist, moves, the study's picture, the guide.

As everywhere in `content/`, structure stands apart from words, and words stand once a language.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from ivac.content.shapes import Label, Sentence, Source, Strict, text
from ivac.model import PhaseId, Year

Minutes = Annotated[int, Field(ge=1)]
Phases = Annotated[tuple[PhaseId, ...], Field(min_length=1)]
Question = Annotated[str, text(140)]


class Sourced(Strict):
    """One thing that has an id, words, and a source."""

    id: str
    source: Source


class Card(Sourced):
    """A conversation card, and the phases it fits."""

    phases: Phases


class Check(Sourced):
    """A question of the checklist, in the printed order and under its printed heading (`group`).

    `phases` are the ones it is offered for.
    """

    group: str
    phases: Phases


class Move(Sourced):
    """A small thing to do next where a phase stands at a level of IVAC(E): a try at the scale's next level."""

    phase: PhaseId
    level: str


class PhaseReference(Sourced):
    """How one phase usually was in the study: the levels it tells of as common, and those it tells of as rare.

    A level in neither list is one whose frequency the study does not tell.
    """

    id: PhaseId
    usual: Annotated[tuple[str, ...], Field(min_length=1)]
    less_usual: tuple[str, ...] = ()


class Reference(Strict):
    """What the study of housing plans found, phase by phase; a description of then, never a norm."""

    plans: Annotated[int, Field(ge=1)]
    interviewed: Year
    start_year: Year
    end_year: Year
    source: Source
    phases: tuple[PhaseReference, ...]


class Part(Sourced):
    """A part of the guide; `page` is the address of the page that does it, if there is one."""

    page: str | None = None


class TimedStep(Strict):
    """A step of the guide with the time it gets in one agenda."""

    step: str
    minutes: Minutes


class Agenda(Sourced):
    """A workshop of a given length in minutes, step by step."""

    minutes: Minutes
    steps: Annotated[tuple[TimedStep, ...], Field(min_length=1)]

    @property
    def begins(self) -> tuple[int, ...]:
        """After how many minutes each step begins."""
        return tuple(sum(step.minutes for step in self.steps[:place]) for place in range(len(self.steps)))


class Guide(Strict):
    """The facilitator's guide: what to prepare, the steps, the agendas made of them, and what to do when it sticks."""

    preparations: tuple[Part, ...]
    steps: tuple[Part, ...]
    agendas: Annotated[tuple[Agenda, ...], Field(min_length=1)]
    situations: tuple[Part, ...]


class CardWords(Strict):
    """A conversation card in one language."""

    name: Label
    sentence: Sentence
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=2)]


class ChecklistWords(Strict):
    """The checklist in one language: its headings and its questions."""

    groups: Mapping[str, Label]
    questions: Mapping[str, Question]


class ReferenceWords(Strict):
    """The study's picture in one language: what it is, and one plain sentence a phase."""

    about: Annotated[str, text(400)]
    phases: Mapping[PhaseId, Sentence]


class AgendaWords(Strict):
    """An agenda in one language."""

    name: Label
    sentence: Sentence


class StepWords(Strict):
    """A step in one language: what to do, and what to say aloud where words are needed."""

    name: Label
    do: Annotated[str, text(300)]
    say: Annotated[str, text(300)] | None = None


class SituationWords(Strict):
    """What to do when it sticks, in one language; `name` is the question a facilitator asks."""

    name: Label
    do: Annotated[str, text(400)]
    say: Annotated[str, text(200)] | None = None


class GuideWords(Strict):
    """The guide in one language."""

    preparations: Mapping[str, Sentence]
    steps: Mapping[str, StepWords]
    agendas: Mapping[str, AgendaWords]
    situations: Mapping[str, SituationWords]


class CardsFile(Strict):
    """`cards.toml`."""

    cards: tuple[Card, ...]


class ChecklistFile(Strict):
    """`checklist.toml`."""

    checklist: tuple[Check, ...]


class MovesFile(Strict):
    """`moves.toml`."""

    moves: tuple[Move, ...]


class Talk(Strict):
    """Everything that helps a room talk and move on, without its words."""

    cards: tuple[Card, ...]
    checklist: tuple[Check, ...]
    moves: tuple[Move, ...]
    reference: Reference
    guide: Guide

    def cards_for(self, phase: PhaseId) -> tuple[Card, ...]:
        """The cards that fit a phase, in order."""
        return tuple(card for card in self.cards if phase in card.phases)

    def checklist_for(self, phase: PhaseId) -> tuple[Check, ...]:
        """The checklist's questions that are offered for a phase, in the printed order."""
        return tuple(check for check in self.checklist if phase in check.phases)

    def moves_from(self, phase: PhaseId, level: str) -> tuple[Move, ...]:
        """What could be done next in a phase that stands at a level of IVAC(E); nothing at the scale's last level."""
        return tuple(move for move in self.moves if (move.phase, move.level) == (phase, level))


class TalkWords(Strict):
    """The words of all this in one language, by id."""

    cards: Mapping[str, CardWords]
    checklist: ChecklistWords
    moves: Mapping[str, Annotated[str, text(160)]]
    reference: ReferenceWords
    guide: GuideWords
