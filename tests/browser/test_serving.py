"""What the server sends: to the right language, compressed, guarded, and from nowhere else."""

import gzip
import subprocess
import sys
import urllib.request
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from ivac.ui import registry
from tests.browser.conftest import Demo, Visit
from tests.browser.serving import CHROMIUM, HOME, SIZES, Server, settled


def get(url: str, **headers: str):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=20)  # noqa: S310


@pytest.mark.parametrize("spec", [registry.WALK, registry.PLAN, registry.COMPARE, registry.WALL])
def test_a_deep_link_as_the_very_first_visit_passes_through_the_entry(
    empty_server: Server, visit: Visit, spec: registry.PageSpec
) -> None:
    # Streamlit once ran the page file alone, past language, access and menu, when a folder pages/ lay beside the entry.
    page = visit(f"{empty_server.url}/{spec.url_path}?lang=en")

    expect(page.get_by_role("heading", level=1)).to_have_text("There is no plan here yet")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_the_browser_loads_comes_from_another_host(demo: Demo, visit: Visit) -> None:
    page = visit(demo.url)
    elsewhere: list[str] = []

    def note(request: Request) -> None:
        address = urlparse(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != urlparse(demo.url).netloc:
            elsewhere.append(request.url)

    page.on("request", note)
    for spec in registry.ALL:
        page.goto(f"{demo.url}/{spec.url_path}?plan={demo.solgaard}")
        settled(page)

    assert elsewhere == []


def test_the_first_page_speaks_the_visitors_language(demo: Demo) -> None:
    def first_line(language: str, address: str = "") -> str:
        answer = get(demo.url + address, **{"Accept": "text/html", "Accept-Language": language})
        return answer.read().decode()

    assert '<html lang="da"' in first_line("da-DK,da;q=0.9,en;q=0.8")
    assert '<html lang="en"' in first_line("en-GB,en")
    assert '<html lang="da"' in first_line("fi")
    assert '<html lang="en"' in first_line("da-DK", "/walk?lang=en")


def first_view(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """A page that has settled, and the paths it asked for with an empty cache."""
    page = browser.new_context(locale="en-GB", viewport={"width": 1366, "height": 768}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlparse(request.url).path))
    page.goto(url)
    settled(page)
    page.wait_for_load_state("networkidle")
    return page, asked


def test_a_first_view_asks_once_for_what_it_shows_and_finds_its_server_at_once(demo: Demo, browser: Browser) -> None:
    page, asked = first_view(browser, f"{demo.url}/method?plan={demo.solgaard}")

    # A character that our typeface lacks (✓ ← →) would bring Streamlit's along; there is none on this page.
    typefaces = [path for path in asked if path.endswith(".woff2")]
    assert typefaces == ["/app/static/figtree-latin-wght-normal.woff2"]
    assert page.evaluate("[...document.fonts].some((f) => f.family === 'Figtree' && f.status === 'loaded')")
    scripts = [path for path in asked if path.endswith(".js")]
    assert scripts != []
    assert len(scripts) == len(set(scripts))
    assert [path for path in asked if path.endswith("/_stcore/health")] == ["/_stcore/health"]
    page.context.close()


def test_the_icons_are_loaded_where_an_icon_is_shown(demo: Demo, browser: Browser) -> None:
    page, asked = first_view(browser, f"{demo.url}/walk?plan={demo.solgaard}")

    expect(page.get_by_test_id("stIconMaterial").first).to_be_visible()
    assert len([path for path in asked if "MaterialSymbols" in path]) == 1
    loaded = "[...document.fonts].some((f) => f.family.includes('Material Symbols') && f.status === 'loaded')"
    assert page.evaluate(loaded)
    page.context.close()


def test_program_files_go_out_compressed_and_whole(demo: Demo) -> None:
    page = get(demo.url, Accept="text/html").read().decode()
    script = page.split('src="./static/')[1].split('"')[0]
    plain = get(f"{demo.url}/static/{script}").read()

    for _ in range(2):
        answer = get(f"{demo.url}/static/{script}", **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
        packed = answer.read()
        assert gzip.decompress(packed) == plain
        assert len(packed) < len(plain) / 2


def test_every_answer_carries_the_security_headers(demo: Demo) -> None:
    for path in ("/", "/_stcore/health", "/app/static/icon.png"):
        headers = get(demo.url + path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_two_first_visitors_at_once_both_see_a_picture(empty_server: Server, visit: Visit) -> None:
    # Two threads importing pandas at once once broke the very first pictures.
    import threading
    from concurrent.futures import ThreadPoolExecutor

    from playwright.sync_api import sync_playwright

    gate = threading.Barrier(2)

    def look(_: int) -> int:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = chromium.new_page()
            gate.wait()
            page.goto(empty_server.url)
            page.locator(".js-plotly-plot").nth(1).wait_for()
            count = page.locator(".js-plotly-plot").count()
            chromium.close()
            return count

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(look, range(2))) == [2, 2]


def test_the_program_does_not_start_on_an_address_that_others_can_reach() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0"],
        cwd=HOME, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert "0.0.0.0" in done.stdout + done.stderr
    assert "127.0.0.1" in done.stdout + done.stderr


@pytest.mark.parametrize("size", ["wall", "phone"])
def test_a_page_runs_once_for_whoever_opens_it_and_again_when_its_window_changes(
    demo: Demo, browser: Browser, size: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page, asked = context.new_page(), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(frame)))
    page.goto(f"{demo.url}/plans")
    settled(page)
    assert len(asked) == 1

    page.set_viewport_size({"width": 900, "height": 700})
    page.wait_for_timeout(1000)
    settled(page)

    assert len(asked) == 2
    context.close()
