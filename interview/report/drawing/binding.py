"""Binding: the finished sheet as the bytes of a PDF 1.7 file, with what the file says about itself."""

from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import XMP, PDFString

from interview.report.drawing.sheet import Sheet

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
    canvas = sheet.canvas
    canvas.setTitle(about.title)
    canvas.setSubject(about.subject)
    canvas.setAuthor(about.author)
    canvas.setKeywords(about.keywords)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    canvas.setDateFormatter(lambda *_: f"D:{about.made_on:%Y%m%d}120000Z")
    catalog = canvas._doc.Catalog
    catalog.Lang = PDFString(about.language)
    # Bytes: ReportLab would write a text in an encoding that lacks most of the world's letters.
    catalog.Metadata = XMP(creator=lambda _: _xmp(about))
    canvas.showOutline()
    return canvas.finish()


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
