"""What the printable interview guide is made from: the frozen guide, and whose talk it is for when that is known."""

from datetime import date, datetime

from interview.model.value import Line, Value
from question_bank import FrozenGuide


class GuideSheet(Value):
    """One guide to print. What is empty becomes a line to write on."""

    guide: FrozenGuide
    made_on: date
    vacancy: Line = ""
    candidate: Line = ""
    interviewer: Line = ""
    planned_at: datetime | None = None
    delete_by: date | None = None
