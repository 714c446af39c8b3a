"""Bring activities in: from a spreadsheet file or pasted; shown first, then taken in whole or not at all."""

import streamlit as st

from ivac.content import load
from ivac.exchange import FILE_LIMIT, preview, read_file, read_paste, template
from ivac.faults import Refused
from ivac.ui import bring_in, keys, parts, plans, registry
from ivac.ui.context import current_language, current_record

language = current_language()
t = language.t
found = current_record()
if found is None:
    plans.no_plans(language)
    st.stop()

parts.heading(t("Bring in activities"), found.plan.name)
st.markdown(t("One activity a row, with headings in the first row. Only the name is needed; the rest can wait."))
st.download_button(
    t("Download an empty sheet to fill in"), lambda: template(language.code), t("activities") + ".xlsx",
    icon=":material/download:",
)  # fmt: skip
file = st.file_uploader(t("A file: XLSX or CSV"), type=["xlsx", "xlsm", "csv"], max_upload_size=FILE_LIMIT)
pasted = st.text_area(
    t("Or paste rows from a spreadsheet, with their headings"), key=keys.IMPORT_PASTE, height=140,
    placeholder=t("Activity") + "\t" + t("Description"),
)  # fmt: skip
try:
    if file is not None:
        tables, name = read_file(file.name, file.getvalue()), file.name
    elif pasted.strip():
        tables, name = [read_paste(pasted, t("Pasted rows"))], None
    else:
        st.stop()
    bring_in.show(preview(tables, load(), language), found, name, language)
except Refused as refused:
    parts.show_faults(refused, language)
    st.info(t("Nothing was brought in."))
parts.link(registry.PLAN, t("Back to the plan"), ":material/arrow_back:", plan=found.plan.id)
