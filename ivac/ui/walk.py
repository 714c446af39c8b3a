"""The parts of the walk: storing taps, progress, going deeper into one phase, moving on."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from ivac.content import Scale, load
from ivac.entry import checked_note
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import BLANK, PHASES, Activity, Assessment, Cell, PhaseId, PlanRecord
from ivac.summaries import progress
from ivac.ui import keys
from ivac.ui.board import BoardSession, PhaseSheet, Sheet, Tap
from ivac.ui.context import scale_of, store
from ivac.ui.parts import fail_after_rerun, plain, strong

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
        if st.form_submit_button(t("Begin"), type="primary"):
            chosen = scales[scale]
            begun = Assessment(day=day or date.today(), scale=chosen.id, scale_version=chosen.version)
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

    phases = tuple(_phase_sheet(phase, cells.get((activity.id, phase), BLANK), scale, language) for phase in PHASES)
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

    @st.dialog(f"{language.words.phases[phase].name}: {plain(activity.name)}", width="large", on_dismiss=forget)
    def dialog() -> None:
        cell = record.cells_of(assessment).get((activity.id, phase), BLANK)
        _Deeper(assessment, activity, phase, cell, language).show()

    dialog()


NOTES = ("desired_note", "worked", "hard", "example")
"""The fields of a cell that hold free text."""


class _Deeper:
    """The fields of one phase; each is stored when it changes, so closing the dialog loses nothing."""

    def __init__(
        self, assessment: Assessment, activity: Activity, phase: PhaseId, cell: Cell, language: Language
    ) -> None:
        self.assessment, self.activity, self.phase, self.cell = assessment, activity, phase, cell
        self.language, self.t = language, language.t

    def show(self) -> None:
        t = self.t
        st.caption(t("All of this is optional. Each answer is saved as you leave its field."))
        self._wish()
        st.divider()
        lists = load().lists
        self._many("roles", t("What was the staff’s role?"), lists.ids("staff_roles"), "staff_roles")
        self._many("actors", t("Who else was part of it?"), lists.ids("actors"), "actors")
        for field, label in (
            ("worked", t("What worked well?")),
            ("hard", t("What was hard?")),
            ("example", t("An example: what did residents decide that would otherwise have been different?")),
        ):
            self._text(field, label)
        self._one("evidence", t("How sure is the answer?"), lists.ids("evidence"), self._item("evidence"))

    def _wish(self) -> None:
        scale = scale_of(self.assessment)
        words = self.language.words.scales[scale.id]
        names = {level: text.full for level, text in words.levels.items()}
        self._one("desired", self.t("Which level would fit here?"), scale.level_ids, names.__getitem__)
        reasons = load().lists.ids("desired_reasons")
        self._one("desired_reason", self.t("Why?"), reasons, self._item("desired_reasons"))
        self._text("desired_note", self.t("In your own words"))

    def _item(self, list_name: str) -> Callable[[str], str]:
        def name(item: str) -> str:
            words = self.language.words.item(list_name, item)
            return f"{words.name}: {words.sentence}" if words.sentence else words.name

        return name

    def _key(self, field: str) -> str:
        return f"deepen_{self.assessment.id}_{self.activity.id}_{self.phase}_{field}"

    def _save(self, field: str) -> None:
        value = st.session_state[self._key(field)]
        try:
            if field in NOTES:
                value = checked_note(value)
            store().change_cell(self.assessment.id, self.activity.id, self.phase, **{field: value})
        except Refused as refused:
            fail_after_rerun(refused, self.language)

    def _one(self, field: str, label: str, ids: tuple[str, ...], name: Callable[[str], str]) -> None:
        current = getattr(self.cell, field)
        st.selectbox(
            label, ids, index=ids.index(current) if current in ids else None, key=self._key(field), format_func=name,
            placeholder=self.t("Not stated"), on_change=self._save, args=[field],
        )  # fmt: skip

    def _many(self, field: str, label: str, ids: tuple[str, ...], list_name: str) -> None:
        words = self.language.words
        st.pills(
            label, ids, selection_mode="multi", default=[item for item in getattr(self.cell, field) if item in ids],
            key=self._key(field), format_func=lambda item: words.item(list_name, item).name,
            on_change=self._save, args=[field],
        )  # fmt: skip

    def _text(self, field: str, label: str) -> None:
        st.text_area(
            label, value=getattr(self.cell, field), key=self._key(field), height=80,
            on_change=self._save, args=[field],
        )  # fmt: skip
