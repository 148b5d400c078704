"""Who handed in, as a table of candidates by raters: shape, word and colour, and nothing about a card's content."""

from urllib.parse import quote

from interview.i18n import Words
from interview.model.panel import Person, Role
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import FULL, HALF, RING, dot
from interview.workflow.panel import CardMark, PanelStand, SealedRow

_SHAPE = {CardMark.SUBMITTED: FULL, CardMark.OPEN: RING, CardMark.RELEASED: HALF}


def headline(stand: PanelStand, say: Words) -> Html:
    """How many cards are still out, and what that means."""
    out = stand.count(CardMark.OPEN)
    if not stand.rows:
        title, text = say("panel.sealed.nobody"), ""
    elif out:
        title, text = say("panel.sealed.title", n=out), say(f"panel.sealed.text.{stand.seal_rule.value}")
    else:
        without = stand.count(CardMark.RELEASED) or stand.count(CardMark.NOT_NEEDED)
        title, text = say("panel.all_in.without" if without else "panel.all_in.title"), say("panel.all_in.text")
    return div(
        "dv-seal" if out or not stand.rows else "dv-seal dv-unsealed", tag("h2", title), tag("p", text) if text else ""
    )


def progress(stand: PanelStand, say: Words) -> Html:
    """A bar with a step for every card; said in words below it."""
    counts = [("dv-done", CardMark.SUBMITTED), ("dv-let-go", CardMark.RELEASED), ("dv-out", CardMark.OPEN)]
    steps = "".join(span(class_) for class_, mark in counts for _ in range(stand.count(mark)))
    bar = Html(f'<div class="dv-progress" aria-hidden="true">{steps}</div>')
    total, released = sum(stand.count(mark) for _, mark in counts), stand.count(CardMark.RELEASED)
    also = f", {say('panel.progress.released', n=released)}" if released else ""
    submitted = tag("b", say("panel.progress", n=stand.count(CardMark.SUBMITTED), of=total))
    count = tag("p", submitted, " ", say("panel.progress.in"), also)
    return div("dv-progress-block", bar, div("dv-progress-words", count, tag("p", say("panel.progress.only"))))


def matrix(stand: PanelStand, viewer_id: str, say: Words) -> Html:
    """Candidates by name, raters by name; a released card is told in full under its row, for ever."""
    names = [tag("th", rater.name, scope="col") for rater in stand.raters]
    head = tag("tr", tag("th", say("panel.candidate"), scope="col"), *names)
    body = [line for row in stand.rows for line in (_row(row, say), *_released(row, stand, say))]
    counts = [tag("td", *_count(stand, place, viewer_id, say)) for place in range(len(stand.raters))]
    foot = tag("tr", tag("td", say("panel.by_name")), *counts)
    table = tag("table", tag("thead", head), tag("tbody", *body), tag("tfoot", foot), class_="dv-matrix")
    return div("dv-matrix-window", table)


def _row(row: SealedRow, say: Words) -> Html:
    stands = [say("panel.row.open" if row.complete else "panel.row.sealed")]
    stands += [say("panel.row.withdrawn")] if row.withdrawn else []
    name = tag("th", span("dv-strong", row.candidate), span("dv-tiny", ", ".join(stands)), scope="row")
    return tag("tr", name, *(tag("td", _mark(mark, say)) for mark in row.marks()))


def _mark(mark: CardMark, say: Words) -> Html:
    words = say(f"panel.mark.{mark.value}")
    if mark not in _SHAPE:
        return span("dv-mark dv-mark-none", "— ", words)
    return span(f"dv-mark dv-mark-{mark.value}", dot(_SHAPE[mark]), words)


def _released(row: SealedRow, stand: PanelStand, say: Words) -> list[Html]:
    names = {rater.id: rater.name for rater in stand.raters}
    told = [
        tag(
            "p",
            tag("b", say("panel.released_by", rater=names[cell.rater_id], by=cell.released_by)),
            " ",
            cell.released_reason,
        )
        for cell in row.cells
        if cell.mark is CardMark.RELEASED
    ]
    columns = str(len(stand.raters) + 1)
    return [tag("tr", tag("td", *told, colspan=columns), class_="dv-released")] if told else []


def _count(stand: PanelStand, place: int, viewer_id: str, say: Words) -> list[object]:
    marks = [row.marks()[place] for row in stand.rows]
    out = marks.count(CardMark.OPEN)
    if not out:
        asked = sum(mark in _SHAPE for mark in marks)
        return [say("panel.count.in", n=marks.count(CardMark.SUBMITTED), of=asked)] if asked else []
    rater = stand.raters[place]
    reminds = stand.viewer_roles & {Role.CHAIR, Role.HR} and rater.id != viewer_id
    return [say("panel.count.open", n=out), *([" ", _remind(rater, out, stand.vacancy.title, say)] if reminds else [])]


def _remind(rater: Person, out: int, title: str, say: Words) -> Html:
    """A message in the viewer's own mail program, which is not sent by us. It says how many, never about whom."""
    subject, body = (
        say("panel.remind.subject", title=title),
        say("panel.remind.body", n=out, name=rater.name, title=title),
    )
    lines = "%0D%0A".join(map(quote, body.split("\n")))  # RFC 6068
    address = f"mailto:{quote(rater.email, safe='@')}?subject={quote(subject)}&body={lines}"
    return tag(
        "a", say("panel.remind"), href=address, title=say("panel.remind.how", name=rater.name), class_="dv-remind"
    )


def following_steps(stand: PanelStand, say: Words) -> Html:
    """What comes after the last card, in four steps; the one that is now is marked."""
    opens = any(row.complete for row in stand.rows)
    now = 1 if not opens else 2
    steps = [
        tag(
            "li",
            span("dv-next-number", str(number)),
            div(
                "dv-line", div("dv-strong", say(f"panel.next.{step}")), div("dv-small", say(f"panel.next.{step}.text"))
            ),
            class_="dv-now" if number == now else None,
        )
        for number, step in enumerate(("last_card", "treatment", "debrief", "decision"), start=1)
    ]
    return tag("ol", *steps, class_="dv-next")
