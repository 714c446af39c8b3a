"""A workshop that has begun, and phones in it that need no browser."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from ivac.acts import open_doors
from ivac.content import load
from ivac.model import PHASES, Activity, PhaseId, Plan
from ivac.store import Store, Workshops, open_store
from ivac.ui.keys import PHONE_BOARD
from ivac.workshop import AgendaItem, Perspective, Workshop
from tests.browser.serving import SECRET
from tests.live.phone import Connection


@dataclass
class Room:
    """An open workshop of two activities, its store, and the code on its wall."""

    store: Store
    workshops: Workshops
    plan: Plan
    activities: tuple[Activity, Activity]
    workshop: Workshop
    code: str

    def join(self, perspective: Perspective = "staff") -> str:
        return self.workshops.join(self.code, "127.0.0.1", perspective, "")

    def kept(self, place: str) -> dict[tuple[str, PhaseId], str | None]:
        answers = self.workshops.own_answers(self.workshops.place(place))
        return {(activity, phase): answer.answer for (activity, phase, _), answer in answers.items()}


def open_room(database: Path | str, **settings: object) -> Room:
    """A room in a SQLite file, or in the database at an address."""
    store = open_store(database if isinstance(database, str) else f"sqlite:///{database}")
    workshops = Workshops(store.engine, SECRET)
    plan, activities = Plan(name="Engen"), (Activity(name="Kor"), Activity(name="Have"))
    store.save_plan(plan)
    store.add_activities(plan.id, activities)
    agenda = tuple(AgendaItem(activity=activity.id) for activity in activities)
    draft = Workshop(plan_id=plan.id, day=date(2026, 3, 12), scale="ivac", scale_version=1, agenda=agenda, **settings)
    workshops.add(draft)
    workshop = workshops.change(draft.id, open_doors())
    code = workshops.code(workshop)
    assert code
    return Room(store, workshops, plan, activities, workshop, code)


@dataclass
class Rater:
    """One phone at its place.

    `acknowledged` are the answers of which the server said that they are saved; `unknown` is the one that was on its
    way when the server went: it may be saved or not.
    """

    room: Room
    place: str
    port: int
    acknowledged: dict[tuple[str, PhaseId], str] = field(default_factory=dict)
    unknown: tuple[tuple[str, PhaseId], str] | None = None
    sent: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    async def come(self) -> Connection:
        """Open the page at the place's address, as after a reload."""
        self.phone = Connection(self.port, cookies=self.cookies)
        await self.phone.open("/rate", f"place={self.place}&activity={self.room.activities[0].id}&lang=en")
        await self.phone.wait_for(lambda: self.phone.has(PHONE_BOARD))
        await self.phone.wait_until_finished()
        self.number = int(self.board["confirmed"])
        return self.phone

    @property
    def board(self) -> dict:
        return self.phone.content(PHONE_BOARD)

    def shown(self) -> dict[PhaseId, str | None]:
        return {phase["id"]: phase["answer"] for phase in self.board["phases"]}

    async def tap(self, phase: PhaseId, answer: str | None, **forged: object) -> None:
        """Tap once and wait until the server has confirmed it."""
        self.number += 1
        tap = {
            "number": self.number, "assessment": self.board["assessment"], "activity": self.board["activity"],
            "phase": phase, "answer": answer, "asked": "answer", **forged,
        }  # fmt: skip
        number, key = self.number, (str(tap["activity"]), phase)
        self.sent += 1
        self.unknown = (key, str(answer))
        await self.phone.set_state(PHONE_BOARD, {"taps": [tap]})
        # A run that a newer one overtakes may end before it has drawn the board; the newer one draws it.
        await self.phone.wait_for(lambda: self.phone.has(PHONE_BOARD) and int(self.board["confirmed"]) >= number)
        self.unknown = None
        if answer in load().scales["ivac"].answers and not forged:
            self.acknowledged[key] = answer

    def lost(self) -> list[str]:
        """Acknowledged answers that the database does not hold."""
        kept = self.room.kept(self.place)
        return [
            f"{key} {answer}"
            for key, answer in self.acknowledged.items()
            if kept.get(key) != answer and (key, kept.get(key)) != self.unknown
        ]

    async def rate_on(self, answers: tuple[str, ...], times: int) -> None:
        """Tap through the phases so many times, a little apart, until the server goes away."""
        for turn in range(times):
            try:
                await self.tap(PHASES[turn % len(PHASES)], answers[(turn + self.port) % len(answers)])
            except (ConnectionError, ConnectionClosed):
                return
            await asyncio.sleep(0.01)
