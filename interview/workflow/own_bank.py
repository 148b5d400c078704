"""Own content of the question bank: questions kept, guides drafted and published, files taken in."""

from collections.abc import Iterator
from contextlib import contextmanager

from interview.errors import InputError, NotFound, ReadOnly, Stale
from interview.model.audit import Action
from interview.storage.unit_of_work import UnitOfWork
from question_bank import (
    FrozenGuide,
    Guide,
    Question,
    Shelf,
    Unpublishable,
    discard_draft,
    discard_question,
    offer_again,
    save,
    save_draft,
    withdraw,
)
from question_bank import publish as publish_in
from question_bank.exchange import Collection, Kept, from_yaml_file, keep
from question_bank.findings import Finding

_ZIP = b"PK\x03\x04"


def keep_question(uow: UnitOfWork, shelf: Shelf, question: Question) -> None:
    """Keep an own question: a new one, or the next version of one that is there.

    Errors: `InputError` when the id belongs to another question; `Stale` when somebody else saved a version
    meanwhile; `ReadOnly` when the folder cannot be written.
    """
    present = shelf.bank.questions.get(question.id)
    if present is not None and not shelf.bank.is_own("questions", question.id):
        raise InputError("id_taken", field="id", id=question.id)
    if present is not None and question.version == 1:
        raise InputError("id_taken", field="id", id=question.id)
    if question.version != (present.version + 1 if present else 1):
        raise Stale("stale")
    with _written():
        save(shelf.own, question)
    uow.audit.append(Action.QUESTION_KEPT, question.id, detail=f"version={question.version}")


def may_drop(uow: UnitOfWork, shelf: Shelf, question_id: str) -> bool:
    """Whether an own question can go: no guide, draft, vignette or vacancy asks it."""
    bank = shelf.bank
    if not bank.is_own("questions", question_id) or bank.is_named(question_id):
        return False
    return not any(question_id in vacancy.guide.guide.question_ids for vacancy in uow.vacancies.all())


def drop_question(uow: UnitOfWork, shelf: Shelf, question_id: str) -> None:
    """Throw an own question away. Errors: `InputError` while something asks it, `ReadOnly`."""
    if not may_drop(uow, shelf, question_id):
        raise InputError("question_in_use", field="id")
    with _written():
        discard_question(shelf.own, question_id)
    uow.audit.append(Action.QUESTION_DROPPED, question_id)


def keep_draft(uow: UnitOfWork, shelf: Shelf, guide: Guide) -> None:
    """Keep a guide in the making. Errors: `InputError` when the id belongs to another guide, `ReadOnly`."""
    bank = shelf.bank
    if guide.id in bank.guides and guide.id not in bank.published:
        raise InputError("id_taken", field="id", id=guide.id)
    with _written():
        save_draft(shelf.own, guide)
    uow.audit.append(Action.GUIDE_DRAFTED, guide.id, detail=f"version={guide.version}")


def drop_draft(uow: UnitOfWork, shelf: Shelf, guide_id: str) -> None:
    """Throw a guide in the making away. Errors: `ReadOnly`."""
    with _written():
        discard_draft(shelf.own, guide_id)
    uow.audit.append(Action.GUIDE_DROPPED, guide_id)


def publish_guide(uow: UnitOfWork, shelf: Shelf, guide: Guide) -> FrozenGuide:
    """Freeze a guide and offer it from now on. Errors: `InputError` while a check fails, `Stale`, `ReadOnly`."""
    try:
        with _written():
            frozen = publish_in(shelf.own, guide, shelf.bank)
    except Unpublishable as refused:
        raise InputError("guide_has_findings", field="guide_id", n=len(refused.findings)) from refused
    except FileExistsError as error:
        raise Stale("stale") from error
    detail = f"version={guide.version} fingerprint={frozen.fingerprint[:16]}"
    uow.audit.append(Action.GUIDE_PUBLISHED, guide.id, detail=detail)
    return frozen


def withdraw_guide(uow: UnitOfWork, shelf: Shelf, guide_id: str) -> None:
    """Offer a published guide no longer; what uses it keeps it. Errors: `NotFound`, `ReadOnly`."""
    _published(shelf, guide_id)
    with _written():
        withdraw(shelf.own, guide_id)
    uow.audit.append(Action.GUIDE_WITHDRAWN, guide_id)


def offer_guide(uow: UnitOfWork, shelf: Shelf, guide_id: str) -> None:
    """Offer a guide that was withdrawn again. Errors: `NotFound`, `ReadOnly`."""
    _published(shelf, guide_id)
    with _written():
        offer_again(shelf.own, guide_id)
    uow.audit.append(Action.GUIDE_OFFERED, guide_id)


def _published(shelf: Shelf, guide_id: str) -> None:
    if guide_id not in shelf.bank.published:
        raise NotFound("guide_gone")


def read_file(raw: bytes, file: str) -> tuple[Collection | None, list[Finding]]:
    """What somebody hands in, a workbook or YAML by its first bytes, or None with everything wrong with it."""
    if raw.startswith(_ZIP):
        # Imported here: the reader of workbooks is needed by nobody else.
        from question_bank.spreadsheet import from_xlsx_file

        return from_xlsx_file(raw, file)
    return from_yaml_file(raw, file)


def take_in(uow: UnitOfWork, shelf: Shelf, collection: Collection, file: str) -> Kept:
    """Keep what a file brought, after it was looked at. Errors: `ReadOnly`."""
    with _written():
        kept = keep(shelf.own, collection, shelf.bank, file)
    uow.audit.append(Action.BANK_IMPORTED, "bank", detail=f"files={len(kept.written)}")
    return kept


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise ReadOnly("bank_unwritable") from error
