"""The one way by which money moves: a posting, handed to the database's own function."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import rules
from ..models import Account, Application, Balance, Fund, Transfer
from ..queries.whose import HasHolder
from ..states import EVERYDAY, Stage, TransferKind

REUSED = "This form was sent before with other answers. Go back to the application to see what was recorded."


@dataclass(frozen=True)
class Posting:
    """A transfer to be posted. `legs` maps accounts' keys to pence and sums to nought.

    `key` is claimed for ever: the same key with the same contents answers with the first transfer. `asked` is whatever
    else the person asked for in the same act, so that a changed form with an old key is refused. `facts` go into the
    audit chain of `stream` and hold no personal data; what somebody wrote freely is `personal`, which can be erased.
    `on` is the date of the books where it is not London's at `at`: what settles a year that is over, and not closed
    yet, is dated its last day.
    """

    key: str
    kind: TransferKind
    legs: Mapping[int, int]
    by: User | None
    at: dt.datetime
    stream: str
    action: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked: str = ""
    application: Application | None = None
    reverses: Transfer | None = None
    whose: str = "You have"
    on: dt.date | None = None
    personal: Mapping[str, Any] = field(default_factory=dict)


def body_of(*parts: object) -> bytes:
    """Return the hash of what was asked under a key."""
    return hashlib.sha256(json.dumps([str(part) for part in parts], ensure_ascii=False).encode()).digest()


def next_transfer() -> int:
    """Return a key for a transfer that is about to be posted, for rows that must be written before it and name it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('funding_transfer', 'id'))")
        return int(cursor.fetchone()[0])


def post(posting: Posting, transfer: int | None = None) -> int:
    """Post a transfer, its audit record with it, and return its key. The last thing that an action does.

    The date is London's at `at`, or the posting's own. Raises `Refused` for too little money, a key used for something
    else, or a year that is not open; everything that the action wrote is undone with it.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A transfer is posted in its action's transaction.")
    on = posting.on or london_date(posting.at)
    new = bool(posting.personal) and posted(posting.key) is None
    facts = {"kind": posting.kind, "legs": {str(pk): pence for pk, pence in posting.legs.items()}} | dict(posting.facts)
    legs = sorted(posting.legs.items())
    arguments = [
        transfer, posting.key, posting.kind, on, posting.by.pk if posting.by else None, posting.at,
        [account for account, _ in legs], [pence for _, pence in legs], posting.asked,
        posting.application.pk if posting.application else None,
        posting.reverses.pk if posting.reverses else None, posting.stream, posting.action,
        json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str),
    ]  # fmt: skip
    try:
        with connection.cursor() as cursor:
            cursor.execute(_CALL, arguments)
            key = int(cursor.fetchone()[0])
    except DatabaseError as error:
        if (refusal := _refusal(error, posting, on)) is None:
            raise
        raise refusal from error
    if new:
        audit.keep_personal(posting.stream, posting.personal)
    return key


_CALL = """
SELECT funding_post(%s::bigint, %s, %s, %s::date, %s::bigint, %s::timestamptz, %s::bigint[], %s::bigint[], %s,
                    %s::bigint, %s::bigint, %s, %s, %s)
"""


def _refusal(error: DatabaseError, posting: Posting, on: dt.date) -> Refused | None:
    """Return what the database refused as a sentence, or nothing where it is not one of the ledger's refusals."""
    cause: Any = error.__cause__
    code = getattr(cause, "sqlstate", None)
    if code == "WP001":
        short = json.loads(cause.diag.message_detail)
        return _too_little(short, posting.whose)
    if code == "WP002":
        return Refused(REUSED)
    if code == "WP003":
        return Refused(f"The year {FinancialYear.of(on).label} is not open, so no money can move in it.")
    if code == "WP006":
        return Refused("This money is ring-fenced, so it cannot move to that fund.")
    if code == "WP007":
        return Refused("The fund is frozen, so nothing more can be promised from it.")
    if code == "WP004":
        return Refused(f"{long_date(on)} is not in the financial year of this money.")
    return None


def _too_little(short: Mapping[str, Any], whose: str) -> Refused:
    there, wanted = int(short["there"]), int(short["wanted"])
    if short["stage"] == Stage.LEFT:
        return Refused(rules.enough_left(there, wanted, whose).reason)
    return Refused(f"Only {pounds_short(there)} is {short['stage']} there, so {pounds_short(wanted)} cannot move.")


def posted(key: str) -> Transfer | None:
    """Return the transfer that was posted under a key, if any."""
    return Transfer.objects.filter(key=key).first()


def open_accounts(fund: Fund, year: int, whose: HasHolder, stages: Sequence[Stage] = EVERYDAY) -> dict[Stage, int]:
    """Open a holder's accounts with balances of nought, unless they exist, and return their keys by stage."""
    holder = {"fund": fund, "year": year} | whose.of_account
    Account.objects.bulk_create([Account(stage=stage, **holder) for stage in stages], ignore_conflicts=True)
    found = {Stage(account.stage): account.pk for account in Account.objects.filter(**holder)}
    Balance.objects.bulk_create([Balance(account_id=pk) for pk in found.values()], ignore_conflicts=True)
    return found


def source_account(fund: Fund, year: int) -> int:
    """Return the key of the account that a fund's money of a year comes from; opened unless it exists."""
    account, _ = Account.objects.get_or_create(
        fund=fund, year=year, ward=None, councillor=None, cluster=None, stage=Stage.SOURCE
    )
    return account.pk
