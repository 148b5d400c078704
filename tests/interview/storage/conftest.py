"""Every test that takes `storage` runs on SQLite and on PostgreSQL, each time with a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.settings import Settings
from interview.storage import Storage, open_storage
from tests.databases import PostgresqlServer, SqliteFiles
from tests.interview.storage.world import settle

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=ENGINES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a new, migrated database."""
    source = "sqlite_files" if request.param == "sqlite" else "postgresql_server"
    maker: SqliteFiles | PostgresqlServer = request.getfixturevalue(source)
    made = maker.settings(tmp_path / "data")
    yield made
    if isinstance(maker, PostgresqlServer):
        maker.drop(made)


@pytest.fixture
def storage(settings: Settings) -> Iterator[Storage]:
    """An open storage that holds the small world."""
    opened = open_storage(settings)
    settle(opened)
    yield opened
    opened.close()
