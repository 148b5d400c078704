"""A list of candidates: what can be read, what is wrong with a row, and that nothing is half added."""

import io
from datetime import datetime

import openpyxl
import pytest

from interview.errors import InputError, NotAllowed
from interview.workflow import candidate_list
from interview.workflow.candidate_list import ListRow
from tests.interview.workflow.office import ANN, HOME, NINA, NOW, Office

HERE = NOW.astimezone(HOME)


def weighed(office: Office, raw: bytes) -> list[ListRow]:
    rows = candidate_list.read_list(raw)
    return office.look(
        lambda uow: candidate_list.weigh(uow, office.person(ANN), office.vacancy.id, rows, NOW.astimezone(HOME))
    )


def problems(office: Office, raw: bytes) -> list[str]:
    return [row.problem.key if row.problem else "" for row in weighed(office, raw)]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"Name,E-mail,Date,Time\r\nJo Li,jo@example.org,25-11-2099,10:30\r\n",
        b"\xef\xbb\xbfnaam;e-mail;datum;tijd\nJo Li;jo@example.org;25/11/2099;10.30\n",
        b"Jo Li\tjo@example.org\t2099-11-25 10:30",
        "tijd;naam;mail;gesprek op\n10:30:00;Jo Li;jo@example.org;25.11.2099".encode("utf-16"),
        workbook(("Name", "Interview", "Email"), ("Jo Li", datetime(2099, 11, 25, 10, 30), "jo@example.org")),  # noqa: DTZ001 - as a cell holds it
    ],
)
def test_the_same_candidate_in_every_shape_a_list_comes_in(office: Office, raw: bytes) -> None:
    (row,) = weighed(office, raw)
    assert row.candidate
    assert (row.candidate.name, row.candidate.email) == ("Jo Li", "jo@example.org")
    assert row.candidate.planned_at == datetime(2099, 11, 25, 10, 30, tzinfo=HOME)


def test_what_is_wrong_is_told_row_by_row_and_the_rest_can_be_added(office: Office) -> None:
    raw = "\n".join(
        [
            "Name,E-mail,Date,Time",
            "Jo Li,jo@example.org,,",
            ",empty@example.org,,",
            "Bad Mail,nonsense,,",
            "Half,,25-11-2099,",
            "Odd day,,11/25/2099,10:00",
            "Past,,25-11-1999,10:00",
            "jo li,JO@example.org,,",
            f"{NINA},,,",
            f"{'x' * 10_000},,,",
        ]
    ).encode()
    assert problems(office, raw) == [
        "",
        "empty",
        "bad_email",
        "planned_half",
        "list_when",
        "planned_in_the_past",
        "candidate_twice",
        "candidate_twice",
        "too_long",
    ]
    rows = weighed(office, raw)
    ann = office.person(ANN)
    assert office.do(ann, lambda uow: candidate_list.add_all(uow, ann, office.vacancy.id, rows)) == 1
    assert office.candidate("Jo Li")
    assert problems(office, raw)[0] == "candidate_twice", "reading the same list again adds nobody twice"


def test_formulas_markup_and_controls_are_just_text(office: Office) -> None:
    (first, second) = weighed(office, workbook(('=HYPERLINK("http://example.org")',), ("<b>Jo</b>\u202e **x**",)))
    assert (first.name, second.name) == ('=HYPERLINK("http://example.org")', "<b>Jo</b> **x**")


@pytest.mark.parametrize("raw", [b"PK\x03\x04 broken", b"a\0b", b"x" * 1_000_001, b'"' + b"x" * 200_000])
def test_what_is_no_list_is_a_sentence(raw: bytes) -> None:
    with pytest.raises(InputError, match="list_unreadable"):
        candidate_list.read_list(raw)


def test_a_list_has_an_end() -> None:
    assert len(candidate_list.read_list(b"name\n" * 500)) == 500
    with pytest.raises(InputError, match="list_too_long"):
        candidate_list.read_list(b"name\n" * 501)


def test_who_has_no_seat_adds_nobody(office: Office) -> None:
    rows = weighed(office, b"Jo Li")
    with pytest.raises(NotAllowed):
        office.do("f" * 32, lambda uow: candidate_list.add_all(uow, "f" * 32, office.vacancy.id, rows))
