import pytest

from ivac.content import load
from ivac.exchange import plan_name_from, preview, read_file
from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import MAX_ACTIVITIES, NAME_LIMIT, TEXT_LIMIT

from .making import codes, seen, xlsx


def one(heading: str, value: str):
    """The preview of one activity with one more column."""
    return seen([["Aktivitet", heading], ["Løbeklub", value]])


def only(heading: str, value: str):
    """The activity of such a preview, without faults."""
    (activity,) = one(heading, value).accepted()
    return activity


def test_a_whole_register_comes_in():
    found = seen(
        [
            ["Helhedsplan", "Nr.", "Aktivitet", "Beskrivelse", "Indsatsområde", "Målgruppe", "Frivillige", "Partnere"],
            ["Nordby", "1", "Løbeklub", "Mandag\nog onsdag", "Det sociale liv", "Mænd; Kvinder", "12", "DGI"],
            [],
            ["", "2", "", "", "", "", "", ""],
            ["nordby", "3", "Have", "", "", "", "", ""],
        ]
    )
    assert found.faults == ()
    assert found.plan_name == "Nordby"
    assert found.unknown_columns == ("Nr.",)
    assert [each.row for each in found.incoming] == [2, 5]
    first, second = found.accepted()
    assert (first.name, first.description, first.effort_area) == ("Løbeklub", "Mandag\nog onsdag", "social_life")
    assert (first.target_groups, first.volunteers, first.partners) == (("men", "women"), 12, "DGI")
    assert second.model_dump(exclude={"id", "name"}) == type(second)(name="x").model_dump(exclude={"id", "name"})


def test_a_file_that_names_no_plan_leaves_that_to_others():
    assert one("Type", "").plan_name is None


@pytest.mark.parametrize(
    ("heading", "value", "field", "expected"),
    [
        ("Indsatsområde", "social_life", "effort_area", "social_life"),
        ("Indsatsområde", "DET SOCIALE LIV.", "effort_area", "social_life"),
        ("Effort area", "Social life", "effort_area", "social_life"),
        ("Indsatsområde", "Boern og unge", "effort_area", "children_youth"),
        ("Indsatsområde", "-", "effort_area", None),
        ("Type", "Tryghedskorps", "activity_type", "safety_corps"),
        ("Kompleksitet", "Enkel", "complexity", "simple"),
        ("Kompleksitet", "complex", "complexity", "complex"),
        ("Sigte", "Ikke besluttet", "aim", "undecided"),
        ("Faglighed", "Ja", "professional_skill", True),
        ("Faglighed", "x", "professional_skill", True),
        ("Faglighed", "1", "professional_skill", True),
        ("Faglighed", "TRUE", "professional_skill", True),
        ("Faglighed", "✓", "professional_skill", True),
        ("Faglighed", "nej", "professional_skill", False),
        ("Faglighed", "false", "professional_skill", False),
        ("Faglighed", "", "professional_skill", None),
        ("Frivillige", "0", "volunteers", 0),
        ("Frivillige", "12,0", "volunteers", 12),
        ("Frivillige", "1.200", "volunteers", 1200),
        ("Frivillige", "", "volunteers", None),
        ("Målgrupper", "Mænd, kvinder/Ældre\nFamilier; mænd", "target_groups", ("men", "women", "elderly", "families")),
        ("Målgrupper", "men;women", "target_groups", ("men", "women")),
        ("Status: Planlægning", "i gang", "status", {"planning": "under_way"}),
        ("Beskrivelse", "مرحبا 🏃‍♀️ æøå", "description", "مرحبا 🏃‍♀️ æøå"),
        ("Beskrivelse", "x" * TEXT_LIMIT, "description", "x" * TEXT_LIMIT),
    ],
)
def test_values_are_recognised_loosely(heading, value, field, expected):
    assert getattr(only(heading, value), field) == expected


@pytest.mark.parametrize("name", ["effort_areas", "activity_types", "target_groups", "aims", "phase_statuses"])
@pytest.mark.parametrize("code", ["da", "en"])
def test_every_list_entry_is_recognised_as_we_write_it(name, code):
    from ivac.exchange import Choices

    choices = Choices(load(), name)
    for item in load().lists.ids(name):
        assert choices.find(choices.label(item, language(code))) == item
        assert choices.find_several(choices.label(item, language(code))) == ([item], [])


def test_a_name_in_several_registers_means_the_one_the_file_otherwise_uses():
    rows = [["Aktivitet", "Indsatsområde"], ["a", "Sundhed"], ["b", "Beboernetværk"], ["c", "Kultur og fritid"]]
    assert [each.effort_area for each in seen(rows[:2]).accepted()] == ["health"]
    assert seen(rows).accepted()[0].effort_area == "lbf11_health"


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Indsatsområde", "Sundheden", Code.CELL_UNKNOWN),
        ("Type", "Tryghedskorpset", Code.CELL_UNKNOWN),
        ("Målgrupper", "Mænd; Marsmænd", Code.CELL_UNKNOWN),
        ("Kompleksitet", "middel", Code.CELL_UNKNOWN),
        ("Sigte", "sjov", Code.CELL_UNKNOWN),
        ("Status: Planlægning", "måske", Code.CELL_UNKNOWN),
        ("Faglighed", "måske", Code.CELL_NOT_YES_NO),
        ("Frivillige", "ca. 12", Code.CELL_NOT_WHOLE_NUMBER),
        ("Frivillige", "12.5", Code.CELL_NOT_WHOLE_NUMBER),
        ("Frivillige", "-3", Code.CELL_NOT_WHOLE_NUMBER),
        ("Frivillige", "10000", Code.CELL_NOT_WHOLE_NUMBER),
        ("Frivillige", "9" * TEXT_LIMIT, Code.CELL_NOT_WHOLE_NUMBER),
        ("Målgrupper", "x," * TEXT_LIMIT, Code.CELL_TOO_LONG),
        ("Frivillige", "=2+2", Code.CELL_FORMULA),
        ("Beskrivelse", "=A1", Code.CELL_FORMULA),
        ("Beskrivelse", "x" * (TEXT_LIMIT + 1), Code.CELL_TOO_LONG),
        ("Plan", "x" * (NAME_LIMIT + 1), Code.CELL_TOO_LONG),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_place(heading, value, code):
    found = one(heading, value)
    assert codes(found.faults) == [code]
    values = found.faults[0].values
    assert (values["file"], values["row"], values["column"]) == ("fil.csv", 2, "B")
    assert values["place"] == found.faults[0].text(language("da"))[: len(str(values["place"]))]
    assert "fil.csv" in str(values["place"])
    assert heading in str(values["place"])
    with pytest.raises(Refused):
        found.accepted()


def test_an_unknown_value_names_the_closest_of_a_long_list_and_all_of_a_short_one():
    (fault,) = one("Type", "Tryghedskorpset").faults
    assert "“Tryghedskorps”" in str(fault.values["known"])
    assert str(fault.values["known"]).count("“") <= 3
    (fault,) = one("Kompleksitet", "middel").faults
    assert fault.values["known"] == "“Enkel”, “Kompleks”"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["Løb", "LØB"], Code.NAME_TWICE),
        (["Løb", "=A1"], Code.CELL_FORMULA),
        (["Løb", "x" * (NAME_LIMIT + 1)], Code.CELL_TOO_LONG),
        (["Løb", ""], Code.CELL_NAME_MISSING),
    ],
)
def test_a_name_that_does_not_fit_is_named_with_its_place(names, code):
    found = seen([["Aktivitet", "Type"], *([name, "Andet"] for name in names)])
    assert codes(found.faults) == [code]
    assert (found.faults[0].values["row"], found.faults[0].values["column"]) == (3, "A")


def test_two_plans_in_one_file_are_refused():
    found = seen([["Plan", "Aktivitet"], ["Nordby", "a"], ["", "b"], ["Sydby", "c"]])
    assert codes(found.faults) == [Code.TWO_PLANS_IN_FILE]
    assert (found.faults[0].values["row"], found.faults[0].values["first"]) == (4, 2)


def test_all_faults_are_told_at_once():
    found = seen(
        [["Aktivitet", "Navn", "Frivillige", "Kompleksitet"], ["a", "b", "mange", "middel"], ["a", "", "få", ""]]
    )
    expected = {Code.TWO_COLUMNS_SAME, Code.CELL_NOT_WHOLE_NUMBER, Code.CELL_UNKNOWN, Code.NAME_TWICE}
    assert set(codes(found.faults)) == expected
    assert len(found.faults) == 5


def test_a_formula_in_a_column_that_is_left_out_does_no_harm():
    assert one("Nr.", "=A1+1").faults == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Noget", "Andet"], ["a", "b"]], Code.NO_NAME_COLUMN),
        ([["Aktivitet", "Type"]], Code.NO_ACTIVITIES),
        ([["Plan", "Aktivitet"], ["Nordby", ""]], Code.NO_ACTIVITIES),
        ([["Aktivitet"], *([f"a{n}"] for n in range(MAX_ACTIVITIES + 1))], Code.TOO_MANY_ROWS),
        ([["Aktivitet"], *([f"a{n}"] for n in range(20_000))], Code.TOO_MANY_ROWS),
        ([["Aktivitet", *(f"k{n}" for n in range(16_000))], ["a"]], Code.TOO_MANY_COLUMNS),
    ],
)
def test_a_table_that_does_not_fit_is_named(rows, code):
    found = seen(rows)
    assert codes(found.faults) == [code]
    assert found.faults[0].values["place"] == "fil.csv"
    assert found.incoming == ()


def test_too_many_rows_are_counted_without_the_headings():
    (fault,) = seen([["Titel på arket"], ["Aktivitet"], *([f"a{n}"] for n in range(20_000))]).faults
    assert fault.values["rows"] == 20_000


def test_as_many_activities_as_a_plan_may_hold_come_in():
    assert len(seen([["Aktivitet"], *([f"a{n}"] for n in range(MAX_ACTIVITIES))]).accepted()) == MAX_ACTIVITIES


def test_the_first_sheet_with_a_name_column_is_read_and_the_others_are_named():
    data = xlsx([["Noter"]], [["Aktivitet"], ["Løb"]], [["Aktivitet"], ["Have"]], titles=("Noter", "Liste", "Gamle"))
    found = preview(read_file("plan.xlsx", data), load(), language("da"))
    assert (found.sheet, found.left_out_sheets) == ("Liste", ("Noter", "Gamle"))
    assert [each.name for each in found.accepted()] == ["Løb"]


def test_a_fault_in_a_workbook_names_its_sheet():
    data = xlsx([["Nr.", "Aktivitet"], [1, "=A1"]])
    (fault,) = preview(read_file("plan.xlsx", data), load(), language("da")).faults
    assert (fault.code, fault.values["sheet"], fault.values["column"]) == (Code.CELL_FORMULA, "Ark1", "B")
    assert "Ark1" in str(fault.values["place"])


def test_a_column_without_heading_is_named_by_its_letter():
    found = seen([["Aktivitet", "", "x"], ["Løb", "hemmeligt", "1"]])
    assert found.unknown_columns[-1] == "x"
    assert found.faults == ()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Nordby_2025.xlsx", "Nordby 2025"),
        ("C:\\Planer\\Nordby (1).csv", "Nordby"),
        ("/tmp/Søndervang.v2.csv", "Søndervang.v2"),
        (".xlsx", ".xlsx"),
        ("_.csv", "Plan"),
        ("x" * 300 + ".csv", "x" * NAME_LIMIT),
    ],
)
def test_a_plan_can_be_named_after_its_file(file, name):
    assert plan_name_from(file) == name
