"""The rules in their order, in both languages, and what a hint says with it."""

from collections.abc import Mapping

import pytest

from interview.model.language import Language
from interview.model.note import Part
from interview.wording.star_gaps import THIN_WORDS, Hint, PartState, Reading, Rule, read_answer

S, T, A, R = Part
ENOUGH = "one two three four five six seven eight"
PROBES = {S: 2, T: 2, A: 3, R: 1}


def read(bodies: Mapping[Part, str], language: Language = "en", *asked: str) -> Reading:
    return read_answer(bodies, language, probes=PROBES, asked=frozenset(asked))


def hint(bodies: Mapping[Part, str], language: Language = "en") -> Hint:
    found = read(bodies, language).hint
    assert found is not None
    return found


def test_nothing_typed_gives_no_hint() -> None:
    reading = read({})
    assert reading.states == dict.fromkeys(Part, PartState.EMPTY)
    assert reading.hint is None


def test_a_whole_answer_gives_no_hint() -> None:
    reading = read(dict.fromkeys(Part, ENOUGH))
    assert reading.states == dict.fromkeys(Part, PartState.ENOUGH)
    assert reading.hint is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", PartState.EMPTY),
        (" \n\t… -- !? 🙂", PartState.EMPTY),
        ("rang", PartState.THIN),
        (" ".join(["word"] * (THIN_WORDS - 1)), PartState.THIN),
        (" ".join(["word"] * THIN_WORDS), PartState.ENOUGH),
        ("don't don’t can't can’t won't won’t isn't", PartState.THIN),
    ],
)
def test_a_box_is_empty_thin_or_enough_by_its_words(text: str, state: PartState) -> None:
    assert read({S: text}).states[S] is state


LADDER: dict[Language, dict[Part, str]] = {
    "en": {S: "busy", T: "", A: "We called, we wrote. I would do it again", R: ""},
    "nl": {S: "druk", T: "", A: "Wij belden, wij schreven. Ik zou het weer doen", R: ""},
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rules_come_in_their_order(language: Language) -> None:
    """One answer with every gap: each rule that is dealt with gives way to the next one."""
    boxes = dict(LADDER[language])
    we = "We called, we wrote, we went" if language == "en" else "We belden, wij schreven, we gingen"
    steps: list[tuple[dict[Part, str], Rule, Part]] = [
        ({}, Rule.HYPOTHETICAL, A),
        ({A: we}, Rule.WE_WITHOUT_I, A),
        ({A: "", R: "solved"}, Rule.ACTION_EMPTY, A),
        ({A: ENOUGH, R: ""}, Rule.RESULT_EMPTY, R),
        ({R: "solved"}, Rule.THIN_SITUATION, S),
        ({S: ENOUGH}, Rule.THIN_TASK, T),
    ]
    for change, rule, part in steps:
        boxes |= change
        found = hint(boxes, language)
        assert (found.rule, found.part) == (rule, part)
    assert read(boxes | {T: ENOUGH}, language).hint is None


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "I would call him", "I would"),
        ("en", "I  WOULD\ncall him", "I WOULD"),
        ("en", "I’d probably call", "I’d probably"),
        ("en", "Normally I ask first", "Normally I"),
        ("en", "'I would call', he said", "I would"),
        ("nl", "Dan zou ik bellen", "zou ik"),
        ("nl", "IK ZOU bellen", "IK ZOU"),
        ("nl", "In zo’n geval bel ik", "In zo’n geval"),
        ("nl", "In zo'n geval bel ik", "In zo'n geval"),
        ("nl", "‘ik zou bellen’", "ik zou"),
    ],
)
def test_what_one_would_do_is_quoted_as_typed(language: Language, text: str, words: str) -> None:
    found = hint({A: text}, language)
    assert (found.rule, found.params) == (Rule.HYPOTHETICAL, {"words": words})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "told her I would ring back before four, and did at ten to four"),
        ("en", "I said that I would be there and I was there"),
        ("nl", "beloofde dat ik zou terugbellen en belde om kwart voor vier terug"),
        ("nl", "vroeg of ik dat zou doen en ik deed het nog die middag"),
    ],
)
def test_a_promise_of_then_is_no_guess(language: Language, text: str) -> None:
    found = hint({A: text}, language)
    assert found.rule is Rule.RESULT_EMPTY


@pytest.mark.parametrize(
    ("language", "text", "we"),
    [
        ("en", "We called and WE wrote", 2),
        ("en", "we've called, we’re there, we'd gone", 3),
        ("en", "'We called', 'we wrote'", 2),
        ("nl", "Wij belden, we schreven, WE gingen", 3),
    ],
)
def test_we_without_i_says_how_often(language: Language, text: str, we: int) -> None:
    reading = read({A: text + " and the customer was told at once", R: ENOUGH}, language)
    assert reading.hint == Hint(rule=Rule.WE_WITHOUT_I, part=A, params={"we": we, "i": 0}, probe="A1")
    assert reading.states[A] is PartState.THIN, "enough words, but nobody's own action"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "we called once"),
        ("en", "we called, we wrote, I went"),
        ("en", "we called, we wrote, I’ve gone"),
        ("en", "we called, we wrote: 'I went'"),
        ("en", "the weather was wet; web pages went down"),
        ("nl", "we belden, wij schreven, ik ging"),
        ("nl", "we belden, wij schreven, toen ben ’k gegaan"),
        ("nl", "week in, week uit, weer gebeld"),
    ],
)
def test_one_we_or_any_i_is_fine(language: Language, text: str) -> None:
    found = read({A: text, R: "ok"}, language).hint
    assert found is not None and found.rule is not Rule.WE_WITHOUT_I


def test_a_thin_box_says_how_many_words_it_has() -> None:
    assert hint({A: ENOUGH, R: "ok", S: "a busy Friday"}).params == {"n": 3}
    assert hint({A: ENOUGH, R: "ok", S: ENOUGH, T: "mine"}).params == {"n": 1}


def test_the_next_planned_probe_of_that_part_is_proposed() -> None:
    boxes = {A: ENOUGH, R: ""}
    assert hint(boxes).probe == "R1"
    for asked, probe in (((), "A1"), (("A1",), "A2"), (("A2", "S1"), "A1"), (("A1", "A2", "A3"), None)):
        found = read({R: "ok"}, "en", *asked).hint
        assert found is not None and (found.rule, found.probe) == (Rule.ACTION_EMPTY, probe)
    assert read_answer(boxes, "en", probes={}, asked=frozenset()).hint == Hint(rule=Rule.RESULT_EMPTY, part=R)


def test_a_long_text_is_read_in_no_time() -> None:
    """Every save reads the boxes again; the lists must not go back and forth over blanks or repeats."""
    for text in ("told" + " " * 100_000, "we " * 33_000, "that i " * 14_000, "'" * 100_000):
        assert set(read({A: text}).states) == set(Part)
