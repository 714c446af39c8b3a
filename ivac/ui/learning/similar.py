"""Similar plans, and in what they are alike."""

from collections.abc import Mapping

import streamlit as st

from ivac.charts import Table
from ivac.language import Language
from ivac.model import PHASES
from ivac.selection import Selection, to_address
from ivac.similar import Likeness, Profile, similar_plans
from ivac.store import Scope
from ivac.ui import keys
from ivac.ui.context import country, neighbours
from ivac.ui.learning.shared import agreed, choose_plan, none_of_this_plan
from ivac.ui.parts import plain, strong, table

MOST_PLANS = 12
"""The least alike of many plans are of no use."""


def show_similar(
    scope: Scope, selection: Selection, names: Mapping[str, str], language: Language, open_texts: frozenset[str]
) -> None:
    """The plans that are most like one plan, and in what they are alike; the plan stands in the address."""
    del open_texts  # nothing that people wrote is shown
    t = language.t
    st.header(t("Similar plans"), anchor=False)
    st.caption(
        t(
            "Plans can be alike in size, in effort areas and in where they began. Being alike says nothing about how "
            "well a plan does, and the order is by likeness alone."
        )
    )
    plan_id = choose_plan(names, keys.SIMILAR_PLAN, language)
    found = _profiles(plan_id, scope, agreed(selection, language))
    if plan_id not in found:
        none_of_this_plan(language)
        return
    own = found[plan_id]
    by_name = sorted((each for each in found.values() if each.plan_id in names), key=lambda each: names[each.plan_id])
    alike = similar_plans(own, by_name)
    if not alike:
        st.info(t("No other plan here is like this one. Filter less, or bring more plans together."))
        return
    if len(alike) > MOST_PLANS:
        st.markdown(
            plain(
                t(
                    "{count} plans have something in common with this one. The {shown} most alike are shown.",
                    count=language.number(len(alike)),
                    shown=MOST_PLANS,
                )
            )
        )
    shown = alike[:MOST_PLANS]
    st.markdown("\n".join(f"- {_alike_in(own, each, names, language)}" for each in shown))
    st.caption(
        t(
            "Size: the smaller plan has at least two thirds of the larger one’s activities. Starting point: in their "
            "first rounds residents take part in the decision in about the same share of the activities, at most 20 "
            "percentage points apart; only where both plans have three or more rated. A first round may be from memory."
        )
    )
    with st.expander(t("The same as a table"), icon=":material/table:"):
        _table_of(own, shown, names, language)


@st.cache_resource(max_entries=32, show_spinner=False)
def _profiles_at(
    version: tuple[int, int], chosen: tuple[tuple[str, str], ...], plan_id: str, scope: Scope, _selection: Selection
) -> dict[str, Profile]:
    del version, chosen  # parts of the cache's key: every write is seen, and every selection kept apart
    return neighbours().profiles(plan_id, scope, _selection)


def _profiles(plan_id: str, scope: Scope, selection: Selection) -> dict[str, Profile]:
    chosen = tuple(sorted(to_address(selection).items()))
    return _profiles_at(country().version(scope), chosen, plan_id, scope, selection)


def _alike_in(own: Profile, found: Likeness, names: Mapping[str, str], language: Language) -> str:
    """What a plan has in common with one's own, as Markdown."""
    t = language.t
    parts = []
    if found.size:
        sizes = {"own": language.number(own.activities), "other": language.number(found.plan.activities)}
        parts.append(t("size ({own} and {other} activities)", **sizes))
    if found.common:
        areas = _areas(found, language)
        parts.append(
            language.n(
                "{common} of {count} effort area ({names})",
                "{common} of {count} effort areas ({names})",
                len(own.areas),
                common=language.number(len(found.common)),
                names=areas,
            )
        )
    if found.phases:
        phases = ", ".join(language.words.phases[phase].name.lower() for phase in found.phases)
        parts.append(t("starting point in {phases}", phases=phases))
    told = t("Alike in: {parts}.", parts="; ".join(parts))
    return f"{strong(plain(_name(found.plan, names, language)))}  \n  {plain(told)}"


def _name(plan: Profile, names: Mapping[str, str], language: Language) -> str:
    name = names[plan.plan_id]
    return language.t("{name} (fictional)", name=name) if plan.fictional else name


def _areas(found: Likeness, language: Language) -> str:
    words = language.words.lists["effort_areas"]
    return ", ".join(words[area].name for area in words if area in found.common)


def _table_of(own: Profile, shown: list[Likeness], names: Mapping[str, str], language: Language) -> None:
    t = language.t
    phases = [language.words.phases[phase].name for phase in PHASES]
    rows = [(own, "–"), *((each.plan, _areas(each, language) or t("none")) for each in shown)]
    content = Table(
        (t("Plan"), t("Activities"), t("Effort areas in common"), *phases),
        tuple(
            (_name(plan, names, language), language.number(plan.activities), areas, *_starts(plan, language))
            for plan, areas in rows
        ),
    )
    table(
        content,
        t("By phase: in how many of the activities rated in the first round residents take part in the decision"),
    )


def _starts(plan: Profile, language: Language) -> list[str]:
    shares = [plan.start.get(phase) for phase in PHASES]
    return [
        language.t("{part} of {whole}", part=share.part, whole=share.whole) if share else language.t("not known")
        for share in shares
    ]
