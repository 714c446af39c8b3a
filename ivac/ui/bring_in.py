"""What an import would bring, to which plan, and the one button that does it."""

from collections.abc import Callable, Sequence

import streamlit as st

from ivac.charts import Table
from ivac.content import ACTIVITY_LISTS
from ivac.entry import checked_plan
from ivac.exchange import Preview, plan_name_from
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Activity, Plan, PlanRecord, new_id
from ivac.ui import keys, parts, registry
from ivac.ui.context import NEW, rights, store, visible_plans
from ivac.ui.forms import activity_labels, plan_labels


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


def offer_whole(whole: PlanRecord, language: Language) -> None:
    """Offer the whole plan that a workbook of ours holds to who may add plans, unless the plan is here."""
    t = language.t
    if not rights().everything or any(entry.plan.id == whole.plan.id for entry in visible_plans()):
        return
    st.info(
        t(
            "This workbook holds a whole plan, “{name}”, with its rounds and next steps. It comes back as it was when "
            "the workbook was made; what has been changed on the sheets since then is not read.",
            name=parts.plain(whole.plan.name),
        )
    )
    if st.button(t("Bring back the whole plan")):
        store().bring_in([whole])
        parts.say_after_rerun(t("The plan is back."))
        st.switch_page(str(registry.PLAN.path), query_params={keys.Q_PLAN: whole.plan.id})


def _choose_plan(found: Preview, current: PlanRecord | None, file_name: str | None, language: Language) -> Plan:
    """The plan they go to: the one that the file names, else the one at hand, else a new one by the file's name."""
    t = language.t
    plans = {entry.plan.id: entry.plan for entry in visible_plans()}
    named = [plan for plan in plans.values() if plan.name.casefold() == (found.plan_name or "").casefold()]
    at_hand = [current.plan] if current and not (found.plan_name and rights().everything) else []
    likely = next(iter([*named, *at_hand]), None)
    names = {plan.id: plan.name for plan in plans.values()}
    if rights().everything:
        names[NEW] = t("A new plan")
    chosen = st.selectbox(
        t("To which plan?"), list(names), index=list(names).index(likely.id) if likely else len(names) - 1,
        format_func=names.__getitem__,
    )  # fmt: skip
    if chosen != NEW:
        return plans[chosen]
    guess = found.plan_name or (plan_name_from(file_name) if file_name else "")
    # Checked only with the button: an empty name is no fault while somebody is still writing it.
    name = st.text_input(plan_labels(language)["name"], value=guess)
    return Plan.model_construct(id=new_id(), name=name)


def _leave_out_known(activities: Sequence[Activity], plan: Plan, language: Language) -> tuple[Activity, ...]:
    """The activities whose names the plan does not have yet; says how many it has."""
    known = {activity.name.casefold() for activity in store().activities(plan.id)}
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
    """All that would come in: one column for each field that any of the activities has."""
    columns = {label: [words(activity, language) for activity in activities] for label, words in FIELDS.items()}
    labels = activity_labels(language)
    filled = {labels[field]: texts for field, texts in columns.items() if any(texts)}
    return Table(tuple(filled), tuple(zip(*filled.values(), strict=True)))


def _chosen(field: str, list_name: str) -> Callable[[Activity, Language], str]:
    def words(activity: Activity, language: Language) -> str:
        value = getattr(activity, field)
        ids = () if value is None else (value,) if isinstance(value, str) else value
        return ", ".join(language.words.item(list_name, item).name for item in ids)

    return words


def _skill(activity: Activity, language: Language) -> str:
    if activity.professional_skill is None:
        return ""
    return language.t("Yes") if activity.professional_skill else language.t("No")


def _status(activity: Activity, language: Language) -> str:
    words = language.words
    return "; ".join(
        f"{words.phases[phase].name}: {words.item('phase_statuses', status).name}"
        for phase, status in activity.status.items()
    )


FIELDS: dict[str, Callable[[Activity, Language], str]] = {
    "name": lambda activity, _: activity.name,
    "description": lambda activity, _: activity.description,
    "partners": lambda activity, _: activity.partners,
    "volunteers": lambda activity, _: "" if activity.volunteers is None else str(activity.volunteers),
    "professional_skill": _skill,
    "status": _status,
    **{field: _chosen(field, list_name) for field, list_name in ACTIVITY_LISTS.items()},
}
"""How each field of an activity is told in the preview."""
