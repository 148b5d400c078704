"""Writing to an own bank: the house style of the YAML files, saved so that a crash never leaves half a file.

The built-in bank is never written to; adapting one of its questions makes a copy with its own id.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

from question_bank.schema import Competency, Guide, Question, Value, Vignette, plain

WIDTH = 104
FOLDED_FROM = 90

FOLDERS: dict[type[Value], str] = {
    Competency: "competencies",
    Question: "questions",
    Guide: "guides",
    Vignette: "vignettes",
}


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented under their key, long texts folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    long = len(text) > FOLDED_FROM or "\n" in text
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if long else None)


_Dumper.add_representer(str, _text)


def _with_number_keys(data: Any) -> Any:
    """Levels stand in the files as numbers without quotes, like everywhere else in the bank."""
    if isinstance(data, dict):
        return {int(key) if key.isdigit() else key: _with_number_keys(value) for key, value in data.items()}
    return [_with_number_keys(entry) for entry in data] if isinstance(data, list) else data


def to_yaml(data: Any) -> str:
    """Plain data (as `schema.plain` gives) as YAML in the style of the bank; reading it back gives the same data."""
    written: str = yaml.dump(
        _with_number_keys(data), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, indent=2
    )
    return written


def save(folder: Path, value: Value) -> Path:
    """Write a competency, question, guide or vignette into an own bank folder and return its path.

    The file is written beside its place, flushed to disk and then moved over it, so that a reader sees the old file or
    the new one. OSError when the folder cannot be written; TypeError for a value that has no file of its own.
    """
    if type(value) not in FOLDERS:
        raise TypeError(type(value).__name__)
    path = folder / FOLDERS[type(value)] / f"{plain(value)['id']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, to_yaml(plain(value)).encode("utf-8"))
    return path


def save_question(folder: Path, question: Question) -> Path:
    """Write a question into an own bank folder; see `save`."""
    return save(folder, question)


def discard_question(folder: Path, question_id: str) -> None:
    """Remove a question from an own bank folder; nothing happens when there is none."""
    for suffix in (".yaml", ".yml"):
        (folder / FOLDERS[Question] / f"{question_id}{suffix}").unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file as a whole, durable when the call returns."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def adapt(question: Question, new_id: str) -> Question:
    """A copy to change: its own id, version 1, and everything else as it was; ValueError when the id is malformed."""
    return Question.model_validate({**plain(question), "id": new_id, "version": 1})


def next_version(question: Question) -> Question:
    """The same question one version on, for saving after an edit."""
    return question.model_copy(update={"version": question.version + 1})
