"""What several wards are to buy, on the desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from wapentake.design.pictures import Column, Link, NavLink, Row, Table, Tag
from wapentake.design.words import count_of
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds
from wapentake.office.queries import Roles

from .. import queries
from ..queries import PERIODS, SamePurchase


@dataclass(frozen=True)
class SamePurchasesPage:
    """What two wards or more are to buy, asked for within a period."""

    lede: str
    periods: list[NavLink]
    table: Table


def days_of(asked: str) -> int:
    """Return the period that is asked for, in days; the middle one where that cannot be read."""
    return next((days for days in PERIODS if str(days) == asked), PERIODS[1])


def same_purchases_page(roles: Roles, asked: str) -> SamePurchasesPage:
    """Return the list of a period."""
    days = days_of(asked)
    found = queries.same_purchases(roles.on, days)
    open_ones = [each for each in found if each.taken is None]
    total = pounds(sum(each.pence for each in open_ones))
    return SamePurchasesPage(
        lede=f"{count_of(len(open_ones), 'purchase')} that nobody has taken up yet, {total} in all."
        if open_ones
        else "Nothing alike waits to be bought in two wards, or all of it is taken up.",
        periods=[
            NavLink(f"Asked for in {each} days", f"{reverse('funding:same_purchases')}?days={each}", each == days)
            for each in PERIODS
        ],
        table=_table(found, days),
    )


def _table(found: list[SamePurchase], days: int) -> Table:
    columns = [Column("What"), Column("Wards"), Column("Lines", numeric=True), Column("In all", numeric=True),
               Column("How it stands")]  # fmt: skip
    rows = [
        Row([
            Link(each.what, f"{reverse('funding:same_purchase', args=[each.words])}?days={days}"),
            ", ".join(each.wards), str(len(each.lines)), pounds(each.pence),
            Tag("Taken up", "done") if each.taken else Tag("Open", "open"),
        ])
        for each in found
    ]  # fmt: skip
    return Table("The same purchase in several wards", columns, rows, empty="No cost lines of two wards are alike.")


@dataclass(frozen=True)
class SamePurchasePage:
    """One purchase, line by line."""

    found: SamePurchase
    lede: str
    taken: str
    table: Table


def same_purchase_page(found: SamePurchase, roles: Roles) -> SamePurchasePage:
    """Return one purchase: applications that the reader may see are links."""
    keys = {line.application_id for line in found.lines}
    seen = set(queries.applications_visible_to(roles).filter(pk__in=keys).values_list("pk", flat=True))
    columns = [Column("Line"), Column("Ward"), Column("Cost", numeric=True), Column("Application")]
    rows = [Row(_line(line, line.application_id in seen)) for line in found.lines]
    taken = found.taken
    return SamePurchasePage(
        found=found,
        lede=f"{count_of(len(found.lines), 'line')} in {count_of(len(found.wards), 'ward')}, "
        f"{pounds(found.pence)} in all. None of it is paid yet.",
        taken=f"Taken up by {taken.by.name} on {long_date(london_date(taken.at))}: {taken.note}" if taken else "",
        table=Table("Line by line", columns, rows, hidden_caption=True, total=Row(["", "", pounds(found.pence), ""])),
    )


def _line(line: Any, seen: bool) -> list[Any]:
    one = line.application
    said = f"{one.reference}, {one.organisation}"
    shown = Link(said, reverse("funding:application", args=[one.reference])) if seen else said
    return [line.what, one.ward.name, pounds(line.pence), shown]
