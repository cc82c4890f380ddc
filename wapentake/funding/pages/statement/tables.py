"""The parts of a statement: bars, and tables whose figures lead to their rows."""

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from django.urls import reverse

from wapentake.design.pictures import AmountBar, Cell, Column, Link, Row, Share, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds
from wapentake.organisations.states import Sector

from ...models import Fund
from ...queries.reach import LEAST, Reach
from ...queries.statement import Line
from ...queries.statement_sums import Part, Stood, WardSums
from ...states import IN_STATEMENT, FundKind
from .addresses import TOTAL, rows_href, statement_href

SECTORS = {
    Sector.PUBLIC: "Public sector",
    Sector.VOLUNTARY: "Voluntary and community",
    Sector.PRIVATE: "Private suppliers",
}
KIND_HEADS = ("Allotted", "Committed or spent", "Share", "Paid", "Share paid")
BUYS = {
    Sector.PUBLIC: "Extra services, activities and equipment",
    Sector.PRIVATE: "Goods for community use",
}
APART = {
    FundKind.HOUSING: "It comes from tenants’ rents, so it is not in the total or its percentages.",
    FundKind.LEVY: "It comes from developers, so it is not in the total or its percentages.",
}


def wards_table(
    year: FinancialYear, wards: list[WardSums], clusters: list[WardSums], accounts: list[Stood], most: int, count: int,
    *, total: bool,
) -> Table:  # fmt: skip
    """Return what was awarded ward by ward; below the last of them what clusters hold, which is in no ward's row."""
    funds = [each for each in accounts if each.fund.kind in IN_STATEMENT]
    columns = [
        Column("Ward"),
        Column("Drawn to one scale", hide_small=True),
        Column("All of them" if len(funds) != 2 else "Both funds", numeric=True),
    ]
    columns += [Column(each.fund.name, numeric=True) for each in funds]
    rows = []
    for place, named in [*((ward, "ward") for ward in wards), *((cluster, "cluster") for cluster in clusters)]:
        amounts = [place.by_fund.get(each.fund.pk, 0) for each in funds]
        name: Cell = Link(place.name, statement_href(year, place.slug))
        if named == "cluster":
            name = f"Held by {place.name}"
        cells: list[Cell] = [name, AmountBar(100 * sum(amounts) / most if most else 0)]
        cells.append(_amount(sum(amounts), rows_href(year, **{named: place.slug, "part": TOTAL})))
        cells += [
            _amount(pence, rows_href(year, **{named: place.slug, "fund": each.fund.key}))
            for pence, each in zip(amounts, funds, strict=True)
        ]
        rows.append(Row(cells))
    sums = [each.awarded for each in funds]
    whose = count_of(count, "ward") + (f" and {count_of(len(clusters), 'cluster')}" if clusters else "")
    foot = Row([whose, "", *_foot(year, "", [each.fund for each in funds], sums)])
    return Table("Money awarded by ward and fund", columns, rows, total=foot if total else None)


def projects_of(rows: Sequence[Line], accounts: list[Stood]) -> list[tuple[str, str, Table]]:
    """Return (anchor, heading, table) for each sector of the statement's funds, then for each fund apart."""
    found = [
        (sector.value, SECTORS[sector], [row for row in rows if row.is_main and row.sector == sector])
        for sector in SECTORS
    ]
    apart = [each.fund for each in accounts if each.fund.kind not in IN_STATEMENT]
    found += [(fund.key, f"{fund.name}, apart", [row for row in rows if row.fund == fund]) for fund in apart]
    return [(anchor, heading, _projects_table(heading, group)) for anchor, heading, group in found if group]


def shared_table(rows: Sequence[Line]) -> Table | None:
    """Return the awards from the pots of a ward's clusters: they are counted with the clusters, in no ward's total."""
    return _projects_table("Held by the ward’s clusters", rows) if rows else None


def _projects_table(heading: str, rows: Sequence[Line]) -> Table:
    columns = [
        Column("Project"), Column("Paid to"), Column("Fund"), Column("Priority that it serves"),
        Column("Amount", numeric=True),
    ]  # fmt: skip
    found = [
        Row([
            Link(row.title, reverse("funding:award", args=[row.reference]), _about(row)), row.recipient,
            _fund_of(row), row.serves or "Not recorded", _with_returned(row),
        ])
        for row in rows
    ]  # fmt: skip
    awards = f"{len(rows)} award{'' if len(rows) == 1 else 's'}"
    return Table(heading, columns, found, total=Row([awards, "", "", "", pounds(sum(row.pence for row in rows))]))


def _about(row: Line) -> str:
    """Return when it was awarded, and the communities that may be named beside one award."""
    day = long_date(dt.date.fromisoformat(row.awarded_on)) if row.awarded_on else ""
    return f"{day}. For: {', '.join(row.communities)}." if row.communities else day


def _fund_of(row: Line) -> str:
    """Return an award's fund, and what the money paid for where the fund's name does not say it."""
    usual = FundKind.CAPITAL if row.fund.kind in (FundKind.CAPITAL, FundKind.LEVY) else FundKind.REVENUE
    about = [row.held_by, "" if row.cost_type == usual else row.cost_type.label.lower()]
    said = ", ".join(filter(None, about))
    return f"{row.fund.name} ({said})" if said else row.fund.name


def _with_returned(row: Line) -> str:
    return f"{pounds(row.pence)}, of which {pounds(row.returned)} came back" if row.returned else pounds(row.pence)


def shares_of(year: FinancialYear, slug: str, parts: list[Part], total: int, helped: int) -> list[Share]:
    """Return a bar for each sector, the largest first; per cents are rounded so that they add up to 100."""
    sums = {sector: sum(part.pence for part in parts if part.sector == sector) for sector in SECTORS}
    percents = whole_percents([sums[sector] for sector in SECTORS])
    most = max(sums.values(), default=0)
    found = [
        (sums[sector], Share(
            amount=pounds(sums[sector]), name=SECTORS[sector], percent=100 * sums[sector] / most,
            share=f"{percent}%", note=_organisations(helped) if sector == Sector.VOLUNTARY else BUYS[sector],
            href=rows_href(year, sector=sector.value, part=TOTAL) if not slug else f"#{sector.value}",
        ))
        for sector, percent in zip(SECTORS, percents, strict=True) if sums[sector]
    ]  # fmt: skip
    return [share for _, share in sorted(found, key=lambda each: -each[0])]


def _organisations(helped: int) -> str:
    return f"{helped:,} organisation{'' if helped == 1 else 's'}"


def sectors_table(year: FinancialYear, slug: str, parts: list[Part], funds: list[Fund]) -> Table:
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
        href = rows_href(year, ward=slug, sector=sector.value, part=TOTAL)
        rows.append(Row([name, f"{sum(part.awards for part in mine):,}", _amount(total, href), *amounts]))
    sums = [sum(part.pence for part in parts if part.fund == fund.pk) for fund in funds]
    foot = Row(["All sectors", f"{sum(part.awards for part in parts):,}", *_foot(year, slug, funds, sums)])
    return Table("The same, to the penny", columns, rows, total=foot, hidden_caption=False)


def funds_table(year: FinancialYear, slug: str, accounts: list[Stood]) -> Table:
    columns = [Column("Fund")]
    columns += [Column(name, numeric=True) for name in ("Allotted", "Awarded", "Share awarded", "Came back")]
    rows = [
        Row([
            each.fund.name, pounds(each.allotted),
            _amount(each.awarded, rows_href(year, ward=slug, fund=each.fund.key)),
            share_of(each.awarded, each.allotted), pounds(each.returned),
        ])
        for each in accounts
    ]  # fmt: skip
    return Table("What was allotted, and how much of it was committed or spent", columns, rows)


def kinds_table(accounts: list[Stood]) -> Table:
    """Return how much of capital and of revenue was committed or spent, and paid."""
    columns = [Column("Kind of money"), *(Column(name, numeric=True) for name in KIND_HEADS)]
    rows = []
    for kind, (allotted, awarded, paid) in used(accounts).items():
        shares = share_of(awarded, allotted), share_of(paid, allotted)
        rows.append(Row([kind.label, pounds(allotted), pounds(awarded), shares[0], pounds(paid), shares[1]]))
    return Table("Capital and revenue", columns, rows)


def ratio_of(accounts: list[Stood]) -> str:
    """Return how far capital was used beside revenue, in words; nothing where one of them had no money."""
    found = ratio(accounts)
    if not found:
        return ""
    rates = {kind: Fraction(awarded, allotted) for kind, (allotted, awarded, _) in used(accounts).items()}
    shares = beside(rates[FundKind.CAPITAL], rates[FundKind.REVENUE])
    return f"For each 1% of revenue that was committed or spent, {found}% of capital was. {shares}"


def beside(capital: Fraction, revenue: Fraction) -> str:
    """Return how much of capital and how much of revenue was used, in words."""
    capital_share, revenue_share = (share_of(one.numerator, one.denominator) for one in (capital, revenue))
    return f"{capital_share} of capital was committed or spent, against {revenue_share} of revenue."


def ratio(accounts: list[Stood]) -> str:
    """Return how much of capital was committed or spent for each 1% of revenue; nothing where one had no money."""
    rates = {kind: Fraction(awarded, allotted) for kind, (allotted, awarded, _) in used(accounts).items()}
    capital, revenue = rates.get(FundKind.CAPITAL), rates.get(FundKind.REVENUE)
    return "" if capital is None or not revenue else f"{float(capital / revenue):.2f}"


def used(accounts: list[Stood]) -> dict[FundKind, tuple[int, int, int]]:
    """Return what was allotted, committed or spent, and paid, of the statement's kinds of money that had any."""
    found = {}
    for kind in (FundKind.CAPITAL, FundKind.REVENUE):
        mine = [each for each in accounts if each.fund.kind == kind]
        if allotted := sum(each.allotted for each in mine):
            found[kind] = (allotted, sum(each.awarded for each in mine), sum(each.paid for each in mine))
    return found


def apart_of(year: FinancialYear, slug: str, accounts: list[Stood]) -> list[tuple[str, int, str, str]]:
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


def reach_table(found: list[Reach], *, of_ward: bool) -> Table:
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


def priorities_table(found: list[tuple[str, int, int]], total: int) -> Table:
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


def share_of(part: int, whole: int) -> str:
    """Return a part in whole per cents of a whole, rounded half up; nothing of nothing is 0%."""
    return f"{(200 * part + whole) // (2 * whole) if whole else 0}%"


def _foot(year: FinancialYear, slug: str, funds: Sequence[Fund], sums: Sequence[int]) -> list[Cell]:
    """Return the sum of the statement's funds and each fund's own, with the way to their rows."""
    each = [_amount(pence, rows_href(year, ward=slug, fund=fund.key)) for fund, pence in zip(funds, sums, strict=True)]
    return [_amount(sum(sums), rows_href(year, ward=slug, part=TOTAL)), *each]


def _amount(pence: int, href: str) -> Cell:
    return Link(pounds(pence), href) if pence else pounds(pence)
