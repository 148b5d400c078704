"""Fonts in the file: only the glyphs used, addressed by number, each with the text it stands for.

Composite fonts with the identity encoding (PDF 32000-1, 9.7): no limit of 256 characters, and a glyph without a
character of its own, as Arabic or Devanagari have, needs no detour through private codes.
"""

import hashlib
import zlib
from functools import lru_cache

import uharfbuzz as hb

from interview.report.drawing.faces import Face, face
from interview.report.drawing.filing import File, Thing, stored, stream

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


def embed(file: File, owner: Face, glyphs: dict[int, str]) -> str:
    """Write the font and what belongs to it; a reference to the font dictionary."""
    packed, length = _subset(owner.file, frozenset(glyphs))
    tag = hashlib.sha256(repr(sorted(glyphs)).encode()).digest()
    name = "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + owner.file.rsplit("/", 1)[1].removesuffix(".ttf")
    program = stored(packed, f"/Filter/FlateDecode/Length1 {length}")
    descriptor = Thing(_descriptor(owner, name, file.ref(program)))
    widths = "".join([f"{number}[{owner.advance(number):.0f}]" for number in sorted(glyphs)])
    descendant = Thing(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {file.ref(descriptor)}/DW 1000/W[{widths}]>>"
    )
    meaning = stream(_to_unicode(glyphs))
    font = Thing(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{file.ref(descendant)}]/ToUnicode {file.ref(meaning)}>>"
    )
    return file.ref(font)


def _descriptor(owner: Face, name: str, program: str) -> str:
    extents = owner.font.get_font_extents("ltr")
    slant = -9.4 if "Italic" in owner.file else 0
    rise, fall = extents.ascender * owner.scale, extents.descender * owner.scale
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-1000 {fall - 300:.0f} 3000 {rise + 300:.0f}]"
        f"/ItalicAngle {slant}/Ascent {rise:.0f}/Descent {fall:.0f}/CapHeight 728/StemV 80/FontFile2 {program}>>"
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
