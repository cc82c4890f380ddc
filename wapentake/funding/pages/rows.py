"""The awards that a figure of a statement is the sum of: a list for whoever follows a figure."""

import datetime as dt
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Pages, Row, Table
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.organisations.states import Sector
from wapentake.places.models import Cluster

from ..models import Entry, Fund
from ..queries.statement import SPENT, Line, Narrowed, awarded_in, line_of, wards_in, with_money
from .statement import SECTORS, TOTAL, rows_href, statement_href

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class RowsPage:
    """Some awards of a year, a hundred a page, with the sum of all of them."""

    year: FinancialYear
    title: str
    lede: str
    table: Table
    pages: Pages
    chips: list[tuple[str, str]]
    crumbs: list[tuple[str, str]]


def rows_page(year: FinancialYear, only: Narrowed, page: int) -> RowsPage | None:
    """Return a page of the awards that are asked for, or nothing for a year, ward, fund or page that is not there."""
    names = _names(year, only)
    if names is None:
        return None
    found = awarded_in(year, only)
    sums = Entry.objects.filter(transfer__application__in=found, account__stage__in=SPENT).aggregate(
        pence=Sum("pence", default=0), awards=Count("transfer__application", distinct=True)
    )
    paginator = Paginator(with_money(found).order_by("decided_on", "pk"), ROWS_A_PAGE)
    paginator.count = sums["awards"]  # counted above, with the sum
    if not 1 <= page <= paginator.num_pages:
        return None
    awards = f"{sums['awards']:,} award{'' if sums['awards'] == 1 else 's'}"
    kept = {"ward": only.slug, "cluster": only.cluster, "sector": only.sector, "fund": only.fund}
    kept |= {"part": TOTAL if only.main else ""}
    return RowsPage(
        year=year,
        title=f"Awards in {year.label}",
        lede=f"{awards}, {pounds(sums['pence'])}.",
        table=_table([line_of(row) for row in paginator.page(page)]),
        pages=Pages(page, paginator.num_pages, _numbered(rows_href(year, **kept))),
        chips=[(names[name], rows_href(year, **{**kept, name: ""})) for name in kept if kept[name]],
        crumbs=[("Money", reverse("funding:money")), (f"Statement {year.label}", statement_href(year))],
    )


def _names(year: FinancialYear, only: Narrowed) -> dict[str, str] | None:
    """Return what the list is narrowed to in words, or nothing where one of it does not exist."""
    ward = wards_in(year).filter(slug=only.slug).first() if only.slug else {"called": ""}
    fund = Fund.objects.filter(key=only.fund).first() if only.fund else None
    cluster = Cluster.objects.filter(slug=only.cluster).first() if only.cluster else None
    if (
        (only.cluster and cluster is None)
        or ward is None
        or (only.fund and fund is None)
        or (only.sector and only.sector not in Sector.values)
    ):
        return None
    sector = SECTORS[Sector(only.sector)] if only.sector else ""
    named = {"ward": str(ward["called"]), "cluster": f"Held by {cluster}", "fund": str(fund or ""), "sector": sector}
    return named | {"part": "In the statement’s total"}


def _numbered(href: str) -> str:
    return f"{href}{'&' if '?' in href else '?'}page={{}}"


def _table(rows: list[Line]) -> Table:
    columns = [
        Column("Project"), Column("Paid to"), Column("Ward"), Column("Fund"), Column("Date"),
        Column("Amount", numeric=True),
    ]  # fmt: skip
    found = [
        Row([
            Link(row.title, reverse("funding:award", args=[row.reference]), row.so_far), row.recipient,
            row.ward, _fund(row), row.awarded_on and _day(row.awarded_on), pounds(row.pence),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Awards", columns, found, empty="No awards match.")


def _fund(row: Line) -> str:
    return f"{row.fund.name} ({row.held_by})" if row.held_by else row.fund.name


def _day(text: str) -> str:
    return long_date(dt.date.fromisoformat(text))
