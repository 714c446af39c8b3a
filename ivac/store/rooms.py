"""What the rooms of a plan's settled rounds have seen: for files, which show no more than the walls did."""

from collections import Counter

from ivac.content import rated_scale
from ivac.model import PlanRecord
from ivac.room import Room, room_of
from ivac.store.workshops import Workshops
from ivac.workshop import Perspective


def rooms_of(workshops: Workshops, record: PlanRecord) -> dict[str, Room]:
    """By round what its room may see; rounds that were not made in a workshop are left out."""
    settled = {assessment.id for assessment in record.assessments}
    return {
        made_in.id: room_of(
            made_in,
            workshops.room_counts(made_in.id),
            len(workshops.participants(made_in.id)),
            rated_scale(made_in.scale, made_in.scale_version),
        )
        for made_in in workshops.of_plan(record.plan.id)
        if made_in.id in settled
    }


def people_of(workshops: Workshops, record: PlanRecord) -> dict[str, Counter[Perspective]]:
    """By round how many of each perspective joined its workshop."""
    settled = {assessment.id for assessment in record.assessments}
    return {
        made_in.id: Counter(person.perspective for person in workshops.participants(made_in.id))
        for made_in in workshops.of_plan(record.plan.id)
        if made_in.id in settled
    }
