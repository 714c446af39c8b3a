"""Two servers behind nginx on one PostgreSQL, as deploy/ sets them up: real processes, one of them killed."""

import asyncio
import re
import signal
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from websockets.exceptions import ConnectionClosed

from ivac.access import KEY_COOKIE
from ivac.acts import show
from ivac.content import load
from ivac.model import PHASES
from ivac.store import Keys
from ivac.ui.keys import PHONE_BOARD
from tests.browser.serving import CHROMIUM, FLAGS, SECRET, SIZES, Server
from tests.live.nginx import Nginx, require_nginx
from tests.live.phone import PATIENCE, Connection
from tests.live.room import Rater, Room, open_room
from tests.needs import CHROMIUM_MISSING, needed
from tests.postgres import Server as Postgres

pytestmark = pytest.mark.databases("postgresql")

LEVELS = load().scales["ivac"].level_ids
TEN = 10
OWN_SERVER = "ivac_server"


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    opened = open_room(database_url)
    yield opened
    opened.store.engine.dispose()


@pytest.fixture
def key(room: Room) -> str:
    """Opens the installation, which serves nobody without one."""
    return Keys(room.store.engine).make(None)


@pytest.fixture
def servers(room: Room, key: str, database_url: str, tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    require_nginx()
    same = {"IVAC_DATABASE_URL": database_url, "IVAC_SECRET": SECRET, "IVAC_PUBLIC_URL": "http://127.0.0.1"}
    with Server(tmp_path / "one.db", **same) as one, Server(tmp_path / "two.db", **same) as two:
        yield one, two


@pytest.fixture
def nginx(servers: tuple[Server, Server], tmp_path: Path) -> Iterator[Nginx]:
    with Nginx(tmp_path / "nginx", servers[0].port, servers[1].port) as running:
        yield running


class Browser:
    """Asks for files as a browser does, which keeps cookies."""

    def __init__(self, url: str) -> None:
        self.url, self.cookies = url, dict[str, str]()

    def get(self, path: str) -> str:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept": "text/html"}
        request = urllib.request.Request(self.url + path, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            for said in answer.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(said).items()}
            return str(answer.read().decode())

    @property
    def server(self) -> int:
        return int(self.cookies[OWN_SERVER])


def at(raters: list[Rater], server: Server) -> list[Rater]:
    """Those whose phones are with this server."""
    return [rater for rater in raters if rater.cookies[OWN_SERVER] == str(server.port)]


async def wall_of(room: Room, nginx: Nginx, server: Server, key: str) -> Connection:
    """The wall in a browser that is with this server."""
    room.workshops.change(room.workshop.id, show("activity", room.activities[0].id))
    wall = Connection(nginx.port, cookies={KEY_COOKIE: key, OWN_SERVER: str(server.port)})
    await wall.arrive("/live", f"workshop={room.workshop.id}&lang=en")
    return wall


def have_answered(wall: Connection, people: int) -> Callable[[], bool]:
    return lambda: any(re.search(rf"\b{people} of \d+ have answered", text) for text in wall.texts)


def test_people_are_spread_and_stay_and_each_wall_shows_what_is_rated_on_the_other(room, servers, nginx, key) -> None:
    raters = [Rater(room, room.join(), nginx.port) for _ in range(TEN)]

    async def scene() -> None:
        await asyncio.gather(*(rater.come() for rater in raters))
        assert Counter(rater.cookies[OWN_SERVER] for rater in raters) == {str(server.port): 5 for server in servers}
        first, second = servers
        walls = {server: await wall_of(room, nginx, server, key) for server in servers}
        for there, here, people in ((second, first, 5), (first, second, 10)):
            for rater in at(raters, there):
                for phase in PHASES:
                    await rater.tap(phase, LEVELS[0])
            await walls[here].wait_for(have_answered(walls[here], people))
        for rater in raters:  # and back again, as after a reload: the same server, the same answers
            before = dict(rater.cookies)
            await rater.phone.close()
            await rater.come()
            assert rater.cookies == before
            assert rater.shown() == dict.fromkeys(PHASES, LEVELS[0])

    asyncio.run(scene())
    browsers = [Browser(nginx.url) for _ in range(4)]
    for path in ("/", "/join", "/key", "/pulse"):
        for browser in browsers:
            browser.get(f"{path}?place={raters[0].place}")
    assert Counter(browser.server for browser in browsers) == {server.port: 2 for server in servers}
    assert "/pulse 200" in nginx.logs
    assert [secret for secret in (room.code, key, *(rater.place for rater in raters)) if secret in nginx.logs] == []


def test_a_server_killed_under_load_loses_nothing_and_its_phones_go_on_with_the_other(room, servers, nginx) -> None:
    dead, other = servers
    raters = [Rater(room, room.join(), nginx.port) for _ in range(TEN)]
    moved: list[Rater] = []

    async def rate(rater: Rater, until: asyncio.Event) -> None:
        turn = 0
        while not until.is_set() or turn < len(PHASES):
            try:
                await rater.tap(PHASES[turn % len(PHASES)], LEVELS[turn % len(LEVELS)])
            except (ConnectionError, ConnectionClosed):
                moved.append(rater)
                await rater.come()
                held = {phase: answer for (_, phase), answer in room.kept(rater.place).items()}
                assert {phase: answer for phase, answer in rater.shown().items() if answer} == held
                turn = 0
            else:
                turn += 1

    async def scene() -> None:
        await asyncio.gather(*(rater.come() for rater in raters))
        theirs, enough = at(raters, dead), asyncio.Event()
        assert len(theirs) == TEN // 2
        rating = [asyncio.create_task(rate(rater, enough)) for rater in raters]
        while sum(rater.sent for rater in raters) < TEN * 8:
            await asyncio.sleep(0.01)
        dead.stop(signal.SIGKILL)
        while len(moved) < len(theirs):
            await asyncio.sleep(0.01)
        enough.set()
        await asyncio.gather(*rating)
        assert {id(rater) for rater in moved} == {id(rater) for rater in theirs}
        assert len(at(raters, other)) == TEN
        browser = Browser(nginx.url)
        browser.cookies[OWN_SERVER] = str(dead.port)
        browser.get(f"/rate?place={raters[0].place}")
        assert browser.server == other.port
        dead.start()
        browser.get("/rate")
        assert browser.server == other.port, "who has moved stays, since the open page is there"
        newcomers: set[int] = set()
        deadline = time.monotonic() + PATIENCE
        while newcomers != {dead.port, other.port} and time.monotonic() < deadline:
            newcomer = Browser(nginx.url)
            newcomer.get("/join")
            newcomers.add(newcomer.server)
            await asyncio.sleep(0.2)
        assert newcomers == {dead.port, other.port}
        await asyncio.gather(*(rater.phone.close() for rater in raters))

    asyncio.run(scene())
    assert [answer for rater in raters for answer in rater.lost()] == []
    assert all(len(room.kept(rater.place)) == len(PHASES) for rater in raters)
    assert [rater.place for rater in raters if rater.place in nginx.logs] == []


def test_while_postgresql_restarts_people_are_told_and_then_it_goes_on_by_itself(
    room, servers, nginx, key, postgres: Postgres
) -> None:
    raters = [Rater(room, room.join(), nginx.port) for _ in range(2)]

    def told(page: Connection) -> Callable[[], bool]:
        return lambda: any("The database does not answer" in text for text in page.texts)

    async def scene() -> None:
        walls = [await wall_of(room, nginx, server, key) for server in servers]
        for rater in raters:
            await rater.come()
            for phase in PHASES[1:]:
                await rater.tap(phase, LEVELS[0])
        assert {rater.cookies[OWN_SERVER] for rater in raters} == {str(server.port) for server in servers}
        postgres.stop()
        try:
            newcomer = Connection(nginx.port)
            await newcomer.open("/rate", f"place={raters[0].place}&lang=en")
            waiting = [asyncio.create_task(rater.tap(PHASES[0], LEVELS[1])) for rater in raters]
            for page in (newcomer, *(rater.phone for rater in raters), *walls):
                await page.wait_for(told(page))
            assert not any(task.done() for task in waiting)
            boards = [rater.phone.page.find(PHONE_BOARD) for rater in raters]
        finally:
            postgres.start()
        for rater, board in zip(raters, boards, strict=True):
            await rater.phone.rerun(board.fragment_id)  # as the board does, which sends again what is not confirmed
        await asyncio.gather(*waiting)
        for wall in walls:
            await wall.wait_for(have_answered(wall, 2))
        await newcomer.wait_for(lambda: newcomer.has(PHONE_BOARD))  # without a reload
        for page in (*(rater.phone for rater in raters), *walls):
            await page.wait_for(lambda page=page: not told(page)())

    asyncio.run(scene())
    for rater in raters:
        assert rater.lost() == []
        assert len(room.kept(rater.place)) == len(PHASES)


def test_while_no_server_answers_nginx_says_so_in_both_languages(servers, nginx) -> None:
    for server in servers:
        server.stop()
    with pytest.raises(urllib.error.HTTPError) as refused:
        Browser(nginx.url).get("/")
    assert refused.value.code == 503
    said = refused.value.read().decode()
    assert "Serveren svarer ikke" in said
    assert "The server does not answer" in said


@pytest.mark.parametrize(
    ("secret", "said"),
    [("another-secret-than-theirs-all", "was made with another IVAC_SECRET"), ("", "it needs at least 24 characters")],
)
def test_a_server_without_the_secret_of_the_others_does_not_start(room, key, database_url, tmp_path, secret, said):
    same = {"IVAC_DATABASE_URL": database_url, "IVAC_PUBLIC_URL": "http://127.0.0.1"}
    with pytest.raises(RuntimeError, match=said):
        Server(tmp_path / "other.db", IVAC_SECRET=secret, **same).start()


@pytest.fixture
def phone() -> Iterator[Page]:
    """A phone's window; closed with the test, since the other tests here have event loops of their own."""
    program = needed(CHROMIUM, CHROMIUM_MISSING)
    with sync_playwright() as playwright:
        width, height = SIZES["phone"]
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser.new_page(locale="en-GB", viewport={"width": width, "height": height})
        browser.close()


@pytest.mark.browser
def test_a_browser_goes_on_with_the_other_server_and_saves_there_what_is_tapped(
    room, servers, nginx, phone: Page
) -> None:
    place = room.join()
    phone.goto(f"{nginx.url}/rate?place={place}&lang=en")

    def choose(phase: str, level: str) -> None:
        section = phone.locator(f'section[data-phase="{phase}"]')
        section.locator(f'input[data-role="answer"][value="{level}"]').locator("xpath=ancestor::label").click()
        expect(phone.locator(".saved")).to_have_text("✓ Saved", timeout=PATIENCE * 1000)

    def own_server() -> str:
        (cookie,) = (cookie for cookie in phone.context.cookies() if cookie["name"] == OWN_SERVER)
        return cookie["value"]

    choose("ideas", LEVELS[0])
    (own,) = (server for server in servers if str(server.port) == own_server())
    own.stop(signal.SIGKILL)
    choose("planning", LEVELS[1])

    assert own_server() in {str(server.port) for server in servers} - {str(own.port)}
    assert room.kept(place) == {
        (room.activities[0].id, "ideas"): LEVELS[0], (room.activities[0].id, "planning"): LEVELS[1],
    }  # fmt: skip
