"""The trail of who did what: a chain in which every line carries the hash of the one before it.

A changed, removed or swapped line breaks the chain. A cut-off tail, or a chain rewritten as a whole, can only be seen
by comparing with a line that was kept elsewhere, as in an older backup.
"""

import hashlib
import json
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from interview.model.audit import Action, AuditEvent
from interview.storage.tables import audit, audit_head

_HEAD = select(audit_head.c.seq, audit_head.c.hash).where(audit_head.c.one == 1).with_for_update()
_KNOWN = select(audit.c.seq).where(audit.c.dedupe == bindparam("key"))
_EVENT = select(
    audit.c.seq,
    audit.c.at,
    audit.c.actor,
    audit.c.action,
    audit.c.object,
    audit.c.detail,
    audit.c.prev.label("previous"),
    audit.c.hash,
).order_by(audit.c.seq)


class Audit:
    """The audit trail. Rows can be added only; the database refuses the rest."""

    def __init__(self, connection: Connection, actor: str | None, now: datetime | None) -> None:
        self._connection = connection
        self._actor = actor
        self._now = now

    def append(self, action: Action, object: str, detail: str = "", dedupe: str | None = None) -> None:
        """Record that the actor of the unit of work did `action` to the thing with id `object`.

        `detail` holds ids, states and hashes, never names or typed words. With `dedupe` the event is recorded once:
        a later one with the same key is left out. Errors: `RuntimeError` in a reading unit of work.
        """
        if self._actor is None or self._now is None:
            raise RuntimeError("a reading unit of work records nothing")
        seq, previous = self._connection.execute(_HEAD).one()
        if dedupe is not None and self._connection.execute(_KNOWN, {"key": dedupe}).first() is not None:
            return
        at = self._now.astimezone(UTC)
        line = {"seq": seq + 1, "at": at, "actor": self._actor, "action": str(action), "object": object}
        digest = _digest(seq + 1, at, self._actor, str(action), object, detail, previous)
        kept = {**line, "detail": detail, "dedupe": dedupe, "prev": previous, "hash": digest}
        self._connection.execute(insert(audit), kept)
        self._connection.execute(update(audit_head), {"seq": seq + 1, "hash": digest})

    def of_object(self, object: str) -> tuple[AuditEvent, ...]:
        """What was done to one thing, in order."""
        rows = self._connection.execute(_EVENT.where(audit.c.object == object))
        return tuple(AuditEvent.model_validate(dict(row._mapping)) for row in rows)

    def all(self) -> tuple[AuditEvent, ...]:
        """The whole trail, in order."""
        return tuple(AuditEvent.model_validate(dict(row._mapping)) for row in self._connection.execute(_EVENT))

    def verify(self) -> bool:
        """Whether every line still follows from the one before it, up to the head."""
        seq, previous = 0, b""
        for row in self._connection.execute(_EVENT):
            digest = _digest(row.seq, row.at, row.actor, row.action, row.object, row.detail, previous)
            if row.seq != seq + 1 or row.previous != previous or row.hash != digest:
                return False
            seq, previous = row.seq, digest
        head = self._connection.execute(select(audit_head.c.seq, audit_head.c.hash)).one()
        return (head.seq, head.hash) == (seq, previous)


def _digest(seq: int, at: datetime, actor: str, action: str, object: str, detail: str, previous: bytes) -> bytes:
    line = [seq, at.isoformat(timespec="microseconds"), actor, action, object, detail, previous.hex()]
    return hashlib.sha256(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()).digest()
