"""A pile of sheets typed in by keyboard alone, seven keys a sheet; or brought in as a file."""

import pytest
from playwright.sync_api import Page, expect

from ivac.language import language
from ivac.model import PHASES
from tests.browser.conftest import Demo, Visit
from tests.browser.people import calm, press
from tests.browser.serving import begin_workshop

MOST_KEYS = 8
"""A sheet: six answers and Enter, with one to spare; what a practised hand types in well under ten seconds."""


class Keyboard:
    """The page's keyboard, counting what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        calm(self.page)

    def tab_to(self, label: str) -> None:
        """Go on by Tab until a field of this name has the focus."""
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
                return
        raise AssertionError(f"no way to {label}")


def on_paper(demo: Demo) -> int:
    return sum(person.source == "paper" for person in demo.workshops.participants(demo.workshop))


@pytest.mark.parametrize("code", ["da", "en"])
def test_three_sheets_are_typed_in_with_few_keys(demo: Demo, visit: Visit, code: str) -> None:
    words, before = language(code), len(demo.workshops.participants(demo.workshop))
    typed_before = on_paper(demo)
    page = visit(demo.address("paper"), "laptop", code)
    field = page.get_by_role("textbox", name=words.t("Six keys, one a phase, then Enter"))
    keyboard = Keyboard(page)
    page.locator(".st-key-paper_who input").first.focus()
    keyboard.press("Space")
    keyboard.tab_to(words.t("Six keys, one a phase, then Enter"))

    for sheet, typed in enumerate(("2334?-", "111111", "111111"), 1):
        keyboard.pressed = 0
        keyboard.press(*typed, "Enter")
        expect(field).to_have_value("")
        expect(field).to_be_focused()
        assert on_paper(demo) == typed_before + sheet
        assert keyboard.pressed <= MOST_KEYS

    keyboard.press(*"11711", "Enter")
    expect(page.get_by_role("alert").first).to_contain_text("7")
    expect(field).to_have_value("11711")
    expect(field).to_be_focused()
    assert len(demo.workshops.participants(demo.workshop)) == before + 3


@pytest.mark.parametrize("size", ["wall", "phone"])
@pytest.mark.parametrize("code", ["da", "en"])
def test_a_file_of_answers_is_counted_first_and_then_stands_at_the_desk(
    demo: Demo, visit: Visit, code: str, size: str
) -> None:
    words = language(code)
    t = words.t
    workshop, _ = begin_workshop(demo.workshops, demo.store, demo.solgaard)
    open_now = demo.workshops.workshop(workshop).agenda[1].activity
    name = next(one.name for one in demo.store.activities(demo.solgaard) if one.id == open_now)
    head = ["Person", t("Perspective"), t("Activity"), *(words.words.phases[phase].name for phase in PHASES)]
    sheets = [[str(person), t("Resident"), f'"{name}"', *"2334?-"] for person in range(3)]
    file = "\n".join(",".join(row) for row in (head, *sheets))
    page = visit(f"{demo.url}/paper?workshop={workshop}", size, code)

    answers = {"name": "answers.csv", "mimeType": "text/csv", "buffer": file.encode()}
    page.locator("input[type=file]").set_input_files(answers)
    expect(page.get_by_role("table", name=t("What comes in"))).to_contain_text(f"{t('Residents')}33")
    assert demo.workshops.progress(workshop)[open_now].done == 6
    press(page, t("Bring them in"))

    expect(page.get_by_text(words.n("{count} sheet is in.", "{count} sheets are in.", 3))).to_be_visible()
    assert demo.workshops.progress(workshop)[open_now].done == 9
    desk = visit(f"{demo.url}/desk?workshop={workshop}", size, code)
    expect(desk.get_by_text(words.n("{count} of them on paper", "{count} of them on paper", 3))).to_be_visible()
    desk.get_by_text(t("What happened when")).click()
    entry = f"{t('Paper in')}: {words.n('{count} sheet', '{count} sheets', 3)}"
    expect(desk.get_by_text(entry)).to_be_visible()
