"""The report as PDF, opened by another program: the screen's numbers and words, on pages that hold them."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from ivac.acts import reveal
from ivac.content import load, rated_scale
from ivac.demo import demo_records
from ivac.documents.fitting import Texts, fitted
from ivac.documents.report_pdf import report_pdf
from ivac.exchange import plan_numbers
from ivac.language import Language, language
from ivac.model import PHASES, Assessment, Breadth, PlanRecord, Step
from ivac.patterns import tell
from ivac.report import Report, report_of
from ivac.room import room_of
from ivac.store import Store, Workshops
from ivac.workshop import Workshop
from tests.documents.making import LONG, demo_report, hostile_records, hostile_report, record_of
from tests.pages.rooms import answer, joined, opened

WORDS = language("da")
DEMOS = [record.plan.name for record in demo_records("da")]
LEAST, MOST = 2, 8
LEAST_TEXT = 7
"""Points; smaller type is not read on paper."""


def text_of(made: bytes) -> str:
    """All that is written, on one line: words that were parted at a line's end are whole again."""
    pages = (page.get_textpage().get_text_range() for page in pdfium.PdfDocument(made))
    text = "\n".join(pages).replace("\u200b", "")
    # PDFium marks a hyphen that only parts a word at a line's end.
    text = re.sub("[\ufffe\x02]\\s*", "", text)
    return " ".join(text.split())


def said(report: Report, words: Language = WORDS) -> str:
    return text_of(report_pdf(report, words))


def one_line(text: str) -> str:
    return " ".join(text.split())


def demo_record() -> PlanRecord:
    return next(record for record in demo_records("da") if record.plan.name.startswith("Solg"))


def fullest_record(activities: int, scale: str) -> PlanRecord:
    """Activities of which as much is said as people may say."""
    long = (LONG + " meget og mere ") * 20
    record = record_of([f"{number} {LONG}" for number in range(activities)], name=LONG[:120], area=LONG[:120])
    levels = {"answer": load().scales[scale].level_ids[0], "desired": load().scales[scale].level_ids[-1]}
    notes = {"worked": long, "hard": long, "example": long}
    cells = {
        key: cell.model_copy(update={"desired_note": f"{key} {long}", **notes, **levels})
        for key, cell in record.cells["r1"].items()
    }
    steps = tuple(
        Step(
            id=f"s{number}", plan_id="p1", what=long, who=LONG[:120], by=date(2026, 5, 3), made_on=date(2026, 3, 12),
            needs_others=bool(number % 2), activity=record.activities[number].id, phase="planning",
        )
        for number in range(40)
    )  # fmt: skip
    breadth = {
        activity.id: Breadth(residents=100, missing=("men", "elderly"), run_by=load().lists.ids("actors"), note=long)
        for activity in record.activities
    }
    rounds = tuple(each.model_copy(update={"scale": scale}) for each in record.assessments)
    said = {"cells": {"r1": cells}, "steps": steps, "breadth": {"r1": breadth}}
    return record.model_copy(update={"assessments": rounds, **said})


def fullest_report(activities: int, scale: str = "ivac") -> Report:
    record = fullest_record(activities, scale)
    assert record.latest
    return report_of(record, record.latest)


@pytest.mark.parametrize("name", DEMOS)
def test_a_demo_plan_takes_two_to_eight_pages(name: str) -> None:
    assert LEAST <= len(pdfium.PdfDocument(report_pdf(demo_report("da", name), WORDS))) <= MOST


@pytest.mark.parametrize("which", hostile_records())
def test_any_plan_stays_within_its_pages(which: str) -> None:
    made = report_pdf(hostile_report(which), WORDS)
    assert LEAST <= len(pdfium.PdfDocument(made)) <= MOST
    assert list(outside(made)) == []


@pytest.mark.parametrize(("activities", "scale"), [(50, "ivac"), (100, "ivac"), (200, "ivac"), (200, "hart")])
def test_plans_of_which_everything_is_said_stay_within_eight_readable_pages(activities: int, scale: str) -> None:
    made = report_pdf(fullest_report(activities, scale), WORDS)
    assert len(pdfium.PdfDocument(made)) <= MOST
    assert list(outside(made)) == []
    assert min(sizes(made)) >= LEAST_TEXT


def test_activities_beyond_the_pages_are_counted_and_stand_in_the_workbook() -> None:
    record = record_of([f"Aktivitet nummer {number}" for number in range(1, 206)])
    assert record.latest
    text = said(report_of(record, record.latest))
    assert (
        WORDS.n("{count} more activity stands in the workbook.", "{count} more activities stand in the workbook.", 5)
        in text
    )
    assert text.count("Aktivitet nummer 200") == text.count("Aktivitet nummer 199") > text.count("Aktivitet nummer 201")


def sizes(made: bytes) -> set[float]:
    """The sizes of all letters as they are printed, in points."""
    found = set()
    for page in pdfium.PdfDocument(made):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(text, place, matrix)
            if text.get_text_range(place, 1).strip():
                found.add(round(raw.FPDFText_GetFontSize(text, place) * math.hypot(matrix.c, matrix.d), 2))
    return found


def outside(made: bytes) -> Iterator[tuple[int, str]]:
    """The letters that lie outside their page, with its number."""
    for number, page in enumerate(pdfium.PdfDocument(made), 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            if left < 0 or bottom < 0 or right > width or top > height:
                yield number, text.get_text_range(place, 1)


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_profile_has_the_numbers_of_the_screen_and_of_the_export(code: str) -> None:
    words, report = language(code), demo_report(code)
    record = next(record for record in demo_records(code) if record.plan.name == report.plan.name)
    text = said(report, words)
    for phase, exported in zip(report.summary.phases, plan_numbers(record)["phases"], strict=True):
        assert exported["decision_share"]["whole"] == phase.decision.whole
        shares = (exported["decision_share"], exported["initiative_share"])
        told = [words.t("{part} of {whole}", part=share["part"], whole=share["whole"]) for share in shares]
        assert " ".join([words.words.phases[phase.phase].name, *told]) in text


def test_no_share_is_told_where_no_activity_has_a_level() -> None:
    text = said(hostile_report("everything unknown"))
    for phase in PHASES:
        assert f"{WORDS.words.phases[phase].name} – –" in text


@pytest.mark.parametrize("code", ["da", "en"])
def test_it_says_what_the_screen_says(code: str) -> None:
    words, report = language(code), demo_report(code)
    text = said(report, words)
    for finding in report.first:
        told = tell(finding, words)
        for sentence in (told.question, told.sentence, told.note, told.rests_on):
            assert sentence in text
    for finding in report.findings:
        assert tell(finding, words).sentence in text
    for step in report.steps:
        for known in (one_line(step.what), step.who, words.date(step.by) if step.by else "", step.dropped_because):
            assert known in text
    for agreed in report.agreed:
        reason = agreed.cell.desired_reason
        assert reason is None or words.words.item("desired_reasons", reason).name in text
        assert agreed.cell.hard in text
    for part in (report.plan.name, words.date(report.assessment.day), words.t("How to read it"), "Hart"):
        assert part in text


def test_a_report_speaks_one_language() -> None:
    danish, english = said(demo_report("da")), said(demo_report("en"), language("en"))
    for heading in ("How to read it", "What to talk about", "Method and sources", "Reason and notes"):
        assert heading in english
        assert heading not in danish
        assert WORDS.t(heading) in danish


def test_who_took_part_is_told_as_counts() -> None:
    record = demo_record()
    assert record.latest
    report = report_of(record, record.latest, people={"staff": 4, "resident": 7})
    assert "11 personer deltog · Medarbejdere: 4 · Beboere: 7" in said(report)


def test_breadth_and_anchoring_stand_there_once_something_is_said() -> None:
    record = record_of(["Kor", "Have"])
    assert record.latest
    assert WORDS.t("Breadth and anchoring") not in said(report_of(record, record.latest))
    breadth = {"r1": {"a0": Breadth(residents=23, missing=("men",), note="Nøglen ligger hos tre.")}}
    text = said(report_of(record.model_copy(update={"breadth": breadth}), record.latest))
    for part in ("23", WORDS.words.item("target_groups", "men").name, "Nøglen ligger hos tre."):
        assert part in text


def test_what_people_wrote_is_never_read_as_markup() -> None:
    assert "<b>&amp;</b> #let *x* $y$ =1+1" in said(hostile_report("other writings"))


def one_column(rows: int) -> Texts:
    return Texts("A title", ["One"], [1], [(f"row {number}",) for number in range(rows)])


def test_tables_share_their_room_and_say_how_many_rows_are_left_out() -> None:
    english = language("en")
    long, short = fitted([one_column(40), one_column(3)], 200, english)
    assert (len(short.rows), short.more) == (3, "")
    assert 4 < len(long.rows) < 40
    assert sum(map(sum, (long.heights(), short.heights()))) <= 200
    assert long.more == f"{40 - len(long.rows)} more stand in the workbook."
    (whole,) = fitted([one_column(40)], 1000, english)
    assert (len(whole.rows), whole.more) == (40, "")
    (one,) = fitted([one_column(2)], 1, english)
    assert (len(one.rows), one.more) == (1, "1 more stands in the workbook.")
    (elsewhere,) = fitted([replace(one_column(2), in_workbook=False)], 1, english)
    assert elsewhere.more == "1 more stands in the plan."


def test_whole_pages_are_tagged_and_meet_the_standard() -> None:
    made = report_pdf(demo_report(), WORDS)
    document = pdfium.PdfDocument(made)
    assert raw.FPDFCatalog_IsTagged(document)
    assert b"pdfuaid:part" in made
    assert document.get_metadata_value("Title") == demo_report().plan.name
    assert [bookmark.get_title() for bookmark in document.get_toc(1)] == [demo_report().plan.name]
    kinds = {kind for page in document for kind, _ in elements(page)}
    assert {"H1", "H2", "H3", "P", "Table", "TH", "TD", "Figure"} <= kinds


def test_a_letter_without_a_font_costs_the_standard_and_nothing_else() -> None:
    made = report_pdf(hostile_report("letters that no font has"), WORDS)
    assert raw.FPDFCatalog_IsTagged(pdfium.PdfDocument(made))
    assert b"pdfuaid:part" not in made


def test_every_picture_says_in_words_what_it_shows() -> None:
    report = demo_report()
    found = [e for page in pdfium.PdfDocument(report_pdf(report, WORDS)) for e in elements(page) if e[0] == "Figure"]
    involvement, activities = (alt for _, alt in found)
    assert "Vidensindsamling: Ikke inddraget: 3" in involvement
    for activity in report.activities:
        assert activity.name in activities
    assert "Forankring: Ved ikke" in activities


def elements(page: pdfium.PdfPage) -> Iterator[tuple[str, str]]:
    """The kind and the text alternative of everything that is tagged on a page."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        if element := waiting.pop(0):
            yield (
                words_of(raw.FPDF_StructElement_GetType, element),
                words_of(raw.FPDF_StructElement_GetAltText, element),
            )
            count = raw.FPDF_StructElement_CountChildren(element)
            waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, at) for at in range(count)]
    raw.FPDF_StructTree_Close(tree)


def words_of(ask: Callable[..., int], element: Any) -> str:
    """A text of an element, as PDFium hands it out."""
    room = ctypes.create_string_buffer(ask(element, None, 0))
    ask(element, room, len(room))
    return room.raw.decode("utf-16-le").rstrip("\0")


@pytest.fixture
def workshops(store: Store) -> Workshops:
    return Workshops(store.engine, "the secret of this installation")


def of_workshop(store: Store, workshops: Workshops, workshop: Workshop) -> Report:
    """The report of a workshop as it stands, by the same counts as its pages."""
    record = store.record(workshop.plan_id)
    round_ = Assessment(id=workshop.id, day=workshop.day, scale=workshop.scale, scale_version=workshop.scale_version)
    people = Counter(person.perspective for person in workshops.participants(workshop.id))
    scale = rated_scale(workshop.scale, workshop.scale_version)
    room = room_of(workshops.workshop(workshop.id), workshops.room_counts(workshop.id), people.total(), scale)
    return report_of(record, round_, room, people)


def test_what_a_room_has_seen_is_told(store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 3)
    for place, level in zip(places, ["informed"] * 3 + ["resident_decide"] * 3, strict=True):
        answer(workshops, place, "choir", level)
    workshops.change(workshop.id, reveal())
    revealed = of_workshop(store, workshops, workshop)
    assert revealed.first
    assert tell(revealed.first[0], WORDS).question in said(revealed)
    assert "6 svar" in said(revealed)


@pytest.mark.parametrize(("residents", "shown"), [(3, True), (2, False)])
def test_a_small_group_is_not_told_apart(store: Store, workshops: Workshops, residents: int, shown: bool) -> None:
    workshop = opened(store, workshops)
    for place in joined(workshops, workshop, *["staff"] * 4):
        answer(workshops, place, "choir", "informed")
    for place in joined(workshops, workshop, *["resident"] * residents):
        answer(workshops, place, "choir", "resident_decide")
    workshops.change(workshop.id, reveal())
    differing = WORDS.words.findings.patterns["seen_differently"].name
    assert (differing in said(of_workshop(store, workshops, workshop))) == shown
