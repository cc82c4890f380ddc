"""Who looks over all the public's money, and who may take a bundle of its records away."""

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import ReviewClosed
from ..queries.oversight import OVERSEE, SEE_THE_UNDERSPEND
from .funds import may_run_funds


def may_oversee(roles: Roles) -> Verdict:
    """The statutory officers and auditors see what is undeclared, late, without reasons, or does not reconcile."""
    if roles.has(*OVERSEE):
        return Verdict.yes()
    return Verdict.no("Only the Monitoring Officer, the section 151 officer and auditors can see this.")


def may_close_review(roles: Roles, closed: ReviewClosed | None) -> Verdict:
    """An award that was looked at again is closed once, by the Monitoring Officer, who has none of its money."""
    if not roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.no("Only the Monitoring Officer looks at awards again.")
    if closed is not None:
        return Verdict.no(f"This was closed on {long_date(london_date(closed.at))}: {closed.get_outcome_display()}.")
    return Verdict.yes()


def may_see_underspend(roles: Roles) -> Verdict:
    """The council-wide underspend names councillors before it is published, so it is for whoever acts on it."""
    if roles.has(*SEE_THE_UNDERSPEND):
        return Verdict.yes()
    return Verdict.no("Only finance, approving and senior officers, the Cabinet Member and the Leader can see this.")


def may_take_bundle(roles: Roles) -> Verdict:
    """A bundle of records is for the statutory officers and for finance, who hand it to the auditors."""
    if roles.has(*OVERSEE, RoleKind.FINANCE):
        return Verdict.yes()
    return Verdict.no(
        "Only the Monitoring Officer, the section 151 officer, auditors and finance officers can take an audit bundle."
    )


def may_read_contacts(roles: Roles) -> Verdict:
    """Whom a group named as its contact is personal data: in a bundle it is for the Monitoring Officer alone."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.yes()
    return Verdict.no("The contact’s name and address are left out: they are for the Monitoring Officer alone.")


def may_see_people(roles: Roles) -> Verdict:
    """What a group says of its people is for those who decide, check and pay; an auditor reads the records without."""
    if not roles.has(RoleKind.AUDITOR) or len({role.kind for role in roles.held}) > 1:
        return Verdict.yes()
    return Verdict.no("An auditor reads no contacts and no papers: they are left out.")


def may_read_ledger(roles: Roles) -> Verdict:
    """The funds and every posting are read by those who run them, and by auditors, who change nothing."""
    return Verdict.yes() if roles.has(RoleKind.AUDITOR) else may_run_funds(roles)


def may_see_own_money(roles: Roles) -> Verdict:
    """A page of one's own money is for whoever has a seat; officers find all of it under Money."""
    if roles.councillor is not None and roles.ward is not None:
        return Verdict.yes()
    return Verdict.no("Only a councillor has money of their own. Every application stands under Money.")
