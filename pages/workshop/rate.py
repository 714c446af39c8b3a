"""A participant's own answers; the address holds the place, so that reload, sleep or another server lose nothing."""

import streamlit as st

from ivac.ui import keys, phone
from ivac.ui.context import current_language

phone.show(st.query_params.get(keys.Q_PLACE, ""), current_language())
