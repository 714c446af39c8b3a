"""Change over time across plans: one share of one phase, then and now. No direction is better."""

import streamlit as st

from ivac.charts import course_picture
from ivac.comparison import Course
from ivac.faults import N_, Code, Refused
from ivac.store import courses
from ivac.ui import counted, keys
from ivac.ui.compare.choosing import choose
from ivac.ui.compare.dots import agreed, choose_phase
from ivac.ui.compare.shares import MEASURES, ROOMY
from ivac.ui.compare.shown import Shown
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen

READS = N_(
    "Each row says where a plan stood in its first round and where it stands in its latest, between the days that you "
    "choose. Neither direction is better. Activities and people may have changed in between, and small numbers jump."
)
ROW, LOW_ROW = 30, 20


def show(shown: Shown) -> None:
    """Choose a phase and a share, then each plan's way from then to now."""
    language = shown.language
    t = language.t
    measure = st.query_params.get(keys.Q_SHARE, "decision")
    if measure not in MEASURES:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=measure[:40], field=N_("Share"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="compared_over_time"):
        phase = choose_phase(shown)
        names = {key: t(name) for key, name in MEASURES.items()}
        choose(keys.Q_SHARE, t("Share"), names, measure, unless="decision", width=420)
    shown = agreed(shown)
    found = courses(shown.rounds, counted.over_time(shown.looked.scope, shown.selection, phase), phase)
    if not found:
        st.info(t("No plan has a level in this phase. Choose another phase."))
        return
    _say_what_differs(found, shown)
    height = len(found) * (ROW if len(found) <= ROOMY else LOW_ROW) + (190 if screen().narrow else 110)
    name = f"{language.words.phases[phase].name}: {t(MEASURES[measure])}"
    picture = course_picture(
        found, language, screen().canvas(height), lambda each: getattr(each, measure), name
    )  # fmt: skip
    show_picture(picture, "course")
    st.caption(plain(t(READS)))
    picture_table(picture, language, name)
    shown.offer("course", name, t(READS), picture, shown.how_many(len(found)))


def _say_what_differs(found: list[Course], shown: Shown) -> None:
    """That some have one round alone, look back, or changed their scale on the way."""
    n = shown.language.n
    ends = [(course.rounds[0], course.rounds[-1]) for course in found]
    single = sum(len(course.rounds) == 1 for course in found)
    recalled = sum(then.recalled or now.recalled for then, now in ends)
    scales = sum((then.scale.id, then.scale.version) != (now.scale.id, now.scale.version) for then, now in ends)
    lines = [
        n("{count} plan has one round alone.", "{count} plans have one round alone.", single) if single else "",
        n("{count} plan has a round from memory.", "{count} plans have a round from memory.", recalled)
        if recalled
        else "",
        n(
            "{count} plan changed its scale or its version in between: the match is only approximate.",
            "{count} plans changed their scale or its version in between: the match is only approximate.",
            scales,
        )
        if scales
        else "",
    ]
    if said := [line for line in lines if line]:
        st.caption("  \n".join(plain(line) for line in said))
