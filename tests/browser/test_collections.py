"""A consultant begins a collection and brings twelve files into it, of which two are faulty."""

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, expect

from ivac.exchange import to_json, to_xlsx
from ivac.language import language
from ivac.model import Activity, Assessment, Cell, Plan, PlanRecord
from ivac.store import Collections, open_store
from tests.browser.conftest import Visit
from tests.browser.people import press
from tests.browser.serving import Server, settled
from tests.pages.rooms import DAY

BOTH = pytest.mark.parametrize(("code", "size"), [("da", "wall"), ("en", "phone")])


def plan(number: int) -> PlanRecord:
    name = f"plan{number}"
    return PlanRecord(
        plan=Plan(id=name, name=f"Nordby {number}", municipality="Randers"),
        activities=(Activity(id=f"{name}-choir", name="Kor"),),
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
def test_twelve_files_of_which_two_are_faulty(
    empty_server: Server, visit: Visit, code: str, size: str, tmp_path: Path
) -> None:
    t, n = language(code).t, language(code).n
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
