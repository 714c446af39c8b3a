"""A phone without a browser: speaks Streamlit's own websocket protocol, so that one process can be a hundred phones.

It does what the browser's program does and the server can notice: the first request names the page by its address,
later ones by its hash; it sends every widget's state along, says which large messages it keeps, reruns a fragment
where a widget lies in one, and obeys `run_every`. It draws nothing and runs no component's JavaScript.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any, Self
from urllib.parse import unquote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from ivac.ui.window import SIZE_COOKIE

PATIENCE = 30.0
"""Seconds to wait for what should come at once; far more than it takes, so that a slow machine does not fail."""

STREAM = "/_stcore/stream"
SUBPROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]
"""The protocol's name and, in second place, the token of somebody logged in: this is what a browser says for none."""

TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"
"""The widget that carries all triggers of the component with this id."""

TEXT_FIELDS = frozenset(
    {"body", "caption", "captions", "content", "help", "label", "message", "options", "placeholder", "text", "title"}
)
"""The fields of Streamlit's messages that hold what a visitor can read."""


class NotOnPage(LookupError):
    """What was asked for does not stand on the page, or more than one thing does."""


@dataclass
class Element:
    """One thing on the page, drawn in some run, maybe inside a fragment."""

    delta: Delta
    run: int

    @property
    def fragment_id(self) -> str:
        """The fragment to run again when this is used; empty for the whole page."""
        return str(self.delta.fragment_id)

    @property
    def kind(self) -> str:
        """Which of Streamlit's elements this is; empty for a block."""
        return self.delta.new_element.WhichOneof("type") or ""

    @cached_property
    def body(self) -> Any:
        """The element's or the block's own message."""
        return getattr(self.delta.new_element, self.kind) if self.kind else self.delta.add_block

    @property
    def widget_id(self) -> str:
        """The id under which the server knows its state; it ends in the key. Empty for what has no state."""
        return str(getattr(self.body, "id", "")) if self.kind else ""

    @cached_property
    def data(self) -> dict[str, Any]:
        """The data that a component was given; decoded once, as waiting looks at it again and again."""
        found = json.loads(self.body.json or "{}")
        return found if isinstance(found, dict) else {"": found}

    @cached_property
    def contents(self) -> dict[str, Any]:
        """What lies in the data as JSON text, by name: our components send their content so."""
        return {name: json.loads(value) for name, value in self.data.items() if isinstance(value, str)}

    @property
    def names(self) -> frozenset[str]:
        """What this may be asked for by: its key, its component's name, its label."""
        key = self.widget_id.removeprefix("$$ID-").partition("-")[2]
        return frozenset({key, getattr(self.body, "component_name", ""), getattr(self.body, "label", "")} - {""})


@dataclass
class Page:
    """What stands on the page, by its place; what a run has not drawn again goes when the run ends."""

    elements: dict[tuple[int, ...], Element] = field(default_factory=dict)
    run: int = 0

    def begin_run(self) -> None:
        """What is drawn from here on belongs to a new run."""
        self.run += 1

    def draw(self, message: ForwardMsg) -> None:
        """Put an element or a block in its place."""
        self.elements[tuple(message.metadata.delta_path)] = Element(message.delta, self.run)

    def finish_run(self, fragments: Iterable[str]) -> None:
        """Take away what the run would have drawn and has not: in its fragments, or on the whole page."""
        ran = frozenset(fragments)
        self.elements = {
            place: element
            for place, element in self.elements.items()
            if element.run == self.run or (ran and element.fragment_id not in ran)
        }

    def find(self, name: str) -> Element:
        """The one widget or component of this key, name or label, or else the one with this in its key."""
        widgets = [element for element in self.elements.values() if element.widget_id]
        found = [widget for widget in widgets if name in widget.names]
        found = found or [widget for widget in widgets if name in widget.widget_id]
        if len(found) != 1:
            known = sorted(widget.widget_id for widget in widgets)
            raise NotOnPage(f"{len(found)} called {name!r} among {known}")
        return found[0]

    def texts(self) -> list[str]:
        """Every text that a visitor can read, from top to bottom; a component's own are in its data."""
        drawn = [self.elements[place] for place in sorted(self.elements)]
        return [text for element in drawn if element.kind != "bidi_component" for text in _texts(element.body)]


def _texts(message: Any) -> Iterator[str]:
    for entry, value in message.ListFields():
        for item in value if entry.is_repeated else [value]:
            if isinstance(item, str):
                if entry.name in TEXT_FIELDS and item:
                    yield item
            elif hasattr(item, "ListFields"):
                yield from _texts(item)


class Kept:
    """Large messages, which the server sends once and then names; forgotten after some runs without use."""

    def __init__(self) -> None:
        self.messages: dict[str, ForwardMsg] = {}
        self.ages: dict[str, int] = {}
        self.oldest = 0

    def complete(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the kept one that it names; in the place where this one goes."""
        if message.metadata.cacheable:
            self.messages[message.hash], self.ages[message.hash] = message, 0
        if message.WhichOneof("type") != "ref_hash":
            return message
        whole = ForwardMsg()
        whole.CopyFrom(self.messages[message.ref_hash])
        whole.metadata.CopyFrom(message.metadata)
        self.ages[message.ref_hash] = 0
        return whole

    def grow_older(self, fragments: Iterable[str]) -> None:
        """A run is over: of some fragments or, when there are none, of the whole page."""
        ran = frozenset(fragments)
        for name, message in list(self.messages.items()):
            if not ran or message.delta.fragment_id in ran:
                self.ages[name] += 1
                if self.ages[name] > self.oldest:
                    del self.messages[name], self.ages[name]


class Connection:
    """One open page. `received` keeps every message as it came, so that tests can search what was sent."""

    def __init__(
        self,
        port: int,
        headers: Mapping[str, str] | None = None,
        timers: bool = True,
        cookies: dict[str, str] | None = None,
    ) -> None:
        """`headers` go with the request for the connection; without `timers`, fragments do not run by themselves.

        `cookies` are those of a browser: what the server sets is kept in them, for the browser's next page, too.
        """
        self.address = f"127.0.0.1:{port}"
        self.headers = {"Accept-Language": "da"} | dict(headers or {})
        self.obeys_timers = timers
        self.cookies = {} if cookies is None else cookies
        self.received: list[bytes] = []
        self.page = Page()
        self.path = self.query = self.page_hash = ""
        self._asked = self._running = False
        self._kept = Kept()
        self._states: dict[str, WidgetState] = {}
        self._timers: dict[str, asyncio.Task[None]] = {}
        self._news = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    # What a visitor does

    async def open(self, path: str = "/", query: str = "") -> None:
        """Visit an address, such as `/walk` with `plan=…`; see `wait_until_finished` for when it stands."""
        self.path, self.query = path, query.removeprefix("?")
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._socket = await connect(
            f"ws://{self.address}{STREAM}",
            subprotocols=SUBPROTOCOLS,
            origin=Origin(f"http://{self.address}"),
            additional_headers=self.headers | ({"Cookie": held} if held else {}),
            user_agent_header=None,
            compression=None,
            max_size=None,
        )
        assert self._socket.response is not None
        for said in self._socket.response.headers.get_all("Set-Cookie"):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(said).items()}
        self._reader = asyncio.create_task(self._read(self._socket))
        await self.rerun()

    async def arrive(self, path: str = "/", query: str = "") -> None:
        """Visit an address as a browser does, which says how large its window is, and wait until it stands."""
        self.cookies.setdefault(SIZE_COOKIE, "1366x768")
        await self.open(path, query)
        await self.wait_until_finished()

    async def set_state(self, component: str, state: Mapping[str, Any]) -> None:
        """Set some of a component's state values, as its JavaScript does by `setStateValue`."""
        element = self.page.find(component)
        known = self._states.get(element.widget_id)
        values = (json.loads(known.json_value) if known else {}) | dict(state)
        self._states[element.widget_id] = WidgetState(id=element.widget_id, json_value=json.dumps(values))
        await self.rerun(element.fragment_id)

    async def trigger(self, component: str, event: str, value: Any = True) -> None:
        """Send an event of a component, as its JavaScript does by `setTriggerValue`."""
        element = self.page.find(component)
        events = json.dumps([{"event": event, "value": value}])
        state = WidgetState(id=TRIGGERS.format(id=element.widget_id), json_trigger_value=events)
        await self.rerun(element.fragment_id, once=[state])

    async def press(self, button: str) -> None:
        """Press one of Streamlit's buttons."""
        element = self.page.find(button)
        await self.rerun(element.fragment_id, once=[WidgetState(id=element.widget_id, trigger_value=True)])

    async def set_widget(self, widget: str, **value: Any) -> None:
        """Set one of Streamlit's widgets; the name says the kind of value, such as `string_value`."""
        element = self.page.find(widget)
        self._states[element.widget_id] = WidgetState(id=element.widget_id, **value)
        await self.rerun(element.fragment_id)

    async def close(self) -> None:
        """Leave the page."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            with suppress(asyncio.CancelledError):
                await self._reader

    # What a visitor sees

    def component(self, name: str) -> dict[str, Any]:
        """The data of the component of this key or name, or with this in its key."""
        return self.page.find(name).data

    def content(self, name: str, part: str = "board") -> Any:
        """What lies as JSON text in a component's data, decoded once: for the board, all that it shows."""
        return self.page.find(name).contents[part]

    def has(self, name: str) -> bool:
        """Whether exactly one widget or component of this key, name or label stands on the page."""
        try:
            self.page.find(name)
        except NotOnPage:
            return False
        return True

    @property
    def texts(self) -> list[str]:
        """Every text on the page outside components, from top to bottom."""
        return self.page.texts()

    @property
    def bytes_received(self) -> int:
        """How much the server has sent."""
        return sum(map(len, self.received))

    def was_sent(self, text: str) -> bool:
        """Whether the server has sent this text in any message, plain or as JSON, also as JSON inside JSON."""
        once = json.dumps(text)[1:-1]
        forms = {form.encode() for form in (text, once, json.dumps(once)[1:-1])}
        return any(form in message for message in self.received for form in forms)

    async def wait_until_finished(self, seconds: float = PATIENCE) -> None:
        """Wait until the run that was last asked for is over.

        The server runs once for requests that follow each other closely; after several, wait for what they change.
        """
        await self.wait_for(lambda: not self._asked and not self._running, seconds)

    async def wait_for(self, happened: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something is so; asked again after every message. Raises when the connection ends first."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    self._require_open()
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise TimeoutError(f"not within {seconds:g} s at {self.path}; on the page: {self.texts}") from None

    def _require_open(self) -> None:
        if self._reader is None:
            raise ConnectionError("the page has not been opened")
        if self._reader.done():
            self._reader.result()  # raises what stopped the reading, if anything did
            raise ConnectionError("the server has closed the connection")

    # The protocol

    async def rerun(self, fragment_id: str = "", once: Iterable[WidgetState] = (), automatic: bool = False) -> None:
        """Ask for a run of the page or of one fragment; `once` are states that count for this run alone."""
        if self._socket is None:
            raise ConnectionError("the page has not been opened")
        states = WidgetStates(widgets=[*self._states.values(), *once])
        request = ClientState(
            query_string=self.query,
            widget_states=states,
            page_script_hash=self.page_hash,
            page_name="" if self.page_hash else unquote(self.path).strip("/"),
            fragment_id=fragment_id,
            is_auto_rerun=automatic,
            cached_message_hashes=list(self._kept.messages),
            context_info=self._context(),
        )
        self._asked = True
        await self._socket.send(BackMsg(rerun_script=request).SerializeToString())

    def _context(self) -> ContextInfo:
        url = f"http://{self.address}{self.path}" + (f"?{self.query}" if self.query else "")
        return ContextInfo(
            timezone="Europe/Copenhagen", timezone_offset=-60, locale="da-DK", url=url, color_scheme="light"
        )

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for data in socket:
                assert isinstance(data, bytes), "Streamlit sends no text"
                self.received.append(data)
                self._take(self._kept.complete(ForwardMsg.FromString(data)))
                self._news.set()
        except ConnectionClosed:
            pass  # whoever waits is told so
        finally:
            self._news.set()

    def _take(self, message: ForwardMsg) -> None:
        match message.WhichOneof("type"):
            case "new_session":
                self._asked, self._running = False, True
                self.page_hash = message.new_session.page_script_hash
                self._kept.oldest = message.new_session.config.max_cached_message_age
                self.page.begin_run()
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                self.page.draw(message)
            case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self._finish(message.metadata.run.fragment_ids)
            case "auto_rerun" if self.obeys_timers:
                self._set_timer(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            case "stop_auto_rerun":
                for fragment_id in message.stop_auto_rerun.fragment_ids:
                    self._stop_timer(fragment_id)

    def _finish(self, fragments: Iterable[str]) -> None:
        self._running = False
        self.page.finish_run(fragments)
        self._kept.grow_older(fragments)
        here = {element.widget_id for element in self.page.elements.values()}
        self._states = {name: state for name, state in self._states.items() if name in here}

    def _set_timer(self, fragment_id: str, interval: float) -> None:
        name = f"{fragment_id} every {interval} s"
        if fragment_id in self._timers and self._timers[fragment_id].get_name() == name:
            return  # said again in every run; beginning anew would put the next run off for ever
        self._stop_timer(fragment_id)
        self._timers[fragment_id] = asyncio.create_task(self._repeat(fragment_id, interval), name=name)

    def _stop_timer(self, fragment_id: str) -> None:
        if timer := self._timers.pop(fragment_id, None):
            timer.cancel()

    async def _repeat(self, fragment_id: str, interval: float) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(interval)
                await self.rerun(fragment_id, automatic=True)
