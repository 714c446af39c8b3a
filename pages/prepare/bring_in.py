"""Bring activities in: from a spreadsheet file or pasted; shown first, then taken in whole or not at all."""

import streamlit as st

from ivac.content import load
from ivac.exchange import FILE_LIMIT, plan_in, preview, read_file, read_paste, template
from ivac.faults import Refused
from ivac.ui import bring_in, keys, parts, registry
from ivac.ui.context import NEW, current_language, current_record

language = current_language()
t = language.t
found = None if st.query_params.get(keys.Q_PLAN) == NEW else current_record()

parts.heading(t("Bring in activities"), t("One activity a row, headings in the first row. Only the name is needed."))
st.download_button(
    t("Download an empty sheet to fill in"), lambda: template(language.code), t("activities") + ".xlsx",
    icon=":material/download:", on_click="ignore",  # a new run would take back the file that is being asked for
)  # fmt: skip
file = st.file_uploader(t("A file: XLSX or CSV, at most {limit} MB", limit=FILE_LIMIT))
pasted = st.text_area(
    t("Or paste rows from a spreadsheet, with their headings"), key=keys.IMPORT_PASTE, height=140,
    placeholder=t("Activity") + "\t" + t("Description"),
)  # fmt: skip
try:
    if file is not None:
        tables = read_file(file.name, file.getvalue())
        if whole := plan_in(tables, file.name):
            bring_in.offer_whole(whole, language)
        bring_in.show(preview(tables, load(), language), found, file.name, language)
    elif pasted.strip():
        bring_in.show(preview([read_paste(pasted, t("Pasted rows"))], load(), language), found, None, language)
except Refused as refused:
    parts.show_faults(refused, language)
    st.info(t("Nothing was brought in."))
if found:
    parts.link(registry.PLAN, t("Back to the plan"), ":material/arrow_back:", plan=found.plan.id)
