"""Opens a database: brings it to the newest shape, and refuses what it cannot serve."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from ivac.faults import Code, Refused
from ivac.store.engines import make_engine
from ivac.store.faults import unanswered
from ivac.store.plans import Store
from ivac.store.tables import metadata

NEWEST = "0011"
"""The last migration; opening an up-to-date database then needs no Alembic, whose import is slow."""


def open_store(url: str) -> Store:
    """The store behind a SQLAlchemy URL, made or brought up to date where needed; raises `Refused`."""
    engine = make_engine(url)
    try:
        found = found_revision(engine)
        if found is not None and found > NEWEST:
            raise Refused.because(Code.DATABASE_NEWER)
        if found is None:
            _create(engine)
        elif found != NEWEST:
            _migrate(engine)
    except DatabaseError as error:
        raise unanswered(error) from error
    return Store(engine)


def found_revision(engine: sa.Engine) -> str | None:
    """The version of a database of ours; None where there is none yet."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _create(engine: sa.Engine) -> None:
    """Make all tables at once, as a new database needs no history; a test keeps both ways alike."""
    version = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if sa.inspect(connection).has_table(version.name):
            return  # another server was faster
        metadata.create_all(connection)
        version.create(connection)
        connection.execute(version.insert().values(version_num=NEWEST))


def _migrate(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
