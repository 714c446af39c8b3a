"""Plans, workshops and people for tests of pages, and everything that a page sends."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

from ivac.access import join_code
from ivac.acts import open_doors, reveal
from ivac.model import PHASES, Activity, Plan
from ivac.settings import installation_secret
from ivac.store import Store, Workshops
from ivac.workshop import AgendaItem, Workshop

DAY = date(2026, 11, 20)


def add_plan(store: Store, name: str = "The Meadow", activities: tuple[str, ...] = ("Choir", "Garden")) -> Plan:
    """A plan whose id is its name in small letters, and its activities alike."""
    plan = Plan(id=name.lower().replace(" ", "_"), name=name)
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(id=activity.lower(), name=activity) for activity in activities])
    return plan


def prepared(store: Store, workshops: Workshops, **settings: Any) -> Workshop:
    """A draft of the meadow's workshop on both of its activities."""
    plan = add_plan(store)
    workshop = Workshop(
        id="evening", plan_id=plan.id, title="An evening together", day=DAY, scale="ivac", scale_version=1,
        agenda=(AgendaItem(activity="choir"), AgendaItem(activity="garden")),
    )  # fmt: skip
    workshop = workshop.model_copy(update=settings)
    workshops.add(workshop)
    return workshop


def opened(store: Store, workshops: Workshops, **settings: Any) -> Workshop:
    """The meadow's workshop, open."""
    return workshops.change(prepared(store, workshops, **settings).id, open_doors())


def code_of(workshop: Workshop) -> str:
    """The join code, whether it works or not."""
    return join_code(installation_secret(), workshop.id, workshop.code_number)


def joined(workshops: Workshops, workshop: Workshop, *perspectives: str, alias: str = "") -> list[str]:
    """One person of each perspective; gives their places."""
    code = join_code(workshops.secret, workshop.id, workshop.code_number)
    return [workshops.join(code, "test", perspective, alias) for perspective in perspectives]


def answer(workshops: Workshops, place: str, activity: str, level: str, number: int = 1) -> None:
    """Answer all phases of an activity with one level."""
    mine = workshops.place(place)
    for phase in PHASES:
        workshops.rate(mine, activity, phase, number, "answer", level)


def full_room(store: Store, workshops: Workshops, **settings: Any) -> tuple[Workshop, list[str]]:
    """An open workshop in which three staff members and three residents have answered the choir."""
    workshop = opened(store, workshops, **settings)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 3)
    for place in places[:3]:
        answer(workshops, place, "choir", "informed")
    for place in places[3:]:
        answer(workshops, place, "choir", "resident_decide")
    return workshop, places


def revealed_room(store: Store, workshops: Workshops, **settings: Any) -> tuple[Workshop, list[str]]:
    """The full room after everything has been revealed."""
    workshop, places = full_room(store, workshops, **settings)
    return workshops.change(workshop.id, reveal()), places


def sent(app: AppTest) -> str:
    """Everything that the page has sent, as one text: what is seen, and what a curious visitor finds behind it."""
    return "\n".join(_protos(app._tree)) + "\n".join(f"{name}={value}" for name, value in app.query_params.items())


def _protos(node: Any) -> Iterator[str]:
    if proto := getattr(node, "proto", None):
        yield MessageToString(proto, as_utf8=True)
    for child in getattr(node, "children", {}).values():
        yield from _protos(child)


def words(app: AppTest) -> str:
    """What the page says in titles, sentences, and HTML."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning, app.error)
    html = [item.proto.body for item in app.get("html") if not item.proto.body.startswith("<style>")]
    return "\n".join([item.value for kind in kinds for item in kind] + html).replace("\\", "")


def board(app: AppTest) -> Any:
    """What the rating board shows."""
    (found,) = (item for item in app.get("bidi_component") if "board" in item.proto.id)
    return json.loads(json.loads(found.proto.json)["board"])


def keyed(app: AppTest) -> set[str]:
    """The keys of all buttons on the page."""
    return {item.key for item in app.button if item.key}


def labels(app: AppTest) -> list[str]:
    """The labels of all buttons on the page."""
    return [item.label for item in app.button]
