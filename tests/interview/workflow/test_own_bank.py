"""What can go from the own bank: a question that nothing asks, and a guide from the offer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from interview.errors import InputError, NotFound, ReadOnly
from interview.model.panel import SealRule
from interview.model.vacancy import Vacancy
from interview.settings import Settings
from interview.storage import Storage, open_storage
from interview.workflow import own_bank
from question_bank import Guide, Question, Shelf, Vignette, adapt, freeze, next_guide_version, read_bank, save
from question_bank.schema import plain

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BANK = read_bank()
ANN, OURS, GUIDE = "ann", "our-question", "our-guide"


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    opened = open_storage(Settings(data=tmp_path / "data"))
    yield opened
    opened.close()


@pytest.fixture
def shelf(tmp_path: Path, storage: Storage) -> Shelf:
    """An own bank with one question of its own."""
    shelf = Shelf(tmp_path / "bank")
    with storage.work(ANN, NOW) as uow:
        own_bank.keep_question(uow, shelf, question())
    return shelf


def question() -> Question:
    return adapt(BANK.questions["no-in-plain-words"], OURS)


def guide() -> Guide:
    """A guide that asks the own question in place of the one it came from."""
    built_in = plain(BANK.guides["service-desk-core"])
    for entry in built_in["questions"]:
        entry["question"] = OURS if entry["question"] == "no-in-plain-words" else entry["question"]
    return Guide.model_validate(built_in | {"id": GUIDE})


def without(guide: Guide) -> Guide:
    """The next version of a guide, without the own question."""
    told = plain(guide)
    for entry in told["questions"]:
        entry["question"] = "no-in-plain-words" if entry["question"] == OURS else entry["question"]
    return Guide.model_validate(told)


def trail(storage: Storage, about: str) -> list[str]:
    with storage.work(ANN, NOW) as uow:
        return [event.action.value for event in uow.audit.of_object(about)]


def test_an_own_question_that_nothing_asks_can_go(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        assert own_bank.may_drop(uow, shelf, OURS)
        own_bank.drop_question(uow, shelf, OURS)
    assert OURS not in shelf.bank.questions
    assert shelf.findings == ()
    assert trail(storage, OURS) == ["question.kept", "question.dropped"]


def test_a_built_in_question_and_one_that_is_not_there_stay_as_they_are(storage: Storage, shelf: Shelf) -> None:
    for id in ("no-in-plain-words", "nowhere", "../bank"):
        with storage.work(ANN, NOW) as uow, pytest.raises(InputError):
            own_bank.drop_question(uow, shelf, id)
    assert shelf.bank.questions.keys() == {*BANK.questions, OURS}


@pytest.mark.parametrize("use", ["draft", "guide", "vignette"])
def test_a_question_that_the_bank_asks_somewhere_stays(storage: Storage, shelf: Shelf, use: str) -> None:
    with storage.work(ANN, NOW) as uow:
        if use == "draft":
            own_bank.keep_draft(uow, shelf, guide())
        elif use == "guide":
            own_bank.publish_guide(uow, shelf, guide())
        else:
            vignette = plain(next(iter(BANK.vignettes.values()))) | {"id": "ours", "question": OURS}
            save(shelf.own, Vignette.model_validate(vignette))
        assert not own_bank.may_drop(uow, shelf, OURS)
        with pytest.raises(InputError) as refused:
            own_bank.drop_question(uow, shelf, OURS)
    assert refused.value.key == "question_in_use"
    assert OURS in shelf.bank.questions


def test_a_question_that_a_vacancy_asked_stays_although_its_guide_went_on(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        frozen = own_bank.publish_guide(uow, shelf, guide())
        uow.vacancies.add(
            Vacancy(
                id="desk",
                title="Desk",
                department="",
                interview_language="en",
                guide=frozen,
                seal_rule=SealRule.ALL_IN,
                created_at=NOW,
            )
        )
        own_bank.publish_guide(uow, shelf, without(next_guide_version(guide(), shelf.bank)))
        assert not shelf.bank.is_named(OURS)
        assert not own_bank.may_drop(uow, shelf, OURS)


def test_a_guide_goes_from_the_offer_and_comes_back(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        frozen = own_bank.publish_guide(uow, shelf, guide())
        own_bank.withdraw_guide(uow, shelf, GUIDE)
    assert GUIDE not in shelf.offered
    assert freeze(shelf.bank.guides[GUIDE], shelf.bank) == frozen  # still to be read
    with storage.work(ANN, NOW) as uow:
        own_bank.offer_guide(uow, shelf, GUIDE)
    assert GUIDE in shelf.offered
    assert trail(storage, GUIDE) == ["guide.published", "guide.withdrawn", "guide.offered"]


def test_publishing_the_next_version_offers_a_withdrawn_guide_again(storage: Storage, shelf: Shelf) -> None:
    with storage.work(ANN, NOW) as uow:
        own_bank.publish_guide(uow, shelf, guide())
        own_bank.withdraw_guide(uow, shelf, GUIDE)
        own_bank.publish_guide(uow, shelf, next_guide_version(guide(), shelf.bank))
    assert shelf.offered[GUIDE].version == 2
    assert shelf.bank.withdrawn == frozenset()


def test_only_published_guides_are_withdrawn(storage: Storage, shelf: Shelf) -> None:
    for id in ("service-desk-core", "nowhere", "../bank"):
        with storage.work(ANN, NOW) as uow, pytest.raises(NotFound):
            own_bank.withdraw_guide(uow, shelf, id)
        with storage.work(ANN, NOW) as uow, pytest.raises(NotFound):
            own_bank.offer_guide(uow, shelf, id)


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(
    storage: Storage, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    with storage.work(ANN, NOW) as uow:
        own_bank.publish_guide(uow, shelf, without(guide()))
    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr("question_bank.publishing.write_atomically", refuse)
    for act, id in ((own_bank.drop_question, OURS), (own_bank.withdraw_guide, GUIDE), (own_bank.offer_guide, GUIDE)):
        with storage.work(ANN, NOW) as uow, pytest.raises(ReadOnly):
            act(uow, shelf, id)
    assert OURS in shelf.bank.questions
