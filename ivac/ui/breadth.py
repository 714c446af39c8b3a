"""Breadth beside depth, and the anchoring test: a few plain questions about one activity, each stored at once."""

import streamlit as st

from ivac.charts import Table
from ivac.content import load
from ivac.language import Language
from ivac.model import MAX_PEOPLE, NOTHING_SAID, Activity, Assessment, Breadth, PlanRecord
from ivac.ui.context import deeper, rights
from ivac.ui.parts import plain, table
from ivac.ui.stored_fields import StoredFields

EVERYBODY = "all_residents"
"""The target group that is no group among others: it cannot be missing."""


def show_questions(record: PlanRecord, assessment: Assessment, activity: Activity, language: Language) -> None:
    """The questions about one activity in one round."""

    def keep(**changes: object) -> None:
        rights().require(record.plan.id)
        deeper().change_breadth(assessment.id, activity.id, **changes)

    said = record.breadth_of(assessment).get(activity.id, NOTHING_SAID)
    fields = StoredFields(f"breadth_{assessment.id}_{activity.id}", said, language, keep)
    st.caption(language.t("All of this is optional. Each answer is saved as you leave its field."))
    _breadth(fields, activity, language)
    _anchoring(fields, activity, language)


def _breadth(fields: StoredFields, activity: Activity, language: Language) -> None:
    t, lists = language.t, load().lists
    st.header(t("How many, and who"), anchor=False)
    fields.number(
        "residents", t("About how many residents have taken part?"), 0, MAX_PEOPLE,
        t("A rough number is enough. It tells how broad the activity is, not how much residents decide."),
    )  # fmt: skip
    fields.one("faces", t("New faces, or the same few?"), lists.ids("faces"), fields.item_full("faces"))
    groups = [group for group in lists.ids("target_groups") if group != EVERYBODY]
    fields.several("missing", t("Which groups are missing here?"), groups, "target_groups")
    if activity.target_groups:
        names = ", ".join(map(fields.item_name("target_groups"), activity.target_groups))
        st.caption(plain(t("The activity is meant for: {groups}", groups=names)))


def _anchoring(fields: StoredFields, activity: Activity, language: Language) -> None:
    t, lists = language.t, load().lists
    st.header(t("The day after the plan ends"), anchor=False)
    if activity.aim == "stop":
        st.info(t("The activity is meant to stop with the plan. Then this can stay empty."))
    fields.several(
        "run_by", t("Who runs it then?"), lists.ids("actors"), "actors", t("Kinds of people and places, no names.")
    )
    fields.one("money", t("With what money?"), lists.ids("money"), fields.item_full("money"))
    fields.number("stops_without", t("How many would have to stop before it stops?"), 1, MAX_PEOPLE)
    fields.several("practised", t("What have residents practised already?"), lists.ids("practised"), "practised")
    fields.text("note", t("In your own words"))


def show_all(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    """What is said so far of every activity, in the plan's order."""
    t, said = language.t, record.breadth_of(assessment)
    st.header(t("All activities"), anchor=False)
    if not said:
        st.info(t("Nothing is said yet. What you answer above shows here, activity by activity."))
        return
    columns = (
        t("Activity"), t("Residents"), t("Faces"), t("Missing"), t("Run by"), t("Money"), t("Would have to stop"),
        t("Practised"),
    )  # fmt: skip
    rows = tuple(_row(activity, said.get(activity.id, NOTHING_SAID), language) for activity in record.activities)
    table(Table(columns, rows), t("What is said of breadth and anchoring, activity by activity"))


def _row(activity: Activity, said: Breadth, language: Language) -> tuple[str, ...]:
    def names(list_name: str, *items: str | None) -> str:
        return ", ".join(language.words.item(list_name, item).name for item in items if item) or "–"

    def people(number: int | None) -> str:
        return "–" if number is None else language.number(number)

    return (
        activity.name,
        people(said.residents),
        names("faces", said.faces),
        names("target_groups", *said.missing),
        names("actors", *said.run_by),
        names("money", said.money),
        people(said.stops_without),
        names("practised", *said.practised),
    )
