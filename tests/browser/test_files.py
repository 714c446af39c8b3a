"""Taking things away and deleting them here, as people press it; the note on data as it lands on their disk."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from ivac.language import language
from tests.browser.conftest import Demo, Visit
from tests.browser.people import press
from tests.browser.serving import begin_workshop, settled
from tests.documents.test_paper import said

BOTH = pytest.mark.parametrize(("code", "size"), [("da", "phone"), ("en", "phone"), ("da", "wall"), ("en", "wall")])


def downloaded(page: Page, name: str) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.path()


@BOTH
def test_the_note_on_data_downloads_as_one_page_about_this_installation(
    demo: Demo, visit: Visit, code: str, size: str
) -> None:
    t = language(code).t
    page = visit(f"{demo.url}/method", size, code)
    page.get_by_role("tab", name=t("Your data")).click()

    note = downloaded(page, t("Note on data (PDF)"))

    (text,) = said(note.read_bytes())
    assert t("What is kept about people, where, and how long.") in text
    assert "/ivac.db" in text.replace(" ", "")


@BOTH
def test_a_workshop_is_taken_along_and_deleted_in_one_question(demo: Demo, visit: Visit, code: str, size: str) -> None:
    t = language(code).t
    workshop, _ = begin_workshop(demo.workshops, demo.store, demo.solgaard)
    kept = {each.id for each in demo.workshops.of_plan(demo.solgaard)} - {workshop}
    page = visit(f"{demo.url}/files?plan={demo.solgaard}", size, code)
    page.locator(f".st-key-{workshop}_wipe").get_by_role("button").click()
    question = page.get_by_role("dialog")
    expect(question).to_contain_text(t("Take the workshop along and delete it?"))
    delete = question.get_by_role("button", name=t("2. Delete it here"))
    expect(delete).to_be_disabled()
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []

    with zipfile.ZipFile(downloaded(page, t("1. Take it along"))) as taken:
        rows = list(csv.DictReader(io.StringIO(taken.read("workshop.tidy.csv").decode("utf-8-sig"))))
    assert {row["round_id"] for row in rows} == {workshop}
    assert {int(row["workshop_round"]) for row in rows if row["kind"] == "count"} == {1}
    expect(delete).to_be_enabled()
    box = delete.bounding_box()
    assert box
    assert box["height"] >= 43.5
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
    delete.click()

    expect(question).to_have_count(0)
    expect(page.locator(f".st-key-{workshop}_wipe")).to_have_count(0)
    settled(page)
    assert {each.id for each in demo.workshops.of_plan(demo.solgaard)} == kept


@pytest.mark.parametrize("code", ["da", "en"])
def test_who_keeps_a_workshop_loses_nothing(demo: Demo, visit: Visit, code: str) -> None:
    t = language(code).t
    page = visit(f"{demo.url}/files?plan={demo.solgaard}", "laptop", code)
    page.locator(f".st-key-{demo.workshop}_wipe").get_by_role("button").click()
    downloaded(page, t("1. Take it along"))
    press(page, t("Keep it"))

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert demo.workshop in {each.id for each in demo.workshops.of_plan(demo.solgaard)}
