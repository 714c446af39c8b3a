"""What people do in a workshop, as they do it: joining, answering, pressing, choosing from a list."""

from playwright.sync_api import Locator, Page, expect

from ivac.language import Language
from ivac.model import PHASES
from tests.browser.serving import settled


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settled(page)


def choose(page: Page, label: str, name: str) -> None:
    """Choose from a list by typing, as people with a keyboard do."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    field.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    settled(page)


def show_on_wall(desk: Page, view: str, words: Language) -> None:
    """Choose what the wall shows from the desk's menu."""
    desk.locator(".st-key-desk_wall_view").get_by_role("button").click()
    desk.get_by_role("menuitem", name=words.t(view), exact=True).click()
    settled(desk)


def option(page: Page, phase: str, value: str, role: str = "answer") -> Locator:
    return page.locator(f'section[data-phase="{phase}"] label:has(input[data-role="{role}"][value="{value}"])')


def saved(page: Page, words: Language) -> None:
    expect(page.locator(".saved")).to_have_text("✓ " + words.t("Saved"))


def join(page: Page, perspective: str, words: Language) -> None:
    page.get_by_text(words.t(perspective), exact=True).click()
    press(page, words.t("Join"))
    page.wait_for_url("**/rate**")
    page.locator("section[data-phase]").first.wait_for()


def answer_all(page: Page, levels: list[str], words: Language) -> None:
    for phase, level in zip(PHASES, levels, strict=True):
        option(page, phase, level).click()
    saved(page, words)
