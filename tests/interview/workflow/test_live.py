"""What a browser may send: typed text is cleaned at the door, and what is too long or unknown is refused."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from interview.model.value import NOTE_LIMIT, REASON_LIMIT
from interview.workflow.live import NoteTyped, OwnProbe, RatingChosen, Write

WRITES: TypeAdapter[Write] = TypeAdapter(Write)


def write(kind: str, **fields: Any) -> Any:
    return WRITES.validate_python({"id": "w", "kind": kind, "question": "q", **fields})


def test_typed_text_is_cleaned_and_half_a_pair_is_no_reason_to_lose_it() -> None:
    sent = write("note", part="A", body="a\ud83db\r\nc\x00 \ud83d\ude42", base=0)
    assert isinstance(sent, NoteTyped)
    assert sent.body == "a\ufffdb\nc 🙂"
    line = {"part": "A", "text": "a\ud83d\x07b"}
    rating = write("rating", outcome="level", level=3, reason="\x1b", evidence=[line], base=0)
    assert isinstance(rating, RatingChosen)
    assert (rating.reason, rating.evidence[0].text) == ("", "a\ufffdb")
    own = write("own_probe", text="who\udc00?")
    assert isinstance(own, OwnProbe)
    assert own.text == "who\ufffd?"


def test_a_full_box_fits_and_one_more_does_not() -> None:
    assert len(write("note", part="A", body="x" * NOTE_LIMIT, base=0).body) == NOTE_LIMIT
    assert write("own_probe", text="x" * REASON_LIMIT)
    for kind, fields in (
        ("note", {"part": "A", "body": "x" * (NOTE_LIMIT + 1), "base": 0}),
        ("own_probe", {"text": "x" * (REASON_LIMIT + 1)}),
        ("rating", {"outcome": "not_asked", "reason": "x" * (REASON_LIMIT + 1), "base": 0}),
    ):
        with pytest.raises(ValidationError):
            write(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("note", {"part": "B", "body": "", "base": 0}),
        ("note", {"part": "A", "body": "", "base": 0, "after": 1}),
        ("note", {"part": "A", "body": None, "base": 0}),
        ("rating", {"outcome": "level", "level": 6, "base": 0}),
        ("rating", {"outcome": "level", "level": 0, "base": 0}),
        ("rating", {"outcome": "hire", "base": 0}),
        ("variant", {"variant": "at home"}),
        ("seconds", {"seconds": -1}),
        ("seconds", {"seconds": 86_401}),
        ("probe", {"probe": "", "asked": True}),
        ("erase", {}),
    ],
)
def test_what_is_not_a_write_is_refused(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        write(kind, **fields)


@pytest.mark.parametrize("position", [-1, 201])
def test_a_position_is_a_part_of_a_talk(position: int) -> None:
    with pytest.raises(ValidationError):
        WRITES.validate_python({"id": "w", "kind": "position", "position": position})


@pytest.mark.parametrize("id", ["", "x" * 81])
def test_an_id_has_a_length(id: str) -> None:
    with pytest.raises(ValidationError):
        WRITES.validate_python({"id": id, "kind": "position", "position": 1})
