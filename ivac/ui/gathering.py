"""Plans from many files into a collection: read with a progress bar, shown with what is wrong, then brought in."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ivac.charts import Table
from ivac.collection import Collection
from ivac.exchange import FILE_LIMIT
from ivac.faults import Refused
from ivac.gathering import FILES_AT_ONCE, STATES, Arrival, Faulty, Gathered, Told, bring_in, gather
from ivac.language import Language
from ivac.ui import keys
from ivac.ui.context import collections, rights, store
from ivac.ui.parts import MOST_FAULTS, plain, say_after_rerun, show_faults, table

FAULTS_OF_A_FILE = 3
"""Enough to see what kind of file it is; most have one."""


def offer_files(collection: Collection, language: Language) -> None:
    """The field for files, what they would bring, and the button that brings it in."""
    t = language.t
    turn = st.session_state.get(keys.PLAN_FILES_TURN, 0)
    files = st.file_uploader(
        t("Files of whole plans: JSON or XLSX, at most {limit} MB each, {count} at once",
          limit=FILE_LIMIT, count=FILES_AT_ONCE),
        accept_multiple_files=True, key=f"{keys.PLAN_FILES}_{turn}",
    )  # fmt: skip
    if not files:
        st.session_state.pop(keys.GATHERED, None)
        return
    try:
        found = _gathered(files, language)
    except Refused as refused:
        show_faults(refused, language)
        return
    _show_faulty(found.faulty, language)
    if not found.arrivals:
        st.info(t("Nothing can be brought in from these files."))
        return
    table(_table(found.arrivals, language), t("What the files hold"))
    chosen = [(arrival, _replaces(arrival, language)) for arrival in found.arrivals]
    count = len(chosen)
    if st.button(language.n("Bring {count} plan in", "Bring {count} plans in", count), type="primary", key="bring_in"):
        _bring_in(collection, chosen, found.faulty, language)


def _gathered(files: Sequence[UploadedFile], language: Language) -> Gathered:
    """What the files hold; read once, not with every touch of the page."""
    asked = tuple(file.file_id for file in files)
    kept = st.session_state.get(keys.GATHERED)
    if kept is None or kept[0] != asked:
        told = _progress(len(files), lambda file: language.t("Reading {file}", file=file))
        kept = asked, gather([(file.name, file.getvalue) for file in files], store(), told)
        told(len(files), "")
        st.session_state[keys.GATHERED] = kept
    found: Gathered = kept[1]
    return found


def _progress(count: int, say: Callable[[str], str]) -> Told:
    """A bar that is told how many of the files are done; it goes when all are."""
    bar = st.progress(0.0)

    def told(done: int, file: str) -> None:
        if done < count:
            bar.progress(done / count, plain(say(file)))
        else:
            bar.empty()

    return told


def _show_faulty(faulty: Sequence[Faulty], language: Language) -> None:
    """What is wrong, file by file."""
    if faulty:
        said = language.n("{count} file cannot be brought in:", "{count} files cannot be brought in:", len(faulty))
        st.warning(said)
    for _, refused in faulty[:MOST_FAULTS]:
        st.error("  \n".join(plain(text) for text in _told_of(refused, language)), icon=":material/error:")
    if len(faulty) > MOST_FAULTS:
        names = ", ".join(file for file, _ in faulty[MOST_FAULTS:])
        st.error(plain(names), icon=":material/error:")


def _told_of(refused: Refused, language: Language) -> list[str]:
    """The first faults of a file, and how many more there are."""
    texts = refused.texts(language)
    if len(texts) <= FAULTS_OF_A_FILE:
        return texts
    more = len(texts) - FAULTS_OF_A_FILE
    return [
        *texts[:FAULTS_OF_A_FILE],
        language.n("… and {count} more of this kind.", "… and {count} more of this kind.", more),
    ]


def _table(arrivals: Sequence[Arrival], language: Language) -> Table:
    t = language.t
    rows = [
        (each.file, each.record.plan.name, t(STATES[each.state]), " ".join(_notes(each, language))) for each in arrivals
    ]
    return Table((t("File"), t("Plan"), t("Here"), t("Please note")), tuple(rows))


def _notes(arrival: Arrival, language: Language) -> list[str]:
    t = language.t
    notes = []
    if arrival.passed_over:
        files = ", ".join(arrival.passed_over)
        notes.append(t("Also in {files}; the newest is taken.", files=files))
    if arrival.namesake:
        notes.append(t("Another plan has the same name; both stay."))
    return notes


def _replaces(arrival: Arrival, language: Language) -> bool:
    """Which version to go on with, where the file's is another than the one here."""
    if not arrival.asks:
        return False
    t = language.t
    days = [language.date(day) if day else t("no day") for day in (arrival.day, arrival.day_here)]
    answers = {
        True: t("The file’s; what only the one here has goes"),
        False: t("The one here"),
    }
    label = t(
        "“{name}”: the newest day in the file is {day}, here {here}. Which one do you go on with?",
        name=arrival.record.plan.name, day=days[0], here=days[1],
    )  # fmt: skip
    asked = st.radio(
        plain(label), list(answers), index=0 if arrival.state == "newer" else 1,
        key=f"replaces_{arrival.record.plan.id}", format_func=answers.__getitem__,
    )  # fmt: skip
    return bool(asked)


def _bring_in(
    collection: Collection, chosen: Sequence[tuple[Arrival, bool]], faulty: Sequence[Faulty], language: Language
) -> None:
    rights().require_collection(collection.id)
    rights().require_everything()
    told = _progress(len(chosen), lambda file: language.t("Bringing in {file}", file=file))
    refused = bring_in(chosen, collection.id, store(), collections(), told)
    count = len(chosen) - len(refused)
    say_after_rerun(language.n("{count} plan is brought in.", "{count} plans are brought in.", count))
    left_out = [f"{file}: {text}" for file, why in refused for text in why.texts(language)]
    left_out += [text for _, why in faulty for text in _told_of(why, language)[:1]]
    st.session_state[keys.FAILED] = left_out[:MOST_FAULTS]
    # A new field without the files, which would otherwise be offered once more.
    st.session_state[keys.PLAN_FILES_TURN] = st.session_state.get(keys.PLAN_FILES_TURN, 0) + 1
    st.session_state.pop(keys.GATHERED, None)
    st.rerun()
