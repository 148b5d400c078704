"""The documentation is complete: every setting, every command, every dependency."""

import re

from interview.__main__ import COMMANDS
from interview.settings import PREFIX, Settings
from tests.architecture.reading import ROOT

DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text("utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(re.findall(rf"^\| `({PREFIX}[A-Z_]+)`", DEPLOYMENT, re.MULTILINE))
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_command_is_documented_and_no_other() -> None:
    documented = set(re.findall(r"^\| `([a-z]+)[^`]*` \|", DEPLOYMENT, re.MULTILINE))
    assert documented == {command.name for command in COMMANDS}


def test_every_dependency_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8").lower()
    for file in ("requirements.txt", "requirements-dev.txt"):
        for name in re.findall(r"^([a-z][\w-]*)", (ROOT / file).read_text("utf-8"), re.MULTILINE | re.IGNORECASE):
            if not name.startswith("types-") and not name.endswith("-stubs") and name != "pytest-xdist":
                assert name.lower() in reasons, name


def test_the_lock_holds_hashes_and_the_same_versions_for_both() -> None:
    def versions(file: str) -> dict[str, str]:
        lock = (ROOT / file).read_text("utf-8")
        assert "--hash=sha256:" in lock
        return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE))

    running, development = versions("requirements.lock"), versions("requirements-dev.lock")
    assert running.items() <= development.items()
