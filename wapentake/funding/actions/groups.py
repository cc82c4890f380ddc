"""Which organisation a group means when it names itself."""

import datetime as dt

from wapentake.organisations.actions import Details, register
from wapentake.organisations.models import Organisation
from wapentake.organisations.states import OrganisationKind, Sector

from .. import queries
from ..rules import Asked, Group

SECTORS = {OrganisationKind.PARISH_COUNCIL: Sector.PUBLIC}


def organisation_of(asked: Asked, *, at: dt.datetime) -> Organisation:
    """Return the organisation that a group's own words mean; it is added to the council's where it is new."""
    group = asked.organisation
    if isinstance(group, Organisation):
        return group
    return queries.organisation_named(group.name, group.charity_number) or _registered(group, asked, at)


def _registered(group: Group, asked: Asked, at: dt.datetime) -> Organisation:
    sector = SECTORS.get(group.kind, Sector.VOLUNTARY)
    details = Details(group.name, group.kind, sector, charity_number=group.charity_number)
    return register(details, by=None, at=at, wards=[asked.ward])
