"""The pages of one document: text with its tag, lines and dots as artifacts, links, outline.

Lengths are points; `x` from the left, `y` down from the top of the page. Pages stay open until they are bound, so that
the foot of page one can say how many there are.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from interview.palette import PAPER
from interview.report.drawing.clean import one_line
from interview.report.drawing.faces import Face, face
from interview.report.drawing.filing import Thing, text_string
from interview.report.drawing.setting import Line, Setter
from interview.report.drawing.structure import Node
from interview.report.drawing.styles import Style

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
_CURVE = 0.5523
"""Control points of a quarter circle drawn as one Bézier curve, as a share of the radius."""


@cache
def colour(code: str) -> str:
    """`#RRGGBB` as the three numbers of a PDF operator."""
    return " ".join(f"{int(code[place : place + 2], 16) / 255:.3f}" for place in (1, 3, 5))


class Link(NamedTuple):
    """An area of a page that leads to a named place."""

    thing: Thing
    page: int
    area: tuple[float, float, float, float]
    target: str
    node: Node
    label: str


class Place(NamedTuple):
    """Where a name or an outline entry leads."""

    page: int
    y: float


class Sheet:
    """Draws. Knows nothing of what a document is about."""

    def __init__(self) -> None:
        self.setter = Setter()
        self.root = Node("Document")
        self.pages: list[list[str]] = []
        self.marks: list[list[Node]] = []
        self.links: list[Link] = []
        self.places: dict[str, Place] = {}
        self.outline: list[tuple[str, str, int]] = []
        self._names: dict[Face, str] = {}
        self.page = -1

    def new_page(self) -> None:
        """Open a page; what is drawn next lands there."""
        self.pages.append([])
        self.marks.append([])
        self.page = len(self.pages) - 1

    def font_name(self, owner: Face) -> str:
        """The name of a face in the resources of every page."""
        return self._names.setdefault(owner, f"F{len(self._names) + 1}")

    @property
    def faces(self) -> dict[Face, str]:
        """The faces used, with their names."""
        return self._names

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
        owners = self.marks[self.page]
        mark = len(owners)
        owners.append(node)
        node.kids.append((self.page, mark))
        self.pages[self.page].append(f"/{node.tag}<</MCID {mark}>>BDC {shown} EMC")

    def _artifact(self, shown: str, kind: str = "/Layout") -> None:
        if shown:
            self.pages[self.page].append(f"/Artifact<</Type{kind}>>BDC {shown} EMC")

    def _shown(self, lines: list[Line], style: Style, x: float, y: float) -> str:
        base = face(style.file, style.tabular, style.kerned)
        size = style.size
        parts = [f"BT {colour(style.colour)} rg {size:g} 0 0 {size:g} {x:.2f} {HEIGHT - y:.2f} Tm"]
        drop = f"0 {-style.leading / size:.4f} Td"
        current: Face | None = None
        for number, line in enumerate(lines):
            if number:
                parts.append(drop)
            open_span = False
            for piece in line.pieces:
                if piece.actual != "" and open_span:
                    parts.append("EMC")
                    open_span = False
                if piece.actual:
                    parts.append(f"/Span<</ActualText{text_string(piece.actual)}>>BDC")
                    open_span = True
                if piece.face is not current:
                    parts.append(f"/{self.font_name(piece.face)} 1 Tf")
                    current = piece.face
                parts.append(piece.show)
            if open_span:
                parts.append("EMC")
        self.font_name(base)
        return " ".join([*parts, "ET"]) if current else ""

    def spoken(self, node: Node, words: str, style: Style, x: float, y: float) -> None:
        """Words that are heard and not seen, beside a sign that is seen and not heard."""
        drawn = self._shown([self.setter.line("\u2022", style)], style, x, y)
        self._marked(node, f"/Span<</ActualText{text_string(words)}>>BDC 3 Tr {drawn} 0 Tr EMC")

    def link(self, node: Node, line: Line, style: Style, x: float, y: float, target: str) -> None:
        """Text that leads to the place named `target`."""
        owner = node.add("Link")
        self.text(owner, line, style, x, y)
        thing = Thing()
        owner.kids.append(thing)
        base = HEIGHT - y
        area = (x - 1, base - 0.28 * style.size, x + line.width + 1, base + 0.85 * style.size)
        self.links.append(Link(thing, self.page, area, target, owner, line.text))

    def place(self, name: str, y: float) -> None:
        """Name the height `y` of this page, for links and the outline."""
        self.places[name] = Place(self.page, y)

    def entry(self, title: str, name: str, level: int) -> None:
        """An entry of the outline that leads to the place `name`; a level may be one deeper than the entry before."""
        self.outline.append((one_line(title), name, level))

    def rule(self, x: float, y: float, width: float, thickness: float, code: str = PAPER.ink) -> None:
        """A horizontal line."""
        at = HEIGHT - y
        self._artifact(f"{colour(code)} RG {thickness:g} w {x:.2f} {at:.2f} m {x + width:.2f} {at:.2f} l S")

    def upright(self, x: float, y: float, height: float, thickness: float, code: str = PAPER.ink) -> None:
        """A vertical line from `y` down."""
        at = HEIGHT - y
        self._artifact(f"{colour(code)} RG {thickness:g} w {x:.2f} {at:.2f} m {x:.2f} {at - height:.2f} l S")

    def bar(self, x: float, y: float, width: float, height: float, code: str, edge: str | None = None) -> None:
        """A filled rectangle, with its top left at (x, y)."""
        outline, paint = (f"{colour(edge)} RG .6 w ", "B") if edge else ("", "f")
        box = f"{x:.2f} {HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re"
        self._artifact(f"{outline}{colour(code)} rg {box} {paint}")

    def cell(self, x: float, y: float, width: float, height: float, code: str, edge: str | None = None) -> None:
        """A filled rectangle with round corners."""
        outline, paint = (f"{colour(edge)} RG .5 w ", "b") if edge else ("", "f")
        radius = 2.0
        left, right, low, high = x, x + width, HEIGHT - y - height, HEIGHT - y
        k = radius * (1 - _CURVE)
        path = (
            f"{left + radius:.2f} {low:.2f} m {right - radius:.2f} {low:.2f} l "
            f"{right - k:.2f} {low:.2f} {right:.2f} {low + k:.2f} {right:.2f} {low + radius:.2f} c "
            f"{right:.2f} {high - radius:.2f} l "
            f"{right:.2f} {high - k:.2f} {right - k:.2f} {high:.2f} {right - radius:.2f} {high:.2f} c "
            f"{left + radius:.2f} {high:.2f} l "
            f"{left + k:.2f} {high:.2f} {left:.2f} {high - k:.2f} {left:.2f} {high - radius:.2f} c "
            f"{left:.2f} {low + radius:.2f} l "
            f"{left:.2f} {low + k:.2f} {left + k:.2f} {low:.2f} {left + radius:.2f} {low:.2f} c h"
        )
        self._artifact(f"{outline}{colour(code)} rg {path} {paint}")

    def disc(self, x: float, y: float, radius: float, fill: str | None, edge: str, thickness: float = 0.6) -> None:
        """A disc around (x, y): filled, or open when `fill` is None."""
        paint = (
            f"{colour(fill)} rg {_circle(x, HEIGHT - y, radius)} b" if fill else f"{_circle(x, HEIGHT - y, radius)} s"
        )
        self._artifact(f"{colour(edge)} RG {thickness:g} w {paint}")

    def half_disc(self, x: float, y: float, radius: float, code: str) -> None:
        """An open disc whose left half is filled."""
        at, k, left = HEIGHT - y, radius * _CURVE, x - radius
        half = (
            f"{x:.2f} {at + radius:.2f} m "
            f"{x - k:.2f} {at + radius:.2f} {left:.2f} {at + k:.2f} {left:.2f} {at:.2f} c "
            f"{left:.2f} {at - k:.2f} {x - k:.2f} {at - radius:.2f} {x:.2f} {at - radius:.2f} c h f"
        )
        self._artifact(f"{colour(code)} RG {colour(code)} rg .6 w {_circle(x, at, radius)} s {half}")


def _circle(x: float, y: float, radius: float) -> str:
    k = radius * _CURVE
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c"
    )
