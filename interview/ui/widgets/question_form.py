"""The form of a question: both languages beside each other, and under each sentence what its check says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import streamlit as st

from interview.i18n import LANGUAGES, Language, Words
from interview.model.value import clean_line
from interview.ui.widgets import bank_rows, frame
from interview.ui.widgets.html import show
from question_bank import LEVELS, PARTS, Bank, Bilingual, Finding, Question

MAIN = ("text", "outside_work", "task")
PROBES = 2
"""Rows for each part of a fresh form; a question needs as many."""


@dataclass(frozen=True)
class Form:
    """One form: what it begins with, and the beginning of its widgets' keys. What was typed is kept by Streamlit."""

    prefix: str
    start: Question | None
    bank: Bank
    language: Language
    say: Words

    def key(self, path: str, language: str = "") -> str:
        """The key of the widget for one place of the question."""
        return f"{self.prefix}-{path}-{language}".rstrip("-")

    def probes(self, part: str) -> int:
        """How many rows of probes a part has."""
        begun = len(getattr(self.start.probes, part)) if self.start else PROBES
        return max(PROBES, begun) + int(st.session_state.get(self.key(f"more.{part}"), 0))

    def paths(self) -> Iterator[tuple[str, Bilingual | None]]:
        """Every sentence of the form with what it begins with; paths as findings name them."""
        start = self.start
        for name in MAIN:
            yield name, getattr(start, name) if start else None
        for part in PARTS:
            begun = getattr(start.probes, part) if start else ()
            for place in range(self.probes(part)):
                yield f"probes.{part}.{place + 1}", begun[place] if place < len(begun) else None
        for level in LEVELS:
            yield f"anchors.{level}", start.anchors.at(level) if start else None
        yield "watch_for", start.watch_for if start else None

    def begin(self, source: str) -> None:
        """Fill the boxes of a form that was just opened; `source` is where a new question comes from."""
        for path, text in self.paths():
            for language in LANGUAGES:
                st.session_state.setdefault(self.key(path, language), text.get(language) if text else "")
        start = self.start
        first = next(iter(self.bank.competencies), "")
        st.session_state.setdefault(self.key("competency"), start.competency if start else first)
        st.session_state.setdefault(self.key("themes"), list(start.themes) if start else [])
        st.session_state.setdefault(self.key("minutes"), start.minutes if start else 6)
        st.session_state.setdefault(self.key("sources"), "\n".join(start.sources) if start else source)

    def typed(self, path: str, language: str = "") -> str:
        """What stands in a box now, as one clean line."""
        return clean_line(str(st.session_state.get(self.key(path, language), "")))

    def forget(self) -> None:
        """Empty the form."""
        for key in [str(key) for key in st.session_state if str(key).startswith(f"{self.prefix}-")]:
            del st.session_state[key]

    def data(self, id: str, version: int) -> dict[str, Any]:
        """The question as typed so far, in the shape of its file. Rows of probes beyond the second may stay empty."""
        themes = [theme for theme in st.session_state[self.key("themes")] if theme in self._themes()]
        sources = str(st.session_state[self.key("sources")]).splitlines()
        return {
            "id": id,
            "version": version,
            "competency": st.session_state[self.key("competency")],
            "themes": themes,
            "minutes": st.session_state[self.key("minutes")],
            **{name: self._pair(name) for name in (*MAIN, "watch_for")},
            "probes": {part: self._probes(part) for part in PARTS},
            "anchors": {str(level): self._pair(f"anchors.{level}") for level in LEVELS},
            "sources": [line for line in map(clean_line, sources) if line] or [""],
        }

    def _pair(self, path: str) -> dict[str, str]:
        return {language: self.typed(path, language) for language in LANGUAGES}

    def _probes(self, part: str) -> list[dict[str, str]]:
        pairs = [self._pair(f"probes.{part}.{place + 1}") for place in range(self.probes(part))]
        return [pair for place, pair in enumerate(pairs) if place < PROBES or any(pair.values())]

    def _themes(self) -> list[str]:
        about = st.session_state[self.key("competency")]
        return [theme.id for theme in self.bank.themes.values() if about in theme.competencies]

    def draw(self, findings: list[Finding]) -> None:
        """All boxes, each with its findings. Those about the question as a whole come last."""
        say = self.say
        rest: dict[str, list[Finding]] = {}
        for finding in findings:
            rest.setdefault(finding.key, []).append(finding)
        self._about()
        frame.section(say("bank.form.question"), beside=say("bank.form.beside"))
        for name in MAIN:
            self._row(name, say(f"bank.field.{name}"), rest)
        frame.section(say("bank.probes"), beside=say("bank.form.probes.beside"))
        for part in PARTS:
            for place in range(self.probes(part)):
                self._row(f"probes.{part}.{place + 1}", f"{say(f'bank.part.{part}')} {place + 1}", rest)
            self._told(f"probes.{part}", rest)
            st.button(
                say("bank.form.more", part=say(f"bank.part.{part}")),
                key=self.key(f"add.{part}"),
                type="tertiary",
                on_click=self._more,
                args=(part,),
            )
        frame.section(say("bank.anchors"), beside=say("bank.form.anchors.beside"))
        for level in LEVELS:
            self._row(f"anchors.{level}", say("bank.level", level=level), rest)
        self._row("watch_for", say("bank.watch_for"), rest)
        self._told("", rest)

    def _about(self) -> None:
        say, language = self.say, self.language
        left, middle, right = st.columns([5, 5, 2])
        left.selectbox(
            say("bank.competency"),
            list(self.bank.competencies),
            format_func=lambda id: self.bank.competencies[id].name.get(language),
            key=self.key("competency"),
            persist_state="session",
        )
        allowed = self._themes()
        kept = [theme for theme in st.session_state[self.key("themes")] if theme in allowed]
        st.session_state[self.key("themes")] = kept
        middle.multiselect(
            say("bank.themes"),
            allowed,
            format_func=lambda id: self.bank.themes[id].name.get(language),
            key=self.key("themes"),
            placeholder=say("bank.themes.none"),
            persist_state="session",
        )
        right.number_input(say("bank.form.minutes"), 1, 60, key=self.key("minutes"), persist_state="session")
        st.text_area(
            say("bank.sources"),
            key=self.key("sources"),
            height="content",
            help=say("bank.sources.help"),
            persist_state="session",
        )

    def _more(self, part: str) -> None:
        st.session_state[self.key(f"more.{part}")] = int(st.session_state.get(self.key(f"more.{part}"), 0)) + 1

    def _row(self, path: str, label: str, rest: dict[str, list[Finding]]) -> None:
        for language, column in zip(LANGUAGES, st.columns(2), strict=True):
            with column:
                named = f"{label} ({self.say(f'setup.language.{language}')})"
                if path.startswith("probes"):  # short enough for one line
                    st.text_input(named, key=self.key(path, language), live="400ms", persist_state="session")
                else:
                    st.text_area(named, key=self.key(path, language), height="content", persist_state="session")
                self._told(f"{path}.{language}", rest)
        self._told(path, rest)

    def _told(self, key: str, rest: dict[str, list[Finding]]) -> None:
        """Show the findings about one place and take them out of the rest."""
        for name in [name for name in rest if name == key or not key]:
            for finding in rest.pop(name):
                words = bank_rows.told(finding, self.bank, self.language, self.say)
                show(bank_rows.finding("" if key else name, words))
