"""The canvas: ReportLab's, with every operator inside marked content and the tree of a tagged PDF at the end.

Pages stay open until `finish`, so that the foot of page one can say how many there are.
"""

import zlib
from functools import cache
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFDictionary, PDFStream, PDFStreamFilterZCompress
from reportlab.pdfgen.canvas import Canvas

from interview.report.drawing.embedding import program
from interview.report.drawing.structure import Area, Node, reference, write

_FIRST = "inter/Inter-Regular.ttf"


class _Link(LinkAnnotation):  # type: ignore[misc]
    permitted = (*LinkAnnotation.permitted, "StructParent")


class _Packing(PDFStreamFilterZCompress):  # type: ignore[misc]
    def encode(self, text: bytes) -> bytes:
        """Two levels below the default: a third less time, a twelfth more room."""
        return zlib.compress(text, 4)


_PACKING = _Packing()


class Place(NamedTuple):
    """Where a name leads: a page, and a height on it in points from its foot."""

    page: int
    high: float


@cache
def _first_font() -> str:
    """A canvas asks for a font it knows by name; with one of ours it does not name Helvetica, which isn't embedded."""
    font = program(_FIRST)
    pdfmetrics.registerFont(font)
    return str(font.fontName)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draw between `turn` and `finish`, with `mark` and `artifact`."""

    def __init__(self, width: float, height: float) -> None:
        # Invariant: no clock and no random number gets into the file.
        super().__init__(
            BytesIO(), (width, height), pageCompression=1, invariant=1, pdfVersion=(1, 7), initialFontName=_first_font()
        )
        self.root = Node("Document")
        self.pages: list[list[str]] = []
        self.marks: list[list[Node]] = []
        self.areas: list[Area] = []
        self.places: dict[str, Place] = {}
        self.page = -1

    def turn(self) -> None:
        """Open a page."""
        self.pages.append([])
        self.marks.append([])
        self.page = len(self.pages) - 1

    def mark(self, node: Node, operators: str) -> None:
        """Content of `node` on this page."""
        owners = self.marks[self.page]
        node.mark(self.page, len(owners))
        self.pages[self.page].append(f"/{node.tag}<</MCID {len(owners)}>>BDC {operators} EMC")
        owners.append(node)

    def artifact(self, operators: str, kind: str) -> None:
        """Something to see that is not content; `kind` is /Layout or /Pagination."""
        self.pages[self.page].append(f"/Artifact<</Type{kind}>>BDC {operators} EMC")

    def lead(self, node: Node, box: tuple[float, float, float, float], target: str, label: str) -> None:
        """Make an area of this page lead to a place; `node` is the link of the structure tree."""
        area = Area(self.page, box, target, label, node)
        self.areas.append(area)
        node.kids.append(area)

    def finish(self) -> bytes:
        """The file."""
        for page, code in enumerate(self.pages):
            self._code = code
            for name, place in self.places.items():
                if place.page == page:
                    self.bookmarkPage(name, fit="XYZ", top=place.high)
            for order, area in enumerate(self.areas):
                if area.page == page:
                    self._annotate(area, len(self.pages) + order)
            self.showPage()
        document = self._doc
        pages = [reference(document, page) for page in document.Pages.pages]
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        document.Catalog.StructTreeRoot = write(document, self.root, pages, self.marks, self.areas)
        self.setViewerPreference("DisplayDocTitle", "true")
        data: bytes = self.getpdfdata()
        return data

    def _annotate(self, area: Area, parent: int) -> None:
        annotation = _Link(
            area.box, area.label, self._bookmarkReference(area.target), "[0 0 0]", F=4, StructParent=parent
        )
        self._addAnnotation(annotation)
        area.reference = reference(self._doc, annotation)

    def showPage(self) -> None:  # noqa: N802 - the name ReportLab calls
        """Close the page, with its place in the structure."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._doc.Pages.pages) - 1, "/S"
        # Given here, because ReportLab by default makes page streams a quarter larger to keep them ASCII.
        content = page.stream.encode("ascii")
        page.Contents = PDFStream(content=content, filters=[_PACKING])
        self._doc.updateSignature(content)
