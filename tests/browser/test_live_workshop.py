"""A whole workshop as its people live it: six phones of two perspectives, a desk and a wall, to the agreed picture."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ivac.acts import follow_me, open_doors, show
from ivac.language import language
from ivac.model import Activity, Plan
from ivac.store import Workshops, open_store
from ivac.workshop import AgendaItem, Workshop
from tests.browser.conftest import Visit
from tests.browser.people import answer_all, choose, join, option, press, saved, show_on_wall
from tests.browser.serving import SECRET, Server, settled

CAN_CODE = "3479ACEFHJKMNPRTWXY"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "ivac.db", IVAC_SECRET=SECRET) as running:
        yield running


@pytest.fixture
def plan(server: Server) -> str:
    """A plan of three activities."""
    store = open_store(server.database_url)
    plan = Plan(name="Engen")
    store.save_plan(plan)
    store.add_activities(plan.id, [Activity(name=name, description="Hver uge") for name in ("Kor", "Have", "Café")])
    return plan.id


def workshops(server: Server) -> Workshops:
    return Workshops(open_store(server.database_url).engine, SECRET)


STAFF = ["informed", "professional_joint", "informed", "professional_joint", "dont_know", "informed"]
RESIDENT = ["not_involved", "professional_joint", "not_involved", "resident_joint", "not_relevant", "informed"]


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_workshop_from_the_first_phone_to_the_agreed_picture(server, plan, visit: Visit, code: str) -> None:
    words = language(code)
    t, levels = words.t, words.words.scales["ivac"].levels

    # The facilitator prepares and opens.
    desk = visit(f"{server.url}/plan?plan={plan}", "laptop", code)
    desk.get_by_role("link", name=t("Prepare a workshop")).click()
    settled(desk)
    press(desk, t("Save"))
    desk.wait_for_url("**/desk**")
    settled(desk)
    workshop_id = re.search(r"workshop=([0-9a-f]{32})", desk.url)[1]
    wall = visit(f"{server.url}/live?workshop={workshop_id}", "wall", code)
    expect(wall.locator("h1")).to_have_text(t("We begin in a moment"))
    press(desk, t("Open the workshop"))

    # The wall follows by itself and shows the way in; phones take it, one by typing, the others by the QR code.
    shown = wall.locator(".code .unseen")
    shown.wait_for()
    join_code = shown.text_content().replace(" ", "")
    assert len(join_code) == 6
    assert set(join_code) <= set(CAN_CODE)
    assert wall.locator("img.qr").get_attribute("alt")
    phones = []
    for number in range(6):
        page = visit(f"{server.url}/join" + (f"?code={join_code}" if number else ""), "phone", code)
        if number == 0:
            page.get_by_label(t("The code on the wall")).fill(f" {join_code[:3].lower()}-{join_code[3:]} ")
            press(page, t("Go on"))
        expect(page.get_by_text(re.compile("never who|aldrig hvem"))).to_be_visible()
        join(page, "Staff member" if number < 3 else "Resident", words)
        phones.append(page)
    expect(wall.get_by_text(words.n("{count} has joined", "{count} have joined", 6))).to_be_visible()
    expect(desk.get_by_text(f"{t('Residents')}: 3")).to_be_visible()
    staff, resident = phones[0], phones[3]
    expect(staff.get_by_text(levels["informed"].sentence).first).to_be_visible()
    expect(resident.get_by_text(levels["informed"].resident).first).to_be_visible()

    # Everyone alone; the wall tells only how many.
    press(desk, t("Go here"))
    for number, page in enumerate(phones):
        answer_all(page, STAFF if number < 3 else RESIDENT, words)
    expect(wall.get_by_text(t("{done} of {people} have answered all six phases", done=6, people=6))).to_be_visible()
    expect(wall.locator(".js-plotly-plot")).to_have_count(0)

    # Reveal: after a question; the wall shows the distribution, phones are locked.
    press(desk, t("Reveal …"))
    press(desk, t("Reveal"))
    expect(wall.get_by_text(t("How many chose each level; the most chosen is outlined"))).to_be_visible()
    wall.locator(".js-plotly-plot .barlayer").first.wait_for()
    expect(staff.get_by_text(t("The picture is on the wall. Your answers below are locked now."))).to_be_visible()
    expect(option(staff, "ideas", "informed").locator("input")).to_be_disabled()
    expect(option(staff, "ideas", "professional_joint").locator("input")).to_be_checked()
    settled(desk)
    note = words.words.findings.patterns["seen_differently"].note
    expect(desk.get_by_text(t("To you: {note}", note=note)).first).to_be_visible()

    # The wall's other views follow the desk.
    show_on_wall(desk, "Staff beside residents", words)
    expect(wall.locator("h1")).to_have_text(t("Do staff and residents see the same?"))

    # Another round after the talk: one resident sees it differently now.
    settled(desk)
    press(desk, t("Another round"))
    expect(
        staff.get_by_text(t("After the talk: how do you see it now? Your answers from before stay as they were."))
    ).to_be_visible()
    for number, page in enumerate(phones):
        expect(option(page, "ideas", "informed").locator("input")).to_be_enabled()
        answer_all(page, STAFF if number < 3 else ["informed", *RESIDENT[1:]], words)
    settled(desk)
    press(desk, t("Reveal everything …"))
    press(desk, t("Reveal"))
    expect(wall.locator("h1")).to_have_text(t("Where do we see residents involved?"))
    show_on_wall(desk, "Before and after the talk", words)
    expect(wall.locator("h1")).to_have_text(t("Where did the talk move us?"))

    # The room agrees: one tap takes the most chosen level; another is picked with a wish, a reason and a note.
    settled(desk)
    short = levels["informed"].short
    desk.locator(".st-key-agree_knowledge").get_by_role("button", name=t("Take “{level}”", level=short)).click()
    settled(desk)
    desk.locator(".st-key-agree_anchoring").get_by_role("button", name=t("Choose …")).click()
    dialog = desk.get_by_role("dialog")
    why = words.words.item("desired_reasons", "never_considered")
    reason = f"{why.name}: {why.sentence}" if why.sentence else why.name
    for label, name in (
        (t("The level that we agree on"), levels["not_involved"].full),
        (t("Which level would fit here?"), levels["resident_joint"].full),
        (t("Why?"), reason),
    ):
        choose(desk, label, name)
    # While the facilitator writes, the wall moves on; Escape straight from the text keeps what was written.
    note = dialog.get_by_label(t("In your own words"))
    note.fill("Vi prøver til foråret")
    store = workshops(server)
    kor = store.workshop(workshop_id).agenda[0].activity
    store.change(workshop_id, show("spread"))
    expect(wall.locator("h1")).to_have_text(t("Where do we see it differently?"))
    expect(note).to_have_value("Vi prøver til foråret")
    expect(note).to_be_focused()
    note.press("Escape")
    expect(dialog).to_have_count(0)
    # The dialog is gone from the screen before the server has heard of the note.
    for _ in range(100):
        agreed = store.agreed(workshop_id)
        if agreed[kor, "anchoring"].desired_note:
            break
        desk.wait_for_timeout(100)
    settled(desk)
    assert agreed[kor, "knowledge"].answer == "informed"
    anchoring = agreed[kor, "anchoring"]
    assert (anchoring.answer, anchoring.desired) == ("not_involved", "resident_joint")
    assert anchoring.desired_reason == "never_considered"
    assert anchoring.desired_note == "Vi prøver til foråret"

    # It becomes the plan's picture; each person's answers stay what they were.
    own = [store.room_counts(workshop_id)]
    press(desk, t("We agree …"))
    press(desk, t("We agree"))
    expect(wall.locator("h1")).to_have_text(t("What we agreed"))
    record = open_store(server.database_url).record(plan)
    assert record.latest
    assert record.cells_of(record.latest)[kor, "knowledge"].answer == "informed"
    assert own == [store.room_counts(workshop_id)]
    press(desk, t("Close …"))
    press(desk, t("Close the workshop"))
    expect(
        staff.get_by_text(t("The workshop is closed. Thank you for taking part. Below are your own answers."))
    ).to_be_visible()
    acts = [entry.act for entry in store.log(workshop_id)]
    assert acts == ["open", "reveal", "second_round", "reveal", "agree", "close"]
    late = visit(f"{server.url}/join?code={join_code}", "phone", code)
    expect(late.get_by_text(t("This workshop is closed. Nobody joins or answers any more."))).to_be_visible()


@pytest.fixture
def opened(server: Server, plan: str) -> Workshop:
    """An open workshop on that plan."""
    store = workshops(server)
    activities = open_store(server.database_url).activities(plan)
    draft = Workshop(
        plan_id=plan, day=date(2026, 3, 12), scale="ivac", scale_version=1, ask_desired=True,
        agenda=tuple(AgendaItem(activity=activity.id) for activity in activities),
    )  # fmt: skip
    store.add(draft)
    return store.change(draft.id, open_doors())


def at_a_place(server: Server, opened: Workshop, visit: Visit, code: str = "da") -> Page:
    store = workshops(server)
    place = store.join(store.code(opened) or "", "here", "resident", "")
    page = visit(f"{server.url}/rate?place={place}&lang={code}", "phone", code)
    page.locator("section[data-phase]").first.wait_for()
    return page


def test_a_phone_that_was_offline_says_so_loudly_and_comes_back_to_its_place(server, opened, visit: Visit) -> None:
    words = language("da")
    page = at_a_place(server, opened, visit)
    option(page, "ideas", "informed").click()
    saved(page, words)

    page.context.set_offline(True)
    option(page, "planning", "resident_joint").click()
    expect(page.locator(".saved.late")).to_be_visible()
    page.context.set_offline(False)

    saved(page, words)
    page.reload()
    expect(option(page, "ideas", "informed").locator("input")).to_be_checked()
    expect(option(page, "planning", "resident_joint").locator("input")).to_be_checked()


def test_follow_me_moves_every_phone_and_free_mode_lets_them_go(server, opened, visit: Visit) -> None:
    words, store = language("da"), workshops(server)
    page = at_a_place(server, opened, visit)
    expect(page.locator("h1")).to_have_text("Kor")
    page.get_by_role("button", name=words.t("Next activity")).click()
    expect(page.locator("h1")).to_have_text("Have")
    page.get_by_role("button", name=words.t("Back"), exact=True).click()
    expect(page.locator("h1")).to_have_text("Kor")

    store.change(opened.id, follow_me(True))
    store.change(opened.id, show("activity", opened.agenda[2].activity))

    expect(page.locator("h1")).to_have_text("Café")
    expect(page.get_by_role("button", name=words.t("Next activity"))).to_have_count(0)


def test_a_phone_asks_for_the_wish_and_shows_an_example_without_leaving(server, opened, visit: Visit) -> None:
    words, store = language("da"), workshops(server)
    page = at_a_place(server, opened, visit)
    section = page.locator('section[data-phase="ideas"]')

    section.get_by_text(words.t("Examples of each level")).click()
    example = words.words.scales["ivac"].levels["resident_joint"].examples["ideas"]
    expect(section.get_by_text(example)).to_be_visible()
    section.locator("summary", has_text=words.t("What would fit here?")).click()
    option(page, "ideas", "resident_joint", "desired").click()
    saved_wish = page.locator(".saved")
    expect(saved_wish).not_to_have_class(re.compile("late"))

    def kept() -> list[str | None]:
        [person] = store.participants(opened.id)
        from ivac.store import Place

        return [answer.desired for answer in store.own_answers(Place(person, opened.id)).values()]

    expect(option(page, "ideas", "resident_joint", "desired").locator("input")).to_be_checked()
    page.reload()
    page.locator("section[data-phase]").first.wait_for()
    section.locator("summary", has_text=words.t("What would fit here?")).click()
    expect(option(page, "ideas", "resident_joint", "desired").locator("input")).to_be_checked()
    assert kept() == ["resident_joint"]


def test_every_target_on_a_phone_is_large_enough_and_nothing_runs_out_of_the_screen(server, opened, visit) -> None:
    page = at_a_place(server, opened, visit)
    targets = page.locator("label.option, .foot button, summary")

    small = targets.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(b => b.height && b.height < 44).length"
    )

    assert targets.count() > 40
    assert small == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
