"""Measures what a user waits for: `python -m bench.measure` prints a table, with a bare page beside ours.

Cold start: from starting the process until the first page's title (ours) or text (bare) is on the screen.
Tap to saved: from a tap on the board until the screen says that it is stored, in Chromium.
Switch to picture: from choosing another view until the heatmap is drawn anew, in Chromium.
Slow phone: from the address until the board, or the question of the way in, stands; at 1.6 Mbit/s, 150 ms and a
quarter of the processor.
Memory: what the server grows by per open browser. First view: bytes over the wire with an empty cache.
"""

import platform
import statistics
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from ivac.store import Workshops, open_store
from tests.browser.serving import CHROMIUM, FLAGS, HOME, SECRET, Server, begin_workshop, fill_with_demo_plans, settled

BARE = HOME / "bench" / "bare_page.py"
STARTS = 5
TAPS = 30
SWITCHES = 15
BROWSERS = 10
PHONES = 3
SLOW_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""1.6 Mbit/s down and 750 kbit/s up, in bytes a second."""

IN_PAGE_TAP = """
async ([phase, value, saved]) => {
  const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot);
  const board = roots.find((root) => root?.querySelector('.board'));
  const start = performance.now();
  board.querySelector(`section[data-phase="${phase}"] input[data-role="answer"][value="${value}"]`).click();
  while (board.querySelector('.saved').textContent !== saved) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}
"""
# Asked every 50 ms; a locator comes to look every half second only, and its times come in steps of that.
IN_PAGE_BOARD_STANDS = """
() => [...document.querySelectorAll('*')].some((element) => element.shadowRoot?.querySelector('section[data-phase]'))
"""
IN_PAGE_JOIN_STANDS = """
() => document.querySelectorAll('[role=radiogroup] input').length > 1
"""
IN_PAGE_BARE = """
async () => {
  const button = document.querySelector('[data-testid="stButton"] button');
  const shown = () => document.querySelector('[data-testid="stMarkdown"]').textContent;
  const before = shown();
  const start = performance.now();
  button.click();
  while (shown() === before) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}
"""
IN_PAGE_SWITCH = """
async (label) => {
  const plots = () => [...document.querySelectorAll('.js-plotly-plot .barlayer')].map((l) => l.innerHTML.length).join();
  const before = plots();
  const button = [...document.querySelectorAll('[role="radio"], button')].find((b) => b.textContent.trim() === label);
  const start = performance.now();
  button.click();
  while (plots() === before) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}
"""


def quantile(values: list[float], part: float) -> float:
    """The value below which this part of the values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def row(name: str, values: list[float], unit: str) -> str:
    """A row of the table: median, 95th percentile, largest, how many."""
    median, p95, top = statistics.median(values), quantile(values, 0.95), max(values)
    return f"| {name} | {median:.0f} {unit} | {p95:.0f} {unit} | {top:.0f} {unit} | {len(values)} |"


def cold_starts(browser: Browser, ours: bool) -> list[float]:
    """Milliseconds from starting the process until the first page stands, each on a fresh process and cache."""
    times = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as kept:
            start = time.perf_counter()
            with Server(Path(kept) / "ivac.db", script=HOME / "app.py" if ours else BARE) as server:
                page = browser.new_page(locale="en-GB")
                page.goto(server.url)
                page.locator("h1" if ours else '[data-testid="stMarkdown"]').first.wait_for()
                times.append((time.perf_counter() - start) * 1000)
                page.close()
    return times


def tap_times(page: Page, address: str, plan: str) -> list[float]:
    """Milliseconds from a tap on the board until it is said to be saved."""
    page.goto(f"{address}/walk?plan={plan}")
    page.locator("section[data-phase]").first.wait_for()
    settled(page)
    values = ("dont_know", "not_relevant")
    return [page.evaluate(IN_PAGE_TAP, ["planning", values[n % 2], "✓ Saved"]) for n in range(TAPS)]


def switch_times(page: Page, address: str, plan: str) -> list[float]:
    """Milliseconds from choosing a view until the activities' picture is drawn anew."""
    page.goto(f"{address}/?plan={plan}")
    page.locator(".js-plotly-plot .barlayer").nth(1).wait_for()
    settled(page)
    times = []
    for number in range(SWITCHES):
        times.append(page.evaluate(IN_PAGE_SWITCH, ("Both", "How it is")[number % 2]))
        settled(page)
    return times


def bare_times(page: Page, address: str) -> list[float]:
    """The same for one button of a bare page."""
    page.goto(address)
    page.locator('[data-testid="stButton"] button').wait_for()
    page.wait_for_timeout(1000)
    return [page.evaluate(IN_PAGE_BARE) for _ in range(TAPS)]


def resident_memory(process: int) -> float:
    """Resident memory of a process in MiB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def memory_per_browser(browser: Browser, address: str, process: int, plan: str) -> tuple[float, float]:
    """Memory with one open browser, and what each further one adds, in MiB, on the picture page."""
    contexts = []
    levels = []
    for _ in range(BROWSERS):
        context = browser.new_context(locale="en-GB")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{address}/?plan={plan}")
        page.locator(".js-plotly-plot").nth(1).wait_for()
        levels.append(resident_memory(process))
    for context in contexts:
        context.close()
    return levels[0], (levels[-1] - levels[0]) / (BROWSERS - 1)


def first_view_bytes(browser: Browser, address: str, path: str) -> float:
    """Kilobytes over the wire until the page stands, with an empty cache."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"{address}/{path}")
    settled(page)
    page.wait_for_timeout(800)
    context.close()
    return sum(received) / 1000


def phone_first_views(browser: Browser, address: str, stands: str) -> list[float]:
    """Milliseconds until a page stands on a slow phone: 1.6 Mbit/s, 150 ms, a quarter of the speed."""
    times = []
    for _ in range(PHONES):
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, wait_until="commit")
        page.wait_for_function(stands, timeout=60_000, polling=50)
        times.append(page.evaluate("performance.now()"))
        context.close()
    return times


def main() -> None:
    """Run everything and print the table as Markdown."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOME).stdout
    print(f"Measured {date.today().isoformat()} at {commit.strip()} with `python -m bench.measure`")
    print(f"(Python {platform.python_version()}, {platform.machine()}, server and Chromium on the same machine).\n")
    print("| | median | 95 % | largest | n |\n|---|---|---|---|---|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as kept:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        ours, bare = cold_starts(browser, ours=True), cold_starts(browser, ours=False)
        print(row("cold start to first page", ours, "ms"))
        print(row("the same, bare Streamlit page", bare, "ms"))
        database = Path(kept) / "ivac.db"
        plan = fill_with_demo_plans(database, "en")["Solgårdskvarteret"]
        store = open_store(f"sqlite:///{database}")
        workshops = Workshops(store.engine, SECRET)
        workshop, places = begin_workshop(workshops, store, plan, "en")
        code = workshops.code(workshops.workshop(workshop))
        with Server(database, IVAC_SECRET=SECRET) as server:
            page = browser.new_page(locale="en-GB", viewport={"width": 1920, "height": 1080})
            taps, switches = tap_times(page, server.url, plan), switch_times(page, server.url, plan)
            page.close()
            alone, each = memory_per_browser(browser, server.url, server.process_id, plan)
            phones = {
                name: phone_first_views(browser, f"{server.url}/{path}", stands)
                for name, path, stands in (
                    ("walk", f"walk?plan={plan}", IN_PAGE_BOARD_STANDS),
                    ("way in", f"join?code={code}", IN_PAGE_JOIN_STANDS),
                    ("rating page", f"rate?place={places[0]}", IN_PAGE_BOARD_STANDS),
                )
            }
            sizes = {
                name: first_view_bytes(browser, server.url, path)
                for name, path in (("walk", "walk"), ("picture", ""), ("rating", f"rate?place={places[0]}"))
            }
        with Server(Path(kept) / "bare.db", script=BARE) as server:
            page = browser.new_page(locale="en-GB")
            button = bare_times(page, server.url)
            page.close()
        print(row("tap on the board to saved on screen", taps, "ms"))
        print(row("one button of a bare page to its answer", button, "ms"))
        print(row("switch of view to heatmap drawn", switches, "ms"))
    for name, times in phones.items():
        print(row(f"first view of the {name} on a slow phone", times, "ms"))
    print(f"\nTap against bare button, medians: {statistics.median(taps) / statistics.median(button):.1f} times.")
    print(f"Memory with one open browser {alone:.0f} MiB; each of {BROWSERS - 1} more adds {each:.1f} MiB.")
    for name, size in sizes.items():
        print(f"First view of the {name} page with an empty cache: {size:.0f} kB over the wire.")


if __name__ == "__main__":
    main()
