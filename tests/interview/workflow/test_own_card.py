"""One's own card after handing in: everything on it, what was amended, and whether there is a report to read."""

from functools import partial

import pytest

from interview.errors import NotAllowed
from interview.model.panel import SealRule
from interview.model.rating import Outcome
from interview.storage import Storage
from interview.workflow import correct, documents, rate
from interview.workflow.own_card import OwnCard, sealed_card
from tests.interview.workflow.office import ANN, BOB, CAS, NINA, OTTO, Office


def own(office: Office, rater: str = ANN, candidate: str = NINA) -> OwnCard:
    card = office.card(rater, candidate)
    return office.look(lambda uow: sealed_card(uow, card.rater_id, card.id))


def test_an_open_card_is_not_there_yet_and_nobody_elses_ever(office: Office) -> None:
    with pytest.raises(NotAllowed, match="amend_only_sealed"):
        own(office)
    card = office.hold(ANN, NINA)
    for other in (BOB, CAS):
        with pytest.raises(NotAllowed, match="not_your_card"):
            office.look(partial(sealed_card, viewer=office.person(other), card_id=card.id))


def test_everything_on_it_in_the_order_of_the_guide(office: Office) -> None:
    card = office.hold(ANN, NINA, 1, 2, 3, 4, 5, None)
    page = own(office)
    assert [question.id for question in page.questions] == list(office.questions)
    assert [question.rating.level if question.rating else 0 for question in page.questions] == [1, 2, 3, 4, 5, None]
    assert (page.submitted_at, page.content_hash) == (card.submitted_at, card.content_hash)
    assert (page.interview_id, page.vacancy_id) == (card.interview_id, office.vacancy.id)
    assert page.live.state == "submitted"


def test_what_was_amended_at_each_question(office: Office) -> None:
    card = office.hold(ANN, NINA)
    first, second, *_ = office.questions
    for question, level in ((first, 2), (second, 5), (first, 4)):
        office.do(
            card.rater_id,
            lambda uow, question=question, level=level: rate.amend(  # type: ignore[misc]
                uow, card.rater_id, card.id, question, outcome=Outcome.LEVEL, level=level, reason="slip"
            ),
        )
    page = own(office)
    assert [a.level for a in page.amended(first)] == [2, 4]
    assert [a.level for a in page.amended(second)] == [5]
    assert page.amended(office.questions[2]) == ()
    assert page.questions[0].rating is not None and page.questions[0].rating.level == 3


@pytest.mark.parametrize("rule", list(SealRule))
def test_there_is_always_a_report_of_ones_own_card(storage: Storage, rule: SealRule) -> None:
    office = Office(storage, seal_rule=rule)
    office.hold(ANN, NINA)
    assert own(office).report_open
    talk, ann = office.talk(NINA).id, office.person(ANN)
    dossier = office.do(ann, lambda uow: documents.candidate_dossier(uow, ann, talk, "en"))
    assert [member.name for member in dossier.panel] == [ANN]


def test_a_released_card_has_no_report_until_the_others_are_in(office: Office) -> None:
    office.start(ANN, NINA)
    office.release(office.card(ANN, NINA))
    assert not own(office).report_open
    office.hold(BOB, NINA)
    assert own(office).report_open


def test_without_a_seat_there_is_no_page(office: Office) -> None:
    card = office.hold(ANN, OTTO)
    bob = office.person(BOB)
    with pytest.raises(NotAllowed, match="member_has_cards"):
        office.do(bob, lambda uow: correct.remove_member(uow, bob, office.vacancy.id, card.rater_id))
    for seat in office.look(lambda uow: uow.seats.of_person(card.rater_id)):
        office.do(bob, lambda uow, seat=seat: uow.seats.remove(seat.vacancy_id, seat.person_id, seat.role))  # type: ignore[misc]
    with pytest.raises(NotAllowed, match="no_seat"):
        own(office, ANN, OTTO)
