"""Deletes what people answered in workshops once it need not stay; what was agreed stays as the plan's picture."""

from datetime import date

import sqlalchemy as sa

from ivac.store import tables as t
from ivac.store.database import Database, raise_revision
from ivac.store.workshops import locked


class Retention(Database):
    """Forgets the people of workshops: participants and ratings, overwritten in a SQLite file itself as well."""

    def forget_people(self, workshop_id: str) -> None:
        """Delete a workshop's participants with all they answered; raises `Refused` when the workshop is gone."""
        with self.writing() as connection:
            raise_revision(connection, locked(connection, workshop_id).plan_id)
            connection.execute(t.participant.delete().where(t.participant.c.workshop_id == workshop_id))

    def forget_before(self, day: date) -> int:
        """Delete the people of all workshops from before this day; how many workshops that were."""
        query = sa.select(t.workshop.c.id).join(t.assessment).join(t.participant).where(t.assessment.c.day < day)
        with self.reading() as connection:
            held = list(connection.scalars(query.distinct()))
        for workshop_id in held:
            self.forget_people(workshop_id)
        return len(held)
