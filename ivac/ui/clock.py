"""The timer on desk and wall. It guides and forces nothing: at its end it only says so."""

from datetime import UTC, datetime

import streamlit as st

from ivac.language import Language

SCRIPT = """
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".time");
  const show = () => {
    const left = Math.max(0, Math.round((data.until - Date.now()) / 1000));
    const minutes = String(Math.floor(left / 60));
    place.textContent = left > 0 ? `${minutes}:${String(left % 60).padStart(2, "0")}` : data.over;
  };
  show();
  const timer = setInterval(show, 500);
  return () => clearInterval(timer);
}
"""

_component = st.components.v2.component(
    "ivac_clock",
    html='<p class="time" role="timer"></p>',
    css=".time { margin: 0; font-size: 1.6em; font-weight: 700; font-variant-numeric: tabular-nums; color: #1b2233; }",
    js=SCRIPT,
)


def clock(until: datetime, language: Language, key: str) -> None:
    """Count down to a time in UTC."""
    end = until.replace(tzinfo=UTC).timestamp() * 1000
    _component(key=key, data={"until": end, "over": language.t("Time to move on")})
