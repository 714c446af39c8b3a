"""Keys of a sheet: six make its answers, and a wrong one is named with what would be right."""

import pytest

from ivac.content import load
from ivac.faults import Code, Refused
from ivac.language import CODES, language
from ivac.model import PHASES
from ivac.paper import keys_of, read_keys, read_sheet

SCALES = load().scales
IVAC = SCALES["ivac"]
WORDS = language("en")


def refused(typed: str, scale: str = "ivac") -> list[tuple[Code, object]]:
    with pytest.raises(Refused) as refusal:
        read_keys(typed, SCALES[scale], WORDS)
    for code in CODES:
        assert not any("{" in text for text in refusal.value.texts(language(code)))
    return [(fault.code, fault.values.get("phase", fault.values.get("count"))) for fault in refusal.value.faults]


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_every_answer_has_one_key_that_is_one_letter_long(scale):
    keys = keys_of(scale)
    assert tuple(keys.values()) == scale.answers
    assert all(len(key) == 1 for key in keys)


def test_levels_are_numbered_from_the_top_of_the_sheet():
    assert list(keys_of(IVAC).items())[:2] == [("1", "not_involved"), ("2", "informed")]


@pytest.mark.parametrize("typed", ["2 3 3 4 ? -", "2334?-", " 233 4?- ", "2334?–", "2334?—", "2334?−"])
def test_six_keys_are_a_sheet(typed):
    assert read_keys(typed, IVAC, WORDS) == {
        "knowledge": "informed", "ideas": "professional_joint", "planning": "professional_joint",
        "implementation": "resident_joint", "anchoring": "dont_know", "evaluation": "not_relevant",
    }  # fmt: skip


@pytest.mark.parametrize("blank", [".", "0"])
def test_a_blank_is_no_answer(blank):
    assert read_keys(f"1{blank}111{blank}", IVAC, WORDS).keys() == {
        phase for place, phase in enumerate(PHASES) if place not in (1, 5)
    }


def test_a_wrong_key_is_named_with_its_phase():
    assert refused("126311") == [(Code.SHEET_KEY, "Planning")]
    assert refused("x2631²") == [(Code.SHEET_KEY, name) for name in ("Knowledge gathering", "Planning", "Evaluation")]
    assert read_keys("888888", SCALES["hart"], WORDS)
    assert refused("988888", "hart") == [(Code.SHEET_KEY, "Knowledge gathering")]


@pytest.mark.parametrize(("typed", "count"), [("", 0), ("12345", 5), ("1 2 3 4 5 1 2", 7), ("1" * 100_000, 100_000)])
def test_too_few_or_too_many_keys_are_counted(typed, count):
    assert refused(typed) == [(Code.SHEET_LENGTH, count)]


def test_what_would_be_right_is_said():
    with pytest.raises(Refused) as refusal:
        read_keys("126311", IVAC, WORDS)
    (text,) = refusal.value.texts(WORDS)
    assert "“6” for Planning" in text
    assert "1 to 5" in text


def test_six_more_keys_are_wishes():
    answers, wishes = read_sheet("2 3 3 4 ? -  5 . . . 1 .", IVAC, WORDS, desired=True)
    assert answers == read_keys("2334?-", IVAC, WORDS)
    assert wishes == {"knowledge": "resident_decide", "anchoring": "not_involved"}
    assert read_sheet("2334?-", IVAC, WORDS, desired=True) == (answers, {})


def test_where_no_wishes_are_asked_for_a_sheet_has_six_keys():
    assert read_sheet("2334?-", IVAC, WORDS, desired=False) == (read_keys("2334?-", IVAC, WORDS), {})
    with pytest.raises(Refused):
        read_sheet("2334?-111111", IVAC, WORDS, desired=False)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("111111?1111-", [Code.SHEET_WISH] * 2), ("1111111", [Code.SHEET_LENGTH]), ("111111111119", [Code.SHEET_KEY])],
)
def test_a_wish_is_a_level_or_blank(typed, codes):
    with pytest.raises(Refused) as refusal:
        read_sheet(typed, IVAC, WORDS, desired=True)
    assert [fault.code for fault in refusal.value.faults] == codes
    for code in CODES:
        assert not any("{" in text for text in refusal.value.texts(language(code)))
