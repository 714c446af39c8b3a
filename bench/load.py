"""Measures many phones at once: `python -m bench.load` prints a table, with a bare page beside ours.

`--on postgresql` measures ours on PostgreSQL instead of a SQLite file, `--on two` on two servers behind nginx with one
PostgreSQL, as deploy/ sets them up; `--phones` says how many. The bare page is then left out.

Every phone is a connection of its own that taps every `EVERY` seconds, spread evenly, whether or not its last tap has
been confirmed; one process plays them all (see tests/live/phone.py). Tap to confirmed: from sending a tap until the
message has come that confirms it. Processor: of the server, or of two together, in percent of one core, while the
phones tap. Not stored: what was sent and is not in the database when the phones leave; a board keeps that and says so.
Lost: phases in which an answer was confirmed, and neither it nor a later one is kept. Each row has a server of its own.
"""

import argparse
import asyncio
import json
import os
import platform
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bench.measure import BARE, quantile, resident_memory
from ivac.acts import open_doors, show
from ivac.content import load
from ivac.model import OUTSIDE, PHASES, Activity, PhaseId, Plan, PlanRecord
from ivac.store import Workshops, open_store
from ivac.ui.keys import PHONE_BOARD as BOARD
from ivac.ui.pulse import EVERY as PULSE
from ivac.workshop import AgendaItem, Workshop
from tests.browser.serving import HOME, Server
from tests.live.nginx import Nginx
from tests.live.phone import Connection
from tests.postgres import Server as Postgres
from tests.postgres import programs

PHONES = (30, 60, 100)
PLACES = ("sqlite", "postgresql", "two")
"""One server with its file, one server on PostgreSQL, or two of them behind nginx."""
EVERY = 3.0
"""Seconds between two taps of one phone."""
SECONDS = 30.0
"""How long the phones of one row tap."""
ARRIVALS = 5
"""How many phones open their page at the same time."""
LOOK = 0.1
"""Seconds between two looks at the database and the wall."""
QUIET = 2.0
"""Seconds between the last arrival and the first tap."""
PATIENCE = 30.0
"""Seconds after which a tap counts as never confirmed."""

SECRET = "of this measurement alone"  # noqa: S105

Confirmed = Callable[[], bool]


class Hand(Protocol):
    """What one phone does."""

    path: str
    query: str

    async def settle(self, phone: Connection) -> None:
        """Do what a browser does by itself once the page stands."""

    async def tap(self, phone: Connection) -> Confirmed:
        """Send one tap, and give back how to see that it is confirmed."""

    async def beside(self, port: int) -> None:
        """Ask the server what its page asks by itself, until cancelled."""


class Scene(Protocol):
    """A page that many use at once: how to prepare it, what they do on it, and what is kept of it."""

    name: str
    script: Path

    @property
    def wall(self) -> tuple[str, str] | None:
        """The path and query of a wall that shows what is done here; None where there is none."""

    def prepare(self, database_url: str, phones: int) -> list[Hand]:
        """Fill the database before the server starts, and give each phone what to do."""

    def stored(self) -> int:
        """How many taps have been kept."""

    def lost(self) -> int:
        """How much was confirmed and is not kept."""

    def done(self) -> int:
        """How many have answered all that the wall counts."""

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

    async def beside(self, port: int) -> None:
        """The bare page asks nothing by itself."""

    @staticmethod
    def _shown(phone: Connection) -> int:
        return int(phone.texts[0])


class BarePage:
    """What Streamlit itself costs: one button and a number, nothing stored but in the session."""

    name, script = "bare Streamlit page", BARE
    wall = None

    def prepare(self, database_url: str, phones: int) -> list[Hand]:
        """Nothing to fill."""
        del database_url
        self.hands = [BareHand() for _ in range(phones)]
        return [*self.hands]

    def stored(self) -> int:
        """The runs that the sessions have counted."""
        return sum(hand.last - hand.first for hand in self.hands)

    def lost(self) -> int:
        """Nothing is kept that could be lost."""
        return 0

    def done(self) -> int:
        """There is no wall."""
        return 0

    def close(self) -> None:
        """No database to let go of."""


class RatingHand:
    """Answers phase by phase as the board's JavaScript does: numbered, and sent again until confirmed."""

    path = "/rate"

    def __init__(self, place: str, assessment: str, activity: str, answers: tuple[str, ...]) -> None:
        self.query, self.assessment, self.activity = f"place={place}", assessment, activity
        self.answers, self.number, self.confirmed = answers, 0, 0
        self.waiting: list[dict[str, object]] = []
        self.given: dict[PhaseId, list[tuple[int, str]]] = {}

    async def settle(self, phone: Connection) -> None:
        """A phone does nothing by itself: only pages with pictures ask for the window's size."""

    async def tap(self, phone: Connection) -> Confirmed:
        """Answer the next phase, another level than before."""
        self.number = number = self.number + 1
        phase, answer = PHASES[(number - 1) % len(PHASES)], self.answers[number % len(self.answers)]
        self.given.setdefault(phase, []).append((number, answer))
        done = self._confirmed(phone)
        tap = {
            "number": number, "assessment": self.assessment, "activity": self.activity, "phase": phase,
            "answer": answer, "asked": "answer",
        }  # fmt: skip
        self.waiting = [*(item for item in self.waiting if item["number"] not in range(done + 1)), tap]
        await phone.wait_for(lambda: phone.has(BOARD), PATIENCE)
        await phone.set_state(BOARD, {"taps": self.waiting})
        return lambda: self._confirmed(phone) >= number

    async def beside(self, port: int) -> None:
        """Ask for the workshop's step as every phone does (see ivac/ui/pulse.py)."""
        place = self.query.removeprefix("place=")
        question = f"GET /pulse HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Place: {place}\r\n\r\n"
        while True:
            with suppress(ConnectionError, EOFError):  # closed after a pause: asked again, as a phone does
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                with closing(writer):
                    while True:
                        writer.write(question.encode())
                        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                        length = re.search(r"content-length: (\d+)", head)
                        answer = json.loads(await reader.readexactly(int(length[1]) if length else 0))
                        if answer.get("step", 0) is None:  # nothing at all while the database is too busy
                            raise RuntimeError("the pulse does not know the place")
                        await asyncio.sleep(PULSE / 1000)

    def allowed(self, phase: PhaseId) -> set[str | None]:
        """What may be kept for a phase: the last answer that was confirmed, or one given after it."""
        known = [number for number, _ in self.given[phase] if number <= self.confirmed]
        later: set[str | None] = {answer for number, answer in self.given[phase] if not known or number >= known[-1]}
        return later if known else {None, *later}

    def _confirmed(self, phone: Connection) -> int:
        """The last tap that was confirmed; a run that a newer one overtakes may end without the board."""
        if phone.has(BOARD):
            self.confirmed = int(phone.content(BOARD)["confirmed"])
        return self.confirmed


class RatingPage:
    """The product's phones in an open workshop, with the wall beside them."""

    name, script = "phones in a workshop", HOME / "app.py"
    scale = "ivac"
    activities = 8

    def prepare(self, database_url: str, phones: int) -> list[Hand]:
        """One workshop that everybody has joined, and the wall at its first activity."""
        scale = load().scales[self.scale]
        activities = tuple(Activity(name=f"Activity {number}") for number in range(1, self.activities + 1))
        plan = Plan(name="Many phones")
        store = open_store(database_url)
        store.add_record(PlanRecord(plan=plan, activities=activities))
        self.workshops = Workshops(store.engine, SECRET)
        agenda = tuple(AgendaItem(activity=activity.id) for activity in activities)
        draft = Workshop(
            plan_id=plan.id, day=date(2026, 11, 1), scale=scale.id, scale_version=scale.version, agenda=agenda
        )
        self.workshops.add(draft)
        self.workshops.change(draft.id, open_doors())
        self.workshop = self.workshops.change(draft.id, show("activity", activities[0].id))
        code = self.workshops.code(self.workshop) or ""
        self.places = [self.workshops.join(code, "bench", "staff", "") for _ in range(phones)]
        self.first = self.workshops.version(draft.id) or 0
        answers = (*scale.level_ids, *OUTSIDE)
        self.hands = [RatingHand(place, f"{draft.id}.1", activities[0].id, answers) for place in self.places]
        return [*self.hands]

    @property
    def wall(self) -> tuple[str, str] | None:
        """The wall's path and query."""
        return "/live", f"workshop={self.workshop.id}&lang=en"

    def done(self) -> int:
        """How many have answered all phases."""
        found = self.workshops.progress(self.workshop.id).get(self.hands[0].activity)
        return found.done if found else 0

    def stored(self) -> int:
        """Every rating raises the workshop's version by one."""
        return (self.workshops.version(self.workshop.id) or 0) - self.first

    def lost(self) -> int:
        """Phases in which an answer was confirmed, and neither it nor a later one is kept."""
        count = 0
        for hand, key in zip(self.hands, self.places, strict=True):
            kept = self.workshops.own_answers(self.workshops.place(key))
            held = {phase: answer.answer for (_, phase, _), answer in kept.items()}
            count += sum(held.get(phase) not in hand.allowed(phase) for phase in hand.given)
        return count

    def close(self) -> None:
        """Let go of the database."""
        self.workshops.engine.dispose()


SCENES: tuple[Callable[[], Scene], ...] = (BarePage, RatingPage)


@dataclass
class Result:
    """One row of the table."""

    name: str
    phones: int
    times: list[float]
    sent: int
    stored: int
    lost: int
    server_load: float
    client_load: float
    memory: float
    bytes_per_tap: float
    bytes_to_open: float
    wall_delays: list[float]

    def row(self) -> str:
        """The row as Markdown."""
        if self.times:
            shown = (statistics.median(self.times), quantile(self.times, 0.95), max(self.times))
            latency = " | ".join(f"{value:.0f} ms" for value in shown)
        else:
            latency = "– | – | –"
        wall = "–"
        if self.wall_delays:
            wall = f"{statistics.median(self.wall_delays):.1f} s / {max(self.wall_delays):.1f} s"
        unconfirmed = self.sent - len(self.times)
        return (
            f"| {self.name} | {self.phones} | {latency} | {self.server_load:.0f} % | {self.memory:.0f} MiB | {wall} "
            f"| {self.sent} | {unconfirmed} | {self.sent - self.stored} | {self.lost} "
            f"| {self.bytes_per_tap / 1000:.1f} kB | {self.bytes_to_open / 1000:.0f} kB | {self.client_load:.0f} % |"
        )


HEADING = """\
| page | phones | median | 95 % | largest | server’s processor | its memory \
| on the wall after (median / largest) | taps sent | not confirmed in 30 s \
| not stored | lost | received per tap | to open the page | processor of the phones |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""


def processor_seconds(process: int) -> float:
    """Processor time that a process has used, in seconds."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


async def arrive(port: int, hands: list[Hand]) -> list[Connection]:
    """Open every phone's page, a few at a time, and wait until all stand."""
    door = asyncio.Semaphore(ARRIVALS)

    async def enter(hand: Hand) -> Connection:
        async with door:
            phone = Connection(port)
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


async def watch_wall(scene: Scene, port: int, stop: asyncio.Event) -> list[float]:
    """Seconds from each completed phone in the database until the wall counts it."""
    if scene.wall is None:
        return []
    wall = Connection(port)
    await wall.arrive(*scene.wall)
    kept: dict[int, float] = {}
    shown: dict[int, float] = {}
    while not stop.is_set() or set(kept) - set(shown):
        now = time.perf_counter()
        for number in range(1, scene.done() + 1):
            kept.setdefault(number, now)
        for number in range(1, counted(wall.texts) + 1):
            shown.setdefault(number, now)
        if stop.is_set() and now - max(kept.values(), default=now) > PATIENCE:
            break
        await asyncio.sleep(LOOK)
    await wall.close()
    return [shown.get(number, kept[number] + PATIENCE) - kept[number] for number in kept]


def counted(texts: list[str]) -> int:
    """The number of people on the wall who have answered everything."""
    found = (re.search(r"(\d+) of \d+ have answered", text) for text in texts)
    return max((int(match[1]) for match in found if match), default=0)


async def play(
    scene: Scene, port: int, servers: Sequence[Server], hands: list[Hand], seconds: float, every: float
) -> Result:
    """Let all phones arrive at this port, tap and leave."""

    def used() -> float:
        return sum(processor_seconds(server.process_id) for server in servers)

    phones = await arrive(port, hands)
    await asyncio.sleep(QUIET)
    asking = [asyncio.create_task(hand.beside(port)) for hand in hands]
    stop = asyncio.Event()
    wall = asyncio.create_task(watch_wall(scene, port, stop))
    await asyncio.sleep(QUIET)
    before = [phone.bytes_received for phone in phones]
    start, used_before, used_here = time.perf_counter(), used(), time.process_time()
    step = every / len(phones)
    plays = [
        use(phone, hand, start + place * step, seconds, every)
        for place, (phone, hand) in enumerate(zip(phones, hands, strict=True))
    ]
    taps = [tap for taps in await asyncio.gather(*plays) for tap in taps]
    took = time.perf_counter() - start
    stop.set()
    server_load = (used() - used_before) / took * 100
    client_load = (time.process_time() - used_here) / took * 100
    result = Result(
        name=scene.name,
        phones=len(phones),
        times=[tap for tap in taps if tap is not None],
        sent=len(taps),
        stored=scene.stored(),
        lost=scene.lost(),
        server_load=server_load,
        client_load=client_load,
        memory=max(resident_memory(server.process_id) for server in servers),
        bytes_per_tap=(sum(phone.bytes_received for phone in phones) - sum(before)) / len(taps),
        bytes_to_open=statistics.mean(before),
        wall_delays=await wall,
    )
    for question in asking:
        if question.done() and question.exception():
            raise RuntimeError("a phone could not ask") from question.exception()
        question.cancel()
    await asyncio.gather(*(phone.close() for phone in phones))
    return result


def measure(scene: Scene, phones: int, on: str) -> Result:
    """One row: a fresh database, fresh servers, and so many phones."""
    with tempfile.TemporaryDirectory() as kept, ExitStack() as house:
        folder = Path(kept)
        database_url = f"sqlite:///{folder / 'ivac.db'}"
        if on != "sqlite":
            found = programs()
            assert found, "PostgreSQL is missing"
            postgres = Postgres(found, settings=())  # as it comes: what it acknowledges is on the disk
            house.callback(postgres.remove)
            database_url = postgres.url(postgres.new())
        hands = scene.prepare(database_url, phones)
        house.callback(scene.close)
        files = [folder / name for name in (("one.db", "two.db") if on == "two" else ("one.db",))]
        servers = [
            house.enter_context(Server(file, script=scene.script, IVAC_SECRET=SECRET, IVAC_DATABASE_URL=database_url))
            for file in files
        ]
        port = servers[0].port
        if on == "two":
            port = house.enter_context(Nginx(folder / "nginx", servers[0].port, servers[1].port)).port
        return asyncio.run(play(scene, port, servers, hands, SECONDS, EVERY))


def main() -> None:
    """Measure every scene with every number of phones, and print the table as Markdown."""
    asked = argparse.ArgumentParser(prog="python -m bench.load")
    asked.add_argument("--on", choices=PLACES, default="sqlite")
    asked.add_argument("--phones", type=int, nargs="+")
    wanted = asked.parse_args()
    scenes = SCENES if wanted.on == "sqlite" and not wanted.phones else (RatingPage,)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOME).stdout
    print(f"Measured {date.today().isoformat()} at {commit.strip()} with `python -m bench.load --on {wanted.on}`")
    print(f"(Python {platform.python_version()}, {platform.machine()}, server and phones on the same machine;")
    print(f"a tap of every phone each {EVERY:g} s for {SECONDS:g} s).\n")
    print(HEADING)
    for scene in scenes:
        for phones in wanted.phones or PHONES:
            print(measure(scene(), phones, wanted.on).row(), flush=True)


if __name__ == "__main__":
    main()
