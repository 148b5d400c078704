"""The stand of the panel says who handed in and nothing else; going on without somebody leaves a reason for ever."""

from typing import Any

import pytest

from interview.errors import DoorvraagError, NotAllowed
from interview.model.decision import Verdict
from interview.model.panel import Role, Seat
from interview.model.scorecard import CardState
from interview.storage import Storage
from interview.workflow import access, debrief, decide, opened, panel, prepare
from interview.workflow.panel import CardMark, PanelStand
from tests.interview.workflow import table as t

OUT = (t.card(t.ANN, t.NINA), t.card(t.CAS, t.NINA))


@pytest.fixture
def half_in(storage: Storage) -> Storage:
    """Of Nina two cards are out, one of them the chair's; of Otto all are in."""
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=OUT)
    return storage


def stand(storage: Storage, viewer: str = t.CAS) -> PanelStand:
    with storage.reading() as uow:
        return panel.panel_stand(uow, viewer, t.VACANCY)


def release(storage: Storage, *cards: str, viewer: str = t.CAS, reason: str = "Ill since Monday.") -> None:
    with storage.work(viewer, t.NOW) as uow:
        panel.release(uow, viewer, t.VACANCY, cards, reason)


def marks(found: PanelStand) -> dict[str, list[CardMark]]:
    return {row.candidate: [cell.mark for cell in row.cells] for row in found.rows}


@pytest.mark.parametrize("viewer", t.NAMES)
def test_rows_and_columns_go_by_name_for_everybody(half_in: Storage, viewer: str) -> None:
    seen = stand(half_in, viewer)
    assert [rater.name for rater in seen.raters] == ["Ann de Wit", "Bob Özil", "Cas Voorzitter"]
    submitted, out = CardMark.SUBMITTED, CardMark.OPEN
    assert marks(seen) == {"Nina Baker": [out, submitted, out], "Otto Cohen": [submitted] * 3}
    assert [row.complete for row in seen.rows] == [False, True]
    assert (seen.count(out), seen.count(submitted)) == (2, 4)


def test_the_stand_is_the_same_whatever_is_on_the_cards(half_in: Storage) -> None:
    before = stand(half_in)
    with half_in.work(t.ANN, t.NOW) as uow:
        rating = uow.ratings.of_card(OUT[0])[0]
        uow.ratings.save(rating.model_copy(update={"level": 5}), base_rev=rating.rev, write_id="other")
        uow.scorecards.update(uow.scorecards.get(OUT[0]).model_copy(update={"position": 4, "started_at": t.NOW}))
    assert stand(half_in) == before


def test_nobody_waits_for_a_candidate_who_withdrew(half_in: Storage) -> None:
    """Nobody opened the totals, and half the cards are out: that somebody stopped can be said all the same."""
    with half_in.work(t.CAS, t.NOW) as uow:
        decide.decide(uow, t.CAS, t.VACANCY, t.NINA, verdict=Verdict.WITHDRAWN, reasons=())
    seen = stand(half_in)
    nina = next(row for row in seen.rows if row.candidate == "Nina Baker")
    assert nina.withdrawn and not nina.complete
    assert nina.marks() == [CardMark.NOT_NEEDED, CardMark.SUBMITTED, CardMark.NOT_NEEDED]
    assert (seen.count(CardMark.OPEN), seen.count(CardMark.SUBMITTED)) == (0, 4)
    with half_in.reading() as uow:
        assert not any(one.candidate.name == "Nina Baker" for one in opened.opened(uow, t.CAS, t.VACANCY).interviews)


def test_who_was_seated_later_has_a_column(half_in: Storage) -> None:
    with half_in.work("system", t.NOW) as uow:
        prepare.add_member(uow, uow.vacancies.get(t.VACANCY), prepare.NewMember(name="Zoe Later"))
    seen = stand(half_in)
    assert [rater.name for rater in seen.raters][-1] == "Zoe Later"
    assert [row.marks()[-1] for row in seen.rows] == [CardMark.NOT_ASSIGNED] * 2


def test_nobody_without_a_seat_sees_it(half_in: Storage) -> None:
    with half_in.reading() as uow:
        for ask in (panel.panel_stand, panel.vacancy_head):
            with pytest.raises(NotAllowed):
                ask(uow, "stranger", t.VACANCY)


def test_the_head_counts_candidates_and_raters(half_in: Storage) -> None:
    with half_in.reading() as uow:
        head = panel.vacancy_head(uow, t.HR, t.VACANCY)
    assert (head.vacancy.title, head.candidates, head.raters) == ("Desk", 2, 3)


def test_a_released_card_names_who_and_why(half_in: Storage) -> None:
    release(half_in, OUT[0])
    cell = stand(half_in, t.HR).rows[0].cells[0]
    assert (cell.mark, cell.released_by, cell.released_reason) == (
        CardMark.RELEASED,
        "Cas Voorzitter",
        "Ill since Monday.",
    )


@pytest.mark.parametrize(
    ("cards", "viewer", "reason", "key"),
    [
        ((OUT[0],), t.CAS, " ", "empty"),
        ((), t.CAS, "Ill.", "no_card_chosen"),
        ((OUT[0],), t.BOB, "Ill.", "no_seat"),
        ((OUT[0],), t.HR, "Ill.", "no_seat"),
        ((OUT[1],), t.CAS, "Ill.", "release_own_card"),
        ((t.card(t.BOB, t.NINA),), t.CAS, "Ill.", "release_only_open"),
    ],
)
def test_release_is_refused(half_in: Storage, cards: tuple[str, ...], viewer: str, reason: str, key: str) -> None:
    with pytest.raises(DoorvraagError) as refused:
        release(half_in, *cards, viewer=viewer, reason=reason)
    assert refused.value.key == key
    assert stand(half_in).count(CardMark.RELEASED) == 0


def test_a_chair_releases_only_in_the_own_vacancy(half_in: Storage) -> None:
    with half_in.work("system", t.NOW) as uow:
        uow.vacancies.add(uow.vacancies.get(t.VACANCY).model_copy(update={"id": "elsewhere"}))
        uow.seats.add(Seat(vacancy_id="elsewhere", person_id=t.BOB, role=Role.CHAIR))
    with half_in.work(t.BOB, t.NOW) as uow, pytest.raises(NotAllowed, match="release_only_open"):
        panel.release(uow, t.BOB, "elsewhere", (OUT[0],), "Ill.")


@pytest.mark.parametrize("change", [{"restricted": True}, {"erased_at": t.NOW}])
def test_who_is_restricted_or_erased_stands_nowhere(half_in: Storage, change: dict[str, Any]) -> None:
    with half_in.work("system", t.NOW) as uow:
        uow.candidates.update(uow.candidates.get(t.NINA).model_copy(update=change))
    assert list(marks(stand(half_in))) == ["Otto Cohen"]
    with half_in.reading() as uow:
        assert panel.vacancy_head(uow, t.CAS, t.VACANCY).candidates == 1


def test_who_was_released_sees_the_others_once_all_are_in(half_in: Storage) -> None:
    def seen_by_ann() -> list[str]:
        with half_in.reading() as uow:
            vacancy, talk = uow.vacancies.get(t.VACANCY), uow.interviews.get(t.talk(t.NINA))
            return [
                card.rater_id for card in access.visible_cards(uow, t.ANN, talk, vacancy, frozenset(t.ROLES[t.ANN]))
            ]

    release(half_in, OUT[0])
    assert seen_by_ann() == [t.ANN]
    with half_in.work("system", t.NOW) as uow:
        t.hand_in(uow, OUT[1])
    assert seen_by_ann() == [t.ANN, t.BOB, t.CAS]


def test_somebody_always_stays(storage: Storage) -> None:
    cards = tuple(t.card(rater, t.NINA) for rater in t.RATERS)
    with storage.work("system", t.NOW) as uow:
        t.settle(uow, still_open=cards)
        uow.seats.add(Seat(vacancy_id=t.VACANCY, person_id=t.HR, role=Role.CHAIR))
    with pytest.raises(NotAllowed) as refused:
        release(storage, *cards, viewer=t.HR)
    assert refused.value.key == "release_everybody"
    with storage.reading() as uow:
        assert all(uow.scorecards.get(card).state is CardState.OPEN for card in cards)


def test_the_debrief_opens_when_the_last_open_card_is_released(half_in: Storage) -> None:
    with half_in.work("system", t.NOW) as uow:
        t.hand_in(uow, OUT[1])
    release(half_in, OUT[0])
    t.open_for_everybody(half_in)
    with half_in.reading() as uow:
        seen = debrief.debrief(uow, t.CAS, t.VACANCY)
    assert seen.sealed == ()
    assert seen.open == 2
