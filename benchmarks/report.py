"""CPU time of one candidate report, beside the same content made by other means in the same run.

    python -m benchmarks.report [--rounds 15]

Peers: plain ReportLab platypus (the whole report in Paragraphs, Tables and KeepTogether, in the same typeface), and
the text alone by fpdf2 (same typeface) and WeasyPrint. Only ours and WeasyPrint's are tagged. The text is different in
every question and in every round, so that nothing profits from a memory of words; what lasts longer than a document,
as loaded fonts, is there for all. To reach: a third of the CPU of plain platypus. Makers take turns; the figure is the
median of process time; the first report of each, with its imports, is not counted.
"""

import argparse
import gc
import html
import io
import random
import statistics
import time
from collections.abc import Callable, Iterable

import pikepdf

from benchmarks.report_platypus import platypus
from interview.model.dossier import Answer, Dossier, NoteLine, QuestionRecord
from interview.model.note import Part
from interview.model.rating import Outcome
from interview.report.documents.candidate_report import build
from tests.interview.report.dossiers import PANEL, panel_dossier

INTER = "interview/report/fonts/inter/Inter-Regular.ttf"
TARGET = 1 / 3
Maker = Callable[[Dossier], bytes]


def vocabulary(dice: random.Random) -> list[str]:
    """4,000 made-up words of two to five syllables."""
    heads, tails = "bdfghklmnprstvwz", ("a", "e", "i", "o", "u", "aa", "ee", "oe", "ij", "er", "en", "al")
    return ["".join(dice.choice(heads) + dice.choice(tails) for _ in range(dice.randint(2, 5))) for _ in range(4_000)]


def sentence(dice: random.Random, words: list[str], length: int) -> str:
    # Like language: some words often, most seldom.
    chosen = [words[min(int(dice.paretovariate(0.7)), len(words) - 1)] for _ in range(length)]
    return " ".join(chosen).capitalize() + "."


def sample(questions: int, turn: int) -> Dossier:
    """A panel of four, notes of 110 words a question, five anchors of 9 words; other sentences in every turn."""
    words = vocabulary(random.Random(questions))
    dice = random.Random(turn)

    def one(record: QuestionRecord) -> QuestionRecord:
        answers = []
        for place, member in enumerate(PANEL):
            notes = tuple(
                NoteLine(id=f"{part}{line}", part=part, text=sentence(dice, words, 14))
                for part in Part
                for line in range(2)
                if place == 0
            )
            ticked = ("A0", "A1") if place == 0 else ()
            answers.append(
                Answer(rater_id=member.id, outcome=Outcome.LEVEL, level=3 + place % 2, notes=notes, evidence=ticked)
            )
        anchors = tuple(sentence(dice, words, 9) for _ in range(5))
        return record.model_copy(
            update={"text": sentence(dice, words, 16), "answers": tuple(answers), "anchors": anchors}
        )

    whole = panel_dossier("en", questions=questions)
    return whole.model_copy(update={"questions": tuple(one(record) for record in whole.questions)})


def parts(dossier: Dossier) -> Iterable[tuple[QuestionRecord, list[tuple[str, str]], list[list[str]]]]:
    """What every peer prints of a question: labelled notes, and the rows of its rating scale."""
    for question in dossier.questions:
        notes = [(line.part.name.capitalize(), line.text) for answer in question.answers for line in answer.notes]
        chosen = [
            " ".join(dossier.member(answer.rater_id).initials for answer in question.answers if answer.level == level)
            for level in range(1, 6)
        ]
        yield question, notes, [[f"{level} {chosen[level - 1]}" for level in range(1, 6)], list(question.anchors)]


def ours(dossier: Dossier) -> bytes:
    return build(dossier, "en")


def fpdf2(dossier: Dossier) -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.add_font("Inter", fname=INTER)
    pdf.add_font("Inter", style="B", fname=INTER)
    pdf.set_font("Inter", size=9)

    def said(text: str) -> None:
        pdf.multi_cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")

    said(dossier.candidate_name)
    for line in dossier.competencies:
        said(f"{line.name} {line.mean:.1f}")
    for question, notes, scale in parts(dossier):
        said(f"Q{question.number} {question.competency}")
        said(question.text)
        for answer in question.answers:
            said(f"{dossier.member(answer.rater_id).name} {answer.level}")
        for label, text in notes:
            said(f"{label} {text}")
        with pdf.table() as table:
            for row in scale:
                table.row(row)
    with pdf.table() as table:
        for question in dossier.questions:
            table.row([f"Q{question.number}", question.competency, *(str(answer.level) for answer in question.answers)])
    return bytes(pdf.output())


def weasyprint(dossier: Dossier) -> bytes:
    from weasyprint import HTML

    def table(rows: Iterable[Iterable[str]]) -> str:
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in row) for row in rows)
            + "</table>"
        )

    page = [
        "<html lang=en><title>Report</title><style>@page{size:A4}body{font:9pt sans-serif}",
        ".q{break-inside:avoid}</style>",
    ]
    page.append(f"<h1>{html.escape(dossier.candidate_name)}</h1>")
    page.append(table([line.name, f"{line.mean:.1f}"] for line in dossier.competencies))
    for question, notes, scale in parts(dossier):
        page.append(f"<div class=q><h2>Q{question.number} {html.escape(question.competency)}</h2>")
        page.append(f"<h3>{html.escape(question.text)}</h3>")
        page.append(table([dossier.member(answer.rater_id).name, str(answer.level)] for answer in question.answers))
        page += [table(notes), table(scale), "</div>"]
    levels = (
        [f"Q{found.number}", found.competency, *(str(answer.level) for answer in found.answers)]
        for found in dossier.questions
    )
    page.append(table(levels))
    return bytes(HTML(string="".join(page)).write_pdf(pdf_tags=True))


def measured(makers: list[tuple[Maker, int]], questions: int, rounds: int) -> dict[str, tuple[float, bytes]]:
    """Median process time in milliseconds and what was made, by maker; one that is `share` times as slow runs less."""
    first = sample(questions, 0)
    made = {make.__name__: make(first) for make, _ in makers}
    times: dict[str, list[float]] = {name: [] for name in made}
    for turn in range(rounds):
        dossier = sample(questions, turn + 1)
        for make, share in makers:
            if turn % share:
                continue
            gc.collect()
            start = time.process_time()
            make(dossier)
            times[make.__name__].append((time.process_time() - start) * 1000)
    return {name: (statistics.median(times[name]), data) for name, data in made.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    for questions in (4, 80):
        found = measured([(ours, 1), (platypus, 1), (fpdf2, 4), (weasyprint, 8)], questions, rounds)
        own = found["ours"][0]
        print(f"\n{questions} questions")
        for name, (cpu, made) in found.items():
            with pikepdf.open(io.BytesIO(made)) as pdf:
                pages, tagged = len(pdf.pages), "/StructTreeRoot" in pdf.Root
            kind = "tagged" if tagged else "untagged"
            print(
                f"  {name:10} {cpu:8.1f} ms CPU  x{cpu / own:5.1f}  {pages:3} pages  {len(made) / 1024:5.0f} kB  {kind}"
            )
        print(f"  ours / platypus = {own / found['platypus'][0]:.2f} (to reach: {TARGET:.2f})")


if __name__ == "__main__":
    main()
