"""Files to take away: each by its button, all of them in one archive, and deleting what people answered."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from ivac.documents.files import GROUPS, Archive, File, Source, file_name
from ivac.faults import Refused
from ivac.language import Language
from ivac.model import Assessment, PlanRecord
from ivac.settings import settings
from ivac.store import people_of, rooms_of
from ivac.ui import keys
from ivac.ui.acting import permitted
from ivac.ui.asking import Question, ask_before
from ivac.ui.change import round_name
from ivac.ui.context import retention, rights_later, workshops
from ivac.ui.parts import plain
from ivac.ui.workshop_parts import title_of


def source_of(record: PlanRecord, assessment: Assessment | None, language: Language) -> Source:
    """What the files of a plan's round are made from."""
    rooms, people = rooms_of(workshops(), record), people_of(workshops(), record)
    return Source(record, assessment, rooms, people, language, datetime.now(UTC))


def choose_round(record: PlanRecord, assessment: Assessment, language: Language) -> None:
    """Which round the documents are about; a choice changes the address."""
    if len(record.assessments) < 2:
        return
    names = {item.id: round_name(item, language) for item in reversed(record.assessments)}
    st.session_state[keys.FILES_ROUND] = assessment.id

    def go() -> None:
        st.query_params[keys.Q_ASSESSMENT] = st.session_state[keys.FILES_ROUND]
        st.session_state.pop(keys.ARCHIVE, None)

    st.selectbox(
        language.t("Round"), list(names), key=keys.FILES_ROUND, format_func=names.__getitem__, on_change=go, width=420
    )


def show_files(source: Source, language: Language) -> None:
    """A button for each file, by what it is for. Each is made when it is asked for."""
    for group, title in GROUPS.items():
        files = [file for file in source.files if file.group == group]
        if files:
            st.header(language.t(title), anchor=False)
        for file in files:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"file_{file.ending.replace('.', '_')}"
            ):
                _download(file, source, language)
                st.markdown(plain(language.t(file.about)), width="content")


def _download(file: File, source: Source, language: Language) -> None:
    ask = rights_later()

    def make() -> bytes:
        # Asked anew, and outside of any run: the page may stand open since before a key was withdrawn.
        ask().require(source.record.plan.id)
        return file.make(source)

    st.download_button(
        language.t(file.name), make, file_name(source, file), file.mime, key=f"download_{file.ending}",
        icon=":material/download:",
        on_click="ignore",  # a new run would take back the files that a second, quick tap asks for
    )  # fmt: skip


def show_archive(source: Source, language: Language) -> None:
    """All files in one; made while one waits, file by file, and it can be stopped."""
    t, made = language.t, st.session_state.get(keys.ARCHIVE)
    st.header(t("All files in one"), anchor=False)
    if made == "wanted":
        _make_archive(source, language)
    elif isinstance(made, bytes):
        name = f"{source.record.plan.name.replace('/', '-')}.zip"
        st.download_button(
            t("Download all files (ZIP)"), made, name, "application/zip", type="primary", icon=":material/download:",
            key="download_zip", on_click="ignore",
        )  # fmt: skip
    else:
        count = language.n("{count} file", "{count} files", len(source.files))
        st.button(
            t("Make all files: {count}", count=count), on_click=_want, key="make_archive", icon=":material/folder_zip:"
        )


def _want() -> None:
    st.session_state[keys.ARCHIVE] = "wanted"


def forget_archive() -> None:
    """Stop making the archive, or drop the one that was made."""
    st.session_state.pop(keys.ARCHIVE, None)


def _make_archive(source: Source, language: Language) -> None:
    archive, total = Archive(source), len(source.files)
    # Pressing it ends this run at the next file, as any press does.
    st.button(language.t("Stop"), on_click=forget_archive, key="stop_archive")
    bar = st.progress(0.0)
    try:
        for number, file in enumerate(archive):
            name = language.t(file.name)
            words = language.t("{number} of {total}: {name}", number=number + 1, total=total, name=name)
            bar.progress(number / total, text=plain(words))
    except Refused:
        forget_archive()  # or every later run of the page would try again
        raise
    st.session_state[keys.ARCHIVE] = archive.data()
    st.rerun()


def offer_forgetting_people(record: PlanRecord, language: Language) -> None:
    """For each workshop with answers of people: delete those, and keep what was agreed."""
    t = language.t
    held = [(workshop, workshops().participants(workshop.id)) for workshop in workshops().of_plan(record.plan.id)]
    held = [(workshop, people) for workshop, people in held if people and workshop.over]
    if not held:
        return
    st.header(t("Delete each person’s answers"), anchor=False)
    months = settings().keep_months
    if months:
        st.caption(
            plain(
                language.n(
                    "They go by themselves after {count} month.", "They go by themselves after {count} months.", months
                )
            )
        )
    for workshop, people in held:
        count = language.n("{count} person", "{count} people", len(people))
        name = title_of(workshop, language)
        with st.container(horizontal=True, vertical_alignment="center", key=f"forget_{workshop.id}"):
            st.markdown(f"**{plain(name)}**  \n{plain(count)}", width="stretch")
            loss = t(
                "The answers of {people} will be gone, and with them how many chose what. What was agreed stays. The "
                "workbook holds the distributions: download it first if you want to keep them.",
                people=count,
            )
            question = Question(
                f"{workshop.id}_people",
                t("Delete each person’s answers?"),
                loss,
                t("Delete the answers"),
                t("Keep them"),
            )
            forget = permitted(record.plan.id, partial(retention().forget_people, workshop.id), language)
            ask_before(question, t("Delete the answers …"), forget)
