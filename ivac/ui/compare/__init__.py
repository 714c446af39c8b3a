"""The comparison page: what is compared, and the views of it. A view is named in the address."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ivac.faults import N_, Code, Refused
from ivac.language import Language
from ivac.ui import keys, registry
from ivac.ui.compare import dots, multiples, over_time, shares, two
from ivac.ui.compare.shown import (
    Shown,
    choose_scope,
    choose_what,
    say_scales,
    say_what_it_rests_on,
    shown_in_address,
)
from ivac.ui.parts import link, show_faults


@dataclass(frozen=True)
class View:
    """One way to look at the plans: its name (a catalogue key), what draws it, and how many plans it needs.

    `own_plans` says that it chooses its plans itself, and says itself where their scales differ.
    """

    name: str
    show: Callable[[Shown], None]
    least: int = 2
    own_plans: bool = False


VIEWS = {
    "plans": View(N_("Plan by plan"), multiples.show),
    "shares": View(N_("Shares by phase"), shares.show),
    "two": View(N_("Two sides"), two.show, least=0, own_plans=True),
    "dots": View(N_("Every activity"), dots.show),
    "time": View(N_("Over time"), over_time.show, least=1),
}
"""By their names in the address, in the order of the page; the first is what one sees first."""


def show(language: Language) -> None:
    """The whole page below its title; a choice that there is not is said, with a way on."""
    try:
        shown, view = shown_in_address(language), view_in_address()
        choose_scope(shown)
        choose_what(shown)
        _choose_view(view, language)
        say_what_it_rests_on(shown)
        if not VIEWS[view].own_plans:
            say_scales(shown.comparison, language)
        if len(shown.comparison.plans) < VIEWS[view].least:
            st.info(language.t("Choose at least two plans that have been rated."))
        else:
            VIEWS[view].show(shown)
    except Refused as refused:
        show_faults(refused, language)
        link(registry.COMPARE, language.t("Compare without these choices"), ":material/arrow_back:")


def view_in_address() -> str:
    """The view that the address names, else the first; raises `Refused` for one that there is not."""
    asked = st.query_params.get(keys.Q_VIEW, next(iter(VIEWS)))
    if asked not in VIEWS:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=asked[:40], field=N_("View"))
    return asked


def _choose_view(view: str, language: Language) -> None:
    key = "compared_view"
    st.session_state[key] = view

    def keep() -> None:
        st.query_params[keys.Q_VIEW] = st.session_state[key]

    st.segmented_control(
        language.t("View"), list(VIEWS), key=key, format_func=lambda each: language.t(VIEWS[each].name),
        required=True, label_visibility="collapsed", on_change=keep,
    )  # fmt: skip
