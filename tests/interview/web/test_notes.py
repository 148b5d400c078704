"""The notes route: who types is said by a signed pass for one card, and every refusal has a status of its own."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from interview.errors import DiskFull, Unreachable
from interview.storage import Storage, open_storage
from interview.web import asgi, notes
from interview.web.asgi import Receive, Scope, Send
from interview.web.passes import PASS_SECONDS, Passes
from interview.workflow import conduct
from tests.databases import SqliteFiles
from tests.interview.web.edge import Inside, ask, request
from tests.interview.workflow.office import ANN, BOB, NINA, OTTO, Office


class Desk:
    """The route on a real database, with a talk that Ann began."""

    def __init__(self, storage: Storage, folder: Path) -> None:
        self.office = Office(storage)
        self.passes = Passes(folder)
        self.card = self.office.start(ANN, NINA)
        app = Starlette(routes=[notes.route(storage, self.passes)])
        self.client = TestClient(app, base_url="http://localhost:8501")

    def typed(self, body: str = "called back", id: str = "w1") -> dict[str, Any]:
        """One write of the live page."""
        question = self.office.questions[0]
        return {"id": id, "kind": "note", "question": question, "part": "A", "body": body, "base": 0}

    def post(self, token: str, card: str, *writes: dict[str, Any]) -> tuple[int, Any]:
        """What the route answers."""
        answer = self.client.post("/notes", json={"token": token, "card": card, "writes": writes})
        return answer.status_code, answer.json()

    def kept(self) -> list[str]:
        """The texts on Ann's card."""
        return [note.body for note in self.office.look(lambda uow: uow.notes.of_card(self.card.id))]


@pytest.fixture
def desk(sqlite_files: SqliteFiles, tmp_path: Path) -> Iterator[Desk]:
    storage = open_storage(sqlite_files.settings(tmp_path / "data"))
    yield Desk(storage, tmp_path)
    storage.close()


def test_what_is_typed_is_kept_once_however_often_it_is_sent(desk: Desk) -> None:
    token = desk.passes.mint(desk.card.rater_id, desk.card.id)
    first, again = (desk.post(token, desk.card.id, desk.typed()) for _ in range(2))
    assert first[0] == again[0] == 200
    assert first[1]["writes"] == again[1]["writes"]
    assert first[1]["writes"][0]["status"] == "saved"
    assert desk.kept() == ["called back"]


@pytest.mark.parametrize("token", ["", "nonsense", "WyJhIiwiYiJd.abc.def"])
def test_without_a_pass_of_this_installation_nothing_is_kept(desk: Desk, tmp_path: Path, token: str) -> None:
    elsewhere = Passes(tmp_path / "elsewhere").mint(desk.card.rater_id, desk.card.id)
    for wrong in (token, elsewhere):
        assert desk.post(wrong, desk.card.id, desk.typed()) == (401, {"error": "signed_out"})
    assert desk.kept() == []


def test_a_pass_is_for_one_card_and_a_card_for_one_rater(desk: Desk) -> None:
    bob = desk.office.card(BOB, NINA)
    of_another_card = desk.passes.mint(bob.rater_id, bob.id)
    of_somebody_else = desk.passes.mint(bob.rater_id, desk.card.id)
    of_nobody = desk.passes.mint("stranger", "no-such-card")
    assert desk.post(of_another_card, desk.card.id, desk.typed()) == (403, {"error": "not_allowed"})
    own = desk.office.start(ANN, OTTO)
    of_this_card = desk.passes.mint(desk.card.rater_id, desk.card.id)
    assert desk.post(of_this_card, own.id, desk.typed()) == (403, {"error": "not_allowed"})
    assert desk.post(of_somebody_else, desk.card.id, desk.typed()) == (403, {"error": "not_allowed"})
    assert desk.post(of_nobody, "no-such-card", desk.typed()) == (403, {"error": "not_allowed"})
    assert desk.kept() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"token": "", "card": "", "writes": [{"kind": "?"}]}'])
def test_a_body_that_is_no_batch_is_not_understood(desk: Desk, body: bytes) -> None:
    answer = desk.client.post("/notes", content=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "not_understood"})


def test_a_body_beyond_the_limit_is_too_big(desk: Desk) -> None:
    answer = desk.client.post("/notes", content=b" " * (notes.LIMIT + 1))
    assert (answer.status_code, answer.json()) == (413, {"error": "too_big"})


@pytest.mark.parametrize(
    ("error", "status"),
    [(DiskFull("disk_full"), 507), (Unreachable("busy"), 503), (ValueError("what somebody typed"), 500)],
)
def test_what_fails_is_told_apart_and_the_log_holds_nothing_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(conduct, "save", fail)
    token = desk.passes.mint(desk.card.rater_id, desk.card.id)
    assert desk.post(token, desk.card.id, desk.typed())[0] == status
    assert "what somebody typed" not in caplog.text
    assert status == 507 or "saving notes failed" in caplog.text


def test_a_pass_that_was_seen_before_still_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = Passes(tmp_path)
    token = passes.mint("ann", "card")
    assert passes.check(token) == passes.check(token) == ("ann", "card")
    assert passes.check(f"{token}x") is None
    later = time.time() + PASS_SECONDS + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert passes.check(token) is None


def test_notes_take_the_lane_and_everything_else_the_road() -> None:
    class Quick:
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await asgi.answer(send, 202, b"", [])

    road = Inside()
    lane = notes.Lane(road, route=Route("/notes", Quick(), methods=["POST"]))
    assert ask(lane, request("/notes", method="POST")).status == 202
    assert ask(lane, request("/notes")).status == 200
    assert ask(lane, request("/notes/", method="POST")).status == 200
    assert ask(lane, request("/notes", socket=True)).status == 101
    assert [scope["path"] for scope in road.seen] == ["/notes", "/notes/", "/notes"]
