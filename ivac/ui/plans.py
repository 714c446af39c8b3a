"""Which plan: choosing one, bringing the demo plans in, and what to do when there is none."""

from html import escape

import streamlit as st

from ivac.demo import demo_records
from ivac.language import Language
from ivac.model import Assessment, PlanRecord
from ivac.ui import keys, registry
from ivac.ui.context import NEW, current_assessment, current_record, go_to_plan, rights, signed_in, store, visible_plans
from ivac.ui.parts import heading, link


def choose_plan(record: PlanRecord, language: Language) -> None:
    """A list of all plans; choosing one goes to it on the same page."""
    names = {entry.plan.id: entry.plan.name for entry in visible_plans()}
    if len(names) < 2:
        return
    st.session_state[keys.PLAN_CHOICE] = record.plan.id

    def go() -> None:
        for name in (keys.Q_ACTIVITY, keys.Q_ASSESSMENT):
            st.query_params.pop(name, None)
        go_to_plan(st.session_state[keys.PLAN_CHOICE])

    st.selectbox(
        language.t("Plan"), list(names), key=keys.PLAN_CHOICE, format_func=names.__getitem__, on_change=go, width=380
    )


@st.cache_resource
def shown_demo(language_code: str) -> PlanRecord:
    """The demo plan that an empty installation shows; the same, with the same ids, at every run."""
    return demo_records(language_code)[-1]


def add_demo_plans(language: Language) -> None:
    """Add every demo plan in this language and go to the last, a complete one."""
    rights().require_everything()
    records = demo_records(language.code)
    for record in records:
        store().add_record(record)
    go_to_plan(records[-1].plan.id)


def no_plans(language: Language) -> None:
    """What to do when nothing is here yet."""
    t = language.t
    if not rights().everything:
        heading(t("Your keys open no plan."))
        link(registry.COLLECTIONS, t("Collections of plans"), ":material/folder_open:")
        return
    heading(t("There is no plan here yet"))
    with st.container(horizontal=True, key="ways_on"):
        if st.button(t("Try it with the demo plans"), type="primary", icon=":material/play_arrow:"):
            add_demo_plans(language)
            st.rerun()
        link(registry.PLANS, t("Begin your own plan"), ":material/add:")


def no_activities(record: PlanRecord, language: Language) -> None:
    """What to do when a plan has no activities yet."""
    t = language.t
    heading(record.plan.name)
    st.info(t("The plan has no activities yet. Bring them in from a spreadsheet, or write them one by one."))
    with st.container(horizontal=True, key="ways_on"):
        link(registry.BRING_IN, t("Bring in activities"), ":material/upload:", plan=record.plan.id)
        link(registry.PLAN, t("Write them"), ":material/edit:", plan=record.plan.id)


def no_ratings(record: PlanRecord, language: Language) -> None:
    """What to do when nothing of a plan is rated yet."""
    heading(record.plan.name)
    st.info(language.t("There is no picture yet: rate the activities first, phase by phase."))
    with st.container(horizontal=True, key="ways_on"):
        link(registry.WALK, language.t("Walk the phases"), ":material/edit:", plan=record.plan.id)


def require_rated(language: Language) -> tuple[PlanRecord, Assessment]:
    """The plan and round that the address names; where there is none, the page says what to do and ends."""
    found = current_record()
    if found is None:
        no_plans(language)
        st.stop()
    if not found.activities:
        no_activities(found, language)
        st.stop()
    assessment = current_assessment(found)
    if assessment is None:
        no_ratings(found, language)
        st.stop()
    return found, assessment


def no_workshop(language: Language) -> None:
    """What to do when the plan has no workshop yet, or when there is no plan at all."""
    t, record = language.t, current_record()
    if record is None:
        no_plans(language)
        return
    heading(record.plan.name)
    st.info(t("No workshop yet. In a workshop everybody rates alone on a phone, and the room then talks."))
    with st.container(horizontal=True, key="ways_on"):
        link(registry.WORKSHOP, t("Prepare a workshop"), ":material/add:", plan=record.plan.id, workshop=NEW)


def offer_leaving(language: Language) -> None:
    """The way to forget the keys in this browser, or to sign out."""
    if signed_in():
        st.button(language.t("Sign out"), on_click=st.logout)
    else:
        words = escape(language.t("Forget the keys in this browser"))
        st.html(f'<a class="leave" href="/key#leave">{words}</a>')
