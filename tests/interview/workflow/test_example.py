"""The example: both languages go in, all of it is marked, real work stays apart, and it goes without a trace."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from sqlalchemy import create_engine, inspect, text

from interview.model.language import Language
from interview.model.scorecard import CardState
from interview.model.vacancy import Vacancy
from interview.settings import Settings
from interview.storage import Storage
from interview.workflow import documents, example, home, rate
from interview.workflow.home import Step
from interview.workflow.prepare import NewMember, add_member
from tests.databases import database_file
from tests.interview.workflow.office import HOME, NOW, Office, bank

LANGUAGES: tuple[Language, ...] = ("nl", "en")


def make(storage: Storage, language: Language = "en", now: datetime = NOW) -> Vacancy:
    with storage.work("system", now) as uow:
        return example.make_example(uow, language, bank())


def viewers(storage: Storage, vacancy: Vacancy) -> list[str]:
    with storage.reading() as uow:
        return sorted({seat.person_id for seat in uow.seats.of_vacancy(vacancy.id)})


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the trail."""
    engine = create_engine(f"sqlite:///{database_file(Settings(data=folder))}")
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names()) - {"audit", "audit_head"}
        return {
            table: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))]  # noqa: S608
            for table in sorted(tables)
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_goes_in_whole_and_marked(storage: Storage, language: Language) -> None:
    vacancy = make(storage, language)
    assert (vacancy.is_example, vacancy.interview_language) == (True, language)
    with storage.reading() as uow:
        assert all(person.is_example for person in uow.people.all())
        candidates = uow.candidates.of_vacancy(vacancy.id)
        cards = uow.scorecards.of_vacancy(vacancy.id)
        assert all(candidate.email.endswith("@example.org") for candidate in candidates)
        assert {card.state for card in cards} == {CardState.OPEN, CardState.SUBMITTED}
        for card in cards:
            if card.state is CardState.SUBMITTED:
                assert card.content_hash == rate.content_hash(rate.content(uow, card.id))
                view = rate.review(uow, card.rater_id, card.id)
                assert view.open_choices == 0
                assert view.words == (), "an example shows how notes are meant"
    first = viewers(storage, vacancy)[0]
    with storage.reading() as uow:
        page = home.home(uow, first, NOW, language)
    assert page.has_example
    assert [line.is_example for line in page.vacancies] == [True]
    assert page.today


def test_both_languages_tell_the_same_story() -> None:
    told = {
        language: yaml.safe_load((Path(example.__file__).parent / f"{language}.yaml").read_text("utf-8"))
        for language in LANGUAGES
    }
    nl, en = told["nl"], told["en"]
    assert nl["ratings"] == en["ratings"]
    for part in ("people", "candidates", "answers"):
        assert list(nl[part]) == list(en[part])
    for key, answers in nl["answers"].items():
        assert {q: list(parts) for q, parts in answers.items()} == {
            q: list(parts) for q, parts in en["answers"][key].items()
        }


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_it_plays_around_the_day_it_was_made(storage: Storage, hour: int) -> None:
    now = datetime(2026, 3, 30, hour, 59, tzinfo=HOME)  # the day after the clocks were put forward
    vacancy = make(storage, now=now)
    with storage.reading() as uow:
        talks = uow.interviews.of_vacancy(vacancy.id)
        local = [(talk.planned_at or now).astimezone(HOME) for talk in talks]
        assert {(day.date() - now.date()).days for day in local} == {-3, -2, -1, 0}
        assert all(8 <= day.hour <= 17 for day in local)
        for talk in talks:
            if talk.started_at is not None:
                assert talk.started_at == talk.planned_at
                assert talk.ended_at is None or talk.ended_at > talk.started_at


def test_a_report_of_it_can_be_made_and_says_that_it_is_one(storage: Storage) -> None:
    vacancy = make(storage)
    with storage.work("system", NOW) as uow:
        made = 0
        for talk in uow.interviews.of_vacancy(vacancy.id):
            cards = uow.scorecards.of_interview(talk.id)
            if cards and all(card.state is CardState.SUBMITTED for card in cards):
                found = documents.candidate_dossier(uow, cards[0].rater_id, talk.id, "en")
                assert found.is_example
                assert found.overall is not None
                made += 1
        assert made >= 2


def test_something_is_left_to_try(storage: Storage) -> None:
    vacancy = make(storage)
    steps = set()
    for viewer in viewers(storage, vacancy):
        with storage.reading() as uow:
            page = home.home(uow, viewer, NOW, "en")
        steps |= {talk.step for talk in page.today}
    assert {Step.START, Step.CONTINUE} <= steps


def test_it_goes_without_a_trace_but_in_the_trail(storage: Storage, tmp_path: Path) -> None:
    office = Office(storage)
    office.hold("Ann de Wit", "Nina Baker")
    before = everything(tmp_path / "data")
    assert before["vacancy"], "the looking finds the tables"
    vacancies = [make(storage, language) for language in LANGUAGES]
    assert everything(tmp_path / "data") != before
    with storage.work("system", NOW) as uow:
        example.remove_example(uow)
    assert everything(tmp_path / "data") == before
    with storage.reading() as uow:
        for vacancy in vacancies:
            told = [event.action.value for event in uow.audit.of_object(vacancy.id)]
            assert told[-1] == "example.removed"
        assert uow.audit.verify()
        assert not home.home(uow, office.person("Ann de Wit"), NOW, "en").has_example
    with storage.work("system", NOW) as uow:
        example.remove_example(uow)


def test_people_of_the_example_and_real_ones_of_the_same_name_are_different(storage: Storage) -> None:
    vacancy = make(storage)
    with storage.reading() as uow:
        invented = uow.people.all()[0]
    office = Office(storage, members=(NewMember(name=invented.name),))
    real = office.look(lambda uow: [p for p in uow.people.all() if p.name == invented.name])
    assert len({person.id for person in real}) == 2
    again = office.do("system", lambda uow: add_member(uow, vacancy, NewMember(name=invented.name)))
    assert again == invented
    office.do("system", example.remove_example)
    assert office.look(lambda uow: [p.is_example for p in uow.people.all()]) == [False]
