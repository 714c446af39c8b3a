"""What the product speaks of: plans, activities, assessments and their cells. Values only, no I/O.

Ids of content (phases, levels, list items) are plain strings here; `ivac.content` says which exist.
"""

import re
import uuid
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

DONT_KNOW = "dont_know"
NOT_RELEVANT = "not_relevant"
OUTSIDE = (DONT_KNOW, NOT_RELEVANT)
"""Answers outside every scale: counted beside the levels, never among them."""

NAME_LIMIT = 120
TEXT_LIMIT = 4000
MAX_ACTIVITIES = 500
"""The most activities one plan may hold; the field's plans have about 20."""
MAX_STEPS = 500
"""The most next steps one plan may hold, done and dropped ones too."""
MAX_PEOPLE = 9999
"""The most volunteers or residents that one activity can be said to have."""
YEARS = (1990, 2100)

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def _printable(text: object) -> object:
    """Text without control characters, which no screen shows and PostgreSQL refuses; what shows nothing is empty."""
    if not isinstance(text, str):
        return text
    kept = UNPRINTABLE.sub("", text)
    return kept if INVISIBLE.sub("", kept) else ""


def _one_line(text: object) -> object:
    """Printable text on one line, its words one space apart, as spreadsheets bring names in and out."""
    kept = _printable(text)
    return " ".join(kept.split()) if isinstance(kept, str) else kept


PhaseId = Literal["knowledge", "ideas", "planning", "implementation", "anchoring", "evaluation"]
PHASES: tuple[PhaseId, ...] = ("knowledge", "ideas", "planning", "implementation", "anchoring", "evaluation")
PhaseStatus = Literal["not_begun", "under_way", "done", "skipped"]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LIMIT), BeforeValidator(_one_line)
]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=NAME_LIMIT), BeforeValidator(_one_line)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_LIMIT), BeforeValidator(_printable)]
NeededText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT), BeforeValidator(_printable)
]
Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]
DAYS = (date(YEARS[0], 1, 1), date(YEARS[1], 12, 31))
Day = Annotated[date, Field(ge=DAYS[0], le=DAYS[1])]


def new_id() -> str:
    """A fresh id that nobody can guess."""
    return uuid.uuid4().hex


class Value(BaseModel):
    """A frozen value; unknown keys are refused so that a misspelt field never vanishes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Plan(Value):
    """A helhedsplan: what a team works on, in one or more areas, over a period (years)."""

    id: str = Field(default_factory=new_id)
    name: Name
    area: Line = ""
    municipality: Line = ""
    organisation: Line = ""
    start_year: Year | None = None
    end_year: Year | None = None
    framing: str | None = None
    fictional: bool = False
    source: Line = ""


class Activity(Value):
    """One thing in a plan, such as a running club; what is not known is None or empty."""

    id: str = Field(default_factory=new_id)
    name: Name
    description: Text = ""
    effort_area: str | None = None
    activity_type: str | None = None
    target_groups: tuple[str, ...] = ()
    complexity: str | None = None
    professional_skill: bool | None = None
    partners: Text = ""
    volunteers: Annotated[int, Field(ge=0, le=MAX_PEOPLE)] | None = None
    aim: str | None = None
    status: Mapping[PhaseId, PhaseStatus] = Field(default_factory=dict)


class StatusChange(Value):
    """The status that a phase of an activity was given on a day; None where it was taken back."""

    activity: str
    phase: PhaseId
    day: Day
    status: PhaseStatus | None


class Cell(Value):
    """What a group has settled on for one activity in one phase.

    `answer` is a level id, one of OUTSIDE, or None: a blank, which is none of these and never means low.
    The rest is filled only when the group goes deeper (source 004, Bilag 1).
    """

    answer: str | None = None
    desired: str | None = None
    desired_reason: str | None = None
    desired_note: Text = ""
    roles: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    worked: Text = ""
    hard: Text = ""
    example: Text = ""
    evidence: str | None = None

    @property
    def level(self) -> str | None:
        """The level, or None for a blank and for answers outside the scale."""
        return None if self.answer in OUTSIDE else self.answer

    @property
    def low_on_purpose(self) -> bool:
        """Whether the group says that the level is as it should be, by choice."""
        return self.level is not None and self.desired == self.level and self.desired_reason == "on_purpose"


BLANK = Cell()

CellKey = tuple[str, PhaseId]
"""Activity id and phase."""


class Assessment(Value):
    """One dated round in which a plan's activities are rated together on one scale.

    `recalled` rounds look back: they say from memory how it was on that day.
    """

    id: str = Field(default_factory=new_id)
    title: Line = ""
    day: date
    scale: str
    scale_version: int
    recalled: bool = False


class Breadth(Value):
    """How broad one activity is, and what holds it when the plan ends (the anchoring test); None where not said.

    Numbers are of people, about; ids are of the content's lists. No names: who runs it is told by kind of actor.
    """

    residents: Annotated[int, Field(ge=0, le=MAX_PEOPLE)] | None = None
    faces: str | None = None
    missing: tuple[str, ...] = ()
    run_by: tuple[str, ...] = ()
    money: str | None = None
    stops_without: Annotated[int, Field(ge=1, le=MAX_PEOPLE)] | None = None
    practised: tuple[str, ...] = ()
    note: Text = ""


NOTHING_SAID = Breadth()

CheckAnswer = Literal["yes", "partly", "no", "not_relevant"]


class Checked(Value):
    """What a group says to one question of the checklist; None is a question not answered yet."""

    answer: CheckAnswer | None = None
    note: Text = ""


UNCHECKED = Checked()

StepStatus = Literal["planned", "under_way", "done", "dropped"]


class Step(Value):
    """A next step of a plan: what is to happen, who takes it and by when.

    Without an activity or a phase it is about all of them. Levels are ids of `scale` in its version: where the activity
    stands in that phase, and what the step is to lead to. `who` is a role or initials. `workshop` is where it was made.
    """

    id: str = Field(default_factory=new_id)
    plan_id: str
    activity: str | None = None
    phase: PhaseId | None = None
    what: NeededText
    who: Line = ""
    by: Day | None = None
    needs_others: bool = False
    scale: str | None = None
    scale_version: int | None = None
    from_level: str | None = None
    to_level: str | None = None
    status: StepStatus = "planned"
    dropped_because: Text = ""
    workshop: str | None = None
    made_on: Day

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a dropped step without its reason, a reason without that, and levels of no scale."""
        if (self.status == "dropped") != bool(self.dropped_because):
            raise ValueError("a step has a reason exactly when it is dropped")
        levels = self.from_level is not None or self.to_level is not None
        if not levels == (self.scale is not None) == (self.scale_version is not None):
            raise ValueError("a step has a scale and its version exactly when it names a level")
        return self


class PlanRecord(Value):
    """A plan with all that belongs to it; by assessment id what was said in each, blanks left out.

    `breadth` is by activity id below that, `checks` by the id of the checklist's question. `status_changes` tells the
    history of what each activity's `status` says of today.
    """

    plan: Plan
    activities: tuple[Activity, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    cells: Mapping[str, Mapping[CellKey, Cell]] = Field(default_factory=dict)
    breadth: Mapping[str, Mapping[str, Breadth]] = Field(default_factory=dict)
    checks: Mapping[str, Mapping[str, Checked]] = Field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    status_changes: tuple[StatusChange, ...] = ()

    def cells_of(self, assessment: Assessment | None) -> Mapping[CellKey, Cell]:
        """The filled cells of one assessment; none for None."""
        return self.cells.get(assessment.id, {}) if assessment else {}

    def breadth_of(self, assessment: Assessment | None) -> Mapping[str, Breadth]:
        """What was said of breadth and anchoring in one assessment, by activity; nothing for None."""
        return self.breadth.get(assessment.id, {}) if assessment else {}

    def checks_of(self, assessment: Assessment | None) -> Mapping[str, Checked]:
        """The checklist's questions that were answered in one assessment; none for None."""
        return self.checks.get(assessment.id, {}) if assessment else {}

    @property
    def latest(self) -> Assessment | None:
        """The newest assessment (of two on one day, the later begun), or None when there is none."""
        newest_last = sorted(self.assessments, key=lambda assessment: assessment.day)
        return newest_last[-1] if newest_last else None
