"""Next steps as a calendar file, read back by the library and by its bare lines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from ivac.exchange import to_ics
from ivac.exchange.text import clean
from ivac.faults import Code, Refused
from ivac.language import CODES, language
from ivac.model import DAYS, TEXT_LIMIT, PlanRecord, Step

from .making import records, small_record

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def with_steps(*steps: Step) -> PlanRecord:
    return small_record().model_copy(update={"steps": steps})


def step(**fields: object) -> Step:
    return Step.model_validate(
        {"id": "s1", "plan_id": "p1", "what": "Ask", "by": DAYS[0], "made_on": DAYS[0], **fields}
    )


def entries(record: PlanRecord, code: str = "da"):
    return Calendar.from_ical(to_ics(record, language(code), NOW)).walk("VEVENT")


@given(records())
def test_every_dated_step_is_read_back_with_its_day_and_text(record):
    dated = {f"{each.id}@ivac": (each.by, each.what) for each in record.steps if each.by}
    if not dated:
        return
    found = {str(each["uid"]): (each.decoded("dtstart"), str(each["summary"])) for each in entries(record)}
    assert found == dated


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=300))
@example("Blåbærgrød, æøå; og “alle” – snart\nnæste linje\\n, ikke en ny")
@example("👩‍👩‍👧‍👦 " * 200)
@example("x" * (TEXT_LIMIT - 2))
@example("a line\u2028and\u2029others\x85and\ranother\r\nand\ta tab")
@example("END:VEVENT\nBEGIN:VALARM")
def test_no_text_breaks_the_file(text):
    written = step(what=f"a{text}b", who="MK, æøå")
    (found,) = entries(with_steps(written))
    assert str(found["summary"]) == clean(written.what)
    assert "MK, æøå" in str(found["description"])


def test_lines_are_no_longer_than_the_standard_allows():
    data = to_ics(with_steps(step(what="æ🏃" * 500)), language("da"), NOW)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_an_entry_lasts_its_whole_day_and_takes_nobodys_time():
    (found,) = entries(with_steps(step(by=DAYS[1])))
    assert found.decoded("dtstart") == DAYS[1]
    assert not isinstance(found.decoded("dtstart"), datetime)
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(days=1)
    assert str(found["transp"]) == "TRANSPARENT"
    assert found.decoded("dtstamp") == NOW


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", ["Plan: Nordby", "Activity: Løbeklub", "Phase: Knowledge gathering", "Who: MK", "Status: Planned"]),
        ("da", ["Plan: Nordby", "Aktivitet: Løbeklub", "Fase: Vidensindsamling", "Hvem: MK", "Status: Planlagt"]),
    ],
)
def test_the_entry_tells_in_the_readers_language_what_it_is_about(code, expected):
    (found,) = entries(small_record(), code)
    told = str(found["description"]).splitlines()
    assert [line for line in told if line in expected] == expected
    levels = language(code).words.scales["ivac"].levels
    assert any(line.endswith(levels["informed"].full) for line in told)


@pytest.mark.parametrize("code", CODES)
def test_a_dropped_step_is_cancelled_and_says_why(code):
    (found,) = entries(with_steps(step(status="dropped", dropped_because="Ingen tid")), code)
    assert str(found["status"]) == "CANCELLED"
    assert "Ingen tid" in str(found["description"])


def test_steps_without_a_day_are_left_out_and_alone_make_no_file():
    undated = step(id="s2", by=None)
    assert len(entries(with_steps(step(), undated))) == 1
    with pytest.raises(Refused) as refused:
        to_ics(with_steps(undated), language("da"), NOW)
    assert [fault.code for fault in refused.value.faults] == [Code.NO_DATED_STEPS]


def test_an_entry_keeps_its_id_when_the_step_changes():
    before = entries(with_steps(step()))[0]["uid"]
    after = entries(with_steps(step(what="Ask again", by=date(2027, 1, 1))), "en")[0]["uid"]
    assert before == after
