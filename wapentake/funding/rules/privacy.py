"""Who looks for what is held on a person, and what may be erased."""

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application

YES = Verdict.yes()


def may_search_people(roles: Roles) -> Verdict:
    """The administrator answers for the council when a person asks what is held (UK GDPR, article 15)."""
    if roles.has(RoleKind.ADMINISTRATOR):
        return YES
    return Verdict.no("Only the council’s administrator looks for what is held on a person.")


def may_erase(roles: Roles | None, application: Application) -> Verdict:
    """What was declined or withdrawn; the record of an award is kept by law. No roles: the time is up."""
    who = YES if roles is None else may_search_people(roles)
    return first_refusal(who, _is_over(application))


def _is_over(application: Application) -> Verdict:
    if application.state not in queries.GONE:
        return Verdict.no("It is open or awarded, and its record must be kept. Once it is declined, ask again.")
    return YES if application.contact_name else Verdict.no("It has been erased already.")
