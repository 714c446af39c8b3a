"""The parts of the walk: storing taps, progress, going deeper into one phase, moving on."""

from dataclasses import replace
from datetime import date

import streamlit as st

from ivac.content import Scale, load
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import BLANK, PHASES, Activity, Assessment, Cell, PhaseId, PlanRecord
from ivac.steps import before_round
from ivac.summaries import progress
from ivac.ui import keys
from ivac.ui.board import BoardSession, PhaseSheet, Sheet, Tap
from ivac.ui.cell_fields import CellFields
from ivac.ui.context import rights, scale_of, store, workshops
from ivac.ui.looking_back import reminders
from ivac.ui.parts import plain, strong

BOARD = BoardSession(keys.BOARD, keys.BOARD_APPLIED)


def store_taps(record: PlanRecord, language: Language) -> None:
    """Store every tap that has arrived."""

    def keep(tap: Tap) -> None:
        _require_fitting(tap, record)
        store().change_cell(tap.assessment, tap.activity, tap.phase, answer=tap.answer)

    BOARD.take(keep, language)


def _require_fitting(tap: Tap, record: PlanRecord) -> None:
    assessment = next((item for item in record.assessments if item.id == tap.assessment), None)
    if assessment is None or all(activity.id != tap.activity for activity in record.activities):
        raise Refused.because(Code.GONE)
    if tap.answer is not None and tap.answer not in scale_of(assessment).answers:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=tap.answer, field=assessment.scale)


def begin_assessment(record: PlanRecord, language: Language) -> None:
    """Offer to begin a round of ratings: which scale, and a day."""
    t, words = language.t, language.words
    scales = load().scales
    with st.form("begin", border=True):
        st.markdown(strong(t("Which words will you use for the levels?")))
        scale = st.radio(
            t("Scale"), list(scales), format_func=lambda item: words.scales[item].name, label_visibility="collapsed"
        )
        for item in scales:
            st.caption(f"**{words.scales[item].short}:** {words.scales[item].description}")
        day = st.date_input(t("Day"), value="today", format="DD.MM.YYYY", width=220)
        recalled = st.checkbox(t("A look back: we say from memory how it was on that day"))
        if st.form_submit_button(t("Begin"), type="primary"):
            chosen = scales[scale]
            begun = Assessment(
                day=day or date.today(), scale=chosen.id, scale_version=chosen.version, recalled=recalled
            )
            store().add_assessment(record.plan.id, begun)
            st.query_params[keys.Q_ASSESSMENT] = begun.id
            st.rerun()


def choose_activity(record: PlanRecord, chosen: Activity, language: Language) -> None:
    """Previous and next by button or key, and a list of all activities."""
    t = language.t
    ids = [activity.id for activity in record.activities]
    # No progress in these names: the browser answers with the name, and one that has changed meanwhile is lost.
    names = {activity.id: f"{number}. {activity.name}" for number, activity in enumerate(record.activities, 1)}
    st.session_state[keys.ACTIVITY_CHOICE] = chosen.id

    # In the dialog the same keys move by words through what somebody writes.
    back, on = (None, None) if keys.DEEPEN in st.session_state else ("Ctrl+Left", "Ctrl+Right")

    def move(step: int) -> None:
        st.session_state.pop(keys.DEEPEN, None)
        # From where the address is now: two quick presses may share one run of this script.
        asked = st.query_params.get(keys.Q_ACTIVITY)
        place = (ids.index(asked) if asked in ids else 0) + step
        st.query_params[keys.Q_ACTIVITY] = ids[min(max(place, 0), len(ids) - 1)]

    def go() -> None:
        if wanted := st.session_state[keys.ACTIVITY_CHOICE]:
            st.query_params[keys.Q_ACTIVITY] = wanted

    with st.container(horizontal=True, vertical_alignment="bottom", key="activity_choice_row"):
        st.button(
            t("Previous"), icon=":material/arrow_back:", disabled=chosen.id == ids[0], on_click=move, args=[-1],
            shortcut=back,
        )  # fmt: skip
        st.selectbox(
            t("Activity"), ids, key=keys.ACTIVITY_CHOICE, format_func=names.__getitem__, on_change=go,
            label_visibility="collapsed", width=460,
        )  # fmt: skip
        st.button(
            t("Next"), icon=":material/arrow_forward:", icon_position="right", disabled=chosen.id == ids[-1],
            on_click=move, args=[1], type="primary", shortcut=on,
        )  # fmt: skip


def choose_way(scale: Scale, language: Language) -> bool:
    """Whether to answer by the two questions or straight by level; only some scales have the questions."""
    if language.words.scales[scale.id].questions is None:
        return False
    ways = {True: language.t("Two questions"), False: language.t("Straight to the level")}
    return st.segmented_control(
        language.t("How to answer"), ways, default=True, format_func=ways.__getitem__, key=keys.BOARD_MODE,
        required=True, label_visibility="collapsed",
    )  # fmt: skip


def show_board(
    record: PlanRecord, assessment: Assessment, activity: Activity, by_questions: bool, language: Language
) -> None:
    """The activity's board; a wish to go deeper opens the phase in the session."""
    scale, cells = scale_of(assessment), record.cells_of(assessment)

    def open_phase(phase: PhaseId) -> None:
        st.session_state[keys.DEEPEN] = phase

    newest_first = [workshop.id for workshop in workshops().of_plan(record.plan.id)]
    last_time = reminders(before_round(record.steps, newest_first, assessment), activity.id, language)
    phases = tuple(
        replace(
            _phase_sheet(phase, cells.get((activity.id, phase), BLANK), scale, language),
            before=last_time.get(phase, ""),
        )
        for phase in PHASES
    )
    sheet = Sheet(activity.id, assessment.id, phases, by_questions=by_questions, deeper=True)
    BOARD.draw(sheet, scale, language, on_deeper=open_phase)


def _phase_sheet(phase: PhaseId, cell: Cell, scale: Scale, language: Language) -> PhaseSheet:
    words = language.words.phases[phase]
    wish = language.words.scales[scale.id].levels[cell.desired].short if cell.desired else None
    return PhaseSheet(
        id=phase,
        name=words.name,
        definition=words.definition,
        ask=words.questions,
        answer=cell.answer,
        notes=sum(bool(value) for value in cell.model_dump(exclude={"answer"}).values()),
        said=language.t("Desired: {level}", level=wish) if wish else "",
    )


def show_progress(record: PlanRecord, assessment: Assessment, chosen: Activity, language: Language) -> None:
    """How many of the activity's phases, and of all of them, are answered."""
    cells = record.cells_of(assessment)
    done = sum(progress(activity, cells) for activity in record.activities)
    total = len(record.activities) * len(PHASES)
    whole = sum(progress(activity, cells) == len(PHASES) for activity in record.activities)
    text = language.t(
        "{here} of {phases} phases of this activity · {whole} of {activities} activities are all rated · "
        "{done} of {total} phases in the whole plan",
        here=progress(chosen, cells), phases=len(PHASES), whole=whole, activities=len(record.activities),
        done=language.number(done), total=language.number(total),
    )  # fmt: skip
    marks = "".join(
        f'<span class="{"on" if cells.get((chosen.id, phase), BLANK).answer else "off"}"></span>' for phase in PHASES
    )
    st.html(f'<div class="progress" aria-hidden="true">{marks}</div><p class="progress-words">{text}</p>')


def deepen(record: PlanRecord, assessment: Assessment, activity: Activity, phase: PhaseId, language: Language) -> None:
    """The dialog for one phase: the wish, the staff's role, what worked, an example. Open until dismissed."""

    def forget() -> None:
        st.session_state.pop(keys.DEEPEN, None)

    def keep(**changes: object) -> None:
        rights().require(record.plan.id)
        store().change_cell(assessment.id, activity.id, phase, **changes)

    cell = record.cells_of(assessment).get((activity.id, phase), BLANK)
    fields = CellFields(f"deepen_{assessment.id}_{activity.id}_{phase}", cell, scale_of(assessment), language, keep)

    def draw() -> None:
        st.caption(language.t("All of this is optional. Each answer is saved as you leave its field."))
        fields.wish()
        st.divider()
        fields.background()

    fields.show_dialog(f"{language.words.phases[phase].name}: {plain(activity.name)}", draw, forget)
