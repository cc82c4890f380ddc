"""Other people's funds: which are open, which close soon, what was won from them, and whom to remind."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from wapentake.office.states import RoleKind
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..models import OutsideBid, OutsideFollow, OutsideFund
from ..states.outside import REMIND_BEFORE, SOON, BidResult

KEEP_OTHER_FUNDS = (
    RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR,
)  # fmt: skip


def outside_funds() -> QuerySet[OutsideFund]:
    """Return every outside fund with how many bids were made to it and what was won from it."""
    won = Q(bids__result=BidResult.WON)
    return OutsideFund.objects.annotate(
        bids_sent=Count("bids", distinct=True), won=Coalesce(Sum("bids__won_pence", filter=won), 0)
    ).prefetch_related("wards")


def takes_bids(on: dt.date) -> Q:
    """Return the condition that a fund takes bids on a day."""
    return listed(on) & (Q(opens_on=None) | Q(opens_on__lte=on))


def listed(on: dt.date) -> Q:
    """Return the condition that a fund is on the list on a day: it takes bids, or will."""
    return (Q(ended_on=None) | Q(ended_on__gt=on)) & (Q(closes_on=None) | Q(closes_on__gte=on))


def closing_soon(on: dt.date) -> Q:
    """Return the condition that a fund takes bids on a day and closes within four weeks."""
    return takes_bids(on) & Q(closes_on__lte=on + dt.timedelta(days=SOON))


def pays_in(ward: Ward | str) -> Q:
    """Return the condition that a fund pays in a ward, given with its code: there, or everywhere here."""
    code = ward.code if isinstance(ward, Ward) else ward
    in_it = OutsideFund.wards.through.objects.filter(outsidefund=OuterRef("pk"))
    return Q(Exists(in_it.filter(ward__code=code))) | ~Q(Exists(in_it))


def bids_of(fund: OutsideFund) -> list[OutsideBid]:
    """Return the bids to a fund, the latest first."""
    return list(fund.bids.select_related("organisation", "ward"))


def follows(fund: OutsideFund, user: User) -> bool:
    """Say whether somebody is reminded before a fund closes."""
    return fund.followers.filter(user=user).exists()


@dataclass(frozen=True)
class FundReminder:
    """Somebody to remind of a fund, so many days before it closes."""

    follow: OutsideFollow
    days: int


def reminders_due_of_funds(on: dt.date) -> list[FundReminder]:
    """Return whom to remind on a day. A day without work is caught up on: each reminder is sent once, the nearest."""
    last = on + dt.timedelta(days=SOON)
    rows = OutsideFollow.objects.filter(fund__closes_on__range=(on, last), user__is_active=True)
    rows = rows.filter(Q(fund__ended_on=None) | Q(fund__ended_on__gt=on)).select_related("fund", "user")
    found = []
    for row in rows.order_by("fund__closes_on", "pk"):
        assert row.fund.closes_on is not None
        left = (row.fund.closes_on - on).days
        days = min(day for day in REMIND_BEFORE if left <= day)
        if row.reminded_for != row.fund.closes_on or (row.reminded_days or SOON + 1) > days:
            found.append(FundReminder(row, days))
    return found
