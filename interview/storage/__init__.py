"""Keeping: SQLite or PostgreSQL behind one unit of work. Frozen values go in and come out, never rows.

storage = open_storage(settings)                       # once, at a door: checks, migrates, opens
with storage.reading() as uow: ...                     # one consistent state
with storage.work(person_id, now) as uow: ...          # one transaction
storage.save(person_id, now, lambda uow: ...)          # one autosave, after which it is on disk
"""

from interview.storage.start import prepare as open_storage
from interview.storage.store import Notice, Storage
from interview.storage.unit_of_work import UnitOfWork

__all__ = ["Notice", "Storage", "UnitOfWork", "open_storage"]
