"""The worked examples of docs/formulas.md are computed again."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "formulas.md"


def sections() -> dict[str, str]:
    parts = re.split(
        r"^## (\d+\. .+)$", PAGE.read_text(encoding="utf-8").split("\n## How well it works")[0], flags=re.M
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_number_on_the_page_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```pycon\n(.*?)^```", PAGE.read_text(encoding="utf-8"), flags=re.M | re.S)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0)
    report: list[str] = []
    outcome = doctest.DocTestRunner(verbose=False).run(examples, out=report.append)
    assert outcome.attempted > 50
    assert outcome.failed == 0, "".join(report)


@pytest.mark.parametrize("title", sections())
def test_every_section_has_a_source_a_warning_and_an_example(title: str) -> None:
    text = sections()[title]
    assert "**Misleads**" in text
    assert ">>>" in text
    assert re.search(r"\b(19|20)\d\d\b|without a source|from 12 candidates", text)


def test_what_is_left_out_is_named() -> None:
    left_out = PAGE.read_text(encoding="utf-8").split("## Left out")[1]
    assert "V05" in left_out
    assert "V07" in left_out
