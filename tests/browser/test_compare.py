"""A consultant filters, sends the link, and whoever opens it sees the same; two groups stand beside one another."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from ivac.language import Language
from ivac.language import language as speech
from tests.browser.conftest import Demo, Visit
from tests.browser.people import calm, pick


def asked(page: Page) -> dict[str, list[str]]:
    return {name: value for name, value in parse_qs(urlsplit(page.url).query).items() if name != "lang"}


def numbers(page: Page, words: Language) -> list[str]:
    """Every cell of the tables beside the pictures."""
    for each in page.get_by_text(words.t("The same as a table"), exact=True).all():
        each.click()
    return page.locator("table.plain td").all_inner_texts()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_link_holds_what_was_chosen_and_two_groups_stand_side_by_side(
    demo: Demo, visit: Visit, language: str
) -> None:
    words = speech(language)
    t = words.t
    page = visit(f"{demo.url}/compare?lang={language}", "wall", language)
    panel = t("Choose what is compared")
    page.get_by_text(panel, exact=True).click()
    calm(page)
    simple = words.words.item("complexities", "simple").name

    pick(page, t("Simple or complex"), simple, panel)

    expect(page.get_by_text(panel, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=f"{t('Simple or complex')}: {simple}")).to_be_visible()
    assert asked(page)["complexity"] == ["simple"]
    assert page.get_by_role("combobox", name=t("Effort area")).is_visible()  # the panel is still open

    page.get_by_role("radio", name=t("Two sides")).click()
    calm(page)
    page.get_by_text(t("The other side has choices of its own"), exact=True).click()
    calm(page)
    other = t("Choose what the other side holds")
    page.get_by_text(other, exact=True).click()
    calm(page)
    pick(page, t("Simple or complex"), words.words.item("complexities", "complex").name, other)
    assert asked(page) == {"complexity": ["simple"], "view": ["two"], "own": ["1"], "b_complexity": ["complex"]}
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    sent, seen = page.url, numbers(page, words)

    again = visit(sent, "wall", language)

    expect(again.locator(".js-plotly-plot")).to_have_count(3)
    assert asked(again) == asked(page)
    assert seen and numbers(again, words) == seen
