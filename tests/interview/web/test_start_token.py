"""Start links live in the data folder, for its owner only, work once, and for twelve hours."""

import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview.web.start_token import COOKIE_SECONDS, LINK_SECONDS, StartTokens


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owner-only mode; its profile folders are private")
def test_only_the_owner_can_read_what_is_kept(tmp_path: Path) -> None:
    tokens = StartTokens(tmp_path / "data")
    tokens.new_link()
    modes = {path.name[-6:]: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").rglob("*")}
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert modes.pop("start") == 0o700
    assert set(modes.values()) == {0o600}


def test_the_token_itself_is_not_kept(tmp_path: Path) -> None:
    token = StartTokens(tmp_path).new_link()
    assert not any(token in path.name or token.encode() in path.read_bytes() for path in (tmp_path / "start").iterdir())


def test_of_many_browsers_with_one_link_exactly_one_gets_in(tmp_path: Path) -> None:
    tokens = StartTokens(tmp_path)
    for _ in range(20):
        token = tokens.new_link()
        with ThreadPoolExecutor(8) as pool:
            cookies = list(pool.map(lambda _, token=token: StartTokens(tmp_path).spend(token), range(8)))
        assert sum(cookie is not None for cookie in cookies) == 1


def test_a_link_ends_after_twelve_hours(tmp_path: Path) -> None:
    tokens = StartTokens(tmp_path)
    now = time.time()
    assert tokens.spend(tokens.new_link(), now + LINK_SECONDS - 60)
    assert tokens.spend(tokens.new_link(), now + LINK_SECONDS + 60) is None


def test_old_links_are_tidied_away(tmp_path: Path) -> None:
    tokens = StartTokens(tmp_path)
    tokens.new_link()
    old = next((tmp_path / "start").glob("*.link"))
    os.utime(old, (time.time() - LINK_SECONDS - 1,) * 2)
    tokens.new_link()
    assert not old.exists()


def test_without_its_secret_every_browser_is_out(tmp_path: Path) -> None:
    tokens = StartTokens(tmp_path)
    cookie = tokens.spend(tokens.new_link())
    assert StartTokens(tmp_path).holds(cookie)
    (tmp_path / "start" / "secret").unlink()
    assert not StartTokens(tmp_path).holds(cookie)


def test_a_cookie_that_was_seen_before_still_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = StartTokens(tmp_path)
    cookie = tokens.spend(tokens.new_link())
    assert tokens.holds(cookie)
    assert not tokens.holds(f"{cookie}x")
    later = time.time() + COOKIE_SECONDS + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert not tokens.holds(cookie)
