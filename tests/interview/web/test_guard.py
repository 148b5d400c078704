"""The guard lets in who should be, refuses the attacks that Streamlit alone accepts, and marks every answer."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest

from interview.web.gate import Gate
from interview.web.guard import Guard, script_hashes
from interview.web.start_token import StartTokens
from tests.interview.web.edge import Inside, ask, request

PUBLIC = "https://interviews.example.org"
HOME = ("host", "localhost:8501")


def guard(inside: Inside | None = None, **chosen: Any) -> Guard:
    return Guard(inside or Inside(), **{"public_url": "", "sign_in": False, "gate": None, "scripts": [], **chosen})


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:8501"])
def test_this_computer_comes_in_by_each_of_its_names(host: str) -> None:
    assert ask(guard(), request(headers=[("host", host)])).body == b"inside"


PAGE = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8")


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "[::1]:8501"])
def test_a_page_has_one_name_because_cookies_and_typed_notes_are_kept_by_name(host: str) -> None:
    scope = request("/conduct", headers=[("host", host), PAGE])
    answer = ask(guard(), {**scope, "query_string": b"card=1&at=2"})
    assert (answer.status, answer.header("location")) == (307, "http://localhost:8501/conduct?card=1&at=2")
    for path in ("//evil.example/x", "/start/a b\r\nx: y"):
        location = ask(guard(), request(path, headers=[("host", host), PAGE])).header("location")
        assert location
        assert location.startswith("http://localhost:8501/")
        assert "\n" not in location
        assert not location.startswith("http://localhost:8501//")


def test_only_pages_of_an_installation_for_this_computer_are_sent_to_the_one_name() -> None:
    here, there = ("host", "localhost:8501"), ("host", "127.0.0.1:8501")
    assert ask(guard(), request(headers=[here, PAGE])).body == b"inside"
    assert ask(guard(), request("/notes", headers=[there, ("accept", "*/*")])).body == b"inside"
    assert ask(guard(public_url=PUBLIC), request(headers=[there, PAGE])).body == b"inside"


def test_a_trial_of_signing_in_on_this_computer_has_one_name_too() -> None:
    trial = guard(public_url="http://localhost:8501", sign_in=True)
    answer = ask(trial, request(headers=[("host", "127.0.0.1:8501"), PAGE]))
    assert (answer.status, answer.header("location")) == (307, "http://localhost:8501/")
    assert ask(trial, request(headers=[("host", "localhost:8501"), PAGE])).body == b"inside"


@pytest.mark.parametrize(
    "host", ["evil.example:8501", "localhost:9999", "localhost", "localhost:8501.evil.example", "", "0.0.0.0:8501"]
)
def test_an_unknown_host_is_misdirected_so_dns_rebinding_fails(host: str) -> None:
    inside = Inside()
    answer = ask(guard(inside), request(headers=[("host", host), ("origin", f"http://{host}")]))
    assert (answer.status, inside.seen) == (421, [])


@pytest.mark.parametrize("hosts", [[], [HOME, HOME], [HOME, ("host", "evil.example")]])
def test_a_request_has_exactly_one_host(hosts: list[tuple[str, str]]) -> None:
    assert ask(guard(), request(headers=hosts)).status == 400


@pytest.mark.parametrize(
    ("origins", "status"),
    [
        (["http://localhost:8501"], 101),
        ([], 403),
        (["null"], 403),
        (["http://evil.example"], 403),
        (["http://localhost:3000"], 403),
        (["http://127.0.0.1:8501"], 403),
        (["https://localhost:8501"], 403),
        (["http://localhost:8501", "http://localhost:8501"], 403),
    ],
)
def test_a_socket_needs_the_origin_of_the_page_itself(origins: list[str], status: int) -> None:
    headers = [HOME, *(("origin", origin) for origin in origins)]
    assert ask(guard(), request("/_stcore/stream", headers=headers, socket=True)).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_what_changes_something_needs_the_origin_too(method: str) -> None:
    foreign = [HOME, ("origin", "http://evil.example")]
    own = [HOME, ("origin", "http://localhost:8501")]
    assert ask(guard(), request("/api/notes", method=method, headers=foreign)).status == 403
    assert ask(guard(), request("/api/notes", method=method)).status == 403
    assert ask(guard(), request("/api/notes", method=method, headers=own)).status == 200


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent", "/page/_STCORE/Agent/mcp", "//_stcore/metrics"],
)
def test_what_streamlit_tells_anybody_is_blocked(path: str) -> None:
    assert ask(guard(), request(path)).status == 403


def test_without_sign_in_only_loopback_is_served() -> None:
    there = request(server=("192.168.1.5", 8501))
    assert ask(guard(), there).status == 403
    assert ask(guard(), request(server=("/run/doorvraag.sock", None))).status == 403
    assert ask(guard(sign_in=True, public_url=PUBLIC), there).status == 200


def test_the_public_address_is_known_by_its_host_and_needs_its_own_origin() -> None:
    app = guard(public_url=PUBLIC, sign_in=True)
    host = ("host", "interviews.example.org")
    own, plain = [host, ("origin", PUBLIC)], [host, ("origin", "http://interviews.example.org")]
    server = ("10.0.0.2", 8501)
    assert ask(app, request(socket=True, headers=own, server=server)).status == 101
    assert ask(app, request(socket=True, headers=plain, server=server)).status == 403


def test_every_answer_carries_the_security_headers() -> None:
    answer = ask(guard(scripts=["'sha256-abc'"]), request())
    assert (answer.header("content-security-policy") or "").split("; ") == [
        "default-src 'self'",
        "script-src 'self' blob: 'sha256-abc'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self' ws://localhost:8501",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("x-frame-options") == "DENY"
    assert answer.header("referrer-policy") == "no-referrer"
    assert answer.header("cross-origin-opener-policy") == "same-origin"
    assert answer.header("cross-origin-resource-policy") == "same-origin"
    assert answer.header("strict-transport-security") is None


def test_over_https_there_is_strict_transport_and_every_cookie_is_secure() -> None:
    app = guard(Inside({"set-cookie": "_streamlit_user=1; HttpOnly"}), public_url=PUBLIC, sign_in=True)
    answer = ask(app, request(headers=[("host", "interviews.example.org")]))
    assert answer.header("set-cookie") == "_streamlit_user=1; HttpOnly; Secure"
    assert answer.header("strict-transport-security") == "max-age=31536000"
    assert "connect-src 'self' wss://interviews.example.org;" in (answer.header("content-security-policy") or "")


@pytest.mark.parametrize("path", ["/media/a.pdf", "/export/abc", "/api/notes", "/start/abc"])
def test_personal_answers_are_never_kept_by_the_browser(path: str) -> None:
    assert ask(guard(Inside({"cache-control": "public"})), request(path)).header("cache-control") == "no-store"


def test_the_typeface_and_scripts_may_be_kept() -> None:
    kept = guard(Inside({"cache-control": "public, max-age=3600"}))
    assert ask(kept, request("/static/js/index.js")).header("cache-control") == "public, max-age=3600"


def test_the_hash_is_that_of_the_script_between_the_tags() -> None:
    html = '<script src="a.js"></script><script>\n  let a = 1\n</script><script type="module">b</script>'
    digest = base64.b64encode(hashlib.sha256(b"\n  let a = 1\n").digest()).decode()
    assert script_hashes(html) == [f"'sha256-{digest}'"]


def test_the_gate_stands_behind_the_guard(tmp_path: Path) -> None:
    inside = Inside()
    app = guard(inside, gate=Gate(StartTokens(tmp_path), "en"))
    assert ask(app, request()).status == 401
    assert ask(app, request("/health")).body == b"inside"
    socket = request("/_stcore/stream", headers=[HOME, ("origin", "http://localhost:8501")], socket=True)
    assert ask(app, socket).status == 403
    assert len(inside.seen) == 1
