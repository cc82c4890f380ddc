"""The yearly infrastructure funding statement: the neighbourhood portion of the levy, each figure with its rows.

Community Infrastructure Levy Regulations 2010, regulation 121A and Schedule 2: paragraph 1, the levy, of which the
neighbourhood portion is ours to work out; paragraph 3, section 106, and the infrastructure list, as entered.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date, start_of_day
from wapentake.foundation.money import pounds, pounds_short

from .. import rules
from ..models import LevyReceipt
from ..queries.infrastructure import (
    Item,
    WardLevy,
    items_of,
    levy_years,
    published_statements,
    receipts_in,
    statement_of,
    wards_levy,
)
from ..queries.payees import payee_of
from ..queries.statement_figures import statement_figures, sums_of_figures
from ..rules import StatementDue
from ..rules.statement_figures import figures_at_odds
from ..states.refs import MONEY
from .infrastructure_schedule import (
    Asked,
    Known,
    developments_table,
    listed_table,
    named_table,
    schedule_of,
    schedule_table,
    section_106_of,
)
from .statement.addresses import statement_href
from .statement.statements import FORMATS

FILES = (*FORMATS, ("schedule.csv", "CSV of Schedule 2"))
SCHEDULE = "Community Infrastructure Levy Regulations 2010, regulation 121A and Schedule 2"


@dataclass(frozen=True)
class Checked:
    """Three ways to what is unspent: receipts and entries, balances, and the rows that the page shows. Pence."""

    lines: int
    flows: int
    balances: int
    shown: int

    @property
    def difference(self) -> int:
        sums = (self.flows, self.balances, self.shown)
        return max(sums) - min(sums)

    @property
    def agrees(self) -> bool:
        return self.difference == 0

    @property
    def words(self) -> str:
        """What was compared, and what came of it."""
        return (
            "Receipts, payments and balances were compared to the penny when this page was made: "
            f"{count_of(self.lines, 'line')}, {pounds(self.shown)} unspent, difference {pounds(self.difference)}."
        )


@dataclass(frozen=True)
class Portion:
    """The sums of a year in pence, as the regulations name them."""

    received: int
    administration: int
    strategic: int
    parishes: int
    retained: int
    spent: int
    allocated: int
    before: int
    other: int
    unspent: int
    of_the_year: int

    @property
    def earlier(self) -> int:
        """What is unspent of earlier years' receipts."""
        return self.unspent - self.of_the_year


@dataclass(frozen=True)
class InfrastructurePage:
    """The neighbourhood portion of a year: its sums, ward by ward, parish by parish, and what it was spent on."""

    year: FinancialYear
    title: str
    lede: str
    portion: Portion
    agreement: Checked
    asked: list[Asked]
    schedule: Table
    section_106: Table
    listed: Table
    named: Table
    odd: list[str]
    facts: Table
    wards: Table
    developments: Table
    parishes: Table
    items: Table
    notes: list[str]
    files: list[tuple[str, str]]
    years: list[tuple[str, str]]
    crumbs: list[tuple[str, str]]
    refs: set[str]
    until: dt.datetime | None
    status: str
    over: str = "Infrastructure funding statement: the levy"


def infrastructure_href(year: FinancialYear) -> str:
    """Return where a year's infrastructure funding statement stands."""
    return reverse("funding:infrastructure", args=[year])


def infrastructure_rows_href(year: FinancialYear, of: str, **narrowed: str) -> str:
    """Return where the rows of a figure stand; `of` names it."""
    query = "&".join(f"{name}={value}" for name, value in sorted({"of": of, **narrowed}.items()) if value)
    return f"{reverse('funding:infrastructure_rows', args=[year])}?{query}"


def infrastructure_paths() -> list[str]:
    """Return the address of every year's infrastructure funding statement."""
    return [infrastructure_href(year) for year in levy_years()]


def infrastructure(year: FinancialYear, on: dt.date) -> InfrastructurePage | None:
    """Return a year's statement as the ledger has it, or nothing for a year without levy."""
    years = levy_years()
    if year not in years:
        return None
    wards, items, receipts = wards_levy(year), items_of(year), list(receipts_in(year))
    sums, figures = portion_of(wards, receipts), statement_figures(year)
    levy, agreed = schedule_of(_known(sums), figures), section_106_of(figures)
    council = settings.WAPENTAKE_COUNCIL
    running = on <= year.end
    return InfrastructurePage(
        year=year,
        title=f"{council}, {year.starts_in} to {year.starts_in + 1}",
        lede=_lede(sums, year, running=running),
        portion=sums,
        agreement=Checked(
            len(receipts) + len(items), sums.unspent, sum(one.there for one in wards),
            sums.before + sums.retained + sums.other - sum(one.spent for one in items),
        ),
        asked=[*levy, *agreed],
        section_106=schedule_table(agreed, {}, "Planning obligations in the order of Schedule 2"),
        listed=listed_table(figures),
        schedule=schedule_table(levy, {each: infrastructure_rows_href(year, each) for each in ROWED}),
        named=named_table(figures),
        odd=[f"As entered, {fault}." for fault in figures_at_odds(sums_of_figures(figures))],
        facts=_facts(year, sums),
        wards=_wards(year, wards, years),
        parishes=_parishes(year, receipts),
        developments=developments_table(receipts),
        items=items_table("What it was spent on", items),
        notes=_notes(sums),
        files=[(label, reverse("funding:infrastructure_file", args=[year, kind])) for kind, label in FILES],
        years=[(each.label, infrastructure_href(each)) for each in years],
        crumbs=[("Money", reverse("funding:money")), (year.label, statement_href(year))],
        refs={"council:all", MONEY},
        until=start_of_day(dt.date(year.starts_in + 1, 4, 1)) if running else None,
        status=_status(year, sums, running=running),
    )  # fmt: skip


ROWED = ("received", "wards", "spent", "allocated")


def _known(sums: Portion) -> Known:
    return Known(
        received=sums.received, set_aside=sums.administration, due_to_parishes=sums.parishes, retained=sums.retained,
        spent=sums.spent, allocated=sums.allocated, of_the_year=sums.of_the_year, earlier=sums.earlier,
    )  # fmt: skip


def portion_of(wards: list[WardLevy], receipts: list[LevyReceipt]) -> Portion:
    """Return the sums of a year."""
    return Portion(
        received=sum(row.pence for row in receipts),
        administration=sum(row.kept for row in receipts),
        strategic=sum(row.strategic for row in receipts),
        parishes=sum(row.share for row in receipts if row.parish_id),
        retained=sum(row.share for row in receipts if not row.parish_id),
        spent=sum(one.spent for one in wards),
        allocated=sum(one.allocated for one in wards),
        before=sum(one.before for one in wards),
        other=sum(one.other for one in wards),
        unspent=sum(one.unspent for one in wards),
        of_the_year=sum(one.of_the_year for one in wards),
    )


def _lede(sums: Portion, year: FinancialYear, *, running: bool) -> str:
    so_far = " so far" if running else ""
    end = "now" if running else f"on {long_date(year.end)}"
    parts = f"{pounds_short(sums.parishes)} is for parish councils and {pounds_short(sums.retained)} for wards’ ground"
    first = f"Of {pounds_short(sums.received)} of levy received{so_far}, {parts} outside parishes."
    spent = f"Of the wards’ money {pounds_short(sums.spent)} was spent in the year"
    return f"{first} {spent}, and {pounds_short(sums.unspent)} is unspent {end}."


def _status(year: FinancialYear, sums: Portion, *, running: bool) -> str:
    """Return whether the council has published it, and what has changed since."""
    done, due = statement_of(year), rules.statement_due(year)
    if done is None or done.published_on is None:
        by = f" The council publishes it by {long_date(due.due_on)}." if due else ""
        return f"{'The year is running' if running else 'Not published yet'}: these are the figures so far.{by}"
    said = f"Published by the council on {long_date(done.published_on)}."
    if (done.received, done.unspent) == (sums.received, sums.unspent):
        return said
    was = f"{pounds(done.received or 0)} received and {pounds(done.unspent or 0)} unspent"
    return f"{said} It said then: {was}. What was entered or put right since is in the figures here."


def _facts(year: FinancialYear, sums: Portion) -> Table:
    def href(of: str) -> str:
        return infrastructure_rows_href(year, of)

    share = f"{round(100 * sums.administration / sums.received, 2):g}% of it" if sums.received else ""
    lines: list[tuple[str, str, Cell]] = [
        ("Levy received in the year", "1(b)", _amount(sums.received, href("received"))),
        (f"Kept for administration{f', {share}' if share else ''}", "1(g)(iii)", pounds(sums.administration)),
        ("For larger infrastructure", "1(b)", pounds(sums.strategic)),
        ("For parish councils (regulation 59A)", "1(i)", _amount(sums.parishes, href("parishes"))),
        ("Kept for ground outside parishes (regulation 59F)", "1(j)(i)", _amount(sums.retained, href("wards"))),
        ("Of regulation 59F money: spent in the year", "1(j)(ii)", _amount(sums.spent, href("spent"))),
        ("Allocated and not spent", "1(j)(ii)", _amount(sums.allocated, href("allocated"))),
        ("Unspent of the year’s receipts, at its end", "1(l)(iii)", pounds(sums.of_the_year)),
        ("Unspent of earlier years’ receipts, at its end", "1(l)(iv)", pounds(sums.earlier)),
    ]
    columns = [Column("What"), Column("Paragraph of Schedule 2"), Column("Amount", numeric=True)]
    return Table("What Schedule 2 asks of the neighbourhood portion", columns, [Row(list(line)) for line in lines])


def _wards(year: FinancialYear, wards: list[WardLevy], years: list[FinancialYear]) -> Table:
    other = any(one.other for one in wards)
    heads = ["Unspent before", "Received", *(["Otherwise"] if other else []), "Spent", "Unspent at the end",
             "Of it allocated"]  # fmt: skip
    rows = [Row([one.name, *_ward_cells(year, one, years, other=other)]) for one in wards]
    sums = [one.before for one in wards], [one.received for one in wards], [one.other for one in wards]
    totals = [sum(each) for each in (sums if other else sums[:2])]
    totals += [sum(one.spent for one in wards), sum(one.unspent for one in wards), sum(one.allocated for one in wards)]
    return Table(
        "The money of each ward’s ground outside parishes", [Column("Ward"), *(Column(h, numeric=True) for h in heads)],
        rows, total=Row([count_of(len(wards), "ward"), *map(pounds, totals)]) if rows else None,
        empty="No ward had levy of ground outside parishes by the end of this year.",
    )  # fmt: skip


def _ward_cells(year: FinancialYear, one: WardLevy, years: list[FinancialYear], *, other: bool) -> list[Cell]:
    def linked(pence: int, of: str) -> Cell:
        return _amount(pence, infrastructure_rows_href(year, of, ward=one.slug))

    past = FinancialYear(year.starts_in - 1)
    before = _amount(one.before, infrastructure_href(past)) if past in years else pounds(one.before)
    return [
        before, linked(one.received, "wards"), *([linked(one.other, "other")] if other else []),
        linked(one.spent, "spent"), pounds(one.unspent), linked(one.allocated, "allocated"),
    ]  # fmt: skip


def _parishes(year: FinancialYear, receipts: list[LevyReceipt]) -> Table:
    found: dict[tuple[str, str], list[int]] = {}
    for row in receipts:
        if row.parish is not None:
            sums = found.setdefault((row.parish.name, row.parish.slug), [0, 0])
            sums[0], sums[1] = sums[0] + row.pence, sums[1] + row.share
    columns = [Column("Parish"), Column("Levy of its sites", numeric=True), Column("For the council", numeric=True)]
    rows = [
        Row([name, pounds(got), _amount(share, infrastructure_rows_href(year, "parishes", parish=slug))])
        for (name, slug), (got, share) in sorted(found.items())
    ]
    total = Row(["All parishes", pounds(sum(a for a, _ in found.values())), pounds(sum(b for _, b in found.values()))])
    return Table("What is for each parish council", columns, rows, total=total if rows else None,
                 empty="Nothing was received of a site in a parish.")  # fmt: skip


def items_table(caption: str, items: list[Item]) -> Table:
    """Return awards of levy with what was spent, and allocated and not spent."""
    columns = [Column("Project"), Column("Ward"), Column("Paid to"), Column("Spent in the year", numeric=True),
               Column("Allocated, not spent", numeric=True)]  # fmt: skip
    rows = [
        Row([
            Link(one.application.title, reverse("funding:award", args=[one.application.reference])),
            one.application.ward.name, payee_of(one.application).name, pounds(one.spent), pounds(one.allocated),
        ])
        for one in items
    ]  # fmt: skip
    spent, allocated = sum(one.spent for one in items), sum(one.allocated for one in items)
    total = Row([count_of(len(items), "award"), "", "", pounds(spent), pounds(allocated)]) if items else None
    return Table(caption, columns, rows, total=total, empty="Nothing was spent or allocated by the end of this year.")


def _notes(sums: Portion) -> list[str]:
    notes = [
        f"What is asked: {SCHEDULE}. The paragraphs are as we read the Schedule. What is not recorded was not entered: "
        "it is not nought.",
        "What the receipts and the ledger know is worked out; everything else is as finance entered it, with its "
        "source and the day on which it stood there.",
        "The money follows the site of the development, in a parish or not, on the day on which it was received.",
        "What a parish council is due of receipts from April to September is paid by 28 October, of those from October "
        "to March by 28 April (regulation 59D). Parish councils report on their own spending (regulation 121B).",
        "What is unspent is of the latest receipts: the oldest money is spent first. Money has no last day here.",
    ]
    if sums.other:
        notes.append("Otherwise is what came or went by no receipt and no award: transfers, top-ups, and what lapsed.")
    return notes


def _amount(pence: int, href: str) -> Cell:
    return Link(pounds(pence), href) if pence else pounds(pence)


def statements_table(on: dt.date) -> Table:
    """Return how each year's statement stands: published, due, late, or still running."""
    done = {row.year: row.published_on for row in published_statements()}
    dues = rules.statements_due(levy_years())
    columns = [Column("Year"), Column("How it stands"), Column("By when"), Column("Figures"), Column("What to do")]
    rows = []
    for year in levy_years():
        due, published = dues.get(year), done.get(year.starts_in)
        rows.append(
            Row([
                Link(year.label, infrastructure_href(year)), _stood_on(year, on, published, due),
                long_date(due.due_on) if due else "No rule says",
                Link(f"Figures of {year.label}", reverse("funding:statement_figures", args=[year.starts_in])),
                Link("Publish it", reverse("funding:publish_infrastructure", args=[year.starts_in]))
                if published is None and year.end < on else "",
            ])
        )  # fmt: skip
    return Table("Infrastructure funding statements", columns, rows, empty="No levy was received yet.")


def _stood_on(year: FinancialYear, on: dt.date, published: dt.date | None, due: StatementDue | None) -> Cell:
    if published is not None:
        return f"Published on {long_date(published)}"
    if year.end >= on:
        return "The year is running"
    return Tag("Late", "late") if due and due.due_on < on else Tag("To be published", "open")
