"""The index of open data: every data set that anybody may take, made from one register.

Whatever answers without sign-in and is no page must be in it, or in NOT_DATA with its reason: a test compares both
with every address of the program.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Said, Table
from wapentake.foundation.calendars import DAY, FinancialYear, london_date, long_date, start_of_day
from wapentake.funding.queries.infrastructure import levy_years
from wapentake.funding.queries.statement import statement_years
from wapentake.publishing.queries import measured_files

LICENCE = ("Open Government Licence v3.0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
TYPES = {
    "CSV": "text/csv", "JSON": "application/json", "iCalendar": "text/calendar",
    "Atom": "application/atom+xml", "PDF": "application/pdf",
    "Excel": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "OpenDocument": "application/vnd.oasis.opendocument.spreadsheet", "JSON-LD": "application/ld+json",
    "XML": "application/xml",
}  # fmt: skip
# Addresses of a statement's files: how each ends, its format, and what is in it.
STATEMENT_FILES = (
    ("csv", "CSV", "Every award, a row each"),
    ("xlsx", "Excel", "Every award, with sums"),
    ("ods", "OpenDocument", "Every award, with sums"),
    ("pdf", "PDF", "The statement to print"),
    ("used.csv", "CSV", "How capital and revenue were used"),
    ("transparency.csv", "CSV", "Grants to voluntary bodies, as the Transparency Code asks"),
    ("360giving.json", "JSON", "Grants, 360Giving Data Standard 1.4"),
    ("360giving.csv", "CSV", "Grants, 360Giving as a table"),
)
LEVY_FILES = (("csv", "CSV", "Receipts, spending and what is unspent"), ("schedule.csv", "CSV", "The schedule"))
# What answers for each ward under an address like the one named, and is listed once.
OF_EACH_WARD = (
    ("evidence:profile_csv", "The figures of a ward", "CSV", "Every indicator and period of one ward."),
    ("publishing:ward_feed", "News of a ward", "Atom", "The newest items about one ward."),
    ("publishing:ward_archive_feed", "Bulletins of a ward", "Atom", "The bulletins of one ward that were sent."),
    ("publishing:ward_events_ics", "Events of a ward", "iCalendar", "What is on in one ward, for a calendar."),
    ("site:ward_priorities_feed", "Progress in a ward", "Atom", "What came of one ward’s priorities."),
    ("site:ward_asked_feed", "Have your say in a ward", "Atom", "What residents of one ward are asked."),
    ("funding:ward_statement_file", "Statement of a ward", "CSV, Excel, OpenDocument, PDF", "One ward’s awards."),
)
NAMES = {
    "publishing:archive_feed", "publishing:events_ics", "publishing:ward_archive_feed", "publishing:ward_events_ics",
    "evidence:profile_csv", "funding:awards_csv", "funding:infrastructure_file", "funding:other_funds_csv",
    "funding:statement_file", "funding:ward_statement_file", "plans:borough_csv", "publishing:feed",
    "publishing:ward_feed", "site:data_catalogue", "site:sitemap", "site:ward_asked_feed",
    "site:ward_priorities_feed",
    "api:awards", "api:indicators", "api:openapi-json", "api:readings", "api:ward", "api:wards",
}  # fmt: skip
NOT_DATA = {
    "api:api-root": "it only says what the API is",
    "api:point": "an answer to one question",
    "api:postcode": "an answer to one question",
    "design:brand": "the style of the pages",
    "design:logo": "the council’s own mark",
    "evidence:profile_pdf": "a page to print",
    "funding:offer_pdf": "one group’s own letter",
    "publishing:event_ics": "one event, for somebody’s own calendar",
    "publishing:photo": "a picture in a page",
    "publishing:seen": "the mark in a mail of who agreed to be counted",
    "site:healthz": "whether the program is up",
    "site:one_page_pdf": "a page to print",
    "site:readyz": "whether the program is up",
    "site:robots": "for search engines",
}


@dataclass(frozen=True)
class DataSet:
    """Something that may be taken. `period` is what it is about; `each` says that there is one for every ward."""

    title: str
    what: str
    format: str
    period: str
    href: str
    each: bool = False

    @property
    def group(self) -> str:
        """Under which heading it stands."""
        if self.each:
            return "For each ward"
        if self.href.startswith("/api/"):
            return "For programs"
        return f"Money of {self.period}" if re.match(r"\d{4}/", self.period) else "Plans, news and pages"


@dataclass(frozen=True)
class DataPage:
    """Every data set, with its size and when it last changed, and until when the page is right."""

    tables: list[tuple[str, Table]]
    count: int
    catalogue: str
    valid_until: dt.datetime


def data_sets(on: dt.date) -> Iterator[DataSet]:
    """Yield every data set of a day."""
    now, year = "As it stands", FinancialYear.of(on)
    yield DataSet("Awards of the year", "One row an award, with the Transparency Code’s fields.", "CSV", year.label,
                  reverse("funding:awards_csv", args=[year.starts_in]))  # fmt: skip
    for each in statement_years():
        for kind, form, what in STATEMENT_FILES:
            href = reverse("funding:statement_file", args=[each, kind])
            yield DataSet(f"Ward budgets of {each.label}", f"{what}.", form, each.label, href)
    for each in levy_years():
        for kind, form, what in LEVY_FILES:
            href = reverse("funding:infrastructure_file", args=[each, kind])
            yield DataSet(f"Infrastructure levy of {each.label}", f"{what}.", form, each.label, href)
    yield DataSet("Other funds", "Money from elsewhere that the wards bid for.", "CSV", now,
                  reverse("funding:other_funds_csv"))  # fmt: skip
    yield DataSet("What the wards work on", "Every priority, with the themes and aims that it names.", "CSV", now,
                  reverse("plans:borough_csv"))  # fmt: skip
    archive = reverse("publishing:archive_feed")
    yield DataSet("Bulletins", "The bulletins that were sent.", "Atom", now, archive)
    yield DataSet("News", "The newest items of every ward.", "Atom", now, reverse("publishing:feed"))
    yield DataSet(
        "Events", "What is on in every ward, for a calendar.", "iCalendar", now, reverse("publishing:events_ics")
    )
    yield from _of_the_api()
    yield DataSet("Every public page", "The addresses of all pages.", "XML", now, reverse("site:sitemap"))
    yield DataSet("This index", "All of this as a DCAT catalogue.", "JSON-LD", now, reverse("site:data_catalogue"))
    for name, title, form, what in OF_EACH_WARD:
        yield DataSet(title, what, form, now, _of_a_ward(name, year), each=True)


def _of_the_api() -> Iterator[DataSet]:
    now = "As it stands"
    yield DataSet("Wards", "Names, GSS codes, localities and councillors.", "JSON", now, "/api/wards")
    yield DataSet("Awards, page by page", "By ward, fund, year and organisation.", "JSON", "Every year", "/api/awards")
    yield DataSet("Indicators", "What is measured, with its sources and periods.", "JSON", now, "/api/indicators")
    yield DataSet("Readings", "The figures of an indicator, ward by ward: add ?indicator= and a key.", "JSON", now,
                  "/api/readings")  # fmt: skip
    yield DataSet("The API’s description", "OpenAPI 3.1.", "JSON", now, "/api/openapi.json")


def _of_a_ward(name: str, year: FinancialYear) -> str:
    args = ["WARD", year, "csv"] if name == "funding:ward_statement_file" else ["WARD"]
    return reverse(name, args=args)


def measurable(on: dt.date) -> list[str]:
    """Return the address of every data set whose bytes can be counted: not those that stand for one of each ward."""
    return [one.href for one in data_sets(on) if not one.each and one.href != "/api/readings"]


def data_page(on: dt.date) -> DataPage:
    """Return the index, by what the data sets are about."""
    known = measured_files()
    groups: dict[str, list[Row]] = {}
    for one in data_sets(on):
        groups.setdefault(one.group, []).append(_row(one, *known.get(one.href, (0, None))))
    columns = [Column("Data set"), Column("Format"), Column("Period"), Column("Size"), Column("Last changed")]
    return DataPage(
        tables=[(group, Table(group, columns, rows)) for group, rows in groups.items()],
        count=sum(len(rows) for rows in groups.values()),
        catalogue=reverse("site:data_catalogue"),
        valid_until=start_of_day(FinancialYear.of(on).end + DAY),
    )


def _row(one: DataSet, size: int, changed: dt.datetime | None) -> Row:
    name = Said(one.title, f"{one.what} {one.href}") if one.each else Link(
        one.title, one.href, one.what, about=f"({one.format})"
    )  # fmt: skip
    when = long_date(london_date(changed)) if changed else "Not measured yet"
    return Row([name, one.format, one.period, size_words(size) if size else "–", "–" if one.each else when])


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def catalogue(on: dt.date) -> bytes:
    """Return the index as a DCAT catalogue in JSON-LD."""
    known = measured_files()
    site = settings.WAPENTAKE_ADDRESS.rstrip("/")
    found = {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@id": f"{site}{reverse('site:data')}",
        "@type": "dcat:Catalog",
        "dct:title": f"Open data of {settings.WAPENTAKE_SITE_NAME}",
        "dct:publisher": f"{settings.WAPENTAKE_COUNCIL} Council",
        "dct:license": LICENCE[1],
        "dcat:dataset": [_dcat(one, site, known.get(one.href, (0, None))) for one in data_sets(on)],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _dcat(one: DataSet, site: str, measured: tuple[int, dt.datetime | None]) -> dict[str, Any]:
    size, changed = measured
    files: list[dict[str, Any]] = [
        {"@type": "dcat:Distribution", "dcat:accessURL": f"{site}{one.href}", "dct:license": LICENCE[1],
         "dct:format": form, **({"dcat:mediaType": TYPES[form]} if form in TYPES else {}),
         **({"dcat:byteSize": size} if size else {})}
        for form in one.format.split(", ")
    ]  # fmt: skip
    return {
        "@type": "dcat:Dataset",
        "@id": f"{site}{reverse('site:data')}#{one.href}",
        "dct:title": one.title,
        "dct:description": one.what,
        "dct:temporal": one.period,
        **({"dct:modified": changed.isoformat()} if changed else {}),
        "dcat:distribution": files,
    }
