"""The same picture for each plan, in a fixed order; a page of them where they are many."""

from dataclasses import replace
from math import ceil

import streamlit as st

from ivac.charts import mosaic_picture, mosaic_rows, multiples_picture
from ivac.faults import N_, Code, Refused
from ivac.model import PHASES
from ivac.ui import keys
from ivac.ui.compare.shown import Shown
from ivac.ui.parts import picture_table, plain, show_picture
from ivac.ui.screen import screen

TABLE = N_("Activities at each level, of those rated")
TABLE_PEOPLE = N_("Answers at each level, of those with a level")
NUMBERED = 12
"""More plans than these are drawn small, without numbers in their cells."""
A_PAGE = 24
READS = N_(
    "Read each plan on its own: which phases are filled, and where. A darker cell holds a larger part of that plan’s "
    "own activities in the phase. It does not say that one plan does better than another, or why they differ."
)
READS_PEOPLE = N_(
    "Read each plan on its own: which phases are filled, and where. A darker cell holds a larger part of the answers "
    "about that plan in the phase. It does not say that one plan does better than another, or why they differ."
)
NUMBER = N_(
    "The number is how many activities stand there; the shade is their share of the plan’s rated activities in that "
    "phase. Pale means that fewer than three are rated."
)
NUMBER_PEOPLE = N_(
    "The number is how many answers stand there; the shade is their share of the plan’s answers with a level in that "
    "phase. Pale means that fewer than three have one."
)


def show(shown: Shown) -> None:
    """Phase by involvement, plan by plan."""
    language = shown.language
    t = language.t
    comparison, pages = shown.comparison, ceil(len(shown.comparison.plans) / A_PAGE)
    page = _page(pages)
    plans = comparison.plans[(page - 1) * A_PAGE : page * A_PAGE]
    part = replace(comparison, plans=plans)
    outlined = bool(st.session_state.get(keys.OUTLINED))
    if len(comparison.plans) <= NUMBERED:
        across = 1 if screen().narrow else min(3, len(plans))
        down = ceil(len(plans) / across)
        canvas = screen().canvas(down * (len(part.rows) + 2) * 50 + (190 if screen().narrow else 70))
        picture = multiples_picture(part, language, canvas, outlined)
    else:
        canvas = screen().canvas(mosaic_rows(part, screen().narrow) * 26 + (300 if screen().narrow else 110))
        picture = mosaic_picture(part, language, canvas, outlined)
    show_picture(picture, "multiples")
    which = shown.how_many(len(comparison.plans))
    if pages > 1:
        which = _which(page, len(comparison.plans), shown)
        _turn(page, pages, which, shown)
    reads = shown.say(READS, READS_PEOPLE)
    st.caption("  \n".join(plain(line) for line in (_key(shown), reads)))
    _offer_outline(shown)
    picture_table(picture, language, shown.say(TABLE, TABLE_PEOPLE))
    shown.offer("multiples", t("Phase by phase, plan by plan"), f"{_key(shown)} {reads}", picture, which)


def _key(shown: Shown) -> str:
    """What the numbers are, or where there is no room for any, which column is which phase."""
    language = shown.language
    if len(shown.comparison.plans) > NUMBERED:
        phases = ", ".join(language.words.phases[phase].name for phase in PHASES)
        return language.t("Columns from left to right: {phases}.", phases=phases)
    return shown.say(NUMBER, NUMBER_PEOPLE)


def _page(pages: int) -> int:
    asked = st.query_params.get(keys.Q_PART, "1")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) > 0):
        raise Refused.because(Code.UNKNOWN_CHOICE, value=asked[:40], field=N_("Part"))
    return min(int(asked), max(pages, 1))


def _which(page: int, plans: int, shown: Shown) -> str:
    """Which plans are on this page."""
    first, last = (page - 1) * A_PAGE + 1, min(page * A_PAGE, plans)
    return shown.language.t("Plans {first} to {last} of {all}", first=first, last=last, all=plans)


def _turn(page: int, pages: int, which: str, shown: Shown) -> None:
    """Which plans are on this page, and the ways to the other ones."""
    t = shown.language.t

    def go(to: int) -> None:
        st.query_params[keys.Q_PART] = str(to)

    back, on = (t("Earlier plans"), page == 1, page - 1), (t("Next plans"), page == pages, page + 1)
    with st.container(horizontal=True, vertical_alignment="center", key="multiples_pages"):
        for label, disabled, to in (back, on):
            st.button(label, disabled=disabled, on_click=go, args=[to])
        st.markdown(which, width="content")


def _offer_outline(shown: Shown) -> None:
    """The study's picture over one's own: below it, and never in the address, so that one's own is seen first."""
    language = shown.language
    if st.toggle(language.t("Draw what was usual in the study’s 27 plans over it"), key=keys.OUTLINED):
        st.caption(plain(language.words.talk.reference.about))
