"""Decision share and initiative share: one row a plan, six columns."""

import streamlit as st

from ivac.charts import shares_picture
from ivac.faults import N_
from ivac.summaries import PhaseSummary, Share
from ivac.ui.compare.shown import Shown
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen

READS = N_(
    "Each cell says in how many of the activities with a level residents take part in the decision, or take the "
    "initiative. A small share can be just right for a task. Small numbers jump easily, so look at what a share is of."
)
READS_PEOPLE = N_(
    "Each cell says in how many of the answers with a level residents take part in the decision, or take the "
    "initiative. A small share can be just right for a task. Small numbers jump easily, so look at what a share is of."
)
MEASURES = {
    "decision": N_("Residents take part in the decision"),
    "initiative": N_("Residents take the initiative"),
}
ROW, LOW_ROW, ROOMY = 27, 19, 40
"""The height of a row in pixels, and with more plans than `ROOMY` that of a lower one."""


def decision(phase: PhaseSummary) -> Share:
    """Of the known, those where residents take part in the decision."""
    return phase.decision


def initiative(phase: PhaseSummary) -> Share:
    """Of the known, those where residents take the initiative."""
    return phase.initiative


PICKS = {"decision": decision, "initiative": initiative}
"""How each of the shares is read from a phase."""


def show(shown: Shown) -> None:
    """Both shares side by side; on a phone one below the other."""
    language, plans = shown.language, len(shown.comparison.plans)
    both = [(language.t(MEASURES[key]), pick) for key, pick in PICKS.items()]
    height = plans * (ROW if plans <= ROOMY else LOW_ROW) + (190 if screen().narrow else 110)
    reads = shown.say(READS, READS_PEOPLE)
    parts = [[each] for each in both] if screen().narrow else [both]
    for place, part in enumerate(parts):
        picture = shares_picture(shown.comparison, language, screen().canvas(height), part)
        show_picture(picture, f"shares_{place}")
        st.caption(plain(reads))
        title = language.t("Shares of each plan, phase by phase")
        picture_table(picture, language, title)
        shown.take(f"shares_{place}", title, reads, picture)
