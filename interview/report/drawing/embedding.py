"""Fonts in the file: ReportLab's TrueType fonts, addressed by glyph as well as by character.

ReportLab cuts a font into subsets of 256 characters, makes the font files and writes the objects. Added here: a code
for a glyph that is no single character (joined letters, figures of equal width, kerned forms), the text each code
stands for, and a memory of font files already made.
"""

import threading
import zlib
from functools import cache, lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFStreamFilterZCompress
from reportlab.pdfbase.ttfonts import TTFont

from interview.report.drawing.faces import FONTS, Face
from interview.report.drawing.setting import Piece, Placed

# A string of the page is ASCII; brackets in octal too, so that `)(` only ever stands between two strings.
_LITERAL = [chr(byte) if 32 <= byte < 127 and byte not in b"()\\" else f"\\{byte:03o}" for byte in range(256)]
_NOWHERE = "\ufffe"
"""In no font: ReportLab writes it as code 0, which is always the sign for a missing glyph."""
_TEXT_FONTS = "inter/"
"""Below this folder all of ASCII is embedded: equal subsets from document to document, made once."""


_LOADING = threading.Lock()


class _Packing(PDFStreamFilterZCompress):  # type: ignore[misc]
    """Compression that remembers: the font file of most documents is that of the one before."""

    encode = staticmethod(lru_cache(maxsize=64)(zlib.compress))


_PACKING = _Packing()


class Program(TTFont):  # type: ignore[misc]
    """A font file, loaded once a process; what a document uses of it is kept by document."""

    def __init__(self, file: str) -> None:
        name = file.rsplit("/", 1)[1].removesuffix(".ttf")
        super().__init__(name, str(FONTS / file), asciiReadable=file.startswith(_TEXT_FONTS))
        self._meanings: WeakKeyDictionary[PDFDocument, dict[int, str]] = WeakKeyDictionary()
        self._lock = threading.Lock()
        self._put_right_advances()
        make = self.face.makeSubset
        self._made = lru_cache(maxsize=16)(lambda characters: make(list(characters)))
        self.face.makeSubset = self._subset
        self.hbFont()

    def _put_right_advances(self) -> None:
        """ReportLab 5.1 takes the advance that the last glyphs share for one already scaled, and scales it again."""
        face = self.face
        face.seek_table("hhea")
        face.skip(34)
        count = face.read_ushort()
        shared, _ = face.hmetrics[count - 1]
        face.hmetrics[count:] = [(shared, bearing) for _, bearing in face.hmetrics[count:]]

    def _subset(self, characters: list[int]) -> bytes:
        # The maker reads the file from a place it keeps, so two documents at a time would read each other's glyphs.
        with self._lock:
            made: bytes = self._made(tuple(characters))
        return made

    def character(self, number: int, meaning: str, document: PDFDocument) -> str:
        """What ReportLab knows the glyph by: its own character, or a private one that means `meaning` in `document`."""
        if number == 0:
            return _NOWHERE
        if len(meaning) == 1 and self.face.charToGlyph.get(ord(meaning)) == number:
            return meaning
        with self._lock:
            private: int = self.hbAddPrivate(number, number, self.pdfScale(self.face.hmetrics[number][0]))
        self._meanings.setdefault(document, {}).setdefault(private, meaning)
        return chr(private)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - the name ReportLab calls
        """The objects of every subset, as ReportLab makes them, with the text of private characters put right."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(place, doc)[1:] for place in range(len(subsets))]
        super().addObjects(doc)
        meanings = tuple(self._meanings.get(doc, {}).items())
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject[name]
            meant = doc.idToObject[font.ToUnicode.name]
            font.Widths, meant.content = self._described(tuple(subset), meanings)
            descriptor = doc.idToObject[font.FontDescriptor.name]
            meant.filters = doc.idToObject[descriptor["FontFile2"].name].filters = [_PACKING]

    @lru_cache(maxsize=64)  # noqa: B019 - programs live as long as the process
    def _described(self, subset: tuple[int, ...], meanings: tuple[tuple[int, str], ...]) -> tuple[bytes, bytes]:
        """PDF source of the advances and of the texts of a subset."""
        known = dict(meanings)
        texts = [known.get(code) or (chr(code) if code in self.face.charToGlyph else "") for code in subset]
        widths: bytes = PDFArray(map(self.face.getCharWidth, subset)).format(None)
        return widths, _to_unicode(texts)


def program(file: str) -> Program:
    """The program of a file below `fonts`. One only: a document that met two of one name would mix up their glyphs."""
    with _LOADING:
        return _loaded(file)


@cache
def _loaded(file: str) -> Program:
    return Program(file)


def _to_unicode(texts: list[str]) -> bytes:
    """A CMap from one byte to the text it stands for, "" for none (PDF 32000-1, 9.10.3)."""
    rows = [f"<{code:02x}><{text.encode('utf-16-be').hex()}>" for code, text in enumerate(texts) if text]
    blocks = [rows[place : place + 100] for place in range(0, len(rows), 100)]
    shown = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange<00><ff>endcodespacerange\n"
        f"{shown}endcmap CMapName currentdict/CMap defineresource pop end end\n"
    ).encode()


class Code(NamedTuple):
    """How a glyph is written: the resource name of the font it is in, and its byte as PDF source."""

    font: str
    literal: str


@cache
def _readable(owner: Face) -> dict[int, str]:
    """The characters that ReportLab leaves as they are, with their PDF source."""
    text = program(owner.file)
    if not text._asciiReadable:
        return {}
    return {
        code: _LITERAL[code] for code in range(32, 127) if text.face.charToGlyph.get(code) == owner.numbers[chr(code)]
    }


class Codes(dict[int, str]):
    """PDF source by character, for `str.translate`: one face in one document. Looked up when first asked for.

    Once `several` is true the face has run over into a second font, and `shown` must be asked instead.
    """

    def __init__(self, owner: Face, document: PDFDocument) -> None:
        super().__init__(_readable(owner))
        self._owner = owner
        self._document = document
        self._program = program(owner.file)
        self._program._assignState(document)
        self._glyphs: dict[tuple[int, str], Code] = {}
        self.font: str = self._program.getSubsetInternalName(0, document)
        """Resource name of the first font."""
        self.several = False

    def __missing__(self, code: int) -> str:
        found = self[code] = self._of(code).literal
        return found

    def _of(self, code: int) -> Code:
        return self.code(self._owner.numbers[chr(code)], chr(code))

    def code(self, number: int, meaning: str) -> Code:
        """How to write a glyph by its number in the font file; `meaning` is the text it stands for."""
        known = self._glyphs.get((number, meaning))
        if known is None:
            character = self._program.character(number, meaning, self._document)
            [(subset, raw)] = self._program.splitString(character, self._document)
            self.several = self.several or subset > 0
            font = self._program.getSubsetInternalName(subset, self._document)
            known = self._glyphs[number, meaning] = Code(font, _LITERAL[raw[0]])
        return known

    def shown(self, piece: Piece, font: str) -> tuple[str, str]:
        """Operators that show the piece when `font` is the current one, and the font that is current after them."""
        if piece.glyphs is None:
            text = piece.text.translate(self)
            if not self.several:
                return (f"({text})Tj" if font == self.font else f"{self.font} 1 Tf ({text})Tj"), self.font
        glyphs = piece.glyphs
        if glyphs is None:
            glyphs = tuple(Placed(self._owner.numbers[char], 0, 0, char) for char in piece.text)
        return self._placed(glyphs, piece.tail, font)

    def _placed(self, glyphs: tuple[Placed, ...], tail: float, font: str) -> tuple[str, str]:
        shown: list[str] = []
        row: list[str] = []
        rise = 0.0
        for glyph in glyphs:
            code = self.code(glyph.number, glyph.meaning)
            if code.font != font or glyph.rise != rise:
                shown += [_row(row), f"{glyph.rise / 1000:.3f} Ts {code.font} 1 Tf"]
                font, rise, row = code.font, glyph.rise, []
            row += [f"{glyph.shift:.0f}" if glyph.shift else "", f"({code.literal})"]
        shown.append(_row([*row, f"{tail:.0f}" if tail else ""]))
        return " ".join([*shown, "0 Ts"] if rise else shown), font


def _row(parts: list[str]) -> str:
    joined = "".join(parts).replace(")(", "")
    return f"[{joined}]TJ" if joined else ""
