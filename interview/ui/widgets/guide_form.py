"""The form of a guide: names, which questions in which order, minutes and weights, and what is said around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview.i18n import LANGUAGES, Language, Words
from interview.model.value import clean_line
from interview.ui.widgets import frame
from interview.ui.widgets.html import literal
from question_bank import Bank, Block, Guide
from question_bank.schema import plain

BLOCKS = ("opening", "candidate_questions", "closing")
Move = Literal["up", "down", "away"]


@dataclass(frozen=True)
class Form:
    """One form: what it begins with, and the beginning of its widgets' keys. What was typed is kept by Streamlit."""

    prefix: str
    start: Guide
    bank: Bank
    language: Language
    say: Words

    def key(self, *path: str) -> str:
        """The key of the widget for one place of the guide."""
        return "-".join((self.prefix, *path))

    @property
    def order(self) -> list[str]:
        """The chosen questions, in the order they are asked."""
        return [id for id in st.session_state[self.key("order")] if id in self.bank.questions]

    @property
    def asked(self) -> list[str]:
        """The competencies the chosen questions are about."""
        return list(dict.fromkeys(self.bank.questions[id].competency for id in self.order))

    def begin(self, *, named: bool) -> None:
        """Fill the boxes of a form that was just opened; without its own name for a copy."""
        guide = self.start
        known = [entry for entry in guide.questions if entry.question in self.bank.questions]
        begun: dict[str, Any] = {"order": [entry.question for entry in known], "add": None}
        begun |= {f"minutes-{entry.question}": entry.minutes for entry in known}
        begun |= {f"weight-{competency}": weight for competency, weight in guide.weights.items()}
        begun["outside"] = guide.asks_first == "outside-work"
        for language in LANGUAGES:
            begun[f"name-{language}"] = guide.name.get(language) if named else ""
            begun[f"purpose-{language}"] = guide.purpose.get(language)
            begun[f"privacy-{language}"] = "\n".join(line.get(language) for line in guide.notes_and_privacy)
            for name in BLOCKS:
                block: Block = getattr(guide, name)
                begun[f"script-{name}-{language}"] = "\n".join(line.get(language) for line in block.script)
        begun |= {f"minutes-of-{name}": getattr(guide, name).minutes for name in BLOCKS}
        for path, value in begun.items():
            st.session_state.setdefault(self.key(path), value)

    def forget(self) -> None:
        """Empty the form."""
        for key in [str(key) for key in st.session_state if str(key).startswith(f"{self.prefix}-")]:
            del st.session_state[key]

    def _now(self, path: str) -> Any:
        return st.session_state.get(self.key(path))

    def typed(self, path: str) -> str:
        """What stands in a box now, as one clean line."""
        return clean_line(str(self._now(path) or ""))

    def data(self, id: str, version: int) -> dict[str, Any]:
        """The guide as chosen so far, in the shape of its file; its length is the sum of its parts."""
        start = plain(self.start)
        questions = [{"question": id, "minutes": self._minutes(id)} for id in self.order]
        blocks = {name: self._block(name) for name in BLOCKS}
        obstacles = {"obstacles": start["obstacles"]} if "obstacles" in start else {}
        timed = [*questions, *blocks.values(), *obstacles.values()]
        return {
            "id": id,
            "version": version,
            "kind": self.start.kind,
            "asks_first": "outside-work" if self._now("outside") else "work",
            "order": self.start.order,
            "name": self._pair("name"),
            "purpose": self._pair("purpose"),
            "minutes": sum(part["minutes"] for part in timed),
            "opening": blocks["opening"],
            "notes_and_privacy": self._lines("privacy"),
            **obstacles,
            "questions": questions,
            "candidate_questions": blocks["candidate_questions"],
            "closing": blocks["closing"],
            "weights": {competency: self._weight(competency) for competency in self.asked},
        }

    def _minutes(self, question_id: str) -> int:
        return int(self._now(f"minutes-{question_id}") or self.bank.questions[question_id].minutes)

    def _weight(self, competency: str) -> int:
        return int(self._now(f"weight-{competency}") or 0)

    def _pair(self, path: str) -> dict[str, str]:
        return {language: self.typed(f"{path}-{language}") for language in LANGUAGES}

    def _lines(self, path: str) -> list[Mapping[str, str]]:
        """Line by line, Dutch beside English; a line that is missing in one language is a finding."""
        both = (str(self._now(f"{path}-{language}") or "").splitlines() for language in LANGUAGES)
        told = ([line for line in map(clean_line, lines) if line] for lines in both)
        return [dict(zip(LANGUAGES, pair, strict=True)) for pair in zip_longest(*told, fillvalue="")]

    def _block(self, name: str) -> dict[str, Any]:
        return {"minutes": int(self._now(f"minutes-of-{name}") or 1), "script": self._lines(f"script-{name}")}

    def draw_names(self) -> None:
        """Name and purpose in both languages."""
        for language, column in zip(LANGUAGES, st.columns(2), strict=True):
            spoken = self.say(f"setup.language.{language}")
            name, purpose = (f"{self.say(f'bank.guide.{path}')} ({spoken})" for path in ("name", "purpose"))
            with column:
                st.text_input(name, key=self.key("name", language), live="400ms", persist_state="session")
                st.text_area(purpose, key=self.key("purpose", language), height="content", persist_state="session")

    def draw_questions(self) -> None:
        """The chosen questions in order, each with its minutes and its three buttons; and one to add."""
        say = self.say
        frame.section(say("bank.view.questions"), beside=say("bank.guide.chosen", n=len(self.order)))
        with frame.rows("assembled"):
            for number, question_id in enumerate(self.order, start=1):
                self._question(number, question_id)
        rest = [id for id in self.bank.questions if id not in self.order]
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                say("bank.guide.add"),
                rest,
                format_func=self._named,
                key=self.key("add"),
                placeholder=say("bank.guide.add.which"),
            )
            st.button(say("bank.guide.add.do"), key=self.key("add-it"), on_click=self._add)

    def _named(self, question_id: str) -> str:
        question = self.bank.questions[question_id]
        competency = self.bank.competencies.get(question.competency)
        name = competency.name.get(self.language) if competency else question.competency
        return f"{name}: {question.text.get(self.language)}"

    def _question(self, number: int, question_id: str) -> None:
        say = self.say
        with frame.row(f"bank-at-{number}", frame.paragraph(f"{number}. {self._named(question_id)}"), end=330):
            key = self.key(f"minutes-{question_id}")
            st.session_state.setdefault(key, self.bank.questions[question_id].minutes)
            label = say("bank.guide.minutes_of", number=number)
            st.number_input(label, 1, 60, key=key, label_visibility="collapsed", width=110, persist_state="session")
            moves: tuple[Move, ...] = ("up", "down", "away")
            for move in moves:
                edge = (move == "up" and number == 1) or (move == "down" and number == len(self.order))
                st.button(
                    say(f"bank.guide.{move}"),
                    key=self.key(move, str(number)),
                    type="tertiary",
                    disabled=edge,
                    on_click=self._move,
                    args=(number - 1, move),
                )

    def _move(self, place: int, move: Move) -> None:
        order = list(self.order)
        moved = order.pop(place)
        if move != "away":
            order.insert(place + (1 if move == "down" else -1), moved)
        st.session_state[self.key("order")] = order

    def _add(self) -> None:
        chosen = st.session_state[self.key("add")]
        if chosen and chosen not in self.order:
            st.session_state[self.key("order")] = [*self.order, chosen]
        st.session_state[self.key("add")] = None

    def draw_weights(self) -> None:
        """The share of each competency that is asked about."""
        say = self.say
        total = sum(map(self._weight, self.asked))
        frame.section(say("bank.weights"), beside=say("bank.weights.sum", sum=total))
        columns: Sequence[DeltaGenerator] = ()
        for place, competency in enumerate(self.asked):
            columns = columns if place % 3 else st.columns(3, vertical_alignment="bottom")
            known = self.bank.competencies.get(competency)
            st.session_state.setdefault(self.key(f"weight-{competency}"), 0)
            label = literal(known.name.get(self.language) if known else competency)
            columns[place % 3].number_input(
                label, 0, 100, key=self.key(f"weight-{competency}"), persist_state="session"
            )
        st.button(say("bank.weights.even"), key=self.key("even"), type="tertiary", on_click=self._even)

    def _even(self) -> None:
        """Equal shares in whole per cents; the first ones carry what is left over."""
        share, left = divmod(100, max(len(self.asked), 1))
        for place, competency in enumerate(self.asked):
            st.session_state[self.key(f"weight-{competency}")] = share + (place < left)

    def draw_scripts(self) -> None:
        """Minutes of the unrated parts, and what the interviewer says there."""
        say = self.say
        frame.section(say("bank.guide.around"), beside=say("bank.guide.around.beside"))
        for name, column in zip(BLOCKS, st.columns(3, vertical_alignment="bottom"), strict=True):
            label, key = say(f"bank.guide.minutes.{name}"), self.key(f"minutes-of-{name}")
            column.number_input(label, 1, 60, key=key, persist_state="session")
        st.checkbox(say("bank.guide.outside_first"), key=self.key("outside"), persist_state="session")
        with st.expander(say("bank.guide.scripts")):
            for path, words in (
                *((f"script-{name}", f"guide.{name}") for name in BLOCKS),
                ("privacy", "guide.privacy"),
            ):
                for language, column in zip(LANGUAGES, st.columns(2), strict=True):
                    label = f"{say(words)} ({say(f'setup.language.{language}')})"
                    column.text_area(label, key=self.key(path, language), height="content", persist_state="session")
