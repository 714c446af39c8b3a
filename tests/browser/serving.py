"""Runs the product as its users do: `streamlit run app.py` on a free port of this machine, and a Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from ivac.acts import open_doors, reveal
from ivac.checklist import ANSWERS
from ivac.collection import Collection
from ivac.content import load
from ivac.demo import demo_records
from ivac.model import PHASES, Assessment
from ivac.store import Collections, Deeper, Store, Workshops, open_store
from ivac.workshop import AgendaItem, Workshop

HOME = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]
SIZES = {"wall": (1920, 1080), "small_wall": (1280, 720), "laptop": (1366, 768), "phone": (390, 844)}
LOCALES = {"da": "da-DK", "en": "en-GB"}
SECRET = "the-secret-of-these-tests-alone"  # noqa: S105
PATIENCE = 60
"""Seconds to wait for a server to answer; far more than it needs, so that a slow machine does not fail."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One server process on one database, serving the product or another script."""

    def __init__(
        self,
        database: Path,
        port: int | None = None,
        script: Path = HOME / "app.py",
        log: str = "",
        **environment: str,
    ) -> None:
        self.database, self.port, self.script = database, port or free_port(), script
        self.environment = environment
        self.log_file = database.with_name(log) if log else database.with_suffix(".log")
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def process_id(self) -> int:
        if self.process is None:
            raise RuntimeError("the server has not been started")
        return self.process.pid

    def start(self) -> "Server":
        environment = {**os.environ, "IVAC_DATABASE_URL": self.database_url, **self.environment}
        self.log = self.log_file.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(self.script), "--server.port", str(self.port)],
            cwd=HOME, env=environment, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(self.log_file.read_text())
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()  # noqa: S310
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise RuntimeError("the server does not answer")

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self.log.close()


def fill_with_demo_plans(database: Path, language: str) -> dict[str, str]:
    """Add the demo plans and give back their ids by the start of their names."""
    store = open_store(f"sqlite:///{database}")
    for record in demo_records(language):
        store.add_record(record)
    return {entry.plan.name.split(",")[0].split(" (")[0]: entry.plan.id for entry in store.plans()}


def begin_collection(store: Store, plans: Iterable[str]) -> None:
    """A collection of these plans, their names hidden."""
    collections = Collections(store.engine)
    collections.save(Collection(id="areas", name="Tre områder", hidden=True))
    for plan in plans:
        collections.put_in("areas", plan, named=False, texts=False)


def look_back(store: Store, plan: str) -> None:
    """Add a round from memory, two years before the plan's own: some levels the same, some not, some unknown."""
    record = store.record(plan)
    now = record.latest
    assert now is not None
    then = Assessment(
        day=date(now.day.year - 2, 3, 12), scale=now.scale, scale_version=now.scale_version, recalled=True
    )
    store.add_assessment(plan, then)
    levels = load().scales[now.scale].level_ids
    for number, activity in enumerate(record.activities):
        for turn, phase in enumerate(PHASES):
            today = record.cells_of(now).get((activity.id, phase))
            choices = (today.level if today else None, levels[(number + turn) % len(levels)], None)
            if answer := choices[(number + 2 * turn) % 3]:
                store.change_cell(then.id, activity.id, phase, answer=answer)


def answer_checklist(store: Store, plan: str) -> None:
    """Answer some of the checklist's questions in every round of a plan, each round a little otherwise, with a note."""
    kept, questions = Deeper(store.engine), load().talk.checklist
    for turn, assessment in enumerate(store.record(plan).assessments):
        for number, check in enumerate(questions[turn::3]):
            kept.change_check(assessment.id, check.id, answer=list(ANSWERS)[(number + turn) % len(ANSWERS)])
        kept.change_check(assessment.id, questions[turn].id, note="Workshop 12/5")


def begin_workshop(
    workshops: Workshops, store: Store, plan: str, language: Literal["da", "en"] = "da"
) -> tuple[str, list[str]]:
    """Open a workshop with six people who have answered two activities, the first revealed; its id and the places."""
    activities = store.activities(plan)[:6]
    agenda = tuple(AgendaItem(activity=activity.id) for activity in activities)
    draft = Workshop(
        plan_id=plan, day=date(2026, 3, 12), scale="ivac", scale_version=1, agenda=agenda, language=language,
        ask_desired=True,
    )  # fmt: skip
    workshops.add(draft)
    opened = workshops.change(draft.id, open_doors())
    places = [
        workshops.join(workshops.code(opened) or "", "here", "staff" if number % 2 else "resident", "")
        for number in range(6)
    ]
    levels = load().scales["ivac"].level_ids
    for number, key in enumerate(places):
        for activity in activities[:2]:
            for turn, phase in enumerate(PHASES):
                answer = levels[(number * turn + number % 2) % len(levels)]
                workshops.rate(workshops.place(key), activity.id, phase, 1, "answer", answer)
                workshops.rate(workshops.place(key), activity.id, phase, 1, "desired", levels[-1 - number % 2])
    workshops.change(draft.id, reveal(activities[0].id))
    return draft.id, places


LISTEN = """
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...address) {
      super(...address);
      this.addEventListener('message', () => { window.heardAt = performance.now(); });
    }
    send(message) {
      window.sentAt = performance.now();
      super.send(message);
    }
  };
"""
"""Lets a page know when it last asked the server for something, and when it last heard from it."""


def settled(page: Page) -> None:
    """Wait until a title stands, the server has answered, no script runs, nothing is stale or a placeholder.

    And until that has lasted a moment. On a busy machine a click may be on its way for longer than the moment.
    """
    page.locator("h1").first.wait_for()
    page.wait_for_function(
        """() => {
          const busy = document.querySelector(
            '[data-test-script-state="running"], [data-stale="true"], [data-testid="stSkeleton"]'
          );
          const now = performance.now();
          const waits = window.sentAt > (window.heardAt || 0);
          if (busy || waits || !window.quietSince) window.quietSince = now;
          window.quietSince = Math.max(window.quietSince, window.sentAt || 0);
          return now - window.quietSince > 500;
        }"""
    )
