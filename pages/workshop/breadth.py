"""Breadth and anchoring: who takes part in an activity, and who carries it on when the plan ends."""

import streamlit as st

from ivac.ui import breadth, parts, registry, walk
from ivac.ui.context import NEW, address_of, current_activity, current_language
from ivac.ui.plans import require_rated

language = current_language()
t = language.t
found, assessment = require_rated(language)
activity = current_activity(found) or found.activities[0]

walk.choose_activity(found, activity, language)
about = [t("Breadth and anchoring"), found.plan.name, language.date(assessment.day)]
parts.heading(activity.name, " · ".join(about))
breadth.show_questions(found, assessment, activity, language)
with st.container(horizontal=True, key="ways_on"):
    parts.link(
        registry.STEPS, t("Write a next step"), ":material/checklist:", plan=found.plan.id, activity=activity.id,
        phase="anchoring", step=NEW,
    )  # fmt: skip
    parts.link(
        registry.WALK, t("Walk the phases"), ":material/edit:", activity=activity.id, **address_of(found, assessment)
    )
    parts.link(registry.PICTURE, t("See the picture"), ":material/grid_on:", **address_of(found, assessment))
breadth.show_all(found, assessment, language)
