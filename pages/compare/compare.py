"""Plans beside one another: the same pictures for all, under choices that stand in the address. Never a ranking."""

import streamlit as st

from ivac.ui import compare, filters, parts, registry
from ivac.ui.context import current_language, rights, visible_plans
from ivac.ui.plans import no_plans

language = current_language()
t = language.t
if not (visible_plans() or rights().collections):
    no_plans(language)
    st.stop()

parts.heading(
    t("Plans side by side"),
    t("There is no ranking: plans differ in residents, tasks and starting point, and a level is a description."),
)
with st.container(horizontal=True):
    parts.link(registry.COLLECTIONS, t("Collections of plans"), ":material/folder_open:")
    parts.link(registry.LEARN, t("Learn from others"), ":material/lightbulb:", **filters.held_in_address())
compare.show(language)
