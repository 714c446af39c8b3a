"""Measures many phones at once: `python -m bench.load` prints a table, with a bare page beside ours.

Every phone is a connection of its own that taps every `EVERY` seconds, spread evenly, whether or not its last tap has
been confirmed; one process plays them all (see tests/live/phone.py). Tap to confirmed: from sending a tap until the
message has come that confirms it. Processor: of the server, in percent of one core, while the phones tap. Stored: what
the database holds at the end, of what was sent. Each row has a server of its own.
"""

import asyncio
import os
import platform
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bench.measure import BARE, quantile, resident_memory
from ivac.content import load
from ivac.model import OUTSIDE, PHASES, Activity, Assessment, PhaseId, Plan, PlanRecord
from ivac.store import Store, open_store
from tests.browser.serving import HOME, Server
from tests.live.phone import Connection

PHONES = (30, 60, 100)
EVERY = 3.0
"""Seconds between two taps of one phone."""
SECONDS = 30.0
"""How long the phones of one row tap."""
ARRIVALS = 5
"""How many phones open their page at the same time."""
QUIET = 2.0
"""Seconds between the last arrival and the first tap."""
PATIENCE = 30.0
"""Seconds after which a tap counts as never confirmed."""

Confirmed = Callable[[], bool]


class Hand(Protocol):
    """What one phone does."""

    path: str
    query: str

    async def settle(self, phone: Connection) -> None:
        """Do what a browser does by itself once the page stands."""

    async def tap(self, phone: Connection) -> Confirmed:
        """Send one tap, and give back how to see that it is confirmed."""


class Scene(Protocol):
    """A page that many use at once: how to prepare it, what they do on it, and what is kept of it."""

    name: str
    script: Path

    def prepare(self, database: Path, phones: int) -> list[Hand]:
        """Fill the database before the server starts, and give each phone what to do."""

    def stored(self) -> int:
        """How many taps have been kept."""

    def differing(self) -> int:
        """How many phones see something else than what has been kept."""

    def close(self) -> None:
        """Let go of the database."""


class BareHand:
    """Presses the one button of the bare page, which answers with a number that every run raises."""

    path, query = "/", ""

    def __init__(self) -> None:
        self.first = self.last = 0

    async def settle(self, phone: Connection) -> None:
        """Remember where the counting begins."""
        self.first = self.last = self._shown(phone)

    async def tap(self, phone: Connection) -> Confirmed:
        """Press the button; another number is the confirmation."""
        before = self._shown(phone)

        def confirmed() -> bool:
            self.last = self._shown(phone)
            return self.last > before

        await phone.press("On")
        return confirmed

    @staticmethod
    def _shown(phone: Connection) -> int:
        return int(phone.texts[0])


class BarePage:
    """What Streamlit itself costs: one button and a number, nothing stored but in the session."""

    name, script = "bare Streamlit page", BARE

    def prepare(self, database: Path, phones: int) -> list[Hand]:
        """Nothing to fill."""
        del database
        self.hands = [BareHand() for _ in range(phones)]
        return [*self.hands]

    def stored(self) -> int:
        """The runs that the sessions have counted."""
        return sum(hand.last - hand.first for hand in self.hands)

    def differing(self) -> int:
        """Nothing is kept that could differ."""
        return 0

    def close(self) -> None:
        """No database to let go of."""


class BoardHand:
    """Taps in one cell of the board as its JavaScript does: numbered, and sent again until confirmed."""

    path = "/walk"

    def __init__(self, query: str, assessment: str, activity: str, phase: PhaseId, answers: tuple[str, ...]) -> None:
        self.query, self.assessment, self.activity, self.phase = query, assessment, activity, phase
        self.answers = answers
        self.number = 0
        self.waiting: list[dict[str, object]] = []
        self.answer: str | None = None

    async def settle(self, phone: Connection) -> None:
        """Report the window's size, which every browser does once."""
        await phone.set_state("screen", {"size": "390x844"})
        await phone.wait_until_finished()

    async def tap(self, phone: Connection) -> Confirmed:
        """Choose another answer than the last one."""
        self.number = number = self.number + 1
        self.answer = self.answers[number % len(self.answers)]
        done = self._confirmed(phone)
        tap = {
            "number": number, "assessment": self.assessment, "activity": self.activity, "phase": self.phase,
            "answer": self.answer,
        }  # fmt: skip
        self.waiting = [*(item for item in self.waiting if item["number"] not in range(done + 1)), tap]
        await phone.set_state("walk_board", {"taps": self.waiting})
        return lambda: self._confirmed(phone) >= number

    @staticmethod
    def _confirmed(phone: Connection) -> int:
        return int(phone.content("walk_board")["confirmed"])


class WalkPage:
    """The product's board: one plan, each phone with a cell of its own, so that none undoes another's taps."""

    name, script = "the walk", HOME / "app.py"
    scale = "ivac"
    usual_activities = 20

    def prepare(self, database: Path, phones: int) -> list[Hand]:
        """One plan with enough cells for all."""
        scale = load().scales[self.scale]
        needed = max(self.usual_activities, -(-phones // len(PHASES)))
        activities = tuple(Activity(name=f"Activity {number}") for number in range(1, needed + 1))
        self.assessment = Assessment(day=date(2026, 11, 1), scale=scale.id, scale_version=scale.version)
        self.plan = Plan(name="Many phones")
        self.store: Store = open_store(f"sqlite:///{database}")
        self.store.add_record(PlanRecord(plan=self.plan, activities=activities, assessments=(self.assessment,)))
        self.first = self._revision()
        answers = (*scale.level_ids, *OUTSIDE)
        self.hands = [self._hand(activities[n // len(PHASES)], PHASES[n % len(PHASES)], answers) for n in range(phones)]
        return [*self.hands]

    def _hand(self, activity: Activity, phase: PhaseId, answers: tuple[str, ...]) -> BoardHand:
        query = f"plan={self.plan.id}&activity={activity.id}"
        return BoardHand(query, self.assessment.id, activity.id, phase, answers)

    def _revision(self) -> int:
        return self.store.revision(self.plan.id) or 0

    def stored(self) -> int:
        """Every write raises the plan's revision by one."""
        return self._revision() - self.first

    def differing(self) -> int:
        """Cells that do not hold the last answer given in them."""
        cells = self.store.record(self.plan.id).cells_of(self.assessment)
        held = {key: cell.answer for key, cell in cells.items()}
        return sum(held.get((hand.activity, hand.phase)) != hand.answer for hand in self.hands)

    def close(self) -> None:
        """Let go of the database."""
        self.store.engine.dispose()


SCENES: tuple[Callable[[], Scene], ...] = (BarePage, WalkPage)


@dataclass
class Result:
    """One row of the table."""

    name: str
    phones: int
    times: list[float]
    sent: int
    stored: int
    differing: int
    server_load: float
    client_load: float
    memory: float
    bytes_per_tap: float
    bytes_to_open: float

    def row(self) -> str:
        """The row as Markdown."""
        if self.times:
            shown = (statistics.median(self.times), quantile(self.times, 0.95), max(self.times))
            latency = " | ".join(f"{value:.0f} ms" for value in shown)
        else:
            latency = "– | – | –"
        unconfirmed = self.sent - len(self.times)
        return (
            f"| {self.name} | {self.phones} | {latency} | {self.server_load:.0f} % | {self.memory:.0f} MiB "
            f"| {self.sent} | {unconfirmed} | {self.sent - self.stored} | {self.differing} "
            f"| {self.bytes_per_tap / 1000:.1f} kB | {self.bytes_to_open / 1000:.0f} kB | {self.client_load:.0f} % |"
        )


HEADING = """\
| page | phones | median | 95 % | largest | server’s processor | its memory | taps sent | never confirmed | lost \
| cells that differ | received per tap | to open the page | processor of the phones |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


def processor_seconds(process: int) -> float:
    """Processor time that a process has used, in seconds."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


async def arrive(server: Server, hands: list[Hand]) -> list[Connection]:
    """Open every phone's page, a few at a time, and wait until all stand."""
    door = asyncio.Semaphore(ARRIVALS)

    async def enter(hand: Hand) -> Connection:
        async with door:
            phone = Connection(server.port)
            await phone.open(hand.path, hand.query)
            await phone.wait_until_finished()
            await hand.settle(phone)
            return phone

    return list(await asyncio.gather(*map(enter, hands)))


async def use(phone: Connection, hand: Hand, start: float, seconds: float, every: float) -> list[float | None]:
    """Tap at fixed times, and give back how many milliseconds each took; None for one never confirmed.

    The times are fixed so that a slow server does not get fewer taps and look better for it.
    """

    async def confirmation(sent: float, confirmed: Confirmed) -> float | None:
        try:
            await phone.wait_for(confirmed, PATIENCE)
        except (TimeoutError, ConnectionError):
            return None
        return (time.perf_counter() - sent) * 1000

    waiting = []
    for number in range(int(seconds / every)):
        await asyncio.sleep(max(0.0, start + number * every - time.perf_counter()))
        sent = time.perf_counter()
        waiting.append(asyncio.create_task(confirmation(sent, await hand.tap(phone))))
    return list(await asyncio.gather(*waiting))


async def play(scene: Scene, server: Server, hands: list[Hand], seconds: float, every: float) -> Result:
    """Let all phones arrive, tap and leave."""
    phones = await arrive(server, hands)
    await asyncio.sleep(QUIET)
    before = [phone.bytes_received for phone in phones]
    start, used, used_here = time.perf_counter(), processor_seconds(server.process_id), time.process_time()
    step = every / len(phones)
    plays = [
        use(phone, hand, start + place * step, seconds, every)
        for place, (phone, hand) in enumerate(zip(phones, hands, strict=True))
    ]
    taps = [tap for taps in await asyncio.gather(*plays) for tap in taps]
    took = time.perf_counter() - start
    server_load = (processor_seconds(server.process_id) - used) / took * 100
    client_load = (time.process_time() - used_here) / took * 100
    result = Result(
        name=scene.name,
        phones=len(phones),
        times=[tap for tap in taps if tap is not None],
        sent=len(taps),
        stored=scene.stored(),
        differing=scene.differing(),
        server_load=server_load,
        client_load=client_load,
        memory=resident_memory(server.process_id),
        bytes_per_tap=(sum(phone.bytes_received for phone in phones) - sum(before)) / len(taps),
        bytes_to_open=statistics.mean(before),
    )
    await asyncio.gather(*(phone.close() for phone in phones))
    return result


def measure(scene: Scene, phones: int, seconds: float = SECONDS, every: float = EVERY) -> Result:
    """One row: a fresh database, a fresh server, and so many phones."""
    with tempfile.TemporaryDirectory() as kept:
        database = Path(kept) / "ivac.db"
        hands = scene.prepare(database, phones)
        try:
            with Server(database, script=scene.script) as server:
                return asyncio.run(play(scene, server, hands, seconds, every))
        finally:
            scene.close()


def main() -> None:
    """Measure every scene with every number of phones, and print the table as Markdown."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOME).stdout
    print(f"Measured {date.today().isoformat()} at {commit.strip()} with `python -m bench.load`")
    print(f"(Python {platform.python_version()}, {platform.machine()}, server and phones on the same machine;")
    print(f"a tap of every phone each {EVERY:g} s for {SECONDS:g} s).\n")
    print(HEADING)
    for scene in SCENES:
        for phones in PHONES:
            print(measure(scene(), phones).row(), flush=True)


if __name__ == "__main__":
    main()
