"""Reading an XLSX file that somebody hands in: cells as plain values, within limits, or a finding.

An XLSX file is a zip of XML. A megabyte may unpack to a gigabyte, an entity may unfold without end and one cell in the
last row may mean a million empty ones; so the file is measured before anything is parsed, and only a corner is read.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from question_bank.findings import Finding

MAX_BYTES: Final = 10_000_000
MAX_UNPACKED: Final = 50_000_000
MAX_PARTS: Final = 200
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 100

Cell = str | int | None
Sheet = list[tuple[Cell, ...]]

_DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def read_workbook(raw: bytes, file: str) -> tuple[dict[str, Sheet], list[Finding]]:
    """The sheets of a workbook by name, each a list of rows; ({}, findings) when it is refused. Never raises.

    Cells are text, whole numbers or None. A formula comes as its text, with its equals sign; dates and fractions come
    as text too. Findings count rows as the spreadsheet does, from 1.
    """
    if refusal := _refusal(raw):
        return {}, [Finding(file, None, "", refusal)]
    try:
        return _sheets(raw, file)
    except Exception:  # noqa: BLE001 - a broken part makes openpyxl raise KeyError, ValueError, ParseError and others
        return {}, [Finding(file, None, "", "workbook-broken")]


def _refusal(raw: bytes) -> str:
    """Why the zip must not be parsed, as the code of a finding; "" when it may be."""
    if len(raw) > MAX_BYTES:
        return "workbook-too-large"
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            found = parts.infolist()
            if len(found) > MAX_PARTS or sum(part.file_size for part in found) > MAX_UNPACKED:
                return "workbook-too-large"
            # zipfile reads no more than the size a part declares, so the sum above holds while unpacking too.
            unsafe = any(mark in parts.read(part) for part in found for mark in _DOCTYPES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return "workbook-broken"
    return "workbook-unsafe" if unsafe else ""


def _sheets(raw: bytes, file: str) -> tuple[dict[str, Sheet], list[Finding]]:
    import openpyxl  # with numpy behind it half a second, which every start would pay for a rare import

    workbook = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    sheets: dict[str, Sheet] = {}
    findings: list[Finding] = []
    try:
        for worksheet in workbook.worksheets:
            sheets[worksheet.title] = list(_rows(worksheet))
            if len(sheets[worksheet.title]) > MAX_ROWS:
                key = worksheet.title
                findings.append(Finding(file, MAX_ROWS, key, "workbook-too-many-rows", {"limit": MAX_ROWS}))
    finally:
        workbook.close()
    return ({} if findings else sheets), findings


def _rows(worksheet: Any) -> Iterator[tuple[Cell, ...]]:
    """The rows of the corner that is read, whatever the file says about its own size, without the empty end."""
    empty = 0
    for row in worksheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True):
        cells = tuple(_plain(cell) for cell in row)
        if all(cell is None for cell in cells):
            empty += 1
            continue
        yield from [()] * empty
        empty = 0
        yield cells


def _plain(cell: Any) -> Cell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int):
        return cell
    return str(getattr(cell, "text", cell))
