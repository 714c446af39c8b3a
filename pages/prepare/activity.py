"""One activity: what it is, whom it is for, and how far it has come; a new one when the address says so."""

import streamlit as st

from ivac.entry import checked_activity
from ivac.faults import Code, Refused
from ivac.ui import forms, keys, parts, plan_parts, plans, registry
from ivac.ui.context import NEW, current_language, current_record, store

language = current_language()
t = language.t
found = current_record()
if found is None:
    plans.no_plans(language)
    st.stop()
asked = st.query_params.get(keys.Q_ACTIVITY, NEW)
activity = next((item for item in found.activities if item.id == asked), None)
if activity is None and asked != NEW:
    raise Refused.because(Code.GONE)

parts.heading(activity.name if activity else t("A new activity"), found.plan.name)
with st.form("activity", border=True, enter_to_submit=False):
    fields = forms.activity_fields(activity, language, f"activity_{asked}")
    if st.form_submit_button(t("Save"), type="primary"):
        try:
            entered = checked_activity(
                fields | ({"id": activity.id} if activity else {}), forms.activity_labels(language)
            )
            if activity:
                store().save_activity(entered)
            else:
                store().add_activities(found.plan.id, [entered])
        except Refused as refused:
            parts.show_faults(refused, language)
        else:
            parts.say_after_rerun(t("“{name}” is saved.", name=entered.name))
            st.switch_page(str(registry.PLAN.path), query_params={"plan": found.plan.id})
parts.link(registry.PLAN, t("Back to the plan"), ":material/arrow_back:", plan=found.plan.id)
if activity:
    plan_parts.offer_deleting_activity(found, activity, language)
