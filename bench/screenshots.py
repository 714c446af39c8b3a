"""Takes a picture of every page: `python -m bench.screenshots [FOLDER]`, by default docs/screenshots."""

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bench.country_data import fill
from ivac.acts import agree, another_round, close, reveal, show
from ivac.content import load
from ivac.model import PHASES
from ivac.store import Workshops, open_store
from ivac.ui import registry
from ivac.ui.compare import VIEWS
from ivac.workshop import WALL_VIEWS
from tests.browser.serving import (
    CHROMIUM,
    FLAGS,
    HOME,
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

TAKEN = ("wall", "phone")
MANY = (12, 162)
"""How many plans are compared beside the three of the demo: a consultant's, and the field's."""
OF_A_WORKSHOP = (registry.DESK, registry.LIVE, registry.JOIN, registry.RATE, registry.PAPER)
"""Pages that show nothing without a workshop; all but the paper look different in each of its states."""
SHOWN_ON = {"desk": TAKEN, "live": ("wall",), "join": ("phone",), "rate": ("phone",)}
"""The screens that these are used on."""


def main(folder: Path) -> None:
    """Every page of the registry, in both languages, on a wall and on a phone; a workshop in each of its states."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language in LOCALES:
            with tempfile.TemporaryDirectory() as kept:
                database = Path(kept) / "ivac.db"
                ids = fill_with_demo_plans(database, language)
                plan, store = ids["Solgårdskvarteret"], open_store(f"sqlite:///{database}")
                begin_collection(store, ids.values())
                look_back(store, plan)
                answer_checklist(store, plan)
                with Server(database, IVAC_SECRET=SECRET) as server:
                    pages = {size: _page(browser, size, language) for size in TAKEN}
                    for size, page in pages.items():
                        _take_pages(page, server.url, folder, f"{size}-{language}", plan)
                    _take_workshop(pages, server, folder, language, plan)
                    for page in pages.values():
                        page.context.close()
            for plans in MANY:
                _take_many(browser, folder, language, plans)


def _take_many(browser: Browser, folder: Path, language: str, plans: int) -> None:
    """The comparison of so many invented plans, in every view, on a wall."""
    with tempfile.TemporaryDirectory() as kept:
        database = Path(kept) / "ivac.db"
        fill(open_store(f"sqlite:///{database}").engine, plans)
        with Server(database, IVAC_SECRET=SECRET) as server:
            page = _page(browser, "wall", language)
            for view in VIEWS:
                _take(page, f"{server.url}/compare?view={view}", folder / f"compare-{plans}-{view}-wall-{language}.png")
            page.context.close()


def _page(browser: Browser, size: str, language: str) -> Page:
    width, height = SIZES[size]
    return browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[language]).new_page()


def _take_pages(page: Page, address: str, folder: Path, ending: str, plan: str) -> None:
    views = [
        (spec.url_path or "picture", f"{spec.url_path}?plan={plan}")
        for spec in registry.ALL
        if spec not in OF_A_WORKSHOP
    ]
    views.append(("wall-activities", f"wall?plan={plan}&view=list1"))
    for name, path in views:
        _take(page, f"{address}/{path}", folder / f"{name}-{ending}.png")


def _take_workshop(pages: dict[str, Page], server: Server, folder: Path, language: str, plan: str) -> None:
    """A phone, the desk and the wall in every state, and the wall in every view."""
    store = open_store(server.database_url)
    workshops = Workshops(store.engine, SECRET)
    workshop, places = begin_workshop(workshops, store, plan, "en" if language == "en" else "da")
    for size, page in pages.items():
        _take(page, f"{server.url}/paper?workshop={workshop}", folder / f"paper-{size}-{language}.png")
    for state in _states(workshops, workshop, places):
        code = workshops.code(workshops.workshop(workshop)) or ""
        paths = {
            "desk": f"desk?workshop={workshop}",
            "live": f"live?workshop={workshop}",
            "rate": f"rate?place={places[0]}",
            "join": f"join?code={code}",
        }
        for name, path in paths.items():
            for size, page in pages.items():
                if size in SHOWN_ON[name] and (name == "live" or not state.startswith("view-")):
                    _take(page, f"{server.url}/{path}", folder / f"{name}-{state}-{size}-{language}.png")


def _states(workshops: Workshops, workshop: str, places: list[str]) -> Iterator[str]:
    """Lead the workshop from state to state, and say the name of each."""
    items = workshops.workshop(workshop).agenda
    yield "open"
    workshops.change(workshop, show("activity", items[1].activity))
    yield "rating"
    workshops.change(workshop, show("activity", items[0].activity))
    yield "revealed-one"
    first, levels = items[0].activity, load().scales["ivac"].level_ids
    workshops.change(workshop, another_round(first))
    for number, key in enumerate(places):
        for phase in PHASES:
            workshops.rate(workshops.place(key), first, phase, 2, "answer", levels[1 + number // 3])
    yield "second-round"
    workshops.change(workshop, reveal())
    for view in WALL_VIEWS:
        if view not in ("join", "activity"):
            workshops.change(workshop, show(view))
            yield f"view-{view}"
    for phase, level in zip(PHASES, levels, strict=False):
        workshops.agree(workshop, first, phase, answer=level)
    workshops.change(workshop, agree())
    yield "agreed"
    workshops.change(workshop, close())
    yield "closed"


def _take(page: Page, address: str, target: Path) -> None:
    page.goto(address)
    settled(page)
    page.wait_for_timeout(700)
    # 128 colours show these pages as they are in a fifth of the bytes.
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128).save(target, optimize=True)
    print(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "docs" / "screenshots")
