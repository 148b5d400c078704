"""Histories that the database itself refuses to rewrite. Only migrations use this."""

from alembic import op

_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def protect(table: str, *acts: str) -> None:
    """Refuse these acts on every row of `table`: "UPDATE", "DELETE".

    Rows of a candidate must stay erasable, so their histories are protected against UPDATE only. Protection against
    DELETE covers TRUNCATE on PostgreSQL; in SQLite an INSERT OR REPLACE counts as a deletion (recursive_triggers).
    """
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
        every = [*acts, "TRUNCATE"] if "DELETE" in acts else list(acts)
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(every)} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
        return
    for act in acts:
        op.execute(
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
