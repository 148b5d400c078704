"""Who did what can be added to, and every other change is refused or found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text

from interview.errors import DoorvraagError, NotFound
from interview.model.audit import Action
from interview.storage import Storage, UnitOfWork
from interview.storage.audit import Audit
from tests.interview.storage.world import NOW

TAMPERING = {
    "a changed field": "UPDATE audit SET actor = 'bob' WHERE seq = 2",
    "a changed time": "UPDATE audit SET at = '2020-01-01 00:00:00' WHERE seq = 2",
    "a line taken out": "DELETE FROM audit WHERE seq = 2",
    "a changed hash": "UPDATE audit SET hash = prev WHERE seq = 2",
    "a changed link": "UPDATE audit SET prev = hash WHERE seq = 2",
    "a cut-off tail": "DELETE FROM audit WHERE seq = 3",
    "two lines swapped": "UPDATE audit SET seq = CASE seq WHEN 2 THEN 3 ELSE 2 END WHERE seq IN (2, 3)",
}


def fill(storage: Storage) -> None:
    for number in range(2):
        with storage.work("ann", NOW + timedelta(minutes=number)) as uow:
            uow.audit.append(Action.CARD_SUBMITTED, f"card-{number}", "abc")


def raw(storage: Storage, statement: str) -> None:
    """Run a statement in a transaction of the storage, as nothing of ours would."""
    with storage._writer.turn() as connection:
        connection.execute(text(statement))


def unprotect(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("DROP TRIGGER audit_no_delete"))
    else:
        connection.execute(text("DROP TRIGGER audit_append_only ON audit"))


def test_an_event_says_who_what_and_when(storage: Storage) -> None:
    fill(storage)
    with storage.reading() as uow:
        migrated, first, second = uow.audit.all()
        assert uow.audit.of_object("card-1") == (second,)
        assert uow.audit.verify()
    assert (migrated.actor, migrated.action) == ("system", Action.SCHEMA_MIGRATED)
    assert (first.seq, first.at, first.actor, first.action, first.object, first.detail) == (
        2,
        NOW,
        "ann",
        Action.CARD_SUBMITTED,
        "card-0",
        "abc",
    )
    assert second.previous == first.hash


def test_an_event_with_a_key_is_recorded_once(storage: Storage) -> None:
    for _ in range(3):
        with storage.work("ann", NOW) as uow:
            uow.audit.append(Action.CARD_SHOWN, "card", "1", dedupe="ann card 1")
    with storage.reading() as uow:
        assert len(uow.audit.of_object("card")) == 1
        assert uow.audit.verify()


def test_what_was_rolled_back_was_not_recorded(storage: Storage) -> None:
    def recorded_then_refused(uow: UnitOfWork) -> None:
        uow.audit.append(Action.CARD_SUBMITTED, "card")
        uow.scorecards.get("nowhere")

    with pytest.raises(NotFound):
        storage.save("ann", NOW, recorded_then_refused)
    fill(storage)
    with storage.reading() as uow:
        assert uow.audit.of_object("card") == ()
        assert uow.audit.verify()


def test_a_reading_unit_of_work_records_nothing(storage: Storage) -> None:
    with storage.reading() as uow, pytest.raises(RuntimeError):
        uow.audit.append(Action.CARD_SHOWN, "card")


def test_the_chain_holds_when_many_write_at_once(storage: Storage) -> None:
    def record(number: int) -> None:
        storage.save(f"p{number % 5}", NOW, lambda uow: uow.audit.append(Action.CARD_SHOWN, f"card-{number}"))

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(record, range(100)))
    with storage.reading() as uow:
        assert [event.seq for event in uow.audit.all()] == list(range(1, 102))
        assert uow.audit.verify()


@pytest.mark.parametrize("statement", [*TAMPERING.values(), "DELETE FROM audit"])
def test_the_database_refuses_to_change_the_trail(storage: Storage, statement: str) -> None:
    fill(storage)
    with pytest.raises(DoorvraagError):
        raw(storage, statement)
    with storage.reading() as uow:
        assert len(uow.audit.all()) == 3
        assert uow.audit.verify()


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_a_change_by_somebody_who_owns_the_database_is_found(storage: Storage, statement: str) -> None:
    fill(storage)
    with storage._writer.turn() as connection:
        unprotect(connection)
        if "CASE" in statement:  # through a free number: neither engine allows a number twice
            for step in ("9 WHERE seq = 2", "2 WHERE seq = 3", "3 WHERE seq = 9"):
                connection.execute(text(f"UPDATE audit SET seq = {step}"))  # noqa: S608 (constants)
        else:
            connection.execute(text(statement))
        assert not Audit(connection, None, None).verify()


def test_replacing_a_line_in_sqlite_counts_as_removing_it(storage: Storage) -> None:
    fill(storage)
    with pytest.raises(DoorvraagError):
        raw(storage, "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2")
