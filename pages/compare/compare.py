"""Plans side by side: the same picture each, two shares, and what differs between two. Never a ranking."""

import streamlit as st

from ivac.ui import compare, parts, registry
from ivac.ui.context import current_language, visible_plans
from ivac.ui.plans import no_plans

language = current_language()
t = language.t
entries = visible_plans()
if not entries:
    no_plans(language)
    st.stop()

parts.heading(
    t("Plans side by side"),
    t("There is no ranking: plans differ in residents, tasks and starting point, and a level is a description."),
)
with st.container(horizontal=True):
    parts.link(registry.LEARN, t("Learn from others"), ":material/lightbulb:")
    parts.link(registry.COLLECTIONS, t("Collections of plans"), ":material/folder_open:")
chosen = compare.choose_plans(entries, language)
if len(chosen) < 2:
    st.info(t("Choose at least two plans that have been rated."))
    st.stop()
compared = compare.compared(chosen)
compare.say_what_is_lost(compared, language)
compare.show_multiples(compared, language)
compare.show_profiles(compared, language)
compare.show_difference(compared, language)
