"""The example to try things with: an invented vacancy, put in through the same verbs that real work uses."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from interview.model.audit import Action
from interview.model.interview import Interview
from interview.model.language import Language
from interview.model.note import NoteWrite, Part
from interview.model.panel import Role
from interview.model.rating import EvidenceLine, Outcome, Rating
from interview.model.scorecard import Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import new_id
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow import conduct, prepare, rate
from question_bank import Bank, Question

GUIDE = "service-desk-core"
_HERE = Path(__file__).parent
_PACES = ((1.0, 1), (1.04, 2), (0.6, 0), (0.97, 1))
_PLANNED = {
    # Days from today, hour, minute.
    "tom": (-3, 9, 30),
    "noor": (-3, 13, 0),
    "ruben": (-2, 10, 0),
    "aaliyah": (-1, 14, 30),
    "yara": (0, 10, 30),
    "lotte": (0, 13, 30),
    "daan": (0, 15, 0),
}


def make_example(uow: UnitOfWork, language: Language, bank: Bank) -> Vacancy:
    """Put the example in, in one language; `uow.now` decides what is today. Nothing of it looks like real data."""
    told = yaml.safe_load((_HERE / f"{language}.yaml").read_text("utf-8"))
    vacancy = prepare.create_vacancy(
        uow,
        prepare.NewVacancy(
            title=told["title"],
            department=told["department"],
            interview_language=language,
            guide_id=GUIDE,
            members=_members(told),
            is_example=True,
        ),
        bank,
    )
    people = {person.name: person.id for person in uow.people.all() if person.is_example}
    raters = {key: people[person["name"]] for key, person in told["people"].items()}
    for pace, (key, candidate) in zip(cycle(_PACES), told["candidates"].items(), strict=False):
        added = prepare.add_candidate(
            uow, vacancy, prepare.NewCandidate(**candidate, planned_at=_planned(key, uow.now))
        )
        (interview,) = uow.interviews.of_candidate(added.id)
        for rater, levels in told["ratings"].items():
            if key in levels:
                card = next(c for c in uow.scorecards.of_interview(interview.id) if c.rater_id == raters[rater])
                listener = list(told["ratings"]).index(rater)
                _hold(uow, card, vacancy, told["answers"][key], levels[key], listener, pace)
        _date_back(uow, uow.interviews.get(interview.id))
    uow.audit.append(Action.EXAMPLE_MADE, vacancy.id)
    return vacancy


def remove_example(uow: UnitOfWork) -> None:
    """Take every example vacancy out again, with its people."""
    for vacancy in uow.vacancies.all():
        if vacancy.is_example:
            uow.vacancies.remove(vacancy.id)
            uow.audit.append(Action.EXAMPLE_REMOVED, vacancy.id)
    for person in uow.people.all():
        if person.is_example:
            uow.people.remove(person.id)


def _members(told: Mapping[str, Any]) -> tuple[prepare.NewMember, ...]:
    return tuple(
        prepare.NewMember(
            name=person["name"],
            roles=frozenset(Role(role) for role in person["roles"]),
            seniority=person["seniority"],
        )
        for person in told["people"].values()
    )


def _planned(key: str, now: datetime) -> datetime:
    days, hour, minute = _PLANNED[key]
    return (now + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def _hold(
    uow: UnitOfWork,
    card: Scorecard,
    vacancy: Vacancy,
    answers: Mapping[str, Mapping[str, list[str]]],
    levels: Sequence[int],
    listener: int,
    pace: tuple[float, int],
) -> None:
    """One rater's interview: every rater writes down other lines of the same answer. A full card is handed in.

    `pace` makes candidates differ in treatment: their share of the planned time, and probes at the third question.
    """
    conduct.start(uow, card.rater_id, card.id)
    asked = vacancy.guide.guide.questions
    given = dict(zip(answers, levels, strict=False))
    for number, entry in enumerate(asked, start=1):
        if entry.question in answers:
            question = vacancy.guide.question(entry.question)
            _answer(uow, card, question, answers[question.id], given.get(question.id), listener)
            spent = entry.minutes * 60 + 17 * ((number * 7 + listener) % 5) - 30
            uow.treatments.set_seconds(card.id, question.id, round(spent * pace[0]))
            for probe in range(2, 2 + (pace[1] if number == 3 else 0)):
                uow.treatments.set_probe(card.id, question.id, f"A{probe}", True)
    done = len(given) == len(asked)
    for block in ("opening", "candidate-questions", "closing") if done else ("opening",):
        uow.treatments.set_seconds(card.id, block, 200 + 40 * listener)
    if done:
        conduct.end(uow, card.rater_id, card.id)
        rate.submit(uow, card.rater_id, card.id)
    else:
        started = uow.scorecards.get(card.id)
        uow.scorecards.update(started.model_copy(update={"position": len(answers)}))


def _date_back(uow: UnitOfWork, interview: Interview) -> None:
    """The talk was held when it was planned, not at the moment the example was made."""
    if interview.started_at is not None and interview.planned_at is not None:
        ended = interview.planned_at + timedelta(minutes=45) if interview.ended_at else None
        uow.interviews.update(interview.model_copy(update={"started_at": interview.planned_at, "ended_at": ended}))


def _answer(
    uow: UnitOfWork,
    card: Scorecard,
    question: Question,
    answer: Mapping[str, list[str]],
    level: int | None,
    listener: int,
) -> None:
    heard = {Part(part): _heard(lines, listener, part) for part, lines in answer.items()}
    for part, lines in heard.items():
        if lines:
            write = NoteWrite(
                scorecard_id=card.id,
                question_id=question.id,
                part=part,
                body="\n".join(lines),
                base_rev=0,
                write_id=new_id(),
            )
            uow.notes.save(write, after_submit=False)
    uow.treatments.set_variant(card.id, question.id, "work")
    for part in (Part.ACTION, Part.RESULT)[: 1 + listener % 2]:
        uow.treatments.set_probe(card.id, question.id, f"{part}1", True)
    if level is not None:
        uow.ratings.save(
            Rating(
                scorecard_id=card.id,
                question_id=question.id,
                outcome=Outcome.LEVEL,
                level=level,
                evidence=tuple(EvidenceLine(part=Part.ACTION, text=line) for line in heard[Part.ACTION]),
            ),
            base_rev=0,
            write_id=new_id(),
        )


def _heard(lines: Sequence[str], listener: int, part: str) -> list[str]:
    """Nobody writes everything down: each listener misses another line of a longer part, never the only one."""
    if len(lines) < 3:
        return list(lines)
    missed = (listener + ord(part)) % len(lines)
    return [line for n, line in enumerate(lines) if n != missed]
