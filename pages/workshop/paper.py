"""On paper: what to print for a workshop without phones, and the fast way to type its sheets in."""

import streamlit as st

from ivac.ui import paper, paper_file, paper_kit
from ivac.ui.context import current_language, current_workshop
from ivac.ui.moment import live
from ivac.ui.plans import no_workshop

language = current_language()
t = language.t
workshop = current_workshop()
if workshop is None:
    no_workshop(language)
    st.stop()
shown = live(workshop)

paper.show_head(shown, language)
main, side = st.columns([3, 2], gap="large")
with main:
    st.header(t("Type sheets in"), anchor=False)
    paper.show_typing(shown, language)
    if workshop.state == "open":
        st.header(t("Or bring in a file"), anchor=False)
        paper_file.show(shown, language)
with side:
    st.header(t("To print"), anchor=False)
    paper_kit.show(shown, language)
