"""What visitors of a served installation see who have no key and are not signed in."""

import streamlit as st

from ivac.language import Language
from ivac.ui import parts, registry
from ivac.ui.context import sign_in_ready, signed_in


def show(language: Language) -> None:
    """The ways in: the code of a workshop, a plan's key link, sign-in where it is set up."""
    t = language.t
    parts.heading(t("Come in"))
    st.markdown(t("Are you taking part in a workshop? Then join with the code on the wall."))
    with st.container(horizontal=True, key="ways_on"):
        parts.link(registry.JOIN, t("Join with a code"), ":material/login:")
    st.markdown(t("Do you plan or lead workshops? Open your plan’s key link once in this browser."))
    if not sign_in_ready():
        return
    if signed_in():
        st.warning(t("You are signed in, but not as somebody who plans here. Ask whoever runs the installation."))
        st.button(t("Sign out"), on_click=st.logout)
    else:
        st.button(t("Sign in"), on_click=st.login, type="primary", icon=":material/person:")
