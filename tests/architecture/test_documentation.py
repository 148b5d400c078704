"""The documentation is complete: every setting, every command, every dependency."""

import re

from interview.__main__ import COMMANDS
from interview.settings import PREFIX, Settings
from tests.architecture.reading import ROOT, files, sources

PAGES = [path for path in files() if path.suffix == ".md"]
ROOMS_OF_PATHS = ("", "interview", "question_bank", "tests")
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


def test_every_link_and_every_file_that_is_named_exists() -> None:
    named = 0
    for page in PAGES:
        text = page.read_text("utf-8")
        for link in re.findall(r"\]\(([\w./-]+)\)", text):
            named += 1
            assert (page.parent / link).exists(), f"{page.name}: {link}"
        for path in re.findall(r"`([\w-]+(?:/[\w.-]+)+\.(?:py|md|toml|yaml|conf|woff2))(?::| |`)", text):
            named += 1
            places = [page.parent, *(ROOT / room for room in ROOMS_OF_PATHS)]
            own = path.startswith((".streamlit", "published", "drafts", "questions"))  # of an installation
            assert own or any((place / path).exists() for place in places), f"{page.name}: {path}"
    assert named > 20


def test_every_name_in_the_glossary_is_a_name_in_the_code() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    code = "\n".join(path.read_text("utf-8") for path in sources("interview", "question_bank", "scoring"))
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \|", glossary, re.MULTILINE)[1:]
    assert len(rows) > 30
    for name in (name for row in rows for name in re.findall(r"`([^`]+)`", row)):
        last = re.split(r"[./]", name.removesuffix(".py"))[-1]
        assert re.search(rf"\b{last}\b", code) or (ROOT / "interview" / name).exists(), name
