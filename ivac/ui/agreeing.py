"""The room agrees: one tap takes the most chosen level, or another is picked; a wish with its reason; a note."""

from collections.abc import Callable

import streamlit as st

from ivac.charts import distribution_picture
from ivac.charts.labels import answer_name, level_name
from ivac.language import Language
from ivac.model import BLANK, PHASES, Activity, Cell, PhaseId
from ivac.room import RoomCell
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.cell_fields import CellFields
from ivac.ui.context import rights, workshops
from ivac.ui.moment import Live
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen


def show(shown: Live, language: Language) -> None:
    """What the room answered for the activity it is at, and what it agrees on, phase by phase."""
    t, workshop = language.t, shown.workshop
    activity = next((item for item in shown.seen_activities if item.id == workshop.current), None)
    if activity is None:
        st.info(t("Reveal an activity and go there; what the room agrees on is written down here."))
        return
    st.subheader(plain(activity.name), anchor=False)
    picture = distribution_picture(activity, shown.room, language, screen().canvas(420))
    show_picture(picture, f"desk_{activity.id}", activity.name.replace("/", "-"))
    picture_table(picture, language, activity.name)
    agreed = workshops().agreed(workshop.id)
    open_now = workshop.state in ("open", "revealed", "agreed")
    for phase in PHASES:
        _phase(shown, activity, phase, agreed.get((activity.id, phase), BLANK), open_now, language)
    wanted = st.session_state.get(keys.DESK_AGREE)
    if wanted in PHASES and open_now:
        _dialog(shown, activity, wanted, agreed.get((activity.id, wanted), BLANK), language)


def _phase(shown: Live, activity: Activity, phase: PhaseId, cell: Cell, open_now: bool, language: Language) -> None:
    t, answered = language.t, shown.room.latest(activity.id, phase)
    settled = answer_name(cell.answer, shown.scale, language) if cell.answer else t("not agreed yet")
    lines = [f"**{plain(language.words.phases[phase].name)}:** {plain(settled)}"]
    if answered and answered.answered:
        lines.append(plain(_told(answered, shown, language)))
    wished = shown.room.wish(activity.id, phase)
    if wished and wished.answered:
        lines.append(plain(t("Wished: {levels}", levels=_told(wished, shown, language))))
    if cell.desired:
        lines.append(plain(t("Desired: {level}", level=answer_name(cell.desired, shown.scale, language))))
    with st.container(horizontal=True, vertical_alignment="center", key=f"agree_{phase}"):
        st.markdown("  \n".join(lines), width="stretch")
        if not open_now:
            return
        most = answered.total.most_chosen if answered and answered.total else ()
        for level in most:
            short = language.words.scales[shown.scale.id].levels[level].short
            st.button(
                t("Take “{level}”", level=short), key=f"take_{phase}_{level}", disabled=cell.answer == level,
                on_click=_take(shown, activity, phase, language), args=[level],
            )  # fmt: skip
        st.button(t("Choose …"), key=f"choose_{phase}", on_click=_open, args=[phase])


def _told(cell: RoomCell, shown: Live, language: Language) -> str:
    """A distribution in one line: how many chose which level, and who see it differently."""
    if cell.total is None:
        return language.t("too few")
    counts = "; ".join(
        f"{level_name(level, shown.scale, language)}: {count}" for level, count in cell.total.counts.items() if count
    )
    return counts + (". " + language.t("Staff and residents see it differently.") if cell.differing else "")


def _take(shown: Live, activity: Activity, phase: PhaseId, language: Language) -> Callable[..., None]:
    def take(level: str) -> None:
        workshops().agree(shown.workshop.id, activity.id, phase, answer=level)

    return permitted(shown.workshop.plan_id, take, language)


def _open(phase: PhaseId) -> None:
    st.session_state[keys.DESK_AGREE] = phase


def _dialog(shown: Live, activity: Activity, phase: PhaseId, cell: Cell, language: Language) -> None:
    def forget() -> None:
        st.session_state.pop(keys.DESK_AGREE, None)

    def keep(**changes: object) -> None:
        rights().require(shown.workshop.plan_id)
        workshops().agree(shown.workshop.id, activity.id, phase, **changes)

    fields = CellFields(f"agree_{shown.workshop.id}_{activity.id}_{phase}", cell, shown.scale, language, keep)

    def draw() -> None:
        st.caption(language.t("Each choice is saved as you leave its field."))
        fields.level()
        fields.wish()

    fields.show_dialog(f"{language.words.phases[phase].name}: {plain(activity.name)}", draw, forget)
