"""What others gave, as a statement tells it: for each pound that was spent, and by award, ward and year."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Table
from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.money import pounds

from ...queries.drawn import Drawn, drawn_by_ward, drawn_by_year
from ...queries.statement import Line
from .addresses import statement_href

AMOUNTS = ("Spent", "Money from others", "Help in kind", "For each pound", "Expected")


@dataclass(frozen=True)
class DrawnIn:
    """What was drawn in, in a sentence, and its tables: awards or wards, then the years."""

    words: str
    tables: list[Table]
    sums: Drawn


def drawn_in_of(
    year: FinancialYear, slug: str, rows: Sequence[Line] | None, wards: Sequence[tuple[str, str]]
) -> DrawnIn:
    """Return what others gave in a year: award by award in a ward's statement, ward by ward in the council's."""
    years = drawn_by_year(slug)
    sums = dict(years).get(year, Drawn())
    by_award = [_awards(rows)] if rows is not None else []
    by_ward = [_wards(year, wards)] if wards else []
    return DrawnIn(_words(sums), [*by_award, *by_ward, _years(slug, years)], sums)


def _words(sums: Drawn) -> str:
    if not sums.is_any:
        return "Nobody wrote down what others gave to these projects."
    said = f"Others gave {pounds(sums.confirmed)} to these projects: {pounds(sums.money)} in money and "
    said += f"{pounds(sums.in_kind)} in kind. "
    if sums.per_pound:
        said += f"That is {sums.per_pound} for each pound of the {pounds(sums.spent)} spent from these funds. "
    later = f"{pounds(sums.expected)} more is expected, and not counted. " if sums.expected else ""
    return f"{said}{later}Only what is confirmed is counted."


def _awards(rows: Sequence[Line]) -> Table:
    columns = [Column("Project"), Column("Amount", numeric=True), Column("Confirmed from others", numeric=True),
               Column("Expected", numeric=True)]  # fmt: skip
    found = [
        Row([
            Link(row.title, reverse("funding:award", args=[row.reference])), pounds(row.pence), pounds(row.drawn),
            pounds(row.expected),
        ])
        for row in rows if row.is_main and (row.drawn or row.expected)
    ]  # fmt: skip
    return Table("Awards to which others gave", columns, found)


def _wards(year: FinancialYear, wards: Sequence[tuple[str, str]]) -> Table:
    found = drawn_by_ward(year, [slug for slug, _ in wards])
    rows = [
        Row([Link(name, f"{statement_href(year, slug)}#drawn"), *_amounts(found[slug])])
        for slug, name in wards
        if slug in found and found[slug].is_any
    ]
    return Table("Drawn in, ward by ward", _columns("Ward"), rows)


def _years(slug: str, years: Sequence[tuple[FinancialYear, Drawn]]) -> Table:
    rows = [Row([Link(year.label, f"{statement_href(year, slug)}#drawn"), *_amounts(sums)]) for year, sums in years]
    return Table("Drawn in, year by year", _columns("Year"), rows)


def _columns(first: str) -> list[Column]:
    return [Column(first), *(Column(head, numeric=True) for head in AMOUNTS)]


def _amounts(sums: Drawn) -> list[Cell]:
    each = sums.per_pound or "Nothing spent"
    return [pounds(sums.spent), pounds(sums.money), pounds(sums.in_kind), each, pounds(sums.expected)]
