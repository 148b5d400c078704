"""Reading banks: whatever an own file holds, it costs that file and no more, and the finding tells where to look."""

import os
from pathlib import Path

import pytest

from question_bank import Finding, read_bank
from question_bank.reader import BUILT_IN, read_value
from question_bank.schema import Question
from question_bank.tree import MAX_BYTES, read_tree
from tests.question_bank import planting

GOOD = (BUILT_IN / "questions" / "no-to-somebody-senior.yaml").read_text(encoding="utf-8")


def own_bank(folder: Path, content: str | bytes, name: str = "no-to-somebody-senior") -> Path:
    """An own bank folder with one question file."""
    (folder / "questions").mkdir(parents=True, exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    (folder / "questions" / f"{name}.yaml").write_bytes(raw)
    return folder


def only(findings: tuple[Finding, ...] | list[Finding]) -> Finding:
    """The one finding there is."""
    assert [finding.code for finding in findings] == [finding.code for finding in findings[:1]]
    return findings[0]


def read_with(content: str | bytes, folder: Path) -> Finding:
    """What an own question file is told; the built-in bank must have been read in full beside it."""
    bank = read_bank(own_bank(folder, content, "own-question"))
    assert set(bank.questions) >= set(planting.built_in().questions)
    assert bank.guides == planting.built_in().guides
    return only(bank.findings)


OWN = GOOD.replace("id: no-to-somebody-senior", "id: own-question")


def test_an_own_question_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    bank = read_bank(own_bank(tmp_path, OWN, "own-question"))
    assert bank.findings == ()
    assert bank.is_own("questions", "own-question")
    assert not bank.is_own("questions", "no-to-somebody-senior")


HOSTILE = [
    ("a: &x\n  - 1\nb: *x\n", "alias", 1),
    ("a: 1\nb: !!python/object/apply:os.system\n  - ls\n", "tag", 2),
    ("a: !secret x\n", "tag", 1),
    ("[" * 20_000, "flow-style", 1),
    ("a: {b: 1}\n", "flow-style", 1),
    ("".join(f"{'  ' * depth}a:\n" for depth in range(30)) + "  " * 30 + "b", "too-deep", 21),
    ("- - " * 5_000 + "a", "too-deep", 1),
    ("- a\n" * 60_000, "too-many-entries", 50_000),
    ("a: 1\n--- \nb: 1\n", "several-documents", 2),
    ("", "file-empty", 1),
    ("# only a remark\n", "file-empty", 1),
    ("a: 'open\nb: 1\n", "yaml-broken", 3),
    ("a: b\n c: d\n", "yaml-broken", 2),
    ("a: \x00\n", "yaml-broken", None),
    ("a: \x07\n", "yaml-broken", None),
    ("? - a\n: b\n", "key-not-plain", 1),
    ("id: x\ntext: na\u202eive\n", "hidden-character", 2),
    (b"id: x\ntext: caf\xe9\n", "not-utf-8", 2),
    ("id: x\n".encode("utf-16"), "not-utf-8", 1),
    ("id: x\n".encode("utf-16-le"), "not-utf-8", 1),
    (b"x" * (MAX_BYTES + 1), "too-large", None),
    (b"\xff\xd8\xff\xe0 a picture", "not-utf-8", 1),
]


@pytest.mark.parametrize(("content", "code", "line"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_bytes_become_one_finding(content: str | bytes, code: str, line: int | None, tmp_path: Path) -> None:
    found = read_with(content, tmp_path)
    assert found.file == f"{tmp_path.name}/questions/own-question.yaml"
    assert (found.code, found.line) == (code, line)


def test_an_alias_bomb_is_refused_before_it_unfolds() -> None:
    bomb = "a0: &a0 lol\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert only(read_tree(bomb.encode(), "bomb.yaml").findings).code == "alias"


def test_a_byte_order_mark_is_told_and_read_all_the_same(tmp_path: Path) -> None:
    bank = read_bank(own_bank(tmp_path, b"\xef\xbb\xbf" + OWN.encode(), "own-question"))
    assert only(bank.findings).code == "byte-order-mark"
    assert "own-question" in bank.questions


SHAPES = [
    ("minutes: 5", "minutes: five", "number-needed", "minutes"),
    ("minutes: 5", "minutes: 500", "number-out-of-range", "minutes"),
    ("minutes: 5", "minutes: 010", "quotes-needed", "minutes"),
    ("minutes: 5", "minutes: 0x1F", "quotes-needed", "minutes"),
    ("minutes: 5", "minutes: 1_0", "quotes-needed", "minutes"),
    ("minutes: 5\n", "", "key-missing", "minutes"),
    ("minutes: 5", "minutes: 5\nminutes: 6", "duplicate-key", "minutes"),
    ("minutes: 5", "minutes: 5\nlength: 6", "key-unknown", "length"),
    ("    - nl: Hoe reageerde diegene?\n", "    - de: Wie?\n      nl: Hoe?\n", "key-unknown", "probes.result.1.de"),
    ("      en: How did that person respond?\n", "", "language-missing", "probes.result.1.en"),
    ("      en: How did that person respond?\n", "      en:\n", "empty", "probes.result.1.en"),
    ("      en: How did that person respond?\n", '      en: "  "\n', "empty", "probes.result.1.en"),
    ("How did that person respond?", "no", "quotes-needed", "probes.result.1.en"),
    ("How did that person respond?", "12:30", "quotes-needed", "probes.result.1.en"),
    ("How did that person respond?", "2024-05-01", "quotes-needed", "probes.result.1.en"),
    ("How did that person respond?", "3.5", "quotes-needed", "probes.result.1.en"),
    ("How did that person respond?", "2024", "quotes-needed", "probes.result.1.en"),
    ("How did that person respond?", "~", "empty", "probes.result.1.en"),
    ("themes:\n  - no-to-senior", "themes: no-to-senior", "list-needed", "themes"),
    ("id: own-question", "id: Own Question", "id-malformed", "id"),
    ("id: own-question", "id: another-name", "id-is-not-file-name", "id"),
    ("id: own-question", f"id: {'a' * 70}", "too-long", "id"),
    ("Wat vroeg diegene van je?", "a" * 5_000, "too-long", "probes.situation.1.nl"),
]


@pytest.mark.parametrize(("old", "new", "code", "key"), SHAPES, ids=range(len(SHAPES)))
def test_a_wrong_shape_is_told_with_its_key_and_line(old: str, new: str, code: str, key: str, tmp_path: Path) -> None:
    assert old in OWN
    content = OWN.replace(old, new, 1)
    found = read_with(content, tmp_path)
    assert (found.code, found.key) == (code, key)
    assert found.line is not None
    if new.strip():
        telling = new.strip().splitlines()[-1 if code in ("duplicate-key", "key-unknown") else 0]
        assert telling.split(":")[0][:40] in content.splitlines()[found.line - 1] or code == "key-unknown"


def test_several_faults_in_one_file_are_told_at_once() -> None:
    broken = OWN.replace("minutes: 5", "minutes: five").replace("  en: Tell me", "  de: Tell me")
    value, tree = read_value(broken.encode(), "q.yaml", Question)
    assert value is None
    assert sorted(finding.code for finding in tree.findings) == ["key-unknown", "language-missing", "number-needed"]


def test_a_number_in_quotes_is_text() -> None:
    value, _ = read_value(OWN.replace("How did that person respond?", '"2024"').encode(), "q.yaml", Question)
    assert value is not None
    assert value.probes.result[0].en == "2024"


def test_text_is_kept_in_one_unicode_form() -> None:
    value, _ = read_value(OWN.replace("Wat vroeg", "Wat e\u0301e\u0301n vroeg").encode(), "q.yaml", Question)
    assert value is not None
    assert "één" in value.probes.situation[0].nl


def test_an_own_file_cannot_take_a_built_in_id(tmp_path: Path) -> None:
    bank = read_bank(own_bank(tmp_path, GOOD.replace("minutes: 5", "minutes: 9")))
    assert only(bank.findings).code == "id-taken"
    assert bank.questions["no-to-somebody-senior"].minutes == 5


def test_a_missing_own_folder_is_told_and_the_bank_works(tmp_path: Path) -> None:
    bank = read_bank(tmp_path / "gone")
    assert only(bank.findings).code == "folder-missing"
    assert bank.questions == planting.built_in().questions


def test_a_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "questions" / "odd.yaml").mkdir(parents=True)
    assert only(read_bank(tmp_path).findings).code == "file-unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    os.mkfifo(tmp_path / "questions" / "pipe.yaml")
    assert only(read_bank(tmp_path).findings).code == "file-unreadable"


def test_own_sources_and_themes_come_beside_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text(
        """
id: our-bank
version: 1
name:
  nl: Onze eigen vragenbank met vragen
  en: Our own question bank with questions
themes:
  - id: our-theme
    competencies:
      - saying-no
    name:
      nl: Iets van onszelf
      en: Something of our own
    sources:
      - seed-004
"""
    )
    bank = read_bank(tmp_path)
    assert bank.findings == ()
    assert set(bank.themes) == {*planting.built_in().themes, "our-theme"}
    assert bank.about is not None
    assert bank.about.id == "doorvraag"
    assert bank.place("themes", "our-theme").finding(("id",), "theme-uncovered").line == 8
