"""From draft to published: nothing with a finding is published, and what is published never changes again."""

from pathlib import Path

import pytest

from question_bank import (
    Guide,
    Shelf,
    Unpublishable,
    adapt,
    check,
    discard_draft,
    freeze,
    next_guide_version,
    next_version,
    offered,
    publish,
    read_bank,
    save,
    save_draft,
)
from question_bank.schema import plain

CORE = "service-desk-core"


def own_guide(question: str = "", **changed: object) -> Guide:
    """The core guide as one's own, its first question replaced by another one of the same competency."""
    data = plain(read_bank().guides[CORE]) | {"id": "our-guide"} | changed
    if question:
        data["questions"][0]["question"] = question
    return Guide.model_validate(data)


def own_question(folder: Path) -> str:
    """An own question about the competency of the guide's first one."""
    bank = read_bank()
    first = bank.guides[CORE].question_ids[0]
    save(folder, adapt(bank.questions[first], "our-question"))
    return "our-question"


def test_a_draft_is_read_but_never_offered(tmp_path: Path) -> None:
    save_draft(tmp_path, own_guide())
    bank = read_bank(tmp_path)
    assert bank.drafts == {"our-guide": own_guide()}
    assert "our-guide" not in bank.guides
    assert "our-guide" not in offered(bank)
    assert check(bank) == []


def test_publishing_keeps_the_questions_as_they_were(tmp_path: Path) -> None:
    question = own_question(tmp_path)
    save_draft(tmp_path, own_guide(question))
    frozen = publish(tmp_path, own_guide(question), read_bank(tmp_path))

    changed = next_version(read_bank(tmp_path).questions[question]).model_copy(update={"minutes": 20})
    save(tmp_path, changed)
    bank = read_bank(tmp_path)

    assert bank.drafts == {}
    assert bank.questions[question].minutes == 20
    assert freeze(bank.guides["our-guide"], bank) == frozen
    assert freeze(bank.guides["our-guide"], bank).question(question).version == 1
    assert "our-guide" in offered(bank)
    assert check(bank) == []


def test_a_published_guide_outlives_its_own_question(tmp_path: Path) -> None:
    question = own_question(tmp_path)
    frozen = publish(tmp_path, own_guide(question), read_bank(tmp_path))
    (tmp_path / "questions" / f"{question}.yaml").unlink()

    bank = read_bank(tmp_path)
    assert freeze(bank.guides["our-guide"], bank) == frozen
    assert check(bank) == []


def test_a_guide_with_a_finding_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(Unpublishable) as refused:
        publish(tmp_path, own_guide(minutes=50), read_bank())
    assert [finding.code for finding in refused.value.findings] == ["minutes-sum"]
    assert not tmp_path.joinpath("published").exists()


def test_a_version_is_published_once(tmp_path: Path) -> None:
    publish(tmp_path, own_guide(), read_bank())
    with pytest.raises(FileExistsError):
        publish(tmp_path, own_guide(asks_first="outside-work"), read_bank(tmp_path))


def test_the_newest_version_counts_and_the_older_one_stays_on_disk(tmp_path: Path) -> None:
    publish(tmp_path, own_guide(), read_bank())
    for _ in range(10):  # a tenth version sorts before a second one by name
        bank = read_bank(tmp_path)
        publish(tmp_path, next_guide_version(bank.guides["our-guide"], bank), bank)

    assert read_bank(tmp_path).published["our-guide"].guide.version == 11
    assert len(list((tmp_path / "published").iterdir())) == 11


def test_a_published_file_changed_by_hand_no_longer_counts(tmp_path: Path) -> None:
    publish(tmp_path, own_guide(), read_bank())
    file = tmp_path / "published" / "our-guide-v1.yaml"
    file.write_text(file.read_text("utf-8").replace("minutes: 6", "minutes: 7", 1), "utf-8")

    bank = read_bank(tmp_path)
    assert [finding.code for finding in bank.findings] == ["published-altered"]
    assert "our-guide" not in bank.guides


def test_a_guide_put_into_the_folder_by_hand_is_offered_when_nothing_is_wrong(tmp_path: Path) -> None:
    save(tmp_path, own_guide())
    assert "our-guide" in offered(read_bank(tmp_path))
    save(tmp_path, own_guide(minutes=50))
    assert "our-guide" not in offered(read_bank(tmp_path))


def test_throwing_away_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    discard_draft(tmp_path, "never-was")


def test_the_shelf_sees_a_file_that_somebody_else_wrote(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "bank")
    assert (len(shelf.bank.drafts), shelf.findings) == (0, ())

    save_draft(tmp_path / "bank", own_guide())
    assert list(shelf.bank.drafts) == ["our-guide"]

    save(tmp_path / "bank", own_guide(minutes=50))
    assert [finding.code for finding in shelf.findings] == ["minutes-sum"]
    assert "our-guide" not in shelf.offered
    (tmp_path / "bank" / "guides" / "our-guide.yaml").unlink()
    assert shelf.findings == ()


def test_the_shelf_reads_nothing_again_while_nothing_changed(tmp_path: Path) -> None:
    save_draft(tmp_path, own_guide())
    shelf = Shelf(tmp_path)
    assert shelf.bank is shelf.bank


def test_a_folder_somebody_named_must_be_there(tmp_path: Path) -> None:
    assert [finding.code for finding in Shelf(tmp_path / "gone", expected=True).findings] == ["folder-missing"]
    assert Shelf(tmp_path / "gone").findings == ()
