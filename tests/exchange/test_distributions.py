"""Files tell how many in the room chose what as far as everybody may see it, and nothing besides."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from ivac.acts import agree, another_round, open_doors, reveal
from ivac.exchange import to_csv, to_json, to_tidy_csv, to_xlsx
from ivac.exchange.distributions import shown_in
from ivac.language import CODES, language
from ivac.model import PHASES, Activity, Assessment, Plan, PlanRecord
from ivac.settings import installation_secret
from ivac.store import Store, Workshops, rooms_of
from ivac.workshop import AgendaItem, Workshop
from tests.pages.rooms import joined

DAY = date(2026, 3, 12)
ROUND = Assessment(id="evening", day=DAY, scale="ivac", scale_version=1)
NAMES = ("Choir", "Garden")


@pytest.fixture
def workshops(store: Store) -> Workshops:
    plan = Plan(id="meadow", name="The Meadow")
    store.add_record(PlanRecord(plan=plan, activities=tuple(Activity(id=n.lower(), name=n) for n in NAMES)))
    return Workshops(store.engine, installation_secret())


def opened(workshops: Workshops, **settings: object) -> Workshop:
    agenda = tuple(AgendaItem(activity=name.lower()) for name in NAMES)
    base = {"id": "evening", "plan_id": "meadow", "day": DAY, "scale": "ivac", "scale_version": 1, "agenda": agenda}
    workshops.add(Workshop.model_validate(base | settings))
    return workshops.change(str((base | settings)["id"]), open_doors())


def rate(workshops: Workshops, places: list[str], answer: str, number: int = 1, asked: str = "answer") -> None:
    for place in places:
        workshops.rate(workshops.place(place), "choir", "ideas", number, asked, answer)


def settle(workshops: Workshops, workshop: Workshop) -> None:
    workshops.change(workshop.id, reveal())
    workshops.change(workshop.id, agree())


def files(store: Store, workshops: Workshops, code: str = "en") -> dict[str, bytes]:
    """Every file of the plan, workbooks unpacked."""
    record = store.record("meadow")
    rooms = rooms_of(workshops, record)
    workbook = to_xlsx(record, language(code), rooms)
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    tidy = to_tidy_csv(record, language(code), rooms)
    return {"csv": to_csv(record, language(code)), "json": to_json(record).encode(), "tidy": tidy, **parts}


def told(store: Store, workshops: Workshops, code: str = "en") -> list[dict[str, object]]:
    """The rows of the distributions; none when there is no such sheet."""
    record = store.record("meadow")
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(record, language(code), rooms_of(workshops, record))))
    title = language(code).t("Distributions")
    if title not in book.sheetnames:
        return []
    assert book[title].freeze_panes == "A2"
    heads, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def level(level_id: str, code: str = "en") -> str:
    return language(code).words.scales["ivac"].levels[level_id].full


def test_the_sheet_tells_how_many_chose_what_and_of_which_group(store, workshops):
    workshop = opened(workshops)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 4)
    rate(workshops, places[:3], "informed")
    rate(workshops, places[3:6], "resident_decide")
    rate(workshops, places[6:], "dont_know")
    settle(workshops, workshop)
    everybody, staff, residents = told(store, workshops)
    assert (everybody["Activity"], everybody["Phase"], everybody["Round in the workshop"]) == (
        "Choir",
        "Idea development",
        1,
    )
    assert [row["Group"] for row in (everybody, staff, residents)] == ["Everybody", "Staff", "Residents"]
    assert [row["Levels chosen"] for row in (everybody, staff, residents)] == [6, 3, 3]
    assert (everybody[level("informed")], everybody[level("resident_decide")]) == (3, 3)
    assert (residents[level("informed")], residents[level("resident_decide")], residents["Don’t know"]) == (0, 3, 1)


@pytest.mark.parametrize("code", CODES)
def test_the_sheet_speaks_both_languages(store, workshops, code):
    workshop = opened(workshops)
    rate(workshops, joined(workshops, workshop, *["staff"] * 3), "informed")
    settle(workshops, workshop)
    assert {row[level("informed", code)] for row in told(store, workshops, code)} == {3}


def test_earlier_answers_and_wishes_stand_beside(store, workshops):
    workshop = opened(workshops, ask_desired=True)
    places = joined(workshops, workshop, *["staff"] * 3, *["resident"] * 3)
    rate(workshops, places, "informed")
    rate(workshops, places, "resident_joint", asked="desired")
    workshops.change(workshop.id, reveal())
    workshops.change(workshop.id, another_round("choir"))
    rate(workshops, places, "not_involved", 2)
    settle(workshops, workshop)
    rows = [(row["Asked"], row["Round in the workshop"], row["Group"]) for row in told(store, workshops)]
    groups = ("Everybody", "Staff", "Residents")
    answers = [("How it is", number, group) for number in (1, 2) for group in groups]
    assert rows == [*answers, ("How we want it", 1, "Everybody")]


def test_fewer_than_three_answers_leave_nothing(store, workshops):
    workshop = opened(workshops)
    rate(workshops, joined(workshops, workshop, "staff", "resident"), "resident_joint")
    settle(workshops, workshop)
    assert told(store, workshops) == []


def test_a_small_group_does_not_stand_on_its_own_nor_can_it_be_counted_out(store, workshops):
    workshop = opened(workshops)
    places = joined(workshops, workshop, *["staff"] * 4, *["resident"] * 2)
    rate(workshops, places[:4], "informed")
    rate(workshops, places[4:], "resident_decide")
    settle(workshops, workshop)
    assert [row["Group"] for row in told(store, workshops)] == ["Everybody"]


@pytest.mark.parametrize("revealed", [False, True])
def test_a_workshop_that_nobody_has_agreed_on_leaves_nothing_in_any_file(store, workshops, revealed):
    settled = opened(workshops)
    rate(workshops, joined(workshops, settled, *["staff"] * 3), "informed")
    settle(workshops, settled)
    later = opened(workshops, id="later", scale="hart", naming="named", title="Not yet over")
    places = joined(workshops, later, *["staff"] * 3, *["resident"] * 3, alias="Aisha")
    rate(workshops, places, "tokenism")
    if revealed:
        workshops.change("later", reveal())
    people = [each.id for each in workshops.participants("later")]
    secrets = ["tokenism", "hart", "Aisha", "Not yet over", "later", *people, *places]
    for name, data in files(store, workshops).items():
        assert [secret for secret in secrets if secret.encode() in data] == [], name
    assert len(told(store, workshops)) == 2


def test_names_of_people_are_in_no_file_of_a_settled_workshop(store, workshops):
    workshop = opened(workshops, naming="named")
    places = joined(workshops, workshop, *["staff"] * 3, alias="Aisha")
    rate(workshops, places, "informed")
    settle(workshops, workshop)
    people = [each.id for each in workshops.participants(workshop.id)]
    together = b"".join(files(store, workshops).values())
    assert [secret for secret in ["Aisha", *people, *places] if secret.encode() in together] == []


def test_a_round_without_a_workshop_has_no_distributions(store, workshops):
    store.add_assessment("meadow", ROUND)
    assert rooms_of(workshops, store.record("meadow")) == {}
    assert told(store, workshops) == []


def test_a_room_that_saw_nothing_has_nothing_to_show(store, workshops):
    workshop = opened(workshops)
    settle(workshops, workshop)
    (room,) = rooms_of(workshops, store.record("meadow")).values()
    assert list(shown_in(room)) == []
    assert {key[1] for key in room.rounds} == set(PHASES)
