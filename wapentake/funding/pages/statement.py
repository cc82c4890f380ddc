"""The yearly budget statement of the borough and of each ward: where the money went, row by row, to the penny."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import AmountBar, Cell, Column, Link, Pages, Row, Share, Table
from wapentake.foundation.calendars import FinancialYear, long_date, start_of_day
from wapentake.foundation.money import pounds, pounds_short
from wapentake.organisations.states import Sector

from ..models import Fund
from ..queries.reach import LEAST, Reach, reach_of
from ..queries.statement import (
    Line,
    Narrowed,
    Part,
    Stood,
    WardSums,
    groups_helped,
    largest_ward,
    parts_of,
    served,
    statement_wards,
    statement_years,
    stood,
    ward_sums,
    wards_called,
    wards_in,
)
from ..queries.statement import lines as lines_of
from ..states import IN_STATEMENT, FundKind

WARDS_A_PAGE = 100
SECTORS = {
    Sector.PUBLIC: "Public sector",
    Sector.VOLUNTARY: "Voluntary and community",
    Sector.PRIVATE: "Private suppliers",
}
BUYS = {
    Sector.PUBLIC: "Extra services, activities and equipment",
    Sector.PRIVATE: "Goods for community use",
}
APART = {
    FundKind.HOUSING: "It comes from tenants’ rents, so it is not in the total or its percentages.",
    FundKind.LEVY: "It comes from developers, so it is not in the total or its percentages.",
}
FORMATS = (("csv", "CSV"), ("xlsx", "spreadsheet (XLSX)"), ("ods", "OpenDocument (ODS)"), ("pdf", "PDF"))


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
            "Page, files and ledger were compared to the penny when this page was made: "
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
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    wards: Table | None = None
    pages: Pages | None = None
    projects: list[tuple[str, str, Table]] = field(default_factory=list)

    @property
    def has_money(self) -> bool:
        return bool(self.stood)


# --- Addresses ------------------------------------------------------------------------------------------------------


def statement_href(year: FinancialYear, slug: str = "", page: int = 1) -> str:
    """Return where the statement of the borough, or of a ward, stands."""
    if slug:
        return reverse("funding:ward_statement", args=[slug, year])
    return (
        reverse("funding:statement", args=[year]) if page == 1 else reverse("funding:statement_page", args=[year, page])
    )


def rows_href(year: FinancialYear, **narrowed: str) -> str:
    """Return where the rows stand that a figure is the sum of."""
    query = "&".join(f"{name}={value}" for name, value in sorted(narrowed.items()) if value)
    return reverse("funding:statement_rows", args=[year]) + (f"?{query}" if query else "")


def file_href(year: FinancialYear, kind: str, slug: str = "") -> str:
    """Return where a statement stands as a file."""
    if slug:
        return reverse("funding:ward_statement_file", args=[slug, year, kind])
    return reverse("funding:statement_file", args=[year, kind])


def statement_paths() -> list[str]:
    """Return the address of every page of the borough's statements."""
    found = []
    for year in statement_years():
        found += [statement_href(year, page=page) for page in range(1, _page_count(wards_in(year).count()) + 1)]
    return found


def ward_statement_paths() -> list[str]:
    """Return the address of every ward's every statement."""
    return [statement_href(year, slug) for slug, year in statement_wards()]


def _page_count(wards: int) -> int:
    return max(1, -(-wards // WARDS_A_PAGE))


# --- The borough ----------------------------------------------------------------------------------------------------


def statement(year: FinancialYear, on: dt.date, page: int = 1, *, every_ward: bool = False) -> Statement | None:
    """Return a page of the borough's statement of a year as it stands on a day, or nothing where there is none.

    A hundred wards a page, or every one of them; the number of queries is the same for any number of wards and awards.
    """
    count = wards_in(year).count()
    pages = 1 if every_ward else _page_count(count)
    if not count or page > pages:
        return None
    parts, accounts, helped = parts_of(year), stood(year), groups_helped(year)
    first, last = (0, count) if every_ward else ((page - 1) * WARDS_A_PAGE, page * WARDS_A_PAGE)
    wards = [(row["slug"], row["called"]) for row in wards_in(year)[first:last]]
    made = _made(year, on, "", parts, accounts, helped=helped)
    table = _wards_table(year, ward_sums(year, wards), accounts, largest_ward(year), count, total=page == pages)
    council = settings.WAPENTAKE_COUNCIL
    return Statement(
        **made,
        title=f"{council}, {year.starts_in} to {year.starts_in + 1}",
        over="Ward budget statement",
        lede=_lede(f"{count:,} ward{'' if count == 1 else 's'}", year, on, made["total"], helped),
        crumbs=[("Money", reverse("funding:money"))],
        refs={"council:all", *(f"fund:{each.fund.key}" for each in accounts)},
        wards=table,
        pages=Pages(page, pages, reverse("funding:statement_page", args=[year, 2]).replace("/2/", "/{}/")),
    )


def _lede(who: str, year: FinancialYear, on: dt.date, total: int, helped: int) -> str:
    so_far = " so far" if on <= year.end else ""
    groups = f", and helped {helped:,} community organisation{'' if helped == 1 else 's'}" if helped else ""
    return f"{who} awarded {pounds_short(total)}{so_far} to projects that serve their priorities{groups}."


def _wards_table(
    year: FinancialYear, wards: list[WardSums], accounts: list[Stood], most: int, count: int, *, total: bool
) -> Table:
    funds = [each for each in accounts if each.fund.kind in IN_STATEMENT]
    columns = [
        Column("Ward"),
        Column("", hide_small=True),
        Column("All of them" if len(funds) != 2 else "Both funds", numeric=True),
    ]
    columns += [Column(each.fund.name, numeric=True) for each in funds]
    rows = []
    for ward in wards:
        amounts = [ward.by_fund.get(each.fund.pk, 0) for each in funds]
        href = statement_href(year, ward.slug)
        cells: list[Cell] = [Link(ward.name, href), AmountBar(100 * sum(amounts) / most if most else 0)]
        cells.append(_amount(sum(amounts), rows_href(year, ward=ward.slug)))
        cells += [
            _amount(pence, rows_href(year, ward=ward.slug, fund=each.fund.key))
            for pence, each in zip(amounts, funds, strict=True)
        ]
        rows.append(Row(cells))
    sums = [each.awarded for each in funds]
    foot = Row([f"{count:,} ward{'' if count == 1 else 's'}", "", *map(pounds, (sum(sums), *sums))])
    return Table("Money awarded by ward and fund", columns, rows, total=foot if total else None)


def _amount(pence: int, href: str) -> Cell:
    return Link(pounds(pence), href) if pence else pounds(pence)


# --- A ward ---------------------------------------------------------------------------------------------------------


def ward_statement(slug: str, year: FinancialYear, on: dt.date) -> Statement | None:
    """Return a ward's statement of a year, or nothing where it had no money. Every award is a row of it."""
    wards = wards_called(slug, year)
    if not wards:
        return None
    rows, parts, accounts = list(lines_of(year, Narrowed(slug=slug))), parts_of(year, slug), stood(year, slug)
    main = [row for row in rows if row.is_main]
    helped = len({row.recipient_key for row in main if row.sector == Sector.VOLUNTARY})
    made = _made(year, on, slug, parts, accounts, helped=helped, rows=rows)
    name = wards[0].name
    return Statement(
        **made,
        title=f"{name}, {year.starts_in} to {year.starts_in + 1}",
        over="Ward budget statement",
        lede=_lede("Its councillors", year, on, made["total"], helped),
        crumbs=[("Money", reverse("funding:money")), (year.label, statement_href(year))],
        refs={ward.ref for ward in wards},
        projects=_projects(rows, accounts),
    )


def _projects(rows: Sequence[Line], accounts: list[Stood]) -> list[tuple[str, str, Table]]:
    """Return (anchor, heading, table) for each sector of the statement's funds, then for each fund that stands apart."""
    found = [
        (sector.value, SECTORS[sector], [row for row in rows if row.is_main and row.sector == sector])
        for sector in SECTORS
    ]
    apart = [each.fund for each in accounts if each.fund.kind not in IN_STATEMENT]
    found += [(fund.key, f"{fund.name}, apart", [row for row in rows if row.fund == fund]) for fund in apart]
    return [(anchor, heading, _projects_table(heading, group)) for anchor, heading, group in found if group]


def _projects_table(heading: str, rows: Sequence[Line]) -> Table:
    columns = [
        Column("Project"), Column("Paid to"), Column("Fund"), Column("Priority that it serves"),
        Column("Communities"), Column("Amount", numeric=True),
    ]  # fmt: skip
    found = [
        Row([
            Link(row.title, reverse("funding:award", args=[row.reference]), _when(row)), row.recipient,
            f"{row.fund.name} ({row.cost_type.label.lower()})", row.serves or "Not recorded",
            ", ".join(row.communities) or "Not recorded", _with_returned(row),
        ])
        for row in rows
    ]  # fmt: skip
    total = Row(
        [f"{len(rows)} award{'' if len(rows) == 1 else 's'}", "", "", "", "", pounds(sum(row.pence for row in rows))]
    )
    return Table(heading, columns, found, total=total)


def _when(row: Line) -> str:
    return long_date(dt.date.fromisoformat(row.awarded_on)) if row.awarded_on else ""


def _with_returned(row: Line) -> str:
    return f"{pounds(row.pence)}, of which {pounds(row.returned)} came back" if row.returned else pounds(row.pence)


# --- What both have -------------------------------------------------------------------------------------------------


def _made(
    year: FinancialYear,
    on: dt.date,
    slug: str,
    parts: list[Part],
    accounts: list[Stood],
    *,
    helped: int,
    rows: Sequence[Line] | None = None,
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
    others = statement_years(slug)
    return {
        "year": year,
        "total": total,
        "agreement": agreement,
        "shares": _shares(year, slug, counted, total, helped),
        "sectors": _sectors_table(year, slug, counted, [each.fund for each in accounts if each.fund.pk in main]),
        "funds": _funds_table(year, slug, accounts),
        "apart": _apart(year, slug, accounts),
        "reach": _reach_table(reach_of(year, slug), of_ward=bool(slug)),
        "priorities": _priorities_table(served(year, slug), total) if slug else _empty_table(),
        "notes": _notes(year, slug, accounts),
        "files": [(label, file_href(year, kind, slug)) for kind, label in FORMATS],
        "years": [(each.label, statement_href(each, slug)) for each in others if each != year],
        "earlier": _neighbour(others, year, -1, slug),
        "later": _neighbour(others, year, 1, slug),
        "until": start_of_day(dt.date(year.starts_in + 1, 4, 1)) if on <= year.end else None,
        "parts": parts,
        "stood": accounts,
    }


def _neighbour(others: list[FinancialYear], year: FinancialYear, step: int, slug: str) -> tuple[str, str] | None:
    found = sorted((each for each in others if (each > year) == (step > 0) and each != year), reverse=step < 0)
    return (found[0].label, statement_href(found[0], slug)) if found else None


def _shares(year: FinancialYear, slug: str, parts: list[Part], total: int, helped: int) -> list[Share]:
    """Return a bar for each sector, the largest first; per cents are rounded so that they add up to 100."""
    sums = {sector: sum(part.pence for part in parts if part.sector == sector) for sector in SECTORS}
    percents = whole_percents([sums[sector] for sector in SECTORS])
    most = max(sums.values(), default=0)
    found = [
        (sums[sector], Share(
            amount=pounds(sums[sector]), name=SECTORS[sector], percent=100 * sums[sector] / most,
            share=f"{percent}%", note=_organisations(helped) if sector == Sector.VOLUNTARY else BUYS[sector],
            href=rows_href(year, ward=slug, sector=sector.value) if not slug else f"#{sector.value}",
        ))
        for sector, percent in zip(SECTORS, percents, strict=True) if sums[sector]
    ]  # fmt: skip
    return [share for _, share in sorted(found, key=lambda each: -each[0])]


def _organisations(helped: int) -> str:
    return f"{helped:,} organisation{'' if helped == 1 else 's'}"


def whole_percents(amounts: Sequence[int]) -> list[int]:
    """Return each amount's share of the sum in whole per cents that add up to 100 (largest remainders first)."""
    total = sum(amounts)
    if not total:
        return [0 for _ in amounts]
    floors = [100 * amount // total for amount in amounts]
    remainders = sorted(range(len(amounts)), key=lambda i: (-(100 * amounts[i] % total), i))
    for i in remainders[: 100 - sum(floors)]:
        floors[i] += 1
    return floors


def _sectors_table(year: FinancialYear, slug: str, parts: list[Part], funds: list[Fund]) -> Table:
    columns = [Column("Sector"), Column("Awards", numeric=True), Column("Amount", numeric=True)]
    columns += [Column(fund.name, numeric=True) for fund in funds]
    rows = []
    for sector, name in SECTORS.items():
        mine = [part for part in parts if part.sector == sector]
        by_fund = {part.fund: part.pence for part in mine}
        amounts = [
            _amount(by_fund.get(fund.pk, 0), rows_href(year, ward=slug, sector=sector.value, fund=fund.key))
            for fund in funds
        ]
        total = sum(by_fund.values())
        href = rows_href(year, ward=slug, sector=sector.value)
        rows.append(Row([name, f"{sum(part.awards for part in mine):,}", _amount(total, href), *amounts]))
    sums = [sum(part.pence for part in parts if part.fund == fund.pk) for fund in funds]
    foot = Row(["All sectors", f"{sum(part.awards for part in parts):,}", *map(pounds, (sum(sums), *sums))])
    return Table("The same, to the penny", columns, rows, total=foot, hidden_caption=False)


def _funds_table(year: FinancialYear, slug: str, accounts: list[Stood]) -> Table:
    columns = [Column("Fund")]
    columns += [Column(name, numeric=True) for name in ("Allotted", "Awarded", "Share awarded", "Came back")]
    rows = [
        Row([
            each.fund.name, pounds(each.allotted), _amount(each.awarded, rows_href(year, ward=slug, fund=each.fund.key)),
            share_of(each.awarded, each.allotted), pounds(each.returned),
        ])
        for each in accounts
    ]  # fmt: skip
    return Table("What was allotted, and how much of it was committed or spent", columns, rows)


def share_of(part: int, whole: int) -> str:
    """Return a part in whole per cents of a whole, rounded half up; nothing of nothing is 0%."""
    return f"{(200 * part + whole) // (2 * whole) if whole else 0}%"


def _apart(year: FinancialYear, slug: str, accounts: list[Stood]) -> list[tuple[str, int, str, str]]:
    return [
        (
            each.fund.name,
            each.awarded,
            APART.get(FundKind(each.fund.kind), ""),
            rows_href(year, ward=slug, fund=each.fund.key),
        )
        for each in accounts
        if each.fund.kind not in IN_STATEMENT
    ]


def _reach_table(found: list[Reach], *, of_ward: bool) -> Table:
    columns = [Column("Community"), Column("Awards", numeric=True), Column("People", numeric=True)]
    if not of_ward:
        columns.append(Column(f"Wards with fewer than {LEAST}, not counted", numeric=True))
    rows = [
        Row([each.community.label, f"{each.awards:,}", f"{each.people:,}" if each.people else f"Fewer than {LEAST}",
             *([] if of_ward else [str(each.hidden)])])
        for each in found
    ]  # fmt: skip
    return Table(
        "Communities that the awards reached", columns, rows, empty="Nobody wrote down whom these awards reached."
    )


def _priorities_table(found: list[tuple[str, int, int]], total: int) -> Table:
    columns = [
        Column("Priority"),
        Column("Awards", numeric=True),
        Column("Amount", numeric=True),
        Column("Share", numeric=True),
    ]
    percents = whole_percents([pence for _, pence, _ in found])
    rows = [
        Row([words or "None, or not recorded", str(awards), pounds(pence), f"{percent}%"])
        for (words, pence, awards), percent in zip(found, percents, strict=True)
    ]
    return Table(
        "Priorities that the awards serve",
        columns,
        rows,
        total=Row(["All awards", str(sum(a for _, _, a in found)), pounds(total), ""]),
    )


def _empty_table() -> Table:
    return Table("", [Column("")], [])


def _notes(year: FinancialYear, slug: str, accounts: list[Stood]) -> list[str]:
    notes = [
        "Awarded is what was committed or paid in the year. Money that came back later is in it, and is shown beside it.",
        "Percentages are rounded so that they add up to 100. The sums are not rounded.",
        f"People are counted as the groups gave them, to the nearest five; fewer than {LEAST} are not shown.",
    ]
    names = [ward for ward in wards_called(slug, year)] if slug else []
    if len(names) > 1:
        since = long_date(names[0].edition.from_date)
        notes.append(f"The ward had other boundaries before {since}. Awards from both are here.")
    elif names and names[0].edition.to_date:
        notes.append(
            f"The ward is one of {names[0].edition.name}, which ended on {long_date(names[0].edition.to_date)}."
        )
    return notes
