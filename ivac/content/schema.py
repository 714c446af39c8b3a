"""The shape of `content/`: structure (ids, order, sources) apart from words (one set a language).

Unknown keys are refused everywhere, so that a misspelt one is found instead of ignored.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from ivac.content.demo_schema import Demo, DemoWords
from ivac.content.pattern_schema import FindingWords, Pattern
from ivac.content.shapes import Label, Sentence, Source, Strict, text
from ivac.content.talk_schema import Talk, TalkWords
from ivac.faults import N_
from ivac.model import DONT_KNOW, NOT_RELEVANT, PhaseId

LANGUAGES = ("da", "en")

LIST_NAMES = {
    "effort_areas": N_("Effort areas"),
    "activity_types": N_("Types of activity"),
    "target_groups": N_("Target groups"),
    "staff_roles": N_("Staff roles"),
    "actors": N_("Other actors"),
    "desired_reasons": N_("Reasons for a desired level"),
    "aims": N_("Aims for the time after the plan"),
    "complexities": N_("Simple and complex activities"),
    "phase_statuses": N_("How far a phase has come"),
    "evidence": N_("How sure an answer is"),
    "faces": N_("New faces or the same few"),
    "money": N_("Where the money comes from"),
    "practised": N_("What residents have practised"),
    "framings": N_("How a plan is framed"),
    "regions": N_("Regions"),
}
"""The lists that people choose from, each with what it is called (a catalogue key)."""
LISTS = tuple(LIST_NAMES)

ACTIVITY_LISTS = {
    "effort_area": "effort_areas",
    "activity_type": "activity_types",
    "target_groups": "target_groups",
    "complexity": "complexities",
    "aim": "aims",
}
"""The fields of an activity that are chosen from a list, with the list's name."""

PLAN_LISTS = {"framing": "framings"}
"""The same for a plan."""

BREADTH_LISTS = {
    "faces": "faces",
    "missing": "target_groups",
    "run_by": "actors",
    "money": "money",
    "practised": "practised",
}
"""The same for what is said of an activity's breadth and anchoring."""

Initiative = Literal["professionals", "residents"]
Decides = Literal["professionals", "together", "residents"]


Combination = tuple[Initiative, Decides]
"""Who takes the initiative, and who decides."""

COMBINATIONS: tuple[Combination, ...] = (
    ("professionals", "professionals"),
    ("professionals", "together"),
    ("residents", "together"),
    ("residents", "residents"),
)
"""The combinations that are types of the model (source 004), in the order of the colour path."""


# Cells and narrow columns hold no more than this; the limits are the pictures' own.
ColumnLabel = Annotated[str, text(9)]
CellLabel = Annotated[str, text(15)]
RowLabel = Annotated[str, text(30)]
RowDetail = Annotated[str, text(34, least=0)]


class Document(Strict):
    """A document the product rests on; id "own" is the product's own choice."""

    id: str
    title: Label | Annotated[str, text(200)]
    author: str
    year: int | None = None


class Phase(Strict):
    """One of the six phases (source 004)."""

    id: PhaseId
    source: Source


class Level(Strict):
    """One value of a scale: who takes the initiative, who decides, and its place on the colour path (0 to 1).

    `ivac` names the level of IVAC(E) it corresponds to, `approximate` whether that is only rough.
    """

    id: str
    initiative: Initiative
    decides: Decides
    palette: Annotated[float, Field(ge=0, le=1)]
    source: Source
    ivac: str | None = None
    approximate: bool = False
    example_sources: Mapping[PhaseId, Source] = Field(default_factory=dict)


class Scale(Strict):
    """A named, versioned list of levels; `ordinal` says whether its order carries meaning."""

    id: str
    version: Annotated[int, Field(ge=1)]
    ordinal: bool
    source: Source
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]

    def level(self, level_id: str) -> Level:
        """The level with this id; KeyError if the scale has none."""
        try:
            return next(level for level in self.levels if level.id == level_id)
        except StopIteration:
            raise KeyError(level_id) from None

    @property
    def level_ids(self) -> tuple[str, ...]:
        """All level ids in the scale's order."""
        return tuple(level.id for level in self.levels)

    @property
    def answers(self) -> tuple[str, ...]:
        """Everything that can be answered: the levels, then the answers outside the scale."""
        return (*self.level_ids, DONT_KNOW, NOT_RELEVANT)


class Item(Strict):
    """One entry of a list that people choose from."""

    id: str
    source: Source
    register_id: Annotated[str | None, Field(alias="register")] = None
    effort_area: str | None = None
    municipalities: tuple[str, ...] = ()


class Lists(Strict):
    """All lists that people choose from."""

    effort_areas: tuple[Item, ...]
    activity_types: tuple[Item, ...]
    target_groups: tuple[Item, ...]
    staff_roles: tuple[Item, ...]
    actors: tuple[Item, ...]
    desired_reasons: tuple[Item, ...]
    aims: tuple[Item, ...]
    complexities: tuple[Item, ...]
    phase_statuses: tuple[Item, ...]
    evidence: tuple[Item, ...]
    faces: tuple[Item, ...]
    money: tuple[Item, ...]
    practised: tuple[Item, ...]
    framings: tuple[Item, ...]
    regions: tuple[Item, ...]

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of one list, in order."""
        return tuple(item.id for item in getattr(self, name))


class DocumentWords(Strict):
    """What the product takes from a document."""

    note: Sentence


class ResidentPhase(Strict):
    """A phase to a resident with a phone: what it is called in everyday words, and what is asked in it."""

    name: Annotated[str, text(32)]
    question: Annotated[str, text(120)]


class PhaseWords(Strict):
    """A phase in one language; `short` fits a phone's column, `resident` is what residents read instead."""

    name: Annotated[str, text(20)]
    short: ColumnLabel
    definition: Annotated[str, text(180)]
    when: Annotated[str, text(180)]
    questions: Annotated[tuple[Sentence, ...], Field(min_length=3, max_length=5)]
    example: Annotated[str, text(300)]
    resident: ResidentPhase


class LevelWords(Strict):
    """A level in one language; `sentence` is how staff say it and `resident` how residents do.

    `answer` is the second touch of the two questions, where the scale has them.
    """

    name: RowLabel
    detail: RowDetail
    short: CellLabel
    sentence: Annotated[str, text(100)]
    resident: Annotated[str, text(100)]
    answer: Annotated[str, text(70)] | None = None
    examples: Mapping[PhaseId, Annotated[str, text(200)]] = Field(default_factory=dict)

    @property
    def full(self) -> str:
        """The whole name on one line."""
        return f"{self.name}, {self.detail}" if self.detail else self.name


class QuestionWords(Strict):
    """The two plain questions that lead to a level."""

    initiative: Label
    decides: Label
    professionals: Label
    residents: Label
    help: Sentence


class ScaleWords(Strict):
    """A scale in one language."""

    name: Label
    short: CellLabel
    description: Annotated[str, text(400)]
    questions: QuestionWords | None = None
    levels: Mapping[str, LevelWords]


class ItemWords(Strict):
    """A list entry in one language; `sentence` explains it where that helps."""

    name: Label
    sentence: Annotated[str, text(200, least=0)]


class Words(Strict):
    """All words of the method in one language, by id."""

    documents: Mapping[str, DocumentWords]
    phases: Mapping[str, PhaseWords]
    scales: Mapping[str, ScaleWords]
    lists: Mapping[str, Mapping[str, ItemWords]]
    registers: Mapping[str, ItemWords]
    demos: Mapping[str, DemoWords]
    findings: FindingWords
    talk: TalkWords

    def item(self, list_name: str, item_id: str) -> ItemWords:
        """The words of one list entry."""
        return self.lists[list_name][item_id]


class PhasesFile(Strict):
    """`phases.toml`."""

    phases: tuple[Phase, ...]


class SourcesFile(Strict):
    """`sources.toml`."""

    sources: tuple[Document, ...]


class Content(Strict):
    """Everything in `content/`, structure once and words per language."""

    documents: tuple[Document, ...]
    phases: tuple[Phase, ...]
    scales: Mapping[str, Scale]
    lists: Lists
    demos: tuple[Demo, ...]
    patterns: tuple[Pattern, ...]
    talk: Talk
    words: Mapping[str, Words]

    def place(self, source: Source) -> str:
        """Where something comes from: the document's title, and the chapter where one is named."""
        title = next(document.title for document in self.documents if document.id == source.document)
        return f"{title}, {source.chapter}" if source.chapter else title
