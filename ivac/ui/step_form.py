"""The form for one next step: first what it is about, then what is to happen, who takes it and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ivac.content import Scale, load, rated_scale
from ivac.entry import checked_step
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import BLANK, DAYS, PHASES, PhaseId, PlanRecord, Step
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.context import NEW, scale_of, steps
from ivac.ui.parts import heading, say_after_rerun, show_faults, start_with, strong
from ivac.ui.steps import current_workshop_of, leave_step

NONE = ""
"""The choice of nothing in particular."""


@dataclass(frozen=True)
class Place:
    """What a step is about: an activity, a phase, both or neither."""

    activity: str | None
    phase: PhaseId | None


def show(record: PlanRecord, asked: str, language: Language) -> None:
    """Write a new step, or change the one that the address names; raises `Refused` for one that is not here."""
    t = language.t
    step = next((item for item in record.steps if item.id == asked), None)
    if step is None and asked != NEW:
        raise Refused.because(Code.GONE)
    heading(t("Change the step") if step else t("A next step"), record.plan.name)
    place = _choose_place(record, step, language)
    levels = _choose_levels(record, step, place, language)
    _suggest_moves(record, step, place, levels, language)
    with st.form("step", border=True, enter_to_submit=False):
        fields = _fields(step, language)
        if st.form_submit_button(t("Save"), type="primary"):
            try:
                _keep(record, step, {**vars(place), **levels, **fields}, language)
            except Refused as refused:
                show_faults(refused, language)
            else:
                say_after_rerun(t("The step is saved."))
                leave_step()
                st.rerun()
    st.button(t("Back to the steps"), icon=":material/arrow_back:", key="leave_step", on_click=leave_step)
    if step:
        _offer_deleting(step, language)


def _labels(language: Language) -> dict[str, str]:
    """The fields of a step as people see them."""
    t = language.t
    return {
        "activity": t("Activity"),
        "phase": t("Phase"),
        "from_level": t("From level"),
        "to_level": t("To level"),
        "what": t("What is to happen?"),
        "who": t("Who takes it?"),
        "by": t("By when?"),
        "needs_others": t("Can you do it yourselves?"),
    }


def _choose_place(record: PlanRecord, step: Step | None, language: Language) -> Place:
    """The activity and the phase; those of the step, else those that the address names."""
    labels, t = _labels(language), language.t
    # Numbered, as the browser answers with the name, and two activities may share one.
    names = {activity.id: f"{number}. {activity.name}" for number, activity in enumerate(record.activities, 1)}
    phases: dict[str, str] = {phase: language.words.phases[phase].name for phase in PHASES}
    activity = step.activity if step else st.query_params.get(keys.Q_ACTIVITY)
    phase = step.phase if step else st.query_params.get(keys.Q_PHASE)
    if activity is not None and activity not in names:
        raise Refused.because(Code.GONE)
    left, right = st.columns(2)
    with left:
        activity = _one(labels["activity"], names, activity, t("The whole plan"), _key(step, "activity"))
    with right:
        chosen = _one(labels["phase"], phases, phase, t("All phases"), _key(step, "phase"))
    return Place(activity, next((each for each in PHASES if each == chosen), None))


def _one(label: str, names: Mapping[str, str], current: str | None, none: str, key: str) -> str | None:
    """One of these, by name, or none of them; a choice that has been made can be taken back."""
    choices = {NONE: none, **names}
    index = list(choices).index(current) if current in choices else 0
    return st.selectbox(label, list(choices), index=index, format_func=choices.__getitem__, key=key) or None


def _choose_levels(record: PlanRecord, step: Step | None, place: Place, language: Language) -> dict[str, Any]:
    """Where the activity stands in that phase and what the step is to lead to; begun with what the picture says."""
    scale = _scale(record, step)
    if scale is None or place.activity is None or place.phase is None:
        return {}
    words, labels = language.words.scales[scale.id].levels, _labels(language)
    names = {level: words[level].full for level in scale.level_ids}
    chosen = dict[str, Any]()
    known = _known_levels(record, step, place, scale)
    for column, (field, level) in zip(st.columns(2), known.items(), strict=True):
        with column:
            key = _key(step, f"{field}_{place.activity}_{place.phase}")
            chosen[field] = _one(labels[field], names, level, language.t("Not stated"), key)
    of_scale = {"scale": scale.id, "scale_version": scale.version} if any(chosen.values()) else {}
    return chosen | of_scale


def _suggest_moves(
    record: PlanRecord, step: Step | None, place: Place, levels: dict[str, Any], language: Language
) -> None:
    """Small things that others have tried from here, one touch from the text; to be written over at will."""
    scale, stands = _scale(record, step), levels.get("from_level")
    if scale is None or place.phase is None or stands is None:
        return
    level = stands if scale.id == "ivac" else scale.level(stands).ivac
    moves = load().talk.moves_from(place.phase, level) if level else ()
    if not moves:
        return

    def take(sentence: str) -> None:
        st.session_state[_key(step, "what")] = sentence

    st.markdown(strong(language.t("Suggestions to begin from")))
    for move in moves:
        sentence = language.words.talk.moves[move.id]
        st.button(sentence, key=f"move_{move.id}", on_click=take, args=[sentence])


def _scale(record: PlanRecord, step: Step | None) -> Scale | None:
    """The scale that the step speaks of, else the one of the plan's latest round; None when there is neither."""
    if step and step.scale and step.scale_version:
        return rated_scale(step.scale, step.scale_version)
    return scale_of(record.latest) if record.latest else None


def _known_levels(record: PlanRecord, step: Step | None, place: Place, scale: Scale) -> dict[str, str | None]:
    if step and (step.activity, step.phase) == (place.activity, place.phase):
        return {"from_level": step.from_level, "to_level": step.to_level}
    latest = record.latest
    cells = record.cells_of(latest) if latest and latest.scale == scale.id else {}
    cell = cells.get((place.activity, place.phase), BLANK) if place.activity and place.phase else BLANK
    return {"from_level": cell.level, "to_level": cell.desired}


def _fields(step: Step | None, language: Language) -> dict[str, Any]:
    labels, t = _labels(language), language.t
    what = st.text_area(labels["what"], value=step.what if step else "", key=_key(step, "what"), height=100)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.text_input(
            labels["who"], value=step.who if step else "", key=_key(step, "who"),
            help=t("A role or initials, such as “the project manager” or “MK”. Please write no full names."),
        )  # fmt: skip
        by = st.date_input(
            labels["by"], value=None, min_value=DAYS[0], max_value=DAYS[1], format="DD.MM.YYYY",
            key=start_with(_key(step, "by"), step.by if step else None), width=220,
        )  # fmt: skip
    whose = {False: t("We do it ourselves"), True: t("It needs others")}
    needs_others = st.radio(
        labels["needs_others"], list(whose), index=int(step.needs_others) if step else 0,
        format_func=whose.__getitem__, key=_key(step, "needs_others"),
    )  # fmt: skip
    return {"what": what, "who": who, "by": by, "needs_others": needs_others}


def _keep(record: PlanRecord, step: Step | None, written: dict[str, Any], language: Language) -> None:
    if step:
        nothing = dict.fromkeys(("scale", "scale_version", "from_level", "to_level"))
        steps().change(checked_step(step.model_dump() | nothing | written, _labels(language)))
    else:
        made = {"plan_id": record.plan.id, "workshop": current_workshop_of(record), "made_on": date.today()}
        steps().add(checked_step(made | written, _labels(language)))


def _offer_deleting(step: Step, language: Language) -> None:
    """The button that deletes the step, after a question that says what would be lost."""
    t = language.t

    def delete() -> None:
        steps().delete(step)
        say_after_rerun(t("The step is deleted."))
        leave_step()

    loss = t("“{step}” will be gone. What has been given up can stay in the list as dropped, too.", step=step.what)
    question = Question(step.id, t("Delete the step?"), loss, t("Delete the step"), t("Keep it"))
    ask_before(question, t("Delete the step …"), permitted(step.plan_id, delete, language))


def _key(step: Step | None, field: str) -> str:
    return f"step_{step.id if step else NEW}_{field}"
