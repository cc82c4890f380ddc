"""Money as the pictures take it, and where its wards have their pages."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import FundLine, MoneyBar
from wapentake.places.models import Ward

from ..queries import Pot


def bar_of(pot: Pot, *, moved: int = 0) -> MoneyBar:
    """Return a fund's bar. `moved`: pence that an award would take from what is left or reserved to committed."""
    reserved = max(0, pot.reserved - moved)
    left = pot.left - max(0, moved - pot.reserved)
    return MoneyBar.of(
        paid=pot.paid, committed=pot.committed + moved, reserved=reserved, returned=pot.returned, left=max(0, left)
    )


def line_of(pot: Pot, name: str = "") -> FundLine:
    """Return a fund's line, with what came back in its note."""
    return FundLine(name or pot.fund.name, bar_of(pot), pot.note)


def ward_href(ward: Ward, on: dt.date) -> str:
    """Return the page of a ward; one of an earlier edition has its own. Ask for the ward with its edition."""
    if ward.edition.is_on(on):
        return reverse("site:ward", args=[ward.slug])
    return reverse("places:earlier", args=[ward.slug, ward.edition.from_date.year])
