"""Servers that are killed, two servers at once, taps that come twice: nothing that was acknowledged is lost."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivac.acts import reveal
from ivac.content import load
from ivac.model import PHASES
from ivac.ui.keys import PHONE_BOARD
from tests.browser.serving import SECRET, Server
from tests.live.room import Rater, Room, open_room

LEVELS = load().scales["ivac"].level_ids
TWENTY = 20


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return open_room(tmp_path / "ivac.db")


@pytest.fixture
def server(room: Room, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "ivac.db", IVAC_SECRET=SECRET) as running:
        yield running


def lost(raters: list[Rater]) -> list[str]:
    return [answer for rater in raters for answer in rater.lost()]


def errors(server: Server) -> str:
    log = server.log_file.read_text(encoding="utf-8")
    return log if "Traceback" in log or "locked" in log else ""


def test_a_server_killed_while_twenty_rate_loses_nothing_it_acknowledged(room, server) -> None:
    raters = [Rater(room, room.join(), server.port) for _ in range(TWENTY)]

    async def until_killed() -> None:
        await asyncio.gather(*(rater.come() for rater in raters))
        rating = [asyncio.create_task(rater.rate_on(LEVELS, 10_000)) for rater in raters]
        while sum(rater.sent for rater in raters) < TWENTY * 8:
            await asyncio.sleep(0.01)
        server.stop(signal.SIGKILL)
        await asyncio.gather(*rating)

    asyncio.run(until_killed())
    acknowledged = sum(len(rater.acknowledged) for rater in raters)
    assert acknowledged > TWENTY
    assert lost(raters) == []
    server.start()

    async def go_on() -> None:
        await asyncio.gather(*(rater.come() for rater in raters))
        for rater in raters:
            held = {phase: answer for (_, phase), answer in room.kept(rater.place).items()}
            assert {phase: answer for phase, answer in rater.shown().items() if answer} == held
        await asyncio.gather(*(rater.rate_on(LEVELS, 6) for rater in raters))
        await asyncio.gather(*(rater.phone.close() for rater in raters))

    asyncio.run(go_on())
    assert lost(raters) == []
    assert all(len(room.kept(rater.place)) == len(PHASES) for rater in raters)


def test_two_servers_on_one_file_under_load_lose_nothing_and_say_nothing(room, server, tmp_path) -> None:
    with Server(tmp_path / "ivac.db", IVAC_SECRET=SECRET, log="second.log") as second:
        ports = [server.port, second.port]
        raters = [Rater(room, room.join(), ports[number % 2]) for number in range(TWENTY)]

        async def rate() -> None:
            await asyncio.gather(*(rater.come() for rater in raters))
            await asyncio.gather(*(rater.rate_on(LEVELS, 18) for rater in raters))
            await asyncio.gather(*(rater.phone.close() for rater in raters))

        before = room.workshops.version(room.workshop.id) or 0
        asyncio.run(rate())

    assert sum(rater.sent for rater in raters) == TWENTY * 18
    assert (room.workshops.version(room.workshop.id) or 0) - before == TWENTY * 18
    assert lost(raters) == []
    assert errors(server) == ""
    assert errors(second) == ""


def test_a_tap_that_is_sent_twice_counts_once(room, server) -> None:
    rater = Rater(room, room.join(), server.port)

    async def twice() -> None:
        await rater.come()
        await rater.tap("ideas", "informed")
        before = room.workshops.version(room.workshop.id)
        tap = {
            "number": 1, "assessment": rater.board["assessment"], "activity": rater.board["activity"],
            "phase": "ideas", "answer": "informed", "asked": "answer",
        }  # fmt: skip
        await rater.phone.set_state(PHONE_BOARD, {"taps": [{**tap, "sent": 2}]})
        await rater.phone.wait_until_finished()
        assert room.workshops.version(room.workshop.id) == before
        await rater.phone.close()
        # After a reload the numbers begin anew, and the same answer again is still one answer.
        await rater.come()
        await rater.tap("ideas", "informed")
        await rater.phone.close()

    asyncio.run(twice())
    assert room.kept(rater.place) == {(room.activities[0].id, "ideas"): "informed"}


def test_one_link_on_two_devices_is_one_place(room, server) -> None:
    place = room.join()
    one, other = Rater(room, place, server.port), Rater(room, place, server.port)

    async def both() -> None:
        await one.come()
        await other.come()
        await one.tap("ideas", "informed")
        await other.tap("planning", "resident_joint")
        await other.tap("ideas", "dont_know")
        await one.phone.close()
        await one.come()
        assert one.shown()["planning"] == "resident_joint"
        assert one.shown()["ideas"] == "dont_know"

    asyncio.run(both())
    assert len(room.workshops.participants(room.workshop.id)) == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"activity": "no-such-activity"},
        {"assessment": "another-workshop.1"},
        {"assessment": "no-number"},
        {"answer": "<script>alert(1)</script>"},
        {"asked": "desired", "answer": "dont_know"},
    ],
    ids=["activity", "workshop", "round", "script", "wish outside the scale"],
)
def test_a_forged_tap_gets_a_sentence_and_is_not_kept(room, server, forged) -> None:
    rater = Rater(room, room.join(), server.port)

    async def forge() -> None:
        await rater.come()
        await rater.tap("ideas", "informed")
        await rater.tap(**{"phase": "ideas", "answer": "informed", **forged})
        assert any("not part of" in text or "not one of the choices" in text for text in rater.phone.texts)
        await rater.phone.close()

    asyncio.run(forge())
    assert room.kept(rater.place) == {(room.activities[0].id, "ideas"): "informed"}


def test_a_tap_that_comes_after_the_reveal_is_refused_and_the_old_answer_stands(room, server) -> None:
    rater = Rater(room, room.join(), server.port)

    async def late() -> None:
        await rater.come()
        await rater.tap("ideas", "informed")
        room.workshops.change(room.workshop.id, reveal())
        await rater.tap("ideas", "resident_joint")
        assert rater.shown()["ideas"] == "informed"
        assert rater.board["locked"] is True
        await rater.phone.close()

    asyncio.run(late())
    assert room.kept(rater.place) == {(room.activities[0].id, "ideas"): "informed"}


def test_an_answer_of_a_hundred_thousand_characters_is_refused_and_the_phone_goes_on(room, server) -> None:
    rater = Rater(room, room.join(), server.port)

    async def flood() -> None:
        await rater.come()
        await rater.tap("ideas", "x" * 100_000)
        assert any("not one of the choices" in text for text in rater.phone.texts)
        await rater.tap("planning", "informed")
        await rater.phone.close()

    asyncio.run(flood())
    assert room.kept(rater.place) == {(room.activities[0].id, "planning"): "informed"}
