"""The tree of a tagged PDF: what each stretch of a page is, in the order of reading.

Written as PDF 32000-1 describes in 14.7 and 14.8.
"""

from interview.report.drawing.filing import File, Thing

# A cell holds its place in the row even when nothing stands in it.
_MAY_BE_EMPTY = ("TD", "TH", "Figure")


class Node:
    """A structure element. `kids` are elements, (page, mark) pairs of marked content, or link annotations."""

    __slots__ = ("attributes", "kids", "tag", "thing")

    def __init__(self, tag: str, **attributes: str) -> None:
        self.tag = tag
        self.attributes = attributes
        """Further keys and their values as PDF source: `Alt`, `A`, `Lang` …"""
        self.kids: list[Node | tuple[int, int] | Thing] = []
        self.thing = Thing()

    def add(self, tag: str, **attributes: str) -> "Node":
        """A new last child."""
        kid = Node(tag, **attributes)
        self.kids.append(kid)
        return kid


def write(file: File, root: Node, pages: list[str], marks: list[list[Node]], links: list[Node]) -> Thing:
    """Put the tree in the file; the structure tree root, for the catalog.

    `pages` are references to the pages, `marks` the owner of each mark by page, `links` the owner of each link in the
    order of its StructParent, which follows the pages' own.
    """
    top = Thing()
    _element(file, root, file.ref(top), pages)
    nums: list[str] = []
    for page, owners in enumerate(marks):
        row = Thing("[" + " ".join([f"{owner.thing.number} 0 R" for owner in owners]) + "]")
        nums.append(f"{page} {file.ref(row)}")
    nums += [f"{len(marks) + place} {file.ref(link.thing)}" for place, link in enumerate(links)]
    parents = Thing(f"<</Nums[{' '.join(nums)}]>>")
    top.write(
        f"<</Type/StructTreeRoot/K[{file.ref(root.thing)}]/ParentTree {file.ref(parents)}"
        f"/ParentTreeNextKey {len(marks) + len(links)}>>"
    )
    return top


def _holds(node: Node) -> bool:
    return node.tag in _MAY_BE_EMPTY or any(not isinstance(kid, Node) or _holds(kid) for kid in node.kids)


def _element(file: File, node: Node, parent: str, pages: list[str]) -> int | None:
    """Write the element and those below it; the page on which it begins. Empty ones are left out: they trap readers."""
    own = file.ref(node.thing)
    kids: list[str] = []
    begins: int | None = None
    for kid in node.kids:
        if isinstance(kid, tuple):
            page: int | None = kid[0]
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
        elif isinstance(kid, Thing):
            kids.append(f"<</Type/OBJR/Obj {file.ref(kid)}>>")
            continue
        elif _holds(kid):
            page = _element(file, kid, own, pages)
            kids.append(f"{kid.thing.number} 0 R")
        else:
            continue
        begins = page if begins is None else begins
    extra = "".join([f"/{key} {value}" for key, value in node.attributes.items()]) if node.attributes else ""
    if begins is not None:
        extra += f"/Pg {pages[begins]}"
    node.thing.write(f"<</Type/StructElem/S/{node.tag}/P {parent}/K[{' '.join(kids)}]{extra}>>")
    return begins
