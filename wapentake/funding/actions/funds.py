"""Funds, their years, and the money that is given to their holders."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused, Verdict
from wapentake.office.queries import Roles, roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import Account, Application, Entry, Fund, FundRule, FundYear, Move, Transfer
from ..queries.money import came_back
from ..rules import Allotment
from ..rules.clusters import amount_fits, kind_fits
from ..rules.recoveries import nothing_asked_back
from ..states import ApplicationState, FundKind, FundYearState, MoveState, Stage, TransferKind
from ..states.fund_rules import read_rule
from ..states.refs import MONEY
from ..states.rotherham import FUNDS, FundRow
from .instalments import wait_again
from .ledger import Posting, next_transfer, open_accounts, post, posted, source_account
from .levy import gather_levy
from .lines import take_back_line
from .officer_checks import first_checks
from .recovered import ask_again

BOROUGH = "council:all"
TAKEN = "Something else stands under the key of this correction. Nothing was corrected: tell the administrator."
CHANGED = "What is due has changed since you looked. Nothing was allotted: check the table again."


def _may(by: User | None, at: dt.datetime, verdict: Verdict | None = None) -> Roles | None:
    """Demand the right to run funds. `by=None` is the program itself: its commands and its demonstration."""
    if by is None:
        return None
    roles = roles_of(by, london_date(at))
    rules.may_run_funds(roles).demand()
    return roles


@transaction.atomic
def set_up_funds(*, by: User | None, at: dt.datetime, rows: tuple[FundRow, ...] = FUNDS) -> list[Fund]:
    """Set up the council's funds with their dated rules, and return them. Funds that exist are left as they are."""
    _may(by, at)
    made = [_set_up(row, position) for position, row in enumerate(rows, 1)]
    audit.record(BOROUGH, "funds set up", by=by, at=at, facts={"funds": [fund.key for fund in made]})
    touch([BOROUGH, *(f"fund:{fund.key}" for fund in made)])
    return made


@transaction.atomic
def add_fund(row: FundRow, *, by: User, at: dt.datetime) -> Fund:
    """Set up one fund of the council's own, with its first rules. Raises `Refused` if its name or prefix is taken."""
    _may(by, at)
    rules.may_add_fund(row.key, row.name, row.prefix).demand()
    last = Fund.objects.order_by("-position").values_list("position", flat=True).first() or 0
    fund = _set_up(row, last + 1)
    audit.record(BOROUGH, "funds set up", by=by, at=at, facts={"funds": [fund.key]})
    touch([BOROUGH, f"fund:{fund.key}"])
    return fund


def _set_up(row: FundRow, position: int) -> Fund:
    kind_fits(row.kind, row.holder_kind).demand()
    for rule in row.rules:
        read_rule(rule.key, rule.value)
        if rule.key == "amount":
            amount_fits(row.holder_kind, rule.value).demand()
    fund, new = Fund.objects.get_or_create(
        key=row.key,
        defaults={
            "name": row.name,
            "kind": row.kind,
            "holder_kind": row.holder_kind,
            "prefix": row.prefix,
            "position": position,
            "takes_applications": row.takes_applications,
        },
    )
    if new:
        FundRule.objects.bulk_create(
            FundRule(
                fund=fund, key=rule.key, value=rule.value, text=rule.text, source=rule.source,
                from_date=rule.from_date, to_date=rule.to_date,
            )
            for rule in row.rules
        )  # fmt: skip
        first_checks(fund, row.checks)
    return fund


@transaction.atomic
def open_year(fund: Fund, year: FinancialYear, *, by: User | None, at: dt.datetime) -> FundYear:
    """Open a fund's financial year, so that money may move in it. An open one stays open; a closed one stays closed."""
    _may(by, at)
    opened, new = FundYear.objects.get_or_create(fund=fund, year=year.starts_in)
    if opened.state == FundYearState.CLOSED:
        raise Refused(f"{fund} is closed for {year.label}.")
    if new:
        source_account(fund, year.starts_in)
        audit.record(f"fund:{fund.key}", "year opened", by=by, at=at, facts={"year": year.starts_in})
        touch([f"fund:{fund.key}", BOROUGH])
    return opened


def allot(
    fund: Fund, year: FinancialYear, allotment: Allotment, *, by: User | None, at: dt.datetime, key: str, note: str = ""
) -> int:
    """Give one holder money of a fund's year, in pence, and return the transfer's key. The same `key` gives it once."""
    return _allot(fund, year, [allotment], by=by, at=at, key=key, note=note)


@transaction.atomic
def allot_year(
    fund: Fund,
    year: FinancialYear,
    *,
    by: User | None,
    at: dt.datetime,
    extra: Mapping[str, int] | None = None,
    key: str = "",
    shown: str = "",
) -> int | None:
    """Give every holder what the fund's rules give for a year, in one transfer; nothing if nobody is due anything.

    `extra` is as in `rules.allotments_due`. Done once a year and fund: without a `key`, the year is the key, and
    asking again answers with the first transfer. `shown` is the `rules.print_of` what a person saw and confirmed:
    raises `Refused` if something else is due by now.
    """
    _may(by, at)
    key = key or queries.allotment_key(fund, year)
    if again := posted(key):
        return again.pk
    levy = fund.kind == FundKind.LEVY
    if levy:
        Fund.objects.select_for_update().get(pk=fund.pk)  # receipts wait, so that what is due is what is gathered
        if again := posted(key):
            return again.pk
    due = rules.allotments_due(fund, year, london_date(at), extra)
    if shown and shown != rules.print_of(due):
        raise Refused(CHANGED)
    if not due:
        return None
    transfer = next_transfer()
    if levy:
        gather_levy(year, {one.ward.pk for one in due if one.ward}, transfer)
    return _allot(fund, year, due, by=by, at=at, key=key, note="The year’s money", transfer=transfer)


@transaction.atomic
def _allot(
    fund: Fund, year: FinancialYear, due: list[Allotment], *, by: User | None, at: dt.datetime, key: str, note: str,
    transfer: int | None = None,
) -> int:  # fmt: skip
    if (roles := _may(by, at)) is not None:
        rules.may_move_money(roles).demand()
    rules.not_frozen(fund, year.starts_in).demand()
    if any(allotment.pence <= 0 for allotment in due):
        raise Refused("Enter an amount of more than £0.")
    legs = {source_account(fund, year.starts_in): -sum(allotment.pence for allotment in due)}
    refs = {f"fund:{fund.key}", BOROUGH}
    for allotment in due:
        account = open_accounts(fund, year.starts_in, allotment)[Stage.LEFT]
        legs[account] = legs.get(account, 0) + allotment.pence
        refs |= allotment.holder_refs
    touch(refs)
    return post(
        Posting(
            key=key, kind=TransferKind.ALLOT, legs=legs, by=by, at=at, stream=f"fund:{fund.key}", action="allotted",
            facts={"year": year.starts_in, "note": note},
        ),
        transfer,
    )  # fmt: skip


@transaction.atomic
def propose_move(source: Account, target: Account, pence: int, *, reason: str, by: User, at: dt.datetime) -> Move:
    """Propose to move what is left in one fund to another of the same year; a second person must confirm it."""
    rules.may_move(roles_of(by, london_date(at)), source, target).demand()
    for account in (source, target):
        rules.not_frozen(account.fund, account.year).demand()
    if {source.stage, target.stage} != {Stage.LEFT}:
        raise Refused("Only money that is left can move to another fund.")
    if pence <= 0:
        raise Refused("Enter an amount of more than £0.")
    move = Move.objects.create(source=source, target=target, pence=pence, reason=reason, proposed_by=by, proposed_at=at)
    audit.record(f"move:{move.pk}", "proposed", by=by, at=at, facts=_facts_of(move))
    touch([MONEY])
    return move


@transaction.atomic
def confirm_move(move: Move, *, by: User, at: dt.datetime) -> int:
    """Confirm a move as the second person, and return the transfer's key."""
    move = _locked_move(move)
    rules.may_settle_move(roles_of(by, london_date(at)), move, MoveState.CONFIRMED).demand()
    transfer = next_transfer()
    _settle(move, MoveState.CONFIRMED, by, at, transfer)
    touch(_refs_of(move.source) | _refs_of(move.target) | {MONEY})
    return post(
        Posting(
            key=f"move:{move.pk}", kind=TransferKind.MOVE, by=by, at=at, stream=f"move:{move.pk}", action="confirmed",
            legs={move.source_id: -move.pence, move.target_id: move.pence}, facts=_facts_of(move), whose="The fund has",
        ),
        transfer,
    )  # fmt: skip


@transaction.atomic
def refuse_move(move: Move, *, by: User, at: dt.datetime) -> None:
    """Refuse a move, or take it back."""
    move = _locked_move(move)
    rules.may_settle_move(roles_of(by, london_date(at)), move, MoveState.REFUSED).demand()
    _settle(move, MoveState.REFUSED, by, at, None)
    audit.record(f"move:{move.pk}", "refused", by=by, at=at, facts=_facts_of(move))
    touch([MONEY])


def _locked_move(move: Move) -> Move:
    return Move.objects.select_for_update(of=("self",)).select_related("source__fund", "target__fund").get(pk=move.pk)


def _settle(move: Move, to: MoveState, by: User, at: dt.datetime, transfer: int | None) -> None:
    move.state, move.settled_by, move.settled_at, move.transfer_id = to, by, at, transfer
    move.save(update_fields=["state", "settled_by", "settled_at", "transfer"])


def _facts_of(move: Move) -> dict[str, object]:
    return {"from": move.source_id, "to": move.target_id, "pence": move.pence, "reason": move.reason}


def _refs_of(account: Account) -> set[str]:
    return {f"fund:{account.fund.key}"} | queries.whose(account).holder_refs


@transaction.atomic
def reverse(transfer: Transfer, *, reason: str, by: User, at: dt.datetime) -> int:
    """Correct a transfer by a linked one that undoes it, and return its key. What was written stays as it was."""
    transfer = Transfer.objects.select_related("application__fund", "application__ward").get(pk=transfer.pk)
    application = _application_of(transfer)
    if again := posted(f"reverse:{transfer.pk}"):
        if again.kind != TransferKind.REVERSE or again.reverses_id != transfer.pk:
            raise Refused(TAKEN)
        return again.pk
    rules.may_reverse(roles_of(by, london_date(at)), transfer).demand()
    entries = list(Entry.objects.filter(transfer=transfer).select_related("account__fund", "account__ward"))
    legs = {entry.account_id: -entry.pence for entry in entries}
    if application is not None and transfer.kind == TransferKind.PAY:
        _demand_nothing_returned(application)
        wait_again(transfer)
        take_back_line(transfer, reason)
        application.state = ApplicationState.APPROVED
        application.save(update_fields=["state"])
    if transfer.kind in (TransferKind.RETURN, TransferKind.REFUND):
        ask_again(transfer)
    touch(
        {MONEY}.union(*(_refs_of(entry.account) for entry in entries)) | ({application.ref} if application else set())
    )
    return post(
        Posting(
            key=f"reverse:{transfer.pk}", kind=TransferKind.REVERSE, legs=legs, by=by, at=at, application=application,
            reverses=transfer, stream=application.ref if application else f"transfer:{transfer.pk}",
            action="corrected", facts={"reverses": transfer.pk}, personal={"reason": reason.strip()},
            whose="The fund has",
        )
    )  # fmt: skip


def _application_of(transfer: Transfer) -> Application | None:
    if transfer.application_id is None:
        return None
    return Application.objects.select_for_update(of=("self",)).get(pk=transfer.application_id)


def _demand_nothing_returned(application: Application) -> None:
    if came_back(application):
        raise Refused("Some of it has come back already: correct that first.")
    nothing_asked_back(application).demand()
