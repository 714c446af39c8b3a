"""What reaches other browsers before the reveal, read from the raw messages: nobody's answer, no count by level."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from ivac.acts import reveal, show
from ivac.content import load
from ivac.language import language
from ivac.model import PHASES
from ivac.workshop import PERSPECTIVES, WALL_VIEWS
from tests.browser.serving import HOME, SECRET, Server
from tests.live.phone import Connection
from tests.live.room import Rater, Room, open_room

SCALE = load().scales["ivac"]
WORDS = language("en").words.scales["ivac"].levels
TOLD = [*SCALE.level_ids, *(text for level in WORDS.values() for text in (level.full, level.sentence))]
"""All that could tell a level on a page that rates nothing: its id and its words."""


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return open_room(tmp_path / "ivac.db", perspectives=tuple(PERSPECTIVES))


@pytest.fixture
def server(room: Room, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "ivac.db", IVAC_SECRET=SECRET) as running:
        yield running


async def visit(server: Server, path: str, query: str) -> Connection:
    page = Connection(server.port)
    await page.arrive(path, query)
    return page


async def everybody_rates(room: Room, server: Server) -> list[Rater]:
    """Six people answer all phases of the first activity, each in an own way."""
    raters = [Rater(room, room.join("staff" if n % 2 else "resident"), server.port) for n in range(6)]
    for number, rater in enumerate(raters):
        await rater.come()
        for place, phase in enumerate(PHASES):
            await rater.tap(phase, SCALE.level_ids[(number * place) % len(SCALE.level_ids)])
    return raters


def sent_words(page: Connection) -> list[str]:
    return [word for word in TOLD if page.was_sent(word)]


def test_the_facilitator_and_the_wall_are_sent_no_answer_before_the_reveal(room, server) -> None:
    query = f"workshop={room.workshop.id}&lang=en"

    async def scene() -> None:
        desk, wall = await visit(server, "/desk", query), await visit(server, "/live", query)
        await everybody_rates(room, server)
        for view in WALL_VIEWS:
            room.workshops.change(room.workshop.id, show(view, room.activities[0].id))
            for page in (desk, wall):
                await page.rerun()
                await page.wait_until_finished()
        await desk.wait_for(lambda: any("6 of 6 have answered" in text for text in desk.texts))
        assert sent_words(desk) == []
        # The legends of pictures name levels; none is drawn before anything is revealed, except of what was agreed.
        assert [word for word in sent_words(wall) if word in SCALE.level_ids] == []
        assert wall.was_sent("Nothing is revealed yet")

        room.workshops.change(room.workshop.id, reveal(room.activities[0].id))
        await desk.rerun()
        await desk.wait_until_finished()
        assert sent_words(desk) != [], "after the reveal the same search finds answers, so it can find them"

    asyncio.run(scene())


def test_another_participant_is_sent_nothing_when_somebody_answers(room, server) -> None:
    async def scene() -> None:
        other = Rater(room, room.join("resident"), server.port)
        await other.come()
        first, messages = other.board, len(other.phone.received)
        raters = await everybody_rates(room, server)
        later = b"".join(other.phone.received[messages:])
        assert [level for level in SCALE.level_ids if level.encode() in later] == []
        await other.phone.close()

        await other.come()
        again = {**other.board, "confirmed": first["confirmed"]}
        assert again == first, "the board after a reload is the same to the letter"
        assert set(other.shown().values()) == {None}
        for rater in raters:
            assert not other.phone.was_sent(rater.place)

    asyncio.run(scene())


def commands(server: Server, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ivac", "--database", server.database_url, "--language", "en", *arguments],
        cwd=HOME, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_no_command_and_no_export_tells_more_once_people_have_answered(room, server, tmp_path) -> None:
    def told(name: str) -> list[str]:
        texts = [commands(server, command) for command in ("plans", "check")]
        texts.append(commands(server, "summary", "Engen", "--json"))
        for ending in ("json", "csv", "xlsx"):
            file = tmp_path / f"{name}.{ending}"
            texts.append(commands(server, "export", "Engen", "--to", str(file)).replace(name, ""))
            if ending == "xlsx":
                sheets = openpyxl.load_workbook(file)
                texts += [str(row) for sheet in sheets for row in sheet.iter_rows(values_only=True)]
            else:
                texts.append(file.read_text(encoding="utf-8"))
        return texts

    before = told("before")
    asyncio.run(everybody_rates(room, server))

    assert told("after") == before


def test_the_log_holds_no_answer_no_code_and_no_place(room, server) -> None:
    raters = asyncio.run(everybody_rates(room, server))
    log = server.log_file.read_text(encoding="utf-8")

    assert [word for word in (*SCALE.level_ids, room.code, *(rater.place for rater in raters)) if word in log] == []
