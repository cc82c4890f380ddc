"""The alerts of money that is left: by which rule they go out, whom they would reach today, and who was told."""

import datetime as dt
from dataclasses import dataclass

from wapentake.design.pictures import Column, Row, Table
from wapentake.design.words import brief_date, count_of
from wapentake.foundation.calendars import FinancialYear, london_date, long_date, short_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import AlertRule
from ..rules import LAST

SHOWN = 200


@dataclass(frozen=True)
class AlertsPage:
    year: FinancialYear
    lede: str
    rule: str
    source: str
    left: Table
    sent: Table


def alerts_page(roles: Roles) -> AlertsPage:
    """Return the alerts of the year that a day falls in."""
    year, rule = FinancialYear.of(roles.on), queries.alert_rule(roles.on)
    found = rules.deadlines(roles.on)
    return AlertsPage(
        year=year,
        lede=_lede(found, rule, roles.on),
        rule=_words(rule, year) if rule else "The council has no rule: no alerts go out.",
        source=f"{rule.source.rstrip('.')}. In force since {long_date(rule.from_date)}." if rule else "",
        left=_left(found),
        sent=_sent(year),
    )


def _words(rule: AlertRule, year: FinancialYear) -> str:
    begins = short_date(rules.alerts_begin(rule, year))
    return (
        f"From {begins} a councillor to whom money is left is written to once a month, and once more "
        f"{count_of(rule.last_days, 'day')} before the last day to decide. Their desk says it too."
    )


def _lede(found: list[rules.Deadline], rule: AlertRule | None, on: dt.date) -> str:
    if rule is None or on < rules.alerts_begin(rule, FinancialYear.of(on)):
        return "Alerts have not begun this year."
    if not found:
        return "Nothing is left to anybody whose last day is still to come."
    return f"{count_of(len(found), 'councillor')} can still award money. The last day is named with each."


def _left(found: list[rules.Deadline]) -> Table:
    columns = [Column("Councillor"), Column("Own money left", numeric=True), Column("Shared money left", numeric=True),
               Column("Would lapse", numeric=True), Column("Decide by")]  # fmt: skip
    rows = [
        Row([
            str(one.councillor),
            pounds(sum(line.left for line in one.lines if line.fund.holder_kind == "councillor")),
            pounds(sum(line.left for line in one.lines if line.fund.holder_kind != "councillor")),
            pounds(sum(line.lapses for line in one.lines)), brief_date(one.last_day),
        ])
        for one in found
    ]  # fmt: skip
    return Table("What is left to whom", columns, rows, empty="Nothing is left to anybody now.")


def _sent(year: FinancialYear) -> Table:
    columns = [Column("Councillor"), Column("Told on"), Column("Left then", numeric=True), Column("Which")]
    rows = [
        Row([
            str(one.councillor), brief_date(london_date(one.at)), pounds(one.pence),
            "The last" if one.period == LAST else f"Month {one.period + 1}",
        ])
        for one in queries.alerts_sent(year)[:SHOWN]
    ]  # fmt: skip
    return Table("Who was told this year", columns, rows, empty="Nobody was told yet this year.")
