"""One plan: its activities, its rounds of ratings, its details, and how to delete it."""

import streamlit as st

from ivac.entry import checked_plan
from ivac.faults import Refused
from ivac.ui import forms, parts, plan_parts, plans, read_keys, registry, workshop_parts
from ivac.ui.context import NEW, current_language, current_record, served, store

language = current_language()
t = language.t
found = current_record()
if found is None:
    plans.no_plans(language)
    st.stop()
plan = found.plan

parts.heading(plan.name, parts.fictional_mark(plan, language))
parts.show_message()
with st.container(horizontal=True, key="ways_on"):
    if found.activities:
        parts.link(registry.WALK, t("Walk the phases"), ":material/edit:", plan=plan.id)
        parts.link(registry.PICTURE, t("See the picture"), ":material/grid_on:", plan=plan.id)
    parts.link(registry.STEPS, t("Next steps"), ":material/checklist:", plan=plan.id)
    parts.link(registry.BRING_IN, t("Bring in activities"), ":material/upload:", plan=plan.id)
    parts.link(registry.ACTIVITY, t("Write an activity"), ":material/add:", plan=plan.id, activity=NEW)

st.header(t("Activities"), anchor=False)
plan_parts.list_activities(found, language)
st.header(t("Workshops"), anchor=False)
workshop_parts.list_workshops(found, language)
st.header(t("Rounds of ratings"), anchor=False)
plan_parts.list_assessments(found, language)
st.header(t("Files to take with you"), anchor=False)
plan_parts.offer_files(found, language)

if served():
    st.header(t("Who may open this plan"), anchor=False)
    plan_parts.offer_keys(found, language)
    st.header(t("Let others compare with this plan"), anchor=False)
    read_keys.offer(found, language)

st.header(t("Details"), anchor=False)
with st.form("edit_plan", border=True, enter_to_submit=False):
    fields = forms.plan_fields(plan, language, f"plan_{plan.id}")
    if st.form_submit_button(t("Save"), type="primary"):
        try:
            kept = {"id": plan.id, "fictional": plan.fictional, "source": plan.source}
            store().save_plan(checked_plan(fields | kept, forms.plan_labels(language)))
        except Refused as refused:
            parts.show_faults(refused, language)
        else:
            parts.say_after_rerun(t("The plan is saved."))
            st.rerun()
plan_parts.offer_deleting_plan(found, language)
