"""Next steps: what is to happen, who takes it and by when; one of them to write or change when the address says so."""

import streamlit as st

from ivac.ui import keys, step_form, steps
from ivac.ui.context import current_language, current_record
from ivac.ui.plans import no_plans

language = current_language()
found = current_record()
if found is None:
    no_plans(language)
elif keys.Q_STEP in st.query_params:
    step_form.show(found, st.query_params[keys.Q_STEP], language)
else:
    steps.show_list(found, language)
