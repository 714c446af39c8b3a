"""The paper kit of a workshop: files to print, each made when somebody asks for it."""

from collections.abc import Callable

import streamlit as st

from ivac.documents.paper import cards, join_poster, poster, sheets
from ivac.language import Language
from ivac.language import language as speaking
from ivac.ui.context import workshops
from ivac.ui.live import join_address
from ivac.ui.moment import Live
from ivac.ui.parts import plain


def show(shown: Live, language: Language) -> None:
    """A button for each file, in the language of the workshop."""
    t, workshop, scale = language.t, shown.workshop, shown.scale
    said, plan, wishes = speaking(workshop.language), shown.plan.plan.name, workshop.ask_desired
    st.caption(plain(t("PDF files, made for black and white, too. Print the sheets once for each person.")))
    _offer(t("Poster for stickers, A1"), lambda: poster(plan, scale, said, "A1"), t("poster") + "-a1", "a1")
    _offer(t("Poster for stickers, A3"), lambda: poster(plan, scale, said, "A3"), t("poster") + "-a3", "a3")
    _offer(
        t("Sheets in the staff’s words"),
        lambda: sheets(shown.activities, scale, said, False, wishes),
        t("sheets"),
        "sheets",
    )
    _offer(
        t("Sheets in residents’ words"), lambda: sheets(shown.activities, scale, said, True, wishes),
        t("sheets") + "-" + t("residents"), "resident_sheets",
    )  # fmt: skip
    _offer(t("Level cards"), lambda: cards(scale, said), t("level-cards"), "cards")
    if code := workshops().code(workshop):
        address, anonymous = join_address(code, workshop), workshop.naming == "anonymous"
        _offer(t("The way in, A4"), lambda: join_poster(code, address, plan, said, anonymous), t("way-in"), "join")
        _offer(
            t("The way in, A3"), lambda: join_poster(code, address, plan, said, anonymous, "A3"), t("way-in") + "-a3",
            "join_a3",
        )  # fmt: skip
    else:
        st.caption(plain(t("A poster of the way in can be printed once the workshop is open and has its code.")))


def _offer(label: str, make: Callable[[], bytes], name: str, key: str) -> None:
    st.download_button(
        label, make, f"{name}.pdf", "application/pdf", key=f"kit_{key}", icon=":material/print:", on_click="ignore"
    )
