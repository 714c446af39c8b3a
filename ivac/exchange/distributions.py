"""What the room has seen, as rows: how many people chose what. Never who, and nothing that `ivac.room` holds back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivac.content import Scale
from ivac.exchange.shades import answer_name
from ivac.exchange.sheets import Row
from ivac.faults import N_
from ivac.language import Language
from ivac.model import DONT_KNOW, NOT_RELEVANT, Activity, PhaseId
from ivac.room import Room, RoomCell
from ivac.summaries import CellSummary
from ivac.workshop import GROUPS, Asked, Perspective

Rooms = Mapping[str, Room]
"""What each round's room has seen, by the round's id; rounds that were not made in a workshop are missing."""

ASKED: dict[Asked, str] = {"answer": N_("How it is"), "desired": N_("How we want it")}


@dataclass(frozen=True)
class Shown:
    """How many chose what for one activity and phase in one round: everybody (`group` is None) or one group alone."""

    activity: str
    phase: PhaseId
    asked: Asked
    round: int
    group: Perspective | None
    summary: CellSummary

    @property
    def counts(self) -> Mapping[str, int]:
        """People by answer: every level in order, then what lies outside the scale."""
        outside = {DONT_KNOW: self.summary.dont_know, NOT_RELEVANT: self.summary.not_relevant}
        return {**self.summary.counts, **outside}


def shown_in(room: Room) -> Iterator[Shown]:
    """All that may be shown of a room, in the agenda's order; of wishes, as on the wall, everybody's together."""
    for key, cells in room.rounds.items():
        for cell in cells:
            yield from _shown(cell, "answer", cell.perspectives)
        for wish in room.wishes.get(key, ()):
            yield from _shown(wish, "desired", {})


def _shown(cell: RoomCell, asked: Asked, groups: Mapping[Perspective, CellSummary]) -> Iterator[Shown]:
    if cell.total is not None:
        yield Shown(cell.activity, cell.phase, asked, cell.round, None, cell.total)
        for group, summary in groups.items():
            yield Shown(cell.activity, cell.phase, asked, cell.round, group, summary)


def group_name(group: Perspective | None, language: Language) -> str:
    """A group's name; None is everybody."""
    return language.t("Everybody") if group is None else language.t(GROUPS[group])


def distribution_headings(scale: Scale, language: Language) -> list[str]:
    """Where and whom the numbers are about, how many levels were chosen in all, then each answer."""
    t = language.t
    asked = [t("Activity"), t("Phase"), t("Asked"), t("Round in the workshop"), t("Group"), t("Levels chosen")]
    return [*asked, *(answer_name(answer, scale, language) for answer in scale.answers)]


def distribution_rows(room: Room, activities: Mapping[str, Activity], language: Language) -> Iterator[Row]:
    """One row a cell, round and group that may be shown."""
    for shown in shown_in(room):
        where: Row = [activities[shown.activity].name, language.words.phases[shown.phase].name]
        who: Row = [language.t(ASKED[shown.asked]), shown.round, group_name(shown.group, language)]
        yield [*where, *who, shown.summary.n, *shown.counts.values()]
