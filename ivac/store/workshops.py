"""Keeps live workshops: who joined, what each rated alone, and what the room has seen and agreed.

Ratings leave this module on two ways only: a participant's own ones, and counts of revealed rounds. Nothing here
gives out anybody's answer with whose it is, so that no page, file or command can.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from ivac import access
from ivac.acts import CODE_LIFE, Act, state_with
from ivac.answering import require_asked
from ivac.faults import Code, Refused
from ivac.model import PHASES, Cell, CellKey, PhaseId
from ivac.store import tables as t
from ivac.store.database import Database, checked, plan_of_both, raise_revision
from ivac.store.plans import cells_in, insert_assessment
from ivac.workshop import MEETING, AgendaItem, Asked, LogEntry, Participant, Progress, RoomCount, Workshop


def utc_now() -> datetime:
    """The time as the database keeps it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Place:
    """A participant's place in a workshop, as found by the key in the address."""

    participant: Participant
    workshop_id: str


@dataclass(frozen=True)
class OwnAnswer:
    """What one participant has answered for one activity and phase in one round."""

    answer: str | None
    desired: str | None


OwnKey = tuple[str, PhaseId, int]
"""Activity id, phase and round."""


KEPT_BY_SETTINGS = ("state", "wall", "current", "topic", "timer_until", "code_number", "code_until")
"""What the desk alone changes, perhaps while somebody has the preparation open."""


class Workshops(Database):
    """All workshops; `secret` keys the hashes of join codes, `clock` tells UTC."""

    def __init__(self, engine: sa.Engine, secret: str, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self.secret, self.clock = secret, clock

    # The facilitator's side

    def add(self, workshop: Workshop) -> None:
        """Add a draft; raises `Refused` when its plan or an activity is gone."""
        with self.writing() as connection:
            if raise_revision(connection, workshop.plan_id) == 0:
                raise Refused.because(Code.GONE)
            insert_assessment(connection, workshop.plan_id, workshop.assessment, settled=False)
            connection.execute(t.workshop.insert().values(id=workshop.id, **_columns(workshop)))
            _save_agenda(connection, workshop)

    def save_settings(self, workshop: Workshop) -> None:
        """Replace what was prepared (not the state); raises `Refused` for a scale or an activity that has to stay."""
        with self.writing() as connection:
            now = locked(connection, workshop.id)
            if now.scale != workshop.scale and _has_levels(connection, workshop.id):
                raise Refused.because(Code.SCALE_FIXED)
            wanted = {item.activity for item in workshop.agenda}
            if any(item.activity not in wanted for item in now.seen):
                raise Refused.because(Code.SEEN_STAYS)
            rounds = {item.activity: item for item in now.agenda}
            agenda = tuple(rounds.get(item.activity, item) for item in workshop.agenda)
            kept = {name: getattr(now, name) for name in KEPT_BY_SETTINGS} | {"state": state_with(now.state, agenda)}
            merged = workshop.model_copy(update={**kept, "agenda": agenda, "version": now.version, "step": now.step})
            self._store(connection, now, merged)
            if merged.state != now.state:
                self._log(connection, workshop.id, "agenda", None)

    def change(self, workshop_id: str, act: Act) -> Workshop:
        """Do one act of the facilitator, with its entry in the log, and give the workshop as it is then."""
        with self.writing() as connection:
            before = locked(connection, workshop_id)
            after = act.change(before, self.clock())
            self._store(connection, before, after)
            if act.logged:
                self._log(connection, workshop_id, act.kind, act.activity)
            return _found(connection, workshop_id)

    def delete(self, workshop_id: str) -> None:
        """Delete a workshop with its participants, ratings and log, and what was agreed in it."""
        with self.writing() as connection:
            raise_revision(connection, locked(connection, workshop_id).plan_id)
            connection.execute(t.assessment.delete().where(t.assessment.c.id == workshop_id))

    def workshop(self, workshop_id: str) -> Workshop:
        """The workshop with this id; raises `Refused` when there is none."""
        with self.reading() as connection:
            return _found(connection, workshop_id)

    def of_plan(self, plan_id: str) -> list[Workshop]:
        """A plan's workshops, the newest first."""
        ids = sa.select(t.workshop.c.id).join(t.assessment).where(t.assessment.c.plan_id == plan_id)
        with self.reading() as connection:
            newest_first = connection.scalars(ids.order_by(t.assessment.c.day.desc(), t.assessment.c.position.desc()))
            return [_found(connection, workshop_id) for workshop_id in newest_first.all()]

    def version(self, workshop_id: str) -> int | None:
        """A number that every write raises; None when the workshop is gone."""
        with self.reading() as connection:
            return connection.scalar(sa.select(t.workshop.c.version).where(t.workshop.c.id == workshop_id))

    def log(self, workshop_id: str) -> list[LogEntry]:
        """The facilitator's acts, oldest first."""
        c = t.workshop_log.c
        query = sa.select(c.at, c.act, c.activity, c.sheets).where(c.workshop_id == workshop_id).order_by(c.id)
        with self.reading() as connection:
            return [LogEntry(**row) for row in connection.execute(query).mappings()]

    def code(self, workshop: Workshop) -> str | None:
        """The join code to show; None while there is none that works."""
        if not workshop.welcomes or workshop.code_until is None or workshop.code_until <= self.clock():
            return None
        code = access.join_code(self.secret, workshop.id, workshop.code_number)
        with self.reading() as connection:
            known = connection.scalar(sa.select(t.workshop.c.code_hash).where(t.workshop.c.id == workshop.id))
        return code if known == access.code_fingerprint(self.secret, code) else None

    def require_same_secret(self) -> None:
        """Raise `Refused` where a code that is valid now was made with another secret, as by another server."""
        c = t.workshop.c
        valid = sa.select(c.id, c.code_number, c.code_hash).where(c.code_hash.is_not(None), c.code_until > self.clock())
        with self.reading() as connection:
            rows = connection.execute(valid).all()
        for workshop_id, number, known in rows:
            code = access.join_code(self.secret, workshop_id, number)
            if access.code_fingerprint(self.secret, code) != known:
                raise Refused.because(Code.SECRET_DIFFERS, hours=CODE_LIFE // timedelta(hours=1))

    def participants(self, workshop_id: str) -> list[Participant]:
        """Everybody who has joined, in an order that tells nothing of them."""
        query = sa.select(t.participant).where(t.participant.c.workshop_id == workshop_id).order_by(t.participant.c.id)
        with self.reading() as connection:
            return [_participant(row) for row in connection.execute(query).mappings()]

    def progress(self, workshop_id: str) -> dict[str, Progress]:
        """How far each activity has come in its present round: numbers of people, never an answer."""
        r, a = t.rating.c, t.agenda.c
        each = (
            sa.select(r.activity_id, sa.func.count().label("phases"))
            .join(t.agenda, (a.activity_id == r.activity_id) & (a.round == r.round))
            .where(a.workshop_id == workshop_id, r.answer.is_not(None), _joined(workshop_id))
            .group_by(r.activity_id, r.participant_id)
            .subquery()
        )
        done = sa.func.sum(sa.case((each.c.phases == len(PHASES), 1), else_=0))
        query = sa.select(each.c.activity_id, sa.func.count(), done).group_by(each.c.activity_id)
        with self.reading() as connection:
            return {activity: Progress(begun, done) for activity, begun, done in connection.execute(query)}

    def room_counts(self, workshop_id: str) -> list[RoomCount]:
        """What the room has seen: people per answer and perspective, in revealed rounds alone."""
        r, a, p = t.rating.c, t.agenda.c, t.participant.c
        seen = (r.round < a.round) | ((r.round == a.round) & a.revealed)
        counts: list[RoomCount] = []
        asked: Asked
        with self.reading() as connection:
            for asked in ("answer", "desired"):
                group = (r.activity_id, r.phase, r.round, p.perspective, r[asked])
                query = (
                    sa.select(*group, sa.func.count())
                    .join(t.participant, p.id == r.participant_id)
                    .join(t.agenda, (a.workshop_id == p.workshop_id) & (a.activity_id == r.activity_id))
                    .where(p.workshop_id == workshop_id, seen, r[asked].is_not(None))
                    .group_by(*group)
                )
                counts += [RoomCount(asked, *row) for row in connection.execute(query)]
        return counts

    def agreed(self, workshop_id: str) -> Mapping[CellKey, Cell]:
        """What the room has agreed on so far."""
        query = sa.select(t.cell).where(t.cell.c.assessment_id == workshop_id)
        with self.reading() as connection:
            return cells_in(connection.execute(query).mappings()).get(workshop_id, {})

    def agree(self, workshop_id: str, activity_id: str, phase: PhaseId, **changes: object) -> None:
        """Keep what the room agrees on for one activity and phase; nobody's own answer changes."""
        values = checked(Cell, changes)
        with self.writing() as connection:
            workshop = locked(connection, workshop_id)
            if not workshop.welcomes:
                raise Refused.because(Code.NOT_NOW)
            if workshop.item(activity_id).seen_rounds == 0:
                raise Refused.because(Code.NOT_REVEALED)
            raise_revision(connection, plan_of_both(workshop_id, activity_id))
            key = {"assessment_id": workshop_id, "activity_id": activity_id, "phase": phase}
            self.upsert(connection, t.cell, key, values)

    # The participants' side

    def welcoming(self, code: str, caller: str) -> Workshop:
        """The workshop that a typed code opens. Raises `Refused`, and counts wrong codes by who calls."""
        code = access.typed_code(code)
        hashed = access.code_fingerprint(self.secret, code)
        known = sa.select(t.workshop.c.id).where(t.workshop.c.code_hash == hashed)
        with self.writing() as connection:
            self._refuse_guessing(connection, caller)
            found = connection.scalar(known)
            if found is None:
                wrong = {"caller": access.caller_fingerprint(self.secret, caller), "at": self.clock()}
                connection.execute(t.wrong_code.insert().values(wrong))
                workshop = None
            else:
                workshop = _found(connection, found)
        if workshop is None:
            raise Refused.because(Code.CODE_WRONG)
        if not workshop.welcomes:
            raise Refused.because(Code.WORKSHOP_CLOSED)
        if workshop.code_until is None or workshop.code_until <= self.clock():
            raise Refused.because(Code.CODE_EXPIRED)
        return workshop

    def join(self, code: str, caller: str, perspective: str, alias: str) -> str:
        """Take a place and give its key, which only the participant's address holds; raises `Refused`."""
        workshop = self.welcoming(code, caller)
        if perspective not in workshop.perspectives:
            raise Refused.because(Code.PERSPECTIVE_UNKNOWN)
        if workshop.naming == "named" and not alias.strip():
            raise Refused.because(Code.ALIAS_NEEDED)
        kept = "" if workshop.naming == "anonymous" else alias
        participant = Participant(perspective=perspective, alias=kept)
        place = access.new_key()
        values = participant.model_dump() | {"workshop_id": workshop.id, "place_hash": access.fingerprint(place)}
        with self.writing(side_by_side=True) as connection:
            now = locked(connection, workshop.id)
            if not now.welcomes:  # it may have closed since the code was looked up
                raise Refused.because(Code.WORKSHOP_CLOSED)
            connection.execute(t.participant.insert().values(values))
            if now.state == "agreed":  # comparisons count its people by now
                raise_revision(connection, now.plan_id)
        return place

    def place(self, place: str) -> Place:
        """Whose place this is; raises `Refused` for one that is not known."""
        query = sa.select(t.participant).where(t.participant.c.place_hash == access.fingerprint(place))
        with self.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise Refused.because(Code.PLACE_UNKNOWN)
        return Place(_participant(row), row["workshop_id"])

    def step(self, place: str) -> int | None:
        """A number that grows whenever a phone must look anew; None for a place that is not known."""
        query = sa.select(t.workshop.c.step).join(t.participant, t.participant.c.workshop_id == t.workshop.c.id)
        with self.reading() as connection:
            return connection.scalar(query.where(t.participant.c.place_hash == access.fingerprint(place)))

    def own_answers(self, place: Place) -> dict[OwnKey, OwnAnswer]:
        """All that this participant has answered."""
        query = sa.select(t.rating).where(t.rating.c.participant_id == place.participant.id)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return {(row["activity_id"], row["phase"], row["round"]): _own_answer(row) for row in rows}

    def rate(
        self, place: Place, activity_id: str, phase: PhaseId, round_number: int, asked: Asked, value: str | None
    ) -> None:
        """Keep one answer, as often as it is sent; raises `Refused` once its round is over, and for one not asked for.

        None takes an answer back.
        """
        with self.writing(side_by_side=True) as connection:
            workshop = locked(connection, place.workshop_id)
            require_asked(workshop, asked, [value] if value is not None else [])
            if workshop.require_ratable(activity_id).round != round_number:
                raise Refused.because(Code.ANSWERS_LOCKED)
            key = {"participant_id": place.participant.id, "activity_id": activity_id, "phase": phase}
            self.upsert(connection, t.rating, key | {"round": round_number}, {asked: value})

    def rate_meeting(self, place: Place, answer: str) -> None:
        """Keep whether the meeting helped this participant; raises `Refused` before the room has agreed."""
        with self.writing(side_by_side=True) as connection:
            if not locked(connection, place.workshop_id).over:
                raise Refused.because(Code.NOT_NOW)
            if answer not in MEETING:
                raise Refused.because(Code.UNKNOWN_CHOICE, value=answer, field="meeting")
            mine = t.participant.c.id == place.participant.id
            connection.execute(t.participant.update().where(mine).values(meeting=answer))

    def _log(self, connection: sa.Connection, workshop_id: str, act: str, activity: str | None) -> None:
        entry = {"workshop_id": workshop_id, "at": self.clock(), "act": act, "activity": activity}
        connection.execute(t.workshop_log.insert().values(entry))

    def _store(self, connection: sa.Connection, before: Workshop, after: Workshop) -> None:
        values = _columns(after)
        if after.phone_view != before.phone_view:
            values["step"] = before.step + 1
        if after.code_number != before.code_number:
            code = access.join_code(self.secret, after.id, after.code_number)
            values["code_hash"] = access.code_fingerprint(self.secret, code)
        connection.execute(t.workshop.update().where(t.workshop.c.id == after.id).values(values))
        assessment = after.assessment.model_dump(exclude={"id"})
        if after.state == "agreed":
            assessment["settled"] = True
        connection.execute(t.assessment.update().where(t.assessment.c.id == after.id).values(assessment))
        if after.agenda != before.agenda:
            connection.execute(t.agenda.delete().where(t.agenda.c.workshop_id == after.id))
            _save_agenda(connection, after)
        raise_revision(connection, after.plan_id)

    def _refuse_guessing(self, connection: sa.Connection, caller: str) -> None:
        c = t.wrong_code.c
        connection.execute(t.wrong_code.delete().where(c.at < self.clock() - timedelta(minutes=access.TRY_MINUTES)))
        mine = sa.func.sum(sa.case((c.caller == access.caller_fingerprint(self.secret, caller), 1), else_=0))
        everyone, here = connection.execute(sa.select(sa.func.count(), mine)).one()
        if (here or 0) >= access.WRONG_CODES or everyone >= access.WRONG_CODES_IN_ALL:
            raise Refused.because(Code.TOO_MANY_TRIES, minutes=access.TRY_MINUTES)


def _columns(workshop: Workshop) -> dict[str, Any]:
    names = [column.name for column in t.workshop.c if column.name not in ("id", "code_hash", "version", "step")]
    values = {name: getattr(workshop, name) for name in names}
    return values | {"perspectives": list(workshop.perspectives), "version": workshop.version, "step": workshop.step}


def locked(connection: sa.Connection, workshop_id: str) -> Workshop:
    """The workshop, held until the transaction ends: raising its version keeps every other writer out."""
    raised = t.workshop.update().where(t.workshop.c.id == workshop_id).values(version=t.workshop.c.version + 1)
    done = connection.execute(raised)
    if done.rowcount == 0:
        raise Refused.because(Code.GONE)
    return _found(connection, workshop_id)


def _found(connection: sa.Connection, workshop_id: str) -> Workshop:
    query = sa.select(t.assessment, t.workshop).join(t.workshop, t.workshop.c.id == t.assessment.c.id)
    row = connection.execute(query.where(t.workshop.c.id == workshop_id)).mappings().one_or_none()
    if row is None:
        raise Refused.because(Code.GONE)
    a = t.agenda.c
    items = connection.execute(
        sa.select(a.activity_id, a.round, a.revealed).where(a.workshop_id == workshop_id).order_by(a.position)
    )
    agenda = tuple(AgendaItem(activity=activity, round=number, revealed=seen) for activity, number, seen in items)
    return Workshop(**{name: row[name] for name in Workshop.model_fields if name != "agenda"}, agenda=agenda)


def _save_agenda(connection: sa.Connection, workshop: Workshop) -> None:
    activities = [item.activity for item in workshop.agenda]
    here = sa.select(sa.func.count()).where(t.activity.c.plan_id == workshop.plan_id, t.activity.c.id.in_(activities))
    if connection.scalar(here) != len(activities):
        raise Refused.because(Code.NOT_IN_WORKSHOP)
    rows = [
        {"workshop_id": workshop.id, "activity_id": item.activity, "position": place, "round": item.round,
         "revealed": item.revealed}
        for place, item in enumerate(workshop.agenda)
    ]  # fmt: skip
    if rows:
        connection.execute(t.agenda.insert(), rows)


def _has_levels(connection: sa.Connection, workshop_id: str) -> bool:
    """Whether anybody has rated, or the room has agreed on something."""
    rated = sa.select(t.rating.c.phase).where(_joined(workshop_id))
    agreed = sa.select(t.cell.c.phase).where(t.cell.c.assessment_id == workshop_id)
    return connection.scalar(rated.union_all(agreed).limit(1)) is not None


def _joined(workshop_id: str) -> sa.ColumnElement[bool]:
    people = sa.select(t.participant.c.id).where(t.participant.c.workshop_id == workshop_id)
    return t.rating.c.participant_id.in_(people)


def _participant(row: Mapping[Any, Any]) -> Participant:
    return Participant(**{name: row[name] for name in Participant.model_fields})


def _own_answer(row: Mapping[Any, Any]) -> OwnAnswer:
    return OwnAnswer(row["answer"], row["desired"])
