"""The figures of an infrastructure funding statement on the desk: what stands, what is missing, who may enter."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Said, Table
from wapentake.foundation.calendars import FinancialYear, london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import StatementFigure
from ..queries.statement_figures import statement_figures, sums_of_figures
from ..rules.statement_figures import figures_at_odds, may_enter_figures
from ..states.infrastructure import PARAGRAPHS, Figure
from .infrastructure import infrastructure_href


@dataclass(frozen=True)
class FiguresPage:
    """A year's entered figures, what Schedule 2 asks besides, and what does not come together."""

    title: str
    lede: str
    table: Table
    missing: list[str]
    odd: list[str]
    may: Verdict
    statement: str


def figures_page(year: FinancialYear, roles: Roles) -> FiguresPage:
    rows, may = statement_figures(year), may_enter_figures(roles, year)
    sums = sums_of_figures(rows)
    missing = [f"{PARAGRAPHS[figure]}: {figure.label}" for figure in Figure if figure not in sums]
    return FiguresPage(
        title=f"Figures of the infrastructure funding statement {year.label}",
        lede="What no receipt or ledger knows is entered here, each figure with its source and day. What is not "
        "entered is published as not recorded: enter £0 where it is nothing.",
        table=_table(rows, may=bool(may)),
        missing=missing,
        odd=[f"{fault[:1].upper()}{fault[1:]}." for fault in figures_at_odds(sums)],
        may=may,
        statement=infrastructure_href(year),
    )


def _asked_by(figure: Figure) -> str:
    where = "Regulation" if figure == Figure.LISTED else "Schedule 2, paragraph"
    return f"{where} {PARAGRAPHS[figure]}"


def _take_out(row: StatementFigure) -> Link:
    href = reverse("funding:take_out_figure", args=[row.pk])
    return Link("Take it out", href, about=f"{row}, {row.amount}" if row.amount else str(row))


def _table(rows: list[StatementFigure], *, may: bool) -> Table:
    columns = [Column("Figure"), Column("Amount", numeric=True), Column("Source"), Column("Entered")]
    columns += [Column("What to do")] if may else []
    found = [
        Row([
            Said(str(row), _asked_by(Figure(row.figure))), row.amount,
            f"{row.source.rstrip('.')}, {long_date(row.on)}",
            f"{row.by.name if row.by else 'The program'}, {long_date(london_date(row.at))}",
            *([_take_out(row)] if may else []),
        ])
        for row in rows
    ]  # fmt: skip
    return Table("Entered figures", columns, found, empty="Nothing was entered yet.")
