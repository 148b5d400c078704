"""Every error of the storage has a sentence in both languages, and gives what that sentence names."""

import ast
from collections.abc import Iterator
from string import Formatter

import pytest

import interview.errors
from interview.i18n import LANGUAGES, Language, keys, text
from interview.storage import checks, failures, store
from tests.architecture.reading import name, sources, tree

ERRORS = {kind for kind, value in vars(interview.errors).items() if isinstance(value, type)}


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Place, key and parameters of every error the storage makes by name."""
    for path in sources("interview/storage"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    given = frozenset(word.arg for word in node.keywords if word.arg)
                    yield f"{name(path)}:{node.lineno}", str(key.value), given


RAISED = sorted(raised()) + [
    ("failures", key, frozenset[str]()) for _, _, key in (*failures._SQLITE, *failures._POSTGRESQL)
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence_and_what_it_names(language: Language) -> None:
    assert len(RAISED) > 30
    for place, key, given in RAISED:
        assert f"errors.{key}" in keys(language), place
        sentence = text(language, f"errors.{key}", **dict.fromkeys(given, "x"))
        assert sentence, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_damage_names_the_file_and_the_backup(language: Language) -> None:
    for key in ("database_damaged", "database_missing", "database_foreign"):
        text(language, f"errors.{key}", path="x", backup="x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_has_a_sentence(language: Language) -> None:
    notices = (*checks.sqlite_version((3, 40, 1)), store.Notice("little_room", (("path", "x"), ("free", 1))))
    for notice in notices:
        said = text(language, f"notices.{notice.key}", **dict(notice.params))
        assert not [field for _, field, _, _ in Formatter().parse(said) if field]
