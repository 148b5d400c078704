"""Twin worlds: whatever people do, in two databases that differ only in one card, nobody gets two different answers
from any read, unless the rules (told a second time here) let them know that card and it was recorded that they do.

More people, candidates and vacancies than the exhaustive search has, at random;
`HYPOTHESIS_PROFILE=long` walks further.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, text

from interview.errors import DoorvraagError
from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.panel import CardFacts, Person, Role, SealRule, Seat
from interview.model.rating import Outcome
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.settings import Settings
from interview.storage import UnitOfWork, open_storage
from interview.storage.engine import FILE_NAME
from interview.workflow import access, compare, conduct, opened, panel, prepare, rate
from tests.interview.workflow.sealed import world as w

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
PEOPLE = ("ann", "bob", "carl", "dora")
HOME = {"c1": "v1", "c2": "v1", "c3": "v2"}
VACANCIES = ("v1", "v2")


def build(folder: Path) -> Path:
    """Four people without seats, two vacancies, three candidates, no cards."""
    storage = open_storage(Settings(data=folder))
    with storage.work("system", w.NOW) as uow:
        for id in PEOPLE:
            uow.people.add(Person(id=id, name=id.title()))
        for number, id in enumerate(VACANCIES):
            uow.vacancies.add(
                Vacancy(
                    id=id,
                    title=id,
                    department="",
                    interview_language="en",
                    guide=w.guide(),
                    created_at=w.NOW,
                    seal_rule=(SealRule.ALL_IN, SealRule.OWN_IN)[number],
                )
            )
        for number, (candidate, vacancy) in enumerate(HOME.items(), start=1):
            uow.candidates.add(Candidate(id=candidate, vacancy_id=vacancy, number=number, name=candidate))
            uow.interviews.add(Interview(id=f"talk-{candidate}", vacancy_id=vacancy, candidate_id=candidate))
    storage.close()
    return folder / FILE_NAME


people = st.sampled_from(PEOPLE)
candidates = st.sampled_from(sorted(HOME))


class Twins(RuleBasedStateMachine):
    """People start, fill, hand in, amend, release and look; after each step one card is held against its twin."""

    connection: Connection

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = self.connection.begin_nested()
        self.minutes = 0
        self.pick = 0

    def teardown(self) -> None:
        self.savepoint.rollback()

    @contextmanager
    def acting(self, actor: str) -> Iterator[UnitOfWork]:
        """One transaction of somebody; what is refused changes nothing."""
        self.minutes += 1
        savepoint = self.connection.begin_nested()
        try:
            yield UnitOfWork(self.connection, actor, w.NOW + timedelta(minutes=self.minutes))
            savepoint.commit()
        except DoorvraagError:
            savepoint.rollback()

    @initialize(seats=st.lists(st.tuples(people, st.sampled_from(VACANCIES), st.sampled_from(list(Role))), min_size=4))
    def seat_people(self, seats: list[tuple[str, str, Role]]) -> None:
        with self.acting("system") as uow:
            for person, vacancy, role in set(seats):
                uow.seats.add(Seat(vacancy_id=vacancy, person_id=person, role=role))
            for candidate, vacancy in HOME.items():
                for seat in uow.seats.of_vacancy(vacancy):
                    if seat.role is Role.INTERVIEWER:
                        self._add_card(uow, candidate, seat.person_id)

    def _add_card(self, uow: UnitOfWork, candidate: str, rater: str) -> None:
        card = Scorecard(id=w.card_id(rater, candidate), interview_id=f"talk-{candidate}", rater_id=rater)
        uow.scorecards.add(card)

    @rule(person=people, vacancy=st.sampled_from(VACANCIES), role=st.sampled_from(list(Role)))
    def take_a_seat(self, person: str, vacancy: str, role: Role) -> None:
        with self.acting("system") as uow:
            if role not in access.roles(uow, vacancy, person):
                uow.seats.add(Seat(vacancy_id=vacancy, person_id=person, role=role))

    @rule(person=people, candidate=candidates, raters=st.sets(people, min_size=1))
    def plan(self, person: str, candidate: str, raters: set[str]) -> None:
        with self.acting(person) as uow:
            prepare.replan(uow, person, f"talk-{candidate}", None, tuple(sorted(raters)))

    @rule(person=people, candidate=candidates, level=st.integers(1, 5), hand_in=st.booleans())
    def hold_the_interview(self, person: str, candidate: str, level: int, hand_in: bool) -> None:
        with self.acting(person) as uow:
            card = next((c for c in uow.scorecards.of_interview(f"talk-{candidate}") if c.rater_id == person), None)
            if card is None or card.state is not CardState.OPEN:
                return
            fresh = card.started_at is None
            conduct.start(uow, person, card.id)
            if fresh:
                w.fill(uow, person, card.id, level)
            if hand_in:
                rate.submit(uow, person, card.id)

    @rule(person=people, candidate=candidates, level=st.integers(1, 5))
    def amend(self, person: str, candidate: str, level: int) -> None:
        with self.acting(person) as uow:
            for card in uow.scorecards.of_interview(f"talk-{candidate}"):
                if card.rater_id == person:
                    question = w.guide().guide.question_ids[0]
                    rate.amend(uow, person, card.id, question, outcome=Outcome.LEVEL, level=level, reason="heard again")

    @rule(person=people, candidate=candidates, rater=people)
    def release(self, person: str, candidate: str, rater: str) -> None:
        with self.acting(person) as uow:
            for card in uow.scorecards.of_interview(f"talk-{candidate}"):
                if card.rater_id == rater:
                    panel.release(uow, person, HOME[candidate], (card.id,), "ill")

    @rule(person=people, vacancy=st.sampled_from(VACANCIES))
    def look(self, person: str, vacancy: str) -> None:
        with self.acting(person) as uow:
            opened.open_for(uow, person, vacancy)
            compare.open_totals(uow, person, vacancy)

    @precondition(lambda self: self.minutes > 1)
    @invariant()
    def twins_answer_alike(self) -> None:
        with w.world(self.connection) as uow:
            cards = [card for v in VACANCIES for card in uow.scorecards.of_vacancy(v) if card.started_at]
        if not cards:
            return
        self.pick += 1
        card = cards[self.pick % len(cards)]
        viewer = PEOPLE[self.pick // 2 % len(PEOPLE)]
        assert self.told(card, viewer) == []

    def told(self, card: Scorecard, viewer: str) -> list[str]:
        """The reads by which the viewer could tell the card from its twin, though they may not know it."""
        with w.world(self.connection, viewer) as uow:
            vacancy = uow.interviews.get(card.interview_id).vacancy_id
            shown = card.rater_id == viewer or card.id in opened.shown_to(uow, viewer)
            knows = self._may_know(uow, card, viewer)
            names = [other.id for v in VACANCIES for other in uow.scorecards.of_vacancy(v)]
            here = self._answers(viewer, names)
            self._change(card)
            there = self._answers(viewer, names)
        reports = {f"report {candidate}" for candidate in HOME}
        return [
            f"{viewer} tells {card.id} of {vacancy} by {name}"
            for name, answer in here.items()
            if answer != there[name] and not (knows and (shown or name in reports))
        ]

    def _answers(self, viewer: str, cards: list[str]) -> dict[str, str]:
        found = {}
        for vacancy in VACANCIES:
            inside = [candidate for candidate, home in HOME.items() if home == vacancy]
            for name, read in {**w.reads(vacancy, inside, cards), **w.reports(vacancy, inside)}.items():
                with w.world(self.connection, viewer) as uow:
                    place = "" if name in {f"report {candidate}" for candidate in inside} else f" in {vacancy}"
                    found[name + place] = w.answer(read, uow, viewer)
        return found

    def _change(self, card: Scorecard) -> None:
        for change in (
            "UPDATE rating SET level = level % 5 + 1 WHERE scorecard_id = :card AND level IS NOT NULL",
            "UPDATE amendment SET level = level % 5 + 1 WHERE scorecard_id = :card",
            "UPDATE note SET body = body || ' otherwise' WHERE scorecard_id = :card",
            "UPDATE treatment SET seconds = seconds + 611 WHERE scorecard_id = :card",
            "DELETE FROM asked_probe WHERE scorecard_id = :card",
        ):
            self.connection.execute(text(change), {"card": card.id})

    def _may_know(self, uow: UnitOfWork, card: Scorecard, viewer: str) -> bool:
        """The rules in words: own; handed in; a seat; who rates hands in first; and all in, or own is enough."""
        vacancy = uow.vacancies.get(uow.interviews.get(card.interview_id).vacancy_id)
        cards = uow.scorecards.of_interview(card.interview_id)
        if card.rater_id == viewer:
            return True
        if card.state is not CardState.SUBMITTED or not access.roles(uow, vacancy.id, viewer):
            return False
        all_in = all(other.state is not CardState.OPEN for other in cards)
        mine = [other.state for other in cards if other.rater_id == viewer and other.state is not CardState.RELEASED]
        if mine:
            return mine == [CardState.SUBMITTED] and (all_in or vacancy.seal_rule is SealRule.OWN_IN)
        return all_in


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    file = build(tmp_path_factory.mktemp("twins") / "data")
    with w.engine_of(file).connect() as found:
        found.exec_driver_sql("DROP TRIGGER amendment_no_update")  # the twin's amendments differ too
        found.commit()
        found.begin()
        yield found


WALK = settings(
    max_examples=200 if LONG else 12,
    stateful_step_count=40 if LONG else 14,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def test_twins_answer_alike(connection: Connection) -> None:
    Twins.connection = connection
    run_state_machine_as_test(Twins, settings=WALK)


def _hr_of_anywhere(viewer_id: str, card: CardFacts) -> bool:
    return viewer_id == card.owner_id or card.owner_submitted


def test_the_twins_find_a_planted_leak(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "may_see", _hr_of_anywhere)
    Twins.connection = connection
    with pytest.raises(AssertionError):
        # The first leak found is enough; making it smaller would take minutes.
        run_state_machine_as_test(Twins, settings=settings(WALK, max_examples=60, phases=[Phase.generate]))
