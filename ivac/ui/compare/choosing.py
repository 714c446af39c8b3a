"""A choice that stands in the page's address, so that a view can be sent."""

from collections.abc import Mapping

import streamlit as st

from ivac.ui import keys


def choose(
    parameter: str, label: str, names: Mapping[str, str], current: str, unless: str = "", width: int = 300,
    drop: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """One of a list, kept in the address unless it is the usual one; `drop` are parameters that go with a change."""
    key = f"compared_{parameter}"
    st.session_state[key] = current

    def keep() -> None:
        chosen = st.session_state[key]
        put(parameter, "" if chosen == unless else chosen)
        for each in (*drop, keys.Q_PART):
            put(each, "")

    st.selectbox(label, list(names), key=key, format_func=names.__getitem__, on_change=keep, width=width)


def put(parameter: str, value: str) -> None:
    """Keep a value in the address; an empty one goes from it."""
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)
