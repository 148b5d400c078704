"""Reading the bank: browse, search, one question in three views, one guide; broken own files are told, not fatal."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from interview.i18n import Language
from question_bank import BUILT_IN
from tests.interview.ui.conftest import Rooms, at_page, told

ANGRY = "angry-customer"


@pytest.fixture
def visitor(rooms: Rooms) -> AppTest:
    return rooms.visitor()


def links(at: AppTest) -> list[str]:
    return [link.proto.label for link in at.get("page_link")]


def test_every_question_is_listed_under_its_competency(visitor: AppTest, rooms: Rooms) -> None:
    at_page(visitor, "bank")

    assert not visitor.exception
    shown = links(visitor)
    assert sum(label.startswith(("Tell", "Take", "Describe", "Give", "Think", "When")) for label in shown) == len(
        rooms.bank.questions
    )
    for competency in rooms.bank.competencies.values():
        assert competency.name.en in told(visitor)


@pytest.mark.parametrize("words", ["boos klant", "ANGRY customer"])
def test_a_search_finds_a_question_by_words_of_either_language(visitor: AppTest, words: str) -> None:
    at_page(visitor, "bank")
    visitor.text_input(key="bank-search").input(words).run()

    assert any("a customer was angry with you" in label for label in links(visitor))
    assert not any("at home after a day" in label for label in links(visitor))


def test_a_search_without_a_hit_says_so(visitor: AppTest) -> None:
    at_page(visitor, "bank")
    visitor.text_input(key="bank-search").input("zzyzx").run()
    assert "No question found" in told(visitor)


def test_guide_and_competency_narrow_the_list_together(visitor: AppTest, rooms: Rooms) -> None:
    at_page(visitor, "bank")
    visitor.selectbox(key="bank-guide").select("service-desk-core")
    visitor.selectbox(key="bank-competency").select("saying-no").run()

    guide = rooms.bank.guides["service-desk-core"]
    wanted = [id for id in guide.question_ids if rooms.bank.questions[id].competency == "saying-no"]
    assert "2 questions" in told(visitor)
    assert len(wanted) == 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_question_is_shown_as_in_the_interview(rooms: Rooms, language: Language) -> None:
    at = at_page(rooms.visitor(language=language), "question", question=ANGRY)

    question = rooms.bank.questions[ANGRY]
    page = told(at)
    assert not at.exception
    assert question.text.get(language) in page
    assert question.outside_work.get(language) in page
    assert all(question.anchors.at(level).get(language) in page for level in range(1, 6))
    assert all(probe.get(language) in page for probe in question.probes.action)


def test_a_question_is_shown_as_on_paper_and_in_both_languages(visitor: AppTest, rooms: Rooms) -> None:
    at_page(visitor, "question", question=ANGRY)
    question = rooms.bank.questions[ANGRY]

    visitor.segmented_control(key="question-view").select("paper").run()
    assert told(visitor).count("<hr>") == 16
    assert "Rating: tick one" in told(visitor)

    visitor.segmented_control(key="question-view").select("beside").run()
    for level in range(1, 6):
        assert question.anchors.at(level).nl in told(visitor)
        assert question.anchors.at(level).en in told(visitor)


def test_a_question_names_the_guides_that_ask_it(visitor: AppTest, rooms: Rooms) -> None:
    at_page(visitor, "question", question=ANGRY)
    assert {guide.name.en for guide in rooms.bank.guides_asking(ANGRY)} <= set(links(visitor))


def test_a_question_that_is_not_there_is_told(visitor: AppTest) -> None:
    at_page(visitor, "question", question="gone")
    assert "This question does not exist" in told(visitor)


def test_a_guide_shows_its_script_its_questions_and_its_weights(visitor: AppTest, rooms: Rooms) -> None:
    at_page(visitor, "guide", guide="service-desk-core")

    guide = rooms.bank.guides["service-desk-core"]
    assert not visitor.exception
    assert all(line.en in told(visitor).replace("&#x27;", "'") for line in guide.opening.script)
    assert "34 %" in told(visitor)
    assert sum(label[:1].isdigit() for label in links(visitor)) == 6


def test_broken_own_files_are_told_with_their_place_and_the_rest_works(rooms: Rooms, tmp_path: Path) -> None:
    questions = tmp_path / "bank" / "questions"
    questions.mkdir(parents=True)
    (questions / "old-editor.yaml").write_bytes("id: één".encode("cp1252"))
    (questions / "bomb.yaml").write_text("a: &a [x, x]\nb: [*a, *a]\n")
    (questions / "huge.yaml").write_bytes(b"a" * 10_000_000)
    shutil.copy(BUILT_IN / "questions" / f"{ANGRY}.yaml", questions)

    at = at_page(rooms.visitor(), "bank")

    assert not at.exception
    page = told(at)
    assert "bank/questions/old-editor.yaml:1" in page
    assert "looks like Windows-1252" in page
    assert "bank/questions/bomb.yaml:1" in page
    assert "larger than 2 MB" in page
    assert "is already used in question_bank/questions/angry-customer.yaml" in page
    assert at.expander[0].label == "4 things are wrong in the question bank"
    assert "44 questions" in page


def test_own_words_are_shown_as_typed(rooms: Rooms, tmp_path: Path) -> None:
    folder = tmp_path / "bank" / "questions"
    folder.mkdir(parents=True)
    text = (BUILT_IN / "questions" / f"{ANGRY}.yaml").read_text("utf-8")
    hostile = "Tell me about <img src=x onerror=alert(1)> and **b** when a customer was angry."
    text = text.replace("Tell me about a time when a customer was angry with you.", hostile)
    (folder / "own-angry.yaml").write_text(text.replace(f"id: {ANGRY}", "id: own-angry"), "utf-8")
    at = rooms.visitor()

    at_page(at, "question", question="own-angry")
    assert "<img" not in told(at)
    assert "&lt;img src=x" in told(at)
    at_page(at, "bank")
    assert any(r"\<img src\=x" in label and r"\*\*b\*\*" in label for label in links(at))
