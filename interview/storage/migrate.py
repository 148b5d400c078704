"""Bring the schema to what this program needs: all steps in one transaction, or none.

Revisions are the numbers the files in migrations/versions begin with, so comparing them needs no Alembic; that is
imported only when there is something to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect

from interview.errors import DoorvraagError, NewerSchema, StartError
from interview.model.audit import Action
from interview.storage import backup, engine
from interview.storage.audit import Audit
from interview.storage.failures import translated
from interview.storage.unit_of_work import transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 724001
"""Key of PostgreSQL's advisory lock around a migration."""

log = logging.getLogger(__name__)


def known(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """The revisions this program knows, the newest last."""
    return tuple(sorted(file.name[:4] for file in (migrations / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")))


def current(connection: Connection) -> str | None:
    """The revision of a database; None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return str(found) if found is not None else None


def needed(found: str | None, migrations: Path = MIGRATIONS) -> bool:
    """Whether there is something to do. Errors: `NewerSchema` when the database knows a revision we don't."""
    revisions = known(migrations)
    if found is not None and found not in revisions:
        raise NewerSchema("newer_schema", found=found, known=revisions[-1])
    return found != revisions[-1]


def sqlite(file: Path, now: datetime, migrations: Path = MIGRATIONS) -> None:
    """Migrate a file that nobody else has open. A file that holds something is backed up first.

    Errors: `NewerSchema`; `StartError` ("migration_failed"), and the database is as it was.
    """
    writes = engine.migrating(file)
    with translated(), writes.connect() as connection:
        with transaction(connection):
            found = current(connection)
        if not needed(found, migrations):
            return
        copy = backup.of_file(file, found, now) if found is not None else None
        _all_or_nothing(connection, found, now, migrations, copy, _finish_file)


def _finish_file(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StartError("migration_orphans")
    connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")


def postgresql(url: URL, folder: Path, now: datetime, *, have_backup: bool, migrations: Path = MIGRATIONS) -> None:
    """Migrate a PostgreSQL database; others who start at the same time wait up to a minute.

    Errors: as `sqlite`; `StartError` ("backup_tool_missing") without pg_dump, unless somebody says they have a backup.
    """
    with translated(), engine.migrating_postgresql(url).connect() as connection:
        with transaction(connection):
            connection.exec_driver_sql("SET lock_timeout = '60s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({LOCK})")
        with transaction(connection):
            found = current(connection)
        if not needed(found, migrations):
            return
        copy = None if found is None or have_backup else backup.of_server(url, folder, found, now)
        _all_or_nothing(connection, found, now, migrations, copy, lambda _: None)


def _all_or_nothing(
    connection: Connection,
    found: str | None,
    now: datetime,
    migrations: Path,
    copy: Path | None,
    finish: Callable[[Connection], None],
) -> None:
    head = known(migrations)[-1]
    log.info("migrating the schema from %s to %s", found, head)
    try:
        with transaction(connection):
            upgrade(connection, migrations)
            finish(connection)
            Audit(connection, "system", now).append(Action.SCHEMA_MIGRATED, head, found or "")
    except DoorvraagError:
        raise
    except Exception as error:
        raise StartError("migration_failed", found=found or "", head=head, backup=str(copy or "–")) from error


def upgrade(connection: Connection, migrations: Path = MIGRATIONS) -> None:
    """Run the steps that are missing, within the transaction `connection` is in."""
    from alembic import command

    command.upgrade(configuration(connection, migrations), "head")


def configuration(connection: Connection, migrations: Path = MIGRATIONS) -> Config:
    """What Alembic's commands need, such as `alembic.command.check`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
