"""The talk, one thing at a time: two buttons, and the arrow keys, lead the wall from one to the next."""

import streamlit as st

from ivac import acts
from ivac.language import Language
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.context import workshops
from ivac.ui.moment import Live, live


def show_steps_of_talk(shown: Live, language: Language) -> None:
    """Back and on through what to talk about first; from another view on to the first one. Nothing without any."""
    t, workshop_id = language.t, shown.workshop.id
    if not shown.findings:
        return

    def go(step: int) -> None:
        # From where the wall is now: another page, or a quick press before this one, may have moved it.
        now = live(workshops().workshop(workshop_id))
        target = _target(now, step)
        if target is not None:
            workshops().change(workshop_id, put_on_wall(now, target))

    # In a dialog the same keys belong to what stands there.
    free = keys.DESK_AGREE not in st.session_state and keys.ASKED not in st.session_state
    for key, label, step, shortcut in (
        ("talk_back", t("Previous question"), -1, "Left"),
        ("talk_on", t("Next question"), 1, "Right"),
    ):
        st.button(
            label, key=key, disabled=_target(shown, step) is None, args=[step], shortcut=shortcut if free else None,
            on_click=permitted(shown.workshop.plan_id, go, language),
        )  # fmt: skip


def put_on_wall(shown: Live, place: int) -> acts.Act:
    """The act that puts one of the things to talk about on the wall."""
    finding = shown.findings[place]
    return acts.show("talk", finding.activity, finding.topic)


def on_wall(shown: Live) -> int | None:
    """Which of the things to talk about is on the wall; None where another view is."""
    return shown.findings.index(shown.talked) if shown.workshop.wall == "talk" and shown.talked else None


def _target(shown: Live, step: int) -> int | None:
    """Which of the things to talk about is so many steps from the wall; None where there is none."""
    at = on_wall(shown)
    target = step + (-1 if at is None else at)
    return target if 0 <= target < len(shown.findings) else None
