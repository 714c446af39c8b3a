"""The pictures under a mouse: a click lists what stands in a cell, the camera saves a PNG, switches redraw."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from ivac.language import language
from ivac.model import PHASES
from tests.browser.conftest import Demo, Visit
from tests.browser.serving import settled

t = language("da").t


def tile(page: Page, picture: int, phase: int, row: int, rows: int) -> None:
    """Click the middle of a tile: the bars are drawn phase by phase within each row."""
    bars = page.locator(".js-plotly-plot").nth(picture).locator(".barlayer .point path")
    expect(bars).to_have_count(rows * len(PHASES))
    box = bars.nth(row * len(PHASES) + phase).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_click_on_a_cell_lists_the_activities_that_stand_there(demo: Demo, visit: Visit) -> None:
    page = visit(f"{demo.url}/?plan={demo.solgaard}", "wall")
    record = demo.store.record(demo.solgaard)
    cells = record.cells_of(record.latest)
    standing = [a.name for a in record.activities if cells[a.id, "implementation"].answer == "resident_decide"]

    tile(page, 0, PHASES.index("implementation"), 0, 5)

    listed = page.locator(".st-key-cell_list")
    expect(listed.get_by_text(re.compile(rf"^{len(standing)} aktivitet"))).to_be_visible()
    for name in standing:
        expect(listed.get_by_text(name)).to_be_visible()


def test_a_click_on_an_activitys_cell_tells_what_is_known(demo: Demo, visit: Visit) -> None:
    page = visit(f"{demo.url}/?plan={demo.solgaard}", "wall")
    record = demo.store.record(demo.solgaard)
    noted = next(
        (place, PHASES.index(phase), cell.example)
        for place, activity in enumerate(record.activities)
        for phase in PHASES
        if (cell := record.cells_of(record.latest).get((activity.id, phase))) and cell.example
    )
    row, phase, example = noted

    page.locator(".js-plotly-plot").nth(1).wait_for()
    settled(page)
    # By script: Plotly may put another element in the place of this one at any moment.
    page.evaluate("document.querySelectorAll('.js-plotly-plot')[1].scrollIntoView()")
    tile(page, 1, phase, row, len(record.activities))

    expect(page.get_by_text(example)).to_be_visible()


def test_the_charts_own_button_saves_a_png(demo: Demo, visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{demo.url}/?plan={demo.solgaard}", "wall")
    page.locator(".js-plotly-plot").first.hover()

    with page.expect_download() as waiting:
        page.locator(".js-plotly-plot").first.locator(".modebar-btn").click()

    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.suffix == ".png"
    assert saved.read_bytes().startswith(b"\x89PNG")


def test_the_switch_shows_what_is_wanted_instead(demo: Demo, visit: Visit) -> None:
    page = visit(f"{demo.url}/?plan={demo.solgaard}", "wall")
    labels = page.locator(".js-plotly-plot").nth(1).locator(".bartext")
    before = labels.all_text_contents()

    page.get_by_text(t("How we want it")).click()

    expect(labels).not_to_have_text(before)
