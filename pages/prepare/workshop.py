"""Prepare a workshop: which activities, who takes part, how they are asked."""

import streamlit as st

from ivac.faults import Refused
from ivac.ui import keys, looking_back, parts, plans, registry, workshop_parts
from ivac.ui.context import NEW, current_language, current_record, current_workshop, record, workshops
from ivac.workshop import LOOKS_BACK

language = current_language()
t = language.t
workshop = None if st.query_params.get(keys.Q_WORKSHOP, NEW) == NEW else current_workshop()
found = record(workshop.plan_id) if workshop else current_record()
if found is None:
    plans.no_plans(language)
    st.stop()
if not found.activities:
    plans.no_activities(found, language)
    st.stop()

parts.heading(workshop_parts.title_of(workshop, language) if workshop else t("Prepare a workshop"), found.plan.name)
if workshop is None or workshop.state in LOOKS_BACK:
    looking_back.look_back(found, workshop, language)
    looking_back.offer_same_activities(found, workshop, language)
with st.form("workshop", border=True, enter_to_submit=False):
    entered = workshop_parts.fields(found, workshop, language)
    if st.form_submit_button(t("Save"), type="primary"):
        try:
            prepared = workshop_parts.checked(entered, found, workshop)
            if workshop:
                workshops().save_settings(prepared)
            else:
                workshops().add(prepared)
        except Refused as refused:
            parts.show_faults(refused, language)
        else:
            st.switch_page(str(registry.DESK.path), query_params={keys.Q_WORKSHOP: prepared.id})
if workshop:
    parts.link(registry.DESK, t("To the desk"), ":material/arrow_back:", workshop=workshop.id)
    workshop_parts.offer_deleting(workshop, language)
else:
    parts.link(registry.PLAN, t("Back to the plan"), ":material/arrow_back:", plan=found.plan.id)
