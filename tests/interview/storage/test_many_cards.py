"""What is read of many cards at once tells the same as card by card, of no other card, and on both engines."""

from interview.model.debrief import Disclosure
from interview.model.rating import BareRating, Outcome, Rating
from interview.model.scorecard import CardState
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW, OTHER_CARD, QUESTION


def test_a_bare_rating_is_the_rating_without_evidence_and_of_no_other_card(storage: Storage) -> None:
    with storage.work("ann", NOW) as uow:
        for card, level in ((CARD, 4), (OTHER_CARD, None)):
            outcome = Outcome.LEVEL if level else Outcome.NOT_ASKED
            given = Rating(scorecard_id=card, question_id=QUESTION, outcome=outcome, level=level, reason="tijd op")
            uow.ratings.save(given, base_rev=0, write_id=card)
    with storage.reading() as uow:
        mine, theirs = uow.ratings.bare((CARD, OTHER_CARD))
        assert mine == BareRating(CARD, QUESTION, Outcome.LEVEL, 4, "tijd op")
        assert theirs.outcome is Outcome.NOT_ASKED
        assert uow.ratings.bare((CARD,)) == (mine,)


def test_totals_count_a_probe_once_and_the_rater_who_noted_most(storage: Storage) -> None:
    with storage.work("ann", NOW) as uow:
        for card, probes, own, seconds in ((CARD, ("S1", "A1"), 1, 60), (OTHER_CARD, ("A1", "R1"), 3, 90)):
            for probe in probes:
                uow.treatments.set_probe(card, QUESTION, probe, True)
            for place in range(own):
                uow.treatments.add_own_probe(card, QUESTION, "En toen?", f"{card}-{place}")
            uow.treatments.set_seconds(card, QUESTION, seconds)
            uow.treatments.set_seconds(card, "closing", 5)
    put = ("interview-1", QUESTION)
    with storage.reading() as uow:
        both, mine = uow.treatments.totals((CARD, OTHER_CARD)), uow.treatments.totals((CARD,))
    assert (both.probes, both.own) == ({put: 3}, {put: 3})
    assert dict(both.seconds) == {CARD: 65, OTHER_CARD: 95}
    assert (mine.probes, mine.own, dict(mine.seconds)) == ({put: 2}, {put: 1}, {CARD: 65})


def test_a_question_counts_as_outside_work_when_all_who_noted_a_variant_say_so(storage: Storage) -> None:
    def outside() -> frozenset[tuple[str, str]]:
        with storage.reading() as uow:
            return uow.treatments.totals((CARD, OTHER_CARD)).outside

    with storage.work("ann", NOW) as uow:
        uow.treatments.set_variant(CARD, QUESTION, "outside_work")
        uow.treatments.set_seconds(OTHER_CARD, QUESTION, 5)
    assert outside() == {("interview-1", QUESTION)}
    with storage.work("bob", NOW) as uow:
        uow.treatments.set_variant(OTHER_CARD, QUESTION, "work")
    assert outside() == frozenset()


def test_a_card_is_unshown_once_it_is_in_and_until_it_was_shown_to_this_viewer(storage: Storage) -> None:
    def unshown(viewer: str) -> bool:
        with storage.reading() as uow:
            return uow.disclosures.unshown(viewer, "vacancy")

    assert not unshown("ann")
    with storage.work("bob", NOW) as uow:
        card = uow.scorecards.get(OTHER_CARD)
        uow.scorecards.update(card.model_copy(update={"state": CardState.SUBMITTED, "submitted_at": NOW}))
    assert unshown("ann")
    assert not unshown("bob")
    with storage.work("ann", NOW) as uow:
        seen = Disclosure(viewer_id="ann", card_id=OTHER_CARD, candidate_id="candidate-1", shown_at=NOW)
        uow.disclosures.add(seen)
    assert not unshown("ann")
    with storage.reading() as uow:
        assert uow.disclosures.cards_of("ann") == {OTHER_CARD}
        assert not uow.disclosures.unshown("ann", "other")
