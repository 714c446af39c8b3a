"""Missing from view: the target groups, effort areas and phases that nobody works with."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ivac.charts import Table
from ivac.content import Item, load
from ivac.missing import Coverage, Stated, looked_through, missing, phases_without_levels
from ivac.selection import FACET_LISTS, FACETS, Facet
from ivac.ui import counted
from ivac.ui.learning.shared import Looking
from ivac.ui.parts import plain, table


def show_missing(looking: Looking) -> None:
    """What no selected activity of the plans in scope works with, and what is not known of them."""
    language, selection = looking.language, looking.selection
    t = language.t
    st.header(t("Missing from view"), anchor=False)
    st.caption(
        t(
            "What nobody works with in the plans and activities you have chosen. It need not be a lack: nobody can do "
            "everything. What is not stated is not missing; it is not known."
        )
    )
    coverage = counted.coverage(looking.looked.scope, looking.agreed("role"))
    if not any((coverage.target_groups.activities, coverage.effort_areas.activities, coverage.phases[0].activities)):
        if replace(selection, perspective=None).everything:
            st.info(t("There are no activities here yet. Bring activities in on a plan, or bring plans together."))
        else:
            st.info(t("No activity here is among those you chose. Filter less."))
        return
    st.subheader(t("Target groups"), anchor=False)
    _show_list("target_group", load().lists.target_groups, coverage.target_groups, looking)
    st.subheader(t("Effort areas"), anchor=False)
    _show_list("effort_area", load().lists.effort_areas, coverage.effort_areas, looking)
    st.subheader(t("Phases"), anchor=False)
    _show_phases(coverage, looking)


def _show_list(facet: Facet, items: Sequence[Item], stated: Stated, looking: Looking) -> None:
    """The entries of a list that no activity states, how many state none, and all entries as a table."""
    language, words = looking.language, looking.language.words.lists[FACET_LISTS[facet]]
    t, name = language.t, language.t(FACETS[facet])
    entries = looked_through(items, stated)
    if not entries:
        st.info(t("No activity states this yet. Choose it on the activities; then you can see what is missing here."))
        return
    absent = missing(items, stated)
    if absent:
        told = t("Nobody works with: {names}.", names=", ".join(words[entry.id].name for entry in absent))
    else:
        told = t("Somebody works with each of them.")
    st.markdown(plain(told))
    remarks = [
        language.n("{count} activity in all.", "{count} activities in all.", stated.activities),
        language.n("{count} does not state it.", "{count} do not state it.", stated.unstated),
    ]
    if facet == "effort_area":
        used = dict.fromkeys(entry.register for entry in entries)
        registers = ", ".join(language.words.registers[each].name for each in used if each)
        remarks.append(t("Areas of: {registers}.", registers=registers))
    elif stated.counts.get("all_residents"):
        remarks.append(t("An activity for all residents counts as that, not as one for each group."))
    if looking.selection.chosen.get(facet):
        remarks.append(t("Your choice in “{facet}” is left open here.", facet=name))
    st.caption(plain(" ".join(remarks)))
    rows = [(words[entry.id].name, language.number(entry.activities)) for entry in entries]
    rows.append((t("Not stated"), language.number(stated.unstated)))
    content = Table((name, t("Activities")), tuple(rows))
    with st.expander(t("The same as a table"), icon=":material/table:", key=f"missing_{facet}"):
        table(content, name)
    title = t("Missing from view: {list}", list=name)
    looking.offer(
        f"missing_{facet}", title, " ".join([told, *remarks]), content, remarks[0], looking.said("role", facet)
    )


def _show_phases(coverage: Coverage, looking: Looking) -> None:
    """In how many activities each phase has a level, has not begun, or is not known."""
    language = looking.language
    t = language.t
    silent = ", ".join(language.words.phases[each.phase].name.lower() for each in phases_without_levels(coverage))
    told = (
        t("No activity has a level in: {phases}.", phases=silent) if silent else t("Each phase has a level somewhere.")
    )
    st.markdown(plain(told))
    rows = tuple(
        (
            language.words.phases[each.phase].name,
            *(language.number(number) for number in (each.with_level, each.not_begun, each.unknown)),
        )
        for each in coverage.phases
    )
    content = Table((t("Phase"), t("Level"), t("Not begun"), t("Unknown")), rows)
    reading = t(
        "Activities of {count}: with a level, not begun (or not relevant), or with nothing known",
        count=language.number(coverage.phases[0].activities),
    )
    table(content, reading)
    title = t("Missing from view: {list}", list=t("Phases"))
    count = language.n("{count} activity", "{count} activities", coverage.phases[0].activities)
    looking.offer("missing_phases", title, f"{told} {reading}", content, count, looking.said("role"))
