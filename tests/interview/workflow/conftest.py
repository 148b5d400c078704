"""An empty database in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.settings import Settings
from interview.storage import Storage, open_storage


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """A new SQLite file."""
    opened = open_storage(Settings(data=tmp_path))
    yield opened
    opened.close()
