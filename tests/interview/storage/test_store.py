"""What a unit of work promises, on both engines."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from interview.errors import NotFound, ReadOnly, Stale, Unreachable
from interview.model.audit import Action
from interview.model.panel import Person
from interview.settings import Settings
from interview.storage import Storage, UnitOfWork, open_storage
from tests.interview.storage.world import NOW
from tests.until import SECONDS

EVE = Person(id="eve", name="Eve Secret")


def names(storage: Storage) -> set[str]:
    with storage.reading() as uow:
        return {person.id for person in uow.people.all()}


def test_a_block_that_raises_leaves_nothing(storage: Storage) -> None:
    def added_then_refused(uow: UnitOfWork) -> None:
        uow.people.add(EVE)
        uow.people.get("nowhere")

    with pytest.raises(NotFound), storage.work("ann", NOW) as uow:
        added_then_refused(uow)
    with pytest.raises(NotFound):
        storage.save("ann", NOW, added_then_refused)
    assert names(storage) == {"ann", "bob"}


def test_what_is_saved_is_there_for_everybody_at_once(storage: Storage) -> None:
    def add(uow: UnitOfWork) -> tuple[str, datetime]:
        uow.people.add(EVE)
        return uow.actor, uow.now

    assert storage.save("ann", NOW, add) == ("ann", NOW)
    assert "eve" in names(storage)


def test_a_reading_block_sees_one_state_while_others_write(storage: Storage) -> None:
    with storage.reading() as uow:
        before = uow.people.all()
        with storage.work("ann", NOW) as other:
            other.people.add(EVE)
            other.people.update(Person(id="ann", name="Changed"))
        assert uow.people.all() == before
        assert uow.people.get("ann").name == "Ann de Wit"
    assert "eve" in names(storage)


def test_a_reading_block_can_not_write(storage: Storage) -> None:
    with pytest.raises(ReadOnly), storage.reading() as uow:
        uow.people.add(EVE)
    assert names(storage) == {"ann", "bob"}


def test_reading_again_after_a_refused_write_works(storage: Storage) -> None:
    for _ in range(40):  # more than the pool holds: nothing was left open
        with pytest.raises(ReadOnly), storage.reading() as uow:
            uow.people.add(EVE)
    storage.save("ann", NOW, lambda uow: uow.people.add(EVE))


def test_an_error_of_the_database_shows_nothing_of_what_was_typed(storage: Storage) -> None:
    storage.save("ann", NOW, lambda uow: uow.people.add(EVE))
    with pytest.raises(Stale) as caught:
        storage.save("ann", NOW, lambda uow: uow.people.add(EVE))
    assert "Secret" not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_reading_unit_of_work_has_no_actor_and_no_time(storage: Storage) -> None:
    with storage.reading() as uow:
        assert not uow.writes
        with pytest.raises(RuntimeError):
            _ = uow.actor
        with pytest.raises(RuntimeError):
            _ = uow.now


def test_a_card_that_was_read_to_be_changed_can_not_be_changed_by_another_before(storage: Storage) -> None:
    """Two people add one to the same number again and again; nothing is lost."""

    def one_more(uow: UnitOfWork) -> None:
        card = uow.scorecards.get("card-ann")
        uow.scorecards.update(card.model_copy(update={"position": card.position + 1}))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: storage.save("ann", NOW, one_more), range(80)))
    with storage.reading() as uow:
        assert uow.scorecards.get("card-ann").position == 80


def test_blocks_and_saves_of_many_threads_all_get_done(storage: Storage) -> None:
    def both(number: int) -> None:
        with storage.work("ann", NOW) as uow:
            uow.audit.append(Action.CARD_SHOWN, "block")
        storage.save("ann", NOW, lambda uow: uow.audit.append(Action.CARD_SHOWN, "save"))

    with ThreadPoolExecutor(10) as threads:
        list(threads.map(both, range(50)))
    with storage.reading() as uow:
        assert (len(uow.audit.of_object("block")), len(uow.audit.of_object("save"))) == (50, 50)
        assert uow.audit.verify()


def test_what_was_asked_before_closing_is_still_done(settings: Settings) -> None:
    storage = open_storage(settings)
    inside, go_on = threading.Event(), threading.Event()

    def slow(uow: UnitOfWork) -> None:
        inside.set()
        go_on.wait(SECONDS)
        uow.people.add(EVE)

    with ThreadPoolExecutor(2) as threads:
        saving = threads.submit(storage.save, "ann", NOW, slow)
        assert inside.wait(SECONDS)
        closing = threads.submit(storage.close)
        go_on.set()
        saving.result(SECONDS)
        closing.result(SECONDS)
    again = open_storage(settings)
    assert "eve" in names(again)
    again.close()


def test_a_closed_storage_says_so(settings: Settings) -> None:
    storage = open_storage(settings)
    storage.close()
    storage.close()
    with pytest.raises(Unreachable), storage.reading():
        pass
    with pytest.raises(Unreachable), storage.work("ann", NOW):
        pass
    with pytest.raises(Unreachable):
        storage.save("ann", NOW, lambda uow: None)


def on_an_event_loop(answer: Coroutine[Any, Any, Any]) -> Any:
    """In a thread of its own: a browser that another test of this process opened keeps this one's loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, answer).result()


def test_a_caller_on_an_event_loop_is_answered_after_the_commit(storage: Storage) -> None:
    def add(uow: UnitOfWork) -> str:
        uow.people.add(EVE)
        return uow.actor

    def added_then_refused(uow: UnitOfWork) -> None:
        uow.people.add(Person(id="fay", name="Fay"))
        uow.people.get("nowhere")

    async def two() -> list[object]:
        saves = (storage.saved("ann", NOW, add), storage.saved("ann", NOW, added_then_refused))
        return list(await asyncio.gather(*saves, return_exceptions=True))

    added, refused = on_an_event_loop(two())
    assert added == "ann"
    assert isinstance(refused, NotFound)
    assert names(storage) == {"ann", "bob", "eve"}


def test_a_closed_storage_tells_an_event_loop_too(settings: Settings) -> None:
    storage = open_storage(settings)
    storage.close()
    with pytest.raises(Unreachable):
        on_an_event_loop(storage.saved("ann", NOW, lambda uow: None))
