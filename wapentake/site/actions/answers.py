"""What the demonstration answers to the tests of ring-fenced money, and who signs it off."""

import datetime as dt
from typing import Any

from wapentake.funding import actions as funding
from wapentake.funding.models import Application, Development, Fund
from wapentake.funding.rules import Demands, Tenants
from wapentake.funding.states import FundKind

from .choosing import Wanted
from .world import World

MORE_HOMES = "More households use it since the new homes were built, and it was not made for so many."
ENGAGED = "Asked at a drop-in, on posters at the site and by letter to the streets around it."
TENANTS = "It is for the estate’s council tenants: their homes are the ones around it."
# Where others live on the estate too, so many of the homes are council tenancies: the rents pay no more than that.
HOMES, MIXED = 40, 32
OTHERS = "The landlord of the other homes, by letter"


def answers(world: World, fund: Fund, one: Wanted) -> dict[str, Any]:
    """Return the answers that an award from a fund needs; none for a fund without such tests."""
    if fund.kind == FundKind.LEVY:
        sites = tuple(Development.objects.filter(ward=world.ward(one.ward), parish=None)[:1])
        return {"demands": Demands(MORE_HOMES, ENGAGED, sites)}
    if fund.kind == FundKind.HOUSING:
        if one.pence % 400:
            return {"tenants": Tenants(TENANTS, HOMES, HOMES, one.pence)}
        return {"tenants": Tenants(TENANTS, HOMES, MIXED, one.pence * HOMES // MIXED, other_source=OTHERS)}
    return {}


def sign_off(world: World, award: Application, at: dt.datetime) -> None:
    """The area housing manager signs an award off."""
    funding.sign_off(award, note="Checked against the tenancies of the estate.", by=world.people["joanna"], at=at)
