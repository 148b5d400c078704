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

    __slots__ = ("attributes", "holds", "kids", "parent", "reference", "tag")

    def __init__(self, tag: str, parent: "Node | None" = None, **attributes: str) -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        """Further keys and their values as PDF source: `Alt`, `A`, `Lang` …"""
        self.kids: list[Node | tuple[int, int] | Area] = []
        self.holds = False
        """Whether there is anything in it to read. What holds nothing is left out of the file: it traps readers."""
        self.reference = ""
        """To it in the file, as PDF source, once it has one."""

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

    __slots__ = ("box", "label", "node", "page", "reference", "target")

    def __init__(self, page: int, box: tuple[float, float, float, float], target: str, label: str, node: Node) -> None:
        self.page, self.box, self.target, self.label, self.node = page, box, target, label, node
        self.reference = ""
        """To its annotation in the file, as PDF source, once it has one."""


def text_string(text: str) -> str:
    """`text` as a PDF text string: UTF-16 with byte order mark, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


def reference(document: PDFDocument, thing: PDFObject) -> str:
    """A reference to `thing` as PDF source; it becomes an object of the file now if it was none."""
    number, _ = document.idToObjectNumberAndVersion[document.Reference(thing).name]
    return f"{number} 0 R"


def write(document: PDFDocument, root: Node, pages: list[str], marks: list[list[Node]], areas: list[Area]) -> Source:
    """Put the tree in the file; the structure tree root, for the catalog.

    `pages` are references to the pages, `marks` the owner of each mark by page; `areas` follow the pages in the
    numbering of structure parents.
    """
    top = Source()
    _element(document, root, reference(document, top), pages)
    nums = [f"{page}[{' '.join([owner.reference for owner in owners])}]" for page, owners in enumerate(marks)]
    nums += [f"{len(marks) + place} {area.node.reference}" for place, area in enumerate(areas)]
    parents = Source(f"<</Nums[{' '.join(nums)}]>>")
    top.body = (
        f"<</Type/StructTreeRoot/K {root.reference}/ParentTree {reference(document, parents)}"
        f"/ParentTreeNextKey {len(marks) + len(areas)}>>"
    )
    return top


def _element(document: PDFDocument, node: Node, parent: str, pages: list[str]) -> int | None:
    """Write the element and those below it; the page on which it begins."""
    own = node.reference = reference(document, node)
    extra = "".join([f"/{key} {value}" for key, value in node.attributes.items()]) if node.attributes else ""
    begins, inside = _kids(document, node, own, pages)
    if begins is not None:
        extra += f"/Pg {pages[begins]}"
    node.body = f"<</S/{node.tag}/P {parent}/K{inside}{extra}>>"
    return begins


def _kids(document: PDFDocument, node: Node, own: str, pages: list[str]) -> tuple[int | None, str]:
    """The page of the first mark, and the kids as PDF source. Marks of that page need no page of their own."""
    first = node.kids[0] if node.kids else None
    if len(node.kids) == 1 and isinstance(first, tuple):
        return first[0], f" {first[1]}"
    kids: list[str] = []
    begins: int | None = None
    for kid in node.kids:
        if isinstance(kid, tuple):
            page: int | None = kid[0]
            begins = page if begins is None else begins
            kids.append(str(kid[1]) if page == begins else f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
        elif isinstance(kid, Area):
            kids.append(f"<</Type/OBJR/Obj {kid.reference}>>")
        elif kid.holds:
            page = _element(document, kid, own, pages)
            begins = page if begins is None else begins
            kids.append(kid.reference)
    return begins, f"[{' '.join(kids)}]"
