"""Databases for every test of the app: copies of one that was migrated once."""

from collections.abc import Iterator

import pytest

from tests.databases import PostgresqlServer, SqliteFiles, postgresql


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """Migrated SQLite files."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """A server for all tests of this worker."""
    with postgresql() as server:
        yield server
