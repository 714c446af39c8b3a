"""What a comparison shows: whose plans, under which choices, in which order; and the controls that say so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from ivac.comparison import Comparison
from ivac.faults import N_, Code, Refused
from ivac.language import Language
from ivac.selection import Selection
from ivac.store import PlanRound, compared
from ivac.ui import counted, keys
from ivac.ui.context import visible_collections
from ivac.ui.filters import Filters, selection_in_address
from ivac.ui.parts import plain
from ivac.ui.scope import Looked, looked_at

ORDERS = {"name": N_("By the plan’s name"), "municipality": N_("By municipality")}
"""The orders that plans can stand in; none of them tells which is higher."""
ALL = "all"
"""Stands for no collection among the choices."""


@dataclass(frozen=True)
class Shown:
    """The plans in their rounds, named and ordered as this visitor sees them, and their numbers in common rows."""

    language: Language
    looked: Looked
    selection: Selection
    rounds: Sequence[PlanRound]
    comparison: Comparison

    def of_agreed(self) -> "Shown":
        """The same with what was agreed on instead of what a group of people answered."""
        selection = replace(self.selection, perspective=None)
        return Shown(self.language, self.looked, selection, *numbers_of(self.looked, selection, self.language))


def shown_in_address(language: Language) -> Shown:
    """What the address asks for; raises `Refused` for what it may not or cannot ask."""
    looked = looked_at()
    selection = selection_in_address(hidden=looked.hidden)
    return Shown(language, looked, selection, *numbers_of(looked, selection, language))


def numbers_of(looked: Looked, selection: Selection, language: Language) -> tuple[list[PlanRound], Comparison]:
    """The plans in their order with their numbers under a selection."""
    rounds = looked.named(counted.rounds(looked.scope, selection), language)
    if order(looked) == "municipality":
        rounds.sort(key=lambda each: each.municipality.casefold())
    counts = counted.counts(looked.scope, selection)
    return rounds, compared(rounds, counts, of_people=selection.perspective is not None)


def order(looked: Looked) -> str:
    """In which order plans stand; by name alone where a municipality would tell which area is which."""
    asked = st.query_params.get(keys.Q_ORDER, "name")
    if asked not in ORDERS:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=asked[:40], field=N_("Order"))
    return "name" if looked.hidden else asked


def choose_scope(shown: Shown) -> None:
    """Which collection, which of its plans and in which order; each choice changes the address."""
    t, looked = shown.language.t, shown.looked
    rounds = looked.named(counted.rounds(looked.base, Selection()), shown.language)
    everyone = {each.plan_id: each.name for each in rounds}
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared_scope"):
        if found := visible_collections():
            names = {ALL: t("All plans"), **{each.id: each.name for each in found}}
            current = looked.collection.id if looked.collection else ALL
            choose(keys.Q_COLLECTION, t("Collection"), names, current, unless=ALL, width=300, drop=(keys.Q_PLANS,))
        _choose_plans(everyone, looked, t)
        municipalities = {each.municipality for each in shown.rounds}
        if not looked.hidden and len(municipalities) > 1:
            orders = {each: t(name) for each, name in ORDERS.items()}
            choose(keys.Q_ORDER, t("Order"), orders, order(looked), unless="name", width=210)


def _choose_plans(names: Mapping[str, str], looked: Looked, t: Callable[..., str]) -> None:
    chosen = [item for item in looked.chosen if item in names]
    if keys.Q_PLANS in st.query_params:
        _put(keys.Q_PLANS, ",".join(chosen))
    st.session_state[keys.COMPARED] = chosen

    def keep() -> None:
        _put(keys.Q_PLANS, ",".join(st.session_state[keys.COMPARED]))
        _put(keys.Q_PART, "")

    st.multiselect(
        t("Plans to compare"), list(names), key=keys.COMPARED, format_func=names.__getitem__,
        placeholder=t("All of them"), on_change=keep,
    )  # fmt: skip


def choose(
    parameter: str, label: str, names: Mapping[str, str], current: str, unless: str = "", width: int = 300,
    drop: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """One of a list, kept in the address unless it is the usual one; `drop` are parameters that go with a change."""
    key = f"compared_{parameter}"
    st.session_state[key] = current

    def keep() -> None:
        chosen = st.session_state[key]
        _put(parameter, "" if chosen == unless else chosen)
        for each in (*drop, keys.Q_PART):
            _put(each, "")

    st.selectbox(label, list(names), key=key, format_func=names.__getitem__, on_change=keep, width=width)


def _put(parameter: str, value: str) -> None:
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)


def choose_what(shown: Shown) -> None:
    """The panel of choices that hold across all pictures, and what is chosen."""
    beside = counted.beside(shown.looked.scope, shown.selection)
    filters = Filters(shown.selection, beside, shown.language, shown.looked.hidden)
    filters.show_panel(shown.language.t("Choose what is compared"))
    filters.show_active()


def say_what_it_rests_on(shown: Shown) -> None:
    """How many plans and activities, which are invented, whose answers, and what is lost where scales differ."""
    t, n, comparison = shown.language.t, shown.language.n, shown.comparison
    plans = n("{count} plan", "{count} plans", len(comparison.plans))
    activities = n("{count} activity", "{count} activities", sum(each.activities for each in shown.rounds))
    lines = [f"{plans} · {activities}"]
    fictional = [plan.name for plan in comparison.plans if plan.plan.fictional]
    if len(fictional) == len(comparison.plans) > 1:
        lines.append(t("All of these plans are fictional."))
    elif fictional:
        lines.append(t("Fictional: {names}.", names=", ".join(fictional)))
    st.caption("  \n".join(plain(line) for line in lines))
    if comparison.of_people:
        st.info(
            t(
                "The numbers are answers of people and not activities: an activity that many answered counts often. "
                "Only what at least three of the group answered in a workshop is in them."
            )
        )
    if comparison.lossy and comparison.plans:
        st.warning(
            t(
                "The plans are rated on different scales ({scales}). They meet in who takes the initiative and "
                "who decides; finer steps are lost, and for some levels the match is only approximate.",
                scales=", ".join(sorted(_scales(shown))),
            )
        )


def _scales(shown: Shown) -> set[str]:
    """The scales by name; with their versions where one of them has several."""
    found = {(plan.summary.scale.id, plan.summary.scale.version) for plan in shown.comparison.plans}
    words, several = shown.language.words.scales, len({scale for scale, _ in found}) < len(found)
    version = shown.language.t("version {number}", number="{}") if several else ""
    return {f"{words[scale].short} {version.format(number)}".strip() for scale, number in found}
