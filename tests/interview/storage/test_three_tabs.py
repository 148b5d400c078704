"""Three tabs on one note, saving, retrying and merging in any order: 0 texts lost."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from hypothesis import HealthCheck, given
from hypothesis import settings as few
from hypothesis import strategies as st

from interview.model.note import NoteAnswer, NoteRevision, NoteWrite, Part, WriteStatus
from interview.model.value import clean_note, new_id
from interview.storage import Storage
from tests.interview.storage.world import CARD, NOW

Step = tuple[int, str, str]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["type", "type", "again", "merge"]), st.text(max_size=5).map(clean_note)
    ),
    max_size=25,
)


@dataclass
class Tab:
    """What one browser tab knows."""

    storage: Storage
    question: str
    base: int = 0
    last: NoteWrite | None = None
    answer: NoteAnswer | None = None

    def save(self, body: str) -> None:
        self.last = NoteWrite(
            scorecard_id=CARD, question_id=self.question, part=Part.ACTION,
            body=body, base_rev=self.base, write_id=new_id(),
        )  # fmt: skip
        self.send()

    def send(self) -> None:
        wish = self.last
        assert wish is not None
        self.answer = self.storage.save("ann", NOW, lambda uow: uow.notes.save(wish, after_submit=False))
        if self.answer.status is WriteStatus.SAVED:
            self.base = max(self.base, self.answer.rev)

    def merge(self) -> None:
        if self.answer is not None and self.answer.status is WriteStatus.CONFLICT and self.last is not None:
            self.base = self.answer.head_rev
            self.save(f"{self.answer.head_body}|{self.last.body}")


def check(kept: tuple[NoteRevision, ...], sent: list[str], head: str) -> None:
    """Every text that was sent is there, the head's line has no gap, and the head is its last."""
    line = [one for one in kept if one.rev > 0]
    beside = [one for one in kept if one.rev < 0]
    assert set(sent) == {one.body for one in kept}
    assert [one.rev for one in line] == list(range(1, len(line) + 1))
    assert [one.base_rev for one in line] == list(range(len(line)))
    assert [one.rev for one in beside] == list(range(-1, -len(beside) - 1, -1))
    assert len({one.write_id for one in kept}) == len(kept)
    assert line[-1].body == head


def look(storage: Storage, question: str) -> tuple[tuple[NoteRevision, ...], str]:
    with storage.reading() as uow:
        head = next(note.body for note in uow.notes.of_card(CARD) if note.question_id == question)
        return uow.notes.revisions(CARD, question, Part.ACTION), head


@few(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_lost_in_any_order(storage: Storage, steps: list[Step]) -> None:
    question = new_id()
    tabs = [Tab(storage, question) for _ in range(3)]
    sent = ["start"]
    tabs[0].save("start")
    for number, act, body in steps:
        tab = tabs[number]
        if act == "type":
            tab.save(body)
        elif act == "again" and tab.last is not None:
            tab.send()
        elif act == "merge":
            tab.merge()
        if tab.last is not None:
            sent.append(tab.last.body)
    kept, head = look(storage, question)
    check(kept, sent, head)


def test_nothing_is_lost_when_all_save_at_the_same_time(storage: Storage) -> None:
    def type_on(number: int) -> list[str]:
        chance = random.Random(number)
        tab = Tab(storage, "at-once")
        sent = []
        for count in range(60):
            tab.save(f"tab {number} text {count}")
            if chance.random() < 0.3:
                tab.send()
            if tab.answer is not None and tab.answer.status is WriteStatus.CONFLICT and chance.random() < 0.5:
                tab.base = tab.answer.head_rev
            sent.append(f"tab {number} text {count}")
        return sent

    with ThreadPoolExecutor(3) as threads:
        sent = [body for bodies in threads.map(type_on, range(3)) for body in bodies]
    kept, head = look(storage, "at-once")
    assert len(kept) == len(sent) == 180
    check(kept, sent, head)
