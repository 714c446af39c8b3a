"""Counts over many plans at once, by the database: however many plans there are, no activity is read as an object."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ivac.model import PhaseId
from ivac.selection import Selection
from ivac.store import tables as t
from ivac.store.selecting import Scope, Selecting, rounds_of, with_role, within
from ivac.summaries import FEW


@dataclass(frozen=True)
class PlanRound:
    """A plan in the round that is looked at: how many of its activities are selected, and what it is called here."""

    plan_id: str
    name: str
    fictional: bool
    municipality: str
    assessment_id: str
    day: date
    scale: str
    scale_version: int
    activities: int


@dataclass(frozen=True)
class Counted:
    """How many have this answer in this phase of a plan, and how many of them on purpose.

    Activities are counted; with a perspective, the answers that these people gave (rule in `Country.counts`).
    """

    plan_id: str
    phase: PhaseId
    answer: str
    number: int
    on_purpose: int


class Country(Selecting):
    """All plans together, read only."""

    def version(self, scope: Scope) -> tuple[int, int]:
        """Two numbers that differ after any write to the plans in scope; what caches compare."""
        query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(t.plan.c.revision), 0)).where(within(scope))
        with self.reading() as connection:
            number, total = connection.execute(query).one()
            return number, int(total)

    def rounds(self, scope: Scope, selection: Selection) -> list[PlanRound]:
        """Each plan's newest round between the selection's days, by the plan's name; plans without one are left out.

        A plan none of whose activities is selected is left out, too.
        """
        rounds = rounds_of(scope, selection).subquery()
        chosen = self.activities(selection).subquery()
        plan, number = t.plan.c, sa.func.count().label("activities")
        query = (
            sa.select(plan.id, plan.name, plan.fictional, plan.municipality)
            .add_columns(*(rounds.c[name] for name in ("assessment_id", "day", "scale", "scale_version")), number)
            .join(rounds, rounds.c.plan_id == plan.id)
            .join(chosen, chosen.c.plan_id == plan.id)
            .group_by(plan.id, *(rounds.c[name] for name in ("assessment_id", "day", "scale", "scale_version")))
        )
        with self.reading() as connection:
            found = [PlanRound(*row) for row in connection.execute(query)]
        return sorted(found, key=lambda each: (each.name.casefold(), each.plan_id))

    def counts(self, scope: Scope, selection: Selection) -> list[Counted]:
        """Per plan, phase and answer how many there are, in one query; blanks are not in it.

        With a perspective these are people's answers in the last round that their room has seen, and only where three
        or more of them answered an activity's phase: any sum of such groups keeps everyone hidden.
        """
        query = self._of_people(scope, selection) if selection.perspective else self._agreed(scope, selection)
        with self.reading() as connection:
            return [Counted(*row) for row in connection.execute(query)]

    def _agreed(self, scope: Scope, selection: Selection) -> sa.Select[Any]:
        rounds = rounds_of(scope, selection).subquery()
        c = t.cell.c
        # As `Cell.low_on_purpose` has it; no desired level is one of the answers outside the scale.
        by_choice = (c.desired == c.answer) & (c.desired_reason == "on_purpose")
        on_purpose = sa.func.sum(sa.case((by_choice, 1), else_=0))
        cells = (
            sa.select(rounds.c.plan_id, c.phase, c.answer, sa.func.count(), on_purpose)
            .join(rounds, rounds.c.assessment_id == c.assessment_id)
            .where(c.answer.is_not(None), *with_role(selection))
            .group_by(rounds.c.plan_id, c.phase, c.answer)
        )
        return self.of_selected(cells, c.activity_id, selection)

    def _of_people(self, scope: Scope, selection: Selection) -> sa.Select[Any]:
        rounds = rounds_of(scope, selection).subquery()
        rating, agenda, participant = t.rating.c, t.agenda.c, t.participant.c
        # Rooms in which a group is too small need not be read at all.
        rooms = sa.select(participant.workshop_id).where(participant.perspective == selection.perspective)
        enough = rooms.group_by(participant.workshop_id).having(sa.func.count() >= FEW).subquery()
        seen = sa.case((agenda.revealed, agenda.round), else_=agenda.round - 1)
        number = sa.func.count()
        group = (rating.activity_id, rating.phase)
        cells = (
            # An activity has one plan; grouped by the activity alone, half as much is sorted.
            sa.select(sa.func.min(rounds.c.plan_id).label("plan_id"), *group, rating.answer, number.label("number"))
            .add_columns(sa.func.sum(number).over(partition_by=group).label("people"))
            .join(t.participant, participant.id == rating.participant_id)
            .join(enough, enough.c.workshop_id == participant.workshop_id)
            .join(rounds, rounds.c.assessment_id == participant.workshop_id)
            .join(
                t.agenda,
                (agenda.workshop_id == participant.workshop_id) & (agenda.activity_id == rating.activity_id),
            )
            .where(participant.perspective == selection.perspective, rating.round == seen, rating.answer.is_not(None))
            .group_by(*group, rating.answer)
        )
        cells = self.of_selected(cells, rating.activity_id, selection)
        if roles := with_role(selection):
            cell = t.cell.c
            here = (cell.assessment_id == rounds.c.assessment_id) & (cell.activity_id == rating.activity_id)
            cells = cells.join(t.cell, here & (cell.phase == rating.phase)).where(*roles)
        found = cells.subquery()
        c = found.c
        return (
            sa.select(c.plan_id, c.phase, c.answer, sa.func.sum(c.number), sa.literal(0))
            .where(c.people >= FEW)
            .group_by(c.plan_id, c.phase, c.answer)
        )
