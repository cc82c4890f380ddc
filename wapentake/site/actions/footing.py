"""On what footing the demonstration's officers decide."""

import datetime as dt
from collections.abc import Iterable

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Fund

from .world import World

# Invented: no public source gives the paragraph. A council writes down that of its own scheme.
DELEGATION = "Scheme of Delegation, paragraph 14.3 (invented for the demonstration)"
SAYS = (
    "The Assistant Director for Neighbourhoods decides on awards from the wards’ funds, on the members’ "
    "recommendation and within each fund’s rules."
)
SOURCE = "Invented for the demonstration"


def write_down_delegation(world: World, funds: Iterable[Fund], year: FinancialYear, at: dt.datetime) -> None:
    """Let finance write down under what delegation officers decide, from the current year on."""
    for fund in funds:
        funding.set_rule(
            fund, "delegation", {"title": DELEGATION}, text=SAYS, source=SOURCE, from_date=year.start,
            by=world.people["colin"], at=at,
        )  # fmt: skip
