"""A fund's dated rules and the wards' figures: written down with their source, never changed behind anybody's back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import DAY, FinancialYear, london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.people.models import User
from wapentake.places.models import Ward

from .. import rules
from ..models import Fund, FundRule, WardFigure
from ..rules.clusters import amount_fits
from ..states import FigureKind
from ..states.fund_rules import BadRule, read_rule
from .funds import BOROUGH


@transaction.atomic
def set_rule(
    fund: Fund, key: str, value: Any, *, text: str, source: str, from_date: dt.date, by: User, at: dt.datetime
) -> FundRule:
    """Write down a rule that is in force from a day on; the one before it ends then. Returns the new row.

    Asked again with the same, it returns what is there. Raises `Refused` for a value that cannot be read, without words
    or source, or before a rule that has begun later: what was in force is not rewritten.
    """
    Fund.objects.select_for_update().get(pk=fund.pk)
    rules.may_set_rule(roles_of(by, london_date(at)), fund, key, from_date).demand()
    try:
        read_rule(key, value)
    except BadRule as wrong:
        raise Refused(str(wrong)) from None
    if key == "amount":
        amount_fits(fund.holder_kind, value).demand()
    if not text.strip() or not source.strip():
        raise Refused("Give the rule in words, and where it is laid down: both are shown to its users.")
    standing = FundRule.objects.filter(fund=fund, key=key)
    same = standing.filter(from_date=from_date, value=value, text=text, source=source).first()
    if same is not None:
        return same
    standing.filter(from_date=from_date, from_date__gt=london_date(at)).delete()
    standing.on(from_date).update(to_date=from_date)
    made = FundRule.objects.create(fund=fund, key=key, value=value, text=text, source=source, from_date=from_date)
    facts = {"rule": key, "value": value, "text": text, "source": source, "from": from_date.isoformat()}
    audit.record(f"fund:{fund.key}", "rule set", by=by, at=at, facts=facts)
    touch([f"fund:{fund.key}", BOROUGH])
    return made


@transaction.atomic
def end_rule(fund: Fund, key: str, *, last_day: dt.date, reason: str, by: User, at: dt.datetime) -> None:
    """Let a rule end with a day, with nothing in its place."""
    Fund.objects.select_for_update().get(pk=fund.pk)
    rules.may_end_rule(roles_of(by, london_date(at)), fund, key, last_day).demand()
    FundRule.objects.on(last_day).filter(fund=fund, key=key).update(to_date=last_day + DAY)
    facts = {"rule": key, "last day": last_day.isoformat(), "reason": reason}
    audit.record(f"fund:{fund.key}", "rule ended", by=by, at=at, facts=facts)
    touch([f"fund:{fund.key}", BOROUGH])


@transaction.atomic
def set_figures(
    fund: Fund,
    year: FinancialYear,
    kind: FigureKind,
    numbers: Mapping[Ward, int],
    *,
    source: str,
    by: User,
    at: dt.datetime,
) -> None:
    """Write down what is known of every ward for a fund's year: homes, or pence of levy or added. All at once.

    A ward that is not named has none. Raises `Refused` once the year's money is allotted: it rests on them.
    """
    Fund.objects.select_for_update().get(pk=fund.pk)
    rules.may_set_figures(roles_of(by, london_date(at)), fund, year).demand()
    if not source.strip():
        raise Refused("Say where the figures come from.")
    if any(number < 0 for number in numbers.values()):
        raise Refused("Give whole numbers, none below nought.")
    WardFigure.objects.filter(fund=fund, year=year.starts_in, kind=kind).delete()
    WardFigure.objects.bulk_create(
        WardFigure(fund=fund, year=year.starts_in, ward=ward, kind=kind, number=number, source=source)
        for ward, number in numbers.items()
    )
    told = {
        "year": year.starts_in, "kind": str(kind), "source": source,
        "numbers": {ward.code: number for ward, number in numbers.items()},
    }  # fmt: skip
    audit.record(f"fund:{fund.key}", "figures set", by=by, at=at, facts=told)
    touch([f"fund:{fund.key}"])
