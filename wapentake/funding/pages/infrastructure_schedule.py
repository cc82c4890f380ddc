"""The whole levy of a year in the order of Schedule 2: what the receipts and the ledger know, and what was entered.

What is worked out and what was entered are named as such on every line, and never put in each other's place.
"""

from dataclasses import dataclass

from wapentake.design.pictures import Cell, Column, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds

from ..models import LevyReceipt, StatementFigure
from ..queries.statement_figures import numbers_of_figures, sums_of_figures
from ..states.infrastructure import COUNTED, NAMES_PARISH, PARAGRAPHS, SECTION_106, Figure

NOT_RECORDED = "Not recorded"
LEDGER = "Worked out from the receipts and the ledger"
MOST = 100  # rows of a table on the page; its rows page has all of them


@dataclass(frozen=True)
class Asked:
    """One line that Schedule 2 asks for: pence, or how many of a thing; neither where it is not recorded."""

    paragraph: str
    what: str
    pence: int | None
    source: str
    href: str = ""
    number: int | None = None

    @property
    def recorded(self) -> bool:
        return self.pence is not None or self.number is not None

    @property
    def amount(self) -> str:
        if self.number is not None:
            return f"{self.number:,}"
        return NOT_RECORDED if self.pence is None else pounds(self.pence)


@dataclass(frozen=True)
class Known:
    """What the receipts and the ledger know of a year's levy, in pence."""

    received: int
    set_aside: int
    due_to_parishes: int
    retained: int
    spent: int
    allocated: int
    of_the_year: int
    earlier: int


def schedule_of(known: Known, rows: list[StatementFigure]) -> list[Asked]:
    """Return every line of Schedule 2, paragraph 1, in its order."""
    said = _Said(rows)
    set_aside = f"The rule sets {pounds(known.set_aside)} aside for it"
    due = f"By its receipts {pounds(known.due_to_parishes)} is due to them"
    return [
        said.entered(Figure.DEMANDED),
        Asked("1(b)", "Received in the year", known.received, LEDGER, "received"),
        said.entered(Figure.EARLIER),
        said.entered(Figure.ALLOCATED),
        said.together("1(e)", "Spent in the year, in all", Figure.SPENT, known.spent),
        said.together("1(f)", "Allocated and not spent, in all", Figure.HELD, known.allocated),
        said.entered(Figure.ITEM, "Spent on items of infrastructure, without the neighbourhood portion"),
        said.entered(Figure.BORROWED),
        said.entered(Figure.ADMINISTRATION, beside=_of_received(set_aside, said, known)),
        said.entered(Figure.ITEM_HELD, "Allocated to items and not spent, without the neighbourhood portion"),
        said.entered(Figure.PASSED, "Passed to parish councils (regulations 59A and 59B)", beside=due),
        said.entered(Figure.OTHERS, "Passed to other persons (regulation 59(4))"),
        said.entered(Figure.RECOVERED, "Recovered from parish councils (regulation 59E)"),
        Asked("1(j)(i)", "Kept for ground outside parishes (regulation 59F)", known.retained, LEDGER, "wards"),
        Asked("1(j)(ii)", "Of regulation 59F money: spent in the year", known.spent, LEDGER, "spent"),
        Asked("1(j)(ii)", "Of regulation 59F money: allocated and not spent", known.allocated, LEDGER, "allocated"),
        said.entered(Figure.REQUESTED, "Requested from parish councils by notice (regulation 59E)"),
        said.entered(Figure.OUTSTANDING, "Of it not yet recovered at the end of the year"),
        said.entered(Figure.KEPT),
        said.entered(Figure.KEPT_BEFORE),
        Asked("1(l)(iii)", "Retained of the year’s regulation 59E and 59F money", known.of_the_year, LEDGER),
        Asked("1(l)(iv)", "Retained of earlier years’ regulation 59E and 59F money", known.earlier, LEDGER),
    ]


def section_106_of(rows: list[StatementFigure]) -> list[Asked]:
    """Return every line of Schedule 2, paragraph 3, in its order. All of it is entered: no ledger of ours knows it."""
    said = _Said(rows)
    return [
        said.counted(figure) if figure in COUNTED else said.entered(figure, _bare(figure)) for figure in SECTION_106
    ]


def _bare(figure: Figure) -> str:
    words = str(figure.label).removeprefix("Section 106: ")
    return f"{words[:1].upper()}{words[1:]}"


class _Said:
    """What was entered of a year."""

    def __init__(self, rows: list[StatementFigure]) -> None:
        self.rows, self.sums, self.numbers = rows, sums_of_figures(rows), numbers_of_figures(rows)

    def counted(self, figure: Figure) -> Asked:
        number = self.numbers.get(figure)
        source = self._source(figure) if number is not None else ""
        return Asked(PARAGRAPHS[figure], _bare(figure), None, source, number=number)

    def entered(self, figure: Figure, what: str = "", *, beside: str = "") -> Asked:
        pence = self.sums.get(figure)
        source = self._source(figure) if pence is not None else ""
        words = ". ".join(part for part in (source, beside) if part)
        return Asked(PARAGRAPHS[figure], what or str(figure.label), pence, words)

    def together(self, paragraph: str, what: str, figure: Figure, neighbourhood: int) -> Asked:
        """Return what was entered of the rest with the ledger's part; not recorded while the rest is not."""
        rest, part = self.sums.get(figure), f"{pounds(neighbourhood)} of the neighbourhood portion, by the ledger"
        if rest is None:
            return Asked(paragraph, what, None, f"{part}; the rest was not entered")
        return Asked(paragraph, what, neighbourhood + rest, f"{part}; {pounds(rest)} entered: {self._source(figure)}")

    def _source(self, figure: Figure) -> str:
        mine = [row for row in self.rows if row.figure == figure]
        sources = list(dict.fromkeys(f"{row.source.rstrip('.')}, {long_date(row.on)}" for row in mine))
        return "; ".join(sources)


def _of_received(set_aside: str, said: _Said, known: Known) -> str:
    """Return what the rule sets aside, and the per cent of the receipts that was spent on administration."""
    spent = said.sums.get(Figure.ADMINISTRATION)
    if spent is None or known.received <= 0:
        return set_aside
    return f"{round(100 * spent / known.received, 2):g}% of what was received. {set_aside}"


def schedule_table(
    lines: list[Asked], hrefs: dict[str, str], caption: str = "The levy of the year in the order of Schedule 2"
) -> Table:
    """Return the lines as a table; a figure with rows leads to them."""
    columns = [Column("What Schedule 2 asks"), Column("Paragraph"), Column("Amount", numeric=True),
               Column("Where it is from")]  # fmt: skip
    rows: list[Row] = []
    for one in lines:
        linked = one.href and one.pence
        amount: Cell = Link(one.amount, hrefs[one.href]) if linked else one.amount
        rows.append(Row([one.what, one.paragraph, amount, one.source]))
    return Table(caption, columns, rows)


def developments_table(receipts: list[LevyReceipt]) -> Table:
    """Return what is due to parish councils by development: 25% with a plan, else 15% up to the limit."""
    heads = ("Development", "Parish", "Received", "Share", "Limit of the year", "For the council")
    columns = [Column(head, numeric=head in ("Received", "Share", "For the council")) for head in heads]
    mine = [row for row in receipts if row.parish is not None]
    rows = [
        Row([
            f"{row.development.reference}: {row.development.site}, {long_date(row.on)}", str(row.parish),
            pounds(row.pence), f"{row.percent}%", pounds(row.cap) if row.cap is not None else f"None: {row.plan}",
            pounds(row.share),
        ])
        for row in mine
    ]  # fmt: skip
    got, share = sum(row.pence for row in mine), sum(row.share for row in mine)
    total = Row([count_of(len(mine), "line"), "", pounds(got), "", "", pounds(share)]) if mine else None
    return Table(
        "What is due to parish councils by development (regulation 59A)", columns, rows, total=total,
        empty="Nothing was received of a site in a parish.",
    )  # fmt: skip


def named_table(rows: list[StatementFigure]) -> Table:
    """Return the items of infrastructure, other persons and parish councils that entered figures name."""
    mine = [row for row in rows if (row.item or row.figure in NAMES_PARISH) and row.figure != Figure.LISTED]
    columns = [Column("Item, person or parish council"), Column("Paragraph"), Column("What"),
               Column("Amount", numeric=True), Column("Source")]  # fmt: skip
    found = [
        Row([
            row.item or str(row.parish), PARAGRAPHS[Figure(row.figure)], row.get_figure_display(), row.amount,
            f"{row.source.rstrip('.')}, {long_date(row.on)}",
        ])
        for row in mine
    ]  # fmt: skip
    return Table(
        "Items and parish councils, as entered", columns, found, empty="No item or parish council was entered."
    )


def listed_table(rows: list[StatementFigure]) -> Table:
    """Return the infrastructure list: what the levy will or may pay for, wholly or in part (regulation 121A(1)(a))."""
    columns = [Column("Project or type of infrastructure"), Column("Source")]
    found = [
        Row([row.item, f"{row.source.rstrip('.')}, {long_date(row.on)}"]) for row in rows if row.figure == Figure.LISTED
    ]
    return Table("The infrastructure list", columns, found, empty="Nothing was entered yet.")


def first_rows(table: Table, total: Row | None = None) -> Table:
    """Return a table's first hundred rows, with the totals over all of them."""
    return Table(table.caption, table.columns, table.rows[:MOST], total=total or table.total, empty=table.empty)
