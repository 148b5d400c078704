"""An installation with one planned talk, made before the app starts, and what its database holds afterwards."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from interview.model.language import Language
from interview.settings import Settings
from interview.storage import open_storage
from interview.workflow import conduct
from interview.workflow.prepare import NewCandidate, NewMember, NewVacancy, create_vacancy
from question_bank import read_bank
from tests.chromium import remember
from tests.running import RunningApp

PARTS = ("S", "T", "A", "R")
NAMES = {"en": ("Situation", "Task", "Action", "Result"), "nl": ("Situatie", "Taak", "Actie", "Resultaat")}


@dataclass(frozen=True)
class Talk:
    """One talk of one rater. `sections` are the ids of its parts in order, `questions` those of its questions."""

    data: Path
    person: str
    card: str
    sections: tuple[str, ...]
    questions: tuple[str, ...]

    def place(self, question: int) -> int:
        """The position of question 1, 2, 3 … among the parts."""
        return self.sections.index(self.questions[question - 1])

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What the database says, asked past the app."""
        with closing(sqlite3.connect(self.data / "doorvraag.db", timeout=60)) as database:
            return database.execute(query, values).fetchall()

    def note(self, question: int, part: str) -> str:
        """The newest text of a box, empty when there is none."""
        query = "SELECT body FROM note WHERE scorecard_id = ? AND question_id = ? AND part = ?"
        found = self.rows(query, self.card, self.questions[question - 1], part)
        return str(found[0][0]) if found else ""

    def kept(self, question: int, part: str) -> list[str]:
        """Every text ever kept of a box, those beside the head too."""
        query = "SELECT body FROM note_revision WHERE scorecard_id = ? AND question_id = ? AND part = ?"
        return [str(row[0]) for row in self.rows(query, self.card, self.questions[question - 1], part)]

    def asked(self, question: int) -> set[str]:
        """Ids of the planned probes that were put."""
        query = "SELECT probe_id FROM asked_probe WHERE scorecard_id = ? AND question_id = ?"
        return {str(row[0]) for row in self.rows(query, self.card, self.questions[question - 1])}

    def own_probes(self, question: int) -> list[str]:
        """The interviewer's own probes."""
        query = "SELECT text FROM own_probe WHERE scorecard_id = ? AND question_id = ? ORDER BY place"
        return [str(row[0]) for row in self.rows(query, self.card, self.questions[question - 1])]

    def treatment(self, place: int) -> tuple[Any, ...]:
        """Variant and seconds of a part of the talk, by its position; two empty values before anything was kept."""
        query = "SELECT variant, seconds FROM treatment WHERE scorecard_id = ? AND question_id = ?"
        found = self.rows(query, self.card, self.sections[place])
        return tuple(found[0]) if found else (None, 0)

    def rating(self, question: int) -> tuple[Any, ...] | None:
        """Outcome, level, reason and evidence of a question's rating."""
        query = "SELECT outcome, level, reason, evidence FROM rating WHERE scorecard_id = ? AND question_id = ?"
        found = self.rows(query, self.card, self.questions[question - 1])
        return tuple(found[0]) if found else None

    def seal(self) -> None:
        """Hand the card in, as another device would, straight in the database."""
        with closing(sqlite3.connect(self.data / "doorvraag.db", timeout=60)) as database, database:
            database.execute("UPDATE scorecard SET state = 'submitted' WHERE id = ?", (self.card,))


def planned_talk(data: Path, language: Language = "en") -> Talk:
    """A vacancy with one interviewer and one candidate in the empty folder `data`; the talk has been started."""
    storage = open_storage(Settings(data=data))
    now = datetime.now(UTC)
    wanted = NewVacancy(
        title={"nl": "Medewerker servicedesk", "en": "Service desk agent"}[language],
        interview_language=language,
        guide_id="service-desk-core",
        members=(NewMember(name="Sam de Wit"),),
        candidates=(NewCandidate(name="Yara Benali"),),
    )
    with storage.work("system", now) as uow:
        vacancy = create_vacancy(uow, wanted, read_bank())
        card = uow.scorecards.of_vacancy(vacancy.id)[0]
        conduct.start(uow, card.rater_id, card.id)
        live = conduct.live_card(uow, card.rater_id, card.id)
    storage.close()
    return Talk(
        data,
        card.rater_id,
        card.id,
        sections=tuple(section.id for section in live.sections),
        questions=tuple(section.id for section in live.sections if section.kind == "question"),
    )


def come_in(context: BrowserContext, app: RunningApp, talk: Talk, language: Language = "en") -> Page:
    """An empty page of a browser that is past the start link and knows who sits at it."""
    assert context.request.get(app.new_link()).ok
    remember(context, app, person=talk.person, language=language)
    return context.new_page()


def open_talk(page: Page, url: str, talk: Talk, question: int = 1) -> Page:
    """The live page at a question; `url` is the app's own or that of a proxy before it."""
    page.goto(f"{url}/conduct?card={talk.card}&at={talk.place(question)}")
    expect(page.locator(".live")).to_be_visible()
    return page


def drafts(page: Page) -> list[dict[str, object]]:
    """What the journal in the browser holds."""
    return list(
        page.evaluate(
            """() => new Promise((resolve) => {
                 const asked = indexedDB.open("doorvraag", 1);
                 asked.onsuccess = () => {
                   const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
                   all.onsuccess = () => { asked.result.close(); resolve(all.result); };
                 };
               })"""
        )
    )


def on_device(page: Page, *words: str) -> bool:
    """Whether one draft in the journal of the browser holds all these words."""
    return any(all(word in json.dumps(draft["write"]) for word in words) for draft in drafts(page))


def box(page: Page, part: str, language: Language = "en") -> Locator:
    """A box of the note pad by its letter."""
    return page.get_by_label(NAMES[language][PARTS.index(part)], exact=True)
