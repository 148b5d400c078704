"""Under the totals: one candidate's step from raw to corrected, the others beside them, and whether the order holds."""

from collections.abc import Iterable

from interview.model.comparison import Chosen, Compared, PairWords, StabilityLine, Steps
from interview.ui.widgets.compare_text import Figures, Names, together
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.plots import Step
from interview.ui.widgets.shapes import FULL, HALF, dot

MOST_PAIRS = 6
MOST_SWAPS = 2


def waterfall_steps(steps: Steps, figures: Figures) -> list[Step]:
    """The step from raw to corrected in parts whose two decimals add up; parts that round to nothing are left out."""
    start = round(steps.seen if steps.raw is None else steps.raw, 2)
    score = round(steps.score, 2)
    parts = [
        ("seen", round(steps.seen - start, 2) if steps.raw is not None else 0.0),
        ("leniency", round(-steps.leniency, 2)),
        ("questions", round(-steps.questions, 2)),
    ]
    # The pull towards the mean is what is left, so that the column adds up as it is printed.
    parts.append(("pull", round(score - start - sum(part for _, part in parts), 2)))
    found = [Step(figures.say("compare.step.raw"), start, start, "raw")]
    at = start
    for name, part in parts:
        if part:
            found.append(Step(figures.say(f"compare.step.{name}"), at, round(at + part, 2), "step"))
            at = round(at + part, 2)
    return [*found, Step(figures.say("compare.step.score"), score, score, "score")]


def steps_table(steps: Iterable[Step], figures: Figures) -> Html:
    """The same steps as figures."""
    rows = []
    for step in steps:
        figure = figures.signed(step.end - step.start) if step.kind == "step" else figures.two(step.start)
        total = "dv-sum" if step.kind == "score" else None
        rows.append(tag("tr", tag("th", step.label, scope="row"), tag("td", figure), class_=total))
    return tag("table", tag("tbody", *rows), class_="dv-steps-table")


def why(row: Compared, name: str, figures: Figures) -> Html:
    """The explaining sentence."""
    say, steps = figures.say, row.steps
    if steps is None:
        return Html("")
    by = figures.two(abs(steps.leniency))
    lenient = round(steps.leniency, 2)
    kind = "level" if not lenient else "lenient" if lenient > 0 else "strict"
    told = [say(f"compare.why.{kind}", name=name, by=by) if kind != "level" else say("compare.why.level", name=name)]
    if round(steps.questions, 2):
        told.append(say("compare.why.easier" if steps.questions > 0 else "compare.why.harder"))
    told.append(
        say(
            "compare.why.carried",
            n=steps.raters,
            raters=steps.raters,
            asked=steps.asked,
            share=round(steps.carried * 100),
            expected=figures.two(steps.expected),
        )
    )
    return tag("p", " ".join(told), class_="dv-why")


def pairs(chosen: Chosen, names: Names, figures: Figures) -> Html:
    """The chosen candidate against the nearest others."""
    rows = [pair(one, names, figures) for one in chosen.pairs[:MOST_PAIRS]]
    if not rows:
        return tag("p", figures.say("compare.against.none"), class_="dv-quiet")
    return Html("".join(rows))


def pair(one: PairWords, names: Names, figures: Figures) -> Html:
    """`Noor above Yusuf`, a bar from one half to P, the word, P."""
    higher, lower = (one.one, one.other) if one.probability >= 0.5 else (one.other, one.one)
    chance = max(one.probability, 1 - one.probability)
    words = span("", tag("b", names[higher]), f" {figures.say('compare.against.above')} ", names[lower])
    fill = tag("i", style=f"width:{(chance - 0.5) * 100:.1f}%")
    bar = Html(f'<span class="dv-chance" aria-hidden="true">{fill}</span>')
    said = span("", tag("b", figures.say(f"compare.word.{one.word}")), " ", figures.chance(one))
    return div("dv-pair", words, bar, said)


def stability(lines: Iterable[StabilityLine], names: Names, figures: Figures) -> Html:
    """What changes first, each in a sentence; then, in one sentence, the raters without whom nothing changes."""
    say = figures.say
    lines = tuple(lines)
    if not lines:
        return tag("p", say("compare.stable.none"), class_="dv-quiet")
    told = [_changes(line, names, figures) for line in lines if not line.stays]
    steady = [line.rater for line in lines if line.stays and line.kind == "without_rater"]
    if steady:
        *first, last = steady
        raters = f"{', '.join(first)} {say('compare.or')} {last}" if first else last
        told.append(_line(FULL, say("compare.stable.stays"), say("compare.stable.without", raters=raters)))
    if any(line.stays and line.kind == "equal_weights" for line in lines):
        told.append(_line(FULL, say("compare.stable.stays"), say("compare.stable.equal")))
    return Html("".join(told))


def _changes(line: StabilityLine, names: Names, figures: Figures) -> Html:
    say = figures.say
    what = say("compare.stable.without", raters=line.rater) if line.rater else say("compare.stable.equal")
    told = ""
    if line.lost:
        told = say("compare.stable.lost", names=together((names[id] for id in line.lost[:3]), say))
    elif 0 < len(line.swaps) <= MOST_SWAPS:
        told = together((say("compare.stable.swap", low=names[a], high=names[b]) for a, b in line.swaps), say)
    elif line.swaps:
        told = say("compare.stable.swaps", n=len(line.swaps))
    return _line(HALF, say("compare.stable.changes"), f"{what}: {told}" if told else what)


def _line(shape: str, word: str, rest: str) -> Html:
    strong = tag("b", word, class_="dv-amber" if shape == HALF else None)
    return div("dv-holds", dot(shape), span("", strong, " ", rest, "."))
