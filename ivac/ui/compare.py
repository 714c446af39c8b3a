"""The parts of the comparison page."""

from collections.abc import Sequence
from datetime import date
from math import ceil

import streamlit as st

from ivac.access import Rights
from ivac.charts import Picture, difference_picture, multiples_picture, profile_picture
from ivac.comparison import Comparison, compare
from ivac.documents.view import View
from ivac.language import Language
from ivac.model import Plan
from ivac.store import PlanEntry
from ivac.summaries import PlanSummary, summarise_counts
from ivac.ui import keys
from ivac.ui.context import scale_of, store
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen
from ivac.ui.take_view import address_here, offer_view

AT_FIRST = 3
"""How many plans are shown before anybody has chosen."""


def choose_plans(entries: Sequence[PlanEntry], language: Language) -> list[PlanEntry]:
    """The plans to compare, kept in the address so that the view can be sent; always by name."""
    rated = store().latest_assessments([entry.plan.id for entry in entries])
    offered = {entry.plan.id: entry for entry in entries if entry.plan.id in rated and entry.activities}
    asked = [item for item in st.query_params.get(keys.Q_PLANS, "").split(",") if item in offered]
    chosen = st.multiselect(
        language.t("Plans to compare"), list(offered), default=asked or list(offered)[-AT_FIRST:], key=keys.COMPARED,
        format_func=lambda item: offered[item].plan.name, placeholder=language.t("Choose plans"),
    )  # fmt: skip
    st.query_params[keys.Q_PLANS] = ",".join(chosen)
    return [entry for entry in offered.values() if entry.plan.id in chosen]


def compared(chosen: Sequence[PlanEntry]) -> Comparison:
    """The chosen plans in common rows, each on its latest round."""
    return compare(_summaries(tuple((entry.plan.id, entry.revision) for entry in chosen)))


@st.cache_resource(max_entries=32, show_spinner=False)
def _summaries(plans: tuple[tuple[str, int], ...]) -> list[tuple[Plan, PlanSummary]]:
    """Each plan with its summary, counted by the database; the revisions make every write seen."""
    ids = [plan_id for plan_id, _ in plans]
    entries = {entry.plan.id: entry for entry in store().plans()}
    latest = store().latest_assessments(ids)
    counts = store().answer_counts([assessment.id for assessment in latest.values()])
    by_plan = {plan_id: [each for each in counts if each.assessment_id == latest[plan_id].id] for plan_id in ids}
    return [
        (
            entries[plan_id].plan,
            summarise_counts(
                ((each.phase, each.answer, each.activities) for each in found),
                entries[plan_id].activities,
                scale_of(latest[plan_id]),
                ((each.phase, each.answer, each.on_purpose) for each in found),
            ),
        )
        for plan_id, found in by_plan.items()
    ]


def say_what_is_lost(comparison: Comparison, language: Language) -> None:
    """Say which plans are invented, and what is lost where scales differ."""
    t = language.t
    fictional = [plan.plan.name for plan in comparison.plans if plan.plan.fictional]
    if fictional:
        st.caption(t("Fictional: {names}.", names=plain(", ".join(fictional))))
    if comparison.lossy:
        scales = {language.words.scales[plan.summary.scale.id].short for plan in comparison.plans}
        st.warning(
            t(
                "The plans are rated on different scales ({scales}). They meet in who takes the initiative and "
                "who decides; finer steps are lost, and for some levels the match is only approximate.",
                scales=", ".join(sorted(scales)),
            )
        )


def show_multiples(comparison: Comparison, language: Language) -> None:
    """The same picture for each plan."""
    t = language.t
    st.header(t("Phase by phase, plan by plan"), anchor=False)
    across = 1 if screen().narrow else min(3, len(comparison.plans))
    down = ceil(len(comparison.plans) / across)
    canvas = screen().canvas(down * (len(comparison.rows) + 2) * 50 + (190 if screen().narrow else 70))
    picture = multiples_picture(comparison, language, canvas)
    show_picture(picture, "multiples", t("plans side by side"))
    st.caption(
        t(
            "The number is how many activities stand there; the shade is their share of the plan’s rated "
            "activities in that phase. Pale means that fewer than three are rated."
        )
    )
    picture_table(picture, language, t("Activities at each level, of those rated"))
    _offer("multiples", t("Phase by phase, plan by plan"), picture, comparison, language)


def show_profiles(comparison: Comparison, language: Language) -> None:
    """Decision share and initiative share, phase by phase."""
    t = language.t
    for key, name, pick in (
        ("decision", t("Residents take part in the decision"), lambda phase: phase.decision),
        ("initiative", t("Residents take the initiative"), lambda phase: phase.initiative),
    ):
        st.header(name, anchor=False)
        st.caption(t("Share of the activities that are rated in the phase. A hollow mark: fewer than three are rated."))
        picture = profile_picture(comparison, language, screen().canvas(360), pick, name)
        show_picture(picture, f"profile_{key}", name)
        picture_table(picture, language, name)
        _offer(f"profile_{key}", name, picture, comparison, language)


def show_difference(comparison: Comparison, language: Language) -> None:
    """Two of the plans, with what differs."""
    t = language.t
    names = {plan.plan.id: plan.plan.name for plan in comparison.plans}
    st.header(t("Two plans and their difference"), anchor=False)
    with st.container(horizontal=True):
        first = st.selectbox(t("One plan"), names, index=0, format_func=names.__getitem__, width=420)
        second = st.selectbox(t("The other plan"), names, index=1, format_func=names.__getitem__, width=420)
    if first == second:
        st.info(t("Choose two different plans."))
        return
    by_id = {plan.plan.id: plan for plan in comparison.plans}
    rows = len(comparison.rows)
    canvas = screen().canvas(rows * (96 if screen().narrow else 66) + 120)
    picture = difference_picture(comparison, by_id[first], by_id[second], language, canvas)
    show_picture(picture, "difference", t("two plans"))
    st.caption(
        t(
            "In each cell: the share of the first plan’s rated activities, then the second’s. The colour tells "
            "which is larger, not which is better."
        )
    )
    picture_table(picture, language, t("Shares at each level: first plan / second plan"))
    _offer("difference", t("Two plans and their difference"), picture, comparison, language)


def _offer(name: str, title: str, picture: Picture, comparison: Comparison, language: Language) -> None:
    """What somebody can take away of a picture."""
    plans = [plan.plan for plan in comparison.plans]
    reading = language.t("There is no ranking: plans differ in residents, tasks and starting point.")
    chosen = ", ".join(plan.name for plan in plans)
    count = language.n("{count} plan", "{count} plans", len(plans))
    view = View(name, title, reading, picture, chosen, count, date.today(), address_here())

    def require(rights: Rights) -> None:
        for plan in plans:
            rights.require(plan.id)

    offer_view(view, require, language)
