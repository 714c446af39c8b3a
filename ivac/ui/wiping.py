"""Taking a plan or a workshop along and deleting it here, in one question: first the file, then the deleting."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ivac.documents.kit import named
from ivac.exchange import to_json, workshop_zip
from ivac.language import Language
from ivac.model import PlanRecord
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import record as record_now
from ivac.ui.context import store, workshops
from ivac.ui.moment import live
from ivac.ui.parts import plain, say_after_rerun
from ivac.ui.workshop_parts import title_of
from ivac.workshop import Workshop


@dataclass(frozen=True)
class Taken:
    """A file that somebody takes along, and a number that tells whether what it is about has changed since."""

    file: str
    data: bytes
    mime: str
    state: int | None


def offer_wiping(record: PlanRecord, language: Language) -> None:
    """The workshops of a plan, once opened, and the plan itself, each with its question."""
    t = language.t
    st.header(t("Take it along and delete it here"), anchor=False)
    for workshop in workshops().of_plan(record.plan.id):
        if workshop.state != "draft":
            _offer_workshop(record, workshop, language)
    _offer_plan(record, language)


def _offer_plan(record: PlanRecord, language: Language) -> None:
    t, plan = language.t, record.plan

    def take() -> Taken:
        state = store().revision(plan.id)
        return Taken(named(plan.name, "json"), to_json(record_now(plan.id)).encode(), "application/json", state)

    def delete() -> None:
        store().delete_plan(plan.id)
        for name in (keys.PLAN, keys.TAKEN, keys.ARCHIVE):
            st.session_state.pop(name, None)
        say_after_rerun(t("“{name}” is deleted.", name=plan.name))
        st.switch_page(str(registry.PLANS.path))

    loss = t(
        "The file holds the plan as it is kept. Of workshops it holds what was agreed; each person’s answers are "
        "deleted with the plan and are in no file."
    )
    question = Question(
        f"{plan.id}_wipe", t("Take the plan along and delete it?"), loss, t("2. Delete it here"), t("Keep it")
    )
    _offer(record, t("The whole plan"), question, take, delete, language)


def _offer_workshop(record: PlanRecord, workshop: Workshop, language: Language) -> None:
    t, name = language.t, title_of(workshop, language)

    def take() -> Taken:
        shown = live(workshops().workshop(workshop.id))
        data = workshop_zip(shown.plan, shown.workshop, shown.room, shown.agreed, language)
        return Taken(
            named(f"{record.plan.name} {workshop.day}", "zip"), data, "application/zip", shown.workshop.version
        )

    def delete() -> None:
        workshops().delete(workshop.id)
        for key in (keys.TAKEN, keys.ARCHIVE):
            st.session_state.pop(key, None)
        if st.query_params.get(keys.Q_ASSESSMENT) == workshop.id:
            del st.query_params[keys.Q_ASSESSMENT]
        say_after_rerun(t("“{name}” is deleted.", name=name))

    loss = t(
        "The file holds the whole plan, what was agreed, and how many chose what, as the room has seen it. Each "
        "person’s answers and what was not revealed are deleted and are in no file. The workshop’s picture leaves the "
        "plan here, too."
    )
    question = Question(
        f"{workshop.id}_wipe", t("Take the workshop along and delete it?"), loss, t("2. Delete it here"), t("Keep it")
    )
    _offer(record, name, question, take, delete, language)


def _offer(
    record: PlanRecord, name: str, question: Question, take: Callable[[], Taken], delete: Callable[[], None],
    language: Language,
) -> None:  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key=question.about):
        st.markdown(f"**{plain(name)}**", width="stretch")
        act = permitted(record.plan.id, delete, language)
        label = language.t("Take it along and delete it …")
        ask_before(question, label, act, first=lambda: _taken_along(question.about, take(), language))


def _taken_along(about: str, now: Taken, language: Language) -> bool:
    """The button for the file; whether somebody has pressed it since anything has changed."""
    t, mine = language.t, (about, now.state)

    def keep() -> None:
        st.session_state[keys.TAKEN] = mine

    st.download_button(
        t("1. Take it along"), now.data, now.file, now.mime, key="take_along", on_click=keep, icon=":material/download:"
    )
    before = st.session_state.get(keys.TAKEN)
    if before and before[0] == about and before != mine:
        st.warning(t("Something has changed since. Take it along once more."))
    return bool(before == mine)
