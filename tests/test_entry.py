import pytest

from ivac.content import ACTIVITY_LISTS, load
from ivac.entry import checked_activity, checked_note, checked_plan
from ivac.faults import Code, Refused
from ivac.language import language
from ivac.model import MAX_PEOPLE, NAME_LIMIT, TEXT_LIMIT, Activity, Plan

LABELS = {
    "name": "Navn",
    "area": "Område",
    "description": "Beskrivelse",
    "aim": "Sigte",
    "effort_area": "Indsatsområde",
}


def refused_plan(**fields: object) -> Refused:
    with pytest.raises(Refused) as refused:
        checked_plan(fields, LABELS)
    return refused.value


def refused_activity(**fields: object) -> Refused:
    with pytest.raises(Refused) as refused:
        checked_activity({"name": "Løbeklub", **fields}, LABELS)
    return refused.value


def codes(refused: Refused) -> list[Code]:
    return [fault.code for fault in refused.faults]


def test_a_plan_needs_no_more_than_a_name():
    plan = checked_plan({"name": "  Nordby  "}, LABELS)
    assert plan == Plan(id=plan.id, name="Nordby")


def test_a_whole_plan():
    fields = {"id": "p1", "name": "Nordby", "area": "Vest", "start_year": 2025, "end_year": 2028}
    assert checked_plan(fields, LABELS) == Plan(id="p1", name="Nordby", area="Vest", start_year=2025, end_year=2028)


@pytest.mark.parametrize("years", [(2025, 2025), (2025, None), (None, 2025), (None, None), (1990, 2100)])
def test_a_period_may_be_a_year_and_may_be_open(years):
    plan = checked_plan({"name": "Nordby", "start_year": years[0], "end_year": years[1]}, LABELS)
    assert (plan.start_year, plan.end_year) == years


@pytest.mark.parametrize(
    ("fields", "code", "named"),
    [
        ({"name": ""}, Code.NAME_NEEDED, ""),
        ({"name": " \n "}, Code.NAME_NEEDED, ""),
        ({"name": "x" * (NAME_LIMIT + 1)}, Code.TOO_LONG, "“Navn”"),
        ({"name": "Nordby", "area": "x" * (NAME_LIMIT + 1)}, Code.TOO_LONG, "121"),
        ({"name": "Nordby", "start_year": 1989}, Code.YEAR_UNLIKELY, "1989"),
        ({"name": "Nordby", "end_year": 2101}, Code.YEAR_UNLIKELY, "2101"),
        ({"name": "Nordby", "end_year": 26}, Code.YEAR_UNLIKELY, "26"),
        ({"name": "Nordby", "start_year": 2028, "end_year": 2025}, Code.PERIOD_BACKWARDS, "2028"),
        ({"name": "Nordby", "colour": "red"}, Code.UNKNOWN_CHOICE, "red"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_a_sentence(fields, code, named):
    refused = refused_plan(**fields)
    assert codes(refused) == [code]
    for speech in (language("da"), language("en")):
        (sentence,) = refused.texts(speech)
        assert named in sentence
        assert "{" not in sentence


def test_all_that_is_wrong_with_a_plan_is_told_at_once():
    refused = refused_plan(name="", area="x" * 121, start_year=26)
    assert codes(refused) == [Code.NAME_NEEDED, Code.TOO_LONG, Code.YEAR_UNLIKELY]
    backwards = refused_plan(name="", start_year=2028, end_year=2025)
    assert set(codes(backwards)) == {Code.NAME_NEEDED, Code.PERIOD_BACKWARDS}
    assert len(backwards.faults) == 2


def test_an_activity_needs_no_more_than_a_name():
    activity = checked_activity({"name": " Løbeklub "}, LABELS)
    assert activity == Activity(id=activity.id, name="Løbeklub")


def test_a_whole_activity():
    fields = {
        "id": "a1", "name": "Løbeklub", "description": "Mandag", "effort_area": "health", "activity_type": "other",
        "target_groups": ("men", "elderly"), "complexity": "simple", "professional_skill": False, "partners": "DGI",
        "volunteers": 0, "aim": "undecided", "status": {"ideas": "done"},
    }  # fmt: skip
    assert checked_activity(fields, LABELS) == Activity(**fields)


@pytest.mark.parametrize("volunteers", [0, 1, MAX_PEOPLE, None])
def test_volunteers_are_counted_or_unknown(volunteers):
    assert checked_activity({"name": "Kor", "volunteers": volunteers}, LABELS).volunteers == volunteers


@pytest.mark.parametrize(
    ("fields", "code", "named"),
    [
        ({"name": ""}, Code.NAME_NEEDED, ""),
        ({"name": "x" * (NAME_LIMIT + 1)}, Code.TOO_LONG, "120"),
        ({"description": "x" * (TEXT_LIMIT + 1)}, Code.TOO_LONG, "4001"),
        ({"partners": "x" * (TEXT_LIMIT + 1)}, Code.TOO_LONG, "“partners”"),
        ({"volunteers": -1}, Code.VOLUNTEERS_NUMBER, ""),
        ({"volunteers": MAX_PEOPLE + 1}, Code.VOLUNTEERS_NUMBER, ""),
        ({"volunteers": 2.5}, Code.VOLUNTEERS_NUMBER, ""),
        ({"effort_area": "wealth"}, Code.UNKNOWN_CHOICE, "“Indsatsområde”"),
        ({"activity_type": "parade"}, Code.UNKNOWN_CHOICE, "parade"),
        ({"target_groups": ("men", "martians")}, Code.UNKNOWN_CHOICE, "martians"),
        ({"complexity": "odd"}, Code.UNKNOWN_CHOICE, "odd"),
        ({"aim": "fun"}, Code.UNKNOWN_CHOICE, "“Sigte”"),
        ({"status": {"planning": "soon"}}, Code.UNKNOWN_CHOICE, "soon"),
    ],
)
def test_an_activity_that_cannot_be_is_refused_with_a_sentence(fields, code, named):
    refused = refused_activity(**fields)
    assert codes(refused) == [code]
    for speech in (language("da"), language("en")):
        (sentence,) = refused.texts(speech)
        assert named in sentence
        assert "{" not in sentence


def test_a_phase_that_does_not_exist_has_no_status():
    assert codes(refused_activity(status={"dreaming": "done"})) == [Code.UNKNOWN_CHOICE]


def test_all_that_is_wrong_with_an_activity_is_told_at_once():
    refused = refused_activity(name="", aim="fun", target_groups=("martians", "ghosts"), volunteers=-1)
    assert sorted(code.name for code in codes(refused)) == [
        *("NAME_NEEDED", "UNKNOWN_CHOICE", "UNKNOWN_CHOICE", "UNKNOWN_CHOICE", "VOLUNTEERS_NUMBER"),
    ]


@pytest.mark.parametrize(("field", "list_name"), ACTIVITY_LISTS.items())
def test_everything_on_a_list_can_be_chosen(field, list_name):
    for item in load().lists.ids(list_name):
        chosen = (item,) if field == "target_groups" else item
        assert getattr(checked_activity({"name": "Kor", field: chosen}, LABELS), field) == chosen


@pytest.mark.parametrize("name", ["\u200b", "  \u2060 ", "\x00\x01"])
def test_a_name_that_shows_nothing_is_no_name(name):
    with pytest.raises(Refused) as refused:
        checked_plan({"name": name}, {})
    assert [fault.code for fault in refused.value.faults] == [Code.NAME_NEEDED]


def test_control_characters_are_left_out_and_line_breaks_stay():
    assert checked_note("a\x00b\x0b\ncafé 🌱") == "ab\ncafé 🌱"


def test_a_note_that_is_too_long_is_told_with_both_lengths():
    with pytest.raises(Refused) as refused:
        checked_note("x" * 4001)
    (fault,) = refused.value.faults
    assert fault.code is Code.TOO_LONG
    assert (fault.values["length"], fault.values["limit"]) == (4001, 4000)
