"""What a report must be, looked at from outside with other programs. A check gives its findings: none when clean."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import pdfplumber
import pikepdf

MM = 72 / 25.4
LEFT, RIGHT, FOOT = 20 * MM, 190 * MM, (297 - 18.5) * MM
_FORBIDDEN = ("/OpenAction", "/AA", "/JavaScript", "/JS", "/URI", "/Launch", "/EmbeddedFiles", "/XFA")
_PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "s", "S", "sh", "Do", "Tj", "TJ", "'", '"'}


def structure(data: bytes) -> list[str]:
    """Syntax, language, title, metadata, outline, fonts; nothing that acts or leads outside."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found += [f"syntax: {problem}" for problem in pdf.check_pdf_syntax()]
        root = pdf.Root
        found += [
            f"catalog lacks {key}"
            for key in ("/Lang", "/MarkInfo", "/StructTreeRoot", "/Metadata", "/Outlines")
            if key not in root
        ]
        if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle"):
            found.append("the title is not displayed")
        with pdf.open_metadata() as meta:
            found += [
                f"metadata lacks {key}" for key in ("dc:title", "dc:language", "pdfuaid:part") if not meta.get(key)
            ]
            if meta.get("dc:title") != str(pdf.docinfo["/Title"]):
                found.append("metadata and document information have different titles")
        for thing in pdf.objects:
            for inner in _within(thing):
                found += [f"holds {key}" for key in _FORBIDDEN if key in inner]
                found += _font(inner)
        for page in pdf.pages:
            found += [
                f"link without structure: {note.get('/Dest')}"
                for note in page.get("/Annots", [])
                if "/StructParent" not in note
            ]
    return found


def _within(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionaries written as one object: itself and those inside it that have no number of their own."""
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield thing
        children = list(thing.as_dict().values()) if isinstance(thing, pikepdf.Dictionary) else []
    else:
        children = list(thing) if isinstance(thing, pikepdf.Array) else []
    for child in children:
        if isinstance(child, (pikepdf.Dictionary, pikepdf.Array)) and not child.is_indirect:
            yield from _within(child)


def _font(thing: pikepdf.Object) -> Iterator[str]:
    if thing.get("/Type") != "/Font":
        return
    if thing.get("/Subtype") != "/TrueType":
        yield f"font of another kind: {thing.get('/BaseFont')}"
        return
    if "/ToUnicode" not in thing:
        yield f"font without ToUnicode: {thing['/BaseFont']}"
    if "/FontFile2" not in thing["/FontDescriptor"]:
        yield f"font not embedded: {thing['/BaseFont']}"


def tags(data: bytes) -> list[str]:
    """Everything painted is content or artifact, never both; marks are unique and are those of the parent tree."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
        for place, page in enumerate(pdf.pages, start=1):
            marks, problems = _walk(page)
            found += [f"page {place}: {problem}" for problem in problems]
            owners = tree[int(page.StructParents)]
            if sorted(marks) != list(range(len(owners))):
                found.append(f"page {place}: marks {sorted(marks)[:5]} … are not the {len(owners)} of the parent tree")
    return found


def marks_of(page: pikepdf.Page) -> Iterator[tuple[list[Any], str]]:
    """Operands and operator of each instruction of a page."""
    for instruction in pikepdf.parse_content_stream(page):
        yield list(instruction.operands), str(instruction.operator)


def _walk(page: pikepdf.Page) -> tuple[list[int], list[str]]:
    stack: list[str] = []
    marks: list[int] = []
    problems: list[str] = []
    for operands, operator in marks_of(page):
        name = operator
        if name in ("BDC", "BMC"):
            kind = str(operands[0])
            inside = [tag for tag in stack if tag != "/Span"]
            if kind != "/Span" and inside:
                problems.append(f"{kind} inside {inside[-1]}")
            stack.append(kind)
            if name == "BDC" and "/MCID" in operands[1]:
                marks.append(int(operands[1]["/MCID"]))
        elif name == "EMC":
            if not stack:
                problems.append("an end without a beginning")
            else:
                stack.pop()
        elif name in _PAINTING and not stack:
            problems.append(f"{name} is neither content nor artifact")
        if name in ("Tj", "TJ"):
            problems += _missing_glyphs(operands[0])
    if stack:
        problems.append(f"{stack} left open")
    if len(set(marks)) != len(marks):
        problems.append("a mark stands twice")
    return marks, problems


def _missing_glyphs(shown: pikepdf.Object) -> list[str]:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    missing = any(0 in bytes(string) for string in strings if isinstance(string, pikepdf.String))
    return ["a glyph that no font has"] if missing else []


def squeezed(text: str) -> str:
    """For comparing: compatibility form, without spaces, soft hyphens and direction marks."""
    return re.sub("[\\s\xad\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", unicodedata.normalize("NFKC", text))


def words_of(data: bytes) -> str:
    """What a reader hears, page by page: content in its order, artifacts left out, ActualText instead of glyphs."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "\n".join("".join(_heard(page)) for page in pdf.pages)


def _heard(page: pikepdf.Page) -> Iterator[str]:
    meanings = {str(name): _meanings(font) for name, font in page.Resources.Font.items()}
    current: dict[int, str] = {}
    silent: list[bool] = []
    for operands, operator in marks_of(page):
        if operator in ("BDC", "BMC"):
            actual = operands[1].get("/ActualText") if operator == "BDC" else None
            if actual is not None and not any(silent):
                yield str(actual)
            silent.append(actual is not None or str(operands[0]) == "/Artifact")
        elif operator == "EMC":
            silent.pop()
        elif operator == "Tf":
            current = meanings[str(operands[0])]
        elif operator in ("Tj", "TJ") and not any(silent):
            shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
            yield "".join(current[code] for part in shown if isinstance(part, pikepdf.String) for code in bytes(part))


def _meanings(font: pikepdf.Object) -> dict[int, str]:
    pairs = re.findall(r"<([0-9a-f]{2})><([0-9a-f]+)>\n", font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def content(data: bytes, expected: Iterable[str]) -> list[str]:
    """Every expected string is heard, whole."""
    whole = squeezed(words_of(data))
    return [f"not in the text: {text[:60]!r}" for text in expected if squeezed(text) not in whole]


def layout(data: bytes) -> list[str]:
    """Glyphs inside the margins, none between body and foot, none below 5 points, none on another."""
    found: list[str] = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for place, page in enumerate(pdf.pages, start=1):
            chars = [
                char
                for char in page.chars
                if char["text"].strip() and not unicodedata.category(char["text"][0]).startswith("M")
            ]
            found += [f"page {place}: {problem}" for char in chars for problem in _misplaced(char, float(page.height))]
            found += [f"page {place}: {first!r} on {second!r}" for first, second in _overlaps(chars)]
    return found


def _misplaced(char: dict[str, Any], height: float) -> Iterator[str]:
    size, baseline = char["matrix"][0], height - char["matrix"][5]
    if char["x0"] < LEFT - 8 or char["x1"] > RIGHT + 1.5:
        yield f"{char['text']!r} outside the margins at {char['x0']:.0f}"
    if FOOT + 3 < baseline < (297 - 11) * MM:
        yield f"{char['text']!r} in the foot"
    if size < 4.5:
        yield f"{char['text']!r} at {size:.1f} points"


def _overlaps(chars: list[dict[str, Any]]) -> list[tuple[str, str]]:
    boxes = []
    for char in chars:
        size, baseline = char["matrix"][0], char["matrix"][5]
        slack = 0.2 * (char["x1"] - char["x0"])
        boxes.append(
            (char["x0"] + slack, char["x1"] - slack, baseline + 0.02 * size, baseline + 0.45 * size, str(char["text"]))
        )
    boxes.sort()
    found = []
    for place, (_, right, low, high, text) in enumerate(boxes):
        for left, _, other_low, other_high, other in boxes[place + 1 : place + 120]:
            if left >= right:
                break
            if low < other_high and other_low < high:
                found.append((text, other))
    return found
