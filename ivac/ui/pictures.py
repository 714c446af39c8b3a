"""The parts of the picture page: which plan and part of it, the two pictures, and what stands in a cell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from ivac.charts import Picture, activities_picture, gaps_table, involvement_picture
from ivac.charts.labels import answer_name
from ivac.content import Scale, load
from ivac.language import Language
from ivac.model import BLANK, DONT_KNOW, NOT_RELEVANT, PHASES, Activity, Assessment, Cell, PhaseId, PlanRecord
from ivac.summaries import View, select, standing, summarise_plan
from ivac.ui import keys
from ivac.ui.context import scale_of
from ivac.ui.parts import picture_table, plain, show_picture, strong, table
from ivac.ui.screen import screen

VIEWS = ("actual", "desired", "both")
NOTHING = "none"
"""Stands for a blank among the answers that can be chosen from a list."""


@dataclass(frozen=True)
class Shown:
    """What the pictures show: an assessment of a plan, or a part of its activities."""

    record: PlanRecord
    assessment: Assessment
    activities: tuple[Activity, ...]
    view: str
    language: Language

    @property
    def scale(self) -> Scale:
        """The scale of the assessment."""
        return scale_of(self.assessment)

    @property
    def counted(self) -> View:
        """What phase by involvement counts: with both, what is now."""
        return "desired" if self.view == "desired" else "actual"

    @property
    def title(self) -> str:
        """Which plan, scale and day, as the picture itself says."""
        scale = self.language.words.scales[self.scale.id].short
        day = self.language.date(self.assessment.day)
        shown = self.language.n("{count} activity", "{count} activities", len(self.activities))
        return f"{self.record.plan.name} · {scale} · {day} · {shown}"

    def cell(self, activity: Activity, phase: PhaseId) -> Cell:
        """The cell of an activity in a phase; blank where nothing is known."""
        return self.record.cells_of(self.assessment).get((activity.id, phase), BLANK)


def choose_part(shown: Shown) -> Shown:
    """Offer the switches: now / desired / both, effort area, target group."""
    t, words = shown.language.t, shown.language.words
    names = {"actual": t("How it is"), "desired": t("How we want it"), "both": t("Both")}
    record = shown.record
    areas = [item for item in load().lists.ids("effort_areas") if any(a.effort_area == item for a in record.activities)]
    groups = [
        item for item in load().lists.ids("target_groups") if any(item in a.target_groups for a in record.activities)
    ]
    with st.container(horizontal=True, vertical_alignment="bottom", key="switches"):
        view = st.segmented_control(
            t("Show"), VIEWS, default="actual", format_func=names.__getitem__, required=True,
            label_visibility="collapsed",
        )  # fmt: skip
        with st.popover(t("Only some activities"), icon=":material/filter_alt:"):
            area = _choose(t("Effort area"), areas, lambda item: words.item("effort_areas", item).name, t)
            group = _choose(t("Target group"), groups, lambda item: words.item("target_groups", item).name, t)
    if area or group:
        chosen = [words.item("effort_areas", area).name] if area else []
        chosen += [words.item("target_groups", group).name] if group else []
        st.caption(t("Only: {choices}", choices=", ".join(chosen)))
    return replace(shown, view=view, activities=select(record.activities, area, group))


def _choose(label: str, ids: list[str], name: Callable[[str], str], t: Callable[..., str]) -> str | None:
    if not ids:
        return None
    return st.selectbox(label, ids, index=None, format_func=name, placeholder=t("All"))


def show_involvement(shown: Shown) -> None:
    """Phase by involvement; a click, or two lists, tell which activities stand in a cell."""
    t = shown.language.t
    summary = summarise_plan(shown.activities, shown.record.cells_of(shown.assessment), shown.scale, shown.counted)
    rows = len(shown.scale.levels)
    canvas = screen().canvas(rows * (92 if screen().narrow else 78) + 70)
    picture = involvement_picture(summary, shown.language, canvas, shown.title)
    hit = show_picture(picture, "involvement", _file_name(shown, t("phase by involvement")), clickable=True)
    st.caption(t("The number is how many activities stand there. A level describes; it is not a score."))
    list_cell(shown, hit)
    if shown.view == "both":
        list_gaps(shown)
    picture_table(picture, shown.language, t("Activities per level and phase"))


def list_gaps(shown: Shown) -> None:
    """Name every cell whose wish differs from what is."""
    t = shown.language.t
    gaps = gaps_table(shown.activities, shown.record.cells_of(shown.assessment), shown.scale, shown.language)
    if gaps.rows:
        table(gaps, t("Where the wish differs from how it is"))
    else:
        st.info(t("No wish differs from how it is."))


def list_cell(shown: Shown, hit: list[str] | None) -> None:
    """Name the activities of one cell, chosen by a click on it or from the two lists."""
    t, words = shown.language.t, shown.language.words
    if hit and hit != st.session_state.get(keys.CELL):
        st.session_state[keys.CELL_PHASE], st.session_state[keys.CELL_ANSWER] = hit
    st.session_state[keys.CELL] = hit
    answers = [*reversed(shown.scale.level_ids), DONT_KNOW, NOT_RELEVANT, NOTHING]
    if st.session_state.get(keys.CELL_ANSWER) not in answers:
        st.session_state[keys.CELL_ANSWER] = None

    def name(answer: str) -> str:
        return answer_name(None if answer == NOTHING else answer, shown.scale, shown.language)

    with st.container(border=True, key="cell_list"):
        st.markdown(strong(t("Which activities stand where? Click a cell, or choose.")))
        with st.container(horizontal=True):
            phase = st.selectbox(
                t("Phase"), PHASES, index=None, key=keys.CELL_PHASE, width=260, placeholder=t("Choose a phase"),
                format_func=lambda item: words.phases[item].name,
            )  # fmt: skip
            answer = st.selectbox(
                t("Level"), answers, index=None, key=keys.CELL_ANSWER, width=420, placeholder=t("Choose a level"),
                format_func=name,
            )  # fmt: skip
        if phase and answer:
            wanted = None if answer == NOTHING else answer
            cells = shown.record.cells_of(shown.assessment)
            found = standing(shown.activities, cells, phase, wanted, shown.counted)
            st.markdown(shown.language.n("{count} activity", "{count} activities", len(found)))
            for activity in found:
                show_cell(shown, activity, phase)


def show_activities(shown: Shown) -> None:
    """Activities by phase, with what is known of a clicked cell below."""
    t = shown.language.t
    per_row = 66 if screen().narrow else 46
    canvas = screen().canvas(len(shown.activities) * per_row + (290 if screen().narrow else 170))
    picture: Picture = activities_picture(
        shown.activities,
        shown.record.cells_of(shown.assessment),
        shown.scale,
        shown.language,
        canvas,
        shown.title,
        shown.view,  # type: ignore[arg-type]
    )
    hit = show_picture(picture, "activities", _file_name(shown, t("activities by phase")), clickable=True)
    for activity in shown.activities:
        for phase in PHASES:
            if hit == [phase, activity.id]:
                with st.container(border=True):
                    show_cell(shown, activity, phase, with_phase=True)
    picture_table(picture, shown.language, t("The activities’ levels, phase by phase"))


def show_cell(shown: Shown, activity: Activity, phase: PhaseId, with_phase: bool = False) -> None:
    """One activity in one phase: its level, the wish, and what was noted."""
    language, cell = shown.language, shown.cell(activity, phase)
    t = language.t
    lines = [f"**{plain(activity.name)}**"]
    if with_phase:
        lines.append(f"{language.words.phases[phase].name}: {answer_name(cell.answer, shown.scale, language)}")
    if cell.desired:
        wish = t("Desired: {level}", level=answer_name(cell.desired, shown.scale, language))
        if cell.desired_reason:
            wish += f" ({language.words.item('desired_reasons', cell.desired_reason).name})"
        lines.append(wish)
    notes = ((t("What worked"), cell.worked), (t("What was hard"), cell.hard), (t("An example"), cell.example))
    lines += [f"{label}: {plain(text)}" for label, text in notes if text]
    st.markdown("  \n".join(lines))


def _file_name(shown: Shown, kind: str) -> str:
    return f"{shown.record.plan.name} {kind}".replace("/", "-")
