import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from ivac.faults import Code, Fault
from ivac.language import CODES, Language, first_guess, language

ROOT = Path(__file__).parents[1]


@cache
def keywords() -> dict[str, tuple[int, ...] | None]:
    """The functions whose texts the Makefile's `words` collects."""
    extract = re.search(r"pybabel .*extract (.*) ivac pages", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert extract is not None
    return {**DEFAULT_KEYWORDS, **parse_keywords(re.findall(r"-k (\S+)", extract[1]))}


@cache
def texts_in_the_code() -> frozenset[str | tuple[str, ...]]:
    """Every text that the code asks the catalogue for; a pair where it counts."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    return frozenset(
        message
        for folder in ("ivac", "pages")
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, options, keywords())
    )


@cache
def catalogue() -> Catalog:
    with (ROOT / "ivac" / "locale" / "da.po").open("rb") as file:
        return read_po(file, locale="da")


def places(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


def test_texts_are_found_in_code_pages_and_faults():
    found = texts_in_the_code()
    assert len(found) > 200
    assert "Activity" in found
    assert {code.value for code in Code} <= found
    assert any(isinstance(each, tuple) for each in found)


def test_the_makefile_collects_the_texts_of_all_speaking_functions():
    assert {"t", "n", "N_"} <= set(keywords())
    assert keywords()["n"] == (1, 2)


def test_every_text_has_its_danish():
    danish = {message.id: message.string for message in catalogue() if message.id}
    missing = [text for text in texts_in_the_code() if not danish.get(text) or not all(danish[text])]
    assert missing == []


def test_the_danish_catalogue_holds_nothing_that_is_not_asked_for():
    assert {message.id for message in catalogue() if message.id} - texts_in_the_code() == set()


def test_no_translation_is_a_guess():
    assert [message.id for message in catalogue() if message.id and message.fuzzy] == []
    assert not catalogue().fuzzy


def test_translations_fill_in_the_same_places():
    for message in catalogue():
        if not message.id or not message.string:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for original, translated in zip(ids, strings, strict=True):
            assert places(original) == places(translated), original


def test_a_sentence_is_a_sentence_in_danish_too():
    for message in catalogue():
        if message.id and isinstance(message.id, str) and message.string:
            original, translated = (str(text).endswith((".", "?", "!")) for text in (message.id, message.string))
            assert original == translated, message.id


def test_every_fault_can_happen():
    code = "".join(
        file.read_text(encoding="utf-8") for folder in ("ivac", "pages") for file in (ROOT / folder).rglob("*.py")
    )
    assert [fault.name for fault in Code if not re.search(rf"\bCode\.{fault.name}\b", code)] == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("fault", Code)
def test_every_fault_can_be_told(code, fault):
    values = {place: f"<{place}>" for place in places(fault.value)}
    sentence = Fault(fault, values).text(language(code))
    assert all(f"<{place}>" in sentence for place in values)
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "da"),
        ("", "da"),
        ("da", "da"),
        ("en", "en"),
        ("da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7", "da"),
        ("en-GB,en;q=0.9", "en"),
        ("EN-gb", "en"),
        ("de-DE,de;q=0.9,en;q=0.8", "en"),
        ("de,sv", "da"),
        ("en;q=0.3,da;q=0.8", "da"),
        ("fr, en;q=0.5, da;q=0.4", "en"),
        ("en;q=0.5, da;q=0.5", "en"),
        ("de, en; q=0.5", "en"),
        ("da; q=0.1, en ; q=0.5", "en"),
        ("en;q=0", "da"),
        ("da;q=0, en;q=0.1", "en"),
        ("*", "da"),
        ("en;q=lots,da;q=0.1", "da"),
        (";;;,,,=", "da"),
        ("en_US", "da"),
        ("x" * 10_000, "da"),
    ],
)
def test_the_first_guess_is_the_browsers_best_of_ours(header, code):
    assert first_guess(header) == code


@pytest.mark.parametrize(
    ("code", "written"), [("da", ("12. marts 2026", "25 %", "1.234")), ("en", ("March 12, 2026", "25%", "1,234"))]
)
def test_dates_shares_and_numbers_as_each_language_writes_them(code, written):
    speech = language(code)
    assert (speech.date(date(2026, 3, 12)), speech.percent(0.25), speech.number(1234)) == written


@pytest.mark.parametrize(("share", "whole"), [(0, "0"), (1, "100"), (0.333, "33"), (2 / 3, "67"), (0.004, "0")])
def test_shares_are_whole_per_cent(share, whole):
    assert language("da").percent(share) == f"{whole} %"
    assert language("en").percent(share) == f"{whole}%"


@pytest.mark.parametrize(
    ("code", "count", "text"),
    [
        ("en", 1, "1 activity"), ("en", 0, "0 activities"), ("en", 2000, "2,000 activities"),
        ("da", 1, "1 aktivitet"), ("da", 0, "0 aktiviteter"), ("da", 2000, "2.000 aktiviteter"),
    ],
)  # fmt: skip
def test_counts_have_their_number_and_their_plural(code, count, text):
    assert language(code).n("{count} activity", "{count} activities", count) == text


def test_a_text_that_is_not_in_the_catalogue_stays_english():
    assert language("da").t("Nobody says {what}.", what="so") == "Nobody says so."


def test_what_people_wrote_is_not_taken_for_a_place_to_fill():
    assert language("en").t("Added: {name}", name="{count} %s {0}") == "Added: {count} %s {0}"


@pytest.mark.parametrize("code", ["sv", "", "DA", "da-DK"])
def test_an_unknown_language_is_danish(code):
    assert language(code).code == "da"


def test_each_language_speaks_the_methods_words():
    assert language("da").words.phases["ideas"].name == "Idéudvikling"
    assert language("en").words.phases["ideas"].name == "Idea development"


def test_a_language_is_read_once():
    assert language("da") is language("da")
    assert isinstance(language("da"), Language)
