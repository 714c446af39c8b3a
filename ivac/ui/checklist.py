"""The parts of the checklist page: what it is, which questions to show, and each question with its answer and note."""

from collections.abc import Iterable, Sequence
from typing import get_args

import streamlit as st

from ivac.checklist import ANSWERS, Part, answered, last_time, offered_first, phase_of, phases_to_look_into
from ivac.content import load
from ivac.content.talk_schema import Check
from ivac.entry import checked_note
from ivac.language import Language
from ivac.model import PHASES, UNCHECKED, Assessment, CheckAnswer, PhaseId, PlanRecord
from ivac.patterns import find
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.change import round_name
from ivac.ui.context import NEW, address_of, deeper
from ivac.ui.findings import known_of
from ivac.ui.parts import fictional_mark, heading, link, plain, strong
from ivac.ui.plans import choose_plan

TALK, ALL = "talk", "all"
"""What can be shown besides a phase: where the talk points to, and everything."""
ANSWER_IDS: tuple[CheckAnswer, ...] = get_args(CheckAnswer)
UNSETTLED = ("partly", "no")
"""The answers that a next step may follow from."""
NUMBERS = {check.id: number for number, check in enumerate(load().talk.checklist, 1)}
"""Each question's number in the printed order."""


def show(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    """The checklist of one round."""
    t = language.t
    about = [record.plan.name, round_name(assessment, language), fictional_mark(record.plan, language)]
    heading(t("The checklist"), " · ".join(part for part in about if part))
    with st.container(horizontal=True, vertical_alignment="bottom", key="ways_on"):
        choose_plan(record, language)
        link(registry.PICTURE, t("See the picture"), ":material/grid_on:", **address_of(record, assessment))
        link(registry.PLAN, t("The plan and its rounds"), ":material/list:", plan=record.plan.id)
    _say_what_it_is(language)
    findings = find(known_of(record, assessment, record.activities))
    phases, parts = phases_to_look_into(findings), offered_first(findings)
    chosen = _choose(parts, language)
    _say_how_far(record, assessment, language)
    rows = Rows(record, assessment, phases, language)
    if chosen == TALK:
        _show_talk(phases, parts, rows, language)
    elif chosen == ALL:
        _show_all(parts, rows, language)
    else:
        _show_phase(chosen, rows, language)
    if rows.drawn < len(NUMBERS):
        st.button(
            t("Show all {count} questions", count=len(NUMBERS)), key="all_questions", on_click=_go_to, args=[ALL],
            icon=":material/checklist:",
        )  # fmt: skip


def _say_what_it_is(language: Language) -> None:
    t = language.t
    source = next(document for document in load().documents if document.id == load().talk.checklist[0].source.document)
    said = (
        t(
            "{count} questions about work with volunteers, in our own words after “{title}” ({author}). "
            "Which phases a question belongs to is our own choice.",
            count=len(NUMBERS), title=source.title, author=source.author,
        ),
        t(
            "Talk about a question, then answer. “Yes” means that you have an answer you can stand by. "
            "Nothing is added up, and a blank does not mean no."
        ),
    )  # fmt: skip
    st.markdown("  \n".join(plain(line) for line in said))
    st.caption(
        plain(t("Each answer is saved at once, a note as you leave its field. Touch an answer again to undo it."))
    )


def _choose(parts: Sequence[Part], language: Language) -> str:
    """What to show, as the address says it; what the talk points to where it says nothing that is known."""
    t = language.t
    names: dict[str, str] = {TALK: t("Where the talk points to")} if parts else {}
    names |= {phase: language.words.phases[phase].name for phase in PHASES}
    names[ALL] = t("All, under the printed headings")
    default = TALK if parts else ALL
    asked = st.query_params.get(keys.Q_PHASE, default)
    chosen = asked if asked in names else default
    st.session_state[keys.CHECKLIST_CHOICE] = chosen

    def go() -> None:
        _go_to(st.session_state[keys.CHECKLIST_CHOICE])

    st.selectbox(
        t("Which questions?"), list(names), key=keys.CHECKLIST_CHOICE, format_func=names.__getitem__, on_change=go,
        width=380,
    )  # fmt: skip
    return chosen


def _go_to(chosen: str) -> None:
    st.query_params[keys.Q_PHASE] = chosen


def _say_how_far(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    done = answered(record.checks_of(assessment))
    st.markdown(plain(language.t("{done} of {count} questions answered", done=done, count=len(NUMBERS))))


def _show_talk(phases: Sequence[PhaseId], parts: Sequence[Part], rows: "Rows", language: Language) -> None:
    """The phases to look into, each with what stands out there and its questions."""
    t, findings = language.t, language.words.findings
    st.info(
        plain(
            t(
                "What stands out in your picture rests most on: {phases}. Their questions come first.",
                phases=", ".join(findings.phases[phase] for phase in phases),
            )
        )
    )
    for part in parts:
        st.header(language.words.phases[part.phase].name, anchor=False)
        names = " · ".join(findings.patterns[pattern].name for pattern in part.patterns)
        st.caption(plain(t("What stands out here: {patterns}", patterns=names)))
        for offered in part.questions:
            also = t("Also fits: {phases}", phases=_names(offered.also, language)) if offered.also else ""
            rows.draw(offered.check, also)


def _show_all(parts: Sequence[Part], rows: "Rows", language: Language) -> None:
    """Every question under its printed heading."""
    t, words = language.t, language.words.talk.checklist
    if not parts:
        st.info(t("Nothing in the picture points to a phase yet, so here are all the questions."))
    group = ""
    for check in load().talk.checklist:
        if check.group != group:
            group = check.group
            st.header(words.groups[group], anchor=False)
        rows.draw(check, t("Phases: {phases}", phases=_names(check.phases, language)))


def _show_phase(chosen: str, rows: "Rows", language: Language) -> None:
    """The questions that are offered for one phase."""
    phase = next(phase for phase in PHASES if phase == chosen)
    st.header(language.words.phases[phase].name, anchor=False)
    for check in load().talk.checklist_for(phase):
        rows.draw(check, "", phase)


def _names(phases: Iterable[PhaseId], language: Language) -> str:
    return ", ".join(language.words.phases[phase].name for phase in phases)


class Rows:
    """Draws questions; each answer is stored at once, each note when its field is left."""

    def __init__(
        self, record: PlanRecord, assessment: Assessment, phases: Sequence[PhaseId], language: Language
    ) -> None:
        self.record, self.assessment, self.phases = record, assessment, phases
        self.language, self.t = language, language.t
        self.checks = record.checks_of(assessment)
        self.before = last_time(record, assessment)
        self.saved = st.session_state.pop(keys.CHECK_SAVED, None)
        self.drawn = 0

    def draw(self, check: Check, below: str, phase: PhaseId | None = None) -> None:
        """One question; `below` is said of its phases, `phase` is the one that a next step is about, if it is known."""
        said = self.checks.get(check.id, UNCHECKED)
        self.drawn += 1
        with st.container(key=f"check_row_{check.id}"):
            left, right = st.columns([3, 2], gap="medium")
            with left, st.container(gap="xsmall"):
                self._answer(check, said.answer)
                self._say(check, below)
            with right:
                self._note(check, said.note)
                if said.answer in UNSETTLED:
                    about = phase or phase_of(check, self.phases)
                    link(
                        registry.STEPS, self.t("Write a next step"), ":material/checklist:", plan=self.record.plan.id,
                        phase=about, step=NEW,
                    )  # fmt: skip

    def _answer(self, check: Check, answer: CheckAnswer | None) -> None:
        key = self._key(check)
        question = self.language.words.talk.checklist.questions[check.id]
        in_hand = self.t("Do you have this in hand?")

        def keep() -> None:
            self._keep(check, answer=st.session_state[key])

        st.markdown(f"{strong(plain(f'{NUMBERS[check.id]}. {question}'))} {in_hand}")
        st.session_state[key] = answer
        # A label is read aloud as it is written, marks and all, so the one with marks stands apart.
        st.segmented_control(
            f"{question} {in_hand}", ANSWER_IDS, key=key, label_visibility="collapsed",
            format_func=lambda item: self.t(ANSWERS[item]),
            on_change=permitted(self.record.plan.id, keep, self.language),
        )  # fmt: skip

    def _note(self, check: Check, note: str) -> None:
        key = self._key(check, "_note")

        def keep() -> None:
            self._keep(check, note=checked_note(st.session_state[key]))

        st.text_area(
            self.t("Note on question {number}", number=NUMBERS[check.id]), value=note, key=key, height=80,
            on_change=permitted(self.record.plan.id, keep, self.language),
        )  # fmt: skip

    def _say(self, check: Check, below: str) -> None:
        """What stands below the answer: that it was saved just now, its phases, what was answered last time."""
        said = [self.t("Saved")] if self.saved == check.id else []
        said += [below] if below else []
        if before := self.before.get(check.id):
            day, answer = self.language.date(before.assessment.day), self.t(ANSWERS[before.answer])
            said.append(self.t("Last time, {day}: {answer}", day=day, answer=answer.lower()))
        if said:
            st.caption(plain(" · ".join(said)))

    def _keep(self, check: Check, **changes: object) -> None:
        deeper().change_check(self.assessment.id, check.id, **changes)
        st.session_state[keys.CHECK_SAVED] = check.id

    def _key(self, check: Check, field: str = "") -> str:
        return f"check_{self.assessment.id}_{check.id}{field}"
