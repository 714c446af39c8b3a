"""How many there are beside each choice, so that nobody chooses what is empty: three statements for all facets."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from ivac.content import load
from ivac.model import YEARS
from ivac.selection import FACETS, PLAN_FACETS, Facet, Selection, region_of
from ivac.store import tables as t
from ivac.summaries import FEW

Row = tuple[Facet, Any, int]
Conditions = Callable[[Selection], list[Any]]
"""Gives what selected activities and their plans fulfil."""
Selected = Callable[[sa.Select[Any]], sa.Select[Any]]
"""Leaves the cells of selected activities alone in a query."""
NONE = "[]"
"""A list without entries, as it is kept."""


def facet_statement(rounds: sa.CTE, conditions: Conditions, selection: Selection, with_role: Any) -> Any:
    """Each facet but the role: facet, value as it is kept, number; `with_role` is None or holds for a cell."""
    return sa.union_all(*(_of(facet, rounds, conditions, selection, with_role) for facet in FACETS if facet != "role"))


def _of(facet: Facet, rounds: sa.CTE, conditions: Conditions, selection: Selection, with_role: Any) -> sa.Select[Any]:
    value = _value(facet)
    number = sa.func.count(t.plan.c.id.distinct()) if facet in PLAN_FACETS else sa.func.count()
    query = (
        sa.select(sa.literal(facet).label("facet"), value.label("value"), number.label("number"))
        .select_from(t.activity)
        .join(t.plan, t.plan.c.id == t.activity.c.plan_id)
        .join(rounds, rounds.c.plan_id == t.plan.c.id)
        .where(value.is_not(None), *conditions(selection.without(facet)))
        .group_by(value)
    )
    if with_role is not None:
        here = (t.cell.c.assessment_id == rounds.c.assessment_id) & (t.cell.c.activity_id == t.activity.c.id)
        query = query.where(sa.exists().where(here, t.cell.c.answer.is_not(None), with_role).correlate_except(t.cell))
    return query


def _value(facet: Facet) -> Any:
    plan, activity = t.plan.c, t.activity.c
    if facet == "period":
        return sa.cast(plan.start_year, sa.Text) + "-" + sa.cast(plan.end_year, sa.Text)
    return {
        "municipality": sa.func.nullif(plan.municipality, ""),
        "region": sa.func.nullif(plan.municipality, ""),
        "framing": sa.cast(plan.framing, sa.Text),
        "skill": sa.case((activity.professional_skill, "yes"), (sa.not_(activity.professional_skill), "no")),
        "target_group": sa.cast(activity.target_groups, sa.Text),
        "effort_area": activity.effort_area,
        "activity_type": activity.activity_type,
        "complexity": activity.complexity,
        "aim": activity.aim,
    }[facet]


def role_statement(rounds: sa.CTE, selected: Selected, held: Callable[[str], Any]) -> sa.Select[Any]:
    """One row: for each staff role, in its list's order, how many activities have a phase in which staff had it."""
    c = t.cell.c
    had = [sa.func.max(sa.case((held(role), 1), else_=0)).label(role) for role in _roles()]
    by_activity = (
        sa.select(*had)
        .join(rounds, rounds.c.assessment_id == c.assessment_id)
        .where(c.answer.is_not(None), sa.cast(c.roles, sa.Text) != NONE)
        .group_by(c.activity_id)
    )
    found = selected(by_activity).subquery()
    return sa.select(*(sa.func.coalesce(sa.func.sum(found.c[role]), 0) for role in _roles()))


def people_statement(rounds: sa.CTE, chosen: sa.Subquery) -> sa.Select[Any]:
    """For each perspective how many plans had so many of it in their workshop that their answers may be shown."""
    c = t.participant.c
    enough = (
        sa.select(c.perspective, rounds.c.plan_id)
        .join(rounds, rounds.c.assessment_id == c.workshop_id)
        .where(rounds.c.plan_id.in_(sa.select(chosen.c.plan_id)))
        .group_by(c.perspective, rounds.c.plan_id)
        .having(sa.func.count() >= FEW)
        .subquery()
    )
    return sa.select(enough.c.perspective, sa.func.count()).group_by(enough.c.perspective)


def numbers(rows: Iterable[Row], roles: Iterable[int]) -> dict[Facet, dict[str, int]]:
    """The counted rows by facet and value, as they are chosen; what occurs nowhere is left out."""
    found: dict[Facet, Counter[str]] = {facet: Counter() for facet in FACETS}
    for facet, value, number in rows:
        for each in _chosen_as(facet, value):
            found[facet][each] += number
    found["role"].update(dict(zip(_roles(), roles, strict=True)))
    return {facet: {value: number for value, number in counts.items() if number} for facet, counts in found.items()}


def _chosen_as(facet: Facet, value: str) -> Iterable[str]:
    if facet == "region":
        region = region_of(value)
        return [region] if region else []
    if facet == "period":
        first, last = (int(year) for year in value.split("-"))
        return [str(year) for year in range(max(first, YEARS[0]), min(last, YEARS[1]) + 1)]
    return json.loads(value) if facet == "target_group" else [value]


def _roles() -> tuple[str, ...]:
    return load().lists.ids("staff_roles")
