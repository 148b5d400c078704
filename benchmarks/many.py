"""Vacancies with many candidates, put straight into a storage: 12, 60 or 1,000 of them, rated as in the simulation.

Levels follow the generator of the scoring page (ability, answers, leniency, halo, noise, rounded to 1 to 5), so the
figures look like those of a real procedure. Names are invented.

    python -m benchmarks.many FOLDER 60          an installation with one vacancy of 60 candidates
"""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interview.model.candidate import Candidate
from interview.model.debrief import Disclosure
from interview.model.interview import Interview
from interview.model.note import NoteWrite, Part
from interview.model.panel import Person, Role, Seat
from interview.model.rating import EvidenceLine, Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.settings import Settings
from interview.storage import Storage, open_storage
from interview.storage.unit_of_work import UnitOfWork
from question_bank import freeze, read_bank

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHAIR = "rater-1"
VACANCY = "vacancy"
GUIDE = "service-desk-core"
_FIRST = ("Noor", "Ilse", "Yusuf", "Tomasz", "Aaliyah", "Maarten", "Sem", "Hanan", "Lotte", "Daan", "Priya", "Ruben")
_LAST = ("Bakker", "van den Heuvel", "Demir", "Kowalski", "Pinas", "de Graaf", "Jansen", "Aziz", "Visser", "Mulder")
_RATERS = ("Sanne Vos", "Rachid El Amrani", "Joke Hendriks", "Marieke de Wit", "Samuel Okafor", "Bas Linders")


@dataclass(frozen=True)
class World:
    """What the vacancy is like. `parts` > 1: panels that share no rater; `notes`: two note lines for each answer."""

    candidates: int = 12
    raters: int = 5
    seed: int = 1
    parts: int = 1
    panel: tuple[int, int] = (2, 3)
    no_evidence: float = 0.03
    notes: bool = True
    sealed: int = 0
    """Candidates of whom one card is still out."""


def fill(storage: Storage, world: World) -> str:
    """Put the world in; gives the id of its vacancy. `CHAIR` chairs and rates, `hr` is HR, both may decide."""
    bank = read_bank()
    vacancy = Vacancy(
        id=VACANCY,
        title="Servicedeskmedewerker",
        department="ICT",
        interview_language="nl",
        guide=freeze(bank.guides[GUIDE], bank),
        created_at=NOW - timedelta(days=30),
    )
    with storage.work(CHAIR, NOW) as uow:
        uow.vacancies.add(vacancy)
        for place in range(world.raters):
            name = _RATERS[place] if place < len(_RATERS) else f"Beoordelaar {place + 1}"
            _person(uow, f"rater-{place + 1}", name, Role.INTERVIEWER)
        uow.seats.add(Seat(vacancy_id=VACANCY, person_id=CHAIR, role=Role.CHAIR, seniority=9))
        _person(uow, "hr", "Hanneke Prins", Role.HR)
        for candidate in _candidates(world, vacancy.guide.guide.question_ids):
            candidate.put(uow, world.notes)
    return VACANCY


def shown_to(storage: Storage, viewer: str) -> None:
    """Record in one go that the viewer was shown every card, as visiting the panel's pages does."""
    with storage.work(viewer, NOW) as uow:
        for card in uow.scorecards.of_vacancy(VACANCY):
            candidate = card.interview_id.replace("talk", "candidate")
            uow.disclosures.add(Disclosure(viewer_id=viewer, card_id=card.id, candidate_id=candidate, shown_at=NOW))


def _person(uow: UnitOfWork, id: str, name: str, role: Role) -> None:
    uow.people.add(Person(id=id, name=name))
    uow.seats.add(Seat(vacancy_id=VACANCY, person_id=id, role=role, seniority=3))


@dataclass(frozen=True)
class _Candidate:
    number: int
    name: str
    raters: Sequence[int]
    levels: dict[tuple[int, str], int | None]
    minutes: int
    probes: dict[str, int]
    sealed: bool

    def put(self, uow: UnitOfWork, notes: bool) -> None:
        id, talk = f"candidate-{self.number}", f"talk-{self.number}"
        uow.candidates.add(Candidate(id=id, vacancy_id=VACANCY, number=self.number, name=self.name))
        started = NOW - timedelta(days=20) + timedelta(minutes=self.number)
        ended = started + timedelta(minutes=self.minutes)
        uow.interviews.add(
            Interview(
                id=talk, vacancy_id=VACANCY, candidate_id=id, planned_at=started, started_at=started, ended_at=ended
            )
        )
        for place, rater in enumerate(self.raters):
            out = self.sealed and place == 0
            card = f"card-{self.number}-{rater + 1}"
            kept = Scorecard(id=card, interview_id=talk, rater_id=f"rater-{rater + 1}", started_at=started)
            if not out:
                done = {"state": CardState.SUBMITTED, "submitted_at": ended, "content_hash": "0" * 64}
                kept = kept.model_copy(update=done)
            uow.scorecards.add(kept)
            if not out:
                self._judge(uow, card, rater, notes and place < 2)

    def _judge(self, uow: UnitOfWork, card: str, rater: int, notes: bool) -> None:
        questions = list(self.probes)
        for question in questions:
            level = self.levels[rater, question]
            line = f"Belde zelf terug en legde uit waarom ({self.number}, {question})"
            outcome = Outcome.NO_EVIDENCE if level is None else Outcome.LEVEL
            evidence = (EvidenceLine(part=Part.ACTION, text=line),) if notes else ()
            rating = Rating(scorecard_id=card, question_id=question, outcome=outcome, level=level, evidence=evidence)
            uow.ratings.save(rating, base_rev=0, write_id=f"{card}-{question}")
            if notes:
                self._note(uow, card, question, Part.ACTION, line)
                self._note(uow, card, question, Part.RESULT, "De klant kon dezelfde dag verder.")
            uow.treatments.set_seconds(card, question, self.minutes * 60 // len(questions))
            for probe in range(1, self.probes[question] + 1):
                uow.treatments.set_probe(card, question, f"A{probe}", True)

    def _note(self, uow: UnitOfWork, card: str, question: str, part: Part, body: str) -> None:
        write = NoteWrite(
            scorecard_id=card,
            question_id=question,
            part=part,
            body=body,
            base_rev=0,
            write_id=f"{card}-{question}-{part}",
        )
        uow.notes.save(write, after_submit=False)


def _candidates(world: World, questions: Sequence[str]) -> Iterator[_Candidate]:
    chance = random.Random(world.seed)
    severity = [chance.gauss(0, 0.4) for _ in range(world.raters)]
    harder = {question: chance.gauss(0, 0.2) for question in questions}
    panels = [list(range(part, world.raters, world.parts)) for part in range(world.parts)]
    for number in range(1, world.candidates + 1):
        panel = panels[number % world.parts]
        raters = sorted(chance.sample(panel, min(len(panel), chance.randint(*world.panel))))
        ability = chance.gauss(0, 0.7)
        levels: dict[tuple[int, str], int | None] = {}
        for question in questions:
            answer = 3.3 + ability + harder[question] + chance.gauss(0, 0.4)
            for rater in raters:
                heard = answer + severity[rater] + chance.gauss(0, 0.5)
                level = min(5, max(1, round(heard)))
                levels[rater, question] = None if chance.random() < world.no_evidence else level
        yield _Candidate(
            number=number,
            name=f"{_FIRST[number % len(_FIRST)]} {_LAST[(number + number // 12) % len(_LAST)]}",
            raters=raters,
            levels=levels,
            minutes=chance.choice((47, 48, 49, 50, 51, 52, 53, 54)) if number % 9 else 36,
            probes={question: chance.choice((1, 1, 2, 2, 3)) for question in questions},
            sealed=number > world.candidates - world.sealed,
        )


if __name__ == "__main__":
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    kept = open_storage(Settings(data=folder))
    fill(kept, World(candidates=count, raters=max(5, count // 25)))
    kept.close()
