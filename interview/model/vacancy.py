"""A vacancy: one procedure with one frozen guide."""

from datetime import date, datetime

from interview.model.language import Language
from interview.model.panel import SealRule
from interview.model.value import Line, Value
from question_bank import FrozenGuide


class Vacancy(Value):
    """One procedure. `guide` is the copy that was frozen at set-up; later edits of the bank never change it."""

    id: str
    title: Line
    department: Line
    interview_language: Language
    guide: FrozenGuide
    seal_rule: SealRule = SealRule.ALL_IN
    created_at: datetime
    closed_on: date | None = None
    is_example: bool = False
    revision: int = 1
