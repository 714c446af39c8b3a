"""The parts of the method page, all drawn from the content."""

from datetime import date
from html import escape

import streamlit as st

from ivac.charts import Table
from ivac.charts.labels import level_name
from ivac.content import FOLDER, LIST_NAMES, Scale, Source, load
from ivac.documents.data_note import data_note
from ivac.language import Language
from ivac.palette import level_colour
from ivac.settings import settings
from ivac.ui.context import rights
from ivac.ui.parts import table


def show_phases(language: Language) -> None:
    """Each phase: what it is, when, what to ask yourselves, one example, and what residents read."""
    t = language.t
    for phase in load().phases:
        words = language.words.phases[phase.id]
        with st.container(border=True):
            st.header(words.name, anchor=False)
            st.markdown(words.definition)
            st.caption(words.when)
            st.markdown("\n".join(f"- {question}" for question in words.questions))
            st.markdown(t("For example:") + " " + words.example)
            resident = words.resident
            st.caption(t("To residents: {name}. {question}", name=resident.name, question=resident.question))
            st.caption(source_line(phase.source, language))


def show_scales(language: Language) -> None:
    """Each scale with its levels, and how it corresponds to the others."""
    for scale in load().scales.values():
        words = language.words.scales[scale.id]
        with st.container(border=True):
            version = language.t("version {number}", number=scale.version)
            st.header(f"{words.name} · {version}", anchor=False)
            st.markdown(words.description)
            st.html("".join(_level_line(scale, level.id, language) for level in reversed(scale.levels)))
            st.caption(source_line(scale.source, language))
            _examples(scale, language)
    _correspondence(language)


def _examples(scale: Scale, language: Language) -> None:
    """Each level's examples, phase by phase, with where each comes from."""
    t, words = language.t, language.words
    rows = tuple(
        (
            f"{words.scales[scale.id].levels[level.id].short} · {words.phases[phase].name}",
            words.scales[scale.id].levels[level.id].examples[phase],
            source_line(source, language),
        )
        for level in scale.levels
        for phase, source in level.example_sources.items()
    )
    if rows:
        with st.expander(t("Examples of each level")):
            table(Table((t("Level and phase"), t("Example"), t("Source")), rows), t("Examples of each level"))


def _level_line(scale: Scale, level_id: str, language: Language) -> str:
    words = language.words.scales[scale.id].levels[level_id]
    colour = level_colour(scale.level(level_id).palette)
    resident = language.t("To residents: {sentence}", sentence=words.resident)
    return (
        f'<p class="level-line"><span class="chip" style="background:{colour}" aria-hidden="true"></span>'
        f"<span><b>{escape(level_name(level_id, scale, language))}</b><br>{escape(words.sentence)}"
        f"<br><small>{escape(resident)}</small></span></p>"
    )


def _correspondence(language: Language) -> None:
    t, content = language.t, load()
    ivac = content.scales["ivac"]
    rows = []
    for scale in content.scales.values():
        for level in scale.levels:
            if level.ivac is None:
                continue
            text = level_name(level.ivac, ivac, language)
            rows.append((
                f"{language.words.scales[scale.id].short}: {level_name(level.id, scale, language)}",
                text + t(" (approximate)") if level.approximate else text,
            ))  # fmt: skip
    st.header(t("How the scales correspond"), anchor=False)
    st.markdown(t("Scales are compared by who takes the initiative and who decides. That loses finer steps."))
    columns = (t("Level"), language.words.scales["ivac"].short)
    table(Table(columns, tuple(rows)), t("Levels of other scales and the closest of IVAC(E)"))


def show_lists(language: Language) -> None:
    """Every list that people choose from, each entry with its source."""
    t = language.t
    for list_name, title in LIST_NAMES.items():
        with st.expander(t(title)):
            rows = tuple(
                (words.name, words.sentence, _register(item.register_id, language), source_line(item.source, language))
                for item in getattr(load().lists, list_name)
                for words in [language.words.item(list_name, item.id)]
            )
            table(Table((t("Name"), t("Meaning"), t("Register"), t("Source")), rows), t(title))


def _register(register_id: str | None, language: Language) -> str:
    return language.words.registers[register_id].name if register_id else ""


def show_sources(language: Language) -> None:
    """The documents the method rests on, and what was taken from each."""
    for document in load().documents:
        year = f" ({document.year})" if document.year else ""
        with st.container(border=True):
            st.markdown(f"**{document.title}**{year}  \n{document.author}")
            st.markdown(language.words.documents[document.id].note)


def show_data(language: Language) -> None:
    """What is kept, where, and what is not."""
    st.markdown((FOLDER / language.code / "data.md").read_text(encoding="utf-8"))
    if rights().everything:  # it names where the data lies and who may sign in
        st.download_button(
            language.t("Note on data (PDF)"), lambda: data_note(settings(), language, date.today()),
            f"{language.t('Note on data')}.pdf", "application/pdf", key="data_note", on_click="ignore",
        )  # fmt: skip


def source_line(source: Source, language: Language) -> str:
    """Where something comes from, in one line."""
    return language.t("Source: {place}", place=load().place(source))
