"""Next steps as a list: what became of each is one touch away."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import streamlit as st

from ivac.entry import checked_note
from ivac.exchange import to_ics
from ivac.faults import N_, Refused
from ivac.language import Language
from ivac.model import PlanRecord, Step
from ivac.steps import (
    STATUSES,
    in_order,
    is_overdue,
    open_steps,
    overdue_steps,
    with_status,
)
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.context import NEW, rights, steps, workshops
from ivac.ui.parts import heading, link, plain, show_faults, show_message

FROM_LEVEL, TO_LEVEL = N_("From: {level}"), N_("To: {level}")


def go_to_step(step_id: str) -> None:
    """Put a step, or a new one, into the address. A link from the page to itself would leave the address as it was."""
    st.query_params[keys.Q_STEP] = step_id


def leave_step() -> None:
    """Take the step and what it is about out of the address."""
    for name in (keys.Q_STEP, keys.Q_ACTIVITY, keys.Q_PHASE):
        st.query_params.pop(name, None)


def current_workshop_of(record: PlanRecord) -> str | None:
    """The id of the workshop in which steps are being written, if the address names one of this plan."""
    asked = st.query_params.get(keys.Q_WORKSHOP)
    return asked if asked and asked in [workshop.id for workshop in workshops().of_plan(record.plan.id)] else None


def show_list(record: PlanRecord, language: Language) -> None:
    """All steps of the plan, and the ways to write one and to take the dated ones away."""
    t, workshop = language.t, current_workshop_of(record)
    heading(t("Next steps"), " · ".join([record.plan.name, *_counts(record.steps, language)]))
    show_message()
    with st.container(horizontal=True, vertical_alignment="center", key="ways_on"):
        st.button(
            t("Write a step"), icon=":material/add:", type="primary", key="write_step", on_click=go_to_step, args=[NEW]
        )
        if any(step.by for step in record.steps):
            st.download_button(
                t("To your calendar (ICS)"), lambda: to_ics(record, language, datetime.now(UTC)),
                f"{record.plan.name.replace('/', '-')}.ics", "text/calendar", icon=":material/calendar_month:",
                key="download_ics", on_click="ignore",
            )  # fmt: skip
        if workshop:
            link(registry.DESK, t("To the desk"), ":material/arrow_back:", workshop=workshop)
        link(registry.PLAN, t("The plan"), ":material/list:", plan=record.plan.id)
    if not record.steps:
        st.info(t("No step has been written yet. Write what is to happen, who takes it, and by when."))
    ordered = in_order(record.steps)
    for title, needs_others in ((t("We do it ourselves"), False), (t("It needs others"), True)):
        shown = [step for step in ordered if step.needs_others == needs_others]
        if shown:
            st.header(title, anchor=False)
        for step in shown:
            show_step(step, record, levels_of(step, language), language, changeable=True)


def _counts(found: Iterable[Step], language: Language) -> list[str]:
    """How many steps are open, and how many of these are late; nothing where there are none."""
    listed = list(found)
    still, late = len(open_steps(listed)), len(overdue_steps(listed, date.today()))
    counts = [language.n("{count} open step", "{count} open steps", still)] if listed else []
    return counts + ([language.n("{count} past its day", "{count} past their day", late)] if late else [])


def show_step(step: Step, record: PlanRecord, levels: list[str], language: Language, changeable: bool = False) -> None:
    """One step with its four words; `levels` are the lines about where it leads from and to."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"step_{step.id}"):
        lines = [f"**{plain(step.what)}**", plain(" · ".join(_about(step, record, language)))]
        lines += [plain(line) for line in levels]
        if step.dropped_because:
            lines.append(plain(language.t("Dropped: {reason}", reason=step.dropped_because)))
        st.markdown("  \n".join(lines), width="stretch")
        _choose_status(step, language)
        if changeable:
            st.button(language.t("Edit"), key=f"change_{step.id}", on_click=go_to_step, args=[step.id])
    if st.session_state.get(keys.ASKED) == _question(step):
        _ask_why(step, language)


def _about(step: Step, record: PlanRecord, language: Language) -> list[str]:
    """Which activity and phase, who, and by when: what is known of it."""
    t = language.t
    names = {activity.id: activity.name for activity in record.activities}
    known = [names[step.activity] if step.activity else t("The whole plan")]
    if step.phase:
        known.append(language.words.phases[step.phase].name)
    if step.who:
        known.append(step.who)
    if step.by:
        day = language.date(step.by)
        late = is_overdue(step, date.today())
        known.append(t("should have happened by {day}", day=day) if late else t("by {day}", day=day))
    return known


def levels_of(step: Step, language: Language) -> list[str]:
    """Where the activity stands and what the step is to lead to, where that was said."""
    if step.scale is None:
        return []
    levels, t = language.words.scales[step.scale].levels, language.t
    said = [
        t(sentence, level=levels[level].full)
        for sentence, level in ((FROM_LEVEL, step.from_level), (TO_LEVEL, step.to_level))
        if level
    ]
    return [" · ".join(said)]


def _question(step: Step) -> str:
    return f"{step.id}_dropped"


def _choose_status(step: Step, language: Language) -> None:
    """What became of the step, one touch each; what is dropped asks for its reason first."""
    t, key = language.t, f"status_{step.id}"

    def keep() -> None:
        status = st.session_state[key]
        if status == "dropped":
            st.session_state[keys.ASKED] = _question(step)
        else:
            steps().keep_status(with_status(step, status))

    st.session_state[key] = step.status
    st.segmented_control(
        t("What became of “{step}”?", step=plain(step.what)), list(STATUSES), key=key, required=True,
        format_func=lambda status: t(STATUSES[status]), label_visibility="collapsed", width="content",
        on_change=permitted(step.plan_id, keep, language),
    )  # fmt: skip


def _ask_why(step: Step, language: Language) -> None:
    """The question that goes with dropping a step; it stays open through reruns until answered or dismissed."""
    t = language.t

    def forget() -> None:
        st.session_state.pop(keys.ASKED, None)

    @st.dialog(t("Why is it dropped?"), on_dismiss=forget)
    def ask() -> None:
        st.markdown(plain(step.what))
        with st.form("drop_step", border=False, enter_to_submit=False):
            reason = st.text_area(t("Reason"), key=f"drop_reason_{step.id}", height=80)
            if not st.form_submit_button(t("Drop the step"), type="primary"):
                return
        try:
            rights().require(step.plan_id)
            steps().keep_status(with_status(step, "dropped", checked_note(reason)))
        except Refused as refused:
            show_faults(refused, language)
        else:
            forget()
            st.rerun()

    ask()
