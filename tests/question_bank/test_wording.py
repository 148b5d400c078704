"""The wording rules: for each, a planted fault in both languages, and good questions that must pass."""

import pytest

from question_bank import LANGUAGES, PARTS, Language
from question_bank.wording import Where, objections, reads_as
from tests.question_bank import planting

PLANTED: list[tuple[Language, Where, str, str, str]] = [
    ("nl", "text", "Wat zou je doen als een klant blijft aandringen?", "hypothetical", "zou je"),
    (
        "nl",
        "text",
        "Stel dat een directeur om een uitzondering vraagt. Vertel wat er gebeurde.",
        "hypothetical",
        "Stel dat",
    ),
    ("nl", "text", "Vertel hoe je meestal met boze klanten omging.", "hypothetical", "meestal"),
    ("nl", "probes", "Wat doe je als iemand boos wordt?", "hypothetical", "Wat doe je"),
    ("en", "text", "What would you do if a customer kept insisting?", "hypothetical", "would you"),
    ("en", "text", "Imagine a director asks for an exception. Tell me what happened.", "hypothetical", "Imagine"),
    ("en", "text", "Tell me how you usually dealt with angry customers.", "hypothetical", "usually"),
    ("en", "probes", "How do you handle somebody who is angry?", "hypothetical", "How do you handle"),
    ("nl", "text", "Heb je ooit nee gezegd tegen een leidinggevende?", "closed", "Heb je"),
    ("nl", "probes", "Lukte het je om rustig te blijven?", "closed", "Lukte het"),
    ("nl", "probes", "De klant was tevreden?", "closed", "De klant was"),
    ("en", "text", "Have you ever said no to a manager?", "closed", "Have you"),
    ("en", "probes", "Did you stay calm?", "closed", "Did you"),
    ("en", "probes", "The customer was happy?", "closed", "The customer was"),
    ("nl", "probes", "Wat heb je toen natuurlijk gezegd?", "leading", "natuurlijk"),
    ("nl", "probes", "Hoe rustig bleef je toen, toch?", "leading", "toch?"),
    (
        "nl",
        "text",
        "Wij vinden eerlijkheid belangrijk. Vertel over een keer dat je eerlijk was.",
        "leading",
        "Wij vinden",
    ),
    ("en", "probes", "What did you of course say then?", "leading", "of course"),
    ("en", "probes", "How calm were you, right?", "leading", "right?"),
    ("en", "text", "We value honesty. Tell me about a time you were honest.", "leading", "We value"),
    ("nl", "probes", "Wat zei je toen en hoe reageerde de klant?", "double", "en hoe"),
    ("nl", "text", "Vertel over een keer dat je nee zei en wat je daarvan leerde.", "double", "en wat"),
    ("nl", "probes", "Wat zei je? Wat deed de klant?", "double", "Wat deed de klant?"),
    ("en", "probes", "What did you say and how did the customer respond?", "double", "and how"),
    ("en", "text", "Tell me about a time when you said no and what you learned.", "double", "and what"),
    ("en", "probes", "What did you say? What did the customer do?", "double", "What did the customer"),
    ("nl", "text", "Vertel over een keer dat je kinderen voor het werk gingen.", "protected", "kinderen"),
    ("nl", "probes", "Hoe oud was je toen?", "protected", "Hoe oud"),
    ("nl", "probes", "Waar kom je vandaan?", "protected", "Waar kom je vandaan"),
    ("nl", "probes", "Welke rol speelde je geloof daarin?", "protected", "je geloof"),
    ("nl", "script", "Wij vragen iedereen naar ziekteverzuim.", "protected", "ziekteverzuim"),
    ("en", "text", "Tell me about a time when your children came before work.", "protected", "children"),
    ("en", "probes", "How old were you then?", "protected", "How old"),
    ("en", "probes", "Where are you originally from?", "protected", "Where are you originally from"),
    ("en", "probes", "What part did your faith play in it?", "protected", "faith"),
    ("en", "script", "We ask everybody about sick leave.", "protected", "sick"),
    ("nl", "text", "Vertel over een keer dat je de SLA niet haalde.", "jargon", "SLA"),
    ("en", "text", "Tell me about a time when you missed the SLA.", "jargon", "SLA"),
    ("nl", "anchors", "Geeft een uitstekend antwoord op de vraag.", "marks", "uitstekend"),
    ("en", "anchors", "Gives an excellent answer to the question.", "marks", "excellent"),
    ("nl", "text", "Klanten die je lastig vond.", "no-past", "Klanten die je lastig"),
    ("en", "text", "Customers you found difficult.", "no-past", "Customers you found difficult."),
]


@pytest.mark.parametrize(("language", "where", "text", "kind", "words"), PLANTED, ids=range(len(PLANTED)))
def test_a_planted_fault_is_found_and_its_words_named(
    language: Language, where: Where, text: str, kind: str, words: str
) -> None:
    found = {objection.kind: objection for objection in objections(text, language, where)}
    assert kind in found
    assert found[kind].words == words
    assert found[kind].better


GOOD: list[tuple[Language, Where, str]] = [
    ("nl", "text", "Vertel over een keer dat je nee moest zeggen en daarbij bleef."),
    ("nl", "text", "Vertel over iemand buiten je werk, zoals een buur, met wie je iets oploste."),
    ("nl", "probes", "Waarom kon het niet?"),
    ("nl", "probes", "Met wie heb je erover gesproken?"),
    ("nl", "probes", "Noem de woorden die je gebruikte."),
    ("en", "text", "Tell me about a time when you had to say no and kept to it."),
    ("en", "text", "Tell me about somebody outside work, such as a neighbour, with whom you solved something."),
    ("en", "probes", "Why was it not possible?"),
    ("en", "probes", "In what words did you say no?"),
    ("en", "probes", "How did it fall to you to say no?"),
]


@pytest.mark.parametrize(("language", "where", "text"), GOOD)
def test_a_good_question_passes(language: Language, where: Where, text: str) -> None:
    assert list(objections(text, language, where)) == []


def test_two_questions_in_one_are_offered_apart() -> None:
    (found,) = objections("What did you say and how did the customer respond?", "en", "probes")
    assert found.better == "What did you say? / How did the customer respond?"


def test_what_is_asked_reads_as_its_own_language() -> None:
    for question in planting.built_in().questions.values():
        for part in PARTS:
            for language in LANGUAGES:
                other = LANGUAGES[1 - LANGUAGES.index(language)]
                text = " ".join(probe.get(language) for probe in question.probes.of(part))
                assert reads_as(text, language) > reads_as(text, other)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Vertel over je team en hoe je het leidde.", "Vertel over je team. / Hoe je het leidde."),
        ("Wat zei je en hoe reageerde de klant?", "Wat zei je? / Hoe reageerde de klant?"),
    ],
)
def test_two_questions_are_set_apart_each_with_its_own_end(text: str, better: str) -> None:
    found = {objection.kind: objection.better for objection in objections(text, "nl", "text")}
    assert found["double"] == better
