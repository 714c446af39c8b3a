"""Preparing a workshop: the form, the list of a plan's workshops, deleting one."""

from datetime import date
from typing import Any, get_args

import streamlit as st

from ivac.content import load
from ivac.faults import Code, Refused
from ivac.language import CODES, Language
from ivac.model import PlanRecord
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import NEW, workshops
from ivac.ui.parts import link, plain, say_after_rerun
from ivac.workshop import PERSPECTIVES, STATES, AgendaItem, Naming, Workshop

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


def agenda_key(record: PlanRecord, workshop: Workshop | None) -> str:
    """Where the session holds the activities chosen in the preparation's form."""
    return f"{keys.AGENDA}_{workshop.id if workshop else record.plan.id}"


def fields(record: PlanRecord, workshop: Workshop | None, language: Language) -> dict[str, Any]:
    """The form's fields with what somebody has chosen in them."""
    t, words = language.t, language.words
    scales = load().scales
    names = {activity.id: f"{n}. {activity.name}" for n, activity in enumerate(record.activities, 1)}
    chosen = [item.activity for item in workshop.agenda] if workshop else list(names)
    namings: dict[Naming, str] = {
        "anonymous": t("Anonymous: nobody writes a name"),
        "alias": t("A name of one’s choice, if one likes"),
        "named": t("By name"),
    }
    title = st.text_input(t("Title, if it needs one"), value=workshop.title if workshop else "", max_chars=120)
    with st.container(horizontal=True):
        day = st.date_input(t("Day"), value=workshop.day if workshop else "today", format="DD.MM.YYYY", width=220)
        speech = st.selectbox(
            t("Language to start with"), CODES, index=CODES.index(workshop.language if workshop else language.code),
            format_func=LANGUAGE_NAMES.__getitem__, width=220,
        )  # fmt: skip
    scale = st.radio(
        t("Scale"), list(scales), index=list(scales).index(workshop.scale) if workshop else 0,
        format_func=lambda item: words.scales[item].name,
    )  # fmt: skip
    # In the session, so that a button outside the form can choose, too.
    key = agenda_key(record, workshop)
    st.session_state.setdefault(key, [activity for activity in chosen if activity in names])
    agenda = st.multiselect(
        t("Activities, in the order you will take them"), list(names), key=key, format_func=names.__getitem__,
        placeholder=t("Choose activities"),
    )  # fmt: skip
    perspectives = st.pills(
        t("Who takes part?"), list(PERSPECTIVES), selection_mode="multi",
        default=workshop.perspectives if workshop else ("staff", "resident"),
        format_func=lambda item: t(PERSPECTIVES[item]),
    )  # fmt: skip
    naming = st.radio(
        t("Names"), get_args(Naming), index=get_args(Naming).index(workshop.naming) if workshop else 0,
        format_func=namings.__getitem__,
    )  # fmt: skip
    ask_desired = st.checkbox(t("Ask for the desired level, too"), value=workshop.ask_desired if workshop else False)
    follow = st.checkbox(
        t("Follow me: every phone shows the activity that you are at"), value=workshop.follow if workshop else False
    )
    return {
        "title": title, "day": day or date.today(), "language": speech, "scale": scale,
        "scale_version": scales[scale].version, "agenda": tuple(AgendaItem(activity=item) for item in agenda),
        "perspectives": tuple(item for item in PERSPECTIVES if item in perspectives), "naming": naming,
        "ask_desired": ask_desired, "follow": follow,
    }  # fmt: skip


def checked(entered: dict[str, Any], record: PlanRecord, workshop: Workshop | None) -> Workshop:
    """The workshop that the form describes; raises `Refused` with all that is missing."""
    if not entered["perspectives"]:
        raise Refused.because(Code.PERSPECTIVE_NEEDED)
    if not entered["agenda"]:
        raise Refused.because(Code.AGENDA_EMPTY)
    if workshop is None:
        return Workshop(plan_id=record.plan.id, **entered)
    return Workshop.model_validate(workshop.model_dump() | entered)


def title_of(workshop: Workshop, language: Language) -> str:
    """What a workshop is called: its title, or else its day."""
    return workshop.title or language.t("Workshop of {day}", day=language.date(workshop.day))


def list_workshops(record: PlanRecord, language: Language) -> None:
    """The plan's workshops with their states, and the way to prepare another."""
    t = language.t
    found = workshops().of_plan(record.plan.id)
    if not found:
        st.info(t("No workshop yet. In a workshop everybody rates alone on a phone, and the room then talks."))
    for workshop in found:
        with st.container(horizontal=True, vertical_alignment="center", key=f"workshop_{workshop.id}"):
            count = language.n("{count} activity", "{count} activities", len(workshop.agenda))
            below = plain(f"{language.date(workshop.day)} · {count} · {t(STATES[workshop.state])}")
            st.markdown(f"**{plain(title_of(workshop, language))}**  \n{below}", width="stretch")
            link(registry.DESK, t("To the desk"), None, workshop=workshop.id)
    with st.container(horizontal=True):
        link(registry.WORKSHOP, t("Prepare a workshop"), ":material/add:", plan=record.plan.id, workshop=NEW)
        link(registry.GUIDE, t("Guide"), ":material/menu_book:", plan=record.plan.id)


def offer_deleting(workshop: Workshop, language: Language) -> None:
    """The button that deletes a workshop, after a question that says what would be lost."""
    t = language.t

    def delete() -> None:
        workshops().delete(workshop.id)
        say_after_rerun(t("The workshop is deleted."))
        st.switch_page(str(registry.PLAN.path), query_params={keys.Q_PLAN: workshop.plan_id})

    people = language.n("{count} person", "{count} people", len(workshops().participants(workshop.id)))
    loss = t(
        "“{name}” with the answers of {people} and what was agreed in it will be gone.",
        name=title_of(workshop, language), people=people,
    )  # fmt: skip
    question = Question(workshop.id, t("Delete the workshop?"), loss, t("Delete the workshop"), t("Keep it"))
    ask_before(question, t("Delete the workshop …"), permitted(workshop.plan_id, delete, language))
