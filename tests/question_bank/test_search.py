"""Searching the bank: both languages, whatever the capitals and accents."""

import pytest

from question_bank import find_questions
from tests.question_bank import planting


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("hogere functie", "no-to-somebody-senior"),
        ("MORE SENIOR", "no-to-somebody-senior"),
        ("procedure klant", "customer-above-procedure"),
        ("no-in-plain-words", "no-in-plain-words"),
        ("klant iets anders nodig", "question-behind-the-question"),
    ],
)
def test_the_question_one_means_is_found(words: str, first: str) -> None:
    assert first in [question.id for question in find_questions(planting.built_in(), words)][:3]


def test_the_name_of_a_competency_finds_its_questions() -> None:
    bank = planting.built_in()
    for words in ("Rust onder tijdsdruk", "Composure under"):
        found = {question.id for question in find_questions(bank, words)}
        assert found >= {question.id for question in bank.questions_about("composure")}


def test_no_words_find_everything_and_strange_words_nothing() -> None:
    bank = planting.built_in()
    assert find_questions(bank, "  ") == tuple(bank.questions.values())
    assert find_questions(bank, "xylophone") == ()


def test_accents_do_not_matter() -> None:
    bank = planting.built_in()
    assert find_questions(bank, "één open vraag") == find_questions(bank, "een open vraag")
    assert "question-behind-the-question" in [question.id for question in find_questions(bank, "één open vraag")]


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("klanten", "klant"),
        ("beloofd", "beloven"),
        ("beloften", "belofte"),
        ("fouten", "fout"),
        ("colleagues", "colleague"),
        ("promised", "promise"),
        ("learnt", "learned"),
    ],
)
def test_the_forms_of_a_word_find_the_same_questions(form: str, other: str) -> None:
    bank = planting.built_in()
    assert find_questions(bank, form) != ()
    assert set(find_questions(bank, form)) == set(find_questions(bank, other))


def test_another_form_than_the_question_has_finds_it() -> None:
    assert "angry-customer" in [question.id for question in find_questions(planting.built_in(), "boze klanten")]


def test_a_short_word_is_not_a_piece_of_another_one() -> None:
    bank = planting.built_in()
    found = {question.id for question in find_questions(bank, "nee")}
    assert {"no-to-somebody-senior", "no-to-a-persistent-customer"} <= found
    assert "learned-by-yourself" not in found  # "needed"


def test_what_is_half_typed_finds_already() -> None:
    assert "no-to-somebody-senior" in [question.id for question in find_questions(planting.built_in(), "hog")]
