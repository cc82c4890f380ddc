"""Whether a group asks in parts to stay under a limit, and who says that it does not."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application

YES = Verdict.yes()


def not_split(application: Application, on: dt.date) -> Verdict:
    """Whether an application is no part of one that was split, or an officer has said why it is not."""
    split = queries.split_of(application, on)
    if split is None or queries.said_not_split(application):
        return YES
    return Verdict.no(f"{split.words} Say first why this is not splitting.")


def may_say_not_split(roles: Roles, application: Application, on: dt.date) -> Verdict:
    """The approving officer says why, while it is being decided."""
    if not roles.has(RoleKind.APPROVER):
        return Verdict.no("Only an approving officer says why it is not splitting.")
    if roles.user.email.casefold() == application.contact_email.casefold():
        return Verdict.no("You sent this application yourself, so somebody else must say it.")
    if application.state not in queries.OPEN or queries.split_of(application, on) is None:
        return Verdict.no("There is nothing to say: nothing adds up past a limit.")
    return Verdict.no("It has been said why it is not splitting.") if queries.said_not_split(application) else YES
