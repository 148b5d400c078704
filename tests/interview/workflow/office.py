"""A vacancy set up the way the pages do it, with a clock that moves on and verbs for what happens in a talk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from interview.model.interview import Interview
from interview.model.panel import Role
from interview.model.rating import EvidenceLine, Outcome
from interview.model.scorecard import CardState, Scorecard
from interview.model.value import new_id
from interview.storage import Storage, UnitOfWork
from interview.workflow import conduct, prepare, rate
from interview.workflow.live import NoteTyped, RatingChosen, SaveAnswer, Write
from interview.workflow.prepare import NewCandidate, NewMember, NewVacancy
from question_bank import Bank, read_bank

T = TypeVar("T")
HOME = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=HOME)
"""A Monday morning where the panel sits."""
ANN, BOB, CAS, DORA = "Ann de Wit", "Bob Özil", "Cas Voorzitter", "Dora Personeel"
NINA, OTTO = "Nina Baker", "Otto Cohen"
MEMBERS = (
    NewMember(name=ANN),
    NewMember(name=BOB),
    NewMember(name=CAS, roles=frozenset({Role.CHAIR})),
    NewMember(name=DORA, roles=frozenset({Role.HR})),
)
CANDIDATES = (NewCandidate(name=NINA, planned_at=NOW + timedelta(hours=3)), NewCandidate(name=OTTO))


@cache
def bank() -> Bank:
    """The built-in question bank."""
    return read_bank()


def wanted(**changes: Any) -> NewVacancy:
    """What the set-up page hands over, with changes."""
    filled = {
        "title": "Service desk agent",
        "department": "IT",
        "interview_language": "en",
        "guide_id": "service-desk-core",
        "members": MEMBERS,
        "candidates": CANDIDATES,
    }
    return NewVacancy(**(filled | changes))


def note(question: str, body: str, base: int = 0, *, part: str = "A", id: str = "") -> NoteTyped:
    """What a browser sends when something was typed."""
    return NoteTyped.model_validate(
        {"id": id or new_id(), "kind": "note", "question": question, "part": part, "body": body, "base": base}
    )


def chosen(question: str, level: int | None = 3, base: int = 0, *, id: str = "", **changes: Any) -> RatingChosen:
    """What a browser sends when a level was chosen, or with `outcome` something else."""
    filled = {"id": id or new_id(), "kind": "rating", "question": question, "outcome": "level", "level": level}
    return RatingChosen.model_validate({**filled, "base": base, **changes})


class Office:
    """One vacancy. People and candidates are called by their names, questions by their places from 0."""

    def __init__(self, storage: Storage, **changes: Any) -> None:
        self.storage = storage
        self.now = NOW
        self.vacancy = self.do("system", lambda uow: prepare.create_vacancy(uow, wanted(**changes), bank()))
        self.questions = self.vacancy.guide.guide.question_ids

    def do(self, actor: str, verb: Callable[[UnitOfWork], T]) -> T:
        """A verb in a transaction of its own, a second after the last one."""
        self.now += timedelta(seconds=1)
        with self.storage.work(actor, self.now) as uow:
            return verb(uow)

    def look(self, read: Callable[[UnitOfWork], T]) -> T:
        """What a read answers."""
        with self.storage.reading() as uow:
            return read(uow)

    def person(self, name: str) -> str:
        """The id of somebody on the panel."""
        return self.look(lambda uow: next(p.id for p in uow.people.all() if p.name == name))

    def candidate(self, name: str) -> str:
        """The id of a candidate."""
        return self.look(lambda uow: next(c.id for c in uow.candidates.of_vacancy(self.vacancy.id) if c.name == name))

    def talk(self, name: str) -> Interview:
        """The talk with a candidate."""
        candidate = self.candidate(name)
        return self.look(lambda uow: uow.interviews.of_candidate(candidate)[0])

    def cards(self, name: str) -> dict[str, Scorecard]:
        """The cards of the talk with a candidate, by the id of the rater."""
        talk = self.talk(name).id
        return self.look(lambda uow: {card.rater_id: card for card in uow.scorecards.of_interview(talk)})

    def card(self, rater: str, candidate: str) -> Scorecard:
        """A rater's card for a candidate, by their names."""
        return self.cards(candidate)[self.person(rater)]

    def start(self, rater: str, candidate: str) -> Scorecard:
        """Begin the talk."""
        card = self.card(rater, candidate)
        return self.do(card.rater_id, lambda uow: conduct.start(uow, card.rater_id, card.id))

    def save(self, card: Scorecard, *writes: Write) -> SaveAnswer:
        """What the live page sends."""
        self.now += timedelta(seconds=1)
        return self.storage.save(card.rater_id, self.now, lambda uow: conduct.save(uow, card.rater_id, card.id, writes))

    def fill(self, card: Scorecard, *levels: int | None, line: str = "rang her back the same day") -> None:
        """A note and a level at every question, 3 where none is given; None: asked, but without evidence."""
        writes: list[Write] = []
        for place, question in enumerate(self.questions):
            level = levels[place] if place < len(levels) else 3
            outcome = Outcome.LEVEL if level else Outcome.NO_EVIDENCE
            evidence = (EvidenceLine.model_validate({"part": "A", "text": line}),) if level else ()
            writes += [note(question, line), note(question, "it was solved", part="R")]
            writes.append(chosen(question, level, outcome=outcome, evidence=evidence))
        self.save(card, *writes)

    def submit(self, card: Scorecard) -> Scorecard:
        """Hand a card in."""
        return self.do(card.rater_id, lambda uow: rate.submit(uow, card.rater_id, card.id))

    def hold(self, rater: str, candidate: str, *levels: int | None) -> Scorecard:
        """The whole talk of one rater, up to and with handing in."""
        card = self.start(rater, candidate)
        self.fill(card, *levels)
        self.do(card.rater_id, lambda uow: conduct.end(uow, card.rater_id, card.id))
        return self.submit(card)

    def release(self, card: Scorecard) -> None:
        """The chair goes on without this card."""
        changes = {"state": CardState.RELEASED, "released_reason": "ill", "released_by": self.person(CAS)}
        self.do("system", lambda uow: uow.scorecards.update(card.model_copy(update=changes)))

    def trail(self, object: str) -> list[str]:
        """The actions recorded about something, first to last."""
        return [event.action.value for event in self.look(lambda uow: uow.audit.of_object(object))]
