"""A small world to look for leaks in: a vacancy, two candidates, two raters, a chair, HR, and somebody from outside."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text

from interview.errors import DoorvraagError
from interview.model.candidate import Candidate
from interview.model.interview import Interview
from interview.model.note import NoteWrite, Part
from interview.model.panel import Person, Role, SealRule, Seat
from interview.model.rating import EvidenceLine, Outcome, Rating
from interview.model.scorecard import CardState, Scorecard
from interview.model.vacancy import Vacancy
from interview.model.value import Value
from interview.settings import Settings
from interview.storage import UnitOfWork, open_storage
from interview.storage.engine import FILE_NAME
from interview.workflow import (
    bank,
    compare,
    conduct,
    debrief,
    decide,
    documents,
    evidence,
    exports,
    fairness,
    home,
    insight,
    opened,
    overview,
    own_card,
    panel,
    rate,
)
from question_bank import FrozenGuide, freeze, read_bank

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VACANCY = "vacancy"
ANN, BOB, CHAIR, HR, OUTSIDER = "ann", "bob", "carl", "dora", "eve"
VIEWERS = (ANN, BOB, CHAIR, HR, OUTSIDER)
CANDIDATES = ("one", "two")
ROLES = {ANN: {Role.INTERVIEWER}, BOB: {Role.INTERVIEWER}, CHAIR: {Role.CHAIR}, HR: {Role.HR}, OUTSIDER: set()}


@cache
def guide() -> FrozenGuide:
    """The core guide, frozen."""
    built_in = read_bank()
    return freeze(built_in.guides["service-desk-core"], built_in)


def card_id(rater: str, candidate: str) -> str:
    """The id of a rater's card for a candidate."""
    return f"card-{rater}-{candidate}"


def engine_of(file: Path) -> Engine:
    """An engine on a copy of the world, whose transactions the tests roll back themselves."""
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    event.listen(engine, "connect", lambda dbapi, _: setattr(dbapi, "isolation_level", None))
    event.listen(engine, "connect", lambda dbapi, _: dbapi.execute("PRAGMA foreign_keys=ON").close())
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def build(folder: Path) -> Path:
    """The world with every card new; gives the file."""
    with_storage = open_storage(Settings(data=folder))
    with with_storage.work("system", NOW) as uow:
        for id in VIEWERS:
            uow.people.add(Person(id=id, name=id.title()))
        vacancy = Vacancy(
            id=VACANCY, title="Desk", department="", interview_language="en", guide=guide(), created_at=NOW
        )
        uow.vacancies.add(vacancy)
        for id, roles in ROLES.items():
            for role in roles:
                uow.seats.add(Seat(vacancy_id=VACANCY, person_id=id, role=role))
        for number, candidate in enumerate(CANDIDATES, start=1):
            uow.candidates.add(
                Candidate(id=candidate, vacancy_id=VACANCY, number=number, name=f"Candidate {candidate}")
            )
            uow.interviews.add(
                Interview(id=f"talk-{candidate}", vacancy_id=VACANCY, candidate_id=candidate, planned_at=NOW)
            )
            for rater in (ANN, BOB):
                uow.scorecards.add(
                    Scorecard(id=card_id(rater, candidate), interview_id=f"talk-{candidate}", rater_id=rater)
                )
    with_storage.close()
    return folder / FILE_NAME


def fill(uow: UnitOfWork, rater: str, card: str, level: int) -> None:
    """Notes, ratings and treatment on every question of one card; `level` is what the victim's twin differs in."""
    for place, question in enumerate(guide().guide.question_ids):
        line = f"{rater} heard {level} things at {place}"
        write = NoteWrite(
            scorecard_id=card,
            question_id=question,
            part=Part.ACTION,
            body=line,
            base_rev=0,
            write_id=f"n-{card}-{place}",
        )
        uow.notes.save(write, after_submit=False)
        uow.ratings.save(
            Rating(
                scorecard_id=card,
                question_id=question,
                outcome=Outcome.LEVEL,
                level=1 + (level + place) % 5,
                evidence=(EvidenceLine(part=Part.ACTION, text=line),),
            ),
            base_rev=0,
            write_id=f"r-{card}-{place}",
        )
        uow.treatments.set_seconds(card, question, 60 * level + place)
        for probe in range(1, level):
            uow.treatments.set_probe(card, question, f"A{probe}", True)


def put(uow: UnitOfWork, rater: str, candidate: str, state: str, level: int) -> None:
    """Bring a new card to a state: `new`, `started`, `submitted` or `released` (after it was started and filled)."""
    if state == "new":
        return
    card = uow.scorecards.get(card_id(rater, candidate))
    fill(uow, rater, card.id, level)
    changes: dict[str, object] = {"started_at": NOW}
    if state == "submitted":
        changes |= {"state": CardState.SUBMITTED, "submitted_at": NOW, "content_hash": "0" * 64}
    if state == "released":
        changes |= {"state": CardState.RELEASED, "released_reason": "ill", "released_by": CHAIR}
    uow.scorecards.update(card.model_copy(update=changes))


@contextmanager
def world(connection: Connection, actor: str = "system", now: datetime = NOW) -> Iterator[UnitOfWork]:
    """The verbs on a connection, undone afterwards."""
    savepoint = connection.begin_nested()
    try:
        yield UnitOfWork(connection, actor, now)
    finally:
        savepoint.rollback()


Read = Callable[[UnitOfWork, str], Any]


def reads(
    vacancy: str = VACANCY, candidates: Sequence[str] = CANDIDATES, cards: Sequence[str] | None = None
) -> Mapping[str, Read]:
    """Every question somebody can ask of the workflow that could tell about another's card."""
    first = guide().guide.question_ids[0]
    question = guide().questions[0]
    found: dict[str, Read] = {
        "home": lambda u, v: home.home(u, v, NOW, "en"),
        "overview": lambda u, v: overview.overview(u, v, vacancy),
        "panel": lambda u, v: panel.panel_stand(u, v, vacancy),
        "head": lambda u, v: panel.vacancy_head(u, v, vacancy),
        "to be shown": lambda u, v: opened.to_be_shown(u, v, vacancy),
        "opened": lambda u, v: opened.opened(u, v, vacancy),
        "comparison": lambda u, v: compare.comparison(u, v, vacancy),
        "comparison before": lambda u, v: compare.comparison(u, v, vacancy, "first"),
        "debrief": lambda u, v: debrief.debrief(u, v, vacancy),
        "decisions": lambda u, v: decide.decisions(u, v, vacancy),
        "insight": lambda u, v: insight.insight(u, v, vacancy),
        "fairness": lambda u, v: fairness.fairness(u, v, vacancy),
        "bank": lambda u, v: bank.question_result(u, v, question),
        "chain": lambda u, v: u.audit.verify(),
    }
    for candidate in candidates:
        found |= _reads_of(vacancy, candidate, first)
    for card in cards if cards is not None else [card_id(r, c) for c in candidates for r in (ANN, BOB)]:
        found |= _reads_of_card(card)
    return found


def _reads_of(vacancy: str, candidate: str, question: str) -> dict[str, Read]:
    talk = f"talk-{candidate}"
    return {
        f"topic {candidate}": lambda u, v: debrief.debrief_topic(u, v, vacancy, talk, question),
        f"chosen {candidate}": lambda u, v: compare.comparison(u, v, vacancy, chosen=candidate),
        f"evidence {candidate}": lambda u, v: evidence.evidence(u, v, vacancy, candidate),
        f"departures {candidate}": lambda u, v: decide.departures(u, v, vacancy, candidate),
    }


def _reads_of_card(card: str) -> dict[str, Read]:
    return {
        f"live {card}": lambda u, v: conduct.live_card(u, v, card),
        f"review {card}": lambda u, v: rate.review(u, v, card),
        f"sealed {card}": lambda u, v: own_card.sealed_card(u, v, card),
    }


def reports(vacancy: str = VACANCY, candidates: Sequence[str] = CANDIDATES) -> Mapping[str, Read]:
    """What leaves the app: reads that write to the audit trail as well."""
    found = {f"report {candidate}": _report_of(f"talk-{candidate}") for candidate in candidates}
    return found | {"report in a table": lambda u, v: exports.comparison_file(u, v, vacancy, "csv", "decision", "en")}


def _report_of(talk: str) -> Read:
    return lambda u, v: documents.candidate_dossier(u, v, talk, "en")


def answer(read: Read, uow: UnitOfWork, viewer: str) -> str:
    """What the viewer gets to see, as text: a value, or the error with its parameters."""
    try:
        return _plain(read(uow, viewer))
    except DoorvraagError as error:
        return f"{type(error).__name__} {error.key} {sorted(error.params.items(), key=str)}"


def _plain(value: Any) -> str:
    if isinstance(value, Value):
        return value.model_dump_json()
    return repr(value)


STATES = ("new", "started", "submitted", "released")


def situations() -> Iterator[tuple[dict[str, str], SealRule]]:
    """Every state of the two cards for candidate one under each seal rule; candidate two is half way."""
    for (ann, bob), rule in itertools.product(itertools.product(STATES, STATES), SealRule):
        yield {ANN: ann, BOB: bob}, rule


def set_rule(connection: Connection, rule: SealRule) -> None:
    """Choose the vacancy's seal rule."""
    connection.execute(text("UPDATE vacancy SET seal_rule = :rule"), {"rule": rule.value})
