"""Binding: the finished sheet as the bytes of a PDF 1.7 file, with fonts, structure, outline, links and metadata."""

from datetime import date
from typing import Any, ClassVar, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc

from interview.report.drawing.clean import one_line
from interview.report.drawing.embedding import embed, stream
from interview.report.drawing.filing import PackedDocument
from interview.report.drawing.sheet import HEIGHT, WIDTH, Link, Sheet
from interview.report.drawing.structure import Raw, number_of, text_string, write

PROGRAM = "Doorvraag"


class About(NamedTuple):
    """What the file says about itself."""

    title: str
    subject: str
    author: str
    language: str
    """BCP 47, of the words of the document."""
    made_on: date
    keywords: str = ""


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    __NoDefault__: ClassVar[list[str]] = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


def bind(sheet: Sheet, about: About) -> bytes:
    """The file. Equal sheets give equal bytes."""
    document = PackedDocument(invariant=1, lang=about.language)
    _dated(document, about.made_on)
    used = sheet.setter.glyphs()
    for owner, name in sheet.faces.items():
        if used.get(owner):
            _resource(document, name, embed(document, owner, used[owner]))
    pages = [_page(document, place, ops, sheet) for place, ops in enumerate(sheet.pages)]
    _describe(document, about)
    _links(document, sheet, pages)
    write(document, sheet.root, pages, sheet.marks, [link.node for link in sheet.links])
    _outline(document, sheet, pages)
    return bytes(document.GetPDFData(None))


def _dated(document: pdfdoc.PDFDocument, made_on: date) -> None:
    stamp: Any = TimeStamp(1)
    stamp.YMDhms = (made_on.year, made_on.month, made_on.day, 12, 0, 0)
    document._timeStamp = stamp


def _resource(document: pdfdoc.PDFDocument, name: str, number: int) -> None:
    fonts = document.idToObject[pdfdoc.BasicFonts].dict
    fonts[name] = _Source(f"{number} 0 R")


class _Source(pdfdoc.PDFObject):  # type: ignore[misc]
    """PDF source written in place."""

    def __init__(self, source: str) -> None:
        self.source = source

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.source.encode()


def _page(document: pdfdoc.PDFDocument, place: int, ops: list[str], sheet: Sheet) -> int:
    page = _Page()
    page.pagewidth, page.pageheight = f"{WIDTH:.2f}", f"{HEIGHT:.2f}"
    page.MediaBox = _Source(f"[0 0 {WIDTH:.2f} {HEIGHT:.2f}]")
    page.Contents = stream("\n".join(ops).encode("ascii"))
    page.ExtGState = None
    page._shadingUsed = {}
    page.StructParents = place
    page.Tabs = pdfdoc.PDFName("S")
    own = [link for link in sheet.links if link.page == place]
    if own:
        page.Annots = _Source("[" + " ".join(f"{number_of(document, link.raw)} 0 R" for link in own) + "]")
    document.addPage(page)
    return number_of(document, page)


def _links(document: pdfdoc.PDFDocument, sheet: Sheet, pages: list[int]) -> None:
    for order, link in enumerate(sheet.links):
        link.raw.body = _annotation(link, sheet, pages, len(pages) + order).encode()


def _annotation(link: Link, sheet: Sheet, pages: list[int], parent: int) -> str:
    target = sheet.places[link.target]
    area = " ".join(f"{length:.2f}" for length in link.area)
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{area}]/Border[0 0 0]/F 4/StructParent {parent}"
        f"/Contents{text_string(link.label)}/P {pages[link.page]} 0 R"
        f"/Dest[{pages[target.page]} 0 R/XYZ null {HEIGHT - target.y:.2f} null]>>"
    )


def _outline(document: pdfdoc.PDFDocument, sheet: Sheet, pages: list[int]) -> None:
    """The tree of bookmarks as linked lists (PDF 32000-1, 12.3.3)."""
    top = Raw()
    entries = [(Raw(), *entry) for entry in sheet.outline]
    for raw, *_ in entries:
        number_of(document, raw)
    path: list[int] = []
    family: dict[int, list[int]] = {-1: []}
    for order, (_, _, _, level) in enumerate(entries):
        path = path[:level]
        family.setdefault(path[-1] if path else -1, []).append(order)
        path.append(order)
    numbers = [number_of(document, raw) for raw, *_ in entries]
    own = number_of(document, top)
    for parent, children in family.items():
        for place, order in enumerate(children):
            raw, title, name, _ = entries[order]
            target = sheet.places[name]
            parts = [f"/Title{text_string(one_line(title))}/Parent {own if parent < 0 else numbers[parent]} 0 R"]
            parts.append(f"/Dest[{pages[target.page]} 0 R/XYZ null {HEIGHT - target.y:.2f} null]")
            if place:
                parts.append(f"/Prev {numbers[children[place - 1]]} 0 R")
            if place < len(children) - 1:
                parts.append(f"/Next {numbers[children[place + 1]]} 0 R")
            if order in family:
                inner = family[order]
                parts.append(f"/First {numbers[inner[0]]} 0 R/Last {numbers[inner[-1]]} 0 R/Count {len(inner)}")
            raw.body = f"<<{''.join(parts)}>>".encode()
    first = family[-1]
    top.body = (
        f"<</Type/Outlines/First {numbers[first[0]]} 0 R/Last {numbers[first[-1]]} 0 R/Count {len(entries)}>>".encode()
    )
    document.Outlines.prepare = lambda *_: None
    document.Outlines.ready = 1
    document.Catalog.Outlines = top
    document.Catalog.PageMode = pdfdoc.PDFName("UseOutlines")


def _describe(document: pdfdoc.PDFDocument, about: About) -> None:
    catalog = document.Catalog
    catalog.MarkInfo = _Source("<</Marked true>>")
    catalog.ViewerPreferences = _Source("<</DisplayDocTitle true>>")
    info = document.info
    info.title, info.subject, info.author = about.title, about.subject, about.author
    info.creator = info.producer = PROGRAM
    info.keywords = about.keywords
    catalog.Metadata = stream(_xmp(about), "/Type/Metadata/Subtype/XML", packed=False)


def _xmp(about: About) -> bytes:
    when = f"{about.made_on.isoformat()}T12:00:00Z"
    body = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">'
        f"{escape(about.subject)}</rdf:li></rdf:Alt></dc:description>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{when}</xmp:ModifyDate><pdf:Producer>{PROGRAM}</pdf:Producer>"
        f"<pdf:Keywords>{escape(about.keywords)}</pdf:Keywords><pdfuaid:part>1</pdfuaid:part>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    return body.encode()
