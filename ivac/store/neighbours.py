"""What plans can see in one another: whom to learn from, which are alike, what nobody works with. Read only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ivac.content import load
from ivac.learning import Example, Kinds, Stand, levels_decided_with_residents, levels_with_a_say
from ivac.missing import Coverage, PhaseKnown, Stated
from ivac.model import DONT_KNOW, NOT_RELEVANT, OUTSIDE, PHASES, PhaseId
from ivac.selection import PLAN_FACETS, Selection
from ivac.similar import Profile
from ivac.store import tables as t
from ivac.store.selecting import Scope, Selecting, rounds_of, with_role, with_round, within
from ivac.summaries import Share


class Neighbours(Selecting):
    """Plans beside one another; a plan itself is looked at with the selection's activities, whatever plan it is."""

    def scale_of(self, plan_id: str, selection: Selection) -> tuple[str, int] | None:
        """The scale and version of the plan's newest round between the selection's days; None without one."""
        newest = rounds_of(Scope(plans=(plan_id,)), selection).subquery()
        with self.reading() as connection:
            row = connection.execute(sa.select(newest.c.scale, newest.c.scale_version)).one_or_none()
        return (row.scale, row.scale_version) if row else None

    def stands(self, plan_id: str, selection: Selection) -> list[Stand]:
        """How the plan's own activities stand in its newest round, blanks as well; nothing without a round."""
        newest = rounds_of(Scope(plans=(plan_id,)), selection).subquery()
        chosen = self.activities(_of_activities(selection)).subquery()
        c, activity = t.cell.c, t.activity.c
        phases = _phases()
        here = (c.assessment_id == newest.c.assessment_id) & (c.activity_id == activity.id)
        on_purpose = sa.func.coalesce((c.desired == c.answer) & (c.desired_reason == "on_purpose"), sa.false())
        kind = (phases.c.phase, c.answer, c.desired, activity.activity_type, activity.effort_area)
        query = (
            sa.select(*kind, on_purpose.label("on_purpose"), sa.func.count().label("number"))
            .select_from(t.activity)
            .join(chosen, chosen.c.id == activity.id)
            .join(newest, newest.c.plan_id == activity.plan_id)
            .join(phases, sa.true())
            .outerjoin(t.cell, here & (c.phase == phases.c.phase))
            .group_by(*kind, "on_purpose")
        )
        with self.reading() as connection:
            return [Stand(**row) for row in connection.execute(query).mappings()]

    def examples(
        self,
        plan_id: str,
        phase: PhaseId,
        kinds: Kinds,
        scope: Scope,
        selection: Selection,
        open_texts: frozenset[str],
        limit: int,
    ) -> tuple[list[Example], int]:
        """Activities of other plans to learn from (rule L5 of `ivac.learning`): at most `limit`, and their number.

        Those of the same type come first, then those whose example can be read, then one of each plan in turn. Texts
        are read of the plans in `open_texts` alone.
        """
        rounds, chosen = rounds_of(scope, selection).subquery(), self.activities(selection).subquery()
        c, activity = t.cell.c, t.activity.c
        same_type = activity.activity_type.in_(kinds.types)
        readable = (c.example != "") & activity.plan_id.in_(open_texts)
        order = (sa.case((same_type, 0), else_=1), sa.case((readable, 0), else_=1))
        turn = sa.func.row_number().over(partition_by=activity.plan_id, order_by=(*order, activity.position))
        told = (activity.plan_id, t.plan.c.fictional, rounds.c.day, rounds.c.scale, rounds.c.scale_version, c.answer)
        found = (
            sa.select(*told, activity.activity_type, activity.effort_area, activity.id, rounds.c.assessment_id)
            .add_columns(*(rank.label(f"rank_{place}") for place, rank in enumerate(order)))
            .add_columns(turn.label("turn"), sa.func.count().over().label("number"))
            .join(chosen, chosen.c.id == activity.id)
            .join(t.plan, t.plan.c.id == activity.plan_id)
            .join(rounds, rounds.c.plan_id == activity.plan_id)
            .join(t.cell, (c.assessment_id == rounds.c.assessment_id) & (c.activity_id == activity.id))
            .where(activity.plan_id != plan_id, c.phase == phase, *with_role(selection))
            .where(
                sa.or_(same_type, activity.effort_area.in_(kinds.areas)),
                _stands_at(levels_with_a_say(), rounds, c.answer),
            )
        ).subquery()
        f = found.c
        query = sa.select(found).order_by(f.rank_0, f.rank_1, f.turn, f.plan_id).limit(limit)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
            texts = _texts(connection, phase, [row for row in rows if row["plan_id"] in open_texts])
        shown = [*(column.name for column in told), "activity_type", "effort_area"]
        examples = [
            Example(**{name: row[name] for name in shown} | texts.get((row["assessment_id"], row["id"]), NOT_SHARED))
            for row in rows
        ]
        return examples, rows[0]["number"] if rows else 0

    def profiles(self, scope: Scope, selection: Selection, plan_id: str) -> dict[str, Profile]:
        """By id what the plan and every selected one in scope can be compared by; without selected activities, none."""
        mine = Scope(plans=(plan_id,))
        own = self._profiles(mine, _of_activities(selection), within(mine))
        return self._profiles(scope, selection, with_round(scope, selection)) | own

    def _profiles(self, scope: Scope, selection: Selection, plans: Any) -> dict[str, Profile]:
        chosen = self.activities(selection).subquery()
        plan, activity, c = t.plan.c, t.activity.c, t.cell.c
        areas = (
            sa.select(plan.id, plan.fictional, activity.effort_area, sa.func.count())
            .join(t.activity, activity.plan_id == plan.id)
            .join(chosen, chosen.c.id == activity.id)
            .where(plans)
            .group_by(plan.id, plan.fictional, activity.effort_area)
        )
        first = rounds_of(scope, selection, first=True).subquery()
        decided = _stands_at(levels_decided_with_residents(), first, c.answer)
        starts = (
            sa.select(first.c.plan_id, c.phase, sa.func.sum(sa.case((decided, 1), else_=0)), sa.func.count())
            .join(first, first.c.assessment_id == c.assessment_id)
            .join(chosen, chosen.c.id == c.activity_id)
            .where(c.answer.is_not(None), c.answer.not_in(OUTSIDE))
            .group_by(first.c.plan_id, c.phase)
        )
        with self.reading() as connection:
            found: dict[str, Profile] = {}
            shares: dict[str, dict[PhaseId, Share]] = defaultdict(dict)
            for owner, phase, part, whole in connection.execute(starts):
                shares[owner][phase] = Share(part, whole)
            for owner, fictional, area, number in connection.execute(areas):
                known = found.get(owner, Profile(owner, 0, start=shares.get(owner, {}), fictional=fictional))
                both = known.areas | {area} if area else known.areas
                found[owner] = replace(known, activities=known.activities + number, areas=both)
        return found

    def coverage(self, scope: Scope, selection: Selection) -> Coverage:
        """What the selected activities state, each list counted with its own facet open, and what their phases are."""
        groups = self._lists(scope, selection.without("target_group"))
        areas = self._lists(scope, selection.without("effort_area"))
        return Coverage(groups[0], areas[1], self._phases(scope, selection))

    def _lists(self, scope: Scope, selection: Selection) -> tuple[Stated, Stated]:
        """Target groups and effort areas: one row for each set of groups and area, of which there are few."""
        chosen = self.activities(selection).subquery()
        activity = t.activity.c
        groups = sa.cast(activity.target_groups, sa.Text)  # PostgreSQL groups by text, not by JSON
        sets = (
            sa.select(groups.label("groups"), activity.effort_area.label("area"), sa.func.count().label("number"))
            .join(chosen, chosen.c.id == activity.id)
            .join(t.plan, t.plan.c.id == activity.plan_id)
            .where(with_round(scope, selection))
            .group_by(groups, activity.effort_area)
        )
        with self.reading() as connection:
            rows = connection.execute(sets).all()
        known = load().lists.ids("target_groups")
        return (
            _stated(([each for each in known if f'"{each}"' in row.groups], row.number) for row in rows),
            _stated(([row.area] if row.area else [], row.number) for row in rows),
        )

    def _phases(self, scope: Scope, selection: Selection) -> tuple[PhaseKnown, ...]:
        """Rule M4 of `ivac.missing`."""
        rounds, chosen = rounds_of(scope, selection).subquery(), self.activities(selection).subquery()
        c, activity = t.cell.c, t.activity.c
        begun = {phase: sa.func.coalesce(activity.status[phase].as_string(), "") != "not_begun" for phase in PHASES}
        waiting = [sa.func.sum(sa.case((begun[phase], 0), else_=1)) for phase in PHASES]
        stated = sa.select(sa.func.count(), *waiting).join(chosen, chosen.c.id == activity.id)
        stated = stated.join(t.plan, t.plan.c.id == activity.plan_id).where(with_round(scope, selection))
        here = sa.case(*((c.phase == phase, sa.case((begun[phase], 0), else_=1)) for phase in PHASES))
        kind = sa.case((c.answer == NOT_RELEVANT, NOT_RELEVANT), else_="level")
        answered = (
            sa.select(c.phase, kind.label("kind"), sa.func.count(), sa.func.sum(here))
            .join(rounds, rounds.c.assessment_id == c.assessment_id)
            .join(t.activity, activity.id == c.activity_id)
            .join(chosen, chosen.c.id == activity.id)
            .where(c.answer.is_not(None), c.answer != DONT_KNOW)
            .group_by(c.phase, "kind")
        )
        with self.reading() as connection:
            number, *waiting_in = connection.execute(stated).one()
            told = {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(answered)}
        return tuple(
            _phase_known(phase, number, waiting or 0, told) for phase, waiting in zip(PHASES, waiting_in, strict=True)
        )


def _phase_known(
    phase: PhaseId, activities: int, waiting: int, told: Mapping[tuple[str, str], tuple[int, int]]
) -> PhaseKnown:
    levels, levels_waiting = told.get((phase, "level"), (0, 0))
    answered, answered_waiting = told.get((phase, NOT_RELEVANT), (0, 0))
    # Who has the status and an answer as well is counted by the answer.
    return PhaseKnown(phase, levels, answered + waiting - levels_waiting - answered_waiting, activities)


def _stated(rows: Iterable[tuple[list[str], int]]) -> Stated:
    counts: dict[str, int] = defaultdict(int)
    activities = unstated = 0
    for ids, number in rows:
        activities += number
        unstated += 0 if ids else number
        for each in ids:
            counts[each] += number
    return Stated(dict(counts), activities, unstated)


def _of_activities(selection: Selection) -> Selection:
    """The selection as it holds for a plan that one has chosen anyway: what plans are chosen by is left open."""
    for facet in PLAN_FACETS:
        selection = selection.without(facet)
    return selection


def _phases() -> Any:
    return sa.union_all(*(sa.select(sa.literal(phase, sa.String(20)).label("phase")) for phase in PHASES)).subquery()


def _stands_at(levels: Mapping[str, frozenset[str]], rounds: Any, answer: Any) -> Any:
    """Whether an answer is one of these levels, on its round's scale."""
    return sa.or_(*(sa.and_(rounds.c.scale == scale, answer.in_(ids)) for scale, ids in levels.items()))


NOT_SHARED: dict[str, Any] = {"name": "", "description": "", "example": ""}


def _texts(
    connection: sa.Connection, phase: PhaseId, rows: Iterable[sa.RowMapping]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Name, description and example of these activities, by round and activity."""
    wanted = {(row["assessment_id"], row["id"]) for row in rows}
    c, activity = t.cell.c, t.activity.c
    query = (
        sa.select(c.assessment_id, activity.id, activity.name, activity.description, c.example)
        .join(t.activity, activity.id == c.activity_id)
        .where(c.phase == phase, c.assessment_id.in_({first for first, _ in wanted}))
        .where(activity.id.in_({second for _, second in wanted}))
    )
    return {(row[0], row[1]): dict(zip(NOT_SHARED, row[2:], strict=True)) for row in connection.execute(query)}
