"""Typed words stay out of PostgreSQL's statistics, which would keep samples of them after an erasure."""

from alembic import op


def none_for(table: str, *columns: str) -> None:
    """Collect no statistics about these columns; SQLite collects none by itself."""
    if op.get_bind().dialect.name == "postgresql":
        for column in columns:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
