"""A consultant takes a picture of the comparison away, as people press it."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from ivac.language import language
from tests.browser.conftest import Demo, Visit
from tests.browser.test_files import downloaded


@pytest.mark.parametrize(("code", "size"), [("da", "wall"), ("en", "phone")])
def test_a_picture_lands_on_the_disk_with_its_table(demo: Demo, visit: Visit, code: str, size: str) -> None:
    t = language(code).t
    page = visit(f"{demo.url}/compare", size, code)
    page.get_by_role("button", name=t("Take this picture away")).first.click()
    page.get_by_role("button", name=t("Table (CSV)"), exact=True).wait_for()
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []

    box = page.get_by_role("button", name=t("Table (CSV)"), exact=True).bounding_box()
    assert box
    assert box["height"] >= 43.5
    text = downloaded(page, t("Table (CSV)")).read_text(encoding="utf-8-sig")
    picture = Image.open(downloaded(page, t("Picture for a slide (PNG)")))

    heading, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert heading[0] == t("Plan and level")
    assert len(rows) >= 10
    assert picture.width >= 1900
