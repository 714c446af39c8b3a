"""Learn from others: activities elsewhere for a phase, similar plans, and what nobody works with."""

import streamlit as st

from ivac.ui import filters, learning, parts, registry
from ivac.ui.context import current_language, rights, visible_plans
from ivac.ui.plans import no_plans

language = current_language()
t = language.t
if not (visible_plans() or rights().collections):
    no_plans(language)
    st.stop()

parts.heading(
    t("Learn from others"),
    t("What other plans do can give ideas. What fits depends on the activity and its residents."),
)
parts.link(registry.COMPARE, t("Compare"), ":material/compare_arrows:", **filters.held_in_address())
learning.show(language)
