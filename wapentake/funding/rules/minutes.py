"""What an officer who enters an award says of the meeting at which members decided on it, and who enters one."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office import rules as office
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles, members_of
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application

YES = Verdict.yes()


@dataclass(frozen=True)
class Minuted:
    """The day of the members' meeting, its minute, and which members had an interest and took no part."""

    met_on: dt.date
    said: str
    aside: tuple[Councillor, ...] = ()


def may_enter_awards(roles: Roles) -> Verdict:
    """What members decided together elsewhere is entered by the officer who approves awards."""
    if roles.has(RoleKind.APPROVER):
        return YES
    return Verdict.no("Only an approving officer can enter what members decided together.")


def minute_stands(minuted: Minuted, on: dt.date) -> Verdict:
    """A meeting was held by today, in the year whose money it decided on, and has a minute that others can find."""
    year = FinancialYear.of(on)
    if minuted.met_on < year.start:
        return Verdict.no(
            f"Members decide on a year’s money within it: a meeting of {long_date(minuted.met_on)} was before "
            f"{year.label} began."
        )
    if minuted.met_on > on:
        return Verdict.no("That meeting is still to come. Enter the award once it was decided.")
    if not minuted.said.strip():
        return Verdict.no("Give the minute: its number, or where it is found.")
    return YES


def no_interest_in_meeting(application: Application, minuted: Minuted, at: dt.datetime) -> Verdict:
    """Whether each member whose register shows an interest took no part (Localism Act 2011, section 31).

    The register is compared as it stands now, with those who sat for the ward, or the cluster's wards, at the meeting.
    """
    for ward in queries.voting_wards(application, minuted.met_on):
        for member in members_of(ward, minuted.met_on):
            may = office.may_take_part(member, application.organisation, at, alone=False)
            if not may and member not in minuted.aside:
                return Verdict.no(f"{may.reason} If the minute says that {member} took no part, tick so.")
    return YES


def may_enter_for(roles: Roles, application: Application, minuted: Minuted | None, at: dt.datetime) -> Verdict:
    """Whoever enters an award has no other part in it, and no member who decided on it had an interest."""
    if any(role.organisation_id == application.organisation.pk for role in roles.held):
        return Verdict.no(f"You hold a role in {application.organisation}, so another officer must enter this.")
    if roles.user.email.casefold() == application.contact_email.casefold():
        return Verdict.no("You speak for the group yourself, so another officer must enter this.")
    return no_interest_in_meeting(application, minuted, at) if minuted is not None else YES
