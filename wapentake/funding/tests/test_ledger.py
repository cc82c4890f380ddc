"""The ledger's guards, each tried from the outside: what the database refuses, whoever asks."""

import datetime as dt
import importlib

import pytest
from django.db import DatabaseError, connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions, queries
from wapentake.funding.actions import ledger
from wapentake.funding.models import Account, Balance, Decision, Entry, FundYear, Move, Transfer
from wapentake.funding.rules import Allotment
from wapentake.funding.states import FundYearState, Stage, TransferKind

from .world import AT, YEAR, World, at

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("wapentake.funding.migrations.0003_ledger")


def run(*statements: str, arguments: tuple = ()) -> None:
    """Run statements; the arguments are the last one's."""
    with connection.cursor() as cursor:
        for statement in statements[:-1]:
            cursor.execute(statement)
        cursor.execute(statements[-1], arguments or None)


def refused(statement: str, what: str, *arguments: object) -> None:
    with pytest.raises(DatabaseError, match=what), transaction.atomic():
        run("SET CONSTRAINTS ALL IMMEDIATE", statement, arguments=arguments)


@pytest.mark.parametrize("table", ["transfer", "entry", "decision", "account"])
def test_rows_are_never_changed_deleted_or_emptied(world: World, table: str):
    world.approved()
    column = {"transfer": "key = 'x'", "entry": "pence = 1", "decision": "reasons = 'x'", "account": "year = 1"}[table]
    refused(f"UPDATE funding_{table} SET {column}", "append-only: update is refused")
    refused(f"DELETE FROM funding_{table}", "append-only: delete is refused")
    refused(f"TRUNCATE funding_{table} CASCADE", "append-only: truncate is refused")


def test_money_moves_only_through_the_function(world: World):
    transfer, account = Transfer.objects.first(), Account.objects.filter(stage=Stage.LEFT).first()
    refused("UPDATE funding_balance SET pence = pence + 1", "only through funding_post: update on funding_balance")
    refused("DELETE FROM funding_balance", "delete is refused")
    refused("TRUNCATE funding_balance", "truncate is refused")
    refused(
        "INSERT INTO funding_entry (transfer_id, account_id, pence) VALUES (%s, %s, 1)",
        "only through funding_post: insert on funding_entry", transfer.pk, account.pk,
    )  # fmt: skip
    refused(
        "INSERT INTO funding_transfer (key, body, kind, \"on\", at) VALUES ('x', '', 'move', '2026-11-24', now())",
        "only through funding_post: insert on funding_transfer",
    )
    # Not even with the function's own mark left over from a transfer in the same transaction.
    world.approved()
    refused("UPDATE funding_balance SET pence = pence + 1", "only through funding_post")


def test_a_balance_begins_at_nought_and_a_source_has_none(world: World):
    other = Account.objects.create(fund=world.clf, year=2030, ward=world.ward, stage=Stage.LEFT)
    source = Account.objects.create(fund=world.clf, year=2030, stage=Stage.SOURCE)
    for account, pence in ((other, 1), (source, 0)):
        refused(
            "INSERT INTO funding_balance (account_id, pence) VALUES (%s, %s)", "begins at nought", account.pk, pence
        )
    Balance.objects.create(account=other)


def posting(world: World, **changes: object) -> ledger.Posting:
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    values: dict = {
        "key": "k", "kind": TransferKind.MOVE, "legs": {accounts[Stage.LEFT]: -100, accounts[Stage.RESERVED]: 100},
        "by": world.finch, "at": AT, "stream": "fund:clf", "action": "tried",
    }  # fmt: skip
    return ledger.Posting(**values | changes)


def test_legs_that_do_not_sum_to_nought_are_refused(world: World):
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    left, reserved = accounts[Stage.LEFT], accounts[Stage.RESERVED]
    for legs in ({left: -100, reserved: 99}, {left: 0}, {left: -100, 0: 100}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ledger.post(posting(world, legs=legs))
    assert Transfer.objects.filter(key="k").count() == 0


def test_the_deferred_trigger_finds_legs_that_the_function_let_through(world: World):
    """The second lock on the door: with the function's own check gone, the transaction still cannot commit."""
    weak = MIGRATION.POSTING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
        "OR (SELECT sum(p) FROM unnest(the_pence) AS p) <> 0", ""
    )
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    legs = {accounts[Stage.LEFT]: -100, accounts[Stage.RESERVED]: 101}
    run(weak)
    ledger.post(posting(world, legs=legs))
    with pytest.raises(DatabaseError, match="do not sum to nought"), transaction.atomic():
        run("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


def test_the_same_key_moves_money_once_and_refuses_anything_else(world: World):
    first = ledger.post(posting(world))
    assert ledger.post(posting(world)) == first
    assert ledger.post(posting(world, at=at("2026-11-25 10:00"))) == first  # a retry after midnight is a retry
    accounts = queries.accounts_of(world.clf, 2026, queries.Whose(world.ward, world.ashby))
    other = {accounts[Stage.LEFT]: -101, accounts[Stage.RESERVED]: 101}
    for changed in ({"legs": other}, {"by": world.grey}, {"asked": "x"}, {"kind": TransferKind.ALLOT}):
        with pytest.raises(Refused, match="sent before with other answers"), transaction.atomic():
            ledger.post(posting(world, **changed))
    assert Transfer.objects.filter(key="k").count() == 1
    assert Entry.objects.filter(transfer=first).count() == 2
    assert queries.councillor_line(world.ashby, YEAR).reserved == 100


def test_the_year_is_londons(world: World):
    """At 00:30 on 1 April it is still 31 March in UTC; the money of the old year has closed all the same."""
    last_minute, next_year = at("2027-03-31 23:59"), at("2027-04-01 00:30")
    assert next_year.astimezone(dt.UTC).date() == dt.date(2027, 3, 31)
    assert Transfer.objects.get(pk=ledger.post(posting(world, at=last_minute))).on == dt.date(2027, 3, 31)
    with pytest.raises(Refused, match="1 April 2027 is not in the financial year of this money"), transaction.atomic():
        ledger.post(posting(world, key="late", at=next_year))
    # And the other way round: 1 April 2026, 00:30, is the first day of this year.
    first = ledger.post(posting(world, key="early", at=at("2026-04-01 00:30")))
    assert Transfer.objects.get(pk=first).on == dt.date(2026, 4, 1)
    with pytest.raises(Refused, match="31 March 2026"), transaction.atomic():
        ledger.post(posting(world, key="too early", at=at("2026-03-31 23:59")))


def test_a_closed_year_takes_no_entries(world: World):
    waiting = world.supported()
    april = at("2027-04-02 09:00")
    with pytest.raises(Refused, match=r"2026/27 runs until 31 March 2027\. Close it after that\."):
        actions.close_year(world.clf, YEAR, by=world.finch, at=at("2027-03-31 23:59"))
    with pytest.raises(Refused, match="£400 is reserved and £0 is committed"):
        actions.close_year(world.clf, YEAR, by=world.finch, at=april)
    actions.decline(waiting, reasons="No.", alternatives="None.", by=world.marsden, at=april, key="no")
    assert Transfer.objects.get(kind=TransferKind.RELEASE).on == dt.date(2027, 3, 31)
    actions.close_year(world.clf, YEAR, by=world.finch, at=april)
    actions.close_year(world.clf, YEAR, by=world.finch, at=april)
    with pytest.raises(Refused, match="The year 2026/27 is not open"), transaction.atomic():
        ledger.post(posting(world))
    with pytest.raises(Refused, match="is not open for 2026/27"):
        world.submitted()
    with pytest.raises(Refused, match="is closed for 2026/27"):
        actions.open_year(world.clf, YEAR, by=world.finch, at=AT)
    assert FundYear.objects.get(fund=world.clf, year=2026).state == FundYearState.CLOSED
    told = [record.action for record in audit.history("fund:clf")]
    assert told == ["year opened", "allotted", "year closed", "carried over"]
    refused("UPDATE funding_fundyear SET state = 'open' WHERE year = 2026", "A closed year stays closed")
    refused("DELETE FROM funding_fundyear", "append-only: delete is refused")


def test_a_year_that_was_never_opened_takes_no_entries(world: World):
    with pytest.raises(Refused, match="The year 2027/28 is not open"):
        actions.allot(
            world.capital, FinancialYear(2027), Allotment(world.ward, None, 1), by=world.finch,
            at=at("2027-04-02 09:00"), key="a",
        )  # fmt: skip


def test_the_years_money_is_given_once(world: World):
    for _ in range(2):
        actions.allot_year(world.capital, YEAR, by=None, at=at("2026-04-01 09:00"))
    assert queries.fund_lines(world.ward, YEAR)[1].allotted == 712_000


def test_only_money_officers_run_funds(world: World):
    for person in (world.marsden, world.ashby.user, world.holroyd):
        with pytest.raises(Refused, match="Only a finance officer or an administrator"):
            actions.allot(world.clf, YEAR, Allotment(world.ward, world.ashby, 1), by=person, at=AT, key="x")
        with pytest.raises(Refused, match="Only a finance officer or an administrator"):
            actions.open_year(world.clf, YEAR, by=person, at=AT)
    with pytest.raises(Refused, match="more than £0"):
        actions.allot(world.clf, YEAR, Allotment(world.ward, world.ashby, 0), by=world.finch, at=AT, key="x")


def left_of(world: World, fund: str, councillor=None) -> Account:
    return Account.objects.select_related("fund").get(
        fund=getattr(world, fund), year=2026, stage=Stage.LEFT, councillor=councillor
    )


def test_a_move_needs_two_people(world: World):
    source, target = left_of(world, "clf", world.ashby), left_of(world, "clf", world.iqbal)
    move = actions.propose_move(source, target, 10_000, reason="A joint project.", by=world.finch, at=AT)
    with pytest.raises(Refused, match="another person must confirm it"):
        actions.confirm_move(move, by=world.finch, at=AT)
    assert queries.councillor_line(world.ashby, YEAR).left == 158_400
    actions.confirm_move(move, by=world.grey, at=AT)
    assert queries.councillor_line(world.ashby, YEAR).left == 148_400
    assert queries.councillor_line(world.iqbal, YEAR).left == 168_400
    with pytest.raises(Refused, match="is confirmed, so it cannot become"):
        actions.confirm_move(move, by=world.grey, at=AT)
    too_much = actions.propose_move(source, target, 148_401, reason="All of it.", by=world.finch, at=AT)
    with pytest.raises(Refused, match=r"The fund has £1,484 left, which is £0\.01 too little"):
        actions.confirm_move(too_much, by=world.grey, at=AT)
    actions.refuse_move(too_much, by=world.finch, at=AT)
    assert Move.objects.get(pk=too_much.pk).state == "refused"


def test_the_database_too_wants_two_people(world: World):
    source, target = left_of(world, "clf", world.ashby), left_of(world, "clf", world.iqbal)
    move = actions.propose_move(source, target, 10_000, reason="x", by=world.finch, at=AT)
    refused(
        "UPDATE funding_move SET state = 'confirmed', settled_by_id = proposed_by_id WHERE id = %s",
        "move_needs_two_people", move.pk,
    )  # fmt: skip


NEVER = [
    ("capital", "clf", "Capital money cannot pay for running costs"),
    ("housing", "clf", "Housing money is ring-fenced"),
    ("clf", "housing", "Housing money is ring-fenced"),
    ("housing", "capital", "Housing money is ring-fenced"),
    ("levy", "clf", "Levy money follows the development"),
    ("capital", "levy", "Levy money follows the development"),
    ("capital", "capital", "Choose two different funds"),
    ("clf", "capital", ""),
]


@pytest.mark.parametrize(("source", "target", "why"), NEVER)
def test_what_may_never_move(world: World, source: str, target: str, why: str):
    actions.allot(world.levy, YEAR, Allotment(world.ward, None, 500_000), by=world.finch, at=AT, key="levy")
    ends = [left_of(world, fund, world.ashby if fund == "clf" else None) for fund in (source, target)]
    if why:
        with pytest.raises(Refused, match=why):
            actions.propose_move(*ends, 100, reason="x", by=world.finch, at=AT)
    else:
        actions.propose_move(*ends, 100, reason="x", by=world.finch, at=AT)


def test_a_correction_is_a_linked_reversal_once(world: World):
    application = world.approved()
    paid = Transfer.objects.get(pk=world.pay(application))
    back = actions.reverse(paid, reason="Paid to the wrong account.", by=world.grey, at=AT)
    assert actions.reverse(paid, reason="Paid to the wrong account.", by=world.grey, at=AT) == back
    assert Transfer.objects.get(pk=back).reverses == paid
    pot = queries.councillor_line(world.ashby, YEAR)
    assert (pot.committed, pot.paid) == (40_000, 0)
    world.pay(application)
    assert queries.councillor_line(world.ashby, YEAR).paid == 40_000
    support = Transfer.objects.get(kind=TransferKind.SUPPORT)
    with pytest.raises(Refused, match="decline or withdraw"):
        actions.reverse(support, reason="x", by=world.finch, at=AT)
    allotted = Transfer.objects.filter(kind=TransferKind.ALLOT, entries__account__fund=world.clf).first()
    with pytest.raises(Refused, match="The fund has £1,184 left, which is £400 too little"):
        actions.reverse(allotted, reason="x", by=world.finch, at=AT)
    assert queries.check_ledger().faults == ()


def test_a_payment_with_money_back_is_not_reversed_first(world: World):
    application = world.approved()
    paid = Transfer.objects.get(pk=world.pay(application))
    returned = actions.return_money(application, 100, reason="Cheaper.", by=world.finch, at=AT, key="back")
    with pytest.raises(Refused, match="Some of it has come back already"):
        actions.reverse(paid, reason="x", by=world.grey, at=AT)
    actions.reverse(Transfer.objects.get(pk=returned), reason="Not ours.", by=world.finch, at=AT)
    actions.reverse(paid, reason="x", by=world.grey, at=AT)
    assert queries.councillor_line(world.ashby, YEAR).committed == 40_000


def test_no_more_comes_back_than_was_paid(world: World):
    world.pay(world.approved(50_000))
    application = world.approved(40_000)
    with pytest.raises(Refused, match="Nothing has been paid"):
        actions.return_money(application, 1, reason="x", by=world.finch, at=AT, key="a")
    world.pay(application)
    with pytest.raises(Refused, match="£400 was paid, so no more than that can come back"):
        actions.return_money(application, 40_001, reason="x", by=world.finch, at=AT, key="b")
    actions.return_money(application, 40_000, reason="x", by=world.finch, at=AT, key="c")
    assert actions.return_money(application, 40_000, reason="x", by=world.finch, at=AT, key="c")
    with pytest.raises(Refused, match="£0 was paid"):
        actions.return_money(application, 1, reason="x", by=world.finch, at=AT, key="d")


def test_reasons_are_never_empty(world: World):
    application = world.submitted()
    with pytest.raises(Refused, match="Give your reasons"):
        actions.support(application, interest=False, reasons=" \n", by=world.ashby.user, at=AT, key="a")
    world.support(application)
    world.tick(application)
    with pytest.raises(Refused, match="Say what else was considered"):
        actions.approve(
            application,
            interest=False,
            equality="Nobody loses.",
            reasons="Yes.",
            alternatives=" ",
            by=world.marsden,
            at=AT,
            key="b",
        )
    assert Decision.objects.count() == 1


def test_one_key_decides_on_one_application(world: World):
    first, second = world.submitted(100), world.submitted(200)
    actions.support(first, interest=False, reasons="Yes.", by=world.ashby.user, at=AT, key="same")
    with pytest.raises(Refused, match="sent before with other answers"):
        actions.support(second, interest=False, reasons="Yes.", by=world.ashby.user, at=AT, key="same")
    assert queries.councillor_line(world.ashby, YEAR).reserved == 100


def test_the_programs_own_role_may_not_even_try(world: World):
    """On its own cluster the program runs as a lesser role: it reads the ledger, and the function writes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'wapentake_app'")
        assert cursor.fetchone(), "the suite's cluster has both roles"
        for table, what in (
            ("transfer", "INSERT"), ("entry", "INSERT"), ("balance", "UPDATE"), ("transfer", "UPDATE"),
            ("entry", "DELETE"), ("decision", "UPDATE"), ("account", "DELETE"),
        ):  # fmt: skip
            cursor.execute("SELECT has_table_privilege('wapentake_app', %s, %s)", [f"funding_{table}", what])
            assert cursor.fetchone() == (False,), (table, what)
        cursor.execute("SELECT has_table_privilege('wapentake_app', 'funding_decision', 'INSERT')")
        assert cursor.fetchone() == (True,)
