"""The paper kit of a workshop: files to print, each made when somebody asks for it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ivac.documents.kit import KIT, Printing, named
from ivac.documents.paper import join_poster
from ivac.language import Language
from ivac.language import language as speaking
from ivac.ui.context import workshops
from ivac.ui.live import join_address
from ivac.ui.moment import Live
from ivac.ui.parts import plain


def show(shown: Live, language: Language) -> None:
    """A button for each file, in the language of the workshop."""
    t, workshop, plan = language.t, shown.workshop, shown.plan.plan.name
    said = speaking(workshop.language)
    printing = Printing(plan, shown.activities, shown.scale, said, workshop.ask_desired)
    st.caption(plain(t("PDF files, made for black and white, too. Print the sheets once for each person.")))
    for paper in KIT:
        _offer(t(paper.name), partial(paper.make, printing), plan, paper.ending)
    if code := workshops().code(workshop):
        address, anonymous = join_address(code, workshop), workshop.naming == "anonymous"
        _offer(t("The way in, A4"), lambda: join_poster(code, address, plan, said, anonymous), plan, "way-in.pdf")
        _offer(
            t("The way in, A3"), lambda: join_poster(code, address, plan, said, anonymous, "A3"), plan, "way-in-a3.pdf"
        )
    else:
        st.caption(plain(t("A poster of the way in can be printed once the workshop is open and has its code.")))


def _offer(label: str, make: Callable[[], bytes], plan_name: str, ending: str) -> None:
    st.download_button(
        label, make, named(plan_name, ending), "application/pdf", key=f"kit_{ending}", icon=":material/print:",
        on_click="ignore",
    )  # fmt: skip
