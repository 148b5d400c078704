"""Many people saving notes at once: our queue with shared commits, beside a pool that waits by SQLite's busy handler.

    python -m benchmarks.writers [seconds]

Each writer saves the next revision of a note of its own as fast as it is answered, at synchronous=FULL. Shown for 1,
10, 50 and 200 writers: saves a second, the 99th percentile of the time one save takes, the fewest and most saves of one
writer, and the processor time of the whole process for a save. Claim: our queue is fair (nobody gets less than half of
what another gets with 50 writers) and takes less than 2 ms of processor time for a save.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from interview.errors import DoorvraagError
from interview.model.note import NoteWrite, Part
from interview.model.value import new_id
from interview.settings import Settings
from interview.storage import Storage, UnitOfWork, open_storage
from interview.storage.failures import translated
from interview.storage.unit_of_work import transaction
from tests.databases import database_file
from tests.interview.storage.world import CARD, NOW, settle

WRITERS = (1, 10, 50, 200)
TEXT = "We phoned the supplier together, and I wrote down what each of us would do. " * 4

Save = Callable[[Callable[[UnitOfWork], int]], int]


@dataclass(frozen=True, slots=True)
class Result:
    """`waits` are seconds, sorted; `counts` the saves of each writer; `processor` seconds of all threads; `errors`."""

    seconds: float
    waits: list[float]
    counts: list[int]
    processor: float
    errors: int

    def __str__(self) -> str:
        p99 = self.waits[int(len(self.waits) * 0.99)] * 1000
        each = self.processor * 1000 / len(self.waits)
        return (
            f"{len(self.waits) / self.seconds:7.0f} saves/s  p99 {p99:8.1f} ms  "
            f"fewest/most {min(self.counts):5}/{max(self.counts):<5}  {each:5.2f} ms processor  {self.errors} errors"
        )


def run(save: Save, writers: int, seconds: float) -> Result:
    """Let this many threads save for some seconds."""
    waits: list[list[float]] = [[] for _ in range(writers)]
    errors: list[str] = []
    start, over = threading.Barrier(writers + 1), threading.Event()

    def write_on(number: int) -> None:
        rev, question = 0, new_id()
        start.wait()
        while not over.is_set():
            wish = NoteWrite(
                scorecard_id=CARD, question_id=question, part=Part.ACTION, body=TEXT, base_rev=rev, write_id=new_id()
            )
            before = time.monotonic()
            try:
                rev = save(lambda uow, wish=wish: uow.notes.save(wish, after_submit=False).rev)  # type: ignore[misc]
            except DoorvraagError as error:
                errors.append(error.key)
            waits[number].append(time.monotonic() - before)

    threads = [threading.Thread(target=write_on, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    start.wait()
    processor = time.process_time()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    processor = time.process_time() - processor
    return Result(
        seconds, sorted(wait for own in waits for wait in own), [len(own) for own in waits], processor, len(errors)
    )


def queued(storage: Storage) -> Save:
    """Our way."""
    return lambda change: storage.save("ann", NOW, change)


def pooled(engine: Engine) -> Save:
    """A transaction of one's own for every save; SQLite lets writers wait."""

    def save(change: Callable[[UnitOfWork], int]) -> int:
        with translated(), engine.connect() as connection, transaction(connection):
            return change(UnitOfWork(connection, "ann", NOW))

    return save


def usual_engine(file: Path) -> Engine:
    """SQLAlchemy's usual pool of five and ten more, at the same durability and with the same busy timeout."""
    engine = create_engine(f"sqlite:///{file}", pool_size=5, max_overflow=10, connect_args={"timeout": 5})

    def settle_connection(dbapi: Any, _record: object) -> None:
        dbapi.isolation_level = None
        for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            dbapi.execute(f"PRAGMA {pragma}").close()

    event.listen(engine, "connect", settle_connection)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def measure(writers: int, seconds: float) -> tuple[Result, Result]:
    """Ours and the usual pool, each on a new database."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (Settings(data=Path(folder) / name) for name in ("ours", "theirs"))
        for settings in (ours, theirs):
            storage = open_storage(settings)
            settle(storage)
            storage.close()
        storage = open_storage(ours)
        queue = run(queued(storage), writers, seconds)
        storage.close()
        engine = usual_engine(database_file(theirs))
        pool = run(pooled(engine), writers, seconds)
        engine.dispose()
    return queue, pool


def main(seconds: float) -> bool:
    """Print both for every number of writers; whether the claim holds."""
    holds = True
    for writers in WRITERS:
        queue, pool = measure(writers, seconds)
        print(f"{writers:4} writers  our queue  {queue}")
        print(f"{writers:4} writers  pool+busy  {pool}")
        print(f"{'':14}times as many saves: {len(queue.waits) / len(pool.waits):.2f}")
        if writers == 50:
            fair = min(queue.counts) * 2 >= max(queue.counts)
            holds = fair and queue.processor / len(queue.waits) < 0.002 and not queue.errors
    print("claim holds" if holds else "CLAIM DOES NOT HOLD")
    return holds


if __name__ == "__main__":
    sys.exit(0 if main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0) else 1)
