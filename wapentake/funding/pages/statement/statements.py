"""What a statement says, of the borough or of a ward."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Column, Pages, Share, Table
from wapentake.foundation.calendars import DAY, FinancialYear, long_date, start_of_day
from wapentake.foundation.money import pounds, pounds_short
from wapentake.organisations.states import Sector
from wapentake.places.models import Ward

from ...queries.decided_how import decided_how
from ...queries.of_ward import own_lines, refs_of_statement, shared_lines
from ...queries.reach import LEAST, reach_of
from ...queries.statement import Line, statement_years, wards_called, wards_in, wards_of_year
from ...queries.statement_sums import (
    Part,
    Stood,
    cluster_sums,
    groups_helped,
    largest_ward,
    parts_of,
    served,
    stood,
    ward_sums,
)
from ...states import IN_STATEMENT, FundKind
from ...states.refs import MONEY
from .addresses import WARDS_A_PAGE, file_href, page_count, statement_href
from .decided import decided_words
from .drawn import DrawnIn, drawn_in_of
from .sealed import Sealed, sealed_of
from .tables import (
    apart_of,
    funds_table,
    kinds_table,
    priorities_table,
    projects_of,
    ratio_of,
    reach_table,
    sectors_table,
    shared_table,
    shares_of,
    wards_table,
)

FORMATS = (("csv", "CSV"), ("xlsx", "spreadsheet (XLSX)"), ("ods", "OpenDocument (ODS)"), ("pdf", "PDF"))
# A CSV file is one table: how capital and revenue were used is another. The workbooks have it as a second sheet.
USED = ("used.csv", "CSV of capital and revenue")


@dataclass(frozen=True)
class Agreement:
    """Three ways to one sum: the awards' own entries, the accounts' balances, and the rows that the page shows."""

    awards: int
    shown: int
    entries: int
    balances: int

    @property
    def difference(self) -> int:
        """The largest difference between any two of the three, in pence."""
        sums = (self.shown, self.entries, self.balances)
        return max(sums) - min(sums)

    @property
    def agrees(self) -> bool:
        return self.difference == 0

    @property
    def words(self) -> str:
        """What was compared, and what came of it."""
        awards = f"{self.awards:,} award{'' if self.awards == 1 else 's'}"
        return (
            "The awards’ entries and the accounts’ balances were compared to the penny when this page was made: "
            f"{awards}, {pounds(self.shown)}, difference {pounds(self.difference)}."
        )


@dataclass(frozen=True)
class Statement:
    """A statement, of the borough or a ward. Amounts in `total` and `apart` are pence."""

    year: FinancialYear
    title: str
    over: str
    lede: str
    total: int
    agreement: Agreement
    shares: list[Share]
    sectors: Table
    funds: Table
    kinds: Table
    ratio: str
    apart: list[tuple[str, int, str, str]]
    reach: Table
    priorities: Table
    notes: list[str]
    files: list[tuple[str, str]]
    years: list[tuple[str, str]]
    earlier: tuple[str, str] | None
    later: tuple[str, str] | None
    refs: set[str]
    until: dt.datetime | None
    parts: list[Part]
    stood: list[Stood]
    levy_href: str
    drawn: DrawnIn
    sealed: Sealed
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    wards: Table | None = None
    pages: Pages | None = None
    projects: list[tuple[str, str, Table]] = field(default_factory=list)
    shared: Table | None = None


def statement(year: FinancialYear, on: dt.date, page: int = 1, *, every_ward: bool = False) -> Statement | None:
    """Return a page of the borough's statement of a year as it stands on a day, or nothing where there is none.

    A hundred wards a page, or every one of them; the number of queries is the same for any number of wards and awards.
    """
    count = wards_in(year).count()
    pages, clusters = 1 if every_ward else page_count(count), cluster_sums(year)
    if not (count or clusters) or page > pages:
        return None
    parts, accounts, helped = parts_of(year), stood(year), groups_helped(year)
    first, last = (0, count) if every_ward else ((page - 1) * WARDS_A_PAGE, page * WARDS_A_PAGE)
    wards = [(row["slug"], row["called"]) for row in wards_in(year)[first:last]]
    made = _made(year, on, "", parts, accounts, helped=helped, wards=wards)
    last = page == pages
    held = ward_sums(year, wards), clusters if last else []
    table = wards_table(year, *held, accounts, largest_ward(year), count, total=last)
    council = settings.WAPENTAKE_COUNCIL
    return Statement(
        **made,
        title=f"{council}, {year.starts_in} to {year.starts_in + 1}",
        over="Ward budget statement",
        lede=_lede(
            "{} was awarded{} in " + f"{count:,} ward{'' if count == 1 else 's'}", year, on, made["total"], helped
        ),
        crumbs=[("Money", reverse("funding:money"))],
        refs={"council:all", MONEY, *(f"fund:{each.fund.key}" for each in accounts), *made["sealed"].refs},
        notes=_notes(wards_of_year(year)),
        wards=table,
        pages=Pages(page, pages, reverse("funding:statement_page", args=[year, 2]).replace("/2/", "/{}/")),
    )


def _lede(words: str, year: FinancialYear, on: dt.date, total: int, helped: int) -> str:
    """Say what was awarded, in `words` with a place for the amount and one for whether the year still runs."""
    groups = f", and helped {helped:,} community organisation{'' if helped == 1 else 's'}" if helped else ""
    return f"{words.format(pounds_short(total), ' so far' if on <= year.end else '')}{groups}."


def ward_statement(slug: str, year: FinancialYear, on: dt.date) -> Statement | None:
    """Return a ward's statement of a year, or nothing where it had no money. Every award is a row of it."""
    wards = wards_called(slug, year)
    if not wards:
        return None
    rows, parts, accounts = own_lines(year, slug), parts_of(year, slug), stood(year, slug)
    main = [row for row in rows if row.is_main]
    helped = len({row.recipient_key for row in main if row.sector == Sector.VOLUNTARY})
    made = _made(year, on, slug, parts, accounts, helped=helped, rows=rows)
    name, (words, *how) = wards[0].name, decided_words(decided_how(year, slug))
    return Statement(
        **made,
        title=f"{name}, {year.starts_in} to {year.starts_in + 1}",
        over="Ward budget statement",
        lede=_lede(words, year, on, made["total"], helped),
        crumbs=[("Money", reverse("funding:money")), (year.label, statement_href(year))],
        refs={*refs_of_statement(year, slug), *made["sealed"].refs},
        notes=[*how, *_notes(wards)],
        projects=projects_of(rows, accounts),
        shared=shared_table(shared_lines(year, slug)),
    )


def _made(
    year: FinancialYear,
    on: dt.date,
    slug: str,
    parts: list[Part],
    accounts: list[Stood],
    *,
    helped: int,
    rows: Sequence[Line] | None = None,
    wards: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    main = {each.fund.pk for each in accounts if each.fund.kind in IN_STATEMENT}
    counted = [part for part in parts if part.fund in main]
    total = sum(part.pence for part in counted)
    shown = total if rows is None else sum(row.pence for row in rows if row.is_main)
    agreement = Agreement(
        awards=sum(part.awards for part in counted),
        shown=shown,
        entries=total,
        balances=sum(each.awarded for each in accounts if each.fund.pk in main),
    )
    return {
        "year": year,
        "total": total,
        "agreement": agreement,
        "shares": shares_of(year, slug, counted, total, helped),
        "sectors": sectors_table(year, slug, counted, [each.fund for each in accounts if each.fund.pk in main]),
        "funds": funds_table(year, slug, accounts),
        **_of_funds(year, accounts),
        "apart": apart_of(year, slug, accounts),
        "reach": reach_table(reach_of(year, slug), of_ward=bool(slug)),
        "priorities": priorities_table(served(year, slug), total) if slug else _empty_table(),
        "files": [(label, file_href(year, kind, slug)) for kind, label in (*FORMATS, USED)],
        "until": start_of_day(dt.date(year.starts_in + 1, 4, 1)) if on <= year.end else None,
        "parts": parts,
        "stood": accounts,
        "sealed": sealed_of(parts),
        "drawn": drawn_in_of(year, slug, rows, wards),
        **_neighbours(year, slug),
    }


def _of_funds(year: FinancialYear, accounts: list[Stood]) -> dict[str, Any]:
    return {
        "kinds": kinds_table(accounts),
        "ratio": ratio_of(accounts),
        "levy_href": _levy_href(year, accounts),
    }


def _neighbours(year: FinancialYear, slug: str) -> dict[str, Any]:
    others = statement_years(slug)
    return {
        "years": [(each.label, statement_href(each, slug)) for each in reversed(others)],
        "earlier": _neighbour(others, year, -1, slug),
        "later": _neighbour(others, year, 1, slug),
    }


def _levy_href(year: FinancialYear, accounts: list[Stood]) -> str:
    """Return where the infrastructure funding statement stands, if there was levy in the year."""
    levied = any(each.fund.kind == FundKind.LEVY for each in accounts)
    return reverse("funding:infrastructure", args=[year]) if levied else ""


def _neighbour(others: list[FinancialYear], year: FinancialYear, step: int, slug: str) -> tuple[str, str] | None:
    found = sorted((each for each in others if (each > year) == (step > 0) and each != year), reverse=step < 0)
    return (found[0].label, statement_href(found[0], slug)) if found else None


def _empty_table() -> Table:
    return Table("", [Column("")], [])


def _notes(wards: Sequence[Ward]) -> list[str]:
    return [
        "Awarded is what was committed or paid in the year. What came back later is in it, and stands beside it.",
        "Percentages are rounded so that they add up to 100. The sums are not rounded.",
        f"People are counted as the groups gave them, to the nearest five; fewer than {LEAST} are not shown.",
        *_boundaries(wards),
    ]


def _boundaries(wards: Sequence[Ward]) -> list[str]:
    """Return which boundaries the wards had; `wards` are of one edition, or the newest edition's come first."""
    editions = list(dict.fromkeys(ward.edition for ward in wards))
    if not editions:
        return []
    since = long_date(editions[0].from_date)
    if len(editions) > 1:
        return [f"Boundaries changed on {since}. Awards from before and after are here, under the wards of their time."]
    if editions[0].to_date:
        return [f"Wards are those in force from {since} to {long_date(editions[0].to_date - DAY)}."]
    return [f"Wards are those in force from {since}."]
