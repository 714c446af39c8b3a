"""A file of answers on paper: in both languages, as keys or in words, each fault with its place."""

import io
from datetime import date

import openpyxl
import pytest

from ivac.content import load
from ivac.exchange import PaperPreview, answers_template, preview_answers, read_file
from ivac.faults import Code
from ivac.language import CODES, language
from ivac.model import PHASES, Activity
from ivac.workshop import AgendaItem, Workshop

SCALE = load().scales["ivac"]
CHOIR, GARDEN = Activity(id="choir", name="Kor"), Activity(id="garden", name="Fælles have")
DANISH = "Person;Perspektiv;Aktivitet;Vidensindsamling;Idéudvikling;Planlægning;Gennemførelse;Forankring;Evaluering"
ENGLISH = (
    "person,perspective,activity,Knowledge gathering,Idea development,Planning,Implementation,Anchoring,Evaluation"
)


def workshop(**changes: object) -> Workshop:
    agenda = (AgendaItem(activity="choir"), AgendaItem(activity="garden"))
    fields = {"plan_id": "p", "day": date(2026, 3, 12), "scale": "ivac", "scale_version": 1, "state": "open"}
    return Workshop.model_validate(fields | {"agenda": agenda} | changes)


def previewed(text: str, name: str = "svar.csv", **changes: object) -> PaperPreview:
    tables = read_file(name, text.encode())
    return preview_answers(tables, workshop(**changes), (CHOIR, GARDEN), SCALE, language("da"))


def rows(*lines: str, **changes: object) -> PaperPreview:
    return previewed("\n".join([DANISH, *lines]), **changes)


def faults(found: PaperPreview) -> list[tuple[Code, str]]:
    assert found.people == ()
    for code in CODES:
        assert not any("{" in fault.text(language(code)) for fault in found.faults)
    return [(fault.code, str(fault.values["place"])) for fault in found.faults]


def test_keys_and_words_in_both_languages_mean_the_same():
    levels = language("da").words.scales["ivac"].levels, language("en").words.scales["ivac"].levels
    found = rows(
        "1;Beboer;Kor;2;1;-;?;;.",
        f"2;Beboere;kor;{levels[0]['informed'].sentence};{levels[0]['not_involved'].name};ikke begyndt;Ved ikke;;",
        f"3;resident;KOR;{levels[1]['informed'].short};{levels[1]['not_involved'].resident};–;don't know;;0",
    )
    assert found.faults == ()
    assert [person.perspective for person in found.people] == ["resident"] * 3
    expected = {
        "knowledge": "informed", "ideas": "not_involved", "planning": "not_relevant", "implementation": "dont_know",
    }  # fmt: skip
    assert [person.sheets for person in found.people] == [{"choir": expected}] * 3


def test_english_headings_in_any_order():
    columns = ENGLISH.split(",")
    found = previewed(
        ",".join(reversed(columns)) + "\n" + ",".join(reversed(["a", "Staff", "Kor", *"123456"[:5], "?"]))
    )
    (person,) = found.people
    assert person.perspective == "staff"
    assert person.sheets["choir"]["evaluation"] == "dont_know"
    assert person.sheets["choir"]["anchoring"] == "resident_decide"


def test_rows_of_one_person_are_one_participant_and_rows_of_nobody_are_each_their_own():
    found = rows(
        "A;Beboer;Kor;1;1;1;1;1;1", ";Beboer;Kor;1;1;1;1;1;1", "a ;Beboer;Fælles have;2;2;2;2;2;2", ";Beboer;Kor;;;;;;"
    )
    assert [sorted(person.sheets) for person in found.people] == [["choir", "garden"], ["choir"], ["choir"]]
    assert found.sheets == 4
    assert "A" not in {person.id for person in found.people}


FAULTY = {
    "unknown perspective": (";Nabo;Kor;1;1;1;1;1;1", Code.CELL_UNKNOWN, "kolonne B"),
    "a perspective not asked": (";Kommune;Kor;1;1;1;1;1;1", Code.CELL_UNKNOWN, "kolonne B"),
    "no perspective": (";;Kor;1;1;1;1;1;1", Code.CELL_UNKNOWN, "kolonne B"),
    "unknown activity": (";Beboer;Krolf;1;1;1;1;1;1", Code.CELL_UNKNOWN, "kolonne C"),
    "unknown answer": (";Beboer;Kor;1;1;9;1;1;1", Code.CELL_UNKNOWN, "kolonne F"),
    "a formula": (";Beboer;Kor;1;1;1;1;1;=1+1", Code.CELL_FORMULA, "kolonne I"),
    "a revealed activity": (";Beboer;Fælles have;1;1;1;1;1;1", Code.SHEET_LOCKED, "kolonne C"),
    "two sheets of one person": ("A;Beboer;Kor;1;1;1;1;1;1", Code.SHEET_TWICE_IN_FILE, "kolonne C"),
    "two perspectives of one person": ("A;Medarbejder;Kor;1;1;1;1;1;1", Code.PERSON_TWO_PERSPECTIVES, "kolonne B"),
}


@pytest.mark.parametrize(("line", "code", "column"), FAULTY.values(), ids=FAULTY)
def test_each_fault_is_named_with_row_and_column_and_nothing_comes_in(line: str, code: Code, column: str):
    agenda = (AgendaItem(activity="choir"), AgendaItem(activity="garden", revealed=True))
    ((found, place),) = faults(rows("A;Beboer;Kor;1;1;1;1;1;1", line, agenda=agenda))
    assert found is code
    assert "svar.csv" in place
    assert "række 3" in place
    assert column in place


def test_all_faults_are_told_at_once_with_what_would_be_right():
    found = rows(";Nabo;Krolf;9;1;1;1;1;x")
    assert [code for code, _ in faults(found)] == [Code.CELL_UNKNOWN] * 4
    texts = [fault.text(language("da")) for fault in found.faults]
    for text, right in zip(texts, ("“Beboer”", "“Kor”", "“1”", "“?”"), strict=True):
        assert right.strip("“”") in text


def test_missing_columns_are_named():
    ((code, _),) = faults(previewed("Person;Perspektiv;Vidensindsamling\n1;Beboer;1"))
    assert code is Code.COLUMNS_MISSING


def test_headings_alone_and_too_many_rows_are_said():
    assert [code for code, _ in faults(rows())] == [Code.NO_SHEETS]
    assert [code for code, _ in faults(rows(*[";Beboer;Kor;1;1;1;1;1;1"] * 501))] == [Code.TOO_MANY_SHEETS]
    assert rows(*[";Beboer;Kor;1;1;1;1;1;1"] * 500).sheets == 500


def test_a_person_column_is_not_needed():
    head = DANISH.removeprefix("Person;")
    assert len(previewed(f"{head}\nBeboer;Kor;1;1;1;1;1;1\nBeboer;Kor;1;1;1;1;1;1").people) == 2


@pytest.mark.parametrize("code", CODES)
def test_the_empty_sheet_has_headings_that_are_recognised(code: str):
    book = openpyxl.load_workbook(io.BytesIO(answers_template(language(code))))
    sheet = book.worksheets[0]
    assert sheet.max_column == 3 + len(PHASES)
    sheet.append(["A", "Beboer", "Kor", 1, 2, 3, 4, 5, "?"])
    buffer = io.BytesIO()
    book.save(buffer)
    found = preview_answers(read_file("s.xlsx", buffer.getvalue()), workshop(), (CHOIR,), SCALE, language(code))
    assert found.faults == ()
    assert found.people[0].sheets["choir"]["evaluation"] == "dont_know"


WISHED = ";".join(f"{name}, sådan burde det være" for name in DANISH.split(";")[3:])


def wished(line: str, asked: bool = True) -> PaperPreview:
    return previewed(f"{DANISH};{WISHED}\n{line}", ask_desired=asked)


def test_wishes_are_read_where_the_workshop_asks_for_them():
    informed = language("en").words.scales["ivac"].levels["informed"].sentence
    line = f"1;Beboer;Kor;1;1;1;1;1;?;5;{informed};.;;;"
    (person,) = wished(line).people
    assert person.wishes == {"choir": {"knowledge": "resident_decide", "ideas": "informed"}}
    assert person.sheets["choir"]["evaluation"] == "dont_know"
    assert [each.wishes for each in wished(line, asked=False).people] == [{}]


def test_a_wish_is_a_level_and_nothing_else():
    found = wished("1;Beboer;Kor;1;1;1;1;1;1;?;9;;;;")
    assert [(code, place.partition("kolonne ")[2][0]) for code, place in faults(found)] == [
        (Code.CELL_UNKNOWN, "J"), (Code.CELL_UNKNOWN, "K"),
    ]  # fmt: skip
    assert not any("“?”" in fault.text(language("da")).partition(":")[2].partition("“1”")[2] for fault in found.faults)


@pytest.mark.parametrize("code", CODES)
def test_the_empty_sheet_has_columns_for_wishes_where_they_are_asked_for(code: str):
    book = openpyxl.load_workbook(io.BytesIO(answers_template(language(code), desired=True)))
    book.worksheets[0].append(["A", "Beboer", "Kor", *"123456"[:5], "?", *"54321", "5"])
    buffer = io.BytesIO()
    book.save(buffer)
    tables = read_file("s.xlsx", buffer.getvalue())
    found = preview_answers(tables, workshop(ask_desired=True), (CHOIR,), SCALE, language(code))
    assert found.faults == ()
    assert list(found.people[0].wishes["choir"]) == list(PHASES)
