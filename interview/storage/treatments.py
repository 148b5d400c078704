"""How a candidate was treated at each question."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, delete, func, insert, select, update

from interview.model.treatment import Treatment, TreatmentTotals, Variant
from interview.storage.rows import HeldCards
from interview.storage.tables import asked_probe, own_probe, scorecard, treatment

_ASKED = select(asked_probe.c.probe_id).where(
    asked_probe.c.scorecard_id == bindparam("card"), asked_probe.c.question_id == bindparam("question")
)
_CARDS: BindParameter[Any] = bindparam("cards", expanding=True)
# Added up where the rows are: a thousand candidates have tens of thousands of them.
_SECONDS = (
    select(treatment.c.scorecard_id, func.sum(treatment.c.seconds))
    .where(treatment.c.scorecard_id.in_(_CARDS))
    .group_by(treatment.c.scorecard_id)
)
_PROBES = (
    select(scorecard.c.interview_id, asked_probe.c.question_id, func.count(asked_probe.c.probe_id.distinct()))
    .join(scorecard, scorecard.c.id == asked_probe.c.scorecard_id)
    .where(asked_probe.c.scorecard_id.in_(_CARDS))
    .group_by(scorecard.c.interview_id, asked_probe.c.question_id)
)
_OWN = (
    select(own_probe.c.scorecard_id, scorecard.c.interview_id, own_probe.c.question_id, func.count())
    .join(scorecard, scorecard.c.id == own_probe.c.scorecard_id)
    .where(own_probe.c.scorecard_id.in_(_CARDS))
    .group_by(own_probe.c.scorecard_id, scorecard.c.interview_id, own_probe.c.question_id)
)
_OUTSIDE = (
    select(scorecard.c.interview_id, treatment.c.question_id)
    .join(scorecard, scorecard.c.id == treatment.c.scorecard_id)
    .where(treatment.c.scorecard_id.in_(_CARDS))
    .group_by(scorecard.c.interview_id, treatment.c.question_id)
    .having((func.min(treatment.c.variant) == "outside_work") & (func.max(treatment.c.variant) == "outside_work"))
)


class Treatments:
    """Variant, probes and seconds. Every change can be repeated without harm."""

    def __init__(self, connection: Connection, held: HeldCards) -> None:
        self._connection = connection
        self._held = held

    def of_card(self, card_id: str) -> tuple[Treatment, ...]:
        """What was done at each question where anything was."""
        return self.of_cards((card_id,))

    def of_cards(self, card_ids: Sequence[str]) -> tuple[Treatment, ...]:
        """As `of_card`, for several cards."""
        found: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
        for row in self._connection.execute(select(treatment).where(treatment.c.scorecard_id.in_(card_ids))):
            found[row.scorecard_id, row.question_id].update(variant=row.variant, seconds=row.seconds)
        for row in self._connection.execute(select(asked_probe).where(asked_probe.c.scorecard_id.in_(card_ids))):
            found[row.scorecard_id, row.question_id].setdefault("probes", []).append(row.probe_id)
        own = select(own_probe).where(own_probe.c.scorecard_id.in_(card_ids)).order_by(own_probe.c.place)
        for row in self._connection.execute(own):
            found[row.scorecard_id, row.question_id].setdefault("own_probes", []).append(row.text)
        return tuple(
            Treatment(scorecard_id=card, question_id=question, **parts)
            for (card, question), parts in sorted(found.items())
        )

    def totals(self, card_ids: Sequence[str]) -> TreatmentTotals:
        """What these cards tell together; no other card counts."""
        own: dict[tuple[str, str], int] = {}
        for _, talk, question, many in self._of(_OWN, card_ids):
            own[talk, question] = max(many, own.get((talk, question), 0))
        return TreatmentTotals(
            seconds=dict(self._of(_SECONDS, card_ids)),
            probes={(talk, question): many for talk, question, many in self._of(_PROBES, card_ids)},
            own=own,
            outside=frozenset((talk, question) for talk, question in self._of(_OUTSIDE, card_ids)),
        )

    def _of(self, query: Select[Any], card_ids: Sequence[str]) -> Sequence[Any]:
        return self._connection.execute(query, {"cards": list(card_ids)}).all()

    def asked(self, card_id: str, question_id: str) -> frozenset[str]:
        """Ids of the planned probes that were put at one question."""
        rows = self._connection.execute(_ASKED, {"card": card_id, "question": question_id})
        return frozenset(row.probe_id for row in rows)

    def set_probe(self, card_id: str, question_id: str, probe_id: str, asked: bool) -> None:
        """Tick or untick a planned probe. Errors: `NotFound` without the card; so for every change here."""
        self._held.hold(card_id)
        key = {"scorecard_id": card_id, "question_id": question_id, "probe_id": probe_id}
        there = [asked_probe.c[name] == value for name, value in key.items()]
        if not asked:
            self._connection.execute(delete(asked_probe).where(*there))
        elif self._connection.execute(select(asked_probe.c.probe_id).where(*there)).first() is None:
            self._connection.execute(insert(asked_probe), key)

    def add_own_probe(self, card_id: str, question_id: str, text: str, write_id: str) -> None:
        """Keep a probe the rater made up. The same write again changes nothing."""
        self._held.hold(card_id)
        of_card = own_probe.c.scorecard_id == card_id
        if self._connection.execute(select(own_probe.c.place).where(of_card, own_probe.c.write_id == write_id)).first():
            return
        last = self._connection.execute(select(func.coalesce(func.max(own_probe.c.place), 0)).where(of_card))
        self._connection.execute(
            insert(own_probe),
            {
                "scorecard_id": card_id,
                "write_id": write_id,
                "question_id": question_id,
                "place": last.scalar_one() + 1,
                "text": text,
            },
        )

    def set_variant(self, card_id: str, question_id: str, variant: Variant) -> None:
        """Keep which variant was put last."""
        self._set(card_id, question_id, variant=variant)

    def set_seconds(self, card_id: str, question_id: str, seconds: int) -> None:
        """Keep the time spent, in all; the larger one counts, since messages may arrive out of order."""
        self._set(card_id, question_id, seconds=seconds)

    def _set(self, card_id: str, question_id: str, *, variant: Variant | None = None, seconds: int = 0) -> None:
        self._held.hold(card_id)
        at = (treatment.c.scorecard_id == card_id) & (treatment.c.question_id == question_id)
        row = self._connection.execute(select(treatment).where(at)).first()
        if row is None:
            key = {"scorecard_id": card_id, "question_id": question_id}
            self._connection.execute(insert(treatment), {**key, "variant": variant, "seconds": seconds})
            return
        changed = {"variant": variant or row.variant, "seconds": max(seconds, row.seconds)}
        self._connection.execute(update(treatment).where(at), changed)
