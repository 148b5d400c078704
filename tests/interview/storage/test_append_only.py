"""What was written and judged can't be rewritten, even by a mistake of ours; but a candidate's can be erased."""

import pytest
from sqlalchemy import text

from interview.errors import DoorvraagError
from interview.model.note import Part
from interview.model.rating import Amendment, AmendmentPhase, Outcome, Rating
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW, QUESTION, write

HISTORIES = ["note_revision", "rating_revision", "amendment"]


@pytest.fixture
def full(storage: Storage) -> Storage:
    rating = Rating(scorecard_id=CARD, question_id=QUESTION, outcome=Outcome.LEVEL, level=3)
    amendment = Amendment(
        id="a",
        scorecard_id=CARD,
        question_id=QUESTION,
        phase=AmendmentPhase.CORRECTION,
        outcome=Outcome.NO_EVIDENCE,
        reason="slip",
        made_at=NOW,
    )
    with storage.work("ann", NOW) as uow:
        uow.notes.save(write("as typed", 0), after_submit=False)
        uow.ratings.save(rating, base_rev=0, write_id="w")
        uow.amendments.add(amendment)
    return storage


@pytest.mark.parametrize("table", HISTORIES)
def test_a_history_can_not_be_rewritten(full: Storage, table: str) -> None:
    changed = "body = 'forged'" if table == "note_revision" else "level = NULL"
    with pytest.raises(DoorvraagError), full._writer.turn() as connection:
        connection.execute(text(f"UPDATE {table} SET {changed}"))  # noqa: S608 (constants)
    with full.reading() as uow:
        assert uow.notes.revisions(CARD, QUESTION, Part.ACTION)[0].body == "as typed"
        assert uow.ratings.revisions(CARD, QUESTION)[0].level == 3
        assert len(uow.amendments.of_card(CARD)) == 1


@pytest.mark.parametrize("table", HISTORIES)
def test_the_history_of_a_candidate_can_be_erased(full: Storage, table: str) -> None:
    with full._writer.turn() as connection:
        assert connection.execute(text(f"DELETE FROM {table}")).rowcount == 1  # noqa: S608 (constants)
