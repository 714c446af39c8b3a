"""The facilitator's guide: a workshop step by step, what to prepare, and what to do when it sticks."""

import streamlit as st

from ivac.ui import guide, parts
from ivac.ui.context import current_language

language = current_language()
t = language.t

parts.heading(t("Guide"), t("For whoever leads the workshop. Print it with the browser, or keep it beside you."))
agenda = guide.choose_agenda(language)
steps, before = st.columns([3, 2], gap="large")
with steps:
    st.header(t("Step by step"), anchor=False)
    guide.show_steps(agenda, language)
with before:
    st.header(t("Before people come"), anchor=False)
    guide.show_preparations(language)
st.header(t("When it gets stuck"), anchor=False)
guide.show_situations(language)
