"""Typed text is cleaned the same way everywhere: what a person can see stays, what nobody can see goes."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from interview.errors import InputError
from interview.model.value import (
    NAME_LIMIT,
    REASON_LIMIT,
    Line,
    Value,
    clean_line,
    clean_note,
    new_id,
    required_name,
    required_reason,
)

# Code points, surrogate halves included: what a browser can send.
ANYTHING = st.text(st.characters(min_codepoint=0, max_codepoint=sys.maxunicode, exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", ""),
        (" \t\r\n\v\f\u00a0\u3000 ", ""),
        ("  Ann \t de\nWit\r\n", "Ann de Wit"),
        ("Ann\u00a0de\u2003Wit", "Ann de Wit"),
        ("A\x00n\x07n\x1b[31m\x7f\x85", "Ann[31m"),
        ("\u202eAnn\u202c \u2066de\u2069 \u200fWit\u200e", "Ann de Wit"),
        ("\ufeffAn\u00adn\u200b", "Ann"),
        ("Zoe\u0308", "Zoë"),
        ("A\ufffen\U000e0fffn\ue000", "Ann"),
        ("\ud83d\ude42 Ann", "🙂 Ann"),
        ("An\ud83dn", "An\ufffdn"),
        ("\udc00Ann\ud800", "\ufffdAnn\ufffd"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("\u200d", ""),
        ("\u200d \u200c\u3164 \u2800\u115f", ""),
        ("\u200dAnn\u200c ", "Ann"),
        ("<b>Ann</b> $x^2$ **A**", "<b>Ann</b> $x^2$ **A**"),
        ("李雷 Çiğdem Ólafur O’Neill-Ng", "李雷 Çiğdem Ólafur O’Neill-Ng"),
    ],
)
def test_a_line(typed: str, line: str) -> None:
    assert clean_line(typed) == line


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("", ""),
        ("  a\t b \n\n c ", "  a\t b \n\n c "),
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("a\x00b\x08c\x0bd\x0ce\x1ff\x7fg\x80h\x9fi", "abcdefghi"),
        ("a\u202eb\u2066c\u200dd\u00ade", "a\u202eb\u2066c\u200dd\u00ade"),
        ("e\u0308", "e\u0308"),
        ("\ud83d\ude42", "🙂"),
        ("\ud83dA\ude42", "\ufffdA\ufffd"),
        ("\ufeffa\ufeff", "\ufeffa\ufeff"),
    ],
)
def test_a_note_stays_as_typed(typed: str, note: str) -> None:
    assert clean_note(typed) == note


@given(ANYTHING)
def test_a_clean_line_is_one_line_that_cleaning_leaves_alone(typed: str) -> None:
    line = clean_line(typed)
    assert clean_line(line) == line
    assert line == unicodedata.normalize("NFC", line).strip()
    assert "  " not in line
    assert not any(unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"} for c in line)
    assert not any(unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"} for c in line)
    line.encode()


@given(ANYTHING)
def test_a_clean_note_can_be_kept_and_loses_nothing_but_controls(typed: str) -> None:
    note = clean_note(typed)
    assert clean_note(note) == note
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in note)
    note.encode()
    if typed.isprintable():
        assert note == typed


def test_a_name_is_required() -> None:
    assert required_name(" Ann ", "title") == "Ann"
    for nothing in ("", "  \n", "\u200b\u202e", "\u200d\u200d", "\u3164"):
        with pytest.raises(InputError) as refused:
            required_name(nothing, "title")
        assert (refused.value.key, refused.value.field) == ("empty", "title")


def test_a_name_of_ten_thousand_characters_is_too_long_and_one_at_the_limit_is_not() -> None:
    with pytest.raises(InputError) as refused:
        required_name("é" * 10_000, "title")
    assert refused.value.key == "too_long"
    assert refused.value.params == {"field": "title", "length": 10_000, "limit": NAME_LIMIT}
    assert required_name("x" * NAME_LIMIT, "title") == "x" * NAME_LIMIT
    assert required_name("e\u0301" * NAME_LIMIT, "title") == "é" * NAME_LIMIT, "counted as seen"
    with pytest.raises(InputError):
        required_name("x" * (NAME_LIMIT + 1), "title")


def test_a_reason_may_have_lines_and_has_its_own_limit() -> None:
    assert required_reason(" because\r\nof that \n") == "because\nof that"
    with pytest.raises(InputError) as empty:
        required_reason(" \n\t\x00 ")
    assert (empty.value.key, empty.value.field) == ("empty", "reason")
    with pytest.raises(InputError) as long:
        required_reason("x" * 10_000, "reasons")
    assert (long.value.key, long.value.field, long.value.params["limit"]) == ("too_long", "reasons", REASON_LIMIT)


def test_values_are_frozen_refuse_what_they_do_not_know_and_clean_their_lines() -> None:
    class Named(Value):
        name: Line

    named = Named(name=" Ann\u202e\n")
    assert named.name == "Ann"
    with pytest.raises(ValidationError):
        named.name = "Bob"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Named.model_validate({"name": "Ann", "title": "x"})
    with pytest.raises(ValidationError):
        Named.model_validate({"name": None})


def test_ids_are_random_and_hexadecimal() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id) == 32 and set(id) <= set("0123456789abcdef") for id in ids)
