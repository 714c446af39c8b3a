"""A synthetic country: invented plans, each with a closed workshop, from a seed; the same on every machine.

Numbers of the field: 162 plans (source 003) of about 20 activities. Rows are made a plan at a time and written many
at once, so that a hundred countries need little memory. Nothing here says anything about real plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from ivac.content import load
from ivac.model import DONT_KNOW, NOT_RELEVANT, PHASES
from ivac.store import tables as t
from ivac.workshop import Perspective

SEED = 2026
PLANS = 162
ACTIVITIES = 20
PEOPLE: tuple[tuple[Perspective, ...], ...] = (
    ("staff", "staff", "staff", "resident", "resident"),
    ("staff", "resident", "resident", "resident", "board"),
)
"""Who rates, by turns: the groups of three may be looked at on their own, the others may not."""
FIRST_DAY = date(2025, 1, 6)
OUTSIDE_PART, BLANK_PART, ON_PURPOSE_PART = 0.12, 0.05, 0.3
"""How often a cell is answered outside the scale or not at all, and how often a lowest level is there by choice."""
AT_ONCE = 40
"""Plans written in one go."""
HURRY = ("synchronous=OFF", "cache_size=-1000000")
"""For the filling alone: nothing here has to survive a power cut."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Country:
    """How much was filled in."""

    plans: int
    activities: int
    cells: int
    ratings: int


def fill(engine: sa.Engine, plans: int) -> Country:
    """Fill an empty database with so many plans."""
    random, counted = Random(SEED), dict.fromkeys(("plan", "activity", "cell", "rating"), 0)  # noqa: S311
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver: Any = connection.connection.dbapi_connection
            for pragma in HURRY:
                driver.execute(f"PRAGMA {pragma}")
        for rows in _batches(random, plans):
            with connection.begin():
                for name, values in rows.items():
                    connection.execute(t.metadata.tables[name].insert(), values)
                    if name in counted:
                        counted[name] += len(values)
        with connection.begin():
            connection.execute(sa.text("ANALYZE"))
    engine.dispose()  # who comes next finds it as it is in use
    return Country(*counted.values())


def _batches(random: Random, plans: int) -> Iterator[Rows]:
    rows: Rows = {}
    for number in range(plans):
        for name, value in _plan(random, number):
            rows.setdefault(name, []).append(value)
        if (number + 1) % AT_ONCE == 0 or number + 1 == plans:
            yield rows
            rows = {}


def _plan(random: Random, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of one plan, each with its table, in an order in which none refers to what is not there yet."""
    lists, plan, workshop = load().lists, _id(random), _id(random)
    municipalities = [name for region in lists.regions for name in region.municipalities]
    start = random.randint(2021, 2024)
    yield "plan", {
        "id": plan, "name": f"Opdigtet plan {number + 1}", "area": f"Opdigtet område {number + 1}",
        "municipality": random.choice(municipalities), "organisation": "", "start_year": start, "end_year": start + 4,
        "framing": random.choice(lists.ids("framings")), "fictional": True, "source": "", "added": number + 1,
        "revision": 1,
    }  # fmt: skip
    activities = [_id(random) for _ in range(ACTIVITIES)]
    for position, activity in enumerate(activities):
        yield "activity", _activity(random, activity, plan, position)
    day = FIRST_DAY + timedelta(days=random.randrange(360))
    yield "assessment", {
        "id": workshop, "plan_id": plan, "position": 0, "title": "", "day": day, "scale": "ivac", "scale_version": 1,
        "recalled": False, "settled": True,
    }  # fmt: skip
    yield "workshop", {
        "id": workshop, "language": "da", "naming": "anonymous", "perspectives": ["staff", "resident", "board"],
        "ask_desired": False, "state": "closed", "follow": False, "wall": "picture", "code_number": 1,
        "version": 600, "step": 9,
    }  # fmt: skip
    for position, activity in enumerate(activities):
        yield "agenda", {
            "workshop_id": workshop, "activity_id": activity, "position": position, "round": 1, "revealed": True,
        }  # fmt: skip
    yield from _answers(random, workshop, activities, PEOPLE[number % len(PEOPLE)])


def _activity(random: Random, activity: str, plan: str, position: int) -> dict[str, Any]:
    lists = load().lists
    area = random.choice(lists.ids("effort_areas"))
    return {
        "id": activity, "plan_id": plan, "position": position, "name": f"Opdigtet aktivitet {position + 1}",
        "description": "", "effort_area": area, "activity_type": random.choice(lists.ids("activity_types")),
        "target_groups": random.sample(lists.ids("target_groups"), random.randint(1, 3)),
        "complexity": random.choice(lists.ids("complexities")), "professional_skill": random.random() < 0.5,
        "partners": "", "volunteers": random.randint(0, 12), "aim": random.choice(lists.ids("aims")), "status": {},
    }  # fmt: skip


def _answers(
    random: Random, workshop: str, activities: list[str], people: tuple[Perspective, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the room agreed on, and before that each one's answers near it."""
    levels, roles = load().scales["ivac"].level_ids, load().lists.ids("staff_roles")
    persons = [_id(random) for _ in people]
    for person, perspective in zip(persons, people, strict=True):
        yield "participant", {
            "id": person, "workshop_id": workshop, "perspective": perspective, "alias": "", "place_hash": _id(random),
            "source": "phone",
        }  # fmt: skip
    for activity in activities:
        usual = random.randrange(len(levels))
        for phase in PHASES:
            place = min(len(levels) - 1, max(0, usual + random.choice((-1, 0, 0, 1))))
            answer = _answer(random, levels[place])
            on_purpose = answer == levels[0] and random.random() < ON_PURPOSE_PART
            yield "cell", {
                "assessment_id": workshop, "activity_id": activity, "phase": phase, "answer": answer,
                "desired": answer if on_purpose else None, "desired_reason": "on_purpose" if on_purpose else None,
                "roles": random.sample(roles, random.randint(0, 2)),
            }  # fmt: skip
            for person in persons:
                near = min(len(levels) - 1, max(0, place + random.choice((-1, 0, 0, 0, 1))))
                yield "rating", {
                    "participant_id": person, "activity_id": activity, "phase": phase, "round": 1,
                    "answer": _answer(random, levels[near]),
                }  # fmt: skip


def _answer(random: Random, level: str) -> str | None:
    drawn = random.random()
    if drawn < BLANK_PART:
        return None
    return random.choice((DONT_KNOW, NOT_RELEVANT)) if drawn < BLANK_PART + OUTSIDE_PART else level


def _id(random: Random) -> str:
    return f"{random.getrandbits(128):032x}"
