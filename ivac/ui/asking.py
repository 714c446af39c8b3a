"""The question before something is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ivac.ui import keys
from ivac.ui.parts import plain

DELETE = ":material/delete:"


@dataclass(frozen=True)
class Question:
    """What is asked: about which thing (its id), what would be lost, and the two answers."""

    about: str
    title: str
    loss: str
    yes: str
    no: str


Look = Literal["primary", "secondary", "tertiary"]


def ask_before(
    question: Question,
    label: str,
    act: Callable[[], None],
    look: Look = "secondary",
    icon: str | None = DELETE,
    first: Callable[[], bool] | None = None,
) -> None:
    """A button that asks first and acts only on yes. The question stays open through reruns until answered.

    `first` draws what has to be done before, and says whether it is: only then yes works.
    """

    def open_question() -> None:
        st.session_state[keys.ASKED] = question.about

    def forget() -> None:
        st.session_state.pop(keys.ASKED, None)

    st.button(label, key=f"ask_{question.about}", on_click=open_question, type=look, icon=icon)
    if st.session_state.get(keys.ASKED) != question.about:
        return

    @st.dialog(plain(question.title), on_dismiss=forget)
    def ask() -> None:
        st.markdown(plain(question.loss))
        ready = first is None or first()
        with st.container(horizontal=True):
            if st.button(question.yes, type="primary", key="ask_yes", disabled=not ready) and ready:
                forget()
                act()
                st.rerun()
            if st.button(question.no, key="ask_no"):
                forget()
                st.rerun()

    ask()
