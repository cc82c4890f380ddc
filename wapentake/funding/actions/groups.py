"""Which organisation a group means when it names itself, and the officer's word on it."""

import datetime as dt

from django.db import transaction

from wapentake.foundation import audit
from wapentake.foundation.calendars import london_date
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.office.queries import roles_of
from wapentake.organisations.actions import Details, register
from wapentake.organisations.models import Organisation
from wapentake.organisations.queries import by_number, standing
from wapentake.organisations.states import OrganisationKind, Sector
from wapentake.people.models import User

from .. import queries, rules
from ..models import Application
from ..rules import Asked, Group

SECTORS = {OrganisationKind.PARISH_COUNCIL: Sector.PUBLIC}


def organisation_of(asked: Asked, *, at: dt.datetime) -> Organisation:
    """Return the organisation that a group's own words mean; it is added to the council's where it is new."""
    group = asked.organisation
    if isinstance(group, Organisation):
        return group
    return queries.organisation_named(group.name) or _registered(group, asked, at)


def _registered(group: Group, asked: Asked, at: dt.datetime) -> Organisation:
    """Add a group under the name that it typed. A number that another body has is left for an officer to settle."""
    sector = SECTORS.get(group.kind, Sector.VOLUNTARY)
    number = group.charity_number
    if number and by_number(charity=number):
        number = ""
    details = Details(group.name, group.kind, sector, charity_number=number)
    return register(details, by=None, at=at, wards=[asked.ward])


def typed_by(asked: Asked) -> dict[str, str]:
    """Return what a group typed of itself, to be kept with its application; empty where an officer chose it."""
    group = asked.organisation
    if isinstance(group, Organisation):
        return {"typed_name": "", "typed_number": ""}
    return {"typed_name": group.name, "typed_number": group.charity_number}


@transaction.atomic
def confirm_group(application: Application, body: Organisation | None, *, by: User, at: dt.datetime) -> Application:
    """An officer confirms that a group is a body of the council's list, or, with nothing, that it is another one.

    The application then points at that body, whose interests and duplicates it shares. Raises `Refused` where nothing
    is to be settled, or where the body is none of those that it may be.
    """
    found = Application.objects.select_for_update(of=("self",))
    application = found.select_related("ward", "councillor", "organisation").get(pk=application.pk)
    rules.may_confirm_group(roles_of(by, london_date(at)), application, at).demand()
    doubt = queries.doubt_about(application, at)
    if body is not None and (doubt is None or body.pk not in {one.pk for one in doubt.bodies}):
        raise Refused("Choose one of the bodies that the group may be.")
    was = application.organisation
    application.organisation = standing(body) if body is not None else was
    application.group_confirmed_by, application.group_confirmed_at = by, at
    application.save(update_fields=["organisation", "group_confirmed_by", "group_confirmed_at"])
    facts = {"group": application.organisation.pk, "was": was.pk, "new": body is None}
    audit.record(application.ref, "group confirmed", by=by, at=at, facts=facts)
    touch({application.ref, was.ref, application.organisation.ref})
    return application
