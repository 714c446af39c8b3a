"""The arrow keys of a keyboard or a presenter lead the wall through the talk, and never out of what somebody writes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from ivac.acts import reveal, show
from ivac.content import load
from ivac.language import language
from ivac.patterns import Finding, Known, find, talk_first, tell
from ivac.room import room_of
from tests.browser.conftest import Demo, Visit
from tests.browser.people import calm
from tests.browser.serving import settled


@pytest.fixture
def talk(demo: Demo) -> Iterator[list[Finding]]:
    """What the demo's workshop has to talk about, with everything revealed and another view on the wall."""
    if demo.workshops.workshop(demo.workshop).state == "open":
        demo.workshops.change(demo.workshop, reveal())
    demo.workshops.change(demo.workshop, show("picture"))
    now, record = demo.workshops.workshop(demo.workshop), demo.store.record(demo.solgaard)
    scale = load().scales["ivac"]
    room = room_of(now, demo.workshops.room_counts(now.id), 6, scale)
    seen = {item.activity for item in now.seen}
    activities = tuple(item for item in record.activities if item.id in seen)
    yield talk_first(find(Known(scale, activities, demo.workshops.agreed(now.id), room)))


def press(page: Page, key: str) -> None:
    """Press a key and wait for all that comes of it."""
    page.keyboard.press(key)
    calm(page)


def wall_of(demo: Demo) -> tuple[str, str | None]:
    now = demo.workshops.workshop(demo.workshop)
    return now.wall, now.topic


@pytest.mark.parametrize("code", ["da", "en"])
def test_arrow_keys_lead_the_wall_from_one_thing_to_the_next(
    demo: Demo, visit: Visit, talk: list[Finding], code: str
) -> None:
    questions = [tell(finding, language(code)).question for finding in talk]
    page = visit(demo.address("live"), "wall", code)

    for question in questions:
        press(page, "ArrowRight")
        expect(page.locator("h1")).to_have_text(question)
    press(page, "ArrowRight")  # after the last comes nothing
    expect(page.locator("h1")).to_have_text(questions[-1])
    press(page, "ArrowLeft")
    expect(page.locator("h1")).to_have_text(questions[-2])


def test_arrow_keys_in_what_somebody_writes_or_chooses_leave_the_wall(
    demo: Demo, visit: Visit, talk: list[Finding]
) -> None:
    words = language("da")
    before = wall_of(demo)
    page = visit(demo.address("desk"), "laptop", "da")

    page.locator(".st-key-desk_wall_view").get_by_role("button").click()
    page.get_by_role("menuitem").first.wait_for()
    press(page, "ArrowDown")
    press(page, "Escape")
    page.locator(".st-key-desk_follow input").focus()
    press(page, "ArrowRight")
    page.locator(".st-key-choose_ideas").get_by_role("button").click()
    page.get_by_role("dialog").wait_for()
    settled(page)
    press(page, "ArrowRight")
    note = page.get_by_role("dialog").get_by_label(words.t("In your own words"))
    note.fill("Vi ser på det")
    press(page, "ArrowLeft")
    expect(note).to_be_focused()
    assert wall_of(demo) == before
    press(page, "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)

    page.locator("h1").click()
    press(page, "ArrowRight")
    assert wall_of(demo) == ("talk", talk[0].topic)


def test_what_the_desk_sends_before_it_is_drawn_anew_undoes_no_arrow_key(
    demo: Demo, visit: Visit, talk: list[Finding]
) -> None:
    # On a slow line the desk asks for news while the answer to the key is still on its way.
    page = visit(demo.address("desk"), "laptop", "da")
    late: list[str | bytes] = []
    sent: list[str | bytes] = []
    slow = False

    def connect(browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def to_server(message: str | bytes) -> None:
            if slow:
                sent.append(message)
            server.send(message)

        browser.on_message(to_server)
        server.on_message(lambda message: late.append(message) if slow else browser.send(message))

    page.route_web_socket("**/_stcore/stream", connect)
    page.reload()
    settled(page)
    slow = True
    page.keyboard.press("ArrowRight")
    for _ in range(200):
        page.wait_for_timeout(100)
        if len(sent) >= 3:  # the key, and two looks at the version with what the page still holds
            break

    assert len(sent) >= 3
    assert wall_of(demo) == ("talk", talk[0].topic)


def test_the_two_buttons_are_named_and_large_enough(demo: Demo, visit: Visit, talk: list[Finding]) -> None:
    page = visit(demo.address("live"), "phone", "da")
    for name in ("Previous question", "Next question"):
        button = page.get_by_role("button", name=re.compile(rf"^{language('da').t(name)}"))
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] + box["width"] <= 390
