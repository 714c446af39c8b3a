"""What an import would bring, and the one button that does it."""

import streamlit as st

from ivac.charts import Table
from ivac.exchange import Preview
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import MAX_ACTIVITIES, PlanRecord
from ivac.ui import parts, registry
from ivac.ui.context import store


def show(found: Preview, record: PlanRecord, file_name: str | None, language: Language) -> None:
    """Show the faults, or else the activities that would come in and the button that takes them in."""
    t = language.t
    if found.faults:
        parts.show_faults(Refused(found.faults), language)
        st.info(t("Nothing was brought in. Correct the file and choose it again."))
        return
    _say_what_is_left_out(found, record, language)
    activities = found.accepted()
    known = {activity.name.casefold() for activity in record.activities}
    fresh = [activity for activity in activities if activity.name.casefold() not in known]
    st.header(language.n("{count} activity comes in", "{count} activities come in", len(fresh)), anchor=False)
    if len(fresh) < len(activities):
        already = len(activities) - len(fresh)
        st.warning(
            language.n(
                "{count} is left out: the plan has an activity of that name.",
                "{count} are left out: the plan has activities of those names.",
                already,
            )
        )
    if len(record.activities) + len(fresh) > MAX_ACTIVITIES:
        st.error(t("A plan can hold {limit} activities. Bring in fewer.", limit=language.number(MAX_ACTIVITIES)))
        return
    words = language.words
    rows = tuple(
        (
            activity.name,
            activity.description,
            words.item("effort_areas", activity.effort_area).name if activity.effort_area else "",
            ", ".join(words.item("target_groups", group).name for group in activity.target_groups),
        )
        for activity in fresh
    )
    columns = (t("Activity"), t("Description"), t("Effort area"), t("Target groups"))
    parts.table(Table(columns, rows), file_name or t("Pasted rows"))
    if fresh and st.button(t("Bring them in"), type="primary"):
        store().add_activities(record.plan.id, fresh)
        parts.say_after_rerun(language.n("{count} activity is in.", "{count} activities are in.", len(fresh)))
        st.switch_page(str(registry.PLAN.path), query_params={"plan": record.plan.id})


def _say_what_is_left_out(found: Preview, record: PlanRecord, language: Language) -> None:
    t = language.t
    if found.plan_name and found.plan_name.casefold() != record.plan.name.casefold():
        st.warning(
            t(
                "The file says it belongs to “{name}”; the activities would go to “{plan}”.",
                name=parts.plain(found.plan_name), plan=parts.plain(record.plan.name),
            )
        )  # fmt: skip
    if found.unknown_columns:
        st.info(t("Columns left out: {names}.", names=parts.plain(", ".join(found.unknown_columns))))
    if found.left_out_sheets:
        st.info(t("Sheets left out: {names}.", names=parts.plain(", ".join(found.left_out_sheets))))
