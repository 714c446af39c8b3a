"""The picture as one HTML file: opened from a disk, without a network, it shows everything and asks for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ivac.documents.page import interactive_page
from ivac.language import language
from ivac.model import PHASES
from tests.browser.serving import LOCALES, SIZES
from tests.documents.making import demo_report, hostile_report


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_page_opens_offline_and_asks_for_nothing(code: str, browser: Browser, tmp_path: Path) -> None:
    report, words = demo_report(code), language(code)
    file = tmp_path / "page.html"
    file.write_bytes(interactive_page(report, words))
    context = browser.new_context(viewport=dict(zip(("width", "height"), SIZES["laptop"], strict=True)),
        locale=LOCALES[code],
    )  # fmt: skip
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())

    tiles = page.locator("#involvement .barlayer .point path")
    expect(tiles).to_have_count(len(PHASES) * len(report.scale.levels))
    tiles.first.hover(force=True)  # Plotly listens on a layer above the tiles
    expect(page.locator(".hoverlayer").get_by_text(words.words.phases["knowledge"].name)).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(3)
    expect(page.locator("#involvement-table")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("figure").first).to_be_focused()
    context.close()

    assert asked == [file.as_uri()]
    assert refused == []


def test_what_people_wrote_is_text(browser: Browser, tmp_path: Path) -> None:
    report = hostile_report("other writings")
    activity = report.activities[0].model_copy(update={"name": "</script><script>document.title='taken'</script>"})
    hostile = report.__class__(**{**vars(report), "activities": (activity, *report.activities[1:])})
    file = tmp_path / "page.html"
    file.write_bytes(interactive_page(hostile, language("da")))
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())

    expect(page.locator("#activities .barlayer .point path").first).to_be_visible()
    expect(page.get_by_role("rowheader", name=activity.name).first).to_be_visible()
    assert page.title().startswith(report.plan.name[:20])
    context.close()
