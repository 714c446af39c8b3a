"""A consultant’s day: twelve files of which two are faulty, filters, pictures, a link to send, slides to take away."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect
from pptx import Presentation

from ivac.exchange import to_json, to_xlsx
from ivac.language import Language, language
from ivac.model import Activity, Assessment, Cell, Plan, PlanRecord
from ivac.store import Collections, open_store
from tests.browser.conftest import Visit
from tests.browser.people import calm, pick, press
from tests.browser.serving import Server, settled
from tests.browser.test_files import downloaded
from tests.pages.rooms import DAY

BOTH = pytest.mark.parametrize(("code", "size"), [("da", "wall"), ("en", "phone")])


def plan(number: int) -> PlanRecord:
    name = f"plan{number}"
    return PlanRecord(
        plan=Plan(id=name, name=f"Nordby {number}", municipality="Randers"),
        activities=(Activity(id=f"{name}-choir", name="Kor", effort_area="health" if number % 2 else "social_life"),),
        assessments=(Assessment(id=f"{name}-spring", day=DAY, scale="ivac", scale_version=1),),
        cells={f"{name}-spring": {(f"{name}-choir", "ideas"): Cell(answer="informed")}},
    )


def twelve_files(code: str) -> list[FilePayload]:
    """Nine snapshots and a workbook that hold plans, a snapshot with a wrong phase, and a list of activities."""
    files = [(f"{number}.json", to_json(plan(number)).encode()) for number in range(9)]
    files.append(("9.xlsx", to_xlsx(plan(9), language(code), {})))
    wrong = json.loads(to_json(plan(10)))
    wrong["cells"]["plan10-spring"][0]["phase"] = "dancing"
    files.insert(3, ("wrong.json", json.dumps(wrong).encode()))
    files.insert(7, ("list.csv", b"Aktivitet\nKor"))
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]


def fits(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth")


@BOTH
def test_the_consultants_day(empty_server: Server, visit: Visit, code: str, size: str) -> None:
    words = language(code)
    t, n = words.t, words.n
    page = visit(f"{empty_server.url}/collections", size, code)
    page.get_by_label(t("Name of the collection")).fill("Nord")
    press(page, t("Begin the collection"))
    expect(page.get_by_role("heading", name="Nord", exact=True)).to_be_visible()

    page.locator('input[type="file"]').set_input_files(twelve_files(code))
    take_in = page.get_by_role("button", name=n("Bring {count} plan in", "Bring {count} plans in", 10))
    expect(take_in).to_be_visible()
    settled(page)
    faults = page.get_by_test_id("stAlertContentError")
    expect(faults).to_have_count(2)
    expect(faults.nth(0)).to_contain_text("wrong.json")
    expect(faults.nth(0)).to_contain_text("phase")
    expect(faults.nth(1)).to_contain_text("list.csv")
    fits(page)
    take_in.click()

    brought = n("{count} plan is brought in.", "{count} plans are brought in.", 10)
    expect(page.get_by_text(brought)).to_be_visible()
    expect(faults).to_have_count(2)  # still told, now that the field is empty
    settled(page)
    fits(page)
    store = open_store(empty_server.database_url)
    collections = Collections(store.engine)
    (collection,) = collections.entries()
    assert set(collections.members(collection.id)) == {f"plan{number}" for number in range(10)}
    assert all(store.record(f"plan{number}").cells == plan(number).cells for number in range(10))

    page.get_by_role("link", name=t("Compare them")).click()
    expect(page.get_by_role("heading", name=t("Plans side by side"))).to_be_visible()
    calm(page)
    panel = t("Choose what is compared")
    page.get_by_text(panel, exact=True).click()
    calm(page)
    fits(page)
    pick(page, t("Effort area"), words.words.item("effort_areas", "health").name, panel)
    page.get_by_text(panel, exact=True).click()
    page.get_by_role("radio", name=t("Shares by phase")).click()
    calm(page)
    expect(page.get_by_text(n("{count} plan", "{count} plans", 5)).first).to_be_visible()
    fits(page)

    other = visit(page.url, size, code)

    compared = rows_compared(other, words)
    assert list(dict.fromkeys(row.partition(" · ")[0] for row in compared)) == [
        f"Nordby {odd}" for odd in (1, 3, 5, 7, 9)
    ]
    other.get_by_role("button", name=t("Take this picture away")).first.click()
    other.get_by_role("button", name=t("Slide (PowerPoint)"), exact=True).wait_for()
    fits(other)
    (slide,) = Presentation(downloaded(other, t("Slide (PowerPoint)"))).slides
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [row.cells[0].text_frame.text for row in table.rows][1:] == compared
    assert words.words.item("effort_areas", "health").name in slide.notes_slide.notes_text_frame.text
    assert page.url.partition("?")[2] in slide.notes_slide.notes_text_frame.text


def rows_compared(page: Page, words: Language) -> list[str]:
    """The rows of the table beside the first picture."""
    rows = page.locator("table.plain").first.locator('th[scope="row"]')
    if not rows.first.is_visible():
        page.get_by_text(words.t("The same as a table"), exact=True).first.click()
        rows.first.wait_for()
    return rows.all_inner_texts()
