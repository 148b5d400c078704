"""A database file that is damaged, foreign or gone is refused, naming the newest backup, and left as it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from interview.errors import DatabaseDamaged
from interview.settings import Settings
from interview.storage import backup, open_storage
from tests.databases import SqliteFiles, database_file
from tests.interview.storage.world import NOW, settle

pytestmark = pytest.mark.faults


def overwrite_pages(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    for place in range(4096 * 3, 4096 * 9, 4096):
        whole[place : place + 512] = bytes(range(256)) * 2
    file.write_bytes(whole)


def cut_in_half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def take_off_the_head(file: Path) -> None:
    file.write_bytes(b"\0" * 100 + file.read_bytes()[100:])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def remove(file: Path) -> None:
    file.unlink()


def write_something_else(file: Path) -> None:
    file.write_text("Dear colleague,\n" * 500)


def put_a_foreign_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def put_an_empty_database(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE gone (x)")
        connection.execute("DROP TABLE gone")


FAULTS = [
    (overwrite_pages, "database_damaged"),
    (cut_in_half, "database_damaged"),
    (take_off_the_head, "database_damaged"),
    (write_something_else, "database_damaged"),
    (put_a_foreign_database, "database_foreign"),
    (empty, "database_missing"),
    (remove, "database_missing"),
    (put_an_empty_database, "database_missing"),
]


@pytest.mark.parametrize(("fault", "key"), FAULTS, ids=lambda part: getattr(part, "__name__", ""))
def test_it_is_refused_and_left_as_it_is(
    sqlite_files: SqliteFiles, tmp_path: Path, fault: Callable[[Path], None], key: str
) -> None:
    settings = sqlite_files.settings(tmp_path / "data")
    storage = open_storage(settings)
    settle(storage)
    storage.close()
    copy = backup.make(settings, NOW)
    file = database_file(settings)
    fault(file)
    before = file.read_bytes() if file.exists() else None
    for _ in range(2):
        with pytest.raises(DatabaseDamaged) as refused:
            open_storage(settings)
        assert refused.value.key == key
        assert refused.value.params == {"path": str(file), "backup": str(copy)}
    assert (file.read_bytes() if file.exists() else None) == before


@pytest.mark.parametrize("fault", [write_something_else, put_a_foreign_database])
def test_somebody_elses_file_is_refused_at_the_first_start_too(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    settings = Settings(data=tmp_path)
    database_file(settings).write_bytes(b"")
    fault(database_file(settings))
    before = database_file(settings).read_bytes()
    with pytest.raises(DatabaseDamaged) as refused:
        open_storage(settings)
    assert refused.value.params["backup"] == "–"
    assert database_file(settings).read_bytes() == before


@pytest.mark.parametrize("fault", [empty, put_an_empty_database])
def test_an_empty_file_where_nothing_was_before_is_a_first_start(tmp_path: Path, fault: Callable[[Path], None]) -> None:
    """A first start that was cut short leaves one."""
    settings = Settings(data=tmp_path)
    database_file(settings).write_bytes(b"")
    fault(database_file(settings))
    storage = open_storage(settings)
    with storage.reading() as uow:
        assert uow.people.all() == ()
    storage.close()
