"""The launcher: its port, its link, its refusals, seen from outside as a real process."""

import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from interview.errors import InUse, StartError
from interview.settings import ROOT
from interview.web import launch
from tests.conftest import StartApp
from tests.running import START_SECONDS, environment, free_port
from tests.until import SECONDS


def command(name: str, data: Path, port: int, **more: str) -> subprocess.CompletedProcess[str]:
    environ = environment(data, port, **more)
    line = [sys.executable, "-m", "interview", name]
    return subprocess.run(
        line, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=START_SECONDS, check=False
    )


def test_a_port_in_use_is_a_sentence_in_the_language_of_the_terminal(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = command("serve", tmp_path / "data", port, LANG="nl_NL.UTF-8")
    assert ended.returncode == 1
    assert f"Poort {port} is in gebruik" in ended.stderr
    assert f"DOORVRAAG_PORT={port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unknown_setting_is_a_sentence(tmp_path: Path) -> None:
    ended = command("serve", tmp_path / "data", free_port(), DOORVRAAG_PROT="8600")
    assert ended.returncode == 1
    assert ended.stderr.strip().endswith("There is no setting DOORVRAAG_PROT. Did you mean DOORVRAAG_PORT?")


def test_listening_for_others_without_sign_in_is_refused(tmp_path: Path) -> None:
    open_up = {"DOORVRAAG_ADDRESS": "0.0.0.0", "DOORVRAAG_PUBLIC_URL": "http://interviews.example.org"}  # noqa: S104
    ended = command("serve", tmp_path / "data", free_port(), **open_up)
    assert ended.returncode == 1
    assert "sign-in is not set up" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_data_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = command("serve", tmp_path / "file" / "data", free_port())
    assert ended.returncode == 1
    assert str(tmp_path / "file" / "data") in ended.stderr
    assert "Traceback" not in ended.stderr


def test_streamlit_run_refuses_other_addresses_too(tmp_path: Path) -> None:
    port = str(free_port())
    line = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", port]
    ended = subprocess.run(
        [*line, "--server.address", "0.0.0.0"],  # noqa: S104 - what the test is about
        cwd=ROOT,
        env=environment(tmp_path / "data", int(port)),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert ended.returncode == 1
    assert "sign-in is not set up" in ended.stderr


def test_the_printed_link_and_one_by_command_each_let_one_browser_in_also_after_a_restart(start_app: StartApp) -> None:
    app = start_app()
    first = httpx.get(app.printed_link(), timeout=SECONDS)
    assert first.status_code == 303
    again = command("link", app.data, app.port)
    assert httpx.get(again.stdout.strip(), timeout=SECONDS).status_code == 303
    assert httpx.get(again.stdout.strip(), timeout=SECONDS).status_code == 401
    app.stop()
    app.start()
    assert httpx.get(app.url, cookies=dict(first.cookies), timeout=SECONDS).status_code == 200


def test_nagle_is_off_on_what_the_port_accepts() -> None:
    with launch.take_port("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # what asyncio looks at before it sets TCP_NODELAY


def test_a_taken_or_forbidden_port_is_told_apart() -> None:
    with launch.take_port("127.0.0.1", 0) as listening, pytest.raises(InUse):
        launch.take_port("127.0.0.1", listening.getsockname()[1])
    with pytest.raises(StartError) as caught:
        launch.take_port("192.0.2.1", free_port())
    assert caught.value.key == "port_refused"


def test_no_browser_is_opened_on_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "SSH_CONNECTION", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not launch.browser_here()
    monkeypatch.setenv("DISPLAY", ":0")
    assert launch.browser_here()
    monkeypatch.setenv("CI", "true")
    assert not launch.browser_here()
