"""One collection: its plans and what each of them shares, and the ways in which plans come in."""

import streamlit as st

from ivac.ui import collecting, collection_parts, gathering, parts, registry
from ivac.ui.context import collections, current_collection, current_language, rights, served

language = current_language()
t = language.t
found = current_collection()
if found is None:
    parts.heading(t("There is no collection here yet"))
    parts.link(registry.COLLECTIONS, t("Begin a collection"), ":material/add:")
    st.stop()
members = collections().members(found.id)

parts.heading(found.name, collecting.described(found, len(members), language))
parts.show_message()
with st.container(horizontal=True, key="ways_on"):
    if members:
        parts.link(registry.COMPARE, t("Compare them"), ":material/compare_arrows:", collection=found.id)
    parts.link(registry.COLLECTIONS, t("All collections"), ":material/folder_open:")

st.header(t("Its plans"), anchor=False)
collection_parts.list_plans(found, members, language)
st.header(t("Bring plans in"), anchor=False)
collection_parts.offer_plans(found, members, language)
if served():
    collection_parts.offer_key_field(found, language)
if rights().everything:
    gathering.offer_files(found, language)
else:
    st.info(t("Files bring whole plans into this installation: that takes its own key link, or sign-in."))

if served():
    st.header(t("Who may open this collection"), anchor=False)
    collecting.offer_keys(found, language)
st.header(t("Name"), anchor=False)
collecting.offer_renaming(found, members, language)
collecting.offer_deleting(found, language)
