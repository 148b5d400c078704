"""What the start looks at, and what it says about it."""

import os
import stat
import sys
from pathlib import Path

import pytest

from interview.errors import InUse, StartError
from interview.settings import Settings
from interview.storage import checks, open_storage
from tests.databases import SqliteFiles
from tests.interview.storage.world import settle

MOUNTS = """\
/dev/vda / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/vdb /home/local ext4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
host /mnt/shared 9p rw 0 0
me@host: /mnt/remote fuse.sshfs rw 0 0
/dev/fuse /mnt/stick fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "refused"),
    [
        ("/srv/data", False),
        ("/home/ann/data", True),
        ("/home/local/data", False),
        ("/mnt/my share/data", True),
        ("/mnt/shared", True),
        ("/mnt/remote/deep/down", True),
        ("/mnt/stick/data", False),
    ],
)
def test_a_folder_on_a_network_disk_is_refused(tmp_path: Path, folder: str, refused: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    if not refused:
        checks.local_disk(Path(folder), mounts)
        return
    with pytest.raises(StartError, match="network_disk") as caught:
        checks.local_disk(Path(folder), mounts)
    assert caught.value.params["path"] == folder


def test_a_system_without_a_list_of_mounts_is_taken_as_it_is(tmp_path: Path) -> None:
    checks.local_disk(tmp_path, tmp_path / "no such file")


@pytest.mark.parametrize(("version", "noticed"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)])
def test_an_old_sqlite_is_noticed(version: tuple[int, ...], noticed: bool) -> None:
    assert bool(checks.sqlite_version(version)) is noticed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_data_is_for_its_owner_alone(tmp_path: Path) -> None:
    storage = open_storage(Settings(data=tmp_path / "deep" / "data"))
    settle(storage)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "deep" / "data").iterdir()}
    storage.close()
    assert stat.S_IMODE((tmp_path / "deep" / "data").stat().st_mode) == 0o700
    assert set(modes) >= {"doorvraag.db", "doorvraag.db-wal", "doorvraag.db-shm", "doorvraag.lock"}
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_database_that_others_could_read_is_closed_to_them(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    settings = sqlite_files.settings(tmp_path / "data")
    (settings.data / "doorvraag.db").chmod(0o644)
    open_storage(settings).close()
    assert stat.S_IMODE((settings.data / "doorvraag.db").stat().st_mode) == 0o600


def test_a_second_opening_is_refused_until_the_first_is_closed(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    settings = sqlite_files.settings(tmp_path / "data")
    first = open_storage(settings)
    with pytest.raises(InUse) as refused:
        open_storage(settings, wait=0)
    assert refused.value.params["path"] == str(settings.data)
    first.close()
    open_storage(settings, wait=0).close()


def test_a_start_that_failed_lets_go(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    settings = sqlite_files.settings(tmp_path / "data")
    whole = (settings.data / "doorvraag.db").read_bytes()
    (settings.data / "doorvraag.db").write_bytes(b"")
    with pytest.raises(StartError):
        open_storage(settings, wait=0)
    (settings.data / "doorvraag.db").write_bytes(whole)
    open_storage(settings, wait=0).close()


def test_a_folder_that_is_a_file_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StartError, match="folder_read_only") as refused:
        open_storage(Settings(data=tmp_path / "data"))
    assert refused.value.params["path"] == str(tmp_path / "data")


def test_a_second_start_changes_nothing_in_the_folder_but_the_log(sqlite_files: SqliteFiles, tmp_path: Path) -> None:
    settings = sqlite_files.settings(tmp_path / "data")
    open_storage(settings).close()
    before = {path.name: path.read_bytes() for path in settings.data.iterdir()}
    open_storage(settings).close()
    assert {path.name: path.read_bytes() for path in settings.data.iterdir()} == before


def test_new_files_of_the_app_are_private_from_the_start_on(tmp_path: Path) -> None:
    open_storage(Settings(data=tmp_path / "data")).close()
    before = os.umask(0o077)
    os.umask(before)
    assert before == 0o077


def test_a_disk_that_fills_up_while_the_app_runs_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LITTLE_ROOM", 0)
    storage = open_storage(Settings(data=tmp_path))
    assert "little_room" not in {notice.key for notice in storage.notices}
    monkeypatch.setattr(checks, "LITTLE_ROOM", 2**60)
    assert "little_room" in {notice.key for notice in storage.notices}
    storage.close()
