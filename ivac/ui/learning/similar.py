"""Similar plans, and in what they are alike."""

from collections.abc import Mapping

import streamlit as st

from ivac.charts import Table
from ivac.faults import N_
from ivac.language import Language
from ivac.model import PHASES
from ivac.similar import Likeness, Profile, similar_plans
from ivac.ui import counted, keys
from ivac.ui.learning.shared import Looking
from ivac.ui.parts import plain, strong, table

READS = N_(
    "Size: the smaller plan has at least two thirds of the larger one’s activities. Starting point: in their first "
    "rounds residents take part in the decision in about the same share of the activities, at most 20 percentage "
    "points apart; only where both plans have three or more rated. A first round may be from memory."
)
STARTS = N_("By phase: in how many of the activities rated in the first round residents take part in the decision")
MOST_PLANS = 12
"""The least alike of many plans are of no use."""


def show_similar(looking: Looking) -> None:
    """The plans that are most like one plan, and in what they are alike; the plan stands in the address."""
    language, names = looking.language, looking.names
    t = language.t
    st.header(t("Similar plans"), anchor=False)
    st.caption(
        t(
            "Plans can be alike in size, in effort areas and in where they began. Being alike says nothing about how "
            "well a plan does, and the order is by likeness alone."
        )
    )
    plan_id = looking.choose_plan(keys.SIMILAR_PLAN)
    found = counted.profiles(looking.looked.scope_with(plan_id), looking.agreed("role"), plan_id)
    if plan_id not in found:
        looking.say_none_of_this_plan()
        return
    own = found[plan_id]
    by_name = [found[each] for each in names if each in found]
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
    st.caption(plain(t(READS)))
    content = _table_of(own, shown, names, language)
    with st.expander(t("The same as a table"), icon=":material/table:"):
        table(content, t(STARTS))
    count = language.n("{count} plan", "{count} plans", len(shown) + 1)
    looking.offer("similar", t("Similar plans"), f"{t(STARTS)}. {t(READS)}", content, count, looking.said("role"))


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


def _table_of(own: Profile, shown: list[Likeness], names: Mapping[str, str], language: Language) -> Table:
    t = language.t
    phases = [language.words.phases[phase].name for phase in PHASES]
    rows = [(own, "–"), *((each.plan, _areas(each, language) or t("none")) for each in shown)]
    return Table(
        (t("Plan"), t("Activities"), t("Effort areas in common"), *phases),
        tuple(
            (_name(plan, names, language), language.number(plan.activities), areas, *_starts(plan, language))
            for plan, areas in rows
        ),
    )


def _starts(plan: Profile, language: Language) -> list[str]:
    shares = [plan.start.get(phase) for phase in PHASES]
    return [
        language.t("{part} of {whole}", part=share.part, whole=share.whole) if share else language.t("not known")
        for share in shares
    ]
