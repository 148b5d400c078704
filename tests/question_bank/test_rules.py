"""Every rule about values: one planted fault each, found under its own code and key, and nothing found beside it."""

from dataclasses import replace
from typing import Any

import pytest

from question_bank import Bank, Finding, check, check_guide, check_question, draft_guide, draft_question, sentence
from question_bank.schema import plain
from tests.question_bank import planting

NL, EN = "Vertel over een keer dat je een klant hielp.", "Tell me about a time when you helped a customer."


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and key of each finding; every finding must have a sentence in both languages."""
    for finding in findings:
        assert sentence(finding, "nl") != sentence(finding, "en")
    return [(finding.code, finding.key) for finding in findings]


IN_QUESTIONS = [
    ("competency", "no-such-thing", "competency-unknown", "competency"),
    ("themes.0", "no-such-theme", "theme-unknown", "themes.1"),
    ("themes.0", "question-behind", "theme-elsewhere", "themes.1"),
    ("sources.0", "seed-999", "source-unknown", "sources.1"),
    ("probes.task.1", None, "probes-few", "probes.task"),
    ("text.nl", "Wat zou je doen als een klant aandringt?", "wording-hypothetical", "text.nl"),
    ("text.en", "What would you do if a customer insisted?", "wording-hypothetical", "text.en"),
    ("outside_work.nl", "Heb je ooit nee gezegd tegen een buur?", "wording-closed", "outside_work.nl"),
    ("outside_work.en", "Have you ever said no to a neighbour?", "wording-closed", "outside_work.en"),
    ("probes.action.0.nl", "Wat zei je toen natuurlijk?", "wording-leading", "probes.action.1.nl"),
    ("probes.action.0.en", "What did you obviously say?", "wording-leading", "probes.action.1.en"),
    ("probes.action.0.nl", "Wat zei je en wat deed je?", "wording-double", "probes.action.1.nl"),
    ("probes.action.0.en", "What did you say and what did you do?", "wording-double", "probes.action.1.en"),
    ("probes.action.0.nl", "Hoe oud was je toen?", "wording-protected", "probes.action.1.nl"),
    ("probes.action.0.en", "How old were you then?", "wording-protected", "probes.action.1.en"),
    ("probes.action.0.nl", "Wat vind je daar nu van?", "wording-present", "probes.action.1.nl"),
    ("probes.action.0.en", "What do you think of it now?", "wording-present", "probes.action.1.en"),
    ("text.nl", "Klanten die bleven aandringen.", "wording-no-past", "text.nl"),
    ("text.en", "Customers who kept insisting.", "wording-no-past", "text.en"),
    ("text.en", "Tell me about a time when " + "you said no " * 15, "sentence-long", "text.en"),
    ("text.nl", "Vertel over een keer dat " + "je nee zei " * 15, "sentence-long", "text.nl"),
    ("anchors.3.nl", "Zegt nee.", "anchor-short", "anchors.3.nl"),
    ("anchors.3.en", "Says no.", "anchor-short", "anchors.3.en"),
    ("anchors.3.nl", "Geeft een uitstekend onderbouwd antwoord op deze vraag.", "wording-marks", "anchors.3.nl"),
    ("task.en", NL, "language-wrong", "task.en"),
    ("watch_for.nl", EN, "language-wrong", "watch_for.nl"),
    ("task", {"nl": EN, "en": EN}, "languages-equal", "task"),
]


@pytest.mark.parametrize(("key", "to", "code", "where"), IN_QUESTIONS, ids=range(len(IN_QUESTIONS)))
def test_a_fault_in_a_question(key: str, to: Any, code: str, where: str) -> None:
    bank = planting.built_in()
    assert check_question(planting.question(), bank) == []
    assert (code, where) in told(check_question(planting.question(key, to), bank))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_equal_anchors_are_named_as_a_pair(language: str) -> None:
    third = getattr(planting.question().anchors.at(3), language)
    found = check_question(planting.question(f"anchors.4.{language}", third), planting.built_in())
    assert told(found) == [("anchors-equal", f"anchors.4.{language}")]
    assert (found[0].params["first"], found[0].params["second"]) == (3, 4)


@pytest.mark.parametrize(("language", "more"), [("nl", "heel"), ("en", "very")])
def test_more_of_the_same_is_no_other_level(language: str, more: str) -> None:
    third = getattr(planting.question().anchors.at(3), language)
    found = check_question(planting.question(f"anchors.4.{language}", f"{more} {third}"), planting.built_in())
    assert ("anchors-alike", f"anchors.4.{language}") in told(found)


IN_GUIDES = [
    ("minutes", 50, "minutes-sum", "minutes"),
    ("weights.saying-no", 40, "weights-sum", "weights"),
    ("weights", {"intrinsic-motivation": 50, "assertiveness": 50}, "weight-missing", "weights"),
    ("weights.composure", 0, "weight-unused", "weights.composure"),
    ("weights.no-such-thing", 0, "competency-unknown", "weights.no-such-thing"),
    ("questions.1.question", "no-such-question", "question-unknown", "questions.2.question"),
    ("questions.1.question", "customer-on-your-mind", "question-twice", "questions.2.question"),
    ("kind", "team-review", "obstacles-missing", "kind"),
    ("obstacles", {"minutes": 1, "script": [{"nl": NL, "en": EN}]}, "obstacles-misplaced", "obstacles"),
    ("opening.script.0.nl", "Welkom! Heb je kinderen?", "wording-protected", "opening.script.1.nl"),
    ("opening.script.0.en", "Welcome! How old are you?", "wording-protected", "opening.script.1.en"),
    ("purpose.en", NL, "language-wrong", "purpose.en"),
]


@pytest.mark.parametrize(("key", "to", "code", "where"), IN_GUIDES, ids=range(len(IN_GUIDES)))
def test_a_fault_in_a_guide_stops_publishing(key: str, to: Any, code: str, where: str) -> None:
    bank = planting.built_in()
    assert check_guide(planting.guide(), bank) == []
    assert (code, where) in told(check_guide(planting.guide(key, to), bank))


def test_a_fault_in_one_of_its_questions_stops_publishing_too() -> None:
    bank = planting.built_in().with_question(planting.question("text.en", "Have you ever said no?"))
    assert ("wording-closed", "text.en") in told(check_guide(bank.guides["service-desk-core"], bank))


IN_VIGNETTES = [
    ("question", "no-such-question", "question-unknown", "question"),
    ("answer.nl", "Te kort om iets te laten zien.", "answer-length", "answer.nl"),
    ("answer.en", "Too short to show anything.", "answer-length", "answer.en"),
    ("lines.0.nl", "Dit heeft niemand gezegd.", "line-not-in-answer", "lines.1.nl"),
    ("lines.0.en", "Nobody said this.", "line-not-in-answer", "lines.1.en"),
]


def with_vignette(key: str, to: Any) -> Bank:
    """The built-in bank with its first practice answer changed."""
    changed = planting.vignette(key, to)
    bank = planting.built_in()
    return replace(bank, vignettes={**bank.vignettes, changed.id: changed})


@pytest.mark.parametrize(("key", "to", "code", "where"), IN_VIGNETTES, ids=range(len(IN_VIGNETTES)))
def test_a_fault_in_a_practice_answer(key: str, to: Any, code: str, where: str) -> None:
    assert (code, where) in told(check(with_vignette(key, to)))


def without(bank: Bank, competency: str, keep: int = 0) -> Bank:
    """The bank with no more than `keep` questions about one competency."""
    about = [name for name, question in bank.questions.items() if question.competency == competency][keep:]
    return replace(bank, questions={name: q for name, q in bank.questions.items() if name not in about})


def test_a_competency_without_questions_is_an_orphan() -> None:
    found = told(check(without(planting.built_in(), "composure")))
    assert ("competency-orphan", "id") in found


def test_a_core_competency_needs_six_questions() -> None:
    found = check(without(planting.built_in(), "saying-no", keep=5))
    thin = next(finding for finding in found if finding.code == "competency-thin")
    assert (thin.params["count"], thin.params["needed"]) == (5, 6)
    assert thin.file == "question_bank/competencies/saying-no.yaml"


def test_a_competency_of_ones_own_may_have_one_question() -> None:
    bank = without(planting.built_in(), "saying-no", keep=1)
    key = ("competencies", "saying-no")
    own = replace(bank, places={**bank.places, key: replace(bank.places[key], own=True)})
    assert "competency-thin" in {finding.code for finding in check(bank)}
    assert "competency-thin" not in {finding.code for finding in check(own)}


def test_a_theme_that_no_question_covers_is_told_with_its_line_in_bank_yaml() -> None:
    found = check(without(planting.built_in(), "composure"))
    uncovered = next(finding for finding in found if finding.code == "theme-uncovered")
    assert uncovered.file == "question_bank/bank.yaml"
    assert uncovered.line
    assert uncovered.line > 50


def test_a_half_filled_form_is_told_what_is_missing() -> None:
    data = plain(planting.question())
    data["id"] = "our-own-no"
    del data["text"]["en"]
    question, found = draft_question(data, planting.built_in())
    assert question is None
    assert told(found) == [("language-missing", "text.en")]


def test_a_filled_form_is_checked_by_the_rules() -> None:
    data = {**plain(planting.question()), "id": "our-own-no"}
    assert draft_question(data, planting.built_in())[1] == []
    data["text"] = {"nl": NL, "en": "Have you ever said no?"}
    question, found = draft_question(data, planting.built_in())
    assert question is not None
    assert ("wording-closed", "text.en") in told(found)


def test_a_guide_being_put_together_is_checked() -> None:
    data = {**plain(planting.guide()), "id": "our-guide", "minutes": 44}
    guide, found = draft_guide(data, planting.built_in())
    assert guide is not None
    assert told(found) == [("minutes-sum", "minutes")]
    assert told(draft_guide({"id": "our-guide"}, planting.built_in())[1])[0] == ("key-missing", "version")


def test_a_finding_reads_as_place_and_sentence() -> None:
    (found,) = check_question(planting.question("probes.task.1", None), planting.built_in())
    assert found.place.startswith("question_bank/questions/no-to-somebody-senior.yaml:")
    assert found.place.endswith(" probes.task")
    assert sentence(found, "en") == "There are fewer than two probes here. Give at least two."
