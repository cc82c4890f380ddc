"""What a group said about selling, and what the council awarded it in three financial years."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Sum

from wapentake.foundation.calendars import FinancialYear
from wapentake.organisations.queries import same_bodies

from ..models import Application, Entry, Particulars
from ..states import BACK, ApplicationState

YEARS = 3  # this financial year and the two before: Subsidy Control Act 2022, section 36(1)


@dataclass(frozen=True)
class OwnAwards:
    """What the council awarded to a group besides, less what came back, in pence; `count` awards since `since`."""

    pence: int
    count: int
    since: dt.date


def told_selling(application: Application) -> bool | None:
    """Return whether a group said that it sells goods or services; nothing where it was not asked."""
    return Particulars.objects.filter(application=application).values_list("sells", flat=True).first()


def own_awards(application: Application, on: dt.date) -> OwnAwards:
    """Return what else the group was awarded in the financial year of a day and the two before, under any name."""
    body = application.organisation
    first = FinancialYear(FinancialYear.of(on).starts_in - YEARS + 1)
    rows = Application.objects.filter(
        organisation__in=same_bodies([body])[body.pk], year__gte=first.starts_in,
        state__in=(ApplicationState.APPROVED, ApplicationState.PAID),
    ).exclude(pk=application.pk)  # fmt: skip
    given = dict(rows.values_list("pk", "pence"))
    back = Entry.objects.filter(transfer__application__in=given, account__stage__in=BACK).aggregate(Sum("pence"))
    return OwnAwards(sum(given.values()) - (back["pence__sum"] or 0), len(given), first.start)
