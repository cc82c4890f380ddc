"""Publicity holds and withdrawn pages. The published site's own acts write, audit and tell; here it is who may."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import published
from wapentake.foundation.calendars import london_date
from wapentake.foundation.models import Hold
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from .. import queries, rules
from ..models import PublicityRule
from ..rules import Holding

NO_REASON = "Say why: the reason is kept in the record."


@transaction.atomic
def hold_publicity(said: Holding, *, by: User, at: dt.datetime) -> Hold:
    """Leave out what promotes, from one moment to another, everywhere or in a ward or on a page."""
    _one_at_a_time()
    rules.may_hold_publicity(queries.roles_of(by, london_date(at)), said, at).demand()
    return published.hold(
        said.kind, refs=said.refs, starts=max(said.starts, at), ends=said.ends, reason=said.reason.strip(), by=by, at=at
    )


@transaction.atomic
def lift_hold(hold: Hold, *, reason: str, by: User, at: dt.datetime) -> None:
    """End a hold now. One that has not begun never does."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    rules.may_lift_hold(queries.roles_of(by, london_date(at)), hold, at).demand()
    published.lift(hold, by=by, reason=_said(reason), at=at)


@transaction.atomic
def withdraw_page(path: str, *, reason: str, by: User, at: dt.datetime) -> None:
    """Withdraw a page everywhere until it is reinstated; its address says so."""
    page = queries.public_page(path)
    rules.may_withdraw_page(queries.roles_of(by, london_date(at)), page).demand()
    assert page is not None  # the rule has refused
    published.withdraw(page.path, by=by, reason=_said(reason), at=at)


@transaction.atomic
def reinstate_page(path: str, *, reason: str, by: User, at: dt.datetime) -> None:
    """Publish a withdrawn page again, as it is now."""
    page = queries.public_page(path)
    rules.may_reinstate_page(queries.roles_of(by, london_date(at)), page).demand()
    assert page is not None  # the rule has refused
    published.reinstate(page.path, by=by, reason=_said(reason), at=at)


def _one_at_a_time() -> None:
    """Let one person at a time set holds: two who press at once never set the same one twice."""
    list(PublicityRule.objects.select_for_update().order_by("pk"))


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(NO_REASON)
    return reason.strip()
