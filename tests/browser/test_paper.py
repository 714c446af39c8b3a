"""A pile of sheets typed in by keyboard alone, seven keys a sheet."""

import pytest
from playwright.sync_api import Page, expect

from ivac.language import language
from tests.browser.conftest import Demo, Visit
from tests.browser.serving import settled

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
        self.page.evaluate("window.quietSince = undefined")
        settled(self.page)

    def tab_to(self, label: str) -> None:
        """Go on by Tab until a field of this name has the focus."""
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
                return
        raise AssertionError(f"no way to {label}")


@pytest.mark.parametrize("code", ["da", "en"])
def test_three_sheets_are_typed_in_with_few_keys(demo: Demo, visit: Visit, code: str) -> None:
    words, before = language(code), len(demo.workshops.participants(demo.workshop))
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
        people = demo.workshops.participants(demo.workshop)
        assert sum(person.source == "paper" for person in people[before:]) == sheet
        assert keyboard.pressed <= MOST_KEYS

    keyboard.press(*"11711", "Enter")
    expect(page.get_by_role("alert").first).to_contain_text("7")
    expect(field).to_have_value("11711")
    expect(field).to_be_focused()
    assert len(demo.workshops.participants(demo.workshop)) == before + 3
