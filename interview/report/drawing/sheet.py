"""The pages of one document: text with its tag, lines and dots as artifacts, links, outline.

Lengths are points; `x` from the left, `y` down from the top of the page. Pages stay open until they are bound, so that
the foot of page one can say how many there are.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from reportlab.pdfgen.pathobject import PDFPathObject

from interview.palette import PAPER
from interview.report.drawing.clean import one_line
from interview.report.drawing.embedding import Codes
from interview.report.drawing.faces import Face, face
from interview.report.drawing.setting import Line, Piece, Setter
from interview.report.drawing.structure import Node, text_string
from interview.report.drawing.styles import Style
from interview.report.drawing.tagging import Place, TaggedCanvas

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
_CORNER = 2.0


@cache
def colour(code: str) -> str:
    """`#RRGGBB` as the three numbers of a PDF operator."""
    return " ".join(f"{int(code[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))


class Sheet:
    """Draws on pages of `width` by `height`. Knows nothing of what a document is about."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.setter = Setter()
        self.height = height
        self.canvas = TaggedCanvas(width, height)
        self.root = self.canvas.root
        self._codes: dict[Face, Codes] = {}
        self._begun: dict[Style, tuple[str, Codes]] = {}

    @property
    def pages(self) -> list[list[str]]:
        """The operators of each page so far."""
        return self.canvas.pages

    @property
    def page(self) -> int:
        """The page drawn on, counted from 0. May be set, to go back to one."""
        return self.canvas.page

    @page.setter
    def page(self, number: int) -> None:
        self.canvas.page = number

    def new_page(self) -> None:
        """Open a page; what is drawn next lands there."""
        self.canvas.turn()

    def text(self, node: Node, line: Line | Iterable[Line], style: Style, x: float, y: float) -> None:
        """Lines of one element, first baseline at `y`, flush left at `x`."""
        lines = [line] if isinstance(line, Line) else list(line)
        shown = self._shown(lines, style, x, y)
        if shown:
            self._marked(node, shown)

    def right(self, node: Node, line: Line, style: Style, x: float, y: float) -> None:
        """One line flush right at `x`."""
        self.text(node, line, style, x - line.width, y)

    def centre(self, node: Node, line: Line, style: Style, x: float, y: float) -> None:
        """One line centred on `x`."""
        self.text(node, line, style, x - line.width / 2, y)

    def artifact_text(self, line: Line, style: Style, x: float, y: float) -> None:
        """Text that a reader skips because it stands elsewhere as content: a running head or foot."""
        self._artifact(self._shown([line], style, x, y), "/Pagination")

    def _marked(self, node: Node, shown: str) -> None:
        self.canvas.mark(node, shown)

    def _artifact(self, shown: str, kind: str = "/Layout") -> None:
        if shown:
            self.canvas.artifact(shown, kind)

    def _codes_of(self, owner: Face) -> Codes:
        known = self._codes.get(owner)
        if known is None:
            known = self._codes[owner] = Codes(owner, self.canvas._doc)
        return known

    def _begin(self, style: Style) -> tuple[str, Codes]:
        """What precedes any text of a style, and its codes. The size is in the matrix, so a font is named without."""
        known = self._begun.get(style)
        if known is None:
            codes = self._codes_of(face(style.file, style.tabular, style.kerned))
            size = style.size
            state = f"{colour(style.colour)} rg {codes.font} 1 Tf {style.leading / size:.4f} TL"
            known = self._begun[style] = f"BT {state} {size:g} 0 0 {size:g}", codes
        return known

    def _shown(self, lines: list[Line], style: Style, x: float, y: float) -> str:
        start, codes = self._begin(style)
        place = f"{start} {x:.2f} {self.height - y:.2f} Tm"
        if [line.pieces for line in lines].count(None) == len(lines):
            texts = [line.text.translate(codes) for line in lines]
            if not codes.several:
                return f"{place}({')Tj T*('.join(texts)})Tj ET" if any(texts) else ""
        return self._mixed(lines, place, face(style.file, style.tabular, style.kerned))

    def _mixed(self, lines: list[Line], place: str, base: Face) -> str:
        """Lines of several faces, or of one that has run over into a second font."""
        if not any(line.text if line.pieces is None else line.pieces for line in lines):
            return ""
        parts = [place]
        font = self._codes_of(base).font
        for number, line in enumerate(lines):
            if number:
                parts.append("T*")
            open_span = False
            for piece in [Piece(base, line.text, None, 0.0)] if line.pieces is None else line.pieces:
                if piece.actual != "" and open_span:
                    parts.append("EMC")
                    open_span = False
                if piece.actual:
                    parts.append(f"/Span<</ActualText{text_string(piece.actual)}>>BDC")
                    open_span = True
                shown, font = self._codes_of(piece.face).shown(piece, font)
                parts.append(shown)
            if open_span:
                parts.append("EMC")
        return " ".join([*parts, "ET"])

    def spoken(self, node: Node, words: str, style: Style, x: float, y: float) -> None:
        """Words that are heard and not seen, beside a sign that is seen and not heard."""
        drawn = self._shown([self.setter.line("\u2022", style)], style, x, y)
        self._marked(node, f"/Span<</ActualText{text_string(words)}>>BDC 3 Tr {drawn} 0 Tr EMC")

    def link(self, node: Node, line: Line, style: Style, x: float, y: float, target: str) -> None:
        """Text that leads to the place named `target`."""
        owner = node.add("Link")
        self.text(owner, line, style, x, y)
        base = self.height - y
        box = (x - 1, base - 0.28 * style.size, x + line.width + 1, base + 0.85 * style.size)
        self.canvas.lead(owner, box, target, line.text)

    def place(self, name: str, y: float) -> None:
        """Name the height `y` of this page, for links and the outline."""
        self.canvas.places[name] = Place(self.page, self.height - y)

    def entry(self, title: str, name: str, level: int) -> None:
        """An entry of the outline that leads to the place `name`; a level may be one deeper than the entry before."""
        self.canvas.addOutlineEntry(one_line(title), name, level)

    def rule(self, x: float, y: float, width: float, thickness: float, code: str = PAPER.ink) -> None:
        """A horizontal line."""
        at = self.height - y
        self._artifact(f"{colour(code)} RG {thickness:g} w {x:.2f} {at:.2f} m {x + width:.2f} {at:.2f} l S")

    def upright(self, x: float, y: float, height: float, thickness: float, code: str = PAPER.ink) -> None:
        """A vertical line from `y` down."""
        at = self.height - y
        self._artifact(f"{colour(code)} RG {thickness:g} w {x:.2f} {at:.2f} m {x:.2f} {at - height:.2f} l S")

    def bar(self, x: float, y: float, width: float, height: float, code: str, edge: str | None = None) -> None:
        """A filled rectangle, with its top left at (x, y)."""
        outline, paint = (f"{colour(edge)} RG .6 w ", "B") if edge else ("", "f")
        box = f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re"
        self._artifact(f"{outline}{colour(code)} rg {box} {paint}")

    def cell(self, x: float, y: float, width: float, height: float, code: str, edge: str | None = None) -> None:
        """A filled rectangle with round corners."""
        outline, paint = (f"{colour(edge)} RG .5 w ", "b") if edge else ("", "f")
        self._figure(f"{outline}{colour(code)} rg", x, y + height, f"{_rounded(width, height)} {paint}")

    def disc(self, x: float, y: float, radius: float, fill: str | None, edge: str, thickness: float = 0.6) -> None:
        """A disc around (x, y): filled, or open when `fill` is None."""
        inside, paint = (f"{colour(fill)} rg ", "b") if fill else ("", "s")
        self._figure(f"{inside}{colour(edge)} RG {thickness:g} w", x, y, f"{_circle(radius)} {paint}")

    def half_disc(self, x: float, y: float, radius: float, code: str) -> None:
        """An open disc whose left half is filled."""
        inks = f"{colour(code)} RG {colour(code)} rg .6 w"
        self._figure(inks, x, y, f"{_circle(radius)} s {_half(radius)} f")

    def _figure(self, inks: str, x: float, y: float, shape: str) -> None:
        """A shape drawn around or from its own origin."""
        self._artifact(f"q {inks} 1 0 0 1 {x:.2f} {self.height - y:.2f} cm {shape} Q")


@lru_cache(maxsize=64)
def _rounded(width: float, height: float) -> str:
    path = PDFPathObject()
    path.roundRect(0, 0, width, height, _CORNER)
    return str(path.getCode())


@lru_cache(maxsize=64)
def _circle(radius: float) -> str:
    path = PDFPathObject()
    path.circle(0, 0, radius)
    return str(path.getCode())


@lru_cache(maxsize=64)
def _half(radius: float) -> str:
    path = PDFPathObject()
    path.arc(-radius, -radius, radius, radius, 90, 180)
    path.close()
    return str(path.getCode())
