"""A workshop as it is at this moment: what desk and wall draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ivac.content import Scale, rated_scale
from ivac.model import Activity, Cell, CellKey, PlanRecord
from ivac.patterns import Finding, Known, find, talk_first
from ivac.room import Room, room_of
from ivac.ui.context import record, workshops
from ivac.workshop import Participant, Progress, Workshop


@dataclass(frozen=True)
class Live:
    """A workshop as it is now, with what the room may see of it."""

    workshop: Workshop
    plan: PlanRecord
    activities: tuple[Activity, ...]
    scale: Scale
    participants: list[Participant]
    progress: dict[str, Progress]
    room: Room
    agreed: Mapping[CellKey, Cell]

    @property
    def names(self) -> dict[str, str]:
        """The activities' names by id."""
        return {activity.id: activity.name for activity in self.activities}

    @property
    def seen_activities(self) -> tuple[Activity, ...]:
        """The activities of which the room has seen answers."""
        seen = {item.activity for item in self.workshop.seen}
        return tuple(activity for activity in self.activities if activity.id in seen)

    @property
    def current(self) -> Activity | None:
        """The activity that the room is at."""
        return next((item for item in self.activities if item.id == self.workshop.current), None)

    @cached_property
    def findings(self) -> list[Finding]:
        """What to talk about first, of all that the room has seen."""
        return talk_first(find(Known(self.scale, self.seen_activities, self.agreed, self.room)))

    @property
    def talked(self) -> Finding | None:
        """The finding that the wall's question is about: the one chosen, else the first about this activity."""
        here = [finding for finding in self.findings if finding.activity == self.workshop.current]
        return next((finding for finding in here if finding.topic == self.workshop.topic), next(iter(here), None))

    def done(self, activity_id: str) -> int:
        """How many have answered all phases of an activity in its present round."""
        return self.progress.get(activity_id, Progress(0, 0)).done


def live(workshop: Workshop) -> Live:
    """Everything about a workshop that a facilitator's pages need."""
    plan = record(workshop.plan_id)
    known = {activity.id: activity for activity in plan.activities}
    scale = rated_scale(workshop.scale, workshop.scale_version)
    people = workshops().participants(workshop.id)
    room = room_of(workshop, workshops().room_counts(workshop.id), len(people), scale)
    activities = tuple(known[item.activity] for item in workshop.agenda if item.activity in known)
    progress, agreed = workshops().progress(workshop.id), workshops().agreed(workshop.id)
    return Live(workshop, plan, activities, scale, people, progress, room, agreed)
