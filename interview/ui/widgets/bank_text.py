"""A question of the bank in full: as the interviewer meets it, and in both languages beside each other."""

from pathlib import Path

import streamlit as st

from interview.i18n import LANGUAGES, Language, Words
from interview.ui.widgets.html import Html, div, span, tag
from question_bank import LEVELS, PARTS, Bilingual, Competency, Question

_RULES = (Path(__file__).parent / "bank.css").read_text("utf-8")


def dress() -> None:
    """The look of the pages of the bank."""
    with st.container(key="bank-look"):
        st.html(f"<style>{_RULES}</style>")


def live(question: Question, competency: Competency | None, language: Language, outside: bool, say: Words) -> Html:
    """The question as it fills the screen in the interview: boxes with their probes, then the five anchors."""
    asked, other = (question.outside_work, question.text) if outside else (question.text, question.outside_work)
    kicker = span("dv-q-kicker", competency.name.get(language)) if competency else Html("")
    variant = say("bank.variant.work" if outside else "bank.variant.outside_work")
    head = div(
        "dv-q-head",
        tag("p", kicker, class_="dv-q-line"),
        tag("p", asked.get(language), class_="dv-q-asked", lang=language),
        tag("p", tag("b", variant), " ", span("", other.get(language)), class_="dv-q-variant", lang=language),
    )
    boxes = [_box(question, part, language, say) for part in PARTS]
    left = div("dv-q-column", tag("h4", say("bank.notes")), *boxes)
    right = div("dv-q-column", tag("h4", say("bank.anchors")), *anchors(question, language, say))
    return div("dv-q-live", head, div("dv-q-two", left, right))


def _box(question: Question, part: str, language: Language, say: Words) -> Html:
    probes = (tag("li", probe.get(language), lang=language) for probe in getattr(question.probes, part))
    return div("dv-q-box", span("dv-q-part", say(f"bank.part.{part}")), tag("ul", *probes, class_="dv-q-ticks"))


def anchors(question: Question, language: Language, say: Words) -> tuple[Html, ...]:
    """The five anchors, "no evidence", and what to watch for."""
    rows = [
        div("dv-q-anchor", span("dv-q-circle", str(level)), _said(question.anchors.at(level), language))
        for level in LEVELS
    ]
    none = div("dv-q-anchor", span("dv-q-circle dv-q-dashed", "0"), span("dv-quiet", say("bank.no_evidence")))
    watch = tag("p", tag("b", say("bank.watch_for")), " ", _said(question.watch_for, language), class_="dv-q-watch")
    return (*rows, none, watch)


def _said(text: Bilingual, language: Language) -> Html:
    return tag("span", text.get(language), lang=language)


def beside(question: Question, say: Words) -> Html:
    """Every sentence in Dutch and English, side by side."""
    rows = [_pair("", *(tag("b", say(f"setup.language.{language}")) for language in LANGUAGES))]
    rows += [_both(say(f"bank.field.{name}"), getattr(question, name)) for name in ("text", "outside_work", "task")]
    for part in PARTS:
        for number, probe in enumerate(question.probes.of(part), start=1):
            rows.append(_both(f"{say(f'bank.part.{part}')} {number}", probe))
    rows += [_both(say("bank.level", level=level), question.anchors.at(level)) for level in LEVELS]
    rows.append(_both(say("bank.watch_for"), question.watch_for))
    return div("dv-q-beside", *rows)


def _both(label: str, text: Bilingual) -> Html:
    return _pair(label, *(_said(text, language) for language in LANGUAGES))


def _pair(label: str, dutch: Html, english: Html) -> Html:
    return div("dv-q-pair", span("dv-q-part", label), dutch, english)
