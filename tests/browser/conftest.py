"""A running product and a Chromium to use it with."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ivac.demo import demo_records
from ivac.store import open_store
from tests.browser.serving import Server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SIZES = {"wall": (1920, 1080), "small_wall": (1280, 720), "laptop": (1366, 768), "phone": (390, 844)}
LOCALES = {"da": "da-DK", "en": "en-GB"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; .ci/run installs it.")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-sync"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """A fresh installation: nothing in it, nobody has visited it."""
    server = Server(tmp_path / "ivac.db").start()
    yield server
    server.stop()


def fill_with_demo_plans(database: Path, language: str) -> dict[str, str]:
    """Add the demo plans and give back their ids by the start of their names."""
    store = open_store(f"sqlite:///{database}")
    for record in demo_records(language):
        store.add_record(record)
    return {entry.plan.name.split(",")[0].split(" (")[0]: entry.plan.id for entry in store.plans()}


class Demo:
    """A server with the demo plans in Danish, and their ids."""

    def __init__(self, server: Server, ids: dict[str, str]) -> None:
        self.server, self.ids = server, ids
        self.url = server.url
        self.solgaard = ids["Solgårdskvarteret"]
        self.store = open_store(server.database_url)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    database = tmp_path_factory.mktemp("demo") / "ivac.db"
    ids = fill_with_demo_plans(database, "da")
    server = Server(database).start()
    yield Demo(server, ids)
    server.stop()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address as somebody with a window of this size and a browser in this language."""
    contexts: list[BrowserContext] = []

    def open_page(url: str, size: str = "laptop", language: str = "da") -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[language])
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    """Wait until a title stands and no script runs."""
    page.locator("h1").first.wait_for()
    page.wait_for_function("!document.querySelector('[data-test-script-state=\"running\"]')")
