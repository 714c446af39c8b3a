"""What the parts on learning from one another share: what is looked at, and the plan that one looks from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from ivac.selection import FACETS, Facet, Selection
from ivac.ui import keys
from ivac.ui.context import named
from ivac.ui.parts import plain
from ivac.ui.seen import Seen


@dataclass(frozen=True)
class Looking(Seen):
    """Whose plans and which activities are looked at; `names` are what plans are called to this visitor, by name."""

    names: Mapping[str, str]

    @property
    def open_texts(self) -> frozenset[str]:
        """The plans whose texts may be shown."""
        return frozenset(plan_id for plan_id in self.names if self.looked.may_read(plan_id))

    def choose_plan(self, key: str) -> str:
        """The plan that the address names, else the first; a choice changes the address."""
        asked = st.query_params.get(keys.Q_PLAN)
        st.session_state[key] = asked if asked and named(asked, dict(self.names)) else next(iter(self.names))

        def go() -> None:
            st.query_params[keys.Q_PLAN] = st.session_state[key]

        chosen: str = st.selectbox(
            self.language.t("For which plan"), list(self.names), key=key, on_change=go, width=380,
            format_func=self.names.__getitem__,
        )  # fmt: skip
        return chosen

    def agreed(self, *left_open: Facet) -> Selection:
        """The selection, after saying what of it does not hold here: nobody's own answers, and some choices."""
        t = self.language.t
        if self.selection.perspective:
            st.caption(t("This part rests on what the groups agreed, not on the answers of one perspective."))
        for facet in left_open:
            if self.selection.chosen.get(facet):
                st.caption(plain(t("Your choice in “{facet}” is left open here.", facet=t(FACETS[facet]))))
        return self.selection

    def said(self, *left_open: Facet) -> str:
        """What is chosen and holds here, in words."""
        chosen = {facet: values for facet, values in self.selection.chosen.items() if facet not in left_open}
        return replace(self, selection=replace(self.selection, chosen=chosen, perspective=None)).chosen

    def say_which_plans(self) -> None:
        """That some plans alone are looked at, with the way to all of them."""
        if not self.looked.chosen:
            return
        t, n = self.language.t, self.language.n

        def look_at_all() -> None:
            st.query_params.pop(keys.Q_PLANS, None)

        with st.container(horizontal=True, vertical_alignment="center"):
            told = n(
                "{count} chosen plan is looked at.", "{count} chosen plans are looked at.", len(self.looked.chosen)
            )
            st.markdown(told, width="content")
            st.button(t("Look at all plans"), on_click=look_at_all)

    def say_none_of_this_plan(self) -> None:
        """What to do when the selection leaves nothing of the plan."""
        told = self.language.t(
            "None of this plan’s activities is among those you chose. Filter less, or choose another plan."
        )
        st.info(told)
