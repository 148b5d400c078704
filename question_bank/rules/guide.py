"""Rules for one guide in its bank."""

from collections.abc import Iterator

from question_bank.findings import Finding
from question_bank.reader import Bank, Place
from question_bank.rules import texts
from question_bank.schema import Guide


def check(guide: Guide, bank: Bank) -> Iterator[Finding]:
    """Everything wrong with a guide itself, in the order of its file; its questions are checked by themselves."""
    place = bank.place("guides", guide.id)
    yield from minutes(guide, place)
    yield from obstacles(guide, place)
    yield from questions(guide, bank, place)
    yield from weights(guide, bank, place)
    yield from texts.both_languages(guide, place)
    yield from script(guide, place)


def minutes(guide: Guide, place: Place) -> Iterator[Finding]:
    if guide.planned_minutes != guide.minutes:
        yield place.finding(("minutes",), "minutes-sum", sum=guide.planned_minutes, minutes=guide.minutes)


def obstacles(guide: Guide, place: Place) -> Iterator[Finding]:
    if guide.kind == "team-review" and guide.obstacles is None:
        yield place.finding(("kind",), "obstacles-missing")
    if guide.kind != "team-review" and guide.obstacles is not None:
        yield place.finding(("obstacles",), "obstacles-misplaced")


def questions(guide: Guide, bank: Bank, place: Place) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, question_id in enumerate(guide.question_ids):
        path = ("questions", position, "question")
        if question_id not in bank.questions:
            yield place.finding(path, "question-unknown", id=question_id)
        if question_id in seen:
            yield place.finding(path, "question-twice", id=question_id)
        seen.add(question_id)


def weights(guide: Guide, bank: Bank, place: Place) -> Iterator[Finding]:
    known = [bank.questions[question_id] for question_id in guide.question_ids if question_id in bank.questions]
    asked = dict.fromkeys(question.competency for question in known)
    total = sum(guide.weights.values())
    if total != 100:
        yield place.finding(("weights",), "weights-sum", sum=total)
    for competency in asked:
        if not guide.weights.get(competency):
            yield place.finding(("weights",), "weight-missing", id=competency)
    for competency in guide.weights:
        if competency not in bank.competencies:
            yield place.finding(("weights", competency), "competency-unknown", id=competency)
        elif competency not in asked:
            yield place.finding(("weights", competency), "weight-unused", id=competency)


def script(guide: Guide, place: Place) -> Iterator[Finding]:
    """What the interviewer says besides the questions must not touch protected grounds either."""
    for path, text in texts.sentences_of(guide):
        yield from texts.asked(text, place, path, "script")
