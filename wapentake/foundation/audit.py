"""A hash chain per object: who did what, when, and the facts of it.

`record` is the last thing that an action writes. The database function `audit_append` locks the object's head, links
the new record to it and moves the head on, so that a second program (the ledger's posting function) does the same in
the same way.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import QuerySet

from .models import AuditDigest, AuditPersonal, AuditRecord

DIGESTS = "audit:digests"  # the ref of what shows them


class Person(Protocol):
    """Anybody with a key: a user."""

    pk: Any


def record(
    stream: str,
    action: str,
    *,
    by: Person | None,
    at: dt.datetime,
    facts: Mapping[str, Any],
    personal: Mapping[str, Any] | None = None,
) -> int:
    """Append one record to an object's chain and return its key.

    `stream` names the object, like `priority:7`. `facts` must hold no personal data: put that into `personal`, which
    stays outside the hash and can be erased. `by=None` means the system itself. Must run inside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit record is written in its action's transaction.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_append(%s, %s, %s, %s, %s)", [stream, action, by.pk if by else None, at, _text(facts)]
        )
        [key] = cursor.fetchone()
    if personal:
        AuditPersonal.objects.create(record_id=key, data=dict(personal))
    return int(key)


def keep_personal(stream: str, personal: Mapping[str, Any]) -> None:
    """Keep personal data beside an object's newest record, for a program that appends its records by itself.

    Must run in the transaction that appended it, whose lock on the head keeps any other record from coming between.
    """
    newest = AuditRecord.objects.filter(stream=stream).order_by("-seq").first()
    if newest is not None:
        AuditPersonal.objects.create(record=newest, data=dict(personal))


def history(stream: str) -> list[AuditRecord]:
    """Return an object's records, oldest first."""
    return list(AuditRecord.objects.filter(stream=stream).order_by("seq"))


def erase_personal(stream: str) -> int:
    """Remove the personal data of an object's records; the chain still verifies. Returns how many held some."""
    count, _ = AuditPersonal.objects.filter(record__stream=stream).delete()
    return count


def erase_personal_of(action: str, facts: Mapping[str, Any]) -> dt.datetime | None:
    """Remove the personal data kept beside an act, told by its facts, on whichever object; return when it was."""
    AuditPersonal.objects.filter(record__in=_acts(action, facts)).delete()
    return when(action, facts)


def when(action: str, facts: Mapping[str, Any]) -> dt.datetime | None:
    """Return when something was last done with just these facts, whichever object it was done to."""
    return _acts(action, facts).order_by("at").values_list("at", flat=True).last()


def _acts(action: str, facts: Mapping[str, Any]) -> QuerySet[AuditRecord]:
    return AuditRecord.objects.filter(action=action, facts=_text(facts))


def _text(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


@dataclass(frozen=True)
class Fault:
    """The first bad row of a chain, or of the digests, in words."""

    stream: str
    seq: int
    what: str

    def __str__(self) -> str:
        return f"{self.stream}, record {self.seq}: {self.what}"


def verify() -> Iterator[Fault]:
    """Yield the first fault of every chain, then of the heads, then of the daily digests. Nothing means all is well."""
    for query in (_BAD_LINKS, _BAD_HEADS, _BAD_DIGESTS, _LOST_STREAMS):
        with connection.cursor() as cursor:
            cursor.execute(query)
            for stream, seq, what in cursor.fetchall():
                yield Fault(stream, seq, what)


def digest_of(day: dt.date) -> AuditDigest | None:
    """Return the digest of a day, or nothing where none was made."""
    return AuditDigest.objects.filter(day=day).first()


def digest_from(day: dt.date) -> AuditDigest | None:
    """Return the first digest of `day` or later, which covers every act until that day's end, or nothing."""
    return AuditDigest.objects.filter(day__gte=day).order_by("day").first()


def make_digest(*, day: dt.date, at: dt.datetime) -> str:
    """Write the digest of a day over every head that has moved since the last one, and return it as hexadecimal.

    Deleting a whole chain would show nowhere else. Running it twice for one day changes nothing.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT encode(audit_digest(%s, %s), 'hex')", [day, at])
        [digest] = cursor.fetchone()
    return str(digest)


# A record is sound when it follows the one before it and its hash is the hash of what it says.
_BAD_LINKS = """
SELECT DISTINCT ON (stream) stream, seq, what FROM (
  SELECT stream, seq,
    CASE
      WHEN seq <> row_number() OVER w THEN 'a record before it is missing, or it stands in the wrong place'
      WHEN prev <> coalesce(lag(hash) OVER w, audit_nothing()) THEN 'it does not follow the record before it'
      WHEN hash <> audit_hash(prev, stream, seq, action, by_id, at, facts) THEN 'what it says was changed'
    END AS what
  FROM foundation_auditrecord
  WINDOW w AS (PARTITION BY stream ORDER BY seq)
) AS rows WHERE what IS NOT NULL ORDER BY stream, seq
"""

_BAD_HEADS = """
SELECT coalesce(head.stream, newest.stream), coalesce(newest.seq, 0),
  CASE WHEN head.stream IS NULL THEN 'the head of the chain is missing'
       WHEN newest.stream IS NULL THEN 'every record of the chain is missing'
       ELSE 'the head does not name the newest record: a record after it is missing' END
FROM foundation_audithead AS head
FULL JOIN (
  SELECT DISTINCT ON (stream) stream, seq, hash FROM foundation_auditrecord ORDER BY stream, seq DESC
) AS newest USING (stream)
WHERE head.hash IS DISTINCT FROM newest.hash OR head.seq IS DISTINCT FROM newest.seq
ORDER BY 1
"""

_BAD_DIGESTS = """
SELECT 'digest:' || day, id, 'the digest does not follow from its lines and the digest before it' FROM (
  SELECT id, day, digest, prev, lag(digest) OVER (ORDER BY day) AS before,
    (SELECT coalesce(string_agg(line.stream || ' ' || line.seq || ' ' || encode(line.hash, 'hex'), E'\\n'
       ORDER BY line.stream COLLATE "C"), '')
     FROM foundation_auditdigestline AS line WHERE line.digest_id = d.id) AS said
  FROM foundation_auditdigest AS d
) AS rows
WHERE digest <> sha256(prev || convert_to(day || E'\\n' || said, 'UTF8'))
   OR prev <> coalesce(before, audit_nothing())
ORDER BY day
"""

_LOST_STREAMS = """
SELECT DISTINCT ON (line.stream) line.stream, line.seq, 'the digest of ' || d.day || ' names it, and it is not there'
FROM foundation_auditdigestline AS line
JOIN foundation_auditdigest AS d ON d.id = line.digest_id
LEFT JOIN foundation_auditrecord AS r ON r.stream = line.stream AND r.seq = line.seq AND r.hash = line.hash
WHERE r.id IS NULL
ORDER BY line.stream, line.seq
"""
