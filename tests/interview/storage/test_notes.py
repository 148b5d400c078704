"""No text is lost, whoever saves it when and however often."""

import hashlib
from datetime import timedelta

import pytest

from interview.errors import InputError
from interview.model.note import NoteAnswer, NoteWrite, Part, WriteStatus
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW, OTHER_CARD, QUESTION, write


def save(storage: Storage, wish: NoteWrite, *, after_submit: bool = False) -> NoteAnswer:
    return storage.save("ann", NOW, lambda uow: uow.notes.save(wish, after_submit=after_submit))


def test_saves_on_top_of_each_other_make_one_line_of_revisions(storage: Storage) -> None:
    for base, body in enumerate(("I", "I called", "I called them")):
        answer = save(storage, write(body, base))
        assert (answer.status, answer.rev, answer.head_rev) == (WriteStatus.SAVED, base + 1, base + 1)
    with storage.reading() as uow:
        (note,) = uow.notes.of_card(CARD)
        kept = uow.notes.revisions(CARD, QUESTION, Part.ACTION)
        assert uow.notes.total_revisions(CARD) == 3
    assert (note.rev, note.body, note.updated_at) == (3, "I called them", NOW)
    assert [(one.rev, one.base_rev, one.kind, one.body) for one in kept] == [
        (1, 0, "head", "I"),
        (2, 1, "head", "I called"),
        (3, 2, "head", "I called them"),
    ]
    assert kept[2].sha256 == hashlib.sha256(b"I called them").digest()


@pytest.mark.parametrize("base", [0, 1, 7])
def test_a_save_on_another_revision_is_kept_beside_the_head(storage: Storage, base: int) -> None:
    save(storage, write("one", 0))
    save(storage, write("two", 1))
    wish = write("mine", base)
    answer = save(storage, wish)
    assert answer == NoteAnswer(
        write_id=wish.write_id, status=WriteStatus.CONFLICT, rev=-1, head_rev=2, head_body="two", head_at=NOW
    )
    assert save(storage, write("mine too", base)).rev == -2
    with storage.reading() as uow:
        kept = uow.notes.revisions(CARD, QUESTION, Part.ACTION)
    assert [(one.rev, one.kind, one.body) for one in kept][2:] == [
        (-1, "conflict", "mine"),
        (-2, "conflict", "mine too"),
    ]


def test_the_same_write_again_gets_the_same_answer_and_changes_nothing(storage: Storage) -> None:
    first, second = write("one", 0), write("late", 0)
    answers = [save(storage, wish) for wish in (first, second, first, second, first)]
    assert answers[0] == answers[2] == answers[4]
    assert answers[1] == answers[3]
    assert answers[1].status is WriteStatus.CONFLICT
    with storage.reading() as uow:
        assert uow.notes.total_revisions(CARD) == 2


def test_a_retry_after_the_head_moved_on_is_still_the_save_it_was(storage: Storage) -> None:
    first = write("one", 0)
    save(storage, first)
    save(storage, write("two", 1))
    assert save(storage, first).rev == 1
    with storage.reading() as uow:
        assert uow.notes.of_card(CARD)[0].body == "two"


def test_the_text_the_head_has_already_is_no_conflict(storage: Storage) -> None:
    save(storage, write("same", 0))
    answer = save(storage, write("same", 0))
    assert (answer.status, answer.rev) == (WriteStatus.SAVED, 1)
    with storage.reading() as uow:
        assert uow.notes.total_revisions(CARD) == 1


def test_a_write_id_can_not_stand_for_another_text_or_box(storage: Storage) -> None:
    save(storage, write("one", 0, ident="w"))
    for other in (write("other", 1, ident="w"), write("one", 0, ident="w", part=Part.TASK)):
        with pytest.raises(InputError, match="write_id_reused"):
            save(storage, other)


def test_the_write_id_of_another_card_says_nothing_about_it(storage: Storage) -> None:
    save(storage, write("secret of ann", 0, ident="w"))
    answer = save(storage, write("mine", 3, ident="w", card=OTHER_CARD))
    assert answer.status is WriteStatus.CONFLICT
    assert answer.head_body == ""


@pytest.mark.parametrize("base", [0, 1])
def test_after_submitting_a_text_is_kept_apart_and_marked(storage: Storage, base: int) -> None:
    save(storage, write("handed in", 0))
    wish = write("typed later", base)
    answer = save(storage, wish, after_submit=True)
    assert (answer.status, answer.rev, answer.head_body) == (WriteStatus.KEPT_APART, -1, "handed in")
    assert save(storage, wish, after_submit=True) == answer
    with storage.reading() as uow:
        assert uow.notes.of_card(CARD)[0].body == "handed in"
        assert [one.after_submit for one in uow.notes.revisions(CARD, QUESTION, Part.ACTION)] == [False, True]


def test_a_text_kept_apart_in_an_empty_box_leaves_the_box_empty(storage: Storage) -> None:
    answer = save(storage, write("typed later", 0), after_submit=True)
    assert (answer.rev, answer.head_rev, answer.head_body) == (-1, 0, "")
    with storage.reading() as uow:
        assert uow.notes.of_card(CARD) == ()


def test_a_conflict_is_resolved_by_saving_the_merged_text_on_the_newest_head(storage: Storage) -> None:
    save(storage, write("one", 0))
    save(storage, write("two", 0))
    assert save(storage, write("one\ntwo", 1)).status is WriteStatus.SAVED


def test_revisions_are_ordered_by_number_though_the_clock_goes_back(storage: Storage) -> None:
    for rev in range(12):
        wish = write(f"text {rev}", rev)
        at = NOW - timedelta(hours=rev)
        storage.save("ann", at, lambda uow, wish=wish: uow.notes.save(wish, after_submit=False))  # type: ignore[misc]
    with storage.reading() as uow:
        assert [one.rev for one in uow.notes.revisions(CARD, QUESTION, Part.ACTION)] == list(range(1, 13))
        assert uow.notes.of_card(CARD)[0].body == "text 11"


def test_boxes_and_cards_do_not_touch_each_other(storage: Storage) -> None:
    save(storage, write("situation", 0, part=Part.SITUATION))
    save(storage, write("action", 0))
    save(storage, write("bob's action", 0, card=OTHER_CARD))
    with storage.reading() as uow:
        assert [(one.part, one.body) for one in uow.notes.of_card(CARD)] == [("A", "action"), ("S", "situation")]
        assert len(uow.notes.of_cards((CARD, OTHER_CARD))) == 3
        assert uow.notes.of_cards(()) == ()


@pytest.mark.parametrize(
    "body", ["", "tab\tand\nlines\n\n", "👩‍🔧 İstanbul ﷽ 漢字", "x" * 100_000, "'; DROP TABLE note; --"]
)
def test_any_text_comes_back_as_typed(storage: Storage, body: str) -> None:
    save(storage, write(body, 0))
    with storage.reading() as uow:
        assert uow.notes.of_card(CARD)[0].body == body


def test_what_a_database_can_not_hold_is_refused_by_name_and_only_that(storage: Storage) -> None:
    """Cleaning at the door takes these out; this is the second line."""
    if storage._reading.dialect.name == "postgresql":
        for wrong in (write("a\0b", 0), write("text", 0, ident="x" * 65)):
            with pytest.raises(InputError, match="unusable_text"):
                save(storage, wrong)
    assert save(storage, write("text", 0)).rev == 1
