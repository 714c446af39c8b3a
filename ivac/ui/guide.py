"""The facilitator's guide on the screen: an agenda with running times, what to prepare, what to do when it sticks."""

from html import escape

import streamlit as st

from ivac.content import load
from ivac.content.talk_schema import Agenda, Part
from ivac.language import Language
from ivac.ui import keys, registry
from ivac.ui.parts import link

PAGES = {spec.url_path: spec for spec in registry.ALL}
CARRIED = (keys.Q_PLAN, keys.Q_WORKSHOP)
"""What the guide's own address hands on, so that its links lead to the same plan and workshop."""


def choose_agenda(language: Language) -> Agenda:
    """How long the workshop is to last."""
    agendas = {agenda.id: agenda for agenda in load().talk.guide.agendas}
    words = language.words.talk.guide.agendas
    chosen = st.segmented_control(
        language.t("How long do you have?"), list(agendas), default=next(iter(agendas)),
        format_func=lambda item: words[item].name, key=keys.GUIDE_AGENDA, required=True,
    )  # fmt: skip
    st.caption(words[chosen].sentence)
    return agendas[chosen]


def show_preparations(language: Language) -> None:
    """What to have ready before people come."""
    words = language.words.talk.guide.preparations
    for part in load().talk.guide.preparations:
        with st.container(key=f"guide_ready_{part.id}", gap="xsmall"):
            st.html(f"<p>{escape(words[part.id])}</p>")
            _link(part, language)


def show_steps(agenda: Agenda, language: Language) -> None:
    """Each step with the time it begins at, what to do and what to say."""
    parts = {part.id: part for part in load().talk.guide.steps}
    for begins, timed in zip(agenda.begins, agenda.steps, strict=True):
        words = language.words.talk.guide.steps[timed.step]
        lasts = language.n("{count} minute", "{count} minutes", timed.minutes)
        with st.container(key=f"guide_step_{timed.step}", gap="xsmall"):
            _timed(begins, lasts, _told(words.name, words.do, words.say, language))
            _link(parts[timed.step], language)
    with st.container(key="guide_end"):
        _timed(agenda.minutes, "", _told(language.t("The end"), "", None, language))


def show_situations(language: Language) -> None:
    """The questions that facilitators ask, each with what to do."""
    with st.container(key="guide_situations"):
        for part in load().talk.guide.situations:
            words = language.words.talk.guide.situations[part.id]
            with st.container(key=f"guide_if_{part.id}", gap="xsmall"):
                st.html(_told(words.name, words.do, words.say, language))
                _link(part, language)


def _timed(begins: int, lasts: str, told: str) -> None:
    st.html(
        f'<div class="guide-step"><p class="guide-time"><b>{_clock(begins)}</b>{escape(lasts)}</p>'
        f"<div>{told}</div></div>"
    )


def _told(name: str, do: str, say: str | None, language: Language) -> str:
    label = language.t("Say:")
    spoken = f'<p class="guide-say"><b>{escape(label)}</b> {escape(say)}</p>' if say else ""
    return f"<h3>{escape(name)}</h3><p>{escape(do)}</p>{spoken}"


def _clock(minutes: int) -> str:
    """Minutes from the start as a clock shows them, such as 1:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def _link(part: Part, language: Language) -> None:
    if part.page is None:
        return
    spec = PAGES[part.page]
    address = {name: st.query_params[name] for name in CARRIED if name in st.query_params}
    link(spec, language.t(spec.title), ":material/arrow_forward:", **address)
