"""Files to take away from a plan: report, slides, pictures, tables, paper; and deleting what need not stay."""

import streamlit as st

from ivac.ui import files, parts, registry, wiping
from ivac.ui.context import current_assessment, current_language, current_record
from ivac.ui.plans import no_plans

language = current_language()
t = language.t
found = current_record()
if found is None:
    no_plans(language)
    st.stop()
assessment = current_assessment(found)

parts.heading(
    t("Take it away"), " · ".join(filter(None, [found.plan.name, parts.fictional_mark(found.plan, language)]))
)
parts.show_message()
parts.link(registry.PLAN, t("The plan and its rounds"), ":material/list:", plan=found.plan.id)
if assessment is None:
    st.info(t("Nothing is rated yet. Report, slides, pictures and paper come with the first round."))
else:
    files.choose_round(found, assessment, language)
source = files.source_of(found, assessment, language)
files.show_files(source, language)
files.show_archive(source, language)
files.offer_forgetting_people(found, language)
wiping.offer_wiping(found, language)
