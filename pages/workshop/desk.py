"""The desk: where the facilitator leads a workshop, from the first phone to the agreed picture."""

import streamlit as st

from ivac.ui import agreeing, desk
from ivac.ui.context import current_language, current_workshop
from ivac.ui.looking_back import look_back
from ivac.ui.moment import live
from ivac.ui.plans import no_workshop
from ivac.workshop import LOOKS_BACK

language = current_language()
t = language.t
workshop = current_workshop()
if workshop is None:
    no_workshop(language)
    st.stop()
shown = live(workshop)

desk.show_head(shown, language)
if workshop.state in LOOKS_BACK:
    look_back(shown.plan, workshop, language, shown)
main, side = st.columns([3, 2], gap="large")
with side:
    st.header(t("Phones"), anchor=False)
    desk.show_way_in(shown, language)
    st.header(t("Wall and pace"), anchor=False)
    desk.show_controls(shown, language)
    desk.show_wall_table(shown, language)
    st.header(t("To talk about first"), anchor=False)
    desk.show_talk_first(shown, language)
    desk.show_meeting(shown, language)
    desk.show_log(shown, language)
with main:
    st.header(t("Activities"), anchor=False)
    desk.show_agenda(shown, language)
if workshop.state not in LOOKS_BACK:
    look_back(shown.plan, workshop, language, shown)
st.header(t("What the room agrees on"), anchor=False)
agreeing.show(shown, language)
