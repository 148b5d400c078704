"""Whose request it is: Streamlit's own cookie is read as Streamlit writes it, and only an open session counts."""

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from interview.model.panel import Person
from interview.settings import Settings
from interview.storage import Storage, open_storage
from interview.web import downloads, logins, notes
from interview.web.logins import Logins
from interview.web.passes import Passes
from interview.workflow import sign_in
from interview.workflow.sign_in import Rules, Sessions

ORIGIN = "https://interviews.example.org"
SECRET = "a secret of the installation"


def written(claims: dict[str, Any], secret: str = SECRET) -> dict[str, str]:
    """The cookies of a login, as Streamlit's own code writes them."""
    cookies: dict[str, str] = {}

    def put(name: str, value: str) -> None:
        cookies[name] = create_signed_value(secret, name, value).decode()

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    set_cookie_with_chunks(put, sign, USER_COOKIE_NAME, claims, cookie_attr_size=60)
    return cookies


def claims(subject: str = "1", **more: Any) -> dict[str, Any]:
    told = {"iss": "https://login.example.org", "sub": subject, "iat": int(datetime.now(UTC).timestamp())}
    return {
        **told,
        "email": f"{subject}@example.org",
        "email_verified": True,
        "origin": ORIGIN,
        "is_logged_in": True,
    } | more


def request(cookies: dict[str, str]) -> Request:
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return Request({"type": "http", "headers": [(b"cookie", line.encode())]})


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """Two people who may come in, `1` and `2`."""
    opened = open_storage(Settings(data=tmp_path))
    with opened.work("system", datetime.now(UTC)) as work:
        for name in ("1", "2"):
            work.people.add(Person(id=name, name=name, email=f"{name}@example.org"))
    yield opened
    opened.close()


def come_in(storage: Storage, present: Logins, cookies: dict[str, str]) -> str:
    login = present.login(cookies)
    assert login
    with storage.work("system", datetime.now(UTC)) as work:
        sign_in.enter(work, login, Rules(organiser=""))
    return login.key


@pytest.fixture
def present(storage: Storage) -> Logins:
    return Logins(Sessions(storage), secret=SECRET, origin=ORIGIN)


def test_a_login_counts_while_its_session_is_open(storage: Storage, present: Logins) -> None:
    cookies = written(claims())
    assert present.person(request(cookies)) is None
    key = come_in(storage, present, cookies)
    assert present.person(request(cookies)) == "1"
    with storage.work("1", datetime.now(UTC)) as work:
        sign_in.leave(work, key)
    assert present.person(request(cookies)) is None


def test_a_long_login_is_put_together(present: Logins) -> None:
    cookies = written(claims(groups=[secrets.token_hex(16) for _ in range(600)]))
    assert len(cookies) > 2
    login = present.login(cookies)
    assert login
    assert login.subject == "1"
    cookies.pop(f"{USER_COOKIE_NAME}_2")
    assert present.login(cookies) is None


@pytest.mark.parametrize(
    "cookies",
    [
        {},
        {USER_COOKIE_NAME: "nonsense"},
        {USER_COOKIE_NAME: json.dumps(claims())},
        written(claims(), "another secret"),
        written(claims(origin="https://elsewhere.example.org")),
        written(claims(is_logged_in=False)),
        {USER_COOKIE_NAME: written({"x": 1})[USER_COOKIE_NAME]},
        {"_streamlit_user_tokens": written(claims())[USER_COOKIE_NAME]},
    ],
    ids=["none", "nonsense", "unsigned", "forged", "elsewhere", "logged out", "no claims", "another name"],
)
def test_anything_else_is_nobody(present: Logins, cookies: dict[str, str]) -> None:
    assert present.login(cookies) is None
    assert present.person(request(cookies)) is None


@pytest.fixture
def client(storage: Storage, present: Logins, tmp_path: Path) -> TestClient:
    routes = [
        notes.route(storage, Passes(tmp_path), present),
        downloads.route("en", present),
        logins.route(present),
    ]
    return TestClient(Starlette(routes=routes), base_url=ORIGIN)


def header(cookies: dict[str, str]) -> dict[str, str]:
    jar = SimpleCookie(cookies)
    return {"cookie": "; ".join(f"{name}={morsel.coded_value}" for name, morsel in jar.items())}


def test_notes_need_a_session_of_the_person_of_the_pass(
    storage: Storage, present: Logins, client: TestClient, tmp_path: Path
) -> None:
    mine, theirs = written(claims("1")), written(claims("2"))
    for cookies in (mine, theirs):
        come_in(storage, present, cookies)
    body = {"token": Passes(tmp_path).mint("1", "card"), "card": "card", "writes": []}
    assert client.post("/notes", json=body).status_code == 401
    assert client.post("/notes", json=body, headers=header(theirs)).status_code == 401
    # The card does not exist: what is refused now is the card, not the person.
    assert client.post("/notes", json=body, headers=header(mine)).status_code == 403


def test_a_document_is_for_the_session_of_whoever_it_was_offered_to(
    storage: Storage, present: Logins, client: TestClient
) -> None:
    mine, theirs = written(claims("1")), written(claims("2"))
    for cookies in (mine, theirs):
        come_in(storage, present, cookies)

    def offered() -> str:
        return downloads.offer(lambda _: b"a document", "a.pdf", "application/pdf", "1")

    path = offered()
    assert client.get(path).status_code == 401
    assert client.get(path, headers=header(mine)).content == b"a document"
    assert client.get(offered(), headers=header(theirs)).status_code == 403


def test_a_page_may_ask_whether_there_is_a_session(storage: Storage, present: Logins, client: TestClient) -> None:
    cookies = written(claims())
    assert client.get("/session", headers=header(cookies)).status_code == 401
    come_in(storage, present, cookies)
    answer = client.get("/session", headers=header(cookies))
    assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (204, b"", "no-store")
