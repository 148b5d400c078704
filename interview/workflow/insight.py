"""What ratings tell about raters, questions and the design of the procedure."""

from collections import Counter
from statistics import NormalDist
from typing import TYPE_CHECKING

from interview.model.panel import Role
from interview.model.value import Value
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.measure import competency_weights
from interview.workflow.measured import Measured, measured_of
from interview.workflow.opened import Opened, opened

if TYPE_CHECKING:
    from scoring import Sds
    from scoring.agreement import Coefficient


class OwnProfile(Value):
    """What a rater sees of themselves. `missing` candidates more and there are figures; until then there are none."""

    candidates: int
    missing: int
    leniency: float | None = None
    """Scale points above (+) or below the average rater of this panel, themselves included."""
    low: float | None = None
    high: float | None = None
    levels: tuple[tuple[int, float], ...] = ()
    """Share of each level they gave, 0..1."""
    spread: float | None = None
    spread_others: float | None = None
    halo: float | None = None
    """Mean SD over one candidate's competencies; small means one impression colours all."""
    halo_others: float | None = None
    agreement: float | None = None
    """Correlation of their candidate means with the others'."""

    @property
    def settled(self) -> bool:
        """Whether the interval leaves 0 out, so that there is a habit to speak of."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


class QuestionLine(Value):
    """The health of one question. Below scoring's 20 candidates there are counts, but no spread and no marks."""

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


class Agreement(Value):
    """One coefficient with its limits where the method has them, or the code of scoring's `Reason` why not."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


class Reliability(Value):
    """How far these ratings can be trusted to order these candidates, from before the debrief."""

    raters_per_candidate: float | None
    questions_per_candidate: float | None
    raw: Agreement
    """G(q, k) of plain means, in which leniency counts as error."""
    corrected: Agreement
    """G(q, k) of the corrected scores."""
    alpha: Agreement
    """Krippendorff's alpha, ordinal, over single answers."""
    one_rater: Agreement
    """ICC(2,1) of candidate means."""
    whole_panel: Agreement
    """ICC(2,k) of candidate means."""


class PlanCell(Value):
    """Reliability of one design: so many raters, so many questions."""

    raters: int
    questions: int
    same_panel: float | None
    different_panels: float | None


class Insight(Value):
    """The page. `questions`, `reliability` and `plan` are for chair and HR, `own` for whoever rates."""

    vacancy_id: str
    title: str
    roles: frozenset[Role]
    wide: bool
    """The viewer is chair or HR."""
    own: OwnProfile | None
    questions: tuple[QuestionLine, ...]
    reliability: Reliability | None
    plan: tuple[PlanCell, ...]
    estimated: bool
    """The plan rests on the variances of this vacancy; otherwise on the standard settings."""
    raters_now: int
    questions_now: int
    candidates: int

    def designed(self, raters: int, questions: int) -> PlanCell | None:
        """The plan's cell for a design."""
        return next((cell for cell in self.plan if (cell.raters, cell.questions) == (raters, questions)), None)


MOST_RATERS = 4
MORE_QUESTIONS = (0, 2, 4)


def insight(uow: UnitOfWork, viewer: str, vacancy_id: str) -> Insight:
    """From what is open to the viewer. Errors: `NotFound`, `NotAllowed` without a seat."""
    held = opened(uow, viewer, vacancy_id)
    measured = measured_of(held, "first")
    wide = bool(held.roles & {Role.CHAIR, Role.HR})
    seats = sum(seat.role is Role.INTERVIEWER for seat in uow.seats.of_vacancy(vacancy_id))
    raters, asked = _raters_now(held, seats), len(held.vacancy.guide.guide.question_ids)
    return Insight(
        vacancy_id=vacancy_id,
        title=held.vacancy.title,
        roles=held.roles,
        wide=wide,
        own=_own(held, measured, viewer),
        questions=_questions(held, measured) if wide and measured else (),
        reliability=_reliability(held, measured) if wide and measured else None,
        plan=_plan(held, measured, raters, asked) if wide else (),
        estimated=_estimated(measured),
        raters_now=raters,
        questions_now=asked,
        candidates=len(held.interviews),
    )


def _raters_now(held: Opened, seats: int) -> int:
    """The usual panel: of the open interviews, before there are any of the seats."""
    counts = Counter(len(one.cards) for one in held.interviews)
    return max(counts, key=lambda size: (counts[size], size)) if counts else max(1, seats)


def _own(held: Opened, measured: Measured | None, viewer: str) -> OwnProfile | None:
    from scoring import profile_rater
    from scoring.rater_profile import FEWEST_CANDIDATES

    if measured is None or viewer not in measured.sheet.table.raters:
        rates = Role.INTERVIEWER in held.roles
        return OwnProfile(candidates=0, missing=FEWEST_CANDIDATES) if rates else None
    seen = profile_rater(measured.sheet, viewer)
    if seen.leniency is None or seen.se is None:
        return OwnProfile(candidates=seen.candidates, missing=max(0, FEWEST_CANDIDATES - seen.candidates))
    # Normal, not t as for scores: the error of leniency as it is already follows what simulated panels show.
    level = measured.sheet.model.level if measured.sheet.model else 0.9
    reach = NormalDist().inv_cdf((1 + level) / 2) * seen.se
    return OwnProfile(
        candidates=seen.candidates,
        missing=0,
        leniency=seen.leniency,
        low=seen.leniency - reach,
        high=seen.leniency + reach,
        levels=tuple(sorted(seen.levels.items())),
        spread=seen.spread.own,
        spread_others=seen.spread.others,
        halo=seen.halo.own,
        halo_others=seen.halo.others,
        agreement=seen.agreement,
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


def _reliability(held: Opened, measured: Measured) -> Reliability:
    from scoring import candidate_matrix, intraclass, krippendorff_alpha, question_matrix, sparse_reliability

    table = measured.sheet.table
    sparse = sparse_reliability(measured.sheet, held.vacancy.id)
    reason = sparse.reason.value if sparse.reason else ""
    classes = intraclass(candidate_matrix(table, held.vacancy.id))
    return Reliability(
        raters_per_candidate=sparse.raters_per_candidate,
        questions_per_candidate=sparse.questions_per_candidate,
        raw=Agreement(value=sparse.raw, reason=reason),
        corrected=Agreement(value=sparse.corrected, reason=reason),
        alpha=_agreement(krippendorff_alpha(question_matrix(table, held.vacancy.id))),
        one_rater=_agreement(classes.icc2),
        whole_panel=_agreement(classes.icc2k),
    )


def _agreement(found: "Coefficient") -> Agreement:
    return Agreement(
        value=found.value, low=found.low, high=found.high, reason=found.reason.value if found.reason else ""
    )


def _plan(held: Opened, measured: Measured | None, raters_now: int, asked: int) -> tuple[PlanCell, ...]:
    """What a third rater or two more questions would buy."""
    from scoring import components_of, plan

    weights = competency_weights(held.vacancy)
    shares = [weight / sum(weights.values()) for weight in weights.values()]
    components = components_of(_variances(measured), shares)
    raters = tuple(range(1, max(MOST_RATERS, raters_now + 1) + 1))
    questions = tuple(asked + more for more in MORE_QUESTIONS)
    same = plan(components, raters, questions, same_panel=True)
    different = plan(components, raters, questions, same_panel=False)
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


def _variances(measured: Measured | None) -> "Sds":
    """Those of this vacancy, or the standard settings while nothing is open."""
    from scoring import STANDARD

    return measured.sheet.model.sds if measured and measured.sheet.model else STANDARD


def _estimated(measured: Measured | None) -> bool:
    from scoring import Method

    return bool(measured and measured.sheet.model and measured.sheet.model.method in (Method.MAP, Method.REML))
