"""What the parts on learning from one another share: the plan that one looks from, and what is said in each."""

from collections.abc import Mapping

import streamlit as st

from ivac.language import Language
from ivac.selection import Selection
from ivac.ui import keys
from ivac.ui.context import named


def choose_plan(names: Mapping[str, str], key: str, language: Language) -> str:
    """The plan that the address names, else the first; a choice changes the address."""
    asked = st.query_params.get(keys.Q_PLAN)
    st.session_state[key] = asked if asked and named(asked, dict(names)) else next(iter(names))

    def go() -> None:
        st.query_params[keys.Q_PLAN] = st.session_state[key]

    chosen: str = st.selectbox(
        language.t("For which plan"), list(names), key=key, format_func=names.__getitem__, on_change=go, width=380
    )
    return chosen


def agreed(selection: Selection, language: Language) -> Selection:
    """The selection, after saying that nobody's own answers are looked at here."""
    if selection.perspective:
        st.caption(language.t("This part rests on what the groups agreed, not on the answers of one perspective."))
    return selection


def none_of_this_plan(language: Language) -> None:
    """What to do when the selection leaves nothing of the plan."""
    st.info(language.t("None of this plan’s activities is among those you chose. Filter less, or choose another plan."))
