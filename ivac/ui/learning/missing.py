"""Missing from view: the target groups, effort areas and phases that nobody works with."""

from collections.abc import Mapping

import streamlit as st

from ivac.charts import Table
from ivac.content import load
from ivac.language import Language
from ivac.missing import Coverage, Stated, looked_through, missing, phases_without_levels
from ivac.selection import FACETS, Facet, Selection, to_address
from ivac.store import Scope
from ivac.ui.context import country, neighbours
from ivac.ui.learning.shared import agreed
from ivac.ui.parts import plain, table

LISTS: dict[Facet, str] = {"target_group": "target_groups", "effort_area": "effort_areas"}


def show_missing(
    scope: Scope, selection: Selection, names: Mapping[str, str], language: Language, open_texts: frozenset[str]
) -> None:
    """What no selected activity of the plans in scope works with, and what is not known of them."""
    del names, open_texts  # nothing of a single plan is shown
    t = language.t
    st.header(t("Missing from view"), anchor=False)
    st.caption(
        t(
            "What nobody works with in the plans and activities you have chosen. It need not be a lack: nobody can do "
            "everything. What is not stated is not missing; it is not known."
        )
    )
    coverage = _coverage(scope, agreed(selection, language))
    if not coverage.phases[0].activities and not any(selection.chosen.values()):
        st.info(t("There are no activities here yet. Bring activities in on a plan, or bring plans together."))
        return
    for facet, list_name, stated in (
        ("target_group", t("Target groups"), coverage.target_groups),
        ("effort_area", t("Effort areas"), coverage.effort_areas),
    ):
        st.subheader(list_name, anchor=False)
        _show_list(facet, list_name, stated, selection, language)  # type: ignore[arg-type]
    st.subheader(t("Phases"), anchor=False)
    _show_phases(coverage, language)


@st.cache_resource(max_entries=32, show_spinner=False)
def _coverage_at(
    version: tuple[int, int], chosen: tuple[tuple[str, str], ...], scope: Scope, _selection: Selection
) -> Coverage:
    del version, chosen  # parts of the cache's key: every write is seen, and every selection kept apart
    return neighbours().coverage(scope, _selection)


def _coverage(scope: Scope, selection: Selection) -> Coverage:
    return _coverage_at(country().version(scope), tuple(sorted(to_address(selection).items())), scope, selection)


def _show_list(facet: Facet, name: str, stated: Stated, selection: Selection, language: Language) -> None:
    """The entries of a list that no activity states, how many state none, and all entries as a table."""
    t = language.t
    items, words = load().lists.target_groups, language.words.lists[LISTS[facet]]
    if facet == "effort_area":
        items = load().lists.effort_areas
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
    if selection.chosen.get(facet):
        remarks.append(t("Your choice in “{facet}” is left open here.", facet=t(FACETS[facet])))
    st.caption(plain(" ".join(remarks)))
    with st.expander(t("The same as a table"), icon=":material/table:", key=f"missing_{facet}"):
        rows = [(words[entry.id].name, language.number(entry.activities)) for entry in entries]
        rows.append((t("Not stated"), language.number(stated.unstated)))
        table(Table((name, t("Activities")), tuple(rows)), name)


def _show_phases(coverage: Coverage, language: Language) -> None:
    """In how many activities each phase has a level, has not begun, or is not known."""
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
    table(
        Table((t("Phase"), t("Level"), t("Not begun"), t("Unknown")), rows),
        t(
            "Activities of {count}: with a level, not begun (or not relevant), or with nothing known",
            count=language.number(coverage.phases[0].activities),
        ),
    )
