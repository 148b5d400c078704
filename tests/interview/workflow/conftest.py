"""An empty database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.storage import Storage, open_storage
from tests.databases import PostgresqlServer, SqliteFiles
from tests.interview.workflow.office import Office

BOTH = pytest.mark.parametrize(
    "storage", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""For tests of what the two databases could do differently."""


@pytest.fixture
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """A new SQLite file; a PostgreSQL database when a test asks for both."""
    on_postgresql = getattr(request, "param", "sqlite") == "postgresql"
    maker: SqliteFiles | PostgresqlServer
    maker = request.getfixturevalue("postgresql_server" if on_postgresql else "sqlite_files")
    settings = maker.settings(tmp_path / "data")
    opened = open_storage(settings)
    yield opened
    opened.close()
    if isinstance(maker, PostgresqlServer):
        maker.drop(settings)


@pytest.fixture
def office(storage: Storage) -> Office:
    """A vacancy set up through the verbs: two interviewers, a chair, HR, and two candidates."""
    return Office(storage)
