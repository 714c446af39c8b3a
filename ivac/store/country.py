"""Counts over many plans at once, by the database: however many plans there are, no activity is read as an object."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ivac.content import load
from ivac.model import PhaseId
from ivac.selection import Facet, Selection
from ivac.sorting import name_order
from ivac.store import tables as t
from ivac.store.facets import facet_statement, numbers, people_statement, role_statement
from ivac.store.selecting import Scope, Selecting, between_days, holds_any, rounds_of, with_role, within
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


@dataclass(frozen=True)
class Beside:
    """How many there are beside each choice, under all other choices.

    `facets` counts plans by what they are and activities by what they are; `people` counts, for each perspective, the
    plans in whose workshop enough of them took part to be shown.
    """

    facets: Mapping[Facet, Mapping[str, int]]
    people: Mapping[str, int]


@dataclass(frozen=True)
class Dot:
    """One activity in one phase of its plan's round."""

    plan_id: str
    activity: str
    name: str
    answer: str
    on_purpose: bool


@dataclass(frozen=True)
class RoundCount:
    """How many activities of a plan had this answer in a phase in one of its rounds; `recalled` ones look back."""

    plan_id: str
    assessment_id: str
    day: date
    recalled: bool
    scale: str
    scale_version: int
    answer: str
    number: int


class Country(Selecting):
    """All plans together, read only."""

    def version(self, scope: Scope) -> int:
        """A number that differs when other plans are in scope, or after any write to them; what caches compare."""
        query = sa.select(t.plan.c.id, t.plan.c.revision).where(within(scope))
        with self.reading() as connection:
            # Of every plan, since a plan that goes and one that comes can leave their number and their sum alike.
            return hash(frozenset((plan_id, revision) for plan_id, revision in connection.execute(query)))

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
        return sorted(found, key=lambda each: (name_order(each.name), each.plan_id))

    def counts(self, scope: Scope, selection: Selection) -> list[Counted]:
        """Per plan, phase and answer how many there are, in one query; blanks are not in it.

        With a perspective these are people's answers in the last round that their room has seen, and only where three
        or more of them answered an activity's phase: any sum of such groups keeps everyone hidden.
        """
        if selection.perspective:
            return self._of_people(scope, selection)
        with self.reading() as connection:
            return [Counted(*row) for row in connection.execute(self._agreed(scope, selection))]

    def facet_counts(self, scope: Scope, selection: Selection) -> Beside:
        """What stands beside each choice that can be made."""
        rounds, chosen = rounds_of(scope, selection).cte("rounds"), self.activities(selection)
        in_role = next(iter(with_role(selection)), None)
        facets = facet_statement(rounds, self.conditions, selection, in_role)
        roles = role_statement(
            rounds,
            lambda cells: self.of_selected(cells, t.cell.c.activity_id, selection),
            lambda role: holds_any(t.cell.c.roles, [role]),
        )
        people = people_statement(rounds, chosen.subquery())
        with self.reading() as connection:
            found = numbers(map(tuple, connection.execute(facets)), connection.execute(roles).one())
            return Beside(found, dict(map(tuple, connection.execute(people))))

    def dots(self, scope: Scope, selection: Selection, phase: PhaseId) -> list[Dot]:
        """Every selected activity with an answer in this phase, as agreed, in the order of its plan."""
        rounds, chosen = rounds_of(scope, selection).subquery(), self.activities(selection).subquery()
        c, activity = t.cell.c, t.activity.c
        by_choice = sa.and_(c.desired.is_not(None), c.desired == c.answer, c.desired_reason == "on_purpose")
        query = (
            sa.select(rounds.c.plan_id, activity.id, activity.name, c.answer, sa.case((by_choice, 1), else_=0))
            .join(rounds, rounds.c.assessment_id == c.assessment_id)
            .join(chosen, chosen.c.id == c.activity_id)
            .join(t.activity, activity.id == c.activity_id)
            .where(c.phase == phase, c.answer.is_not(None), *with_role(selection))
            .order_by(rounds.c.plan_id, activity.position)
        )
        with self.reading() as connection:
            return [Dot(*row[:4], on_purpose=bool(row[4])) for row in connection.execute(query)]

    def over_time(self, scope: Scope, selection: Selection, phase: PhaseId) -> list[RoundCount]:
        """What was agreed on in this phase in each round between the days, plan by plan, the earliest first."""
        a, c, chosen = t.assessment.c, t.cell.c, self.activities(selection).subquery()
        group = (a.plan_id, a.id, a.day, a.recalled, a.scale, a.scale_version, c.answer)
        query = (
            sa.select(*group, sa.func.count())
            .join(t.assessment, a.id == c.assessment_id)
            .join(chosen, chosen.c.id == c.activity_id)
            .join(t.plan, t.plan.c.id == a.plan_id)
            .where(a.settled, c.phase == phase, c.answer.is_not(None), within(scope))
            .where(*with_role(selection), *between_days(selection))
            .group_by(*group, a.position)
            .order_by(a.plan_id, a.day, a.position)
        )
        with self.reading() as connection:
            return [RoundCount(*row) for row in connection.execute(query)]

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

    def _of_people(self, scope: Scope, selection: Selection) -> list[Counted]:
        answers, rating = _all_answers(), t.rating.c
        # Found first and kept: PostgreSQL, left to itself, looks up the person of each rating instead.
        asked = self._asked(scope, selection).cte("asked").prefix_with("MATERIALIZED")
        theirs = (asked.c.participant_id == rating.participant_id) & (asked.c.activity_id == rating.activity_id)
        # One column an answer: with one row an answer, all ratings would have to be sorted once more to find how many
        # people answered a phase. An activity has one plan; grouped by the activity alone, less is sorted.
        numbers_of = [sa.func.count().filter(rating.answer == answer).label(answer) for answer in answers]
        cells = (
            sa.select(sa.func.min(asked.c.plan_id).label("plan_id"), rating.phase, *numbers_of)
            .join(asked, theirs & (asked.c.round == rating.round))
            .where(rating.answer.is_not(None))
            .group_by(rating.activity_id, rating.phase)
            .having(sa.func.count() >= FEW)
        )
        if roles := with_role(selection):
            cell = t.cell.c
            here = (cell.assessment_id == asked.c.assessment_id) & (cell.activity_id == rating.activity_id)
            cells = cells.join(t.cell, here & (cell.phase == rating.phase)).where(*roles)
        c = cells.subquery().c
        query = sa.select(c.plan_id, c.phase, *(sa.func.sum(c[answer]) for answer in answers))
        with self.reading() as connection:
            return [
                Counted(plan_id, phase, answer, int(number), 0)
                for plan_id, phase, *numbers in connection.execute(query.group_by(c.plan_id, c.phase))
                for answer, number in zip(answers, numbers, strict=True)
                if number
            ]

    def _asked(self, scope: Scope, selection: Selection) -> sa.Select[Any]:
        """Who of the selection's perspective was asked about what, and in which round their room last saw it."""
        rounds, agenda, participant = rounds_of(scope, selection).subquery(), t.agenda.c, t.participant.c
        # Rooms in which a group is too small need not be read at all.
        rooms = sa.select(participant.workshop_id).where(participant.perspective == selection.perspective)
        enough = rooms.group_by(participant.workshop_id).having(sa.func.count() >= FEW).subquery()
        seen = sa.case((agenda.revealed, agenda.round), else_=agenda.round - 1)
        query = (
            sa.select(participant.id.label("participant_id"), agenda.activity_id, seen.label("round"))
            .add_columns(rounds.c.plan_id, rounds.c.assessment_id)
            .join(enough, enough.c.workshop_id == participant.workshop_id)
            .join(rounds, rounds.c.assessment_id == participant.workshop_id)
            .join(t.agenda, agenda.workshop_id == participant.workshop_id)
            .where(participant.perspective == selection.perspective)
        )
        return self.of_selected(query, agenda.activity_id, selection)


def _all_answers() -> list[str]:
    """Every answer that any scale has."""
    return sorted({answer for scale in load().scales.values() for answer in scale.answers})
