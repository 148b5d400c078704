"""Nothing of a developer's computer gets into the project, and nothing personal either."""

import re

from tests.architecture.reading import files, name

PATHS = re.compile(rb"(?<![\w.$-])/(?:Users|root|work|private/tmp)/[A-Za-z.]")
# A folder under /tmp is an example in documentation; in code it would be a path of one machine.
TEMPORARY = re.compile(rb"[\"']/tmp/")


def test_no_path_of_a_machine() -> None:
    texts = {name(path): content for path in files() if b"\0" not in (content := path.read_bytes())}
    assert len(texts) > 100
    assert {file for file, content in texts.items() if PATHS.search(content) or TEMPORARY.search(content)} == set()


def test_no_secret_or_database_is_tracked() -> None:
    wrong = (".db", ".sqlite", ".sqlite3", "secrets.toml", ".env", ".pem", ".key")
    assert [name(path) for path in files() if path.name.endswith(wrong)] == []
