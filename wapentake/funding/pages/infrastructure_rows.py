"""The rows that a figure of an infrastructure funding statement is the sum of."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.paginator import Paginator

from wapentake.design.pictures import Column, Pages, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.places.models import Parish, Ward

from ..models import LevyReceipt
from ..queries.infrastructure import items_of, levy_years, other_entries, receipts_in
from ..states.levy import ReceiptKind
from .infrastructure import infrastructure, infrastructure_href, infrastructure_rows_href, items_table

ROWS_A_PAGE = 100
TITLES = {
    "received": "Levy received in {}",
    "parishes": "Levy for parish councils in {}",
    "wards": "Levy for ground outside parishes in {}",
    "spent": "Levy spent in {}",
    "allocated": "Levy allocated and not spent at the end of {}",
    "other": "What came or went otherwise in {}",
    "items": "What levy was spent on, or allocated, in {}",
    "named": "Items and parish councils, as entered for {}",
    "each-ward": "The money of each ward’s ground outside parishes in {}",
    "each-parish": "What is for each parish council in {}",
}
TABLES = {"items": "items", "named": "named", "each-ward": "wards", "each-parish": "parishes"}
Found = tuple[int, int, Callable[[int, int], Table]]


@dataclass(frozen=True)
class InfrastructureRows:
    """Some rows of a figure, a hundred a page, with the sum of all of them."""

    title: str
    lede: str
    table: Table
    pages: Pages
    chips: list[tuple[str, str]]
    crumbs: list[tuple[str, str]]


def infrastructure_rows(year: FinancialYear, of: str, ward: str, parish: str, page: int) -> InfrastructureRows | None:
    """Return a page of a figure's rows, or nothing for a figure, year, ward, parish or page that is not there."""
    names = _names(ward, parish)
    if of not in TITLES or names is None or year not in levy_years():
        return None
    count, pence, table = _found(year, of, ward, parish)
    paginator = Paginator(range(count), ROWS_A_PAGE)
    if not 1 <= page <= paginator.num_pages:
        return None
    href = infrastructure_rows_href(year, of, ward=ward, parish=parish)
    start = (page - 1) * ROWS_A_PAGE
    return InfrastructureRows(
        title=TITLES[of].format(year.label),
        lede=f"{count_of(count, 'row')}, {pounds(pence)}.",
        table=table(start, start + ROWS_A_PAGE),
        pages=Pages(page, paginator.num_pages, f"{href}&page={{}}"),
        chips=[(name, infrastructure_rows_href(year, of)) for name in names],
        crumbs=[("Infrastructure funding statement", infrastructure_href(year))],
    )


def _names(ward: str, parish: str) -> list[str] | None:
    """Return what the list is narrowed to in words, or nothing where one of it does not exist."""
    found = []
    for slug, rows in ((ward, Ward.objects.all()), (parish, Parish.objects.all())):
        if not slug:
            continue
        row = rows.filter(slug=slug).first()
        if row is None:
            return None
        found.append(str(row))
    return found


def _found(year: FinancialYear, of: str, ward: str, parish: str) -> Found:
    if of == "other":
        return _others(year, ward)
    if of in TABLES:
        return _of_the_page(year, of)
    if of in ("spent", "allocated"):
        items = [one for one in items_of(year, ward) if getattr(one, of)]
        pence = sum(getattr(one, of) for one in items)
        return len(items), pence, lambda start, end: items_table("Awards", items[start:end])
    rows = receipts_in(year, parished={"parishes": True, "wards": False}.get(of))
    rows = rows.filter(ward__slug=ward) if ward else rows
    rows = rows.filter(parish__slug=parish) if parish else rows
    lines = list(rows)
    pence = sum(row.pence if of == "received" else row.share for row in lines)
    return len(lines), pence, lambda start, end: _receipts(lines[start:end])


def _of_the_page(year: FinancialYear, of: str) -> Found:
    """Return a table of the statement's page with every row; the sum is of what it was spent on or is for."""
    page = infrastructure(year, year.end)
    assert page is not None  # a year with levy has its page
    found: Table = getattr(page, TABLES[of])
    sums = {"named": 0, "items": page.portion.spent, "each-ward": page.portion.unspent}
    pence = sums.get(of, page.portion.parishes)
    return len(found.rows), pence, lambda start, end: replace(found, rows=found.rows[start:end])


def _receipts(rows: list[LevyReceipt]) -> Table:
    columns = [Column("Development"), Column("Ward"), Column("Parish"), Column("Day"), Column("What"),
               Column("Amount", numeric=True), Column("Local share", numeric=True)]  # fmt: skip
    found = [
        Row([
            f"{row.development.reference}: {row.development.site}", row.ward.name, str(row.parish or "None"),
            long_date(row.on), ReceiptKind(row.kind).label, pounds(row.pence), f"{pounds(row.share)} ({row.percent}%)",
        ])
        for row in rows
    ]  # fmt: skip
    return Table("What was received", columns, found, empty="Nothing was received.")


def _others(year: FinancialYear, ward: str) -> Found:
    rows = other_entries(year, ward)
    columns = [Column("Entry"), Column("Day"), Column("What"), Column("Amount", numeric=True)]

    def table(start: int, end: int) -> Table:
        found = [
            Row([f"Entry {one.pk}", long_date(london_date(one.at)), one.get_kind_display(), pounds(pence)])
            for one, pence in rows[start:end]
        ]
        return Table("Entries", columns, found, empty="There is none.")

    return len(rows), sum(pence for _, pence in rows), table
