"""All plans: open one, create one, or add the demo plans."""

import streamlit as st

from ivac.entry import checked_plan
from ivac.faults import Refused
from ivac.ui import forms, parts, plan_parts, plans, registry
from ivac.ui.context import NEW, current_language, go_to_plan, rights, store, visible_plans

language = current_language()
t = language.t
entries, mine = visible_plans(), rights()

parts.heading(t("Plans"), t("A plan holds the activities that you rate and talk about."))
parts.show_message()
for entry in entries:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        plan_parts.describe(entry, language)
        parts.link(registry.PICTURE, t("Picture"), ":material/grid_on:", plan=entry.plan.id)
        parts.link(registry.PLAN, t("Open"), ":material/edit:", plan=entry.plan.id)
if not entries and not mine.everything and not mine.plans:
    st.info(t("Your keys open no plan."))
elif not entries:
    st.info(t("There is no plan here yet. Write its name below, or try the demo plans first."))
    if st.button(t("Try it with the demo plans"), icon=":material/play_arrow:"):
        plans.add_demo_plans(language)
        st.rerun()

parts.link(registry.COLLECTIONS, t("Collections of plans to compare"), ":material/folder_open:")
if not mine.everything:
    plans.offer_leaving(language)
    st.stop()
st.header(t("Begin a plan"), anchor=False)
parts.link(registry.BRING_IN, t("From a spreadsheet"), ":material/upload:", plan=NEW)
with st.form("new_plan", border=True, enter_to_submit=False):
    fields = forms.plan_fields(None, language, "new_plan")
    if st.form_submit_button(t("Create the plan"), type="primary"):
        try:
            plan = checked_plan(fields, forms.plan_labels(language))
        except Refused as refused:
            parts.show_faults(refused, language)
        else:
            store().save_plan(plan)
            go_to_plan(plan.id)
            st.switch_page(str(registry.PLAN.path), query_params={"plan": plan.id})
