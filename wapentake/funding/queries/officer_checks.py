"""A fund's checks on a day, and what officers have ticked of them."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from ..models import Application, Fund, FundCheck, OfficerCheck


def checks_of(fund: Fund, on: dt.date) -> list[FundCheck]:
    """Return what officers check on a day before an award of a fund is approved, in the fund's order."""
    return list(FundCheck.objects.on(on).filter(fund=fund))


def every_check_of(fund: Fund) -> list[FundCheck]:
    """Return every check that a fund has, had or will have, the newest of each last."""
    return list(FundCheck.objects.filter(fund=fund).order_by("position", "key", "from_date"))


def ticked(application: Application) -> QuerySet[OfficerCheck]:
    """Return what is ticked on an application and was not undone, in the fund's order."""
    return OfficerCheck.objects.filter(application=application, undone_at=None).select_related("check_of", "by")


def unticked(application: Application, on: dt.date) -> list[FundCheck]:
    """Return the checks of an application's fund that nobody has ticked."""
    done = set(ticked(application).values_list("check_of", flat=True))
    return [one for one in checks_of(application.fund, on) if one.pk not in done]


def count_unticked(rows: Iterable[Application], on: dt.date) -> dict[int, int]:
    """Return how many checks are still to be ticked on applications, by their keys. Two queries for any number."""
    rows = list(rows)
    checks: dict[int, set[int]] = {}
    wanted = FundCheck.objects.on(on).filter(fund__in={row.fund_id for row in rows})
    for fund, key in wanted.values_list("fund", "pk"):
        checks.setdefault(fund, set()).add(key)
    done: dict[int, set[int]] = {}
    found = OfficerCheck.objects.filter(application__in=[row.pk for row in rows], undone_at=None).order_by()
    for application, key in found.values_list("application", "check_of"):
        done.setdefault(application, set()).add(key)
    return {row.pk: len(checks.get(row.fund_id, set()) - done.get(row.pk, set())) for row in rows}
