"""What the parts on learning from one another share: what is looked at, and the plan that one looks from."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ivac.selection import Selection
from ivac.ui import keys
from ivac.ui.context import named
from ivac.ui.seen import Seen


@dataclass(frozen=True)
class Looking(Seen):
    """Whose plans and which activities are looked at; `names` are what plans are called to this visitor, by name."""

    names: Mapping[str, str]

    @property
    def plans(self) -> int:
        """How many plans are looked at."""
        return len(self.looked.chosen or self.names)

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

    def agreed(self) -> Selection:
        """The selection, after saying that nobody's own answers are looked at here."""
        if self.selection.perspective:
            told = self.language.t("This part rests on what the groups agreed, not on the answers of one perspective.")
            st.caption(told)
        return self.selection

    def say_none_of_this_plan(self) -> None:
        """What to do when the selection leaves nothing of the plan."""
        told = self.language.t(
            "None of this plan’s activities is among those you chose. Filter less, or choose another plan."
        )
        st.info(told)
