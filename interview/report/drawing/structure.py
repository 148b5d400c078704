"""The tree of a tagged PDF: what each stretch of a page is, in the order of reading.

ReportLab has no notion of it, so its elements are objects of our own in ReportLab's document, written as PDF 32000-1
describes in 14.7 and 14.8.
"""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

# A cell holds its place in the row even when nothing stands in it.
_MAY_BE_EMPTY = ("TD", "TH", "Figure")


class Source(PDFObject):  # type: ignore[misc]
    """An indirect object whose PDF source is known."""

    __RefOnly__ = 1
    __slots__ = ("__InternalName__", "body")

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: PDFDocument) -> bytes:
        """What stands between `obj` and `endobj`. ReportLab asks for it once, at the end."""
        return self.body.encode()


class Node(Source):
    """A structure element. `kids` are elements, (page, mark) pairs of marked content, or the areas of links."""

    __slots__ = ("attributes", "holds", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: "Node | None" = None, **attributes: str) -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        """Further keys and their values as PDF source: `Alt`, `A`, `Lang` …"""
        self.kids: list[Node | tuple[int, int] | Area] = []
        self.holds = False
        """Whether there is anything in it to read. What holds nothing is left out of the file: it traps readers."""
        self.number = 0

    def add(self, tag: str, **attributes: str) -> "Node":
        """A new last child."""
        kid = Node(tag, self, **attributes)
        self.kids.append(kid)
        if tag in _MAY_BE_EMPTY:
            kid.fill()
        return kid

    def mark(self, page: int, mark: int) -> None:
        """Marked content of a page is the next thing in it."""
        self.kids.append((page, mark))
        self.fill()

    def fill(self) -> None:
        """It holds something, and so do those above it."""
        node: Node | None = self
        while node is not None and not node.holds:
            node.holds = True
            node = node.parent


class Area:
    """An area of a page that leads to a named place: `box` as left, low, right, high in points from the lower left."""

    __slots__ = ("box", "label", "node", "number", "page", "target")

    def __init__(self, page: int, box: tuple[float, float, float, float], target: str, label: str, node: Node) -> None:
        self.page, self.box, self.target, self.label, self.node = page, box, target, label, node
        self.number = 0
        """Of its annotation in the file, once it has one."""


def text_string(text: str) -> str:
    """`text` as a PDF text string: UTF-16 with byte order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def number_of(document: PDFDocument, thing: PDFObject) -> int:
    """The object number of `thing` in the file, which it gets now if it had none."""
    name = document.Reference(thing).name
    return int(document.idToObjectNumberAndVersion[name][0])


def write(document: PDFDocument, root: Node, pages: list[int], marks: list[list[Node]], areas: list[Area]) -> Source:
    """Put the tree in the file; the structure tree root, for the catalog.

    `pages` are the object numbers of the pages, `marks` the owner of each mark by page; `areas` follow the pages in the
    numbering of structure parents.
    """
    top = Source()
    _element(document, root, number_of(document, top), pages)
    rows = [[f"{owner.number} 0 R" for owner in owners] for owners in marks]
    nums = [f"{page}[{' '.join(row)}]" for page, row in enumerate(rows)]
    nums += [f"{len(marks) + place} {area.node.number} 0 R" for place, area in enumerate(areas)]
    parents = Source(f"<</Nums[{' '.join(nums)}]>>")
    top.body = (
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {number_of(document, parents)} 0 R"
        f"/ParentTreeNextKey {len(marks) + len(areas)}>>"
    )
    return top


def _element(document: PDFDocument, node: Node, parent: int, pages: list[int]) -> int | None:
    """Write the element and those below it; the page on which it begins."""
    own = node.number = number_of(document, node)
    kids: list[str] = []
    begins: int | None = None
    for kid in node.kids:
        if isinstance(kid, tuple):
            page: int | None = kid[0]
            begins = page if begins is None else begins
            # Marks of the page it begins on need no page of their own.
            kids.append(str(kid[1]) if page == begins else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
        elif isinstance(kid, Area):
            kids.append(f"<</Type/OBJR/Obj {kid.number} 0 R>>")
        elif kid.holds:
            page = _element(document, kid, own, pages)
            begins = page if begins is None else begins
            kids.append(f"{kid.number} 0 R")
    extra = "".join([f"/{key} {value}" for key, value in node.attributes.items()]) if node.attributes else ""
    if begins is not None:
        extra += f"/Pg {pages[begins]} 0 R"
    inside = f" {kids[0]}" if len(kids) == 1 and kids[0][0] != "<" else f"[{' '.join(kids)}]"
    node.body = f"<</S/{node.tag}/P {parent} 0 R/K{inside}{extra}>>"
    return begins
