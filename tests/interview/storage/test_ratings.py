"""A judgement is never silently replaced by one that was made without knowing it."""

import pytest

from interview.errors import InputError, NotFound, Stale
from interview.model.note import Part
from interview.model.rating import EvidenceLine, Outcome, Rating
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW, OTHER_CARD, QUESTION

EVIDENCE = (EvidenceLine(part=Part.RESULT, text='said "thanks", 100%'), EvidenceLine(part=Part.ACTION, text="bel 👋"))


def level(number: int, **more: object) -> Rating:
    made = Rating(scorecard_id=CARD, question_id=QUESTION, outcome=Outcome.LEVEL, level=number, evidence=EVIDENCE)
    return made.model_copy(update=more)


def save(storage: Storage, rating: Rating, base: int, ident: str) -> Rating:
    return storage.save("ann", NOW, lambda uow: uow.ratings.save(rating, base_rev=base, write_id=ident))


def test_a_rating_comes_back_with_its_revision_time_and_evidence_in_order(storage: Storage) -> None:
    kept = save(storage, level(3), 0, "w1")
    assert kept == level(3, rev=1, updated_at=NOW)
    with storage.reading() as uow:
        assert uow.ratings.of_card(CARD) == uow.ratings.of_cards((CARD, OTHER_CARD)) == (kept,)


@pytest.mark.parametrize("outcome", [Outcome.NO_EVIDENCE, Outcome.NOT_ASKED])
def test_a_rating_without_a_level_stays_without(storage: Storage, outcome: Outcome) -> None:
    rating = Rating(scorecard_id=CARD, question_id=QUESTION, outcome=outcome, reason="no time")
    assert save(storage, rating, 0, "w1").level is None
    with storage.reading() as uow:
        assert uow.ratings.of_card(CARD)[0].outcome is outcome


def test_every_revision_is_kept(storage: Storage) -> None:
    for base, number in enumerate((3, 4, 2)):
        save(storage, level(number), base, f"w{base}")
    with storage.reading() as uow:
        assert [(one.rev, one.level) for one in uow.ratings.revisions(CARD, QUESTION)] == [(1, 3), (2, 4), (3, 2)]
        assert uow.ratings.of_card(CARD)[0].level == 2


@pytest.mark.parametrize("base", [0, 2])
def test_a_rating_on_another_revision_is_refused_and_the_newest_stays(storage: Storage, base: int) -> None:
    save(storage, level(3), 0, "w1")
    with pytest.raises(Stale) as refused:
        save(storage, level(5), base, "w2")
    assert refused.value.params["revision"] == 1
    with storage.reading() as uow:
        assert uow.ratings.of_card(CARD)[0].level == 3


def test_the_first_rating_can_not_be_based_on_a_later_one(storage: Storage) -> None:
    with pytest.raises(Stale):
        save(storage, level(3), 1, "w1")


def test_the_same_write_again_gets_the_same_answer(storage: Storage) -> None:
    first = save(storage, level(3), 0, "w1")
    save(storage, level(4), 1, "w2")
    assert save(storage, level(3), 0, "w1") == first
    with storage.reading() as uow:
        assert uow.ratings.of_card(CARD)[0].level == 4


def test_the_judgement_that_stands_already_is_not_stale(storage: Storage) -> None:
    first = save(storage, level(3), 0, "w1")
    assert save(storage, level(3), 0, "w2") == first


def test_a_write_id_can_not_stand_for_another_judgement(storage: Storage) -> None:
    save(storage, level(3), 0, "w1")
    for other in (level(4), level(3, question_id="other")):
        with pytest.raises(InputError, match="write_id_reused"):
            save(storage, other, 1, "w1")


def test_a_rating_needs_a_card(storage: Storage) -> None:
    with pytest.raises(NotFound):
        save(storage, level(3, scorecard_id="nowhere"), 0, "w1")
