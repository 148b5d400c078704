"""Binding: the finished sheet as the bytes of a PDF 1.7 file, with fonts, structure, outline, links and metadata."""

from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from interview.report.drawing.embedding import embed
from interview.report.drawing.filing import File, Thing, stream, text_string
from interview.report.drawing.sheet import HEIGHT, WIDTH, Link, Sheet
from interview.report.drawing.structure import write

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


def bind(sheet: Sheet, about: About) -> bytes:
    """The file. Equal sheets give equal bytes."""
    file = File()
    used = sheet.setter.glyphs()
    fonts = [f"/{name} {embed(file, owner, used[owner])}" for owner, name in sheet.faces.items() if used.get(owner)]
    resources, tree = Thing(f"<</Font<<{''.join(fonts)}>>>>"), Thing()
    kids = [Thing() for _ in sheet.pages]
    pages = [file.ref(page) for page in kids]
    for place, page in enumerate(kids):
        page.write(_page(file, sheet, place, f"/Parent {file.ref(tree)}/Resources {file.ref(resources)}"))
    tree.write(f"<</Type/Pages/Kids[{' '.join(pages)}]/Count {len(pages)}>>")
    for order, link in enumerate(sheet.links):
        link.thing.write(_annotation(link, sheet, pages, len(pages) + order))
    structure = write(file, sheet.root, pages, sheet.marks, [link.node for link in sheet.links])
    metadata = stream(_xmp(about), "/Type/Metadata/Subtype/XML", packed=False)
    catalog = Thing(
        f"<</Type/Catalog/Pages {file.ref(tree)}/Lang({about.language})/MarkInfo<</Marked true>>"
        f"/ViewerPreferences<</DisplayDocTitle true>>/PageMode/UseOutlines/Outlines {_outline(file, sheet, pages)}"
        f"/StructTreeRoot {file.ref(structure)}/Metadata {file.ref(metadata)}>>"
    )
    return file.whole(catalog, _info(about))


def _page(file: File, sheet: Sheet, place: int, shared: str) -> str:
    content = stream("\n".join(sheet.pages[place]).encode("ascii"))
    links = " ".join([file.ref(link.thing) for link in sheet.links if link.page == place])
    annotations = f"/Annots[{links}]" if links else ""
    return (
        f"<</Type/Page{shared}/MediaBox[0 0 {WIDTH:.2f} {HEIGHT:.2f}]/Contents {file.ref(content)}"
        f"/StructParents {place}/Tabs/S{annotations}>>"
    )


def _annotation(link: Link, sheet: Sheet, pages: list[str], parent: int) -> str:
    area = " ".join(f"{length:.2f}" for length in link.area)
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{area}]/Border[0 0 0]/F 4/StructParent {parent}"
        f"/Contents{text_string(link.label)}/P {pages[link.page]}/Dest{_destination(sheet, pages, link.target)}>>"
    )


def _destination(sheet: Sheet, pages: list[str], name: str) -> str:
    target = sheet.places[name]
    return f"[{pages[target.page]}/XYZ null {HEIGHT - target.y:.2f} null]"


def _outline(file: File, sheet: Sheet, pages: list[str]) -> str:
    """The tree of bookmarks as linked lists (PDF 32000-1, 12.3.3); a reference to its root."""
    top = Thing()
    entries = [Thing() for _ in sheet.outline]
    families = _families(sheet)
    for parent, children in families.items():
        above = top if parent < 0 else entries[parent]
        for place, order in enumerate(children):
            title, name, _ = sheet.outline[order]
            parts = [f"/Title{text_string(title)}/Parent {file.ref(above)}/Dest{_destination(sheet, pages, name)}"]
            if place:
                parts.append(f"/Prev {file.ref(entries[children[place - 1]])}")
            if place < len(children) - 1:
                parts.append(f"/Next {file.ref(entries[children[place + 1]])}")
            parts.append(_ends(file, entries, families.get(order, [])))
            entries[order].write(f"<<{''.join(parts)}>>")
    top.write(f"<</Type/Outlines{_ends(file, entries, families[-1])}>>")
    return file.ref(top)


def _families(sheet: Sheet) -> dict[int, list[int]]:
    """The children of each entry of the outline; those of -1 are at the top."""
    path: list[int] = []
    found: dict[int, list[int]] = {-1: []}
    for order, (_, _, level) in enumerate(sheet.outline):
        path = path[:level]
        found.setdefault(path[-1] if path else -1, []).append(order)
        path.append(order)
    return found


def _ends(file: File, entries: list[Thing], children: list[int]) -> str:
    if not children:
        return ""
    return f"/First {file.ref(entries[children[0]])}/Last {file.ref(entries[children[-1]])}/Count {len(children)}"


def _info(about: About) -> Thing:
    when = f"(D:{about.made_on:%Y%m%d}120000Z)"
    return Thing(
        f"<</Title{text_string(about.title)}/Subject{text_string(about.subject)}/Author{text_string(about.author)}"
        f"/Keywords{text_string(about.keywords)}/Creator({PROGRAM})/Producer({PROGRAM})"
        f"/CreationDate{when}/ModDate{when}>>"
    )


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
