"""Pages of words: how it works, open data, who can sign in to the demonstration."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.models import AuditDigest
from wapentake.funding.queries.statement import statement_years
from wapentake.office.models import SevenRole
from wapentake.places.queries import wards_on
from wapentake.site.readers import CastMember, cast

DIGESTS_SHOWN = 60


@dataclass(frozen=True)
class HowPage:
    """What the page about neighbourhood working says."""

    council: str
    wards: int
    roles: list[tuple[str, str]]


def how_page(on: dt.date) -> HowPage:
    """Return the explanation, with the seven roles as the council keeps them."""
    roles = [(role.name, role.meaning) for role in SevenRole.objects.all()]
    return HowPage(settings.WAPENTAKE_COUNCIL, wards_on(on).count(), roles)


@dataclass(frozen=True)
class OpenDataPage:
    """The data sets, and the audit's published digests."""

    sets: Table
    digests: Table


def open_data_page(on: dt.date) -> OpenDataPage:
    """Return every data set that there is, with its address and format."""
    year = FinancialYear.of(on)
    awards = reverse("funding:awards_csv", args=[year.starts_in])
    sets = [
        Row([Link("Awards of " + year.label, awards), "CSV", "One row an award, with the Transparency Code’s fields."]),
        *(row for each in statement_years() for row in _statement_files(each)),
        Row(
            [Link("Awards", "/api/awards"), "JSON", "Every award, by ward, fund, year and organisation, page by page."]
        ),
        Row([Link("Wards", "/api/wards"), "JSON", "Names, GSS codes, localities and councillors."]),
        Row(
            [
                Link("The API’s description", "/api/openapi.json"),
                "OpenAPI 3.1",
                "Wards by postcode, point and code; awards.",
            ]
        ),
    ]
    columns = [Column("What"), Column("Format"), Column("What is in it")]
    digests = [
        Row([long_date(row.day), f"{row.heads:,}", bytes(row.digest).hex()])
        for row in AuditDigest.objects.order_by("-day")[:DIGESTS_SHOWN]
    ]
    digest_columns = [Column("Day"), Column("Chains that moved", numeric=True), Column("Digest (SHA-256)")]
    return OpenDataPage(
        Table("Data sets", columns, sets, hidden_caption=True),
        Table("Daily digests", digest_columns, digests, hidden_caption=True),
    )


def _statement_files(year: FinancialYear) -> list[Row]:
    """Return a year's statement and its grants, in each form that machines read."""
    files = (
        (
            "Statement {}",
            "csv",
            "CSV",
            "Every award: project, sector, fund, priority, amount. Also as XLSX, ODS and PDF.",
        ),
        (
            "Grants of {}, Transparency Code",
            "transparency.csv",
            "CSV",
            "Grants to voluntary bodies, with the Code’s fields.",
        ),
        ("Grants of {}, 360Giving", "360giving.json", "JSON", "Grants in the 360Giving Data Standard 1.4."),
        ("Grants of {}, 360Giving as a table", "360giving.csv", "CSV", "The same in 360Giving’s columns."),
    )
    return [
        Row([Link(name.format(year.label), reverse("funding:statement_file", args=[year, kind])), form, what])
        for name, kind, form, what in files
    ]


@dataclass(frozen=True)
class DemoPage:
    """The cast by what they are."""

    groups: list[tuple[str, list[CastMember]]]


def demo_page() -> DemoPage:
    """Return everybody who can be signed in as, in the cast's order."""
    groups: dict[str, list[CastMember]] = {}
    for member in cast():
        groups.setdefault(member.group, []).append(member)
    return DemoPage(list(groups.items()))
