"""Learn from others: activities elsewhere for a phase, similar plans, and what nobody works with."""

import streamlit as st

from ivac.selection import from_address
from ivac.ui import keys, parts
from ivac.ui.context import current_language, rights
from ivac.ui.learning import show_learning, show_missing, show_similar
from ivac.ui.plans import no_plans
from ivac.ui.sights import current_sight

language = current_language()
t = language.t
if plan := st.query_params.get(keys.Q_PLAN) if keys.Q_COLLECTION not in st.query_params else None:
    rights().require(plan)
sight = current_sight(language)
if not sight.names:
    no_plans(language)
    st.stop()

parts.heading(
    t("Learn from others"),
    t("What other plans do can give ideas. What fits depends on the activity and its residents."),
)
selection = from_address(st.query_params)
for show in (show_learning, show_similar, show_missing):
    show(sight.scope, selection, sight.names, language, sight.open_texts)
