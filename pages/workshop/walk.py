"""The walk: one activity at a time, its six phases side by side, rated together."""

import streamlit as st

from ivac.ui import keys, parts, registry, walk
from ivac.ui.context import (
    NEW,
    address_of,
    current_activity,
    current_assessment,
    current_language,
    current_record,
    record,
    scale_of,
)
from ivac.ui.plans import no_activities, no_plans

language = current_language()
t = language.t
found = current_record()
if found is None:
    no_plans(language)
    st.stop()
activity = current_activity(found)
if activity is None:
    no_activities(found, language)
    st.stop()
walk.store_taps(found, language)
found = record(found.plan.id)
assessment = None if st.query_params.get(keys.Q_ASSESSMENT) == NEW else current_assessment(found)
if assessment is None:
    parts.heading(t("Begin with {plan}", plan=found.plan.name), parts.fictional_mark(found.plan, language))
    walk.begin_assessment(found, language)
    st.stop()

scale = scale_of(assessment)
with st.container(key="walk_head", gap="small"):
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        walk.choose_activity(found, activity, language)
        by_questions = walk.choose_way(scale, language)
    parts.heading(activity.name, activity.description)
    walk.show_progress(found, assessment, activity, language)
walk.show_board(found, assessment, activity, by_questions, language)
if deeper := st.session_state.get(keys.DEEPEN):
    walk.deepen(found, assessment, activity, deeper, language)
with st.container(horizontal=True, key="ways_on"):
    parts.link(registry.PICTURE, t("See the picture"), ":material/grid_on:", **address_of(found, assessment))
    parts.link(
        registry.STEPS, t("Write a next step"), ":material/checklist:", plan=found.plan.id, activity=activity.id,
        step=NEW,
    )  # fmt: skip
    parts.link(
        registry.BREADTH, t("Breadth and anchoring"), ":material/groups:", activity=activity.id,
        **address_of(found, assessment),
    )  # fmt: skip
    parts.link(registry.CHECKLIST, t("The checklist"), ":material/fact_check:", **address_of(found, assessment))
    parts.link(registry.PLAN, t("The plan and its rounds"), ":material/list:", plan=found.plan.id)
