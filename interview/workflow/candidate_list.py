"""Candidates from a spreadsheet: read, weighed row by row with the rules of typing them in, and only then added."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from interview.errors import InputError
from interview.model.value import clean_line
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.prepare import NewCandidate, add_candidate, check_candidate
from question_bank.workbook import read_workbook

MAX_ROWS = 500
MAX_TEXT = 1_000_000
"""Bytes of a file of text."""

Cells = Sequence[str]

_HEADS = {
    "name": {"naam", "name", "kandidaat", "candidate"},
    "email": {"e-mail", "email", "mail", "e-mailadres", "emailadres", "e-mail address", "email address"},
    "day": {"datum", "date", "dag", "day", "gesprek", "gesprek op", "interview", "interview on"},
    "time": {"tijd", "time"},
    "little": {"weinig werkervaring", "little work experience"},
}
"""What the first row may call a column, in either language."""
_IN_ORDER = {"name": 0, "email": 1, "day": 2, "time": 3, "little": 4}
"""The columns of a list without such a row."""
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
_TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")
_YES = {"ja", "yes", "x", "1", "true", "waar"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row that holds something. `number` is the row's in the list, from 1."""

    number: int
    name: str
    email: str
    candidate: NewCandidate | None
    """Ready to be added; None when there is a problem."""
    problem: InputError | None = None


def read_list(raw: bytes) -> list[Cells]:
    """The rows of an XLSX file, or of text with columns (CSV, or rows pasted from a spreadsheet); formulas stay text.

    Errors: `InputError` (`list_unreadable`, `list_too_long`).
    """
    rows = _workbook(raw) if raw.startswith(b"PK") else _text(raw)
    if sum(any(cell.strip() for cell in row) for row in rows) > MAX_ROWS:
        raise InputError("list_too_long", field="list", limit=MAX_ROWS)
    return rows


def weigh(uow: UnitOfWork, viewer: str, vacancy_id: str, rows: Sequence[Cells], now: datetime) -> list[ListRow]:
    """Every row as it would be added, or what is wrong with it. Nothing is saved; times are on the clock of `now`."""
    vacancy = uow.vacancies.get(vacancy_id)
    require_seat(uow, vacancy_id, viewer)
    known: list[tuple[str, str]] = [(one.name, one.email) for one in uow.candidates.of_vacancy(vacancy_id)]
    places, first = _places(rows)
    found = []
    for number, row in enumerate(rows[first:], start=first + 1):
        if not any(cell.strip() for cell in row):
            continue
        cell = {name: clean_line(row[at]) if at < len(row) else "" for name, at in places.items()}
        name, email = cell.get("name", ""), cell.get("email", "")
        try:
            wanted = NewCandidate(
                name=name,
                email=email,
                little_experience=cell.get("little", "").casefold() in _YES,
                planned_at=_moment(cell.get("day", ""), cell.get("time", ""), now.tzinfo),
            )
            check_candidate(wanted, known, vacancy, now)
        except InputError as error:
            found.append(ListRow(number, name, email, None, error))
        else:
            known.append((wanted.name, wanted.email))
            found.append(ListRow(number, name, email, wanted))
    return found


def add_all(uow: UnitOfWork, viewer: str, vacancy_id: str, rows: Sequence[ListRow]) -> int:
    """Add the rows without a problem, all or none; gives how many. Errors: as `add_candidate`."""
    require_seat(uow, vacancy_id, viewer)
    vacancy = uow.vacancies.get(vacancy_id)
    coming = [row.candidate for row in rows if row.candidate]
    for candidate in coming:
        add_candidate(uow, vacancy, candidate)
    return len(coming)


def _workbook(raw: bytes) -> list[Cells]:
    sheets, findings = read_workbook(raw, "")
    if findings:
        raise InputError("list_unreadable", field="list")
    rows = next((sheet for sheet in sheets.values() if any(any(row) for row in sheet)), [])
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def _text(raw: bytes) -> list[Cells]:
    if len(raw) > MAX_TEXT:
        raise InputError("list_unreadable", field="list")
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # what a spreadsheet on Windows saves as "CSV"
    if "\0" in text:
        raise InputError("list_unreadable", field="list")
    first = text.split("\n", 1)[0]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=first.count)))
    except csv.Error as error:
        raise InputError("list_unreadable", field="list") from error


def _places(rows: Sequence[Cells]) -> tuple[dict[str, int], int]:
    """Where each column stands, and the index of the first row with a candidate."""
    first = next((index for index, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    heads = [clean_line(cell).casefold() for cell in rows[first]] if rows else []
    places = {name: heads.index(head) for name, known in _HEADS.items() for head in heads if head in known}
    return (places, first + 1) if "name" in places else (_IN_ORDER, first)


def _moment(day: str, clock: str, zone: tzinfo | None) -> datetime | None:
    """The planned moment. Errors: `InputError` for half a moment, or one that can't be read."""
    if not day and not clock:
        return None
    date_part, _, time_part = day.replace("T", " ").partition(" ")
    if time_part in ("00:00:00", "00:00"):  # how a spreadsheet writes a day without a time
        time_part = ""
    clock = clock or time_part.strip()
    if not date_part or not clock:
        raise InputError("planned_half", field="planned_at")
    found_day, found_time = _read(date_part, _DAYS), _read(clock, _TIMES)
    if found_day is None or found_time is None:
        raise InputError("list_when", field="planned_at", when=f"{date_part} {clock}"[:40])
    return datetime.combine(found_day.date(), found_time.time(), zone)


def _read(text: str, forms: Sequence[str]) -> datetime | None:
    for form in forms:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a day or a time; the zone comes with the moment
        except ValueError:
            continue
    return None
