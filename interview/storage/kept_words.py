"""Words the wording rules object to and a rater kept, with the reason."""

from sqlalchemy import Connection, insert, select, update

from interview.model.scorecard import KeptWord
from interview.storage.rows import HeldCards, every, fields
from interview.storage.tables import kept_word


class KeptWords:
    """One reason for each card, question and word; the last one given."""

    def __init__(self, connection: Connection, held: HeldCards) -> None:
        self._connection = connection
        self._held = held

    def put(self, value: KeptWord) -> None:
        """Keep a word and its reason. Errors: `NotFound` without the card."""
        self._held.hold(value.scorecard_id)
        key = {"scorecard_id": value.scorecard_id, "question_id": value.question_id, "word": value.word}
        there = [kept_word.c[name] == part for name, part in key.items()]
        if not self._connection.execute(update(kept_word).where(*there), {"reason": value.reason}).rowcount:
            self._connection.execute(insert(kept_word), fields(value))

    def of_card(self, card_id: str) -> tuple[KeptWord, ...]:
        """The kept words of a card, by question and word."""
        query = select(kept_word).where(kept_word.c.scorecard_id == card_id)
        return every(KeptWord, self._connection, query.order_by(kept_word.c.question_id, kept_word.c.word))
