"""A plan's keys to read: with one, others take the plan into their collections, and open nothing of it."""

import streamlit as st

from ivac.language import Language
from ivac.model import PlanRecord
from ivac.store import ReadKey
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import access_keys
from ivac.ui.live import address
from ivac.ui.parts import plain


def offer(record: PlanRecord, language: Language) -> None:
    """The plan's keys to read: a new one is shown once, an old one can be withdrawn."""
    t, plan_id = language.t, record.plan.id
    st.markdown(
        plain(
            t(
                "With a key to read, others compare with this plan in a collection of theirs: they see its levels and "
                "counts, and none of its pages. You can withdraw the key; the plan then leaves their collections."
            )
        )
    )
    for entry in access_keys().to_read(plan_id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(_said(entry, language)), width="stretch")
            _offer_withdrawing(entry, plan_id, language)
    st.checkbox(t("Share the texts, too: notes and examples"), key=keys.READ_TEXTS)
    st.checkbox(t("Share the plan’s name"), key=keys.READ_NAME)

    def make() -> None:
        shared = bool(st.session_state[keys.READ_TEXTS]), bool(st.session_state[keys.READ_NAME])
        st.session_state[keys.NEW_READ_KEY] = access_keys().make_read(plan_id, *shared)

    st.button(t("Make a key to read"), on_click=permitted(plan_id, make, language), icon=":material/key:")
    if key := st.session_state.pop(keys.NEW_READ_KEY, None):
        st.success(plain(t("Copy this key now and send it to whoever compares; it is not shown again.")))
        st.code(f"{address()}/key#{key}", language=None)


def _said(entry: ReadKey, language: Language) -> str:
    t = language.t
    shared = [
        t("Key to read made {day}", day=language.date(entry.made.date())),
        t("with texts") if entry.texts else t("without texts"),
        t("with the name") if entry.name else t("without the name"),
    ]
    return " · ".join(shared)


def _offer_withdrawing(entry: ReadKey, plan_id: str, language: Language) -> None:
    t = language.t
    question = Question(
        entry.id,
        t("Withdraw this key?"),
        t("It opens nothing any more, and the plan leaves the collections into which it was taken with this key."),
        t("Withdraw it"),
        t("Keep it"),
    )

    def withdraw() -> None:
        access_keys().revoke(entry.id)

    ask_before(question, t("Withdraw …"), permitted(plan_id, withdraw, language), icon=None)
