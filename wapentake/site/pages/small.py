"""Pages of words: how it works, open data, who can sign in to the demonstration."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import FinancialYear, long_date, months_after
from wapentake.foundation.models import AuditDigest
from wapentake.funding.queries.infrastructure import levy_years
from wapentake.funding.queries.statement import statement_years
from wapentake.office.models import SevenRole
from wapentake.office.queries import publicity_rule
from wapentake.office.states import HeldPart
from wapentake.places.queries import wards_on
from wapentake.site.readers import CastMember, cast

from .lines import NUMBERS

DIGESTS_SHOWN = 60
# The accessibility statement: the regulations of 2018 ask for a review at least once a year. What was looked at, and
# what came of it, is written by the journeys (tests/journeys/results.py).
RESULTS = Path(__file__).resolve().parents[1] / "data" / "accessibility.json"
REVIEW_MONTHS = 12


@dataclass(frozen=True)
class HowPage:
    """What the page about neighbourhood working says."""

    council: str
    wards: int
    members: str
    roles: list[tuple[str, str]]
    held_parts: list[str]
    held_source: str


def how_page(on: dt.date) -> HowPage:
    """Return the explanation, with the seven roles as the council keeps them."""
    roles = [(role.name, role.meaning) for role in SevenRole.objects.all()]
    wards = list(wards_on(on))
    members = _members({ward.seats for ward in wards if ward.seats})
    rule = publicity_rule(on)
    parts = [HeldPart(part).label for part in (rule.parts if rule else HeldPart.values)]
    return HowPage(settings.WAPENTAKE_COUNCIL, len(wards), members, roles, parts, f"{rule.source}." if rule else "")


def _members(seats: set[int]) -> str:
    """Say how many councillors a ward has, from the wards' seats: `Two or three councillors speak for each.`"""
    if not seats:
        return "Their councillors speak for them."
    words = [NUMBERS[number] if number < len(NUMBERS) else str(number) for number in sorted(seats)]
    said = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    one = seats == {1}
    return f"{said.capitalize()} councillor{' speaks' if one else 's speak'} for each."


@dataclass(frozen=True)
class StatementPage:
    """What the accessibility statement says: what was looked at, what is known not to comply, what was not done.

    `runs` are (in which way, on how many pages, on which day). `overdue` says that its review is late.
    """

    contact: str
    runs: list[tuple[str, int, dt.date]]
    known: list[str]
    not_done: list[str]
    prepared: dt.date
    reviewed: dt.date
    next_review: dt.date
    overdue: bool


def statement_page(on: dt.date) -> StatementPage:
    """Return the accessibility statement, from the results that the tests wrote."""
    told = json.loads(RESULTS.read_text(encoding="utf-8"))
    prepared, reviewed = (dt.date.fromisoformat(told[name]) for name in ("prepared", "reviewed"))
    review = months_after(reviewed, REVIEW_MONTHS)
    return StatementPage(
        contact=settings.WAPENTAKE_CONTACT_EMAIL,
        runs=[(run["said"], run["pages"], dt.date.fromisoformat(run["on"])) for run in told["runs"]],
        known=told["known"],
        not_done=told["not_done"],
        prepared=prepared,
        reviewed=reviewed,
        next_review=review,
        overdue=on > review,
    )


@dataclass(frozen=True)
class OpenDataPage:
    """The data sets, and the audit's published digests."""

    sets: Table
    years: Table
    digests: Table


def open_data_page(on: dt.date) -> OpenDataPage:
    """Return every data set that there is, with its address and format."""
    digests = [
        Row([long_date(row.day), f"{row.heads:,}", bytes(row.digest).hex()])
        for row in AuditDigest.objects.order_by("-day")[:DIGESTS_SHOWN]
    ]
    digest_columns = [Column("Day"), Column("Chains that moved", numeric=True), Column("Digest (SHA-256)")]
    return OpenDataPage(
        _sets(FinancialYear.of(on)),
        _statements(),
        Table("Daily digests", digest_columns, digests, hidden_caption=True),
    )


def _of_plans() -> Row:
    what = "Every priority that stands, with the themes, aims and outcomes that it names."
    return Row([Link("What the wards work on", reverse("plans:borough_csv")), "CSV", what])


def _sets(year: FinancialYear) -> Table:
    awards = Link(f"Awards of {year.label}", reverse("funding:awards_csv", args=[year.starts_in]), about="(CSV)")
    levies = [
        Link(f"Levy of {each.label}", reverse("funding:infrastructure_file", args=[each, "csv"]), about="(CSV)")
        for each in levy_years()[:1]
    ]
    of_levy = "The infrastructure funding statement: receipts, spending and what is unspent, by ward and parish."
    by_page = "Every award, by ward, fund, year and organisation, page by page."
    described = Link("The API’s description", "/api/openapi.json", about="(JSON)")
    rows = [
        Row([awards, "CSV", "One row an award, with the Transparency Code’s fields."]),
        Row([Link("Awards", "/api/awards"), "JSON", by_page]),
        *(Row([levy, "CSV", of_levy]) for levy in levies),
        _of_plans(),
        Row([Link("Wards", "/api/wards"), "JSON", "Names, GSS codes, localities and councillors."]),
        Row([described, "OpenAPI 3.1", "Wards by postcode, point and code; awards."]),
    ]
    columns = [Column("What"), Column("Format"), Column("What is in it")]
    return Table("Data sets", columns, rows, hidden_caption=True)


def _statements() -> Table:
    """Return every year's statement and grants, in each form that machines read."""
    forms = (
        ("Every award", "csv", "CSV"),
        ("Grants, Transparency Code", "transparency.csv", "CSV"),
        ("Grants, 360Giving", "360giving.json", "JSON"),
        ("Grants, 360Giving as a table", "360giving.csv", "CSV"),
    )
    rows = [
        Row([
            Link(f"Statement {year.label}", reverse("funding:statement", args=[year])),
            *(_file_of(year, head, kind, form) for head, kind, form in forms),
        ])
        for year in statement_years()
    ]  # fmt: skip
    columns = [Column("Year"), *(Column(head) for head, _, _ in forms)]
    return Table("Money, year by year", columns, rows, empty="No money has been allotted yet.")


def _file_of(year: FinancialYear, head: str, kind: str, form: str) -> Link:
    href = reverse("funding:statement_file", args=[year, kind])
    return Link(form, href, about=f"{year.label}: {head[:1].lower()}{head[1:]}")


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
