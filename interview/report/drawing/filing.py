"""The file itself: objects packed in compressed streams, found through a compressed table (PDF 32000-1, 7.5.7 and 7.5.8).

A tagged report has thousands of small objects. Packed they take a third of the room, and writing them costs a fraction of
what ReportLab takes for one object at a time.
"""

import struct
import zlib

from reportlab.pdfbase import pdfdoc

from interview.report.drawing.structure import Raw, RawStream

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 400
"""Objects in one stream: a reader unpacks a whole stream to get at one of them."""
_LEVEL = 4
"""Effort of compression: beyond it a tenth more CPU buys a hundredth less room."""


class PackedDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, written with object streams and a cross-reference stream."""

    def format(self) -> bytes:
        """The whole file."""
        root, info = self.Reference(self.Catalog).name, self.Reference(self.info).name
        out: list[bytes] = [_HEADER]
        length = len(_HEADER)
        places: dict[int, tuple[int, int, int]] = {}
        packed: list[tuple[int, bytes]] = []
        number = 0
        # More objects may turn up while others are written.
        while (number := number + 1) in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, Raw) and not isinstance(thing, RawStream):
                packed.append((number, thing.body))
                continue
            body = thing.body if isinstance(thing, Raw) else pdfdoc.format(thing, self, toplevel=1)
            places[number] = (1, length, 0)
            length += _add(out, number, body)
        for start in range(0, len(packed), _PACK):
            group = packed[start : start + _PACK]
            places |= {inner: (2, number, index) for index, (inner, _) in enumerate(group)}
            places[number] = (1, length, 0)
            length += _add(out, number, _object_stream(group))
            number += 1
        places[number] = (1, length, 0)
        roots = " ".join(
            f"/{key} {self.idToObjectNumberAndVersion[name][0]} 0 R" for key, name in (("Root", root), ("Info", info))
        )
        identity = self.signature.hexdigest()
        table = struct.pack(">BIH", 0, 0, 65535) + b"".join(
            struct.pack(">BIH", *places[place]) for place in range(1, number + 1)
        )
        rows = f"/Type/XRef/Size {number + 1}/W[1 4 2]{roots}/ID[<{identity}><{identity}>]"
        _add(out, number, _stream(table, rows))
        out.append(b"startxref\n%d\n%%%%EOF\n" % length)
        return b"".join(out)


def _add(out: list[bytes], number: int, body: bytes) -> int:
    whole = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    out.append(whole)
    return len(whole)


def _object_stream(group: list[tuple[int, bytes]]) -> bytes:
    index: list[str] = []
    offset = 0
    for number, body in group:
        index.append(f"{number} {offset}")
        offset += len(body) + 1
    head = (" ".join(index) + " ").encode()
    data = head + b"\n".join([body for _, body in group])
    return _stream(data, f"/Type/ObjStm/N {len(group)}/First {len(head)}")


def _stream(data: bytes, entries: str) -> bytes:
    body = zlib.compress(data, _LEVEL)
    return f"<</Filter/FlateDecode/Length {len(body)}{entries}>>\nstream\n".encode() + body + b"\nendstream"
