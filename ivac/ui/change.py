"""The parts of the page about change: which two rounds, what to keep in mind, the picture, the statuses."""

from collections.abc import Callable, Sequence

import streamlit as st

from ivac.change import Change, changed_activities
from ivac.charts import change_picture, status_table
from ivac.charts.change import KINDS
from ivac.language import Language
from ivac.model import Assessment, PlanRecord
from ivac.ui import keys
from ivac.ui.context import workshops
from ivac.ui.live import joined_words
from ivac.ui.parts import picture_table, plain, show_picture, table
from ivac.ui.screen import screen


def round_name(assessment: Assessment, language: Language) -> str:
    """A round in one line: its day, its scale, and whether it looks back."""
    words = [language.date(assessment.day), language.words.scales[assessment.scale].short]
    if assessment.title:
        words.append(assessment.title)
    if assessment.recalled:
        words.append(language.t("from memory"))
    return " · ".join(words)


def choose_rounds(
    now: Sequence[Assessment], after: Assessment, then: Sequence[Assessment], before: Assessment, language: Language
) -> None:
    """Two lists, of rounds to look at and of rounds before that; a choice changes the address."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose(language.t("Then"), then, before, keys.Q_BEFORE, language)
        _choose(language.t("Now"), now, after, keys.Q_ASSESSMENT, language)


def _choose(label: str, rounds: Sequence[Assessment], chosen: Assessment, parameter: str, language: Language) -> None:
    names = {item.id: round_name(item, language) for item in rounds}
    key = f"change_{parameter}"
    st.session_state[key] = chosen.id

    def go() -> None:
        st.query_params[parameter] = st.session_state[key]
        if parameter == keys.Q_ASSESSMENT:
            st.query_params.pop(keys.Q_BEFORE, None)

    st.selectbox(label, list(names), key=key, format_func=names.__getitem__, on_change=go, width=380)


def say_what_to_keep_in_mind(change: Change, language: Language) -> None:
    """That a change is no verdict, and all that makes the two rounds less alike."""
    t = language.t
    remarks = [t("A change is something to talk about: what happened, and did it suit the residents and the task?")]
    if change.scales_differ:
        remarks.append(
            t("The rounds are on different scales. Both are shown on IVAC(E), which leaves out finer differences.")
        )
    if change.versions_differ:
        remarks.append(t("The scale’s words were changed between the rounds; its levels are compared by their ids."))
    if change.before.recalled or change.after.recalled:
        remarks.append(t("A round was given from memory, afterwards: something to talk from, not a record."))
    remarks.append(_who_rated(change, language))
    st.info("  \n".join(plain(remark) for remark in remarks))


def _who_rated(change: Change, language: Language) -> str:
    t = language.t
    known = {
        label: joined_words(people, language)
        for label, item in ((t("Then"), change.before), (t("Now"), change.after))
        if (people := workshops().participants(item.id))
    }
    if not known:
        return t("Those who rated then and now may be different people.")
    took_part = ". ".join(f"{label}: {words}" for label, words in known.items())
    return t("{who}. They may be different people.", who=took_part)


def show_change(record: PlanRecord, change: Change, language: Language) -> None:
    """The picture, how many cells became what, and the table."""
    t = language.t
    activities = changed_activities(change, record.activities)
    if not activities:
        st.info(t("Neither round has a level yet. Walk the phases, or choose other rounds."))
        return
    per_row = 84 if screen().narrow else 60
    canvas = screen().canvas(len(activities) * per_row + (300 if screen().narrow else 190))
    title = f"{record.plan.name} · {language.date(change.before.day)} – {language.date(change.after.day)}"
    picture = change_picture(change, activities, language, canvas, title)
    show_picture(picture, "change", title.replace("/", "-"))
    st.markdown(plain(_counted(change, t)))
    picture_table(picture, language, t("Then and now, phase by phase"))


def show_statuses(record: PlanRecord, change: Change, language: Language) -> None:
    """How far the phases had come at the two rounds, as far as it was recorded by then."""
    t = language.t
    st.header(t("How far the phases had come"), anchor=False)
    told = status_table(record, change, language)
    if not told.rows:
        st.info(
            t(
                "No status was on record at the earlier round. Each change is kept with its day: say on an activity "
                "how far its phases have come, and later rounds can be told apart."
            )
        )
        return
    remarks = [
        t("As it was recorded then and now. Not known means that nothing was recorded; not that it had not begun.")
    ]
    if change.before.recalled or change.after.recalled:
        remarks.append(t("A round is from memory; the statuses are not: they were recorded on their day."))
    if left_out := len(record.activities) - len(told.rows):
        remarks.append(
            language.n(
                "{count} activity had nothing on record then and is left out.",
                "{count} activities had nothing on record then and are left out.",
                left_out,
            )
        )
    st.caption("  \n".join(plain(remark) for remark in remarks))
    table(told, t("Status of each phase: then → now"))


def _counted(change: Change, t: Callable[..., str]) -> str:
    counts = [
        f"{t(KINDS[kind])}: {len(change.of_kind(kind))}"
        for kind in ("same", "changed", "new", "gone")
        if change.of_kind(kind)
    ]
    return t("Of the cells with a level at either time: {counts}.", counts=", ".join(counts))
