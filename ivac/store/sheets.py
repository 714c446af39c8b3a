"""Keeps what people have answered on paper where phones' answers lie, under the same rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from ivac import access
from ivac.answering import require_asked
from ivac.faults import Code, Refused
from ivac.model import PHASES, PhaseId
from ivac.store import tables as t
from ivac.store.database import Database
from ivac.store.workshops import locked, utc_now
from ivac.workshop import OnPaper, Participant, Workshop

PAPER = "paper"
"""The log's act of bringing in sheets."""


class Sheets(Database):
    """Sheets that a facilitator types in or brings in as a file; `clock` tells UTC."""

    def __init__(self, engine: sa.Engine, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self.clock = clock

    def add(self, workshop_id: str, people: Sequence[OnPaper]) -> None:
        """Keep the sheets of all these people in the present rounds of their activities, or, refused, none of them.

        Raises `Refused` where a phone's answer would be refused, too, and for a sheet that is in already.
        """
        with self.writing() as connection:
            workshop = locked(connection, workshop_id)
            for person in people:
                _require_taken(person, workshop)
                _place(connection, person, workshop)
                for activity, answers in person.sheets.items():
                    number = workshop.require_ratable(activity).round
                    _require_new(connection, person.id, activity, number)
                    wishes = person.wishes.get(activity, {})
                    rows = [
                        {"participant_id": person.id, "activity_id": activity, "phase": phase, "round": number,
                         "answer": answers.get(phase), "desired": wishes.get(phase)}
                        for phase in PHASES
                        if phase in answers or phase in wishes
                    ]  # fmt: skip
                    if rows:
                        connection.execute(t.rating.insert(), rows)
            if came := sum(len(person.sheets) for person in people):
                self._log(connection, workshop_id, came)

    def take_back(self, workshop_id: str, participant_id: str, activity_id: str) -> None:
        """Forget one sheet, and the person with the last one; raises `Refused` once its activity is revealed."""
        with self.writing() as connection:
            number = locked(connection, workshop_id).require_ratable(activity_id).round
            if _known(connection, participant_id, workshop_id) is None:
                raise Refused.because(Code.GONE)
            connection.execute(t.rating.delete().where(_sheet(participant_id, activity_id, number)))
            left = sa.select(sa.func.count()).where(t.rating.c.participant_id == participant_id)
            if connection.scalar(left) == 0:
                connection.execute(t.participant.delete().where(t.participant.c.id == participant_id))
            _log_back(connection, workshop_id)

    def _log(self, connection: sa.Connection, workshop_id: str, came: int) -> None:
        """Say in the log how many sheets came in: a pile is one entry until another act comes between."""
        c = t.workshop_log.c
        last = connection.execute(_newest(workshop_id)).one_or_none()
        if last and last.act == PAPER:
            connection.execute(t.workshop_log.update().where(c.id == last.id).values(sheets=c.sheets + came))
        else:
            entry = {"workshop_id": workshop_id, "at": self.clock(), "act": PAPER, "sheets": came}
            connection.execute(t.workshop_log.insert().values(entry))


def _log_back(connection: sa.Connection, workshop_id: str) -> None:
    """Take one sheet out of the newest entry about sheets, and with its last one the entry."""
    c = t.workshop_log.c
    entry = connection.execute(_newest(workshop_id).where(c.act == PAPER)).one_or_none()
    if entry is None:  # the sheet came in before sheets were logged
        return
    same = c.id == entry.id
    if entry.sheets > 1:
        connection.execute(t.workshop_log.update().where(same).values(sheets=c.sheets - 1))
    else:
        connection.execute(t.workshop_log.delete().where(same))


def _newest(workshop_id: str) -> sa.Select[tuple[int, str, int | None]]:
    c = t.workshop_log.c
    return sa.select(c.id, c.act, c.sheets).where(c.workshop_id == workshop_id).order_by(c.id.desc()).limit(1)


def _require_taken(person: OnPaper, workshop: Workshop) -> None:
    """Refuse a perspective or a wish that the workshop does not ask for, and an answer that its scale does not have."""
    if person.perspective not in workshop.perspectives:
        raise Refused.because(Code.PERSPECTIVE_UNKNOWN)
    require_asked(workshop, "answer", _all(person.sheets))
    require_asked(workshop, "desired", _all(person.wishes))


def _all(sheets: Mapping[str, Mapping[PhaseId, str]]) -> Iterable[str]:
    return (answer for answers in sheets.values() for answer in answers.values())


def _place(connection: sa.Connection, person: OnPaper, workshop: Workshop) -> None:
    """Let somebody join whose place no phone has the key to, or find who has joined so before."""
    known = _known(connection, person.id, workshop.id)
    if known is None:
        joining = Participant(id=person.id, perspective=person.perspective, source="paper")
        values = {"workshop_id": workshop.id, "place_hash": access.fingerprint(access.new_key())}
        connection.execute(t.participant.insert().values(joining.model_dump() | values))
    elif known.perspective != person.perspective:
        raise Refused.because(Code.PERSPECTIVE_UNKNOWN)


def _known(connection: sa.Connection, participant_id: str, workshop_id: str) -> Participant | None:
    """Somebody of this workshop who is on paper; raises `Refused` for anybody else's id."""
    query = sa.select(t.participant).where(t.participant.c.id == participant_id)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    if row["source"] != "paper" or row["workshop_id"] != workshop_id:
        raise Refused.because(Code.SHEET_NOT_PAPER)
    return Participant(**{name: row[name] for name in Participant.model_fields})


def _require_new(connection: sa.Connection, participant_id: str, activity_id: str, number: int) -> None:
    if connection.scalar(sa.select(sa.func.count()).where(_sheet(participant_id, activity_id, number))):
        name = connection.scalar(sa.select(t.activity.c.name).where(t.activity.c.id == activity_id))
        raise Refused.because(Code.SHEET_TWICE, name=name)


def _sheet(participant_id: str, activity_id: str, number: int) -> sa.ColumnElement[bool]:
    c = t.rating.c
    return sa.and_(c.participant_id == participant_id, c.activity_id == activity_id, c.round == number)
