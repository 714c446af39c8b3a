"""What people do in a workshop, as they do it: joining, answering, pressing, choosing from a list."""

from playwright.sync_api import Locator, Page, TimeoutError, expect

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


def calm(page: Page) -> None:
    """Wait until nothing has happened for a while from now on: opening a panel runs the page, too."""
    page.evaluate("window.quietSince = undefined")
    settled(page)


def pick(page: Page, label: str, starts: str, panel: str) -> None:
    """Choose the entry that starts so in a field of a panel."""
    field = page.get_by_test_id("stExpander").filter(has_text=panel).get_by_role("combobox", name=label)
    option = page.get_by_role("option").filter(has_text=starts).first
    for _ in range(5):  # a list closes when its panel still moves below it; people open it again
        field.click()
        try:
            option.click(timeout=4000)
        except TimeoutError:
            page.keyboard.press("Escape")
        else:
            break
    calm(page)
    page.keyboard.press("Escape")


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
