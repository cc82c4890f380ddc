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


def may_erase(roles: Roles | None, application: Application, *, kept_long_enough: bool = False) -> Verdict:
    """What was declined or withdrawn, and an award once it was kept long enough. No roles: its time is up."""
    who = YES if roles is None else may_search_people(roles)
    return first_refusal(who, _is_over(application, kept_long_enough))


def _is_over(application: Application, kept_long_enough: bool) -> Verdict:
    if application.state not in queries.GONE and not kept_long_enough:
        return Verdict.no("It is open or awarded, and its record must be kept. Names go when the fund’s rule says so.")
    return YES if application.contact_name else Verdict.no("It has been erased already.")
