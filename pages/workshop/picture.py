"""The front page: where residents are involved in a plan, phase by phase."""

import streamlit as st

from ivac.ui import findings, parts, pictures, registry
from ivac.ui.context import address_of, current_assessment, current_language, current_record, rights
from ivac.ui.plans import add_demo_plans, choose_plan, no_plans, shown_demo

language = current_language()
t = language.t
found = current_record()
empty = found is None
if empty and not rights().everything:
    no_plans(language)
    st.stop()
record = found or shown_demo(language.code)
assessment = current_assessment(record)

parts.heading(
    t("Where are residents involved in {plan}?", plan=record.plan.name), parts.fictional_mark(record.plan, language)
)

if empty:
    with st.container(horizontal=True, key="ways_on"):
        if st.button(t("Try it with the demo plans"), type="primary", icon=":material/play_arrow:"):
            add_demo_plans(language)
            st.rerun()
        parts.link(registry.PLANS, t("Begin your own plan"), ":material/add:")
else:
    with st.container(horizontal=True, vertical_alignment="bottom", key="ways_on"):
        choose_plan(record, language)
        here = address_of(record, assessment)
        parts.link(registry.WALK, t("Walk the phases"), ":material/edit:", **here)
        parts.link(registry.WALL, t("Show on the wall"), ":material/fullscreen:", **here)
        parts.link(registry.FILES, t("Take it away"), ":material/download:", **here)

if assessment is None or not record.activities:
    st.info(t("There is no picture yet: rate the activities first, phase by phase."))
else:
    shown = pictures.choose_part(pictures.Shown(record, assessment, record.activities, "actual", language))
    st.header(t("Phase by phase"), anchor=False)
    pictures.show_involvement(shown)
    st.header(t("Activity by activity"), anchor=False)
    pictures.show_activities(shown)
    findings.show_findings(shown, kept=not empty)
