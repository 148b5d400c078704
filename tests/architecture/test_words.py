"""The field's words: names of ours use them, and never the vague or wrong ones."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.reading import ROOMS, name, sources, tree

FORBIDDEN = {"template", "feedback", "grade", "grades", "applicant", "applicants", "job", "jobs"}
FORBIDDEN |= {"util", "utils", "helper", "helpers"}
# In the name of a value these can be plain English (the revision a note was based on, units that two raters have in
# common, an element of a list). As the name of a file or a class they say nothing, and an "item" is a question here.
FORBIDDEN_FOR_FILES_AND_CLASSES = FORBIDDEN | {"item", "items", "base", "common", "manager"}


def words(identifier: str) -> set[str]:
    """`retentionManager_of` holds retention, manager and of."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)}


def ours(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Names a file gives, each with the words that are forbidden for it."""
    yield path.stem, FORBIDDEN_FOR_FILES_AND_CLASSES
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            yield node.name, FORBIDDEN_FOR_FILES_AND_CLASSES
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, FORBIDDEN
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, FORBIDDEN
        elif isinstance(node, ast.arg):
            yield node.arg, FORBIDDEN


def test_no_name_of_ours_uses_a_forbidden_word() -> None:
    paths = sources(*ROOMS, "streamlit_app.py")
    assert paths
    found = {f"{name(path)}: {given}" for path in paths for given, wrong in ours(path) if words(given) & wrong}
    assert found == set()
