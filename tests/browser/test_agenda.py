"""The whole agenda of 90 minutes with a fictional plan, step by step as the guide has it, and the year after."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ivac.charts.change import KINDS
from ivac.language import Language, language
from ivac.store import Workshops, open_store
from tests.browser.conftest import Visit
from tests.browser.people import answer_all, choose, join, press
from tests.browser.serving import SECRET, Server, fill_with_demo_plans, settled

STAFF = ["informed", "professional_joint", "informed", "professional_joint", "dont_know", "informed"]
RESIDENT = ["not_involved", "professional_joint", "not_involved", "resident_joint", "not_relevant", "informed"]
A_YEAR_LATER = ["professional_joint"] * 6
ACTIVITIES = 3


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "ivac.db", IVAC_SECRET=SECRET) as running:
        yield running


def workshops(server: Server) -> Workshops:
    return Workshops(open_store(server.database_url).engine, SECRET)


def current_activity(server: Server, workshop: str) -> str | None:
    """Where the room is."""
    return workshops(server).workshop(workshop).current


def step_of_the_guide(page: Page, server: Server, plan: str, workshop: str, step: str, words: Language) -> None:
    """Follow the link that the guide has for a step of the 90 minutes; it leads to the page that does it."""
    page.goto(f"{server.url}/guide?plan={plan}&workshop={workshop}&lang={words.code}")
    settled(page)
    press_choice(page, words.words.talk.guide.agendas["medium"].name)
    page.locator(f".st-key-guide_step_{step}").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/(desk|steps|live)\?"))
    settled(page)


def press_choice(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).first.click()
    settled(page)


def prepare(desk: Page, names: Sequence[str], words: Language, day: date | None = None) -> None:
    """Choose these activities and nothing else, and a day where it is not today; the desk opens."""
    t = words.t
    if names:
        field = desk.get_by_test_id("stMultiSelect")
        field.get_by_role("button", name=re.compile("clear", re.I)).last.click()
        for name in names:
            field.get_by_role("combobox").fill(name)
            desk.get_by_role("option", name=re.compile(re.escape(name) + "$")).click()
        desk.keyboard.press("Escape")
    if day:
        desk.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
        desk.keyboard.type(f"{day:%d%m%Y}")
        desk.keyboard.press("Tab")
        settled(desk)
    press(desk, t("Save"))
    desk.wait_for_url("**/desk**")
    settled(desk)


def open_workshop(desk: Page, words: Language) -> tuple[str, str]:
    """Open the prepared workshop from the desk; its id and its join code."""
    press(desk, words.t("Open the workshop"))
    code = desk.locator("strong", has_text=re.compile(r"^\w( \w){5}$")).first.text_content() or ""
    found = re.search(r"workshop=([0-9a-f]{32})", desk.url)
    assert found
    return found[1], code.replace(" ", "")


def people(server: Server, visit: Visit, join_code: str, words: Language, perspectives: Sequence[str]) -> list[Page]:
    phones = []
    for perspective in perspectives:
        page = visit(f"{server.url}/join?code={join_code}&lang={words.code}", "phone", words.code)
        join(page, perspective, words)
        phones.append(page)
    return phones


def rate(phones: Sequence[Page], answers: Sequence[list[str]], activities: Sequence[str], words: Language) -> None:
    """Everybody answers all activities alone, one after the other."""
    for page, levels in zip(phones, answers, strict=True):
        for number, name in enumerate(activities):
            expect(page.locator("h1")).to_have_text(name)
            answer_all(page, levels, words)
            if number < len(activities) - 1:
                page.get_by_role("button", name=words.t("Next activity")).click()


def write_step(desk: Page, what: str, about: str, who: str, others: bool, words: Language) -> None:
    """A next step for planning of an activity (its number and name), with who takes it."""
    t = words.t
    press(desk, t("Write a step"))
    choose(desk, t("Activity"), about)
    choose(desk, t("Phase"), words.words.phases["planning"].name)
    desk.get_by_role("textbox", name=t("What is to happen?")).fill(what)
    desk.get_by_role("textbox", name=t("Who takes it?")).fill(who)
    if others:
        desk.get_by_text(t("It needs others"), exact=True).click()
    press(desk, t("Save"))
    desk.get_by_text(t("The step is saved.")).wait_for()


def one_touch(desk: Page, what: str, status: str) -> None:
    """Say what became of a step of last time."""
    row = desk.locator('[class*="st-key-step_"]', has_text=what).last
    row.get_by_text(status, exact=True).click()
    settled(desk)


def talk_about_three(desk: Page, wall: Page, words: Language) -> None:
    """Each of three questions on the wall, moved on by arrow key; the note to the facilitator stays on the desk."""
    t, notes = words.t, [pattern.note for pattern in words.words.findings.patterns.values()]
    boxes = desk.locator('[class*="st-key-talk_"]:has(button):has-text("?")').filter(
        has_text=t("To you: {note}", note="").strip()
    )
    expect(boxes).to_have_count(ACTIVITIES)
    activities = []
    for place in range(ACTIVITIES):
        settled(desk)
        desk.keyboard.press("ArrowRight")
        expect(boxes.nth(place).get_by_role("button", name=t("On the wall"))).to_be_disabled()
        activity, question = boxes.nth(place).locator("strong").all_text_contents()[:2]
        expect(wall.locator("h1")).to_have_text(question)
        expect(wall.get_by_text(f"{activity}: ")).to_be_visible()
        settled(wall)
        assert not [note for note in notes if note in (wall.locator("body").text_content() or "")]
        activities.append(activity)
        settled(desk)
    assert len(set(activities)) == ACTIVITIES


def agree(desk: Page, words: Language) -> None:
    """The most chosen level by one tap; for another phase a level, a wish, and why."""
    t, levels = words.t, words.words.scales["ivac"].levels
    short = levels["professional_joint"].short
    desk.locator(".st-key-agree_ideas").get_by_role("button", name=t("Take “{level}”", level=short)).click()
    settled(desk)
    desk.locator(".st-key-agree_planning").get_by_role("button", name=t("Choose …")).click()
    dialog = desk.get_by_role("dialog")
    why = words.words.item("desired_reasons", "on_purpose")
    for label, name in (
        (t("The level that we agree on"), levels["informed"].full),
        (t("Which level would fit here?"), levels["professional_joint"].full),
        (t("Why?"), f"{why.name}: {why.sentence}"),
    ):
        choose(desk, label, name)
    dialog.press("Escape")
    expect(dialog).to_have_count(0)
    settled(desk)


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_agenda_of_90_minutes_from_preparing_to_the_year_after(server: Server, visit: Visit, code: str) -> None:
    words = language(code)
    t, levels = words.t, words.words.scales["ivac"].levels
    plan = fill_with_demo_plans(server.database, code)["Solgårdskvarteret"]
    store = open_store(server.database_url)
    names = [activity.name for activity in store.activities(plan)[:ACTIVITIES]]

    # Prepare: three activities of the fictional plan; the desk opens.
    desk = visit(f"{server.url}/workshop?plan={plan}&workshop=new", "laptop", code)
    prepare(desk, names, words)
    workshop, join_code = open_workshop(desk, words)
    wall = visit(f"{server.url}/live?workshop={workshop}", "wall", code)

    # Rate: everyone alone, on phones.
    phones = people(server, visit, join_code, words, ["Staff member"] * 3 + ["Resident"] * 3)
    rate(phones, [STAFF] * 3 + [RESIDENT] * 3, names, words)

    # Reveal.
    step_of_the_guide(desk, server, plan, workshop, "reveal", words)
    press(desk, t("Reveal everything …"))
    press(desk, t("Reveal"))
    expect(wall.locator("h1")).to_have_text(t("Where do we see residents involved?"))

    # Three to talk about, one after the other on the wall; the facilitator's note stays on the desk.
    talk_about_three(desk, wall, words)

    # Agree: the most chosen level, and for one cell another with a wish and its reason.
    agree(desk, words)
    here = names.index(
        next(each.name for each in store.activities(plan) if each.id == current_activity(server, workshop))
    )
    there = (here + 1) % ACTIVITIES
    press(desk, t("We agree …"))
    press(desk, t("We agree"))
    expect(wall.locator("h1")).to_have_text(t("What we agreed"))

    # Two next steps: one of our own, one that needs others.
    step_of_the_guide(desk, server, plan, workshop, "next_steps", words)
    write_step(desk, "Spørg på trappen", f"{here + 1}. {names[here]}", "MK", False, words)
    write_step(desk, "Få nøglen af afdelingen", f"{there + 1}. {names[there]}", "Projektlederen", True, words)
    ours, theirs = [step for step in store.record(plan).steps if step.workshop == workshop]
    assert (ours.needs_others, theirs.needs_others) == (False, True)
    # The room agreed on how planning is in this activity and how it should be: the step begins there.
    assert (ours.phase, ours.from_level, ours.to_level) == ("planning", "informed", "professional_joint")

    # Close: the meeting rates itself, and the workshop ends.
    desk.get_by_role("link", name=t("To the desk")).click()
    desk.wait_for_url("**/desk**")
    settled(desk)
    for page in phones[:3]:
        page.get_by_text(t("Partly"), exact=True).click()
        settled(page)
    expect(desk.get_by_text(re.compile(f"{t('Partly')}: 3"))).to_be_visible()
    press(desk, t("Close …"))
    press(desk, t("Close the workshop"))
    expect(
        phones[0].get_by_text(t("The workshop is closed. Thank you for taking part. Below are your own answers."))
    ).to_be_visible()
    expect(wall.locator("h1")).to_have_text(t("What we agreed"))

    # A year later: the next workshop opens with the old steps, and asks about the same activities again.
    desk.goto(f"{server.url}/workshop?plan={plan}&workshop=new&lang={code}")
    settled(desk)
    expect(desk.get_by_role("heading", name=t("From last time: did it happen?"))).to_be_visible()
    one_touch(desk, "Spørg på trappen", t("Done"))
    press(desk, t("Ask about the activities of these steps again"))
    prepare(desk, [], words, date(date.today().year + 1, 3, 12))
    later, join_code = open_workshop(desk, words)
    assert later != workshop
    again = [item.activity for item in workshops(server).workshop(later).agenda]
    assert {ours.activity, theirs.activity} <= set(again)
    asked = [activity.name for activity in store.activities(plan) if activity.id in again]
    phones = people(server, visit, join_code, words, ["Staff member"] * 3)
    rate(phones, [A_YEAR_LATER] * 3, asked, words)
    press(desk, t("Reveal everything …"))
    press(desk, t("Reveal"))
    desk.locator(f".st-key-go_{ours.activity}").get_by_role("button").click()
    name = next(activity.name for activity in store.activities(plan) if activity.id == ours.activity)
    expect(desk.get_by_role("heading", name=name, exact=True)).to_be_visible()
    settled(desk)
    short = levels["professional_joint"].short
    for phase in ("ideas", "planning"):
        desk.locator(f".st-key-agree_{phase}").get_by_role("button", name=t("Take “{level}”", level=short)).click()
        settled(desk)
    press(desk, t("We agree …"))
    press(desk, t("We agree"))

    # What has changed, cell by cell: one the same, one another.
    desk.goto(f"{server.url}/change?plan={plan}&lang={code}")
    settled(desk)
    desk.locator(".js-plotly-plot").first.wait_for()
    expect(desk.get_by_text(f"{t(KINDS['same'])}: 1")).to_be_visible()
    expect(desk.get_by_text(f"{t(KINDS['changed'])}: 1")).to_be_visible()
    statuses = {step.what: step.status for step in store.record(plan).steps}
    assert (statuses["Spørg på trappen"], statuses["Få nøglen af afdelingen"]) == ("done", "planned")
