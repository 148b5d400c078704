"""A collection as one XLSX workbook, out and in again without loss.

Each kind has a sheet and each sentence a row, Dutch and English side by side, so that a translator or a colleague from
HR can read and change it without knowing YAML. The columns are the id of the value, the key as in its YAML file (list
positions counted from 1), and either a plain value or the two texts.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

import xlsxwriter

from question_bank.exchange import Collection, doubles
from question_bank.findings import Finding
from question_bank.reader import KINDS, build
from question_bank.schema import LANGUAGES, plain
from question_bank.tree import Path, Tree
from question_bank.workbook import Cell, Sheet, read_workbook

HEADINGS: Final = ("id", "key", "value", *LANGUAGES)
WIDTHS: Final = (28, 24, 24, 70, 70)
# Below these keys a step is a name even when it looks like a list position.
_NAMED: Final = ("anchors", "weights")


def to_xlsx_file(collection: Collection) -> bytes:
    """The collection as a workbook. Text stays text: nothing that looks like a formula or a number becomes one."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        heading = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, values in _sheets_of(collection).items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            for column, (title, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
                sheet.set_column(column, column, width)
                sheet.write_string(0, column, title, heading)
            rows = ((value["id"], *row) for value in values for row in _flat(value))
            for line, row in enumerate(rows, start=1):
                _write(sheet, line, row, wrapped)
    return target.getvalue()


def _write(sheet: Any, line: int, row: tuple[Cell, ...], look: Any) -> None:
    for column, content in enumerate(row):
        if isinstance(content, int):
            sheet.write_number(line, column, content, look)
        elif content:
            sheet.write_string(line, column, content, look)


def _sheets_of(collection: Collection) -> dict[str, list[dict[str, Any]]]:
    data = plain(collection)
    about = [data.pop("bank")] if "bank" in data else []
    return {"bank": about, **data}


def _flat(data: Any, steps: tuple[str, ...] = ()) -> Iterator[tuple[str, Cell, str, str]]:
    """Rows (key, value, nl, en): a bilingual text takes one row, and so does every other value."""
    if isinstance(data, dict) and data.keys() == set(LANGUAGES):
        yield ".".join(steps), "", data["nl"], data["en"]
    elif isinstance(data, dict):
        for name, value in data.items():
            if steps or name != "id":
                yield from _flat(value, (*steps, name))
    elif isinstance(data, list):
        for position, value in enumerate(data, start=1):
            yield from _flat(value, (*steps, str(position)))
    else:
        yield ".".join(steps), data, "", ""


def from_xlsx_file(raw: bytes, file: str) -> tuple[Collection | None, list[Finding]]:
    """A collection from a workbook that somebody hands in, or None with everything that is wrong with it.

    The line of a finding is the row of its sheet; the key begins with the name of the sheet.
    """
    sheets, findings = read_workbook(raw, file)
    if findings:
        return None, findings
    tree = Tree()
    data: dict[str, Any] = {kind: _Gathering(kind, tree, file).values(sheets[kind]) for kind in KINDS if kind in sheets}
    if about := _Gathering("bank", tree, file).values(sheets.get("bank", [HEADINGS])):
        data["bank"] = about[0]
    if not data:
        return None, [Finding(file, None, "", "workbook-sheet-missing", {"name": "questions"})]
    collection, found = build(Collection, data, tree, file)
    found = [*tree.findings, *found]
    if collection is not None:
        found += doubles(collection, tree, file)
    return (None if found else collection), found


class _Gathering:
    """Puts the rows of one sheet together to plain data, and notes the row of each path in the tree."""

    def __init__(self, kind: str, tree: Tree, file: str) -> None:
        self.kind, self.tree, self.file = kind, tree, file
        self.found: dict[str, dict[str, Any]] = {}
        self.roots: dict[str, Path] = {}

    def values(self, sheet: Sheet) -> list[Any]:
        if not sheet or sheet[0][: len(HEADINGS)] != HEADINGS:
            self.refuse(1, "workbook-header", expected=", ".join(HEADINGS))
            return []
        for line, cells in enumerate(sheet[1:], start=2):
            if cells:
                self.row(line, cells[: len(HEADINGS)])
        return [_with_lists(value) for value in self.found.values()]

    def row(self, line: int, cells: tuple[Cell, ...]) -> None:
        name, key, value, *texts = cells
        steps = str(key or "").split(".")
        if name is None or not all(steps):
            self.refuse(line, "workbook-path", value=f"{name or ''} {key or ''}".strip())
            return
        root = self.root(str(name), line)
        path = (*root, *_positions(steps))
        if path in self.tree.lines:
            self.refuse(line, "duplicate-key", name=f"{name} {key}")
        self.tree.lines[path] = line
        both = {language: str(text) for language, text in zip(LANGUAGES, texts, strict=True) if text is not None}
        _put(self.found[str(name)], steps, both or value)

    def root(self, name: str, line: int) -> Path:
        """The path of a value in the collection; its first row is the line of the value as a whole."""
        if name not in self.found:
            self.found[name] = {"id": name}
            self.roots[name] = ("bank",) if self.kind == "bank" else (self.kind, len(self.roots))
            self.tree.lines[self.roots[name]] = line
        return self.roots[name]

    def refuse(self, line: int, code: str, **params: str | int) -> None:
        self.tree.findings.append(Finding(self.file, line, self.kind, code, params))


def _positions(steps: list[str]) -> Path:
    """The steps of a key as a path: numbers are list positions from 0, except below a key that has names."""
    return tuple(
        int(step) - 1 if step.isdecimal() and not (at and steps[at - 1] in _NAMED) else step
        for at, step in enumerate(steps)
    )


def _put(data: dict[str, Any], steps: list[str], content: Any) -> None:
    for step in steps[:-1]:
        inner = data.setdefault(step, {})
        if not isinstance(inner, dict):
            inner = data[step] = {}
        data = inner
    data[steps[-1]] = content


def _with_lists(data: Any, name: str = "") -> Any:
    """Mappings whose keys are all positions become lists, in the order of their numbers."""
    if not isinstance(data, dict):
        return data
    inner = {key: _with_lists(value, key) for key, value in data.items()}
    if inner and name not in _NAMED and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner
