"""kill -9 of the app, crash of the database server: what was acknowledged is there, and nothing is half there."""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview.model.note import Part
from interview.settings import Settings
from interview.storage import open_storage
from tests.databases import PostgresqlServer, postgresql
from tests.faults.processes import THREADS, acknowledged, output, typist
from tests.faults.typist import body
from tests.interview.storage.world import CARD, NOW, settle, write
from tests.until import SECONDS

TRIALS = 4
pytestmark = pytest.mark.faults


def kept(settings: Settings) -> dict[str, list[str]]:
    """The texts of each question's line of revisions, after checking that line and head belong together."""
    storage = open_storage(settings, wait=SECONDS)
    try:
        with storage.reading() as uow:
            heads = {note.question_id: note for note in uow.notes.of_card(CARD)}
            lines = {question: uow.notes.revisions(CARD, question, Part.ACTION) for question in heads}
            assert uow.audit.verify()
    finally:
        storage.close()
    for question, line in lines.items():
        assert [one.rev for one in line] == list(range(1, len(line) + 1))
        assert (heads[question].rev, heads[question].body) == (line[-1].rev, line[-1].body)
    return {question: [one.body for one in line] for question, line in lines.items()}


def test_killing_the_app_loses_no_acknowledged_text(settings: Settings) -> None:
    storage = open_storage(settings)
    settle(storage)
    storage.close()
    total = 0
    for trial in range(TRIALS):
        clear(settings)
        with typist(settings) as process:
            lines = [output(process).readline() for _ in range(40)]
            time.sleep(random.Random(trial).random() * 0.2)
            process.kill()
            lines += output(process).readlines()
        said, found = acknowledged(lines), kept(settings)
        for question, rev in said.items():
            assert found[question][:rev] == [body(question, count) for count in range(1, rev + 1)]
        total += sum(said.values())
    assert total >= TRIALS * 40


def clear(settings: Settings) -> None:
    """Take all notes away, so that a trial begins at revision 1."""
    storage = open_storage(settings, wait=SECONDS)
    with storage._writer.turn() as connection:
        connection.exec_driver_sql("DELETE FROM note")
        connection.exec_driver_sql("DELETE FROM note_revision")
    storage.close()


@pytest.fixture
def own_server() -> Iterator[PostgresqlServer]:
    """A server that may be crashed without disturbing other tests."""
    with postgresql() as server:
        yield server


@pytest.mark.postgresql
def test_a_crash_of_the_server_is_not_noticed_by_who_types(own_server: PostgresqlServer, tmp_path: Path) -> None:
    """0 errors and 0 lost: a save waits, is tried again with the same write id, and is kept once."""
    settings = own_server.settings(tmp_path / "data")
    storage = open_storage(settings)
    settle(storage)
    enough = threading.Event()

    def type_some(number: int) -> int:
        rev = 0
        while not enough.is_set() or rev < 5:
            wish = write(body(f"question-{number}", rev + 1), rev).model_copy(
                update={"question_id": f"question-{number}"}
            )
            rev = storage.save("ann", NOW, lambda uow, wish=wish: uow.notes.save(wish, after_submit=False)).rev  # type: ignore[misc]
        return rev

    with ThreadPoolExecutor(THREADS) as threads:
        typing = [threads.submit(type_some, number) for number in range(THREADS)]
        for _ in range(2):
            time.sleep(0.3)
            own_server.crash()
            time.sleep(0.3)
            own_server.start()
        time.sleep(0.3)
        enough.set()
        revisions = [one.result(SECONDS) for one in typing]
    storage.close()
    found = kept(settings)
    for number, rev in enumerate(revisions):
        assert found[f"question-{number}"] == [body(f"question-{number}", count) for count in range(1, rev + 1)]


def test_a_line_that_was_cut_off_is_no_acknowledgement() -> None:
    assert acknowledged(["question-0 1\n", "question-0 2\n", "failed busy\n", "question-0 3"]) == {"question-0": 2}
