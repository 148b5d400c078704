"""From a draft of a guide to a published one, in an own bank folder.

    drafts/<id>.yaml                   a guide in the making; may have findings, is never offered for an interview
    published/<id>-v<version>.yaml     a published version: the guide with every question and competency as they were,
                                       and the fingerprint over all of it; written once and never changed
    published/<id>.withdrawn           an empty file: this guide is no longer offered, and can be again

A guide that somebody puts into guides/ by hand counts as published as long as its checks find nothing.
"""

from collections.abc import Mapping
from pathlib import Path

from question_bank.check import check_guide
from question_bank.findings import Finding
from question_bank.reader import DRAFTS, PUBLISHED, WITHDRAWN, Bank, freeze, published_name
from question_bank.schema import FrozenGuide, Guide, plain
from question_bank.writing import to_yaml, write_atomically


class Unpublishable(ValueError):
    """A guide that its checks object to; `findings` says what."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def save_draft(folder: Path, guide: Guide) -> Path:
    """Write a guide in the making into an own bank folder. OSError when the folder cannot be written."""
    path = folder / DRAFTS / f"{guide.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, to_yaml(plain(guide)).encode("utf-8"))
    return path


def discard_draft(folder: Path, guide_id: str) -> None:
    """Remove a draft; nothing happens when there is none."""
    (folder / DRAFTS / f"{guide_id}.yaml").unlink(missing_ok=True)


def publish(folder: Path, guide: Guide, bank: Bank) -> FrozenGuide:
    """Freeze a guide and keep it for good; its draft is removed, and it is offered even if it was withdrawn before.

    Raises Unpublishable while a check fails, FileExistsError when this version was published before, and OSError when
    the folder cannot be written.
    """
    if findings := check_guide(guide, bank.with_guide(guide)):
        raise Unpublishable(findings)
    frozen = freeze(guide, bank)
    path = folder / PUBLISHED / published_name(guide)
    if path.exists():
        raise FileExistsError(path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, to_yaml(plain(frozen)).encode("utf-8"))
    discard_draft(folder, guide.id)
    offer_again(folder, guide.id)
    return frozen


def withdraw(folder: Path, guide_id: str) -> None:
    """Offer a published guide no longer; all its versions stay. OSError when the folder cannot be written."""
    write_atomically(_withdrawal(folder, guide_id), b"")


def offer_again(folder: Path, guide_id: str) -> None:
    """Take back that a guide was withdrawn; nothing happens when it was not."""
    _withdrawal(folder, guide_id).unlink(missing_ok=True)


def _withdrawal(folder: Path, guide_id: str) -> Path:
    return folder / PUBLISHED / f"{guide_id}{WITHDRAWN}"


def next_guide_version(guide: Guide, bank: Bank) -> Guide:
    """The guide as a draft to go on with: one version above what is published under its id."""
    present = bank.guides.get(guide.id)
    return guide.model_copy(update={"version": present.version + 1 if present else guide.version})


def offered(bank: Bank) -> Mapping[str, Guide]:
    """The guides an interview can be planned with, in the order of the bank: not withdrawn, and no open finding.

    Built-in guides pass their checks before they are shipped, and published ones when they are published.
    """
    checked = (guide for guide in bank.guides.values() if guide.id not in bank.withdrawn)
    return {
        guide.id: guide
        for guide in checked
        if not bank.is_own("guides", guide.id) or guide.id in bank.published or not check_guide(guide, bank)
    }
