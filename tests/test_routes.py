"""What the server answers beside pages: the key link, the phones' pulse, and what its log keeps to itself."""

import asyncio
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import streamlit as st
from starlette.applications import Starlette

from ivac.access import KEY_COOKIE, KEYS_IN_COOKIE, new_key
from ivac.acts import another_round, follow_me, reveal, set_timer, show
from ivac.collection import Collection
from ivac.faults import Code
from ivac.language import language
from ivac.settings import installation_secret, settings
from ivac.store import Collections, Keys, Store, Workshops, open_store
from ivac.ui.routes import LEAVE, LONGEST_BODY, ROUTES
from tests.browser.serving import Server
from tests.live.phone import Connection
from tests.pages.rooms import add_plan, answer, joined, opened

HOST = "workshop.example.org:8501"
APP = Starlette(routes=ROUTES)


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: str

    def header(self, name: str) -> str:
        return "; ".join(value for key, value in self.headers if key == name)

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> dict[str, str]:
        """What the answer sets, by name in small letters; the cookie's own value as `value`."""
        first, *rest = self.header("set-cookie").split("; ")
        parts = dict((*part.split("=", 1), "")[:2] for part in rest)
        return {"value": first.removeprefix(f"{KEY_COOKIE}=").strip('"')} | {k.lower(): v for k, v in parts.items()}


def ask(
    method: str, path: str, body: bytes | Iterator[bytes] = b"", query: str = "", **headers: str | None
) -> tuple[Answer, int]:
    """Ask the routes as a server would; gives the answer and how many pieces of the body were read."""
    sent: list[dict[str, Any]] = []
    pieces = iter([body]) if isinstance(body, bytes) else body
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    named = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items() if value is not None],
        "http_version": "1.1", "scheme": "http", "root_path": "",
        "server": ("127.0.0.1", 8501), "client": ("192.0.2.7", 1),
    }  # fmt: skip
    asyncio.run(APP(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    whole = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    said = [(name.decode(), value.decode("latin-1")) for name, value in start["headers"]]
    return Answer(start["status"], said, whole.decode()), read


def post_key(key: object, **headers: str | None) -> Answer:
    """What the key page's own script does."""
    return ask("POST", "/key", json.dumps({"key": key}).encode(), **{"origin": f"http://{HOST}", **headers})[0]


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A served installation on a database of its own."""
    monkeypatch.setenv("IVAC_DATABASE_URL", f"sqlite:///{tmp_path / 'ivac.db'}")
    monkeypatch.setenv("IVAC_PUBLIC_URL", f"http://{HOST}")
    for kept in (settings, installation_secret):
        kept.cache_clear()
    st.cache_resource.clear()
    yield tmp_path / "ivac.db"
    for kept in (settings, installation_secret):
        kept.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def keys(store: Store) -> Keys:
    add_plan(store)
    return Keys(store.engine)


@pytest.fixture
def workshops(store: Store) -> Workshops:
    return Workshops(store.engine, installation_secret())


# The key page


@pytest.mark.parametrize(("asked", "lang"), [("da-DK", "da"), ("en-GB", "en"), ("fi", "da")])
def test_the_key_page_speaks_the_visitors_language_and_holds_no_key(keys: Keys, asked: str, lang: str) -> None:
    key = keys.make("the_meadow")

    page, _ = ask("GET", "/key", query=f"key={key}", accept_language=asked, cookie=f"{KEY_COOKIE}={key}")

    assert page.status == 200
    assert key not in page.body + str(page.headers)
    assert f'<html lang="{lang}">' in page.body
    assert language(lang).t("To the front page") in page.body
    for place in ("LANGUAGE", "TITLE", "ONWARD", "OFFLINE"):
        assert place not in page.body


def test_the_key_page_is_the_same_for_everybody_whatever_the_address_says() -> None:
    plain, _ = ask("GET", "/key")
    for query in ("<script>alert(1)</script>", "lang=%3Cscript%3E", "key=x", "plan=../../etc/passwd"):
        assert ask("GET", "/key", query=query)[0].body == plain.body
    assert ask("GET", "/key", accept_language='"><script>')[0].body.count("<script>") == 1


def test_the_key_page_takes_the_key_out_of_the_address_before_anything_else() -> None:
    script = ask("GET", "/key")[0].body.partition("<script>")[2]

    assert script.index("location.hash") < script.index("history.replaceState") < script.index("fetch(")


# Taking a key


def test_a_key_goes_into_a_cookie_that_no_script_reads_and_no_other_site_sends(keys: Keys) -> None:
    key = keys.make("the_meadow")

    taken = post_key(key)

    assert (taken.status, taken.json) == (200, {"next": "/plan?plan=the_meadow"})
    cookie = taken.cookie
    assert cookie["value"] == key
    assert "httponly" in cookie
    assert cookie["samesite"] == "lax"
    assert cookie["path"] == "/"
    assert int(cookie["max-age"]) > 24 * 3600
    assert "domain" not in cookie
    assert key not in taken.body


@pytest.mark.parametrize(("url", "secure"), [("https://workshop.example.org", True), ("http://192.0.2.1:8501", False)])
def test_the_cookie_is_for_https_alone_where_the_address_is(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, url: str, secure: bool
) -> None:
    monkeypatch.setenv("IVAC_PUBLIC_URL", url)
    settings.cache_clear()

    assert ("secure" in post_key(keys.make("the_meadow")).cookie) == secure


def test_a_key_of_the_installation_leads_to_the_plans(keys: Keys) -> None:
    assert post_key(keys.make(None)).json == {"next": "/plans"}


def test_a_key_to_read_and_one_of_a_collection_lead_to_collections(keys: Keys, store: Store) -> None:
    Collections(store.engine).save(Collection(id="north", name="The north"))

    read = keys.make_read("the_meadow", texts=True, name=True)
    assert post_key(read).json == {"next": "/collections"}
    assert post_key(keys.make_for_collection("north")).json == {"next": "/collection?collection=north"}


def test_a_second_key_is_kept_beside_the_first_and_the_oldest_gives_way(store: Store, keys: Keys) -> None:
    held: list[str] = []
    for number in range(KEYS_IN_COOKIE + 2):
        plan = add_plan(store, f"Plan {number}", ())
        held.append(keys.make(plan.id))
        taken = post_key(held[-1], cookie=f"other=1; {KEY_COOKIE}={'.'.join(held[:-1][-KEYS_IN_COOKIE:])}")

    assert taken.cookie["value"].split(".") == held[-KEYS_IN_COOKIE:]


def test_the_same_key_twice_is_kept_once(keys: Keys) -> None:
    key = keys.make("the_meadow")

    assert post_key(key, cookie=f"{KEY_COOKIE}={key}").cookie["value"] == key


def test_leaving_takes_all_keys_out(keys: Keys) -> None:
    key = keys.make("the_meadow")

    left = post_key(LEAVE, cookie=f"{KEY_COOKIE}={key}")

    assert (left.status, left.json) == (200, {"next": "/"})
    assert left.cookie["value"] == ""
    assert left.cookie["max-age"] == "0"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_an_unknown_key_is_said_in_a_sentence_and_sets_nothing(keys: Keys, lang: str) -> None:
    refused = post_key(new_key(), accept_language=lang)

    assert (refused.status, refused.json) == (404, {"said": language(lang).t(Code.KEY_UNKNOWN.value)})
    assert refused.header("set-cookie") == ""


def test_a_revoked_key_is_as_unknown_as_any(keys: Keys) -> None:
    key = keys.make("the_meadow")
    keys.revoke(keys.entries("the_meadow")[0].id)

    refused = post_key(key)

    assert refused.status == 404
    assert refused.header("set-cookie") == ""


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://evil.example",
        f"http://{HOST}.evil.example",
        f"http://evil.example/{HOST}",
        f"http://{HOST}@evil.example",
        "http://workshop.example.org",
        "http://workshop.example.org:8502",
        HOST,
    ],
)
@pytest.mark.parametrize("leave", [False, True])
def test_no_other_site_puts_a_key_into_a_browser_or_takes_one_out(keys: Keys, origin: str | None, leave: bool) -> None:
    refused = post_key(LEAVE if leave else keys.make("the_meadow"), origin=origin)

    assert (refused.status, refused.json) == (403, {})
    assert refused.header("set-cookie") == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"key",
        b"\xff\xfe\x00",
        b"{}",
        b"[]",
        b"null",
        b"7",
        b'"key"',
        b'{"key": null}',
        b'{"key": 7}',
        b'{"key": ["leave"]}',
        b'{"key": {"key": "x"}}',
        b'{"key": "\\ud800"}',
        b'{"key": "' + b"x" * 900 + b'"}',
        b"[" * 999,
        b'{"key":' * 140,
        b'{"key": "\' OR 1=1 --"}',
    ],
)
def test_garbage_opens_nothing_and_breaks_nothing(keys: Keys, body: bytes) -> None:
    refused, _ = ask("POST", "/key", body, origin=f"http://{HOST}")

    assert refused.status == 404
    assert refused.header("set-cookie") == ""


def test_of_an_endless_body_only_the_beginning_is_read(keys: Keys) -> None:
    piece = b"x" * 100

    refused, read = ask("POST", "/key", repeat(piece, 100_000), origin=f"http://{HOST}")

    assert refused.status == 404
    assert read <= LONGEST_BODY // len(piece) + 2


def test_a_cookie_of_garbage_does_not_stand_in_the_way_of_a_key(keys: Keys) -> None:
    key = keys.make("the_meadow")

    taken = post_key(key, cookie=f"{KEY_COOKIE}=;;<script>.%%%.{'x' * 5000}")

    assert taken.cookie["value"] == key


@pytest.mark.parametrize(("method", "path"), [("PUT", "/key"), ("DELETE", "/key"), ("POST", "/pulse")])
def test_other_methods_do_nothing(keys: Keys, method: str, path: str) -> None:
    assert ask(method, path, b'{"key": "leave"}', origin=f"http://{HOST}")[0].status == 405


def test_a_key_while_the_database_is_away_is_said_in_a_sentence(
    keys: Keys, monkeypatch: pytest.MonkeyPatch, installation: Path
) -> None:
    key = keys.make("the_meadow")
    monkeypatch.setattr(Keys, "rights", unreachable)

    refused = post_key(key, accept_language="en")

    assert refused.status == 503
    assert "The database does not answer" in refused.json["said"]
    assert refused.header("set-cookie") == ""


def unreachable(*_: object) -> None:
    from ivac.faults import Refused

    raise Refused.because(Code.DATABASE_UNREACHABLE, reason="locked")


# The pulse


def pulse(place: str | None = None, **headers: str) -> Answer:
    return ask("GET", "/pulse", x_place=place, **headers)[0]


@pytest.mark.parametrize("place", [None, "", "no-such-place", "x" * 10_000, "' OR 1=1 --", "\xff\xfe"])
def test_the_pulse_of_no_place_is_no_number(store: Store, workshops: Workshops, place: str | None) -> None:
    joined(workshops, opened(store, workshops), "staff")

    answer = pulse(place)

    assert (answer.status, answer.json) == (200, {"step": None})


def test_the_pulse_of_a_place_is_one_number_and_nothing_else(store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    (place,) = joined(workshops, workshop, "staff")

    answer = pulse(place)

    assert answer.json == {"step": workshops.workshop(workshop.id).step}
    assert isinstance(answer.json["step"], int)
    assert answer.header("cache-control") == "no-store"
    assert answer.header("set-cookie") == ""
    assert {name for name, _ in answer.headers} <= {"content-length", "content-type", "cache-control"}


def test_a_place_in_the_address_or_a_cookie_is_no_place(store: Store, workshops: Workshops) -> None:
    (place,) = joined(workshops, opened(store, workshops), "staff")

    assert ask("GET", "/pulse", query=f"place={place}", cookie=f"place={place}")[0].json == {"step": None}


def test_the_number_grows_with_what_phones_must_know_and_with_nothing_else(store: Store, workshops: Workshops) -> None:
    workshop = opened(store, workshops)
    first, second = joined(workshops, workshop, "staff", "resident")

    def step() -> int:
        return pulse(first).json["step"]

    before = step()
    answer(workshops, second, "choir", "informed")
    workshops.change(workshop.id, set_timer(5))
    workshops.change(workshop.id, show("activity", "garden"))
    assert step() == before
    for act in (follow_me(True), show("activity", "choir"), reveal("choir"), another_round("choir")):
        workshops.change(workshop.id, act)
        assert step() > before
        before = step()


def test_the_pulse_stops_with_the_workshop_and_survives_the_database(
    store: Store, workshops: Workshops, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = opened(store, workshops)
    (place,) = joined(workshops, workshop, "staff")
    with monkeypatch.context() as away:
        away.setattr(Workshops, "step", unreachable)
        assert (pulse(place).status, pulse(place).json) == (503, {})

    workshops.delete(workshop.id)

    assert pulse(place).json == {"step": None}


# The log


def test_no_key_place_code_or_name_appears_in_the_log_even_of_an_error(tmp_path: Path) -> None:
    database = tmp_path / "served.db"
    store = open_store(f"sqlite:///{database}")
    secret = new_key() + new_key()
    workshops, keys = Workshops(store.engine, secret), Keys(store.engine)
    workshop = opened(store, workshops, naming="named")
    code = code_with(secret, workshops, workshop.id)
    place = workshops.join(code, "test", "staff", "Anna Nymous")
    key, everything = keys.make("the_meadow"), keys.make(None)
    url = "http://127.0.0.1"
    with Server(database, IVAC_PUBLIC_URL=url, IVAC_SECRET=secret) as server:
        by_http(server, key, place, code)
        asyncio.run(by_websocket(server, [key, everything], place, code))
        # From here on whatever touches people or workshops breaks, as with a damaged database.
        with store.engine.begin() as connection:
            connection.execute(sa.text(BREAK_JOINING))
        asyncio.run(joining(server, code))
        with store.engine.begin() as connection:
            connection.execute(sa.text("UPDATE workshop SET perspectives = '[\"nobody\"]'"))
        asyncio.run(by_websocket(server, [key, everything], place, code))
        by_http(server, key, place, code)
    log = database.with_suffix(".log").read_text()

    assert "IntegrityError" in log  # the errors were there
    assert "ValidationError" in log
    for hidden in (key, everything, place, code, "Anna Nymous", "Berta Bernadotte", secret):
        assert in_one_line(hidden) not in in_one_line(log)


def in_one_line(text: str) -> str:
    """Without what breaks long lines in a log, colours and capitals."""
    return re.sub(r"\x1b\[[\d;]*m|[\s│]", "", text).casefold()


BREAK_JOINING = """
CREATE TRIGGER nobody_joins BEFORE INSERT ON participant BEGIN SELECT RAISE(ABORT, 'damaged'); END
"""


def code_with(secret: str, workshops: Workshops, workshop_id: str) -> str:
    code = workshops.code(workshops.workshop(workshop_id))
    assert code is not None
    return code


def by_http(server: Server, key: str, place: str, code: str) -> None:
    for path in (f"/rate?place={place}", f"/join?code={code}", f"/key?key={key}", f"/nowhere/{place}?place={place}"):
        visit(server.url + path)
    visit(server.url + "/pulse", headers={"X-Place": place})
    body = json.dumps({"key": key}).encode()
    visit(server.url + "/key", body, {"Origin": server.url, "Cookie": f"{KEY_COOKIE}={key}"})
    visit(server.url + "/key", body, {"Origin": "http://evil.example"})


def visit(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> None:
    try:
        urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=20).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        error.close()


async def by_websocket(server: Server, held: list[str], place: str, code: str) -> None:
    cookie = {"Cookie": f"{KEY_COOKIE}={'.'.join(held)}"}
    for path, query in (
        ("/desk", "workshop=evening"), ("/live", "workshop=evening"), ("/plan", "plan=the_meadow"),
        ("/rate", f"place={place}"), ("/join", f"code={code}"), ("/plans", f"place={place}&code={code}"),
    ):  # fmt: skip
        async with Connection(server.port, cookie, timers=False) as page:
            await page.arrive(path, query)


async def joining(server: Server, code: str) -> None:
    async with Connection(server.port, timers=False) as page:
        await page.open("/join", f"code={code}&lang=en")
        await page.wait_until_finished()
        form = page.page.find("Join").body.form_id
        assert form
        await page.set_widget("perspective", string_value="Staff member")
        await page.wait_until_finished()
        await page.set_widget("alias", string_value="Berta Bernadotte")
        await page.wait_until_finished()
        await page.press("Join")
        await page.wait_until_finished()
