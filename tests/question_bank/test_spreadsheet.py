"""Workbooks from other people: edited in a spreadsheet, broken, or built to do harm."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from question_bank.exchange import Collection
from question_bank.spreadsheet import from_xlsx_file, to_xlsx_file
from question_bank.workbook import read_workbook
from tests.question_bank import planting


def edited(change: Callable[[Any], None]) -> bytes:
    """A workbook with one question, changed as by hand in a spreadsheet program."""
    workbook = openpyxl.load_workbook(io.BytesIO(to_xlsx_file(Collection(questions=(planting.question(),)))))
    change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def row_of(sheet: Any, key: str) -> int:
    """The row in which a key stands."""
    found: int = next(cell.row for cell in sheet["B"] if cell.value == key)
    return found


def with_cell(key: str, column: str, value: Any) -> bytes:
    """The workbook with one cell changed, by the key of its row."""

    def change(workbook: Any) -> None:
        sheet = workbook["questions"]
        sheet[f"{column}{row_of(sheet, key)}"] = value

    return edited(change)


def test_an_edited_sentence_arrives() -> None:
    again, findings = from_xlsx_file(with_cell("text", "E", "Tell me about a no of yours."), "q.xlsx")
    assert findings == []
    assert again is not None
    assert again.questions[0].text.en == "Tell me about a no of yours."


def test_a_formula_typed_into_a_cell_stays_text() -> None:
    again, _ = from_xlsx_file(with_cell("text", "E", '=HYPERLINK("http://example.org")'), "q.xlsx")
    assert again is not None
    assert again.questions[0].text.en == '=HYPERLINK("http://example.org")'


@pytest.mark.parametrize(
    ("key", "column", "value", "code"),
    [
        ("text", "E", None, "language-missing"),
        ("minutes", "C", "five", "number-needed"),
        ("minutes", "B", "lenght", "key-unknown"),
        ("minutes", "B", None, "workbook-path"),
        ("minutes", "A", None, "workbook-path"),
        ("minutes", "B", "version", "duplicate-key"),
        ("anchors.3", "B", "anchors.6", "key-unknown"),
    ],
)
def test_a_fault_is_told_with_its_row(key: str, column: str, value: Any, code: str) -> None:
    raw = with_cell(key, column, value)
    again, findings = from_xlsx_file(raw, "q.xlsx")
    assert again is None
    row = row_of(
        openpyxl.load_workbook(io.BytesIO(to_xlsx_file(Collection(questions=(planting.question(),)))))["questions"], key
    )
    assert (code, row) in {(finding.code, finding.line) for finding in findings}


def test_wrong_headings_are_told() -> None:
    def rename(workbook: Any) -> None:
        workbook["questions"]["D1"] = "Dutch"

    _, findings = from_xlsx_file(edited(rename), "q.xlsx")
    assert [finding.code for finding in findings] == ["workbook-header"]


def test_a_workbook_about_something_else_is_told() -> None:
    def rename(workbook: Any) -> None:
        for sheet in list(workbook.worksheets):
            sheet.title = f"budget {sheet.title}"

    _, findings = from_xlsx_file(edited(rename), "q.xlsx")
    assert [finding.code for finding in findings] == ["workbook-sheet-missing"]


def rezipped(parts: dict[str, bytes]) -> bytes:
    """The workbook with parts replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(edited(lambda workbook: None)))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for part in source.infolist():
            written.writestr(part.filename, parts.get(part.filename, source.read(part)))
        for name in parts.keys() - set(source.namelist()):
            written.writestr(name, parts[name])
    return target.getvalue()


ENTITY_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "workbook-broken"),
        (b"not a zip", "workbook-broken"),
        (b"PK\x03\x04 broken", "workbook-broken"),
        (b"\xd0\xcf\x11\xe0 an old XLS file", "workbook-broken"),
        (b"x" * 10_000_001, "workbook-too-large"),
    ],
)
def test_what_is_no_workbook_is_refused(raw: bytes, code: str) -> None:
    sheets, findings = read_workbook(raw, "q.xlsx")
    assert sheets == {}
    assert [finding.code for finding in findings] == [code]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/sharedStrings.xml": b" " * 60_000_000}, "workbook-too-large"),
        ({f"xl/media/{number}.png": b"" for number in range(250)}, "workbook-too-large"),
        ({"xl/sharedStrings.xml": ENTITY_BOMB}, "workbook-unsafe"),
        ({"xl/sharedStrings.xml": ENTITY_BOMB.decode().encode("utf-16")}, "workbook-unsafe"),
        ({"xl/workbook.xml": b"<broken"}, "workbook-broken"),
    ],
)
def test_a_workbook_built_to_do_harm_is_refused(parts: dict[str, bytes], code: str) -> None:
    sheets, findings = read_workbook(rezipped(parts), "q.xlsx")
    assert sheets == {}
    assert [finding.code for finding in findings] == [code]


def test_a_cell_in_the_last_corner_does_not_make_a_million_rows() -> None:
    def far(workbook: Any) -> None:
        workbook["questions"]["XFD1048576"] = "far"

    sheets, findings = read_workbook(edited(far), "q.xlsx")
    assert findings == []
    assert len(sheets["questions"]) < 100


def test_too_many_rows_are_refused() -> None:
    def fill(workbook: Any) -> None:
        for _ in range(5_100):
            workbook["questions"].append(["a", "b", "c"])

    _, findings = read_workbook(edited(fill), "q.xlsx")
    assert [finding.code for finding in findings] == ["workbook-too-many-rows"]
