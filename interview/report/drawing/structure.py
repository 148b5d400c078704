"""The tree of a tagged PDF: what each stretch of a page is, in the order of reading.

Written as PDF 32000-1 section 14.7 and 14.8 describe, by hand, because reportlab has no notion of it.
"""

from collections.abc import Iterator

from reportlab.pdfbase import pdfdoc


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object whose bytes are known when the file is written."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = b""
        self.number = 0
        """Its number in the file, once it has one."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The bytes between `obj` and `endobj`."""
        return self.body


class RawStream(Raw):
    """A stream object: can't be packed with others."""


class Node:
    """A structure element. `kids` are elements, or (page, mark) pairs of marked content, or the index of a link."""

    __slots__ = ("attributes", "kids", "raw", "tag")

    def __init__(self, tag: str, parent: "Node | None" = None, **attributes: str) -> None:
        self.tag = tag
        self.attributes = attributes
        """Further keys and their values as PDF source: `Alt`, `A`, `ID` …"""
        self.kids: list[Node | tuple[int, int] | Raw] = []
        self.raw = Raw()
        if parent is not None:
            parent.kids.append(self)

    def add(self, tag: str, **attributes: str) -> "Node":
        """A new last child."""
        return Node(tag, self, **attributes)

    def walk(self) -> Iterator["Node"]:
        """This element and those below it, in the order of reading."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


def text_string(text: str) -> str:
    """`text` as a PDF text string: UTF-16 with byte order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def number_of(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject) -> int:
    """The object number of `thing`, which is made indirect if it wasn't."""
    if isinstance(thing, Raw) and thing.number:
        return thing.number
    name = document.Reference(thing).name
    number = int(document.idToObjectNumberAndVersion[name][0])
    if isinstance(thing, Raw):
        thing.number = number
    return number


def write(
    document: pdfdoc.PDFDocument, root: Node, pages: list[int], marks: list[list[Node]], links: list[Node]
) -> None:
    """Put the tree in the file.

    `pages` are the object numbers of the pages, `marks` the owner of each mark by page, `links` the owner of each link
    in the order of its StructParent, which follows the pages' own.
    """
    top = Raw()
    tree = number_of(document, top)
    _drop_empty(root)
    for node in root.walk():
        number_of(document, node.raw)
    _element(document, root, tree, pages)
    nums: list[str] = []
    for page, owners in enumerate(marks):
        row = Raw()
        row.body = ("[" + " ".join(f"{number_of(document, owner.raw)} 0 R" for owner in owners) + "]").encode()
        nums.append(f"{page} {number_of(document, row)} 0 R")
    nums += [f"{len(marks) + place} {number_of(document, link.raw)} 0 R" for place, link in enumerate(links)]
    parents = Raw()
    parents.body = f"<</Nums[{' '.join(nums)}]>>".encode()
    top.body = (
        f"<</Type/StructTreeRoot/K[{number_of(document, root.raw)} 0 R]"
        f"/ParentTree {number_of(document, parents)} 0 R/ParentTreeNextKey {len(marks) + len(links)}>>"
    ).encode()
    document.Catalog.StructTreeRoot = top


def _drop_empty(node: Node) -> None:
    # An element without content is a trap for a reader; cells may be empty, because they hold a place.
    for kid in [kid for kid in node.kids if isinstance(kid, Node)]:
        _drop_empty(kid)
        if not kid.kids and kid.tag not in ("TD", "TH", "Figure"):
            node.kids.remove(kid)


def _element(document: pdfdoc.PDFDocument, node: Node, parent: int, pages: list[int]) -> int | None:
    """Write the element and those below it; the page on which it begins."""
    own = number_of(document, node.raw)
    kids: list[str] = []
    begins: int | None = None
    for kid in node.kids:
        if isinstance(kid, Node):
            page = _element(document, kid, own, pages)
            begins = page if begins is None else begins
            kids.append(f"{number_of(document, kid.raw)} 0 R")
        elif isinstance(kid, Raw):
            kids.append(f"<</Type/OBJR/Obj {number_of(document, kid)} 0 R>>")
        else:
            page, mark = kid
            begins = page if begins is None else begins
            kids.append(f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>")
    extra = "".join(f"/{key} {value}" for key, value in node.attributes.items())
    if begins is not None:
        extra += f"/Pg {pages[begins]} 0 R"
    node.raw.body = f"<</Type/StructElem/S/{node.tag}/P {parent} 0 R/K[{' '.join(kids)}]{extra}>>".encode()
    return begins
