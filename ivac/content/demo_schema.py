"""The shape of the demo plans in `content/`: what they hold, apart from their words."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from ivac.content.shapes import Source, Strict, text
from ivac.model import Day, PhaseId, PhaseStatus, StepStatus, Year


class DemoDesired(Strict):
    """A desired level with its reason, in a demo plan."""

    level: str
    reason: str


class DemoEarlier(Strict):
    """How an activity of a demo plan was at the earlier round."""

    status: Mapping[PhaseId, PhaseStatus] = Field(default_factory=dict)
    levels: Mapping[PhaseId, str] = Field(default_factory=dict)
    desired: Mapping[PhaseId, DemoDesired] = Field(default_factory=dict)


class DemoActivity(Strict):
    """One activity of a demo plan, without its words; `earlier` is None for what began after the earlier round."""

    id: str
    effort_area: str | None = None
    activity_type: str | None = None
    target_groups: tuple[str, ...] = ()
    complexity: str | None = None
    professional_skill: bool | None = None
    volunteers: int | None = None
    aim: str | None = None
    status: Mapping[PhaseId, PhaseStatus] = Field(default_factory=dict)
    levels: Mapping[PhaseId, str] = Field(default_factory=dict)
    desired: Mapping[PhaseId, DemoDesired] = Field(default_factory=dict)
    roles: Mapping[PhaseId, tuple[str, ...]] = Field(default_factory=dict)
    actors: Mapping[PhaseId, tuple[str, ...]] = Field(default_factory=dict)
    evidence: Mapping[PhaseId, str] = Field(default_factory=dict)
    earlier: DemoEarlier | None = None


class DemoStep(Strict):
    """A next step of a demo plan, written on the day of its round, without its words."""

    id: str
    activity: str
    phase: PhaseId
    by: Day
    needs_others: bool = False
    from_level: str | None = None
    to_level: str | None = None
    status: StepStatus


class Demo(Strict):
    """A demo plan, without its words; `fictional` is shown wherever the plan is.

    Its round is of `date`, a round before that of `earlier`. On both days the statuses of that time were recorded.
    """

    id: str
    fictional: bool
    source: Source
    scale: str
    start_year: Year
    end_year: Year
    day: Annotated[date, Field(alias="date")]
    earlier: date | None = None
    activities: Annotated[tuple[DemoActivity, ...], Field(min_length=1)]
    steps: tuple[DemoStep, ...] = ()


class DemoNote(Strict):
    """What was written about one activity in one phase."""

    worked: str = ""
    hard: str = ""
    example: str = ""


class DemoActivityWords(Strict):
    """A demo activity in one language."""

    name: Annotated[str, text(60)]
    description: Annotated[str, text(300)]
    partners: str
    notes: Mapping[PhaseId, DemoNote] = Field(default_factory=dict)


class DemoStepWords(Strict):
    """A next step of a demo plan in one language; the reason is for a dropped one."""

    what: Annotated[str, text(200)]
    who: Annotated[str, text(60)]
    dropped_because: Annotated[str, text(200, least=0)] = ""


class DemoWords(Strict):
    """A demo plan in one language."""

    name: Annotated[str, text(80)]
    area: str
    municipality: str
    organisation: str
    activities: Mapping[str, DemoActivityWords]
    steps: Mapping[str, DemoStepWords] = Field(default_factory=dict)
