"""The candidate report as one would write it with ReportLab's platypus: the peer of `benchmarks.report`.

The same texts, tables, plots, running heads and page numbers as ours, as Paragraphs in Tables kept together, with the
text escaped by hand. Not tagged, and without fallback fonts, because platypus has neither.
"""

import io
from functools import cache
from html import escape
from typing import Any

from interview.i18n import formats, words
from interview.model.dossier import CompetencyLine, Dossier, QuestionRecord
from interview.model.note import Part

FONTS = "interview/report/fonts/inter"


@cache
def styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("Regular", "Semibold", "Display"):
        pdfmetrics.registerFont(TTFont(f"Inter-{name}", f"{FONTS}/Inter-{name}.ttf"))

    def style(name: str, font: str, size: float, leading: float) -> ParagraphStyle:
        return ParagraphStyle(name, fontName=f"Inter-{font}", fontSize=size, leading=leading)

    return {
        "name": style("name", "Display", 26, 30),
        "h2": style("h2", "Semibold", 13.5, 17),
        "h3": style("h3", "Semibold", 9.8, 12.8),
        "body": style("body", "Regular", 8.8, 12.6),
        "strong": style("strong", "Semibold", 8.8, 12.6),
        "evidence": style("evidence", "Regular", 8.5, 11.7),
        "small": style("small", "Regular", 7.2, 9),
        "anchor": style("anchor", "Regular", 7, 8.8),
    }


def said(text: str, style: str) -> Any:
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text), styles()[style])


def table(rows: list[list[Any]], widths: list[float] | None = None, *extra: tuple[Any, ...]) -> Any:
    from reportlab.platypus import Table

    plain = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    plain += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return Table(rows, colWidths=widths, style=[*plain, *extra])


def plot(line: CompetencyLine) -> Any:
    from reportlab.graphics.shapes import Circle, Drawing, Line, Rect

    drawing = Drawing(190, 28)
    for level in range(5):
        drawing.add(Line(level * 45, 0, level * 45, 28))
    if line.interval is not None:
        low, high = line.interval
        drawing.add(Rect((low - 1) * 45, 10, (high - low) * 45, 6))
    for _, value in line.by_rater:
        drawing.add(Circle((value - 1) * 45, 23, 1.8))
    drawing.add(Circle(((line.mean or 1) - 1) * 45, 13, 4))
    return drawing


def question_block(dossier: Dossier, question: QuestionRecord) -> Any:
    from reportlab.platypus import KeepTogether, Spacer

    say = words("en")
    rail = [
        said(f"Q{question.number}", "h2"),
        said(question.competency, "strong"),
        said(f"{question.mean:.1f} mean", "small"),
    ]
    raters = [
        [said(dossier.member(found.rater_id).name, "small"), said(str(found.level), "small")]
        for found in question.answers
    ]
    rail.append(table(raters, [80, 30]))
    notes: list[list[Any]] = []
    for found in question.answers:
        if found.notes:
            notes.append([said(dossier.member(found.rater_id).name, "small"), ""])
        for part in Part:
            lines = [said(line.text, "evidence") for line in found.notes if line.part is part]
            if lines:
                notes.append([said(say(f"report.part.{part.value}"), "small"), lines])
    scale: list[list[Any]] = [[], []]
    for level, anchor in enumerate(question.anchors, start=1):
        who = " ".join(dossier.member(found.rater_id).initials for found in question.answers if found.level == level)
        scale[0].append(said(f"{level} {who}", "strong"))
        scale[1].append(said(anchor, "anchor"))
    right = [
        said(question.text, "h3"),
        table(notes, [48, 300]),
        table(scale, [70] * 5, ("LINEABOVE", (0, 0), (-1, 0), 3, "#DCE1E6")),
    ]
    return KeepTogether(
        [table([[rail, right]], [118, 364], ("LINEABOVE", (0, 0), (-1, 0), 0.7, "#16202A")), Spacer(1, 8)]
    )


def platypus(dossier: Dossier) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import PageBreak, SimpleDocTemplate, Spacer

    say = words("en")

    class Numbered(Canvas):  # type: ignore[misc]
        """Page x of y: every page is kept and drawn again at the end."""

        kept: list[dict[str, Any]]

        def showPage(self) -> None:  # noqa: N802 - the name ReportLab calls
            self.__dict__.setdefault("kept", []).append(
                {key: value for key, value in self.__dict__.items() if key != "kept"}
            )
            self._startPage()

        def save(self) -> None:
            kept = self.kept
            for number, state in enumerate(kept, start=1):
                self.__dict__.update(state)
                self.setFont("Inter-Regular", 7.2)
                self.drawString(57, 30, say("report.confidential"))
                self.drawRightString(539, 30, say("report.page", page=number, count=len(kept)))
                if dossier.delete_by is not None:
                    self.drawString(250, 30, say("report.delete_by", date=formats.long_date(dossier.delete_by, "en")))
                if number > 1:
                    self.drawString(57, 808, f"{dossier.candidate_name} {dossier.vacancy_title}")
                super().showPage()
            super().save()

    story: list[Any] = [
        said(dossier.candidate_name, "name"),
        said(f"{dossier.vacancy_title} {dossier.department}", "h3"),
        Spacer(1, 20),
    ]
    story.append(table([[said(key, "small") for key in ("Interviewed", "Format", "Interviewers", "Prepared by")]]))
    members = ", ".join(member.name for member in dossier.panel)
    story.append(
        table([[said(str(text), "body") for text in (dossier.interviewed_on, "Panel", members, dossier.prepared_by)]])
    )
    if dossier.decision is not None:
        story.append(said(dossier.decision.verdict.value, "name"))
        story += [said(reason.text, "body") for reason in dossier.decision.reasons]
    rows = [
        [
            [said(line.name, "strong"), said(f"{line.weight:.0f}%", "small")],
            plot(line),
            said(f"{line.mean:.1f}", "strong"),
            said(str(line.standing), "small"),
        ]
        for line in dossier.competencies
    ]
    story.append(table(rows, [150, 200, 60, 72], ("LINEBELOW", (0, 0), (-1, -1), 0.5, "#DCE1E6")))
    high = [said(f"{found.anchors[3]} Q{found.number}", "body") for found in dossier.questions[:4]]
    story += [
        table([[high, said("To look at", "body"), said("Not established", "body")]]),
        PageBreak(),
        said("Evidence by question", "h2"),
    ]
    story += [question_block(dossier, question) for question in dossier.questions]
    story += [PageBreak(), said("Panel agreement", "h2")]
    story.append(
        table(
            [
                [
                    said(f"Q{found.number}", "strong"),
                    said(found.competency, "body"),
                    *(str(answer.level) for answer in found.answers),
                    f"{found.mean:.1f}",
                ]
                for found in dossier.questions
            ],
            [30, 180, 50, 50, 50, 50, 50],
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, "#DCE1E6"),
        )
    )
    story += [said(say(f"report.reading.{key}"), "body") for key in ("anchors", "means", "missing", "people")]
    story.append(table([[[said(member.name, "strong"), said(member.seat, "small")] for member in dossier.panel]]))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=57, rightMargin=57, topMargin=62, bottomMargin=53).build(
        story, canvasmaker=Numbered
    )
    return buffer.getvalue()
