"""The comparison outside the app: what a table or a paper holds, for chair and HR, with a trace in the audit."""

from collections.abc import Iterator

from interview.errors import NotAllowed
from interview.model.audit import Action
from interview.model.comparison import ComparisonFile, Moment, RatingLine
from interview.model.language import Language
from interview.storage.unit_of_work import UnitOfWork
from interview.workflow.access import require_seat
from interview.workflow.compare import EXPORTERS, compared
from interview.workflow.documents import delete_by
from interview.workflow.measure import last_amendments
from interview.workflow.opened import Opened, opened


def comparison_file(
    uow: UnitOfWork, viewer: str, vacancy_id: str, kind: str, moment: Moment, language: Language
) -> ComparisonFile:
    """What is open to the viewer, no more than the page shows. `kind` names the file: `pdf`, `xlsx` or `csv`.

    Errors: `NotAllowed` for anybody but chair and HR, and before the viewer opened the totals.
    """
    require_seat(uow, vacancy_id, viewer, *EXPORTERS)
    held = opened(uow, viewer, vacancy_id)
    shown = compared(uow, held, viewer, moment)
    if shown.opened_at is None:
        raise NotAllowed("totals_shut")
    uow.audit.append(Action.TABLE_EXPORTED, vacancy_id, detail=f"{kind} {moment} candidates={len(shown.rows)}")
    guide = held.vacancy.guide
    days = [day for one in held.interviews if (day := delete_by(held.vacancy, one.candidate))]
    return ComparisonFile(
        comparison=shown,
        ratings=tuple(_lines(held, language)),
        verdicts={d.candidate_id: d.verdict for d in uow.decisions.of_vacancy(vacancy_id)},
        number=held.vacancy.id[:4].upper(),
        prepared_by=held.people[viewer].name,
        prepared_on=uow.now.date(),
        guide=guide.guide.name.get(language),
        guide_version=str(guide.guide.version),
        fingerprint=guide.fingerprint,
        questions=len(guide.guide.question_ids),
        delete_by=min(days, default=None),
        is_example=held.vacancy.is_example,
    )


def _lines(held: Opened, language: Language) -> Iterator[RatingLine]:
    """By candidate's number, question and rater."""
    last = last_amendments(held.amendments)
    guide = held.vacancy.guide
    number = {id: place for place, id in enumerate(guide.guide.question_ids, start=1)}
    for one in sorted(held.interviews, key=lambda one: one.candidate.number):
        raters = {card.id: held.people[card.rater_id].name for card in one.cards}
        mine = [rating for rating in held.ratings if rating.scorecard_id in raters]
        for rating in sorted(mine, key=lambda r: (number[r.question_id], raters[r.scorecard_id].casefold())):
            later = last.get((rating.scorecard_id, rating.question_id))
            competency = guide.competency(guide.question(rating.question_id).competency)
            yield RatingLine(
                candidate_id=one.candidate.id,
                candidate=one.candidate.name,
                rater=raters[rating.scorecard_id],
                competency=competency.name.get(language),
                question=number[rating.question_id],
                outcome=rating.outcome,
                level=rating.level,
                later_outcome=later.outcome if later else None,
                later_level=later.level if later else None,
                reason=later.reason if later else rating.reason,
            )
