"""Writing to an own bank: what is read back is what was written, and a crash leaves the old file."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank import adapt, check_question, next_version, read_bank, save, save_question
from question_bank.schema import plain
from question_bank.tree import read_tree
from question_bank.writing import to_yaml
from tests.question_bank import planting

# What YAML 1.1 can hold at all: no controls, and no invisible characters, which the reader refuses by name.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=300)


def nfc(text: str) -> str:
    """As the reader keeps a text."""
    return unicodedata.normalize("NFC", text)


@given(TEXT)
def test_any_text_comes_back(text: str) -> None:
    tree = read_tree(to_yaml({"nl": text, "list": [{"en": text}]}).encode(), "x.yaml")
    assert tree.findings == []
    assert tree.data == {"nl": nfc(text), "list": [{"en": nfc(text)}]}


def test_every_built_in_value_comes_back(tmp_path: Path) -> None:
    bank = planting.built_in()
    for values in (bank.competencies, bank.questions, bank.guides, bank.vignettes):
        for value in values.values():
            save(tmp_path, value)
    again = read_bank(built_in=tmp_path)
    assert again.findings == ()
    assert (again.competencies, again.questions, again.guides, again.vignettes) == (
        bank.competencies,
        bank.questions,
        bank.guides,
        bank.vignettes,
    )


def test_an_adapted_question_is_an_own_copy_and_the_built_in_stays(tmp_path: Path) -> None:
    built_in = planting.built_in().questions["no-to-somebody-senior"]
    copy = adapt(next_version(built_in), "no-to-our-director")
    path = save_question(tmp_path, copy)
    bank = read_bank(tmp_path)
    assert path == tmp_path / "questions" / "no-to-our-director.yaml"
    assert (copy.id, copy.version) == ("no-to-our-director", 1)
    assert bank.questions["no-to-our-director"] == copy
    assert bank.questions["no-to-somebody-senior"] == built_in
    assert check_question(copy, bank) == []


def test_a_question_without_themes_comes_back(tmp_path: Path) -> None:
    own = planting.question("themes", []).model_copy(update={"id": "our-own-no"})
    save_question(tmp_path, own)
    bank = read_bank(tmp_path)
    assert bank.findings == ()
    assert bank.questions["our-own-no"] == own


@pytest.mark.parametrize("name", ["", "Two Words", "../escape", "a/b", "x" * 61])
def test_a_malformed_id_is_refused_before_it_becomes_a_file_name(name: str) -> None:
    with pytest.raises(ValueError, match="id"):
        adapt(planting.question(), name)


def test_the_files_are_block_style_with_lists_indented_and_levels_as_numbers() -> None:
    written = to_yaml(plain(planting.question()))
    assert "\nthemes:\n  - no-to-senior\n" in written
    assert "\nanchors:\n  1:\n    nl: Zei ja of" in written
    assert max(len(line) for line in written.splitlines()) <= 120


def test_a_crash_while_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save_question(tmp_path, planting.question())
    before = path.read_bytes()

    def crash(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="No space"):
        save_question(tmp_path, planting.question("minutes", 9))
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_value_without_a_file_of_its_own_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Probes"):
        save(tmp_path, planting.question().probes)
