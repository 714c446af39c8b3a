"""A page with one button: what Streamlit itself costs, measured beside ours."""

import streamlit as st

st.session_state["count"] = st.session_state.get("count", 0) + 1
st.write(str(st.session_state["count"]))
st.button("On")
