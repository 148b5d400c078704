"""The sentences of the findings: in both languages, for every code in the source, filling in the same values."""

import re
import string

from question_bank.findings import FOLDER, sentences

CODES = re.compile(r'"((?:[a-z]+-)+[a-z0-9]+|alias|tag|empty)"')


def fields(pattern: str) -> set[str]:
    """The names a sentence fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def test_both_languages_have_the_same_sentences() -> None:
    assert sentences("nl").keys() == sentences("en").keys()
    for code, pattern in sentences("nl").items():
        assert fields(pattern) == fields(sentences("en")[code]), code


def test_every_sentence_has_a_rule_that_says_it() -> None:
    """Codes stand literally in the source; those of the wording rules are made from the kind of the rule."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    kinds = re.findall(r"kind: ([a-z-]+)", (FOLDER / "wording" / "en.yaml").read_text(encoding="utf-8"))
    said = set(CODES.findall(source)) | {f"wording-{kind}" for kind in (*kinds, "closed", "double", "no-past")}
    assert set(sentences("en")) - said == set()
