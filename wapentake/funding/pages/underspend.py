"""The council's underspend on a day: who has committed nothing, per fund and ward, by capital and revenue."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from wapentake.design.pictures import Cell, Column, Link, Row, Table
from wapentake.design.words import count_of
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds

from ..queries.as_at import HeldPot, KindSum, by_kind, held_on, sum_of_pots, used_of
from ..states import FundKind
from .statement.tables import beside, share_of

HEADS = (
    "On", "Financial year", "Fund", "Kind", "Ward", "Holder", "Allotted in pounds", "Reserved in pounds",
    "Committed in pounds", "Paid in pounds", "Came back in pounds", "Left in pounds", "Committed or spent, %",
)  # fmt: skip


@dataclass(frozen=True)
class UnderspendPage:
    """How the year's money stood at the end of a day."""

    on: dt.date
    year: FinancialYear
    lede: str
    ratio: str
    note: str
    kinds: Table
    untouched: Table
    funds: Table
    wards: Table
    csv_href: str


def underspend_page(on: dt.date) -> UnderspendPage:
    """Return how the year of a day stood at its end, summed from the entries up to it."""
    pots = [one for one in held_on(on) if one.pot.allotted]
    idle = [one for one in pots if one.is_untouched]
    kinds = by_kind(pots)
    return UnderspendPage(
        on=on,
        year=FinancialYear.of(on),
        lede=_lede(pots, idle, on),
        ratio=_ratio(kinds),
        note=_note(sum(one.pot.settled for one in pots)),
        kinds=_kinds(kinds),
        untouched=_untouched(idle),
        funds=_summed("What is committed, by fund", "Fund", pots, lambda one: one.pot.fund.name),
        wards=_summed(
            "What is committed, by ward and fund", "Ward", pots, lambda one: f"{one.place.name}: {one.pot.fund.name}"
        ),
        csv_href=f"{reverse('funding:underspend_csv')}?on={on.isoformat()}",
    )


def underspend_rows(on: dt.date) -> Iterator[list[str | int | dt.date]]:
    """Yield every holder's pot as a row under `HEADS`, amounts in pence."""
    for one in held_on(on):
        pot = one.pot
        yield [
            on, pot.year.label, pot.fund.name, pot.fund.get_kind_display(), one.place.name, one.holder, pot.allotted,
            pot.reserved, pot.committed, pot.paid, pot.came_back, pot.left, share_of(one.used, pot.allotted),
        ]  # fmt: skip


def _lede(pots: list[HeldPot], idle: list[HeldPot], on: dt.date) -> str:
    if not pots:
        return f"No money had been allotted by {long_date(on)}."
    given, used = sum(one.pot.allotted for one in pots), sum(one.used for one in pots)
    half = sum(2 * one.used < one.pot.allotted for one in pots)
    return (
        f"At the end of {long_date(on)}, {pounds(given - used)} of {pounds(given)} was not committed. "
        f"{len(idle)} of {count_of(len(pots), 'pot')} had committed nothing, and {half} less than half."
    )


def _note(settled: int) -> str:
    """Say why the statement has more: it tells awards whole."""
    if not settled:
        return ""
    return (
        f"{pounds(settled)} came back from awards and was settled by the funds’ rules: "
        "here it is not committed or spent. The statement tells each award whole, and what came back beside it."
    )


def _ratio(kinds: list[KindSum]) -> str:
    """Return how far capital was used beside revenue, in words; nothing where one of them had no money."""
    rates = {one.kind: Fraction(one.used, one.allotted) for one in kinds}
    capital, revenue = rates.get(FundKind.CAPITAL), rates.get(FundKind.REVENUE)
    if capital is None or not revenue:
        return ""
    found = f"For each 1% of revenue that was committed or spent, {float(capital / revenue):.2f}% of capital was."
    return f"{found} {beside(capital, revenue)}"


def _kinds(kinds: list[KindSum]) -> Table:
    columns = [
        Column("Kind of money"), Column("Allotted", numeric=True), Column("Committed or spent", numeric=True),
        Column("Share", numeric=True), Column("Paid", numeric=True), Column("Share paid", numeric=True),
    ]  # fmt: skip
    rows = [
        Row([
            one.kind.label, pounds(one.allotted), pounds(one.used), share_of(one.used, one.allotted),
            pounds(one.paid), share_of(one.paid, one.allotted),
        ])
        for one in kinds
    ]  # fmt: skip
    return Table("What is committed, capital and revenue", columns, rows, empty="No money had been allotted.")


def _untouched(idle: list[HeldPot]) -> Table:
    columns = [Column("Holder"), Column("Ward"), Column("Fund"), Column("Not committed", numeric=True)]
    rows = [Row([_holder(one), one.place.name, one.pot.fund.name, pounds(one.pot.allotted)]) for one in idle]
    return Table("Has committed nothing", columns, rows, empty="Every holder has committed something.")


def _holder(one: HeldPot) -> Cell:
    reserved = f"{pounds(one.pot.reserved)} of it is being decided" if one.pot.reserved else ""
    ward = f"&ward={one.ward.slug}" if one.ward else ""
    href = f"{reverse('funding:queue')}?list=open{ward}&fund={one.pot.fund.key}"
    return Link(one.holder, href, reserved)


def _summed(caption: str, first: str, pots: list[HeldPot], key: Callable[[HeldPot], str]) -> Table:
    columns = [
        Column(first), *(Column(name, numeric=True) for name in ("Allotted", "Committed", "Paid", "Reserved", "Left")),
        Column("Committed or spent", numeric=True),
    ]  # fmt: skip
    groups: dict[str, list[HeldPot]] = defaultdict(list)
    for one in pots:
        groups[key(one)].append(one)
    rows = []
    for name, group in groups.items():
        pot = sum_of_pots(group[0].pot.fund, group)
        amounts = [pounds(pence) for pence in (pot.allotted, pot.committed, pot.paid, pot.reserved, pot.left)]
        rows.append(Row([name, *amounts, share_of(used_of(pot), pot.allotted)]))
    return Table(caption, columns, rows, empty="No money had been allotted.")
