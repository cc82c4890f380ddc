"""The audit's chains: every tampering with a single row is found, and named."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.models import AuditRecord

AT = dt.datetime(2026, 11, 24, 9, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def three_records(stream: str = "priority:7") -> None:
    for number in range(3):
        audit.record(stream, "noted", by=None, at=AT, facts={"number": number, "words": "Côté £"})


def tamper(statement: str) -> None:
    """Do what only the database's owner could: switch the guard off, change a row, switch it on again."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_auditrecord DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE foundation_auditrecord ENABLE TRIGGER USER")


def test_a_sound_chain_has_no_fault():
    three_records()
    assert list(audit.verify()) == []
    assert [record.facts_read["number"] for record in audit.history("priority:7")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("statement", "seq", "what"),
    [
        ("UPDATE foundation_auditrecord SET facts = replace(facts, '1', '9') WHERE seq = 2", 2, "was changed"),
        ("UPDATE foundation_auditrecord SET at = at - interval '1 day' WHERE seq = 2", 2, "was changed"),
        ("UPDATE foundation_auditrecord SET by_id = 5 WHERE seq = 3", 3, "was changed"),
        ("DELETE FROM foundation_auditrecord WHERE seq = 2", 3, "missing"),
        ("DELETE FROM foundation_auditrecord WHERE seq = 3", 2, "a record after it is missing"),
        ("DELETE FROM foundation_auditrecord", 0, "every record"),
        (
            "UPDATE foundation_auditrecord SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END WHERE seq < 3",
            -2,
            "wrong place",
        ),
    ],
)
def test_one_tampered_row_is_named(statement, seq, what):
    three_records()
    tamper(statement)
    fault = next(audit.verify())
    assert (fault.stream, fault.seq) == ("priority:7", seq)
    assert what in fault.what


# One byte of each thing that a record says.
ONE_BYTE = {
    "stream": "stream || 'x'",
    "seq": "seq + 100",
    "action": "overlay(action placing 'N' from 1)",
    "by_id": "coalesce(by_id, 0) + 1",
    "at": "at + interval '1 microsecond'",
    "facts": "overlay(facts placing ' ' from 1)",
    "prev": "set_byte(prev, 31, get_byte(prev, 31) # 1)",
    "hash": "set_byte(hash, 0, get_byte(hash, 0) # 128)",
}


@pytest.mark.parametrize("column", ONE_BYTE)
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_one_byte_of_any_record_is_found(column: str, seq: int):
    """In the first, a middle and the newest record; what is named is the record, or the place that it left."""
    three_records("priority:6")
    three_records()
    tamper(
        f"UPDATE foundation_auditrecord SET {column} = {ONE_BYTE[column]} WHERE stream = 'priority:7' AND seq = {seq}"
    )
    found = [(fault.stream, fault.seq) for fault in audit.verify()]
    assert found
    assert all(stream.startswith("priority:7") for stream, _ in found), "the other chain is sound"
    assert found[0][1] in ({seq + 1, seq - 1, seq + 100, seq, 0} if column in ("stream", "seq") else {seq})


def test_a_record_that_is_put_in_later_is_found_though_its_hash_is_right():
    three_records()
    tamper(
        "INSERT INTO foundation_auditrecord (stream, seq, action, by_id, at, facts, prev, hash) "
        "SELECT stream, 4, 'noted', NULL, '2020-01-01', '{}', hash, "
        "audit_hash(hash, stream, 4, 'noted', NULL, '2020-01-01', '{}') FROM foundation_auditrecord WHERE seq = 3"
    )
    assert "the head does not name the newest record" in next(audit.verify()).what


def rewrite_from(seq: int) -> None:
    """Write another history from a record on: every hash and the head are right again."""
    tamper(f"UPDATE foundation_auditrecord SET facts = '{{}}' WHERE seq = {seq}")
    for each in range(seq, 4):
        tamper(
            f"UPDATE foundation_auditrecord AS r SET prev = b.hash, "
            f"hash = audit_hash(b.hash, r.stream, r.seq, r.action, r.by_id, r.at, r.facts) "
            f"FROM foundation_auditrecord AS b WHERE b.seq = r.seq - 1 AND r.seq = {each}"
        )
    tamper("UPDATE foundation_audithead SET hash = (SELECT hash FROM foundation_auditrecord WHERE seq = 3)")


@pytest.mark.parametrize("digest", [True, False])
def test_a_chain_that_was_written_anew_is_found_by_the_days_digest(digest: bool):
    """Without the digest that was published nothing would show it: that is why there is one."""
    three_records()
    if digest:
        audit.make_digest(day=AT.date(), at=AT)
    rewrite_from(2)
    assert [(fault.stream, fault.seq) for fault in audit.verify()] == ([("priority:7", 3)] if digest else [])


def test_the_database_refuses_to_change_or_empty_the_audit():
    three_records()
    for statement in (
        "UPDATE foundation_auditrecord SET action = 'x'",
        "DELETE FROM foundation_auditrecord",
        "TRUNCATE foundation_auditrecord CASCADE",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_deleting_a_whole_chain_shows_in_the_digests():
    three_records("priority:7")
    three_records("priority:8")
    audit.make_digest(day=AT.date(), at=AT)
    tamper("DELETE FROM foundation_auditrecord WHERE stream = 'priority:7'")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_audithead WHERE stream = 'priority:7'")
    assert [fault.stream for fault in audit.verify()] == ["priority:7"]


def test_a_digest_is_made_once_a_day_and_rests_on_the_one_before():
    three_records()
    first = audit.make_digest(day=AT.date(), at=AT)
    assert audit.make_digest(day=AT.date(), at=AT) == first
    audit.record("priority:7", "noted", by=None, at=AT, facts={})
    second = audit.make_digest(day=AT.date() + dt.timedelta(days=1), at=AT)
    assert second != first
    assert list(audit.verify()) == []


def test_personal_data_is_erased_and_the_chain_still_verifies():
    audit.record("case:1", "opened", by=None, at=AT, facts={"ward": "E05012996"}, personal={"name": "Jo Bloggs"})
    assert audit.erase_personal("case:1") == 1
    assert list(audit.verify()) == []
    assert "Jo" not in "".join(AuditRecord.objects.values_list("facts", flat=True))
