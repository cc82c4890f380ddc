"""Money comes back from an award: into its year, or once that is closed into the open one, as the fund's rule says."""

import datetime as dt

from django.db import transaction

from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.office.queries import roles_of
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application
from ..rules.recoveries import not_asked_back
from ..states import Stage, TransferKind
from ..states.returned import Returned, ReturnedRule
from .applications import _day_of_books, _demand_text, _locked, _refs
from .ledger import Posting, body_of, open_accounts, post, posted, source_account


@transaction.atomic
def return_money(
    application: Application, pence: int, *, reason: str, by: User, at: dt.datetime, key: str, asked_back: bool = False
) -> int:
    """Record money that a group sent back, in pence. Returns the transfer's key. The same `key` records it once.

    Where the fund's rule says so, it is left to award again at once; else it lapses when the year closes. Once the
    award's year is closed, it goes into the year that runs, linked to the award. What is `asked_back` comes in by its
    recovery alone.
    """
    application, done = _locked(application), posted(key)
    late = done.kind == TransferKind.REFUND if done else not queries.is_open(application.fund, application.year)
    books = london_date(at) if late else _day_of_books(application, at)
    # Sent again after the rule has changed, it is the same posting.
    legs = _legs_back(application, pence, FinancialYear.of(books).starts_in, done.on if done else books)
    posting = Posting(
        key=key, kind=TransferKind.REFUND if late else TransferKind.RETURN, legs=legs, by=by, at=at, on=books,
        stream=application.ref, action="returned late" if late else "returned",
        facts={"year": FinancialYear.of(books).starts_in} if late else {}, asked=body_of(pence, reason).hex(),
        application=application, personal={"reason": reason.strip()},
    )  # fmt: skip
    if done:
        return post(posting)
    paid = queries.still_paid(application)
    rules.may_return(roles_of(by, london_date(at)), application, pence, paid).demand()
    if not asked_back:
        not_asked_back(application, pence).demand()
    _demand_text(reason, "Say why the money came back.")
    touch(_refs(application))
    return post(posting)


def _legs_back(application: Application, pence: int, year: int, on: dt.date) -> dict[int, int]:
    """Return the legs of what came back on a day of the books, all of them in its fund and with its holder.

    What is left to award again is given anew by the fund, beside the account that tells what came back.
    """
    fund, late = application.fund, year != application.year
    found = queries.rule_set(fund, on).one("returned", ReturnedRule)
    again = found is not None and found[0].what == Returned.LEFT
    told = (Stage.GIVEN_ON if late else Stage.SETTLED) if again else (Stage.REFUNDED if late else Stage.RETURNED)
    held = open_accounts(fund, year, queries.whose(application), (Stage.LEFT, Stage.PAID, told))
    legs = {held[told]: pence}
    if not late:
        legs[held[Stage.PAID]] = -pence
    if again:
        legs[held[Stage.LEFT]] = pence
    if missing := -sum(legs.values()):
        legs[source_account(fund, year)] = missing
    return legs
