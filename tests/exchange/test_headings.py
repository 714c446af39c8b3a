import pytest

from ivac.exchange.columns import FIELDS, label
from ivac.exchange.headings import field_of, find
from ivac.exchange.table import Row, Table
from ivac.language import CODES, language


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Aktivitet", "name"),
        ("AKTIVITETER:", "name"),
        ("  Aktivitetens   navn * ", "name"),
        ("Aktivitet (navn)", "name"),
        ("Title", "name"),
        ("Helhedsplan", "plan"),
        ("plan", "plan"),
        ("Beskrivelse [kort]", "description"),
        ("Indsatsområde", "effort_area"),
        ("INDSATSOMRAADE", "effort_area"),
        ("Indsatsomra\u030ade", "effort_area"),
        ("Aktivitets-type", "activity_type"),
        ("Målgruppe(r)", "target_groups"),
        ("maalgrupper", "target_groups"),
        ("Target group", "target_groups"),
        ("Enkel/kompleks", "complexity"),
        ("Kræver faglighed?", "professional_skill"),
        ("Samarbejdspartnere", "partners"),
        ("Antal frivillige", "volunteers"),
        ("No. of volunteers", "volunteers"),
        ("Sigte", "aim"),
        ("Status: Planlægning", "status_planning"),
        ("Planlægning status", "status_planning"),
        ("Planlægning (status)", "status_planning"),
        ("Status planning", "status_planning"),
        ("Status for idéudviklingsfasen", "status_ideas"),
        ("Forankringsstatus", "status_anchoring"),
        ("status, knowledge gathering", "status_knowledge"),
        ("Nr.", None),
        ("Status", None),
        ("Planlægning", None),
        ("Formål", None),
        ("", None),
        ("***", None),
    ],
)
def test_headings_are_recognised_loosely(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("field", FIELDS)
def test_our_own_headings_are_recognised_in_every_language(code, field):
    assert field_of(label(field, language(code))) == field


def table(*rows: tuple[int, tuple[str, ...]]) -> Table:
    return Table("f.csv", None, tuple(Row(number, cells) for number, cells in rows), len(rows), 9)


def test_headings_may_come_after_ten_rows_of_titles():
    found = find(
        table((1, ("Plan for Nordby",)), (5, ("Aktiviteter",)), (11, ("Nr.", "Aktivitet", "Type")), (12, ("1",)))
    )
    assert found is not None
    assert found.row.number == 11
    assert dict(found.columns) == {"name": 1, "activity_type": 2}
    assert found.unknown == (0,)


def test_headings_further_down_are_not_found():
    assert find(table((1, ("Plan",)), (12, ("Aktivitet", "Type")))) is None
