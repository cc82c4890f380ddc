"""Addresses that have moved, for residents and for the desk."""

from dataclasses import dataclass

from django.urls import reverse

from wapentake.design.pictures import Column, Link, Row, Table
from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import MovedAddress
from ..queries import moved_addresses
from ..rules import may_move_addresses

SHOWN = 500


@dataclass(frozen=True)
class MovedPage:
    """The addresses that have moved; at the desk, whether this person may move one."""

    table: Table
    may_move: Verdict | None


def moved_paths() -> list[str]:
    """Return the list's address, and every address that leads on: each is answered from store."""
    return [reverse("publishing:moved"), *MovedAddress.objects.values_list("old", flat=True)]


def moved_page(roles: Roles | None = None) -> MovedPage:
    """Return the list."""
    rows = [
        Row([one.old, Link(one.new, one.new), long_date(london_date(one.moved_at)), one.because])
        for one in moved_addresses()[:SHOWN]
    ]
    columns = [Column("Address before"), Column("Leads to"), Column("Since"), Column("Why", sentences=True)]
    table = Table("Addresses that have moved", columns, rows, empty="No address has moved.")
    return MovedPage(table, may_move_addresses(roles) if roles else None)
