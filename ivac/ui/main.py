"""The main script: every visit passes here, whatever page its address names."""

from contextlib import suppress
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import streamlit as st

from ivac.faults import Refused
from ivac.ui import entrance, keys, registry
from ivac.ui.context import choose_language, current_language, forget_old_answers, require_guard, rights, store
from ivac.ui.parts import heading, show_failure, show_faults, style
from ivac.ui.screen import report_screen

ICON = Path(__file__).parent / "static" / "icon.png"
RETRY = 3.0
"""Seconds between two looks at a database that does not answer."""
LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}

language = current_language()
t = language.t


def run_page() -> None:
    """Show the page that the address names, in the frame that fits it."""
    pages = {
        spec: st.Page(
            spec.path,
            title=t(spec.title),
            help=t(spec.help),
            url_path=spec.url_path,
            default=not spec.url_path,
            visibility="visible" if spec.in_menu else "hidden",
        )
        for spec in registry.ALL
    }
    asked = urlsplit(st.context.url or "").path.strip("/")
    bare = any(spec.url_path == asked and spec.frame != "page" for spec in pages)
    chosen = st.navigation(list(pages.values()), position="hidden" if bare else "top")
    spec = next(spec for spec, page in pages.items() if page == chosen)
    style(spec.frame)
    report_screen(language.code, measured=spec.frame != "phone")
    if spec.frame != "wall":
        offer_other_language()
    show_failure()
    try:
        if spec.for_all or rights().any:
            chosen.run()
        else:
            entrance.show(language)
    except Refused as refused:
        heading(t(spec.title))
        show_faults(refused, language)
        if refused.passes:
            return_when_possible(monotonic())
        if spec.frame == "phone":
            st.page_link(pages[registry.JOIN], label=t("Join with a code"))
        else:
            st.page_link(pages[registry.PLANS], label=t("To the plans"), icon=":material/arrow_back:")


@st.fragment(run_every=RETRY)
def return_when_possible(said: float) -> None:
    """Draw the page anew once the database answers again, so that nobody has to reload; `said` when it did not."""
    if monotonic() - said < RETRY / 2:
        return  # the run that says so
    with suppress(Refused):
        store().newest()
        st.rerun()


def offer_other_language() -> None:
    """One button that names the other language in that language."""
    other = "en" if language.code == "da" else "da"
    with st.container(key="other_language"):
        st.button(LANGUAGE_NAMES[other], key="choose_language", type="tertiary", on_click=choose_language, args=[other])
    if st.session_state.get(keys.LANGUAGE):
        st.query_params[keys.Q_LANGUAGE] = language.code


st.set_page_config(page_title="IVAC", layout="wide", page_icon=str(ICON))
try:
    require_guard()
    forget_old_answers()
    store()
except Refused as refused:
    show_faults(refused, language)
    if refused.passes:
        return_when_possible(monotonic())
else:
    run_page()
