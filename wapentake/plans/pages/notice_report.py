"""How services keep it: days of warning, late notices, acknowledgements and answers, service by service."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, NavLink, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import MunicipalYear, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .. import queries, rules
from ..models import NoticeRule
from .service_notices import rule_words

YEARS_BACK = 3


@dataclass(frozen=True)
class ServiceLine:
    """A service's notices of a year. `median` is in days of warning; the shares are parts of a whole."""

    name: str
    notices: int
    late: int
    median: float
    told: int
    acknowledged: int
    asked: int
    waiting: int


@dataclass(frozen=True)
class NoticeReport:
    """The report of a year."""

    title: str
    views: list[NavLink]
    table: Table
    csv_href: str
    rule: str


def service_lines(year: MunicipalYear) -> list[ServiceLine]:
    """Return how each service kept it with what began in a year. Three queries."""
    start, end = year.start, year.end
    acknowledged, answers = queries.acknowledged_by_service(start, end), queries.answers_by_service(start, end)
    return [
        ServiceLine(
            row["service__name"], row["notices"], row["late"], row["median"] / dt.timedelta(days=1),
            *acknowledged.get(row["service"], (0, 0)), *answers.get(row["service"], (0, 0)),
        )
        for row in queries.warnings_by_service(start, end)
    ]  # fmt: skip


def report_year(asked: str, on: dt.date) -> MunicipalYear:
    """Return the year that was asked for by its first year, or the one that runs."""
    years = {str(year.starts_in): year for year in _years(on)}
    return years.get(asked, MunicipalYear.of(on))


def _years(on: dt.date) -> list[MunicipalYear]:
    now = MunicipalYear.of(on).starts_in
    return [MunicipalYear(now - back) for back in range(YEARS_BACK)]


def notice_report(roles: Roles, asked: str) -> NoticeReport:
    """Gather the report of the year that was asked for."""
    year = report_year(asked, roles.on)
    href = reverse("plans:notice_report")
    return NoticeReport(
        title=f"Warning that services gave, {year.label}",
        views=[NavLink(one.label, f"{href}?year={one.starts_in}", one == year) for one in _years(roles.on)],
        table=_report_table(service_lines(year), year),
        csv_href=f"{reverse('plans:notice_report_csv')}?year={year.starts_in}",
        rule=rule_words(queries.notice_rule_on(roles.on)),
    )


def _report_table(lines: list[ServiceLine], year: MunicipalYear) -> Table:
    columns = [
        Column("Service"), Column("Notices", numeric=True), Column("Told late", numeric=True),
        Column("Warning, median"), Column("Acknowledged"), Column("Questions"),
    ]  # fmt: skip
    rows = [Row([one.name, one.notices, one.late, days_words(one.median), _share(one), _answers(one)]) for one in lines]
    empty = f"No notice of anything that begins between {long_date(year.start)} and {long_date(year.end)} was given."
    return Table("Service by service", columns, rows, empty=empty)


def days_words(days: float) -> str:
    """Return a median of days in words, halves too."""
    return f"{days:g} {'day' if days == 1 else 'days'}"


def _share(line: ServiceLine) -> str:
    return f"{round(100 * line.acknowledged / line.told)} % ({line.acknowledged} of {line.told})" if line.told else "–"


def _answers(line: ServiceLine) -> str:
    if not line.asked:
        return "None"
    return f"{line.asked}, {line.waiting} not answered yet" if line.waiting else f"{line.asked}, all answered"


@dataclass(frozen=True)
class NoticeRulesPage:
    """The rules of warning and answers so far, and whether this person may set one."""

    table: Table
    verdict: Verdict


def notice_rules_page(roles: Roles) -> NoticeRulesPage:
    """Gather the rules, newest first, each with its source."""
    columns = [Column("From"), Column("Warning"), Column("Answer within"), Column("Decided")]
    rows = [Row(_rule_cells(one)) for one in queries.notice_rules()]
    table = Table("How long a warning and an answer take", columns, rows, empty="No rule has been set yet.")
    return NoticeRulesPage(table, rules.may_keep_notice_rule(roles))


def _rule_cells(rule: NoticeRule) -> list[str]:
    warning, answer = rule.days_of_warning, rule.days_to_answer
    days = [count_of(number, "working day") for number in (warning, answer)]
    return [long_date(rule.from_date), *days, rule.source]
