import io
import struct
import zipfile
from datetime import date, datetime, time

import pytest

from ivac.exchange import read_file, read_paste
from ivac.exchange.table import ROW_LIMIT, Formula
from ivac.faults import Code, Refused

from .making import changed, csv_text, xlsx

HEADED = [["Aktivitet", "Målgruppe"], ["Løbeklub", "Mænd"]]


def cells(table):
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("name", ["plan.xls", "plan.ods", "plan.docx", "plan.pdf", "plan", "plan.xlsx.exe"])
def test_other_kinds_of_files_are_refused(name):
    with pytest.raises(Refused) as refused:
        read_file(name, b"anything")
    assert refused.value.faults[0].code is Code.FILE_TYPE
    assert refused.value.faults[0].values["file"] == name


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.XLSM"])
def test_workbooks_with_and_without_macros_are_read(name):
    assert cells(read_file(name, xlsx(HEADED))[0]) == [tuple(row) for row in HEADED]


def test_a_workbook_gives_its_cells_as_texts():
    values = [12.0, 12.5, True, date(2026, 3, 12), datetime(2026, 3, 12, 9, 30), time(9, 30), None, " å "]
    (table,) = read_file("plan.XLSX", xlsx([values]))
    expected = ("12", "12.5", "true", "2026-03-12", "2026-03-12 09:30", "09:30:00", "", "å")
    assert cells(table) == [expected]
    assert (table.file, table.sheet) == ("plan.XLSX", "Ark1")


def test_rows_keep_the_numbers_that_excel_shows():
    (table,) = read_file("plan.xlsx", xlsx([[], ["Aktivitet"], [None], ["Løbeklub"]]))
    assert [row.number for row in table.rows] == [2, 4]


def test_hidden_sheets_are_ignored():
    tables = read_file("plan.xlsx", xlsx(HEADED, HEADED, hidden=["Ark1"]))
    assert [table.sheet for table in tables] == ["Ark2"]


def test_a_formula_in_a_workbook_is_known_as_one_and_a_text_is_not():
    data = xlsx([["=1+1", "a=b"]])
    (table,) = read_file("plan.xlsx", data)
    assert [isinstance(cell, Formula) for cell in table.rows[0].cells] == [True, False]


def lying_bomb() -> bytes:
    """A zip whose directory declares ten bytes for each part."""
    data = bytearray(changed(xlsx(HEADED), lambda _, part: part, {"xl/bomb.xml": b"0" * 2_000_000}))
    start = data.find(b"PK\x01\x02")
    while start != -1:
        data[start + 24 : start + 28] = struct.pack("<I", 10)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def locked_parts() -> bytes:
    """A zip that says its parts are encrypted."""
    data = bytearray(xlsx(HEADED))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    return changed(xlsx(HEADED), lambda _, part: part, {"xl/media/bomb.bin": bytes(51 * 1024 * 1024)})


def tag_bomb() -> bytes:
    return changed(xlsx(HEADED), lambda _, part: part, {"xl/sharedStrings2.xml": b"<si/>" * 3_000_001})


def entity_bomb() -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"<worksheet", entities + b"<worksheet", 1) if name.endswith("sheet1.xml") else part

    return changed(xlsx(HEADED), change)


def without_workbook() -> bytes:
    return changed(xlsx(HEADED), lambda name, part: None if name == "xl/workbook.xml" else part)


def only_a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hej.txt", "hej")
    return buffer.getvalue()


def far_row() -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b'<row r="2"', b'<row r="99999999999"') if name.endswith("sheet1.xml") else part

    return changed(xlsx(HEADED), change)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no zip at all", Code.FILE_BROKEN),
        (b"PK\x03\x04 broken", Code.FILE_BROKEN),
        (xlsx(HEADED)[:-40], Code.FILE_BROKEN),
        (only_a_zip(), Code.FILE_BROKEN),
        (without_workbook(), Code.FILE_BROKEN),
        (entity_bomb(), Code.FILE_BROKEN),
        (lying_bomb(), Code.FILE_BROKEN),
        (bomb(), Code.FILE_EXPANDS),
        (tag_bomb(), Code.FILE_EXPANDS),
        (far_row(), Code.FILE_EXPANDS),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Code.FILE_LOCKED),
        (locked_parts(), Code.FILE_LOCKED),
        (b"a" * (5 * 1024 * 1024 + 1), Code.FILE_TOO_LARGE),
        (b"", Code.SHEET_EMPTY),
        (xlsx([]), Code.SHEET_EMPTY),
        (xlsx(HEADED, [], hidden=["Ark1"]), Code.SHEET_EMPTY),
    ],
    ids=lambda value: value.name if isinstance(value, Code) else "",
)
def test_a_workbook_that_cannot_be_read_is_refused_with_a_sentence(data, code):
    with pytest.raises(Refused) as refused:
        read_file("plan.xlsx", data)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert "plan.xlsx" in refused.value.faults[0].values.values()


def test_a_workbook_with_20000_rows_is_read_no_further_than_needed():
    (table,) = read_file("plan.xlsx", xlsx([["Aktivitet"], *([f"Nr. {n}"] for n in range(20_000))]))
    assert len(table.rows) == ROW_LIMIT
    assert table.cut
    assert table.row_total == 20_001


def test_a_workbook_with_16000_columns_is_cut():
    (table,) = read_file("plan.xlsx", xlsx([[f"k{n}" for n in range(16_000)]]))
    assert table.column_total == 16_000
    assert len(table.rows[0].cells) == 200


def test_empty_formatted_columns_cost_nothing():
    def change(name: str, part: bytes) -> bytes:
        return part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')

    (table,) = read_file("plan.xlsx", changed(xlsx(HEADED), change))
    assert cells(table) == [tuple(row) for row in HEADED]
    assert (table.row_total, table.column_total) == (2, 2)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_as_anybody_writes_it(encoding, delimiter):
    rows = [["Aktivitet", "Beskrivelse"], ["Løbeklub, æøå; og mere", 'Én "linje"\nog en til']]
    (table,) = read_file("plan.csv", csv_text(rows, delimiter).encode(encoding))
    assert cells(table) == [tuple(row) for row in rows]
    assert table.sheet is None


def test_the_separator_line_of_excel_counts_for_no_row():
    (table,) = read_file("plan.csv", b"sep=,\r\nAktivitet,Type\r\n;;;,x\r\n")
    assert [(row.number, row.cells) for row in table.rows] == [(1, ("Aktivitet", "Type")), (2, (";;;", "x"))]


def test_a_title_with_commas_does_not_hide_the_separator():
    (table,) = read_file("plan.csv", "a, b, c, d, e\n\nAktivitet;Beskrivelse\nLøb;Gå, hop, løb, dans\n".encode())
    assert table.rows[-1].cells == ("Løb", "Gå, hop, løb, dans")
    assert [row.number for row in table.rows] == [1, 3, 4]


def test_a_csv_with_blank_rows_between_keeps_all_its_rows():
    text = "Aktivitet\n" + "".join(f"Nr. {n}\n\n\n" for n in range(500))
    (table,) = read_file("plan.csv", text.encode())
    assert len(table.rows) == 501
    assert not table.cut


def test_a_csv_with_20000_rows_is_cut_and_counted():
    (table,) = read_file("plan.csv", b"Aktivitet\n" + b"x\n" * 20_000)
    assert (len(table.rows), table.row_total, table.cut) == (ROW_LIMIT, 20_001, True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Aktivitet\nL\x00b\n", Code.FILE_ENCODING),
        (b"Aktivitet\n\x81\x8d\n", Code.FILE_ENCODING),
        (b"\xef\xbb\xbfAktivitet\n\xff\n", Code.FILE_ENCODING),
        (xlsx(HEADED), Code.FILE_BROKEN),
        (b'Aktivitet\n"never closed\nmore\n', Code.FILE_BROKEN),
        (b'Aktivitet\n"' + b"x" * 200_000 + b'"\n', Code.FILE_BROKEN),
        (b" \r\n\r\n", Code.SHEET_EMPTY),
        (b";;;\n;;\n", Code.SHEET_EMPTY),
        (b"a" * (5 * 1024 * 1024 + 1), Code.FILE_TOO_LARGE),
    ],
)
def test_a_csv_that_cannot_be_read_is_refused_with_a_sentence(data, code):
    with pytest.raises(Refused) as refused:
        read_file("plan.csv", data)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert "plan.csv" in refused.value.faults[0].values.values()


def test_a_formula_in_csv_is_known_as_one_and_an_apostrophe_before_it_makes_it_text():
    (table,) = read_file("plan.csv", b"Aktivitet;a\n=SUM(A1);'=SUM(A1)\n")
    formula, text = table.rows[1].cells
    assert isinstance(formula, Formula)
    assert not isinstance(text, Formula)
    assert text == "=SUM(A1)"


def test_a_paste_from_excel_keeps_cells_with_several_lines():
    table = read_paste('Aktivitet\tBeskrivelse\nLøbeklub\t"Mandag ""tidligt""\nog onsdag"\nHave\tx\n')
    assert cells(table)[1:] == [("Løbeklub", 'Mandag "tidligt"\nog onsdag'), ("Have", "x")]


@pytest.mark.parametrize("quoted", ['"Hej" klub', '12" rør', '"halvt'])
def test_a_paste_keeps_quotes_that_are_no_quoting(quoted):
    table = read_paste(f"Aktivitet\tBeskrivelse\n{quoted}\tx\nHave\ty\n")
    assert len(table.rows) == 3
    assert cells(table)[2] == ("Have", "y")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_paste_may_be_parted_by_other_signs(delimiter):
    assert cells(read_paste(csv_text(HEADED, delimiter))) == [tuple(row) for row in HEADED]


@pytest.mark.parametrize(("text", "code"), [("", Code.SHEET_EMPTY), ("x" * 6_000_000, Code.FILE_TOO_LARGE)])
def test_a_paste_of_nothing_or_far_too_much_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_paste(text, "Indsat")
    assert [fault.code for fault in refused.value.faults] == [code]


def test_control_characters_go_and_other_letters_stay():
    kept = "æøå مرحبا 🏃‍♀️ שלום"
    (table,) = read_file("plan.csv", f"Aktivitet\n\x07{kept}\x1b\n".encode())
    assert table.rows[1].cells == (kept,)
