"""`check-ledger` says that all agree, and finds each single thing that does not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from wapentake.funding import actions, queries
from wapentake.funding.models import Account, Entry, Transfer

from .world import AT, World

pytestmark = pytest.mark.django_db


def tamper(statement: str) -> None:
    """Do what only the database's owner could: all guards off, a change, all guards on."""
    tables = ("transfer", "entry", "balance", "decision", "account")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE funding_{table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE funding_{table} ENABLE TRIGGER USER")


def a_life(world: World) -> None:
    """Some of everything that the ledger knows."""
    world.supported(10_000)
    world.approved(20_000)
    paid = world.approved(30_000)
    world.pay(paid)
    actions.return_money(paid, 1_000, reason="Cheaper.", by=world.finch, at=AT, key="back")
    mistaken = world.approved(5_000)
    transfer = Transfer.objects.get(pk=world.pay(mistaken))
    actions.reverse(transfer, reason="Paid to the wrong account.", by=world.grey, at=AT)
    actions.withdraw(world.approved(4_000), by=None, at=AT)


def test_all_agree(world: World):
    a_life(world)
    report = queries.check_ledger()
    assert report.faults == ()
    assert report.allotted == 316_800 + 712_000 + 400_000
    out = StringIO()
    call_command("check_ledger", stdout=out)
    assert "£14,288.00 allotted: all agree.\n" in out.getvalue()
    assert "Every statement’s page, chart and files come to what the ledger has" in out.getvalue()
    assert f"{Entry.objects.count()} entries" in out.getvalue()


PLANTED = [
    ("UPDATE funding_balance SET pence = pence + 1 WHERE pence = 10000", "its balance is 10001 pence"),
    ("UPDATE funding_entry SET pence = pence - 1 WHERE pence = 10000", "legs that sum to -1 pence"),
    ("DELETE FROM funding_entry WHERE pence = -4000", "has 1 legs"),
    ("UPDATE funding_transfer SET \"on\" = '2026-03-31' WHERE kind = 'pay'", "outside the year 2026"),
    ("UPDATE funding_transfer SET at = '2026-11-23 23:59+00' WHERE kind = 'return'", "is dated 2026-11-24"),
    ("UPDATE funding_application SET state = 'approved' WHERE state = 'supported'", "is approved for 10000 pence"),
    ("UPDATE funding_application SET pence = 10001 WHERE pence = 10000", "is supported for 10001 pence"),
    ("UPDATE funding_application SET state = 'declined' WHERE pence = 20000", "is declined for 20000 pence"),
    ("UPDATE funding_application SET councillor_id = NULL WHERE pence = 20000", "some of it in another fund"),
    (
        "DELETE FROM funding_officercheck; DELETE FROM funding_decision WHERE kind = 'approve'",
        "is approved without an approval",
    ),
    ("UPDATE funding_decision SET by_id = (SELECT min(by_id) FROM funding_decision)", "by whoever supported it"),
    ("UPDATE funding_decision SET reasons = ' ' WHERE kind = 'support'", "has no reasons"),
    (
        "UPDATE funding_entry SET pence = pence * 2 WHERE transfer_id IN "
        "(SELECT reverses_id FROM funding_transfer WHERE reverses_id IS NOT NULL)",
        "does not undo transfer",
    ),
]


@pytest.mark.parametrize(("statement", "what"), PLANTED)
def test_every_planted_fault_is_found(world: World, statement: str, what: str):
    a_life(world)
    tamper(statement)
    faults = queries.check_ledger().faults
    assert any(what in fault for fault in faults), faults
    with pytest.raises(CommandError, match="differences") as stopped:
        call_command("check_ledger", stderr=StringIO())
    assert stopped.value.returncode == 1


def test_a_missing_balance_is_found(world: World):
    tamper("DELETE FROM funding_balance WHERE pence = 400000")
    account = Account.objects.get(fund=world.housing, stage="left")
    assert queries.check_ledger().faults == (f"account {account.pk} (left) has no balance",)
