"""Rows of the bank: a question or a guide in a list, what stands behind a question, and what it brought so far."""

from dataclasses import replace

from interview.i18n import Language, Words
from interview.ui.widgets.html import Html, div, span, tag
from interview.ui.widgets.shapes import FULL, HALF, RING, state
from interview.workflow.bank import QuestionResult
from question_bank import LEVELS, Bank, Competency, Finding, Guide, Question, sentence


def beside_question(question: Question, bank: Bank, say: Words) -> Html:
    """Minutes, how many guides ask it, and whether it is your own."""
    guides = len(bank.guides_asking(question.id))
    facts = [say("bank.min", n=question.minutes), *([say("bank.in_guides", n=guides)] if guides else [])]
    own = span("dv-q-own", say("bank.own")) if bank.is_own("questions", question.id) else Html("")
    return tag("p", " · ".join(facts), " ", own, class_="dv-quiet dv-q-meta")


def about(question: Question, bank: Bank, language: Language, say: Words) -> Html:
    """Its minutes, themes and sources."""
    themes = (bank.themes[theme].name.get(language) for theme in question.themes if theme in bank.themes)
    known = (bank.sources.get(source) for source in question.sources)
    titles = (found.title if found else named for found, named in zip(known, question.sources, strict=True))
    lines = (say("bank.minutes", n=question.minutes), *themes, *(say("bank.source", source=title) for title in titles))
    return div("", *map(_fact, lines))


def competency_head(competency: Competency, count: int, language: Language, say: Words) -> Html:
    """A competency above its questions: name, definition, how many."""
    beside = span("dv-beside", say("bank.questions", n=count))
    head = div("dv-section", tag("h2", competency.name.get(language)), beside)
    return Html(head + tag("p", competency.definition.get(language), class_="dv-q-defined"))


def beside_guide(guide: Guide, bank: Bank, language: Language, say: Words) -> Html:
    """What it is for, its length, and where it stands."""
    facts = f"{say('bank.minutes', n=guide.minutes)} · {say('bank.questions', n=len(guide.questions))}"
    return div("dv-q-guide", tag("p", guide.purpose.get(language)), tag("p", facts, class_="dv-quiet dv-q-meta"))


def standing(guide: Guide, bank: Bank, say: Words, *, offered: bool = True, draft: bool = False) -> Html:
    """Built in, published, withdrawn, in the making, or held back by its findings: shape and word."""
    if draft:
        return state(RING, say("bank.guide.draft", version=guide.version))
    if guide.id in bank.withdrawn:
        return state(RING, say("bank.guide.withdrawn", version=guide.version))
    if not offered:
        return state(HALF, say("bank.guide.held_back"))
    own = bank.is_own("guides", guide.id)
    return state(FULL, say("bank.guide.published" if own else "bank.guide.built_in", version=guide.version))


def told(one: Finding, bank: Bank, language: Language, say: Words) -> str:
    """The sentence of a finding on a form: names instead of ids, and nothing about keys of files."""
    if one.code == "empty":
        return say("bank.form.is_empty")
    id = str(one.params.get("id", ""))
    known = bank.competencies.get(id)
    name = known.name.get(language) if known else bank.questions[id].text.get(language) if id in bank.questions else id
    return sentence(replace(one, params={**one.params, "id": name}), language)


def findings(found: tuple[Finding, ...], language: Language) -> Html:
    """Each finding with its place and its sentence."""
    return div("", *(finding(one.place, sentence(one, language)) for one in found))


def finding(place: str, words: str) -> Html:
    """One finding: where, and what to do."""
    return div("dv-f-row", state(HALF, ""), div("", span("dv-f-place", place), tag("p", words)))


def result(found: QuestionResult, say: Words) -> Html:
    """How often it was asked, the spread of the levels, and what that says."""
    if not found.asked and not found.not_asked:
        rows = [tag("p", say("bank.result.none"), class_="dv-quiet")]
    else:
        rows = [tag("p", say("bank.result.asked", n=found.asked), class_="dv-small")]
        rows += [_spread(found, say)] if found.ratings else []
        rows += [_fact(say(f"bank.result.{name}", n=n)) for name, n in _rest(found) if n]
        rows.append(_verdict(found, say))
    if found.earlier:
        rows.append(_fact(say("bank.result.earlier", n=found.earlier)))
    return div("dv-r", *rows)


def _rest(found: QuestionResult) -> tuple[tuple[str, int], ...]:
    return ("no_evidence", found.no_evidence), ("not_asked", found.not_asked)


def _fact(words: str) -> Html:
    return tag("p", words, class_="dv-quiet")


def _spread(found: QuestionResult, say: Words) -> Html:
    most = max(found.levels)
    bars = [
        tag(
            "div",
            span("dv-r-level", str(level)),
            tag("span", tag("i", style=f"width:{100 * count / most:.0f}%"), class_="dv-r-bar", aria_hidden="true"),
            span("dv-r-count", str(count)),
            class_="dv-r-row",
        )
        for level, count in zip(LEVELS, found.levels, strict=True)
    ]
    return tag("div", *bars, role="group", aria_label=say("bank.result.spread"))


def _verdict(found: QuestionResult, say: Words) -> Html:
    if not found.settled:
        return _fact(say("bank.result.too_few", asked=found.asked, needed=found.needed))
    if not found.marks:
        return state(FULL, say("bank.result.fine"))
    return div("", *(state(HALF, say(f"bank.mark.{mark}")) for mark in found.marks))
