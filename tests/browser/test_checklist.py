"""The checklist in a browser: an answer and a note are there again after a reload, and undone by a second touch."""

import pytest
from playwright.sync_api import Locator, Page, expect

from ivac.language import language
from ivac.model import Checked
from tests.browser.conftest import Demo, Visit
from tests.browser.serving import settled

QUESTION = "clear_roles"
"""One that the demo plan has not answered."""


def row(page: Page) -> Locator:
    return page.locator(f".st-key-check_row_{QUESTION}")


def becomes(page: Page, demo: Demo, said: Checked | None) -> bool:
    """Whether the store comes to hold this of the question; a slow machine takes its time."""
    for _ in range(100):
        record = demo.store.record(demo.solgaard)
        if record.checks_of(record.latest).get(QUESTION) == said:
            settled(page)
            return True
        page.wait_for_timeout(100)
    return False


@pytest.mark.parametrize(("code", "size"), [("da", "phone"), ("en", "laptop")])
def test_an_answer_and_a_note_are_there_again_after_a_reload(demo: Demo, visit: Visit, code: str, size: str) -> None:
    t = language(code).t
    page = visit(demo.address("checklist") + "&phase=planning", size, code)

    asked = language(code).words.talk.checklist.questions[QUESTION]
    answers = row(page).get_by_role("radiogroup", name=f"{asked} {t('Do you have this in hand?')}", exact=True)
    answers.get_by_role("radio", name=t("Partly"), exact=True).click()
    assert becomes(page, demo, Checked(answer="partly"))
    expect(row(page).get_by_text(t("Saved"))).to_be_visible()
    row(page).get_by_role("textbox").fill("Skriv det ned, æøå")
    row(page).get_by_role("textbox").press("Tab")
    assert becomes(page, demo, Checked(answer="partly", note="Skriv det ned, æøå"))

    page.reload()
    settled(page)

    expect(row(page).get_by_role("textbox")).to_have_value("Skriv det ned, æøå")
    chosen = answers.get_by_role("radio", checked=True)
    expect(chosen).to_have_text(t("Partly"))
    expect(row(page).get_by_role("link", name=t("Write a next step"))).to_be_visible()
    chosen.click()
    assert becomes(page, demo, Checked(note="Skriv det ned, æøå"))
    row(page).get_by_role("textbox").fill("")
    row(page).get_by_role("textbox").press("Tab")
    assert becomes(page, demo, None)
