"""Right on the decision page: verdict, reasons tied to answers, and why the panel departs from the order."""

from typing import NamedTuple

import streamlit as st

from interview.model.comparison import CompetencyHead
from interview.model.decision import CompetencyReason, Verdict
from interview.ui.widgets import compare_under, decision_list
from interview.ui.widgets.compare_text import Figures, Names
from interview.ui.widgets.html import Html, div, literal, show, span, tag
from interview.workflow.decide import DecisionLine, Decisions

MOST_PAIRS = 5


class Wanted(NamedTuple):
    """What stands in the form. `recorded` is what was pressed: record, or the next candidate."""

    verdict: Verdict | None
    reasons: tuple[CompetencyReason, ...]
    departure_reason: str
    record: bool
    onward: bool


class DecisionForm:
    """The form about one candidate. What is typed stays while others are looked at."""

    def __init__(self, view: Decisions, line: DecisionLine, names: Names, figures: Figures) -> None:
        self.view, self.line, self.names, self.figures, self.say = view, line, names, figures, figures.say
        self.name = names[line.row.candidate_id]
        kept = line.decided
        self.about = f"{line.row.candidate_id}-{kept.revision if kept else 0}"

    def draw(self) -> Wanted:
        """Show it; gives what stands in it."""
        verdict = self._verdict()
        show(
            div(
                "dv-section",
                tag("h2", self.say("decision.reasons")),
                span("dv-beside", self.say("decision.reasons.least")),
            )
        )
        reasons = tuple(filter(None, (self._reason(head) for head in self.view.comparison.competencies)))
        departs = verdict is Verdict.HIRE and bool(self.line.departures)
        why = self._departure() if departs else ""
        return Wanted(verdict, reasons, why, *self._buttons())

    def _verdict(self) -> Verdict | None:
        kept = self.line.decided
        return st.segmented_control(
            self.say("decision.verdict"),
            list(Verdict),
            default=kept.verdict if kept else None,
            format_func=lambda one: f"{decision_list.SIGNS[one]}  {decision_list.verdict(one, self.figures)}",
            key=f"verdict-{self.about}",
            label_visibility="collapsed",
            persist_state="session",
        )

    def _reason(self, head: CompetencyHead) -> CompetencyReason | None:
        kept = self._kept(head)
        with st.container(key=f"why-{head.id}"):
            name, text, question = st.columns([150, 370, 178], gap="small", vertical_alignment="center")
        with name:
            show(self._competency(head))
        with text:
            typed = st.text_area(
                self.say("decision.reason.of", competency=literal(self._name(head))),
                value=kept.text if kept else "",
                placeholder=self.say("decision.reason.example"),
                height=68,
                key=f"reason-{head.id}-{self.about}",
                label_visibility="collapsed",
                persist_state="session",
            )
        with question:
            rests_on = self._question(head, kept)
        return CompetencyReason(competency_id=head.id, text=typed, question_id=rests_on) if typed.strip() else None

    def _name(self, head: CompetencyHead) -> str:
        return head.name.get(self.figures.language)

    def _kept(self, head: CompetencyHead) -> CompetencyReason | None:
        reasons = self.line.decided.reasons if self.line.decided else ()
        return next((reason for reason in reasons if reason.competency_id == head.id), None)

    def _competency(self, head: CompetencyHead) -> Html:
        cell = next(cell for cell in self.line.row.cells if cell.competency_id == head.id)
        if cell.value is None:
            return div("dv-why-name", tag("b", self._name(head)), self.say("compare.no_evidence"))
        figure = f"{self.figures.one(cell.value)}  ({self.figures.interval(cell.low, cell.high)})"
        return div("dv-why-name", tag("b", self._name(head)), figure)

    def _question(self, head: CompetencyHead, kept: CompetencyReason | None) -> str:
        """The answer it rests on; with one question about the competency there is nothing to choose."""
        numbers = {id: number for id, competency, number in self.view.questions if competency == head.id}
        ids = list(numbers)
        if len(ids) == 1:
            show(span("dv-accent dv-small", self.say("decision.question", n=numbers[ids[0]])))
            return ids[0]
        return st.selectbox(
            self.say("decision.question.of", competency=literal(self._name(head))),
            ids,
            index=ids.index(kept.question_id) if kept and kept.question_id in ids else 0,
            format_func=lambda id: self.say("decision.question", n=numbers[id]),
            key=f"rests-{head.id}-{self.about}",
            label_visibility="collapsed",
            persist_state="session",
        )

    def _departure(self) -> str:
        say, found = self.say, self.line.departures
        with st.container(key="departs", gap="small"):
            show(div("dv-amber", "⚠ ", say("decision.departs.title")))
            show(tag("p", say("decision.departs.text", name=self.name, n=len(found)), class_="dv-paragraph"))
            show(*(self._pair(place) for place in range(min(MOST_PAIRS, len(found)))))
            if len(found) > MOST_PAIRS:
                show(span("dv-quiet", say("decision.departs.more", n=len(found) - MOST_PAIRS)))
            typed = st.text_area(
                say("decision.departs.reason"),
                value=self.line.decided.departure_reason if self.line.decided else "",
                placeholder=say("decision.departs.example"),
                height=84,
                key=f"departs-{self.about}",
                persist_state="session",
            )
            show(div("dv-amber dv-tiny", say("decision.departs.needed")))
        return typed

    def _pair(self, place: int) -> Html:
        departure = self.line.departures[place]
        other = self.view.line(departure.other)
        stand = decision_list.verdict(other.decided.verdict if other and other.decided else None, self.figures)
        key = "decision.departs.stand.same" if departure.same_bracket else "decision.departs.stand"
        words = self.say(key, name=self.names[departure.other], verdict=stand.lower())
        shown = compare_under.pair(departure.pair, self.names, self.figures)
        shown = Html(shown.replace('class="dv-pair"', 'class="dv-pair dv-departs-pair"', 1))
        return Html(f"{shown.removesuffix('</div>')}{span('dv-quiet', words)}</div>")

    def _buttons(self) -> tuple[bool, bool]:
        with st.container(horizontal=True, horizontal_alignment="right"):
            onward = st.button(self.say("decision.next"), key="next-candidate")
            again = "decision.record.again" if self.line.decided else "decision.record"
            record = st.button(self.say(again), type="primary", key="record-decision")
        return record, onward
