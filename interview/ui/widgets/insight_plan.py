"""What these ratings carry, and what another rater or more questions would buy."""

from interview.i18n import Language, Words
from interview.i18n.formats import number
from interview.ui.widgets.html import Html, div, span, tag
from interview.workflow.insight import Agreement, Insight, PlanCell, Reliability

MORE = 2
"""Questions more that the sentence speaks of."""


def plan_sentence(view: Insight, say: Words, language: Language) -> str:
    """Now, with a rater more, with two questions more, and which of the two helps most."""
    now = view.designed(view.raters_now, view.questions_now)
    rater = view.designed(view.raters_now + 1, view.questions_now)
    longer = view.designed(view.raters_now, view.questions_now + MORE)
    if not (now and rater and longer):
        return ""
    figures = [coefficient(cell.same_panel, language) for cell in (now, rater, longer)]
    said = say(
        "insight.plan.now",
        n=view.raters_now,
        questions=view.questions_now,
        now=figures[0],
        raters=view.raters_now + 1,
        with_rater=figures[1],
        more=view.questions_now + MORE,
        with_questions=figures[2],
    )
    if figures[1] == figures[2]:
        return f"{said} {say('insight.plan.same')}"
    better = (rater.same_panel or 0) > (longer.same_panel or 0)
    return f"{said} {say('insight.plan.rater' if better else 'insight.plan.questions')}"


def coefficient(value: float | None, language: Language) -> str:
    """Two decimals, or a dash."""
    return "–" if value is None else number(value, 2, language).replace("-", "\N{MINUS SIGN}")


def plan_table(view: Insight, say: Words, language: Language) -> Html:
    """Raters down, questions across; each cell for one panel and, smaller, for panels that differ."""
    columns = sorted({cell.questions for cell in view.plan})
    rows = sorted({cell.raters for cell in view.plan})
    corner = tag("th", span("dv-unseen", say("insight.plan.raters")), rowspan="2", scope="col")
    named = tag("th", say("insight.plan.questions_asked"), colspan=str(len(columns)), scope="colgroup")
    counts = [tag("th", str(count), scope="col") for count in columns]
    head = Html(tag("tr", corner, named) + tag("tr", *counts))
    body = [
        tag(
            "tr",
            tag("th", say("panel.raters", n=raters), scope="row"),
            *(_cell(view.designed(raters, count), view, say, language) for count in columns),
        )
        for raters in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), class_="dv-i-table dv-i-plan")


def _cell(cell: PlanCell | None, view: Insight, say: Words, language: Language) -> Html:
    if cell is None:
        return tag("td")
    here = (cell.raters, cell.questions) == (view.raters_now, view.questions_now)
    return tag(
        "td",
        span("dv-i-same", coefficient(cell.same_panel, language)),
        span("dv-i-other", coefficient(cell.different_panels, language)),
        span("dv-i-now", say("insight.plan.here")) if here else "",
        class_="dv-i-here" if here else None,
    )


def reliability(found: Reliability, say: Words, language: Language) -> Html:
    """Each figure with the sentence that says what it means."""
    figures = (
        ("corrected", found.corrected),
        ("raw", found.raw),
        ("alpha", found.alpha),
        ("one_rater", found.one_rater),
        ("whole_panel", found.whole_panel),
    )
    return div("dv-i-figures", *(_figure(name, figure, say, language) for name, figure in figures))


def _figure(name: str, found: Agreement, say: Words, language: Language) -> Html:
    head = span("dv-i-name", say(f"insight.reliability.{name}"))
    if found.value is None:
        return div("dv-i-one", head, span("dv-i-value", "–"), tag("p", say(f"insight.reason.{found.reason}")))
    share = round(100 * min(1.0, max(0.0, found.value)))
    told = [say(f"insight.reliability.{name}.means", share=share)]
    if found.low is not None and found.high is not None:
        limits = {"low": coefficient(found.low, language), "high": coefficient(found.high, language)}
        told.append(say("insight.reliability.limits", **limits))
    return div("dv-i-one", head, span("dv-i-value", coefficient(found.value, language)), tag("p", " ".join(told)))
