"""A whole bank or one guide in one file: out and in without loss, as YAML and as a workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank import Finding, check, read_bank
from question_bank.exchange import Collection, from_yaml_file, keep, only_guide, to_yaml_file, whole
from question_bank.spreadsheet import from_xlsx_file, to_xlsx_file
from tests.question_bank import planting

Read = Callable[[bytes, str], tuple[Collection | None, list[Finding]]]
FORMATS = [
    pytest.param(to_yaml_file, from_yaml_file, id="yaml"),
    pytest.param(to_xlsx_file, from_xlsx_file, id="xlsx"),
]


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_the_whole_bank_comes_back_without_loss(write: Callable[[Collection], bytes], read: Read) -> None:
    collection = whole(planting.built_in())
    again, findings = read(write(collection), "bank")
    assert findings == []
    assert again == collection


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_a_guide_brings_all_it_needs(write: Callable[[Collection], bytes], read: Read, tmp_path: Path) -> None:
    """Read alone, without the built-in bank, the guide passes its checks: nothing it refers to is missing."""
    bank = planting.built_in()
    again, _ = read(write(only_guide(bank.guides["second-interview"], bank)), "guide")
    assert again is not None
    assert len(again.questions) == 6
    keep(tmp_path, again, read_bank(built_in=tmp_path), "guide")
    alone = read_bank(built_in=tmp_path)
    thin = {"competency-thin", "theme-uncovered"}
    assert [finding for finding in check(alone) if finding.code not in thin] == []
    assert alone.guides["second-interview"] == bank.guides["second-interview"]


@pytest.mark.parametrize(("write", "read"), FORMATS)
@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "-2+3", "+31 6 1234", "_x0041_ is no A", "a\nb", "'quoted", "1.5"]
)
def test_text_that_looks_like_something_else_stays_text(
    write: Callable[[Collection], bytes], read: Read, text: str
) -> None:
    collection = Collection(questions=(planting.question("text.en", text),))
    again, _ = read(write(collection), "bank")
    assert again is not None
    assert again.questions[0].text.en == text


def test_a_double_id_in_one_file_is_refused() -> None:
    collection = Collection(questions=(planting.question(), planting.question("minutes", 9)))
    for write, read in ((to_yaml_file, from_yaml_file), (to_xlsx_file, from_xlsx_file)):
        again, findings = read(write(collection), "bank")
        assert again is None
        assert {finding.code for finding in findings} <= {"id-taken", "duplicate-key"}


def test_a_broken_yaml_file_is_refused_as_a_whole_with_every_fault() -> None:
    raw = to_yaml_file(Collection(questions=(planting.question(), planting.question(name="no-in-plain-words"))))
    raw = raw.replace(b"minutes: 5", b"minutes: five")
    again, findings = from_yaml_file(raw, "bank.yaml")
    assert again is None
    assert [(finding.code, finding.key) for finding in findings] == [
        ("number-needed", "questions.1.minutes"),
        ("number-needed", "questions.2.minutes"),
    ]
    assert [raw.decode().splitlines()[finding.line - 1].strip() for finding in findings if finding.line] == [
        "minutes: five",
        "minutes: five",
    ]


def test_importing_leaves_the_built_in_alone_and_writes_the_rest(tmp_path: Path) -> None:
    bank = planting.built_in()
    own = planting.question("id", "our-own-no")
    taken = planting.question("minutes", 9, name="no-in-plain-words")
    same = planting.question(name="no-and-an-alternative")
    kept = keep(tmp_path, Collection(questions=(own, taken, same)), bank, "bank.yaml")
    assert kept.written == (tmp_path / "questions" / "our-own-no.yaml",)
    assert kept.unchanged == ("no-and-an-alternative",)
    assert [finding.code for finding in kept.findings] == ["id-taken"]
    assert read_bank(tmp_path).questions["our-own-no"] == own


def test_an_own_question_is_replaced_by_an_import(tmp_path: Path) -> None:
    own = planting.question("id", "our-own-no")
    keep(tmp_path, Collection(questions=(own,)), planting.built_in(), "bank.yaml")
    later = own.model_copy(update={"version": 2})
    kept = keep(tmp_path, Collection(questions=(later,)), read_bank(tmp_path), "bank.yaml")
    assert len(kept.written) == 1
    assert read_bank(tmp_path).questions["our-own-no"].version == 2


def test_new_sources_come_along_and_old_ones_stay(tmp_path: Path) -> None:
    bank = planting.built_in()
    about = bank.about
    assert about is not None
    for name in ("our-handbook", "our-survey"):
        source = about.sources[0].model_copy(update={"id": name})
        collection = Collection(bank=about.model_copy(update={"sources": (source,), "themes": ()}))
        keep(tmp_path, collection, read_bank(tmp_path), "bank.yaml")
    assert {"our-handbook", "our-survey", *bank.sources} == set(read_bank(tmp_path).sources)
