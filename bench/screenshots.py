"""Takes a picture of every page: `python -m bench.screenshots [FOLDER]`, by default docs/screenshots."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ivac.ui import registry
from tests.browser.serving import CHROMIUM, FLAGS, HOME, LOCALES, SIZES, Server, fill_with_demo_plans, settled

TAKEN = ("wall", "phone")


def main(folder: Path) -> None:
    """Every page of the registry, in both languages, on a wall and on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for language in LOCALES:
            with tempfile.TemporaryDirectory() as kept:
                database = Path(kept) / "ivac.db"
                plans = fill_with_demo_plans(database, language)
                with Server(database) as server:
                    for size in TAKEN:
                        _take_all(browser, server.url, folder, language, size, plans["Solgårdskvarteret"])


def _take_all(browser: Browser, address: str, folder: Path, language: str, size: str, plan: str) -> None:
    views = [(spec.url_path or "picture", f"{spec.url_path}?plan={plan}") for spec in registry.ALL]
    views.append(("wall-activities", f"wall?plan={plan}&view=list1"))
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale=LOCALES[language])
    page = context.new_page()
    for name, path in views:
        page.goto(f"{address}/{path}")
        settled(page)
        page.wait_for_timeout(700)
        target = folder / f"{name}-{size}-{language}.png"
        # 128 colours show these pages as they are in a fifth of the bytes.
        Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128).save(target, optimize=True)
        print(target)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "docs" / "screenshots")
