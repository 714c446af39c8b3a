"""The phone without a browser, on a small page with everything in it, and on the product."""

import asyncio
import json
from collections.abc import Iterator
from datetime import date

import pytest

from ivac.model import Activity, Assessment, Plan, PlanRecord
from ivac.store import open_store
from tests.browser.serving import Server
from tests.live.phone import Connection, NotOnPage

SMALL_PAGE = """
import json
import streamlit as st

js = "//" + 20_000 * "x" + "\\nexport default () => {}"
part = st.components.v2.component("small_part", html="<p></p>\\n", js=js)
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.write(f"runs: {st.session_state['runs']}, name: {st.query_params.get('name')}")
st.session_state["pressed"] = st.session_state.get("pressed", 0) + bool(st.button("Press"))
st.write(f"pressed: {st.session_state['pressed']}")
if st.radio("Colour", ["red", "green"]) == "red":
    st.write("only when red")


def show(key):
    state = st.session_state.get(key, {})
    seen = {"taps": state.get("taps"), "other": state.get("other"), "wanted": state.get("wanted"), "word": "Fælles"}
    part(
        key=key, data={"board": json.dumps(seen)}, default={"taps": []},
        on_taps_change=lambda: None, on_other_change=lambda: None, on_wanted_change=lambda: None,
    )


@st.fragment
def inside():
    show("inner")
    st.write("inner text")


@st.fragment(run_every=0.3)
def clock():
    st.session_state["ticks"] = st.session_state.get("ticks", 0) + 1
    st.write(f"ticks: {st.session_state['ticks']}")


show("outer")
inside()
if st.query_params.get("clock"):
    clock()
"""


@pytest.fixture(scope="module")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("small")
    (folder / "page.py").write_text(SMALL_PAGE, encoding="utf-8")
    with Server(folder / "ivac.db", script=folder / "page.py") as server:
        yield server


async def opened(server: Server, path: str = "/", query: str = "") -> Connection:
    phone = Connection(server.port)
    await phone.open(path, query)
    await phone.wait_until_finished()
    return phone


def test_state_of_a_component_reaches_the_page_and_its_data_come_back(small_page):
    async def use() -> None:
        async with await opened(small_page, query="name=Anna") as phone:
            assert phone.texts[0] == "runs: 1, name: Anna"
            assert json.loads(phone.component("outer")["board"])["word"] == "Fælles"
            await phone.set_state("outer", {"taps": [{"number": 1}]})
            await phone.wait_until_finished()
            await phone.set_state("outer", {"other": "kept beside it"})
            await phone.wait_until_finished()
            assert phone.content("outer")["taps"] == [{"number": 1}]
            assert phone.content("outer")["other"] == "kept beside it"
            assert phone.texts[0] == "runs: 3, name: Anna"

    asyncio.run(use())


def test_a_component_in_a_fragment_reruns_the_fragment_alone(small_page):
    async def use() -> None:
        async with await opened(small_page) as phone:
            await phone.set_state("inner", {"taps": [1]})
            await phone.wait_until_finished()
            assert phone.content("inner")["taps"] == [1]
            assert phone.texts[0].startswith("runs: 1,")
            assert "inner text" in phone.texts
            assert phone.has("outer")

    asyncio.run(use())


@pytest.mark.parametrize(("part", "runs"), [("outer", 3), ("inner", 1)])
def test_a_trigger_counts_for_one_run(small_page, part, runs):
    async def use() -> None:
        async with await opened(small_page) as phone:
            await phone.trigger(part, "wanted", "ideas")
            await phone.wait_until_finished()
            assert phone.content(part)["wanted"] == "ideas"
            await phone.set_state(part, {"taps": []})
            await phone.wait_until_finished()
            assert phone.content(part)["wanted"] is None
            assert phone.texts[0].startswith(f"runs: {runs},")

    asyncio.run(use())


def test_streamlits_own_widgets_work_and_what_is_not_drawn_again_goes(small_page):
    async def use() -> None:
        async with await opened(small_page) as phone:
            await phone.press("Press")
            await phone.wait_until_finished()
            assert {"pressed: 1", "only when red"} <= set(phone.texts)
            await phone.set_widget("Colour", string_value="green")
            await phone.wait_until_finished()
            assert "pressed: 1" in phone.texts
            assert "only when red" not in phone.texts

    asyncio.run(use())


def test_a_large_message_that_is_kept_is_not_sent_again(small_page):
    async def use() -> None:
        async with await opened(small_page) as phone:
            assert phone.bytes_received > 40_000
            await phone.set_state("outer", {"taps": [1]})
            await phone.wait_until_finished()
            before = phone.bytes_received
            await phone.press("Press")
            await phone.wait_until_finished()
            assert phone.bytes_received - before < 10_000
            assert phone.content("outer")["word"] == "Fælles"

    asyncio.run(use())


def test_what_was_sent_is_found_in_every_form(small_page):
    async def use() -> None:
        async with await opened(small_page) as phone:
            assert phone.was_sent("only when red")
            assert phone.was_sent("Fælles")
            assert not phone.was_sent("nobody says this")

    asyncio.run(use())


def test_a_fragment_with_a_timer_runs_by_itself(small_page):
    async def use() -> None:
        async with await opened(small_page, query="clock=1") as phone:
            await phone.wait_for(lambda: "ticks: 3" in phone.texts, 10)
            assert phone.texts[0].startswith("runs: 1,")

    asyncio.run(use())


def test_waiting_ends_when_the_server_goes_and_says_what_is_missing(tmp_path, small_page):
    async def use() -> None:
        async with await opened(small_page) as phone:
            with pytest.raises(NotOnPage, match="nothing_like_it"):
                phone.component("nothing_like_it")
            with pytest.raises(TimeoutError, match="only when red"):
                await phone.wait_for(lambda: False, 0.1)
        page = tmp_path / "page.py"
        page.write_text(SMALL_PAGE, encoding="utf-8")
        with Server(tmp_path / "ivac.db", script=page) as server:
            phone = await opened(server)
        with pytest.raises(ConnectionError):
            await phone.wait_for(lambda: False)
        await phone.close()

    asyncio.run(use())


def test_a_tap_on_the_products_board_is_stored_and_confirmed(tmp_path):
    plan, activity = Plan(name="Nordby"), Activity(name="Fælles have")
    assessment = Assessment(day=date(2026, 3, 12), scale="ivac", scale_version=1)
    store = open_store(f"sqlite:///{tmp_path / 'ivac.db'}")
    store.add_record(PlanRecord(plan=plan, activities=(activity,), assessments=(assessment,)))
    tap = {"number": 1, "assessment": assessment.id, "activity": activity.id, "phase": "ideas", "answer": "dont_know"}

    async def use(server: Server) -> None:
        async with Connection(server.port) as phone:
            await phone.arrive("/walk", f"plan={plan.id}")
            assert phone.content("walk_board")["activity"] == activity.id
            await phone.set_state("walk_board", {"taps": [tap]})
            await phone.wait_for(lambda: phone.content("walk_board")["confirmed"] == 1)
            await phone.wait_until_finished()
            assert phone.was_sent("Fælles have")

    with Server(tmp_path / "ivac.db") as server:
        asyncio.run(use(server))
    cells = store.record(plan.id).cells_of(assessment)
    store.engine.dispose()
    assert cells[activity.id, "ideas"].answer == "dont_know"
