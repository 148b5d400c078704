"""Adverse impact, from a voluntary record of counts that stands apart from every rating and every person."""

from collections.abc import Set
from typing import TYPE_CHECKING, Literal

from interview.errors import InputError, NotAllowed
from interview.model.audit import Action
from interview.model.decision import GroupCount
from interview.model.panel import Role
from interview.model.value import Line, Value, required_name
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import roles

if TYPE_CHECKING:
    from scoring import adverse_impact

Stage = Literal["interviewed", "hired"]
SMALLEST_SHOWN = 5
"""People in a group; smaller groups are hidden."""


class GroupLine(Value):
    """One group at one stage. A group of fewer than five is hidden: then only its name stands here."""

    group: str
    hidden: bool
    people: int | None = None
    selected: int | None = None
    rate: float | None = None
    ratio: float | None = None
    below_four_fifths: bool | None = None
    fisher: float | None = None
    mid_p: float | None = None
    low: float | None = None
    high: float | None = None
    ratio_if_moved: float | None = None
    below_if_moved: bool | None = None
    """Whether one selection more here and one less in the reference group would leave it below four fifths."""
    verdict: str = ""
    """Code of scoring's `adverse_impact.Verdict`; empty for the reference group and hidden ones."""
    reason: str = ""
    """Why this group can't be compared: a code of scoring's `Reason`."""


class StageLines(Value):
    """All groups of one attribute at one stage, against the group with the highest rate."""

    attribute: str
    stage: Stage
    reference: str | None
    groups: tuple[GroupLine, ...]
    reason: str = ""
    """Why nothing can be said: a code of scoring's `Reason`."""


class NewCount(Value):
    """One row as HR types it in."""

    attribute: Line
    group: Line
    applied: int
    interviewed: int
    hired: int


def fairness(uow: UnitOfWork, viewer: str, vacancy_id: str) -> tuple[tuple[GroupCount, ...], tuple[StageLines, ...]]:
    """The counts and what they say, for HR only.

    Errors: `NotFound`; `NotAllowed` for anybody else, and for HR who also rate or chair.
    """
    require_hr(uow, viewer, vacancy_id)
    counts = uow.group_counts.of_vacancy(vacancy_id)
    attributes = dict.fromkeys(count.attribute for count in counts)
    stages: tuple[Stage, ...] = ("interviewed", "hired")
    lines = tuple(
        _stage([c for c in counts if c.attribute == name], name, stage) for name in attributes for stage in stages
    )
    return counts, lines


def put_counts(uow: UnitOfWork, viewer: str, vacancy_id: str, rows: tuple[NewCount, ...]) -> None:
    """Replace the record.

    Errors: `NotAllowed` as `fairness`; `InputError` for counts that can't be, or a group named twice.
    """
    require_hr(uow, viewer, vacancy_id)
    counts = []
    for row in rows:
        attribute, group = required_name(row.attribute, "attribute"), required_name(row.group, "group")
        if not row.applied >= row.interviewed >= row.hired >= 0:
            raise InputError("counts_do_not_fit", field="applied", group=group)
        counts.append(
            GroupCount(
                vacancy_id=vacancy_id,
                attribute=attribute,
                group=group,
                applied=row.applied,
                interviewed=row.interviewed,
                hired=row.hired,
            )
        )
    if len({(count.attribute.casefold(), count.group.casefold()) for count in counts}) < len(counts):
        raise InputError("group_twice", field="group")
    uow.group_counts.put(vacancy_id, tuple(counts))
    uow.audit.append(Action.GROUPS_COUNTED, vacancy_id)


def require_hr(uow: UnitOfWork, viewer: str, vacancy_id: str) -> None:
    """Errors: `NotAllowed` unless the viewer has the HR seat and neither rates nor chairs in this vacancy."""
    if not keeps_record(roles(uow, vacancy_id, viewer)):
        raise NotAllowed("hr_only")


def keeps_record(held: Set[Role]) -> bool:
    """Whether somebody with these seats keeps the record: whoever judges candidates must never see it."""
    return Role.HR in held and not held & {Role.INTERVIEWER, Role.CHAIR}


def _stage(counts: list[GroupCount], attribute: str, stage: Stage) -> StageLines:
    from scoring import adverse_impact

    people = {
        count.group: adverse_impact.GroupCount(count.applied, count.interviewed)
        if stage == "interviewed"
        else adverse_impact.GroupCount(count.interviewed, count.hired)
        for count in counts
    }
    # Small groups stay out of the sums too: a ratio against them would tell their counts.
    shown = {name: group for name, group in people.items() if group.people >= SMALLEST_SHOWN}
    found = adverse_impact.stage_impact(shown)
    return StageLines(
        attribute=attribute,
        stage=stage,
        reference=found.reference,
        groups=tuple(_group(name, shown.get(name), found.groups.get(name)) for name in people),
        reason=found.reason.value if found.reason else "",
    )


def _group(name: str, counted: "adverse_impact.GroupCount | None", impact: "adverse_impact.Impact | None") -> GroupLine:
    if counted is None:
        return GroupLine(group=name, hidden=True)
    line = GroupLine(
        group=name,
        hidden=False,
        people=counted.people,
        selected=counted.selected,
        rate=counted.selected / counted.people,
    )
    if impact is None:
        return line
    return line.model_copy(
        update={
            "ratio": impact.ratio,
            "below_four_fifths": impact.below_four_fifths,
            "fisher": impact.fisher,
            "mid_p": impact.mid_p,
            "low": impact.low,
            "high": impact.high,
            "ratio_if_moved": impact.ratio_if_moved,
            "below_if_moved": impact.below_if_moved,
            "verdict": impact.verdict.value if impact.verdict else "",
            "reason": impact.reason.value if impact.reason else "",
        }
    )
