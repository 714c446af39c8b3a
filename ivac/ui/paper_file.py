"""Answers on paper from a spreadsheet: shown first, then taken in whole or not at all."""

from collections import Counter

import streamlit as st

from ivac.charts import Table
from ivac.exchange import FILE_LIMIT, PaperPreview, answers_template, preview_answers, read_file
from ivac.faults import Refused
from ivac.language import Language
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.context import sheets
from ivac.ui.moment import Live
from ivac.ui.parts import say_after_rerun, show_faults, show_message, table
from ivac.workshop import GROUPS


def show(shown: Live, language: Language) -> None:
    """The empty sheet, the file, what it would add, and the one button that adds it."""
    t = language.t
    show_message()
    st.download_button(
        t("Download an empty sheet to fill in"),
        lambda: answers_template(language, shown.workshop.ask_desired),
        t("answers") + ".xlsx", icon=":material/download:", on_click="ignore", key="answers_template",
    )  # fmt: skip
    file = st.file_uploader(
        t("A file with a sheet a row: XLSX or CSV, at most {limit} MB", limit=FILE_LIMIT),
        key=f"{keys.PAPER_FILE}_{st.session_state.get(keys.PAPER_FILES, 0)}",
    )
    if file is None:
        return
    try:
        tables = read_file(file.name, file.getvalue())
        found = preview_answers(tables, shown.workshop, shown.activities, shown.scale, language)
        if found.faults:
            raise Refused(found.faults)
    except Refused as refused:
        show_faults(refused, language)
        st.info(t("Nothing was brought in. Correct the file and choose it again."))
        return
    _offer(found, shown, language)


def _offer(found: PaperPreview, shown: Live, language: Language) -> None:
    """How many people and sheets come in, by perspective, and the button that takes them in."""
    t = language.t
    groups = Counter(person.perspective for person in found.people)
    said = Counter(person.perspective for person in found.people for _ in person.sheets)
    rows = [
        (t(name), language.number(groups[who]), language.number(said[who]))
        for who, name in GROUPS.items()
        if groups[who]
    ]
    table(Table((t("Perspective"), t("People"), t("Sheets")), tuple(rows)), t("What comes in"))

    def take_in() -> None:
        sheets().add(shown.workshop.id, found.people)
        say_after_rerun(language.n("{count} sheet is in.", "{count} sheets are in.", found.sheets))
        # A new field without the file, which would otherwise be offered once more.
        st.session_state[keys.PAPER_FILES] = st.session_state.get(keys.PAPER_FILES, 0) + 1

    act = permitted(shown.workshop.plan_id, take_in, language)
    st.button(t("Bring them in"), type="primary", key="answers_take_in", on_click=act)
