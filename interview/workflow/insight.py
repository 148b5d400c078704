"""What ratings tell about raters, questions and the design of the procedure."""

from interview.model.panel import Role
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.compare import Measured, measured_of
from interview.workflow.measure import competency_weights
from interview.workflow.opened import Opened, opened


class OwnProfile(Value):
    """What a rater sees of themselves. `enough` is False below 12 candidates: then no figure is shown."""

    enough: bool
    candidates: int
    leniency: float | None = None
    se: float | None = None
    levels: tuple[tuple[int, float], ...] = ()
    """Share of each level they gave, 0..1."""
    spread: float | None = None
    spread_others: float | None = None


class QuestionLine(Value):
    """The health of one question."""

    number: int
    question_id: str
    text: str
    candidates: int
    ratings: int
    mean: float | None
    spread: float | None
    levels: tuple[tuple[int, float], ...]
    never_used: tuple[int, ...]
    marks: tuple[str, ...]
    """Codes of scoring's `question_health.Mark`."""


class PlanCell(Value):
    """Reliability of one design: so many raters, so many questions."""

    raters: int
    questions: int
    same_panel: float | None
    different_panels: float | None


class Insight(Value):
    """The page. `questions` and `plan` are for chair and HR, `own` for whoever rates."""

    vacancy_id: str
    title: str
    own: OwnProfile | None
    questions: tuple[QuestionLine, ...]
    plan: tuple[PlanCell, ...]
    raters_now: int
    questions_now: int
    candidates: int


RATERS = (1, 2, 3, 4)
MORE_QUESTIONS = (0, 2, 4)


def insight(uow: UnitOfWork, viewer: str, vacancy_id: str) -> Insight:
    """From what is open to the viewer. Errors: `NotFound`, `NotAllowed` without a seat."""
    from scoring import profile_rater

    held = opened(uow, viewer, vacancy_id)
    measured = measured_of(held, "first")
    wide = bool(held.roles & {Role.CHAIR, Role.HR})
    own = None
    if measured is not None and viewer in measured.sheet.table.raters:
        seen = profile_rater(measured.sheet, viewer)
        enough = seen.leniency is not None
        own = OwnProfile(
            enough=enough,
            candidates=seen.candidates,
            leniency=seen.leniency,
            se=seen.se,
            levels=tuple(sorted(seen.levels.items())) if enough else (),
            spread=seen.spread.own if enough else None,
            spread_others=seen.spread.others if enough else None,
        )
    per_card = [len(one.cards) for one in held.interviews]
    asked = len(held.vacancy.guide.guide.question_ids)
    return Insight(
        vacancy_id=vacancy_id,
        title=held.vacancy.title,
        own=own,
        questions=_questions(held, measured) if wide and measured else (),
        plan=_plan(held, measured, asked) if wide and measured else (),
        raters_now=max(per_card, default=0),
        questions_now=asked,
        candidates=len(held.interviews),
    )


def _questions(held: Opened, measured: Measured) -> tuple[QuestionLine, ...]:
    from scoring import examine_questions

    found = examine_questions(measured.sheet.table, held.vacancy.id)
    language = held.vacancy.interview_language
    return tuple(
        QuestionLine(
            number=number,
            question_id=id,
            text=held.vacancy.guide.question(id).text.get(language),
            candidates=found[id].candidates,
            ratings=found[id].ratings,
            mean=found[id].mean,
            spread=found[id].spread,
            levels=tuple(sorted(found[id].levels.items())),
            never_used=found[id].never_used,
            marks=tuple(mark.value for mark in found[id].marks),
        )
        for number, id in enumerate(held.vacancy.guide.guide.question_ids, start=1)
        if id in found
    )


def _plan(held: Opened, measured: Measured, asked: int) -> tuple[PlanCell, ...]:
    """What a third rater or two more questions would buy, from the variances of this vacancy."""
    from scoring import components_of, plan

    model = measured.sheet.model
    if model is None:
        return ()
    weights = competency_weights(held.vacancy)
    shares = [weight / sum(weights.values()) for weight in weights.values()]
    components = components_of(model.sds, shares)
    questions = tuple(asked + more for more in MORE_QUESTIONS)
    same = plan(components, RATERS, questions, same_panel=True)
    different = plan(components, RATERS, questions, same_panel=False)
    return tuple(
        PlanCell(
            raters=study.raters,
            questions=study.questions,
            same_panel=study.generalizability,
            different_panels=other.generalizability,
        )
        for row, others in zip(same.studies, different.studies, strict=True)
        for study, other in zip(row, others, strict=True)
    )
