"""Typing sheets in: who and which activity once, then six keys and Enter a sheet."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ivac.charts import Table
from ivac.charts.labels import level_name, outside_name
from ivac.content import Scale
from ivac.faults import Code, Refused
from ivac.language import Language
from ivac.model import PHASES, new_id
from ivac.paper import Answers, keys_of, read_sheet
from ivac.ui import keys, registry
from ivac.ui.acting import permitted
from ivac.ui.context import rights, sheets
from ivac.ui.moment import Live
from ivac.ui.parts import heading, link, plain, table
from ivac.ui.workshop_parts import title_of
from ivac.workshop import PERSPECTIVES, STATES, OnPaper, Perspective

ANOTHER, SAME = "another", "same"
"""Whose sheet comes next: sheets lie in a pile by activity, or each person's lie together."""


@dataclass(frozen=True)
class Kept:
    """The sheet that was kept last."""

    workshop: str
    person: str
    activity: str
    perspective: Perspective
    answers: Answers
    wishes: Answers


def show_head(shown: Live, language: Language) -> None:
    """Which workshop this is, and the way back."""
    workshop = shown.workshop
    state = language.t(STATES[workshop.state])
    heading(language.t("On paper"), f"{title_of(workshop, language)} · {shown.plan.plan.name} · {state}")
    link(registry.DESK, language.t("To the desk"), ":material/arrow_back:", workshop=workshop.id)


def show_typing(shown: Live, language: Language) -> None:
    """The choices that stay, the field for six keys, and in words what was kept last."""
    t, names = language.t, _open_activities(shown)
    if shown.workshop.state == "draft":
        st.info(t("Sheets can be typed in once the workshop is open."))
        return
    if not names:
        st.info(t("No activity is open for answers now. Another round of an activity opens it again."))
        return
    _choose_who(shown, language)
    _choose_activity(names, language)
    if shown.workshop.ask_desired:
        st.caption(plain(t("Then six more keys for how it should be, if circles are ticked: 2 3 3 4 ? -  3 3 4 4 . .")))
    with st.container(key="sheet_form"), st.form("sheet", border=False):
        st.text_input(
            t("Six keys, one a phase, then Enter"), key=keys.PAPER_KEYS, autocomplete="off",
            placeholder="2 3 3 4 ? -", help=t("Spaces do not count. Nothing is kept until all six are right."),
        )  # fmt: skip
        st.form_submit_button(t("Keep the sheet"), type="primary", on_click=_keeping(shown, language))
    # Said here and not above the page: the field would be drawn anew there and lose the focus.
    for text in st.session_state.pop(keys.PAPER_REFUSED, []):
        st.error(plain(text), icon=":material/error:")
    _show_kept(shown, language)
    _show_keys(shown.scale, language)


def _open_activities(shown: Live) -> dict[str, str]:
    """The names of the activities that take answers now, by id."""
    if shown.workshop.state != "open":
        return {}
    return {one.id: one.name for one in shown.activities if not shown.workshop.item(one.id).revealed}


def _choose_who(shown: Live, language: Language) -> None:
    t = language.t
    names = {who: t(PERSPECTIVES[who]) for who in shown.workshop.perspectives}
    st.radio(
        t("Who has ticked the sheet?"), list(names), index=None, horizontal=True, key=keys.PAPER_WHO,
        format_func=names.__getitem__, on_change=_next_person,
    )  # fmt: skip
    nexts = {ANOTHER: t("another person’s, for the same activity"), SAME: t("the same person’s, for the next activity")}
    st.radio(
        t("The next sheet is"), list(nexts), horizontal=True, key=keys.PAPER_NEXT, format_func=nexts.__getitem__,
        on_change=_next_person,
    )  # fmt: skip


def _choose_activity(names: dict[str, str], language: Language) -> None:
    t, order = language.t, list(names)
    if st.session_state.get(keys.PAPER_ACTIVITY) not in names:
        st.session_state[keys.PAPER_ACTIVITY] = order[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(t("Activity"), order, key=keys.PAPER_ACTIVITY, format_func=names.__getitem__)
        st.button(t("Next activity"), on_click=_next_activity, args=(order,), key="paper_next_activity")
        if st.session_state[keys.PAPER_NEXT] == SAME:
            st.button(t("Next person"), on_click=_first_sheet, args=(order,), key="paper_next_person")


def _next_person() -> None:
    st.session_state.pop(keys.PAPER_PERSON, None)


def _first_sheet(order: list[str]) -> None:
    _next_person()
    st.session_state[keys.PAPER_ACTIVITY] = order[0]


def _next_activity(order: list[str]) -> None:
    """Go on to the next activity; after the last one a new person begins with the first."""
    following = order[order.index(st.session_state[keys.PAPER_ACTIVITY]) + 1 :]
    if following:
        st.session_state[keys.PAPER_ACTIVITY] = following[0]
    else:
        _first_sheet(order)


def _keeping(shown: Live, language: Language) -> Callable[[], None]:
    """What keeps the sheet as typed. Refused, it leaves the keys in their field, to be mended."""
    workshop = shown.workshop.id

    def keep() -> None:
        try:
            rights().require(shown.workshop.plan_id)
            keep_typed()
        except Refused as refused:
            st.session_state[keys.PAPER_REFUSED] = refused.texts(language)

    def keep_typed() -> None:
        who, activity = st.session_state[keys.PAPER_WHO], st.session_state[keys.PAPER_ACTIVITY]
        if who is None:
            raise Refused.because(Code.PERSPECTIVE_UNKNOWN)
        typed = st.session_state[keys.PAPER_KEYS]
        answers, wishes = read_sheet(typed, shown.scale, language, shown.workshop.ask_desired)
        same = st.session_state[keys.PAPER_NEXT] == SAME
        before = st.session_state.get(keys.PAPER_PERSON)
        person = before[1] if same and before and before[0] == workshop else new_id()
        sheets().add(
            workshop, [OnPaper(id=person, perspective=who, sheets={activity: answers}, wishes={activity: wishes})]
        )
        st.session_state[keys.PAPER_KEPT] = Kept(workshop, person, activity, who, answers, wishes)
        st.session_state[keys.PAPER_KEYS] = ""
        if same:
            st.session_state[keys.PAPER_PERSON] = (workshop, person)
            _next_activity(list(_open_activities(shown)))

    return keep


def _show_kept(shown: Live, language: Language) -> None:
    """The sheet that was kept last, in words, and the way to take it back."""
    t, kept = language.t, st.session_state.get(keys.PAPER_KEPT)
    if kept is None or kept.workshop != shown.workshop.id or kept.activity not in shown.names:
        st.caption(plain(t("What was kept last is read back here.")))
        return
    said = f"{t(PERSPECTIVES[kept.perspective])} · {shown.names[kept.activity]}"
    st.success(plain(t("Kept: {sheet}", sheet=said)), icon=":material/check:")
    columns = [(t("Answer"), kept.answers)]
    if shown.workshop.ask_desired:
        columns.append((t("Desired level"), kept.wishes))
    rows = [
        (language.words.phases[phase].name, *(_said(given.get(phase), shown.scale, language) for _, given in columns))
        for phase in PHASES
    ]
    table(Table((t("Phase"), *(name for name, _ in columns)), tuple(rows)), t("What was kept last"))

    def take_back() -> None:
        sheets().take_back(kept.workshop, kept.person, kept.activity)
        st.session_state.pop(keys.PAPER_KEPT)
        st.session_state[keys.PAPER_ACTIVITY] = kept.activity

    st.button(
        t("Take this sheet back"), key="paper_undo", icon=":material/undo:",
        on_click=permitted(shown.workshop.plan_id, take_back, language),
    )  # fmt: skip


def _show_keys(scale: Scale, language: Language) -> None:
    """The keys with what they stand for."""
    t = language.t
    rows = [(key, _said(answer, scale, language)) for key, answer in keys_of(scale).items()]
    with st.expander(t("The keys")):
        table(Table((t("Key"), t("Answer")), (*rows, (".", outside_name(None, language)))), t("The keys"))


def _said(answer: str | None, scale: Scale, language: Language) -> str:
    if answer in scale.level_ids:
        return level_name(answer, scale, language)
    return outside_name(answer, language)
