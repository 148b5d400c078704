"""A decision to read: the newest version for who does not decide, and every version there ever was."""

from collections.abc import Sequence

import streamlit as st

from interview.i18n import formats
from interview.model.decision import Decided
from interview.ui.context import Context
from interview.ui.widgets import decision_list, frame
from interview.ui.widgets.compare_text import Figures
from interview.ui.widgets.html import Html, div, show, span, tag
from interview.workflow import decide
from interview.workflow.decide import Decisions


def shut(context: Context, vacancy_id: str) -> None:
    """The totals were not opened yet: one sentence and the way there."""
    show(frame.paragraph(context.say("decision.shut")))
    label = context.say("decision.to_comparison")
    st.page_link(context.pages["comparison"], label=label, query_params={"vacancy": vacancy_id})


def newest(context: Context, view: Decisions, kept: Decided | None, figures: Figures) -> None:
    """What was decided, with its reasons."""
    say = context.say
    if kept is None:
        frame.quiet(say("decision.none_yet"))
    else:
        sign, word = decision_list.SIGNS[kept.verdict], decision_list.verdict(kept.verdict, figures)
        show(tag("p", tag("b", f"{sign} {word}"), class_="dv-paragraph"), *_reasons(view, kept, figures))
    frame.quiet(say("decision.read_only"))


def since(context: Context, view: Decisions, kept: Decided) -> str:
    """When and by whom."""
    at = context.local(kept.decided_at)
    day, time = formats.date(at.date(), context.language), formats.time(at, context.language)
    return context.say("decision.since", day=day, time=time, by=view.names[kept.decided_by])


def history(context: Context, view: Decisions, candidate_id: str, figures: Figures) -> None:
    """Every version there was, each with its figures to compute again."""
    with context.reading() as work:
        kept = decide.versions(work, context.viewer, view.comparison.vacancy_id, candidate_id)
    one = _versions(context, view, kept, figures)
    if one is not None:
        with context.reading() as work:
            same = decide.recomputed(work, context.viewer, one)
        context.again(f"decision.check.{'same' if same else 'differs'}", n=one.revision)


def _versions(context: Context, view: Decisions, kept: Sequence[Decided], figures: Figures) -> Decided | None:
    """Every version, newest first; gives the one whose figures are to be computed again."""
    say, asked = context.say, None
    with st.expander(say("decision.versions")):
        for one in reversed(kept):
            at = context.local(one.decided_at)
            title = say(
                "decision.version",
                n=one.revision,
                verdict=decision_list.verdict(one.verdict, figures),
                day=formats.date(at.date(), context.language),
                time=formats.time(at, context.language),
                by=view.names.get(one.decided_by, ""),
            )
            departure = [tag("p", one.departure_reason, class_="dv-paragraph")] if one.departure_reason else []
            show(div("dv-version", tag("b", title), *_reasons(view, one, figures), *departure))
            if st.button(say("decision.check"), key=f"check-{one.id}", type="tertiary"):
                asked = one
    return asked


def _reasons(view: Decisions, kept: Decided, figures: Figures) -> list[Html]:
    heads = {head.id: head.name.get(figures.language) for head in view.comparison.competencies}
    numbers = {id: number for id, _, number in view.questions}

    def answer(id: str | None) -> str:
        return figures.say("decision.question", n=numbers[id]) if id in numbers else ""

    return [
        div(
            "dv-read-reason",
            span("dv-strong", heads.get(reason.competency_id, "")),
            span("dv-typed", reason.text),
            span("dv-accent", answer(reason.question_id)),
        )
        for reason in kept.reasons
    ]
