"""Keeps a phone in step with the facilitator without asking Streamlit every few seconds.

A hundred phones that each ran a page to find nothing new would fill the server; they ask one small route for one
number instead (see `ivac.ui.routes.pulse`), and only when it has changed does the page run.
"""

import streamlit as st

from ivac.ui import keys

EVERY = 2000
"""Milliseconds between two questions; the room's phones follow within this and a page's time."""

SCRIPT = """
export default function ({ data, setTriggerValue }) {
  let told = false;
  const ask = async () => {
    if (told) return;
    try {
      const answer = await fetch("/pulse", { headers: { "X-Place": data.place } });
      const { step } = await answer.json();
      if (step !== undefined && step !== data.step) {
        told = true;
        setTriggerValue("moved", step);
      }
    } catch {
      // Offline for now: the next question finds out.
    }
  };
  const timer = setInterval(ask, data.every);
  const woken = () => { if (!document.hidden) ask(); };
  document.addEventListener("visibilitychange", woken);
  return () => { clearInterval(timer); document.removeEventListener("visibilitychange", woken); };
}
"""

_component = st.components.v2.component("ivac_pulse", js=SCRIPT)


def pulse(place: str, step: int) -> None:
    """Run the page again once the workshop's step is another one than the page was drawn at."""
    _component(key=keys.PULSE, data={"place": place, "step": step, "every": EVERY}, on_moved_change=lambda: None)
