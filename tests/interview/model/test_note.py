"""The lines of a note box."""

from interview.model.note import Note, Part


def lines(body: str) -> tuple[str, ...]:
    return Note(scorecard_id="c", question_id="q", part=Part.ACTION, rev=1, body=body).lines


def test_lines_are_those_that_hold_something_in_order() -> None:
    assert lines("  rang her\n\n \t\nwrote it down  \nrang her") == ("rang her", "wrote it down", "rang her")
    assert lines("") == lines(" \n\n ") == ()
    assert lines("one\u2028two") == ("one\u2028two",), "only what the editor shows as a new line is one"


def test_the_parts_stand_in_the_order_of_the_method() -> None:
    assert "".join(Part) == "STAR"
