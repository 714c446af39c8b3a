"""The method: the phases, the scales, where everything comes from, and what happens to your data."""

import streamlit as st

from ivac.ui import method, parts, registry
from ivac.ui.context import current_language

language = current_language()
t = language.t

parts.heading(t("The method"), t("A level describes who takes the initiative and who decides. It is not a score."))
parts.link(registry.PATTERNS, t("Patterns: what is worth talking about"))
phases, scales, lists, sources, data = st.tabs([t("Six phases"), t("Scales"), t("Lists"), t("Sources"), t("Your data")])
with phases:
    method.show_phases(language)
with scales:
    method.show_scales(language)
with lists:
    method.show_lists(language)
with sources:
    method.show_sources(language)
with data:
    method.show_data(language)
