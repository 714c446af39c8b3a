"""Runs the migrations on the connection that `ivac.store.opening` hands over."""

from alembic import context

from ivac.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
