"""What a scope and a selection mean in SQL: which plans, which round of each, which activities, which cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ivac.selection import SKILLS, Facet, Selection, region_of
from ivac.store import tables as t
from ivac.store.database import Database


@dataclass(frozen=True)
class Scope:
    """Whose plans are looked at: those of a collection, or these; with neither, all that are here."""

    collection: str | None = None
    plans: tuple[str, ...] | None = None


class Selecting(Database):
    """A part of the store that reads the activities of a selection."""

    def activities(self, selection: Selection) -> sa.Select[Any]:
        """The selected activities of selected plans: id and plan."""
        query = sa.select(t.activity.c.id, t.activity.c.plan_id).join(t.plan, t.plan.c.id == t.activity.c.plan_id)
        return query.where(*self.conditions(selection))

    def of_selected(self, query: sa.Select[Any], activity_id: Any, selection: Selection) -> sa.Select[Any]:
        """The query on the selected activities alone; where all are, each would be looked up in vain."""
        if not self.conditions(selection):
            return query
        chosen = self.activities(selection).subquery()
        return query.join(chosen, chosen.c.id == activity_id)

    def conditions(self, selection: Selection) -> list[Any]:
        """What selected activities and their plans fulfil; nothing where all are selected."""
        plan, activity = t.plan.c, t.activity.c
        chosen = selection.chosen
        conditions: list[Any] = [
            column.in_(values)
            for facet, column in PLAN_COLUMNS.items() | ACTIVITY_COLUMNS.items()
            if (values := chosen.get(facet))
        ]
        if regions := chosen.get("region"):
            conditions.append(plan.municipality.in_(self._municipalities_in(regions)))
        if years := [int(year) for year in chosen.get("period", ())]:
            conditions.append(sa.or_(*(sa.and_(plan.start_year <= year, plan.end_year >= year) for year in years)))
        if groups := chosen.get("target_group"):
            conditions.append(holds_any(activity.target_groups, groups))
        if skills := chosen.get("skill"):
            conditions.append(activity.professional_skill.in_([SKILLS[skill] for skill in skills]))
        return conditions

    def _municipalities_in(self, regions: Sequence[str]) -> list[str]:
        with self.reading() as connection:
            known = connection.scalars(sa.select(t.plan.c.municipality).distinct()).all()
        return [name for name in known if region_of(name) in regions]


PLAN_COLUMNS: dict[Facet, Any] = {"municipality": t.plan.c.municipality, "framing": t.plan.c.framing}
ACTIVITY_COLUMNS: dict[Facet, Any] = {
    "effort_area": t.activity.c.effort_area,
    "activity_type": t.activity.c.activity_type,
    "complexity": t.activity.c.complexity,
    "aim": t.activity.c.aim,
}


def within(scope: Scope) -> Any:
    """Whether a plan is looked at."""
    if scope.collection is not None:
        members = sa.select(t.member.c.plan_id).where(t.member.c.collection_id == scope.collection)
        return t.plan.c.id.in_(members)
    return sa.true() if scope.plans is None else t.plan.c.id.in_(scope.plans)


def between_days(selection: Selection) -> list[Any]:
    """What a round fulfils that lies between the selection's days; nothing where none are chosen."""
    day, since, until = t.assessment.c.day, selection.since, selection.until
    return [*([day >= since] if since else ()), *([day <= until] if until else ())]


def with_round(scope: Scope, selection: Selection) -> Any:
    """Whether a plan is looked at and, where days are chosen, has a settled round between them."""
    days = between_days(selection)
    if not days:
        return within(scope)
    c = t.assessment.c
    return within(scope) & t.plan.c.id.in_(sa.select(c.plan_id).where(c.settled, *days))


def rounds_of(scope: Scope, selection: Selection, first: bool = False) -> sa.Select[Any]:
    """Each plan's newest settled round between the selection's days, or its first."""
    c = t.assessment.c
    order = (c.day, c.position) if first else (c.day.desc(), c.position.desc())
    place = sa.func.row_number().over(partition_by=c.plan_id, order_by=order)
    found = sa.select(c.plan_id, c.id.label("assessment_id"), c.day, c.scale, c.scale_version, place.label("place"))
    found = found.join(t.plan, t.plan.c.id == c.plan_id).where(c.settled, within(scope), *between_days(selection))
    ordered = found.subquery()
    return sa.select(
        *(ordered.c[name] for name in ("plan_id", "assessment_id", "day", "scale", "scale_version"))
    ).where(ordered.c.place == 1)


def with_role(selection: Selection) -> list[Any]:
    """What a cell must fulfil so that staff had one of the chosen roles in it; nothing when none is chosen."""
    roles = selection.chosen.get("role")
    return [holds_any(t.cell.c.roles, roles)] if roles else []


def holds_any(column: Any, ids: Iterable[str]) -> Any:
    """Whether a list kept as JSON holds one of these ids, which have no sign that JSON or LIKE would read otherwise."""
    text = sa.cast(column, sa.Text)
    return sa.or_(*(text.contains(f'"{each}"', autoescape=True) for each in ids))
