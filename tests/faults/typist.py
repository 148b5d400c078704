"""A process that types: several threads save notes one after another and print what was acknowledged.

    python -m tests.faults.typist DATA_FOLDER DATABASE_URL THREADS

Prints one line an acknowledged save, `question rev`, after the save returned; ends when it is killed, or with the
word `failed` and the error's key.
"""

import os
import sys
import threading
from pathlib import Path

from pydantic import SecretStr

from interview.errors import DoorvraagError
from interview.model.note import NoteWrite, Part
from interview.model.value import new_id
from interview.settings import Settings
from interview.storage import Storage, open_storage
from tests.interview.storage.world import CARD, NOW


def body(question: str, rev: int) -> str:
    """The text of a revision: long enough to need pages of its own now and then."""
    return f"{question} {rev} " + "what was said " * (rev % 40)


def type_on(storage: Storage, question: str) -> None:
    """Save one revision after another and say each time that it was acknowledged."""
    rev = 0
    while True:
        wish = NoteWrite(
            scorecard_id=CARD, question_id=question, part=Part.ACTION,
            body=body(question, rev + 1), base_rev=rev, write_id=new_id(),
        )  # fmt: skip
        try:
            rev = storage.save("ann", NOW, lambda uow, wish=wish: uow.notes.save(wish, after_submit=False)).rev  # type: ignore[misc]
        except DoorvraagError as error:
            os.write(1, f"failed {error.key}\n".encode())
            return
        os.write(1, f"{question} {rev}\n".encode())


def main(data: str, url: str, threads: int) -> None:
    """Open the database and type until the end."""
    storage = open_storage(Settings(data=Path(data), database_url=SecretStr(url)), wait=20)
    os.write(1, b"ready\n")
    typing = [threading.Thread(target=type_on, args=(storage, f"question-{n}")) for n in range(threads)]
    for thread in typing:
        thread.start()
    for thread in typing:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
