"""What an import would bring, to which plan, and the one button that does it."""

from collections.abc import Sequence

import streamlit as st

from ivac.charts import Table
from ivac.entry import checked_plan
from ivac.exchange import Preview, plan_name_from
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import NAME_LIMIT, Activity, Plan, PlanRecord, new_id
from ivac.ui import keys, parts, registry
from ivac.ui.context import NEW, store
from ivac.ui.forms import plan_labels


def show(found: Preview, current: PlanRecord | None, file_name: str | None, language: Language) -> None:
    """Show the faults, or else the activities that would come in, their plan, and the button that takes them in."""
    t = language.t
    if found.faults:
        parts.show_faults(Refused(found.faults), language)
        st.info(t("Nothing was brought in. Correct the file and choose it again."))
        return
    if found.unknown_columns:
        st.info(t("Columns left out: {names}.", names=parts.plain(", ".join(found.unknown_columns))))
    if found.left_out_sheets:
        st.info(t("Sheets left out: {names}.", names=parts.plain(", ".join(found.left_out_sheets))))
    plan = _choose_plan(found, current, file_name, language)
    fresh = _leave_out_known(found.accepted(), plan, language)
    st.header(language.n("{count} activity comes in", "{count} activities come in", len(fresh)), anchor=False)
    parts.table(_table(fresh, language), file_name or t("Pasted rows"))
    if fresh and st.button(t("Bring them in"), type="primary"):
        plan = checked_plan(plan.model_dump(), plan_labels(language))
        store().bring_in([(plan, fresh)])
        parts.say_after_rerun(language.n("{count} activity is in.", "{count} activities are in.", len(fresh)))
        st.switch_page(str(registry.PLAN.path), query_params={keys.Q_PLAN: plan.id})


def _choose_plan(found: Preview, current: PlanRecord | None, file_name: str | None, language: Language) -> Plan:
    """The plan they go to: the one that the file names, else the one at hand, else a new one by the file's name."""
    t = language.t
    plans = {entry.plan.id: entry.plan for entry in store().plans()}
    named = store().named(found.plan_name) if found.plan_name else None
    at_hand = current.plan if current and not found.plan_name else None
    likely = named or at_hand
    names = {plan.id: plan.name for plan in plans.values()} | {NEW: t("A new plan")}
    chosen = st.selectbox(
        t("To which plan?"), list(names), index=list(names).index(likely.id if likely else NEW),
        format_func=names.__getitem__,
    )  # fmt: skip
    if chosen != NEW:
        return plans[chosen]
    guess = found.plan_name or (plan_name_from(file_name) if file_name else "")
    # Checked only with the button: an empty name is no fault while somebody is still writing it.
    name = st.text_input(plan_labels(language)["name"], value=guess, max_chars=NAME_LIMIT)
    return Plan.model_construct(id=new_id(), name=name)


def _leave_out_known(activities: Sequence[Activity], plan: Plan, language: Language) -> tuple[Activity, ...]:
    """The activities whose names the plan does not have yet; says how many it has."""
    known: set[str] = set()
    if store().revision(plan.id) is not None:
        known = {activity.name.casefold() for activity in store().record(plan.id).activities}
    fresh = tuple(activity for activity in activities if activity.name.casefold() not in known)
    if len(fresh) < len(activities):
        st.warning(
            language.n(
                "{count} is left out: the plan has an activity of that name.",
                "{count} are left out: the plan has activities of those names.",
                len(activities) - len(fresh),
            )
        )
    return fresh


def _table(activities: Sequence[Activity], language: Language) -> Table:
    t, words = language.t, language.words
    rows = tuple(
        (
            activity.name,
            activity.description,
            words.item("effort_areas", activity.effort_area).name if activity.effort_area else "",
            ", ".join(words.item("target_groups", group).name for group in activity.target_groups),
        )
        for activity in activities
    )
    return Table((t("Activity"), t("Description"), t("Effort area"), t("Target groups")), rows)
