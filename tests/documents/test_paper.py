"""The paper kit as people print it: the right sizes, every text, nothing outside a page, whatever they call things."""

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import resvg_py
import zxingcpp
from PIL import Image

from ivac.content import load
from ivac.documents.files import FILES
from ivac.documents.kit import KIT, Printing
from ivac.documents.paper import cards, join_poster, poster, sheets
from ivac.documents.qr import qr_svg
from ivac.language import language
from ivac.model import Activity
from ivac.paper import keys_of
from tests.documents.making import ARABIC, CHINESE, EMOJI, LONG, demo_report

SCALES = load().scales
ADDRESS = "https://workshop.example.dk/join?code=K7MX3P&lang=da"
POINTS = 72 / 25.4
"""In a millimetre."""
HARD_NAMES = {"long": LONG[:120], "one word": "x" * 120, "arabic": ARABIC, "emoji": EMOJI[:120], "chinese": CHINESE}


def opened(made: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(made)


def millimetres(made: bytes) -> list[tuple[int, int]]:
    sizes = [page.get_size() for page in opened(made)]
    return [(round(width / POINTS), round(height / POINTS)) for width, height in sizes]


def said(made: bytes) -> list[str]:
    """The words of each page, on one line, as a reader or a screen reader gets them."""
    pages = [page.get_textpage().get_text_range() for page in opened(made)]
    return [" ".join(text.replace("\u200b", "").replace("\ufffe", "-").split()) for text in pages]


def outside(made: bytes) -> list[str]:
    """Letters that reach over the edge of their page."""
    found = []
    for page in opened(made):
        width, height = page.get_size()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            pdfium.FPDFText_GetCharBox(text, place, left, right, bottom, top)
            if left.value < 0 or bottom.value < 0 or right.value > width or top.value > height:
                found.append(text.get_text_range(place, 1))
    return found


def sheets_of(*names: str, resident: bool = False, scale: str = "ivac", code: str = "da") -> bytes:
    named = [Activity(name=name, description=f"{name} " * 20) for name in names]
    return sheets(named, SCALES[scale], language(code), resident)


# Sizes


@pytest.mark.parametrize(("size", "expected"), [("A1", (841, 594)), ("A3", (420, 297))])
@pytest.mark.parametrize("scale", SCALES)
def test_a_poster_is_one_lying_page_of_its_size(size: str, expected: tuple[int, int], scale: str) -> None:
    assert millimetres(poster("Engen", SCALES[scale], language("da"), size)) == [expected]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("resident", [True, False])
def test_sheets_have_one_page_an_activity(scale: str, resident: bool) -> None:
    assert millimetres(sheets_of("Kor", "Have", LONG[:120], scale=scale, resident=resident)) == [(297, 210)] * 3


@pytest.mark.parametrize(("size", "expected"), [("A4", (210, 297)), ("A3", (297, 420))])
def test_the_way_in_is_one_standing_page(size: str, expected: tuple[int, int]) -> None:
    assert millimetres(join_poster("K7MX3P", ADDRESS, "Engen", language("da"), size=size)) == [expected]


@pytest.mark.parametrize(("scale", "pages"), [("ivac", 3), ("hart", 2), ("volunteers", 2)])
def test_cards_are_several_a_page(scale: str, pages: int) -> None:
    assert millimetres(cards(SCALES[scale], language("da"))) == [(210, 297)] * pages


@pytest.mark.parametrize("scale", SCALES)
def test_a_sheet_asks_how_it_should_be_where_the_workshop_does(scale: str) -> None:
    words, activities = language("da"), [Activity(name="Kor", description="Kor " * 80)]
    asked = words.t("How it should be (tick a circle)")
    without, with_wishes = (sheets(activities, SCALES[scale], words, True, desired) for desired in (False, True))
    assert [asked in " ".join(said(made)) for made in (without, with_wishes)] == [False, True]
    assert millimetres(with_wishes) == [(297, 210)]
    assert outside(with_wishes) == []


# Words


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_a_poster_names_all_phases_and_says_all_levels(scale: str, code: str) -> None:
    words = language(code).words
    (text,) = said(poster("Engen", SCALES[scale], language(code), "A3"))
    for level in words.scales[scale].levels.values():
        assert level.sentence in text
    for phase in words.phases.values():
        assert phase.name in text
        assert phase.definition in text
    for sentence in ("Don’t know", "Not begun / not relevant", "A level is a description, not a score."):
        assert language(code).t(sentence) in text
    assert "Engen" in text


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("resident", [True, False])
def test_a_sheet_asks_in_the_words_of_whoever_ticks_it(scale: str, code: str, resident: bool) -> None:
    words = language(code).words
    (text,) = said(sheets_of("Kor", scale=scale, code=code, resident=resident))
    for level in words.scales[scale].levels.values():
        assert (level.resident if resident else level.sentence) in text
    for phase in words.phases.values():
        assert (phase.resident.question if resident else phase.definition) in text
    perspectives = {name: language(code).t(name) in text for name in ("Residents’ board", "Municipality")}
    assert perspectives == {"Residents’ board": resident, "Municipality": not resident}


@pytest.mark.parametrize("scale", SCALES)
def test_every_box_of_a_sheet_has_the_key_that_is_typed_for_it(scale: str) -> None:
    (text,) = said(sheets_of("Kor", scale=scale))
    for key in keys_of(SCALES[scale]):
        printed = key.replace("-", "–")
        assert text.split().count(printed) == 7, key  # beside its words, and once a phase


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("scale", SCALES)
def test_cards_hold_both_voices_and_every_example(scale: str, code: str) -> None:
    text = " ".join(said(cards(SCALES[scale], language(code))))
    for level in language(code).words.scales[scale].levels.values():
        for sentence in (level.sentence, level.resident, *level.examples.values()):
            assert sentence in text


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_way_in_promises_no_more_than_the_workshop_holds(anonymous: bool) -> None:
    (text,) = said(join_poster("K7MX3P", ADDRESS, "Engen", language("en"), anonymous))
    for part in ("K7 MX 3P", "workshop.example.dk/join", "Engen", "No account."):
        assert part in text
    assert ("No names." in text) == anonymous
    assert "lang=da" not in text


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_a_camera_reads_the_whole_address_from_the_printed_way_in(size: str) -> None:
    (page,) = opened(join_poster("K7MX3P", ADDRESS, "Engen", language("da"), size=size))
    assert read_by_a_camera(page.render(scale=1).to_pil()) == [ADDRESS]


@pytest.mark.parametrize("address", [ADDRESS, f"https://{'h' * 200}.dk/join?code=K7MX3P&lang=da"])
def test_a_camera_reads_the_whole_address_from_the_screen(address: str) -> None:
    drawn = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=qr_svg(address))))
    assert read_by_a_camera(drawn) == [address]


def read_by_a_camera(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


# Whatever people call things


@pytest.mark.parametrize("name", HARD_NAMES.values(), ids=HARD_NAMES)
def test_nothing_runs_off_a_page(name: str) -> None:
    words = language("da")
    for scale in ("ivac", "hart"):
        assert outside(poster(name, SCALES[scale], words, "A3")) == []
        assert outside(sheets_of(name, scale=scale)) == []
    host = "h" * 200
    assert outside(join_poster("K7MX3P", f"https://{host}.dk/join?code=K7MX3P", name, words)) == []


def test_a_name_is_printed_whole() -> None:
    (text,) = said(sheets_of(LONG[:120]))
    assert LONG[:120].strip() in text
    (text,) = said(poster(LONG[:120], SCALES["ivac"], language("da"), "A1"))
    assert LONG[:120].strip() in text


def test_what_people_write_is_not_read_as_markup() -> None:
    (text,) = said(sheets_of("#let x = *y* $z$"))
    assert "#let x = *y* $z$" in text


def test_the_kit_is_tagged_and_says_its_language() -> None:
    way_in = join_poster("K7MX3P", ADDRESS, "Engen", language("da"))
    for made in (*(paper.make(printing("da")) for paper in KIT), way_in):
        assert b"pdfuaid" in made
        assert opened(made).is_tagged()
        assert b"/Lang" in made


def printing(code: str) -> Printing:
    return Printing("Engen", demo_report().activities[:2], SCALES["ivac"], language(code))


def test_each_paper_of_the_kit_is_what_its_name_says() -> None:
    words, made = language("en").words.scales["ivac"].levels, {}
    for paper in KIT:
        made[paper.ending] = paper.make(printing("en"))
    assert millimetres(made["poster-a1.pdf"]) == [(841, 594)]
    assert millimetres(made["poster-a3.pdf"]) == [(420, 297)]
    staff, residents = said(made["sheets-staff.pdf"]), said(made["sheets-residents.pdf"])
    assert len(staff) == len(residents) == 2
    assert words["informed"].sentence in staff[0]
    assert words["informed"].resident in residents[0]
    assert words["informed"].resident in " ".join(said(made["cards.pdf"]))


def test_a_plans_files_hold_the_same_kit_as_a_workshops_page() -> None:
    of_plan = [(file.ending, file.name, file.about) for file in FILES if file.group == "paper"]
    assert of_plan == [(paper.ending, paper.name, paper.about) for paper in KIT]
