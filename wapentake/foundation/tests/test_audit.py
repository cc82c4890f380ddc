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
