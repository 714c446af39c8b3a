"""What stands out in a plan's picture: three to talk about first, all of it, and the course of each activity."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ivac.charts import Table
from ivac.language import Language
from ivac.model import Activity, Assessment, PlanRecord
from ivac.patterns import Finding, Known, find, shape, talk_first, tell
from ivac.room import Room, room_of
from ivac.ui import registry
from ivac.ui.context import address_of, scale_of, workshops
from ivac.ui.parts import link, plain, strong, table
from ivac.ui.pictures import Shown

FIRST = 3


def known_of(record: PlanRecord, assessment: Assessment, activities: tuple[Activity, ...]) -> Known:
    """What is known of these activities: what was agreed on and said, and what the room has seen if there was one."""
    room, breadth = _room(record, assessment), record.breadth_of(assessment)
    return Known(scale_of(assessment), activities, record.cells_of(assessment), room, breadth)


def show_findings(shown: Shown, kept: bool) -> None:
    """Three to talk about first, everything that stands out, and each activity's course; more for a plan that is kept.

    Not `kept` is the demo plan that an empty installation shows: nothing can be answered about it.
    """
    language = shown.language
    t = language.t
    known = known_of(shown.record, shown.assessment, shown.activities)
    names = {activity.id: activity.name for activity in shown.activities}
    findings = find(known)
    st.header(t("Three to talk about first"), anchor=False)
    if findings:
        _show_first(talk_first(findings, FIRST), names, language)
        if kept:
            here = address_of(shown.record, shown.assessment)
            link(registry.CHECKLIST, t("Go on with the checklist"), ":material/fact_check:", **here)
        _show_all(findings, names, language)
    else:
        st.info(
            t("Nothing stands out yet. Rate the phases of some activities; what is worth talking about shows here.")
        )
        link(registry.WALK, t("Walk the phases"), ":material/edit:", **address_of(shown.record, shown.assessment))
    _show_courses(known, language)
    link(registry.PATTERNS, t("How this is found"), ":material/help:")


def _room(record: PlanRecord, assessment: Assessment) -> Room | None:
    """What the room has seen, if the assessment was made in a workshop."""
    made_in = next((each for each in workshops().of_plan(record.plan.id) if each.id == assessment.id), None)
    if made_in is None:
        return None
    people = len(workshops().participants(made_in.id))
    return room_of(made_in, workshops().room_counts(made_in.id), people, scale_of(assessment))


def _show_first(first: Sequence[Finding], names: Mapping[str, str], language: Language) -> None:
    t = language.t
    for finding, column in zip(first, st.columns(FIRST), strict=False):
        told = tell(finding, language)
        with column, st.container(border=True, height="stretch"):
            st.subheader(plain(names[finding.activity]), anchor=False)
            st.caption(plain(told.why))
            st.markdown(f"{strong(plain(told.name))}  \n{plain(told.sentence)}")
            st.markdown(strong(plain(told.question)))
            st.caption(plain(t("Rests on: {cells}", cells=told.rests_on)))


def _show_all(findings: Sequence[Finding], names: Mapping[str, str], language: Language) -> None:
    t = language.t
    rows = tuple(
        (names[finding.activity], told.name, told.sentence, told.rests_on)
        for finding in findings
        for told in (tell(finding, language),)
    )
    st.subheader(t("Everything that stands out"), anchor=False)
    columns = (t("Activity"), t("Pattern"), t("What is seen"), t("Rests on"))
    table(Table(columns, rows), t("Activity by activity"))


def _show_courses(known: Known, language: Language) -> None:
    t, shapes = language.t, language.words.findings.shapes
    rows = tuple(
        (activity.name, words.name, words.sentence)
        for activity in known.activities
        for words in (shapes[shape(known.course(activity))],)
    )
    st.subheader(t("The course of each activity"), anchor=False)
    table(Table((t("Activity"), t("Course"), t("Meaning")), rows), t("The activities’ courses through the phases"))
