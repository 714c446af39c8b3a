"""One phase across all plans, with every activity as a dot: the spread instead of an average."""

import streamlit as st

from ivac.charts import Placed, dots_picture
from ivac.comparison import row_of
from ivac.content import rated_scale
from ivac.faults import N_, Code, Refused
from ivac.model import PHASES, PhaseId
from ivac.ui import counted, keys
from ivac.ui.compare.choosing import choose
from ivac.ui.compare.shown import Shown
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen

READS = N_(
    "Each dot is an activity with a level in this phase: see how they spread, and where none stands. More dots can "
    "mean more activities alone. What has no level is left out, and never means low."
)
AGREED = N_("Here stands what was agreed on: what one group of people answered is not shown activity by activity.")


def phase_in_address() -> PhaseId:
    """The phase that the address names, else the first; raises `Refused` for one that there is not."""
    asked = st.query_params.get(keys.Q_PHASE, PHASES[0])
    if asked not in PHASES:
        raise Refused.because(Code.UNKNOWN_CHOICE, value=asked[:40], field=N_("Phase"))
    return asked


def choose_phase(shown: Shown) -> PhaseId:
    """Offer the six phases; the address keeps which."""
    phase = phase_in_address()
    names: dict[str, str] = {each: shown.language.words.phases[each].name for each in PHASES}
    choose(keys.Q_PHASE, shown.language.t("Phase"), names, phase)
    return phase


def agreed(shown: Shown) -> Shown:
    """The same with what was agreed on, whosever answers are asked for; says so where that differs."""
    if shown.selection.perspective is None:
        return shown
    st.info(plain(shown.language.t(AGREED)))
    return shown.of_agreed()


def show(shown: Shown) -> None:
    """Choose a phase, then its dots."""
    language = shown.language
    phase = choose_phase(shown)
    shown = agreed(shown)
    comparison, scales = shown.comparison, {each.plan_id: (each.scale, each.scale_version) for each in shown.rounds}
    places = {plan.plan.id: place for place, plan in enumerate(comparison.plans)}
    found = counted.dots(shown.looked.scope, shown.selection, phase)
    placed = [
        Placed(places[dot.plan_id], row, dot.name if shown.looked.may_read(dot.plan_id) else None, dot.on_purpose)
        for dot in sorted((dot for dot in found if dot.plan_id in places), key=lambda dot: places[dot.plan_id])
        if (row := row_of(dot.answer, rated_scale(*scales[dot.plan_id]), comparison))
    ]
    canvas = screen().canvas(len(comparison.rows) * 100 + 130)
    picture = dots_picture(comparison, placed, phase, language, canvas)
    show_picture(picture, "dots")
    st.caption(plain(language.t(READS)))
    everything = sum(each.activities for each in shown.rounds)
    part, whole = language.number(len(placed)), language.number(everything)
    st.caption(language.t("{part} of {whole} activities with a level", part=part, whole=whole))
    name = language.words.phases[phase].name
    picture_table(picture, language, name)
    shown.take("dots", name, language.t(READS), picture)
