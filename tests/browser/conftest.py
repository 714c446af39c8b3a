"""A running product and a Chromium to use it with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ivac.store import Workshops, open_store
from tests.browser.serving import (
    CHROMIUM,
    FLAGS,
    LISTEN,
    LOCALES,
    SECRET,
    SIZES,
    Server,
    answer_checklist,
    begin_collection,
    begin_workshop,
    fill_with_demo_plans,
    look_back,
    settled,
)
from tests.needs import CHROMIUM_MISSING, needed

expect.set_options(timeout=20_000)  # a busy machine is no fault of the product


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = needed(CHROMIUM, CHROMIUM_MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """A fresh installation: nothing in it, nobody has visited it."""
    server = Server(tmp_path / "ivac.db").start()
    yield server
    server.stop()


class Demo:
    """A server with the demo plans in Danish, their ids, a workshop in which one activity is revealed, a collection."""

    def __init__(self, server: Server, ids: dict[str, str]) -> None:
        self.server, self.ids = server, ids
        self.url = server.url
        self.solgaard = ids["Solgårdskvarteret"]
        self.store = open_store(server.database_url)
        self.workshops = Workshops(self.store.engine, SECRET)
        self.workshop, places = begin_workshop(self.workshops, self.store, self.solgaard)
        self.place = places[0]
        look_back(self.store, self.solgaard)
        answer_checklist(self.store, self.solgaard)
        begin_collection(self.store, ids.values())

    def address(self, path: str) -> str:
        """A page about the complete demo plan or its workshop."""
        return f"{self.url}/{path}?plan={self.solgaard}&workshop={self.workshop}&place={self.place}"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    database = tmp_path_factory.mktemp("demo") / "ivac.db"
    ids = fill_with_demo_plans(database, "da")
    server = Server(database, IVAC_SECRET=SECRET).start()
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
        context.add_init_script(LISTEN)
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        settled(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
