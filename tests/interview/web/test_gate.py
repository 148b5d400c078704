"""Without the cookie there is a friendly page; a link buys the cookie once; the cookie survives a restart."""

from pathlib import Path

import pytest

from interview.web.gate import Gate
from interview.web.guard import Guard
from interview.web.start_token import StartTokens
from tests.interview.web.edge import Answer, Inside, ask, request

HOME = ("host", "localhost:8501")


def app(folder: Path) -> Guard:
    return Guard(Inside(), public_url="", sign_in=False, gate=Gate(StartTokens(folder), None), scripts=[])


def exchange(folder: Path, token: str, cookie: str = "") -> Answer:
    headers = [HOME, ("cookie", cookie)] if cookie else [HOME]
    return ask(app(folder), request(f"/start/{token}", headers=headers))


def given(answer: Answer) -> str:
    return (answer.header("set-cookie") or "").partition(";")[0]


def test_a_link_buys_a_cookie_that_opens_the_app_also_after_a_restart(tmp_path: Path) -> None:
    answer = exchange(tmp_path, StartTokens(tmp_path).new_link())
    assert (answer.status, answer.header("location")) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in (answer.header("set-cookie") or "")
    assert ask(app(tmp_path), request(headers=[HOME, ("cookie", f"theme=dark; {given(answer)}")])).body == b"inside"


def test_a_web_socket_needs_the_cookie_too(tmp_path: Path) -> None:
    own = [HOME, ("origin", "http://localhost:8501")]
    assert ask(app(tmp_path), request("/_stcore/stream", headers=own, socket=True)).status == 403
    cookie = given(exchange(tmp_path, StartTokens(tmp_path).new_link()))
    with_cookie = [*own, ("cookie", cookie)]
    assert ask(app(tmp_path), request("/_stcore/stream", headers=with_cookie, socket=True)).status == 101


def test_a_link_works_once(tmp_path: Path) -> None:
    token = StartTokens(tmp_path).new_link()
    exchange(tmp_path, token)
    second = exchange(tmp_path, token)
    assert second.status == 401
    assert second.header("set-cookie") is None


def test_who_is_in_already_goes_on_and_leaves_the_link_unspent(tmp_path: Path) -> None:
    cookie = given(exchange(tmp_path, StartTokens(tmp_path).new_link()))
    token = StartTokens(tmp_path).new_link()
    assert exchange(tmp_path, token, cookie).status == 303
    assert exchange(tmp_path, token).status == 303


def test_a_cookie_of_another_port_or_installation_or_a_changed_one_opens_nothing(tmp_path: Path) -> None:
    name, _, value = given(exchange(tmp_path, StartTokens(tmp_path).new_link())).partition("=")
    assert name == "doorvraag_8501"
    other = given(exchange(tmp_path / "other", StartTokens(tmp_path / "other").new_link()))
    for cookie in (f"doorvraag_8502={value}", other, f"{name}={value[:-2]}AA", f"{name}=", f"{name}=a.b.c"):
        assert ask(app(tmp_path), request(headers=[HOME, ("cookie", cookie)])).status == 401, cookie


@pytest.mark.parametrize("token", ["", "short", "../secret", "A" * 43, "A" * 5000, "é" * 43])
def test_a_made_up_link_opens_nothing(tmp_path: Path, token: str) -> None:
    assert exchange(tmp_path, token).status == 401


@pytest.mark.parametrize(
    ("accepts", "language", "words"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl", "Open Doorvraag met de startlink"),
        ("en-GB,en;q=0.9", "en", "Open Doorvraag with the start link"),
        ("fr-FR,en;q=0.5", "en", "Open Doorvraag with the start link"),
        ("fr", "nl", "Open Doorvraag met de startlink"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(tmp_path: Path, accepts: str, language: str, words: str) -> None:
    answer = ask(app(tmp_path), request("/conduct", headers=[HOME, ("accept-language", accepts)]))
    assert answer.header("content-language") == language
    assert words in answer.body.decode()
    assert answer.header("cache-control") == "no-store"
