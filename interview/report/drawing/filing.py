"""The file itself: numbered objects, packed in compressed streams, found through a compressed table.

Written as PDF 32000-1 describes in 7.5.7 and 7.5.8. A tagged report has thousands of small objects; packed they take a
third of the room.
"""

import hashlib
import struct
import zlib

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 400
"""Objects in one stream: a reader unpacks a whole stream to get at one of them."""
_EFFORT = 5
"""Of compression, 1 to 9: beyond it a tenth more CPU buys a hundredth less room."""


class Thing:
    """An indirect object. `body` is what stands between `obj` and `endobj`; it may be filled in later."""

    __slots__ = ("body", "is_stream", "number")

    def __init__(self, body: str = "") -> None:
        self.body: bytes = body.encode()
        self.is_stream = False
        self.number = 0
        """Its number in the file, once it has one."""

    def write(self, body: str) -> None:
        """Set the body."""
        self.body = body.encode()


def stream(data: bytes, entries: str = "", *, packed: bool = True) -> Thing:
    """A stream object; `entries` are further keys of its dictionary."""
    return stored(zlib.compress(data, _EFFORT) if packed else data, ("/Filter/FlateDecode" if packed else "") + entries)


def stored(body: bytes, entries: str) -> Thing:
    """A stream object whose bytes are ready."""
    found = Thing()
    found.is_stream = True
    found.body = f"<<{entries}/Length {len(body)}>>\nstream\n".encode() + body + b"\nendstream"
    return found


def text_string(text: str) -> str:
    """`text` as a PDF text string: UTF-16 with byte order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


class File:
    """Gives objects their numbers and writes them."""

    def __init__(self) -> None:
        self._things: list[Thing] = []

    def ref(self, thing: Thing) -> str:
        """A reference to `thing`, which gets a number with the first one."""
        if not thing.number:
            self._things.append(thing)
            thing.number = len(self._things)
        return f"{thing.number} 0 R"

    def whole(self, root: Thing, info: Thing) -> bytes:
        """The bytes of the file. `root` is the catalog, `info` the information dictionary."""
        roots = f"/Root {self.ref(root)}/Info {self.ref(info)}"
        out = [_HEADER]
        length = len(_HEADER)
        places: list[tuple[int, int, int]] = [(0, 0, 65535)] * (len(self._things) + 1)
        small = [thing for thing in self._things if not thing.is_stream]
        streams = [thing for thing in self._things if thing.is_stream]
        for start in range(0, len(small), _PACK):
            group = small[start : start + _PACK]
            pack = _object_stream(group)
            pack.number = len(places)
            for index, thing in enumerate(group):
                places[thing.number] = (2, pack.number, index)
            places.append((0, 0, 0))
            streams.append(pack)
        for thing in streams:
            places[thing.number] = (1, length, 0)
            out.append(b"%d 0 obj\n%s\nendobj\n" % (thing.number, thing.body))
            length += len(out[-1])
        identity = hashlib.sha256(b"".join(out)).hexdigest()[:32]
        places.append((1, length, 0))
        table = b"".join([struct.pack(">BIH", *place) for place in places])
        rows = f"/Type/XRef/Size {len(places)}/W[1 4 2]{roots}/ID[<{identity}><{identity}>]"
        last = stream(table, rows)
        out.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(places) - 1, last.body, length))
        return b"".join(out)


def _object_stream(group: list[Thing]) -> Thing:
    index: list[str] = []
    offset = 0
    for thing in group:
        index.append(f"{thing.number} {offset}")
        offset += len(thing.body) + 1
    head = (" ".join(index) + " ").encode()
    data = head + b"\n".join([thing.body for thing in group])
    return stream(data, f"/Type/ObjStm/N {len(group)}/First {len(head)}")
