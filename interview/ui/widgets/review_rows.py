"""The rows of the review: one question each, and one word each to look at."""

from interview.i18n import Language, Words
from interview.model.note import Part
from interview.model.rating import Outcome
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import FULL, HALF, RING, dot, level, state
from interview.wording.note_lint import Objection
from interview.wording.star_gaps import PartState
from interview.workflow.rate import Gap, ReviewLine, ReviewWord

_SHAPES = {PartState.EMPTY: RING, PartState.THIN: HALF, PartState.ENOUGH: FULL}


def head(say: Words) -> Html:
    """The names of the columns."""
    names = ("", "question", "level", "evidence", "answer", "probes", "state")
    return div("dv-grid dv-review dv-head", *(span("dv-tiny", say(f"review.head.{n}") if n else "") for n in names))


def line(line: ReviewLine, say: Words, language: Language) -> Html:
    """One question: level, evidence, how full the boxes are, probes, and what is missing."""
    return div(
        "dv-grid dv-review",
        span("dv-beside", str(line.number)),
        div("dv-line", div("dv-strong", line.competency.get(language)), div("dv-quiet dv-clip", line.text)),
        div("dv-line", _judgement(line, say)),
        _evidence(line, say),
        _parts(line, say),
        span("dv-quiet", say("review.probes", n=line.probes)),
        _stand(line, say),
    )


def _judgement(line: ReviewLine, say: Words) -> Html:
    if line.outcome is None:
        return state(HALF, say("review.no_level"))
    if line.outcome is Outcome.NOT_ASKED:
        return span("dv-quiet", say("review.not_asked"))
    if line.outcome is Outcome.NO_EVIDENCE:
        return Html(level(None) + span("dv-quiet", " " + say("review.no_evidence")))
    return Html(level(line.level) + span("dv-unseen", say("review.level", n=line.level)))


def _evidence(line: ReviewLine, say: Words) -> Html:
    if line.outcome is not Outcome.LEVEL:
        return span("dv-small", say("review.not_applicable"))
    if not line.evidence:
        return span("dv-small dv-amber", say("review.no_lines"))
    return span("dv-small", say("review.lines", n=line.evidence))


def _parts(line: ReviewLine, say: Words) -> Html:
    return span(
        "dv-parts",
        *(
            span(
                "dv-part", dot(_SHAPES[line.states[part]]), part.value, span("dv-unseen", _part_words(part, line, say))
            )
            for part in Part
        ),
    )


def _part_words(part: Part, line: ReviewLine, say: Words) -> str:
    return f"{say(f'review.part.{part.value}')}: {say(f'review.{line.states[part].value}')}. "


def _stand(line: ReviewLine, say: Words) -> Html:
    if line.gaps:
        return span("dv-end dv-state dv-is-half", dot(HALF), ", ".join(gap_words(gap, say) for gap in line.gaps))
    if line.words:
        return span("dv-end dv-state dv-is-half", dot(HALF), say("review.words_open", n=line.words))
    return span("dv-end dv-state dv-is-full", dot(FULL), say("review.fine"))


def gap_words(gap: Gap, say: Words) -> str:
    """What is missing, in words."""
    return say(f"review.gap.{gap.value}")


def word(word: ReviewWord, say: Words) -> Html:
    """A word with its line, underlined where it stands; kept ones with the reason."""
    found = word.found
    why = say(f"review.ground.{found.ground}") if found.objection is Objection.PROTECTED else say("review.judgement")
    kind = "dv-small dv-amber" if found.objection is Objection.PROTECTED and not word.kept_because else "dv-quiet"
    quoted = span(
        "dv-quiet",
        say("review.word.where", question=word.number, line=word.line_number) + ": “",
        word.line[: found.start],
        tag("u", word.line[found.start : found.end]),
        word.line[found.end :],
        "”",
    )
    first = div(
        "dv-word",
        dot(FULL if word.kept_because else HALF),
        span("dv-strong", f"‘{found.word}’"),
        span(kind, why),
        quoted,
    )
    if not word.kept_because:
        return first
    return Html(first + div("dv-quiet dv-kept", say("review.word.kept", reason=word.kept_because)))
