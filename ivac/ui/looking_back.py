"""Last time's steps: what a workshop begins with, what people are reminded of as they rate, and then and now."""

from collections.abc import Iterable

import streamlit as st

from ivac.charts.labels import answer_name
from ivac.charts.room import most_words
from ivac.faults import N_
from ivac.language import Language
from ivac.model import BLANK, PhaseId, PlanRecord, Step
from ivac.steps import activities_of, by_phase, last_times
from ivac.ui.context import workshops
from ivac.ui.moment import Live
from ivac.ui.parts import plain
from ivac.ui.steps import levels_of, show_step
from ivac.ui.workshop_parts import agenda_key
from ivac.workshop import Workshop

THEN, MEANT = N_("Then: {level}"), N_("Was to lead to: {level}")
MOST_OF_A_STEP = 90
"""So many signs of a step's text stand where somebody rates: about three lines on a phone."""


def look_back(record: PlanRecord, this: Workshop | None, language: Language, shown: Live | None = None) -> None:
    """The open steps and those of the last workshop, if any; `shown` adds what the room sees now."""
    found = _last_times(record, this)
    if not found:
        return
    st.header(language.t("From last time: did it happen?"), anchor=False)
    for step in found:
        show_step(step, record, _then_and_now(step, shown, language), language)


def offer_same_activities(record: PlanRecord, this: Workshop | None, language: Language) -> None:
    """A button that chooses, in the preparation's form, the activities that last time's steps are about."""
    activities = activities_of(_last_times(record, this), record.activities)
    if not activities:
        return

    def choose() -> None:
        st.session_state[agenda_key(record, this)] = [activity.id for activity in activities]

    names = plain(", ".join(activity.name for activity in activities))
    st.button(
        language.t("Ask about the activities of these steps again"), icon=":material/replay:", key="same_activities",
        help=language.t("The form below then holds these alone: {names}.", names=names), on_click=choose,
    )  # fmt: skip


def _last_times(record: PlanRecord, this: Workshop | None) -> list[Step]:
    newest_first = [workshop.id for workshop in workshops().of_plan(record.plan.id)]
    return last_times(record.steps, newest_first, this.id if this else None)


def reminders(steps: Iterable[Step], activity_id: str, language: Language) -> dict[PhaseId, str]:
    """A line for each phase that a step is about: that it was agreed on, and its text; nothing of any level."""
    return {
        phase: language.n(
            "Last time a next step was agreed on here: {steps}",
            "Last time next steps were agreed on here: {steps}",
            len(found),
            steps="; ".join(_beginning(step.what) for step in found),
        )
        for phase, found in by_phase(steps, activity_id).items()
    }


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_OF_A_STEP else line[: MOST_OF_A_STEP - 1].rstrip() + "…"


def _then_and_now(step: Step, shown: Live | None, language: Language) -> list[str]:
    """Where it stood, what it was to lead to, and what the room sees now; no more than the first two before that."""
    t = language.t
    now = _now(step, shown, language) if shown else None
    if shown is None or now is None:
        return levels_of(step, language)
    if step.scale is None:
        return [now]
    if (step.scale, step.scale_version) != (shown.workshop.scale, shown.workshop.scale_version):
        return [*levels_of(step, language), t("You use other levels this time, so then and now are not compared.")]
    levels = language.words.scales[step.scale].levels
    said = [
        t(sentence, level=levels[level].full)
        for sentence, level in ((THEN, step.from_level), (MEANT, step.to_level))
        if level
    ]
    return [" · ".join(said), now]


def _now(step: Step, shown: Live, language: Language) -> str | None:
    """What the room has agreed on for the step's cell, else what it answered; None before it has seen any of it."""
    t = language.t
    if step.activity is None or step.phase is None:
        return None
    agreed = shown.agreed.get((step.activity, step.phase), BLANK).answer
    if agreed is not None:
        return t("Now, agreed: {level}", level=answer_name(agreed, shown.scale, language))
    seen = shown.room.latest(step.activity, step.phase)
    if seen is None:
        return None
    if seen.total is None:
        return t("Now: too few answers to show") if seen.answered else t("Now: not answered")
    return t("Now, most chosen: {levels}", levels=most_words(seen, shown.scale, language))
