"""What Alembic runs: the steps are taken on the connection, and within the transaction, that `migrate.py` hands in."""

from alembic import context

from interview.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
