"""A councillor's money: what stands where, what would go on to the next year, by when to decide, own awards."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.design.words import brief_date
from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.money import pounds, pounds_short
from wapentake.office.queries import Roles
from wapentake.places.queries import clusters_of

from .. import queries, rules
from ..models import Application, Fund
from ..queries import Pot
from ..rules import CarryLine
from ..states import HolderKind


@dataclass(frozen=True)
class MinePage:
    year: FinancialYear
    lede: str
    pots: Table
    shared: Table
    notes: list[str]
    awards: Table


def mine_page(roles: Roles) -> MinePage:
    """Return the money of a councillor with a seat, and of their ward, in the year of a day."""
    assert roles.ward is not None
    year = FinancialYear.of(roles.on)
    last = queries.last_days_to_decide(year)
    pots = [pot for pot in _pots(roles, year) if pot.allotted]
    lines = _carried(pots, roles, year)
    columns = [
        Column("Fund"),
        *(Column(name, numeric=True) for name in ("Left", "Given", "Reserved", "Committed", "Paid", "Came back")),
        Column("Would go on to next year", numeric=True), Column("Groups apply by"), Column("Decide by"),
    ]  # fmt: skip
    rows = [
        Row([
            pot.fund.name, *_amounts(pot), pounds(lines[pot.fund.pk][0]), _apply_by(pot),
            brief_date(last[pot.fund.pk]) if pot.fund.pk in last else "No day is set",
        ])
        for pot in pots
    ]  # fmt: skip
    return MinePage(
        year=year,
        lede=_lede(pots),
        pots=Table("Your money and your ward’s", columns, rows, empty=f"No money is given for {year.label} yet."),
        shared=_shared(roles, year),
        notes=[f"{pot.fund}: {why}" for pot in pots if (why := lines[pot.fund.pk][1])],
        awards=_awards(roles, year),
    )


def _pots(roles: Roles, year: FinancialYear) -> Iterator[Pot]:
    """Yield the councillor's own pots and those that the ward's members share."""
    own = {pot.fund.pk: pot for pot in queries.pots(year, councillor=roles.councillor)}
    for pot in queries.pots(year, ward=roles.ward):
        yield own[pot.fund.pk] if pot.fund.holder_kind == HolderKind.COUNCILLOR else pot


def _shared(roles: Roles, year: FinancialYear) -> Table:
    """Return what the clusters hold that the councillor's ward is in: all their members decide on it together."""
    assert roles.ward is not None
    columns = [Column("Cluster and fund")]
    columns += [Column(name, numeric=True) for name in ("Left", "Given", "Reserved", "Committed", "Paid", "Came back")]
    rows = [
        Row([f"{cluster}: {pot.fund}", *_amounts(pot)])
        for cluster in clusters_of(roles.ward, roles.on)
        for pot in queries.pots(year, cluster=cluster)
        if pot.allotted
    ]
    return Table("Shared with the other wards of a cluster", columns, rows)


def _amounts(pot: Pot) -> list[str]:
    """Return its amounts, what is left first: on a phone the others have to be scrolled to."""
    return [pounds(pence) for pence in (pot.left, pot.allotted, pot.reserved, pot.committed, pot.paid, pot.came_back)]


def _carried(pots: list[Pot], roles: Roles, year: FinancialYear) -> dict[int, tuple[int, str]]:
    """Return what of what is left would go on, by the rules in force on the year's last day, and why not the rest."""
    assert roles.ward is not None
    assert roles.councillor is not None
    funds = [pot.fund for pot in pots]
    lines = rules.carry_lines_of(funds, year, roles.on, (roles.ward, roles.councillor))
    return {fund.pk: _goes_on(fund, lines[fund.pk], roles) for fund in funds}


def _goes_on(fund: Fund, lines: list[CarryLine], roles: Roles) -> tuple[int, str]:
    own = fund.holder_kind == HolderKind.COUNCILLOR
    for line in lines:
        mine = line.holder.councillor == roles.councillor if own else line.holder.ward == roles.ward
        if mine:
            return line.carried, f"{pounds_short(line.lapsed)} would lapse. {line.why}" if line.lapsed else ""
    return 0, ""


def _apply_by(pot: Pot) -> str:
    found = queries.day_in(pot.fund, "received_by", pot.year)
    return brief_date(found[0]) if found else "No day is set"


def _lede(pots: list[Pot]) -> str:
    left = sum(pot.left for pot in pots)
    if not pots:
        return "Nothing is given to you or your ward this year yet."
    return f"{pounds(left)} of {pounds(sum(pot.allotted for pot in pots))} is left to award, with your ward’s funds."


def _awards(roles: Roles, year: FinancialYear) -> Table:
    found = Application.objects.filter(councillor=roles.councillor, year=year.starts_in).select_related(
        "organisation", "fund"
    )
    columns = [Column("Application"), Column("Amount", numeric=True), Column("How it stands"), Column("Decided")]
    rows = [
        Row([
            Link(
                f"{one.organisation}: {one.title}", reverse("funding:application", args=[one.reference]), one.reference
            ),
            pounds(one.pence), one.get_state_display(), long_date(one.decided_on) if one.decided_on else "Not yet",
        ])
        for one in found.order_by("-submitted_at", "-pk")
    ]  # fmt: skip
    return Table("What you were asked for this year", columns, rows, empty="Nobody has asked you for money this year.")
