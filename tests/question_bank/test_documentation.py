"""The example in docs/question-bank.md is a question that the bank takes as it stands."""

import re

from question_bank import check_question
from question_bank.reader import BUILT_IN, read_value
from question_bank.schema import Question
from tests.question_bank import planting

PAGE = BUILT_IN.parent / "docs" / "question-bank.md"


def test_the_example_passes_every_check() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    question, tree = read_value(example.encode(), "lost-laptop.yaml", Question)
    assert tree.findings == []
    assert question is not None
    assert check_question(question, planting.built_in()) == []
