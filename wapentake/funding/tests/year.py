"""A year of awards of every kind, for tests of what is published of it."""

import re

from wapentake.funding import actions
from wapentake.funding.models import Application, Fund
from wapentake.funding.rules import Tenants
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .world import AT, World


def body(name: str, sector: Sector, kind: OrganisationKind = OrganisationKind.GROUP, **more: str) -> Organisation:
    return Organisation.objects.create(
        kind=kind, sector=sector, name=name, slug=re.sub(r"\W+", "-", name.lower()).strip("-") or "x", **more
    )


def awarded(world: World, pence: int, **changes: object) -> Application:
    application = world.submitted(pence, **changes)
    world.support(application)
    world.approve(application)
    return application


def recorded(world: World, pence: int, fund: Fund, **changes: object) -> Application:
    if fund == world.housing:
        changes |= {"tenants": Tenants("All of the homes are council tenancies.", 12, 12, pence)}
    return actions.record_award(
        world.asked(pence, fund=fund, councillor=None, **changes), reasons="They agreed.", alternatives="None.",
        by=world.marsden, at=AT, key=world.key(),
    )  # fmt: skip


def year_of_all_kinds(world: World) -> None:
    """A year with every sector, every fund of it, money that came back, and a fund that stands apart."""
    council = body("Streetscene", Sector.PUBLIC, OrganisationKind.SERVICE)
    shop = body("Ivanhoe Signs", Sector.PRIVATE, OrganisationKind.BUSINESS)
    paid = awarded(world, 50_050, reached={"older": 28, "carers": 4}, serves="Company for everybody")
    world.pay(paid)
    actions.return_money(paid, 1_025, reason="Cheaper.", by=world.finch, at=AT, key=world.key())
    bought = awarded(world, 12_345, organisation=shop)
    Application.objects.filter(pk=bought.pk).update(costs="capital")
    recorded(world, 300_000, world.capital, organisation=council)
    recorded(world, 66_000, world.housing, organisation=council)
    world.supported(999)
