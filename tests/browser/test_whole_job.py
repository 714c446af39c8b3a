"""The main job, end to end: from a spreadsheet to the heatmap on the wall and two plans side by side."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from ivac.documents.files import FILES
from ivac.language import language as speech
from ivac.store import open_store
from tests.browser.conftest import Visit
from tests.browser.serving import Server, settled

PHASES = ("knowledge", "ideas", "planning", "implementation", "anchoring", "evaluation")
ROWS = {
    "da": (
        ("Aktivitet", "Beskrivelse", "Målgruppe"),
        ("Gårdhave", "Vi dyrker sammen", "Alle beboere"),
        ("Kor", "", ""),
    ),
    "en": (("Activity", "Description", "Target group"), ("Garden", "We grow together", ""), ("Choir", "", "")),
}


def sheet(language: str) -> bytes:
    book = Workbook()
    for row in ROWS[language]:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ways_on(page: Page, name: str) -> None:
    """Follow a link of the page itself, not of the menu."""
    page.locator(".st-key-ways_on").get_by_role("link", name=name).click()


def by_two_questions(page: Page, phase: str, initiative: str, answer: str) -> None:
    """Answer one phase: who took the initiative, who decided."""
    section = page.locator(f'section[data-phase="{phase}"]')
    section.locator(f'label:has(input[data-role="initiative"][value="{initiative}"])').click()
    section.locator(f'label:has(input[data-role="answer"][value="{answer}"])').click()


@pytest.mark.parametrize("size", ["wall", "phone"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_team_takes_a_plan_from_a_spreadsheet_to_the_wall(
    empty_server: Server, visit: Visit, language: str, size: str
) -> None:
    t = speech(language).t
    page = visit(empty_server.url, size, language)
    expect(page.locator("html")).to_have_attribute("lang", language)

    # An empty installation shows a demo plan's heatmap and two ways on.
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_role("button", name=t("Try it with the demo plans"))).to_be_visible()
    page.get_by_role("link", name=t("Begin your own plan")).click()

    # Begin a plan.
    page.get_by_label(t("Name of the plan")).fill("Engen")
    page.get_by_role("button", name=t("Create the plan")).click()
    expect(page.get_by_role("heading", name="Engen", level=1)).to_be_visible()

    # Bring activities in from a spreadsheet: preview first, then in.
    ways_on(page, t("Bring in activities"))
    page.locator('input[type="file"]').set_input_files(
        {"name": "plan.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": sheet(language)}
    )
    first = ROWS[language][1][0]
    expect(page.get_by_role("rowheader", name=first)).to_be_visible()
    page.get_by_role("button", name=t("Bring them in")).click()
    expect(page.get_by_role("heading", name="Engen", level=1)).to_be_visible()
    expect(page.get_by_text(first).first).to_be_visible()

    # Walk the first activity: six phases, two touches each.
    ways_on(page, t("Walk the phases"))
    page.get_by_role("button", name=t("Begin"), exact=True).click()
    page.evaluate("window.taps = 0; addEventListener('pointerdown', () => (window.taps += 1), true)")
    for phase in PHASES[:5]:
        by_two_questions(page, phase, "professionals", "professional_joint")
    by_two_questions(page, "evaluation", "residents", "resident_decide")
    assert page.evaluate("window.taps") <= 12
    expect(page.locator(".saved")).to_contain_text(t("Saved"))
    expect(page.locator(".progress-words")).to_have_text(re.compile("^6 .* 1 .* 2 .* 6 .* 12 "))

    # It is in the database, and the picture shows it.
    store = open_store(empty_server.database_url)
    record = store.record(store.find("Engen").id)
    answers = {phase: cell.answer for (_, phase), cell in record.cells_of(record.latest).items()}
    assert answers == dict.fromkeys(PHASES[:5], "professional_joint") | {"evaluation": "resident_decide"}
    ways_on(page, t("See the picture"))
    expect(page.locator(".js-plotly-plot").first).to_be_visible()

    # The wall: the picture large, then on by arrow key.
    ways_on(page, t("Show on the wall"))
    page.locator(".st-key-wall_on").wait_for()
    settled(page)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text(t("The activities, phase by phase"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("?")  # the one question that these ratings raise
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text(first)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_contain_text("?")


@pytest.mark.parametrize("size", ["wall", "phone"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_consultant_puts_plans_side_by_side(empty_server: Server, visit: Visit, language: str, size: str) -> None:
    t = speech(language).t
    page = visit(empty_server.url, size, language)
    page.get_by_role("button", name=t("Try it with the demo plans")).click()
    expect(page.get_by_role("link", name=t("Show on the wall"))).to_be_visible()

    page.goto(f"{empty_server.url}/compare")

    expect(page.get_by_role("heading", name=t("Plans side by side"))).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    expect(
        page.get_by_text(
            t("There is no ranking: plans differ in residents, tasks and starting point, and a level is a description.")
        )
    ).to_be_visible()
    page.get_by_role("radio", name=t("Two sides")).click()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    assert "view=two" in page.url


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_files_a_team_takes_away_download(
    empty_server: Server, visit: Visit, tmp_path: Path, language: str
) -> None:
    t = speech(language).t
    page = visit(empty_server.url, "laptop", language)
    page.get_by_role("button", name=t("Try it with the demo plans")).click()
    page.get_by_role("link", name=t("Show on the wall")).wait_for()
    page.goto(f"{empty_server.url}/plan?lang={language}")
    settled(page)
    page.get_by_role("link", name=t("Take it away")).click()
    page.wait_for_url("**/files**")
    settled(page)
    for file in FILES:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=t(file.name), exact=True).click()
        target = tmp_path / file.ending
        waiting.value.save_as(target)
        assert waiting.value.suggested_filename.endswith(f".{file.ending}")
        assert target.stat().st_size > 1000


def test_all_files_come_in_one_and_making_them_can_be_stopped(
    empty_server: Server, visit: Visit, tmp_path: Path
) -> None:
    t = speech("en").t
    page = visit(f"{empty_server.url}/", "phone", "en")
    page.get_by_role("button", name=t("Try it with the demo plans")).click()
    page.get_by_role("link", name=t("Show on the wall")).wait_for()
    page.goto(f"{empty_server.url}/files?lang=en")
    settled(page)
    make = page.locator(".st-key-make_archive").get_by_role("button")
    make.click()
    page.get_by_role("button", name=t("Stop"), exact=True).click()
    expect(make).to_be_visible()

    make.click()
    ready = page.get_by_role("button", name=t("Download all files (ZIP)"))
    ready.wait_for()
    with page.expect_download() as waiting:
        ready.click()
    waiting.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert {name.partition(").")[2] for name in archive.namelist()} >= {"pdf", "pptx", "xlsx", "json"}
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
