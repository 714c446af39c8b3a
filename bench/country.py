"""How comparing grows with the country: `python -m bench.country` prints Markdown tables (`--times 1 10 100`).

Server time: from asking the database until numbers, or a figure, stand; median of several runs, on the clock and on the
processor (the one that counts where other programs run beside). Memory: the most that Python held at once, in one run
of its own. A page that has its numbers in its cache asks the version alone, which has a row of its own.
Beside it, in the same run: the same counts as one SQL string written by hand, and by pandas over the same rows.
Browser: from the address until every picture is drawn, with an empty cache; bytes as they go over the wire.
"""

import argparse
import platform
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as NotDrawn

from bench.country_data import PLANS, fill
from bench.measure import resident_memory
from ivac.charts import Canvas, mosaic_picture, shares_picture
from ivac.comparison import Comparison
from ivac.language import language
from ivac.selection import Selection
from ivac.store import Counted, Country, Neighbours, Scope, compared, courses, open_store
from ivac.ui.compare.multiples import A_PAGE
from tests.browser.serving import CHROMIUM, FLAGS, SIZES, Server, settled
from tests.postgres import Server as Postgres
from tests.postgres import programs

RUNS = 5
PATIENCE = 60
"""Seconds for a page to be drawn."""
EVERYTHING, ALL = Selection(), Scope()
ROWS_BY_HAND = """
    FROM cell JOIN (
        SELECT id, plan_id, row_number() OVER (PARTITION BY plan_id ORDER BY day DESC, position DESC) AS place
        FROM assessment WHERE settled
    ) AS newest ON newest.id = cell.assessment_id
    WHERE newest.place = 1 AND cell.answer IS NOT NULL
"""
BY_HAND = f"""
    SELECT plan_id, phase, answer, count(*),
        sum(CASE WHEN desired = answer AND desired_reason = 'on_purpose' THEN 1 ELSE 0 END)
    {ROWS_BY_HAND} GROUP BY plan_id, phase, answer
"""
BY_PANDAS = f"SELECT plan_id, phase, answer, desired, desired_reason {ROWS_BY_HAND}"


@dataclass(frozen=True)
class View:
    """One of the things that a consultant waits for; `most` is up to how many times the country anybody draws it."""

    name: str
    make: Callable[[Country], object]
    most: int = 100


VIEWS: tuple[View, ...] = (
    View("has anything changed? (numbers in the cache)", lambda of: of.version(ALL)),
    View("which plans, and their rounds", lambda of: of.rounds(ALL, EVERYTHING)),
    View("counts of all plans", lambda of: of.counts(ALL, EVERYTHING)),
    View("counts, two effort areas", lambda of: of.counts(ALL, _chosen(effort_area=("health", "social_life")))),
    View("counts, a target group", lambda of: of.counts(ALL, _chosen(target_group=("men",)))),
    View("counts, a region", lambda of: of.counts(ALL, _chosen(region=("sjaelland",)))),
    View("counts, a staff role", lambda of: of.counts(ALL, _chosen(role=("bridging",)))),
    View("counts, as the staff answered", lambda of: of.counts(ALL, Selection(perspective="staff"))),
    View("what stands beside every choice", lambda of: of.facet_counts(ALL, EVERYTHING)),
    View("every activity in one phase", lambda of: of.dots(ALL, EVERYTHING, "planning")),
    View(
        "one phase over time",
        lambda of: courses(of.rounds(ALL, EVERYTHING), of.over_time(ALL, EVERYTHING, "planning"), "planning"),
    ),
    View("in what all plans are alike", lambda of: Neighbours(of.engine).profiles(ALL, EVERYTHING, "")),
    View("all plans in common rows", lambda of: all_plans(of)),
    View("the same, as the staff answered", lambda of: all_plans(of, Selection(perspective="staff"))),
    View("picture: 24 of all plans side by side, as a page shows them", lambda of: _mosaic(all_plans(of)), most=10),
    View("picture: shares of all plans", lambda of: _shares(all_plans(of)), most=1),
)
"""What is measured on the server, each from the database to its end."""

PAGES: tuple[tuple[str, Callable[[Sequence[str]], str]], ...] = (
    ("three plans side by side", lambda plans: f"compare?plans={','.join(plans[:3])}"),
    ("twelve plans side by side", lambda plans: f"compare?plans={','.join(plans[:12])}"),
    ("all 162 plans side by side, 24 at a time", lambda _: "compare"),
    ("shares by phase of all plans", lambda _: "compare?view=shares"),
    (
        "two sides: one effort area, another one",
        lambda _: "compare?view=two&own=1&effort_area=health&b_effort_area=social_life",
    ),
    ("every activity of all plans", lambda _: "compare?view=dots"),
    ("all plans over time", lambda _: "compare?view=time"),
)
"""What is measured in the browser: a name, and the address for the plans that are there."""


def _chosen(**facets: tuple[str, ...]) -> Selection:
    return Selection(facets)  # type: ignore[arg-type]


def all_plans(country: Country, selection: Selection = EVERYTHING) -> Comparison:
    """All plans in common rows, from two questions to the database."""
    of_people = selection.perspective is not None
    return compared(country.rounds(ALL, selection), country.counts(ALL, selection), of_people)


def _mosaic(comparison: Comparison) -> object:
    part = replace(comparison, plans=comparison.plans[:A_PAGE])
    return mosaic_picture(part, language("en"), Canvas(1500, 900, 16))


def _shares(comparison: Comparison) -> object:
    return shares_picture(comparison, language("en"), Canvas(1500, 4400, 16), [("share", lambda phase: phase.decision)])


# Measuring


@dataclass(frozen=True)
class Took:
    """How long something took, in milliseconds: the first time, the median on the clock and on the processor; MiB."""

    first: float
    median: float
    processor: float
    memory: float

    @property
    def columns(self) -> str:
        """As columns of a table."""
        return f"{self.first:.0f} | {self.median:.0f} | {self.processor:.0f} | {self.memory:.1f}"


def took(make: Callable[[], object]) -> Took:
    """Run it once cold, several times warm, and once more to see its memory."""
    clock, processor = [], []
    for _ in range(RUNS + 1):
        started, busy = time.perf_counter(), time.process_time()
        make()
        clock.append((time.perf_counter() - started) * 1000)
        processor.append((time.process_time() - busy) * 1000)
    tracemalloc.start()
    make()
    memory = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return Took(clock[0], statistics.median(clock[1:]), statistics.median(processor[1:]), memory)


def by_hand(engine: sa.Engine) -> list[tuple[Any, ...]]:
    """The counts as one SQL string, straight from the driver."""
    with engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        return list(driver.execute(BY_HAND).fetchall())


def by_pandas(engine: sa.Engine) -> list[tuple[Any, ...]]:
    """The counts by pandas, which reads the rows and groups them itself."""
    with engine.connect() as connection:
        rows = pd.read_sql(sa.text(BY_PANDAS), connection)
    rows["on_purpose"] = (rows["desired"] == rows["answer"]) & (rows["desired_reason"] == "on_purpose")
    counts = rows.groupby(["plan_id", "phase", "answer"])["on_purpose"].agg(["size", "sum"])
    return list(counts.itertuples(name=None))


def on_the_server(engine: sa.Engine, times: int) -> dict[str, Took]:
    """Every view's time, and the two others' for the same counts, which are compared first."""
    country = Country(engine)
    ours = {(each.plan_id, each.phase, each.answer): (each.number, each.on_purpose) for each in _counts(country)}
    assert ours == {tuple(row[:3]): tuple(map(int, row[3:])) for row in by_hand(engine)}
    assert ours == {row[0]: tuple(map(int, row[1:])) for row in by_pandas(engine)}
    found = {view.name: took(lambda view=view: view.make(country)) for view in VIEWS if times <= view.most}  # type: ignore[misc]
    found["the same counts: SQL by hand"] = took(lambda: by_hand(engine))
    found["the same counts: pandas"] = took(lambda: by_pandas(engine))
    return found


def _counts(country: Country) -> list[Counted]:
    return country.counts(ALL, EVERYTHING)


def in_the_browser(browser: Browser, database: Path) -> None:
    """Print how long each page takes to be drawn, and what goes over the wire."""
    print("\n| page in Chromium | first time drawn (ms) | again (ms) | kB | server’s memory (MiB) |")
    print("|---|---|---|---|---|")
    plans = [each.plan_id for each in Country(open_store(f"sqlite:///{database}").engine).rounds(ALL, EVERYTHING)]
    with Server(database) as server:
        for name, address in PAGES:
            try:
                (first, size), (again, _) = (drawn(browser, f"{server.url}/{address(plans)}") for _ in range(2))
            except NotDrawn:
                print(f"| {name} | not within {PATIENCE} s | – | – | – |", flush=True)
                continue
            memory = resident_memory(server.process_id)
            print(f"| {name} | {first:.0f} | {again:.0f} | {size:.0f} | {memory:.0f} |", flush=True)
        print("\n| all 162 plans on an open page, a press of … | drawn (ms): median of 5 | largest | kB |")
        print("|---|---|---|---|")
        for name in ("Plan by plan", "Shares by phase", "Every activity", "Over time"):
            times, size = switched(browser, f"{server.url}/compare?view=two", name)
            print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} | {size:.0f} |", flush=True)


def drawn(browser: Browser, address: str) -> tuple[float, float]:
    """Milliseconds until a page has settled, less the half second for which nothing moves then; kilobytes."""
    with opened(browser) as (page, received):
        started = time.perf_counter()
        page.goto(address)
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        settled(page)
        return (time.perf_counter() - started - 0.5) * 1000, sum(received) / 1000


def switched(browser: Browser, address: str, view: str) -> tuple[list[float], float]:
    """Milliseconds from a press on a view until it has settled, in several runs; kilobytes of one of them."""
    times = []
    with opened(browser) as (page, received):
        for _ in range(RUNS):
            page.goto(address)
            page.locator(".js-plotly-plot .main-svg").first.wait_for()
            settled(page)
            page.evaluate("window.quietSince = undefined")
            received.clear()
            started = time.perf_counter()
            page.get_by_role("radio", name=view, exact=True).click()
            page.wait_for_url("**view=*")
            settled(page)
            times.append((time.perf_counter() - started - 0.5) * 1000)
        return times, sum(received) / 1000


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[Page, list[float]]]:
    """A page on a wall, and the bytes that it receives, as they come."""
    width, height = SIZES["wall"]
    context = browser.new_context(locale="en-GB", viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(len(event["response"]["payloadData"])))
    try:
        yield page, received
    finally:
        context.close()


@contextmanager
def kept(postgresql: bool) -> Iterator[tuple[str, Path | None]]:
    """An empty database: a file of SQLite, or one of a PostgreSQL that is started for it."""
    if not postgresql:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "ivac.db"
            yield f"sqlite:///{file}", file
        return
    found = programs()
    assert found, "apt-get install postgresql"
    server = Postgres(found)
    try:
        yield server.url(server.new()), None
    finally:
        server.remove()


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], help="how many times the field’s 162 plans")
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL, without the browser")
    parser.add_argument("--no-browser", action="store_true", help="on the server alone")
    asked = parser.parse_args()
    print(f"Measured {date.today().isoformat()} with `python -m bench.country`")
    print(f"({'PostgreSQL' if asked.postgresql else 'SQLite'}, Python {platform.python_version()}).")
    growth: dict[int, dict[str, Took]] = {}
    for times in asked.times:
        with kept(asked.postgresql) as (url, file):
            size = fill(open_store(url).engine, PLANS * times)
            engine = open_store(url).engine
            growth[times] = on_the_server(engine, times)
            engine.dispose()
            print(f"\n{size.plans} plans, {size.activities} activities, {size.cells} cells, {size.ratings} ratings:\n")
            print("| view | first (ms) | median (ms) | of it processor (ms) | memory (MiB) |\n|---|---|---|---|---|")
            for name, each in growth[times].items():
                print(f"| {name} | {each.columns} |", flush=True)
            if file and times == 1 and not asked.no_browser:
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                    in_the_browser(browser, file)
    head = " | ".join(f"x{times}" for times in growth)
    print(f"\n| median in ms (of it processor) | {head} |\n|---|{'---|' * len(growth)}")
    for name in growth[asked.times[0]]:
        all_of = [found.get(name) for found in growth.values()]
        row = (f"{each.median:.0f} ({each.processor:.0f})" if each else "–" for each in all_of)
        print(f"| {name} | {' | '.join(row)} |")


if __name__ == "__main__":
    main()
