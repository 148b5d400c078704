"""Fonts in the file: only the glyphs used, addressed by number, each with the text it stands for.

Composite fonts with the identity encoding (PDF 32000-1, 9.7): no limit of 256 characters, and a glyph without a
character of its own, as Arabic or Devanagari have, needs no detour through private codes.
"""

import hashlib
import zlib
from functools import lru_cache

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from interview.report.drawing.faces import Face, face
from interview.report.drawing.structure import Raw, RawStream, number_of

_UNNEEDED = (
    "GSUB",
    "GPOS",
    "GDEF",
    "name",
    "post",
    "OS/2",
    "cmap",
    "BASE",
    "gasp",
    "STAT",
    "HVAR",
    "kern",
    "vhea",
    "vmtx",
)


def stream(data: bytes, entries: str = "", *, packed: bool = True) -> RawStream:
    """A stream object; `entries` are further keys of its dictionary."""
    body = zlib.compress(data) if packed else data
    found = RawStream()
    head = f"<<{'/Filter/FlateDecode' if packed else ''}/Length {len(body)}{entries}>>\nstream\n"
    found.body = head.encode() + body + b"\nendstream"
    return found


@lru_cache(maxsize=32)
def _subset(file: str, glyphs: frozenset[int]) -> tuple[bytes, int]:
    """The font file with only these glyphs, at their old numbers: compressed, and its length before that."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    for number in glyphs:
        wanted.glyph_set.add(number)
    for table in _UNNEEDED:
        wanted.drop_table_tag_set.add(int.from_bytes(f"{table:4}".encode()))
    data = hb.subset(face(file).source, wanted).blob.data
    return zlib.compress(data), len(data)


def embed(document: pdfdoc.PDFDocument, owner: Face, glyphs: dict[int, str]) -> int:
    """Write the font and what belongs to it; the object number of the font dictionary."""
    packed, length = _subset(owner.file, frozenset(glyphs))
    tag = hashlib.sha256(repr(sorted(glyphs)).encode()).digest()
    name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + owner.file.rsplit("/", 1)[1].removesuffix(".ttf")
    program = RawStream()
    program.body = (
        f"<</Filter/FlateDecode/Length {len(packed)}/Length1 {length}>>\nstream\n".encode() + packed + b"\nendstream"
    )
    descriptor, descendant, font = Raw(), Raw(), Raw()
    descriptor.body = _descriptor(owner, name, number_of(document, program)).encode()
    widths = "".join(f"{number}[{owner.advance(number):.0f}]" for number in sorted(glyphs))
    descendant.body = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {number_of(document, descriptor)} 0 R/DW 1000/W[{widths}]>>"
    ).encode()
    meaning = stream(_to_unicode(glyphs))
    font.body = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{number_of(document, descendant)} 0 R]/ToUnicode {number_of(document, meaning)} 0 R>>"
    ).encode()
    return number_of(document, font)


def _descriptor(owner: Face, name: str, program: int) -> str:
    extents = owner.font.get_font_extents("ltr")
    slant = -9.4 if "Italic" in owner.file else 0
    rise, fall = extents.ascender * owner.scale, extents.descender * owner.scale
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 {fall - 300:.0f} 3000 {rise + 300:.0f}]"
        f"/ItalicAngle {slant}/Ascent {rise:.0f}/Descent {fall:.0f}/CapHeight 728/StemV 80/FontFile2 {program} 0 R>>"
    )


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    rows = [f"<{number:04x}><{text.encode('utf-16-be').hex()}>" for number, text in sorted(glyphs.items())]
    blocks = [rows[place : place + 100] for place in range(0, len(rows), 100)]
    shown = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
        "1 begincodespacerange<0000><ffff>endcodespacerange\n"
        f"{shown}endcmap CMapName currentdict/CMap defineresource pop end end\n"
    ).encode()
