"""The parts of the patterns page, all drawn from the content."""

import streamlit as st

from ivac.charts import Table
from ivac.content import Card, Pattern, load
from ivac.faults import N_
from ivac.language import Language
from ivac.patterns import Finding, tell
from ivac.ui.method import source_line
from ivac.ui.parts import plain, strong, table

CERTAINTIES = {
    "study": N_("Described in a study"),
    "interviews": N_("An indication from interviews and experience"),
    "own": N_("Our own reading"),
}
EXAMPLE: dict[str, int | tuple[str, ...]] = {
    "phase": ("ideas",),
    "next": ("planning",),
    "first": ("ideas",),
    "last": ("implementation",),
    "phases": ("ideas", "planning"),
    "roles": ("coordinating",),
    "actors": ("municipal_departments",),
    "same": 4,
    "whole": 11,
}
"""What stands in the open places of a sentence where no finding fills them."""


def show_pattern(pattern: Pattern, language: Language) -> None:
    """One pattern: its rule, what is said and asked, the facilitator's note, and where it comes from."""
    t, words = language.t, language.words.findings.patterns[pattern.id]
    told = tell(Finding(pattern.id, "", (), EXAMPLE, 0), language)
    lines = (
        (t("Rule"), words.rule),
        (t("What is seen"), told.sentence),
        (t("Question"), told.question),
        (t("For the facilitator"), words.note),
    )
    with st.container(border=True):
        st.header(words.name, anchor=False)
        for label, text in lines:
            st.markdown(f"{strong(label)}: {plain(text)}")
        show_cards(pattern.id, language)
        st.caption(plain(_who_says_so(pattern, language)))


def cards_of(pattern_id: str) -> tuple[Card, ...]:
    """The conversation cards that go with a pattern, in the cards' order."""
    named = next(pattern.cards for pattern in load().patterns if pattern.id == pattern_id)
    return tuple(card for card in load().talk.cards if card.id in named)


def show_cards(pattern_id: str, language: Language) -> None:
    """What the cards tell, what they ask, and where they come from."""
    for card in cards_of(pattern_id):
        words = language.words.talk.cards[card.id]
        name = language.t("Card: {name}", name=words.name)
        st.markdown(f"{strong(plain(name))}  \n{plain(words.sentence)}  \n*{plain(' '.join(words.questions))}*")
        if card.source.document != "own":
            st.caption(plain(source_line(card.source, language)))


def _who_says_so(pattern: Pattern, language: Language) -> str:
    certainty = language.t(CERTAINTIES[pattern.certainty]) + "."
    return certainty if pattern.certainty == "own" else f"{certainty} {source_line(pattern.source, language)}"


def show_shapes(language: Language) -> None:
    """The courses that an activity can take through its phases."""
    t = language.t
    rows = tuple((words.name, words.sentence) for words in language.words.findings.shapes.values())
    st.header(t("The course of an activity"), anchor=False)
    st.markdown(t("Read from who decides in the phases that are known; the first that fits is named."))
    table(Table((t("Course"), t("Meaning")), rows), t("The courses an activity can take"))


def show_what_counts(language: Language) -> None:
    """What patterns are read from, and what they leave alone."""
    t = language.t
    rules = (
        t("What you have agreed on counts. Where you have not, the level that most in the room chose counts."),
        t("Blank, don’t know and not relevant are no level. Nothing is read from them, save that nobody knows."),
        t("Residents have a say where decisions are joint or theirs, so every scale can be read."),
        t("Where you have chosen on purpose that staff decide, that is said and nothing else is read from it."),
        t("From the room only what everybody may see is used, never fewer than three answers."),
        t("Phases and numbers in the sentences below are examples."),
    )
    st.markdown("\n".join(f"- {plain(rule)}" for rule in rules))


def show_all(language: Language) -> None:
    """Every pattern, in the content's order."""
    for pattern in load().patterns:
        show_pattern(pattern, language)
