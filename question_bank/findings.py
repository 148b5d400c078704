"""A finding: something wrong in a bank, with its place, as data; and its sentence in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from question_bank.schema import Language

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Finding:
    """Something wrong in one place of a bank.

    file    the bank's folder name and the path in it, such as "question_bank/questions/plain-no.yaml"
    line    counted from 1; None when it is about the file as a whole
    key     the place in the file, such as "anchors.3.nl" or "probes.task.2.en" (lists counted from 1); "" for the file
    code    which rule; the sentence stands under this name in findings.nl.yaml and findings.en.yaml
    params  what the sentence fills in
    """

    file: str
    line: int | None
    key: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """File, line and key as one reads them in a terminal: "folder/file.yaml:12 anchors.3.nl"."""
        line = f":{self.line}" if self.line else ""
        return f"{self.file}{line} {self.key}".rstrip()


@cache
def sentences(language: Language) -> dict[str, str]:
    """All finding sentences of a language by code, as `str.format` patterns."""
    text = (FOLDER / f"findings.{language}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, str] = yaml.safe_load(text)
    return loaded


def sentence(finding: Finding, language: Language) -> str:
    """What is wrong and what to do about it, in one or two sentences, without the place."""
    return sentences(language)[finding.code].format(**finding.params)
