"""A cluster of wards in public: which wards it is made of, the money that it holds, and what it awarded this year."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Column, FundLine, Link, Row, Table, share_scale
from wapentake.design.words import count_of
from wapentake.foundation.calendars import DAY, FinancialYear, long_date, start_of_day
from wapentake.foundation.money import pounds, pounds_short
from wapentake.places.models import Cluster
from wapentake.places.queries import wards_in_cluster

from .. import queries
from ..queries.cancellations import released
from ..rules.clusters import VOTERS
from .cancellations import kept_of
from .money import line_of, ward_href


@dataclass(frozen=True)
class ClusterPage:
    """`until` is when the next year begins. `ended` says so of a cluster that works together no longer."""

    cluster: Cluster
    year: FinancialYear
    ended: str
    wards: list[tuple[str, str]]
    lede: str
    funds: list[FundLine]
    note: str
    awards: Table
    refs: set[str]
    until: dt.datetime


def cluster_paths(on: dt.date) -> list[str]:
    """Return the address of every cluster that has begun."""
    slugs = Cluster.objects.filter(from_date__lte=on).order_by("slug").values_list("slug", flat=True)
    return [reverse("funding:cluster", args=[slug]) for slug in slugs]


def cluster_page(slug: str, on: dt.date) -> ClusterPage | None:
    """Return a cluster's page on a day, or nothing where none of that name has begun."""
    cluster = Cluster.objects.filter(slug=slug, from_date__lte=on).first()
    if cluster is None:
        return None
    year, over = FinancialYear.of(on), cluster.to_date is not None and cluster.to_date <= on
    last = cluster.to_date - DAY if cluster.to_date is not None and over else on
    wards = wards_in_cluster(cluster, last)
    rows: list[Any] = list(queries.awards(year=year).filter(cluster=cluster).annotate(cancelled_pence=released()))
    pots = [pot for pot in queries.pots(year, cluster=cluster) if pot.allotted]
    return ClusterPage(
        cluster=cluster,
        year=year,
        ended=f"It worked together until {long_date(last)}." if over else "",
        wards=[(ward.name, ward_href(ward, on)) for ward in wards],
        lede=_lede(rows, sum(pot.left for pot in pots), bool(pots)),
        funds=share_scale([line_of(pot) for pot in pots]),
        note=VOTERS,
        awards=_table(rows, year),
        refs={cluster.ref, "council:all", *(ward.ref for ward in wards)},
        until=start_of_day(dt.date(year.starts_in + 1, 4, 1)),
    )


def _lede(rows: list[Any], left: int, holds: bool) -> str:
    if not holds:
        return "It holds no money of its own this year."
    spent = f"{count_of(len(rows), 'award')}, {pounds(sum(kept_of(row) for row in rows))} in all"
    return f"{spent if rows else 'Nothing has been awarded yet this year'}. {pounds_short(left)} is left to award."


def _table(rows: list[Any], year: FinancialYear) -> Table:
    columns = [Column("Awarded to"), Column("Ward"), Column("Fund"), Column("Amount", numeric=True), Column("Date")]
    found = [
        Row(
            [
                Link(f"{queries.payee_of(row).name}: {row.title}", reverse("funding:award", args=[row.reference])),
                row.ward.name,
                row.fund.name,
                pounds(kept_of(row)),
                long_date(row.decided_on) if row.decided_on else "",
            ]
        )
        for row in rows
    ]
    empty = "No awards yet this year."
    return Table(f"Awards of {year.label}, newest first", columns, found, empty=empty)
