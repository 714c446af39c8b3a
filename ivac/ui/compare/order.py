"""The orders in which plans stand beside one another; none of them tells which is higher."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ivac.faults import N_, Code, Refused
from ivac.language import Language
from ivac.selection import Selection
from ivac.similar import Profile, by_likeness
from ivac.sorting import name_order
from ivac.store import PlanRound
from ivac.ui import counted, keys
from ivac.ui.compare.choosing import choose
from ivac.ui.context import named
from ivac.ui.parts import plain
from ivac.ui.scope import Looked

NAME, MUNICIPALITY, LIKENESS = "name", "municipality", "likeness"
ORDERS = {NAME: N_("By the plan’s name"), MUNICIPALITY: N_("By municipality"), LIKENESS: N_("Like one plan first")}


def order(looked: Looked) -> str:
    """The order that the address names; by name where a municipality would tell which area is which."""
    asked = st.query_params.get(keys.Q_ORDER, NAME)
    if asked not in ORDERS:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=asked[:40], field=N_("Order"))
    return NAME if looked.hidden and asked == MUNICIPALITY else asked


def ordered(rounds: Sequence[PlanRound], looked: Looked, selection: Selection, language: Language) -> list[PlanRound]:
    """The plans, given by name, in the order that the address names."""
    chosen = order(looked)
    if chosen == MUNICIPALITY:
        return sorted(rounds, key=lambda each: name_order(each.municipality))
    own = _like(names_of_all(looked, language)) if chosen == LIKENESS else ""
    found = _profiles(own, looked, selection)
    if own not in found:  # nothing of the plan is selected that others could be like
        return list(rounds)
    others = [found[each.plan_id] for each in rounds if each.plan_id in found]
    places = {plan_id: place for place, plan_id in enumerate(by_likeness(found[own], others))}
    return sorted(rounds, key=lambda each: places.get(each.plan_id, len(places)))


def names_of_all(looked: Looked, language: Language) -> dict[str, str]:
    """What every rated plan that could be looked at is called, whatever is chosen of them."""
    return {each.plan_id: each.name for each in looked.named(counted.rounds(looked.base, Selection()), language)}


def choose_order(looked: Looked, municipalities: int, language: Language) -> None:
    """Offer the orders that make a difference here, and which plan the others are to be like."""
    t, chosen, names = language.t, order(looked), names_of_all(looked, language)
    useful = {NAME, chosen}
    if municipalities > 1 and not looked.hidden:
        useful.add(MUNICIPALITY)
    if len(names) > 2:
        useful.add(LIKENESS)
    orders = {each: t(name) for each, name in ORDERS.items() if each in useful}
    if len(orders) == 1:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose(keys.Q_ORDER, t("Order"), orders, chosen, unless=NAME, width=230, drop=(keys.Q_LIKE,))
        if chosen == LIKENESS and names:
            choose(keys.Q_LIKE, t("Like this plan"), names, _like(names), width=300)


def say_order(looked: Looked, selection: Selection, language: Language) -> None:
    """In what plans are like one of them, where they stand by that; or why they do not."""
    names = names_of_all(looked, language)
    if order(looked) != LIKENESS or not names:
        return
    own = _like(names)
    if own in _profiles(own, looked, selection):
        told = language.t(
            "Plans stand by how much they are like “{name}” in size, effort areas and starting point. Being alike says "
            "nothing about how well a plan does.",
            name=names[own],
        )
    else:
        told = language.t("“{name}” has no activity among those you chose, so plans stand by name.", name=names[own])
    st.caption(plain(told))


def _profiles(own: str, looked: Looked, selection: Selection) -> dict[str, Profile]:
    return counted.profiles(looked.scope_with(own), selection, own) if own else {}


def _like(names: Mapping[str, str]) -> str:
    """The plan that the others are to be like: the one that the address names, else the first."""
    asked = st.query_params.get(keys.Q_LIKE)
    if asked is None:
        return next(iter(names), "")
    named(asked, dict(names))
    return asked
