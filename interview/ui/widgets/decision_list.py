"""Left on the decision page: candidates in score order with what was decided, what is still to do, what is kept."""

from typing import Any

from interview.model.decision import Verdict
from interview.ui.widgets.compare_rows import short
from interview.ui.widgets.compare_text import Figures, Names
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import RING, dot
from interview.workflow.decide import DecisionLine, Decisions

SHAPES = {Verdict.HIRE: "full", Verdict.RESERVE: "half", Verdict.NOT_NOW: "ring", Verdict.WITHDRAWN: "dash"}
SIGNS = {Verdict.HIRE: "●", Verdict.RESERVE: "◐", Verdict.NOT_NOW: "○", Verdict.WITHDRAWN: "—"}
MOST_TODO = 4


def drawn(view: Decisions, names: Names, figures: Figures, chosen: str) -> dict[str, Any]:
    """The rows for the component."""
    decided = {line.row.candidate_id: line.decided for line in view.lines}

    def end(row: Any) -> tuple[str, str, bool]:
        kept = decided[row.candidate_id]
        if kept is None:
            return ("ring", figures.say("decision.verdict.none"), False)
        return (SHAPES[kept.verdict], verdict(kept.verdict, figures), kept.verdict is Verdict.HIRE)

    return short([line.row for line in view.lines], view.comparison.brackets, names, figures, end, chosen)


def verdict(one: Verdict | None, figures: Figures) -> str:
    """The word."""
    return figures.say(f"decision.verdict.{one.value if one else 'none'}")


def lacks_reason(line: DecisionLine) -> bool:
    """Hired, but somebody higher was not, and nobody has said why: what was decided later made it a departure."""
    kept = line.decided
    return bool(kept and kept.verdict is Verdict.HIRE and line.departures and not kept.departure_reason)


def todo(view: Decisions, names: Names, figures: Figures) -> Html:
    """How many are done, and what is open."""
    say = figures.say
    done = say("decision.todo.done", n=len(view.lines) - view.undecided, of=len(view.lines))
    lacking = [names[line.row.candidate_id] for line in view.lines if lacks_reason(line)]
    undecided = [names[line.row.candidate_id] for line in view.lines if not line.decided]
    open_ = [say("decision.todo.departure", name=name) for name in lacking]
    open_ += [say("decision.todo.open", name=name) for name in undecided]

    more = [say("decision.todo.more", n=len(open_) - MOST_TODO)] if len(open_) > MOST_TODO else []
    rows = [div("dv-todo", span("dv-accent", "✓"), span("", done))]
    rows += [div("dv-todo", dot(RING), span("dv-amber", words)) for words in (*open_[:MOST_TODO], *more)]
    return div("", tag("h2", say("decision.todo"), class_="dv-todo-title"), *rows)


def kept_with_it(view: Decisions, figures: Figures) -> Html:
    """What is recorded with every decision."""
    say = figures.say
    text = say(
        "decision.kept.text",
        version=view.guide_version,
        fingerprint=view.fingerprint[:8],
        software=view.software,
    )
    return div("dv-kept-block", tag("b", say("decision.kept.title")), tag("p", text))
