"""Whether it is known which body asks for money, and who may say so."""

import datetime as dt

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import Application

YES = Verdict.yes()
WHO = "The ward’s co-ordinator or an approving officer confirms on this page who it is, before anybody decides."


def group_is_known(application: Application, at: dt.datetime) -> Verdict:
    """Nobody decides on a group that may be another body than it says: interests are looked for by its name."""
    doubt = queries.doubt_about(application, at)
    return Verdict.no(f"{doubt.why} {WHO}") if doubt else YES


def may_confirm_group(roles: Roles, application: Application, at: dt.datetime) -> Verdict:
    """The ward's co-ordinator or an approving officer, who has no part in it and is not the councillor who decides."""
    if not roles.has(RoleKind.APPROVER) and not roles.in_ward(RoleKind.CO_ORDINATOR, application.ward):
        return Verdict.no("Only the ward’s co-ordinator or an approving officer can confirm who a group is.")
    if roles.councillor is not None and application.councillor == roles.councillor:
        return Verdict.no("You decide on this application, so somebody else must confirm who the group is.")
    if roles.user.email.casefold() == application.contact_email.casefold():
        return Verdict.no("You sent this application yourself, so somebody else must confirm who the group is.")
    doubt = queries.doubt_about(application, at)
    if application.state not in queries.OPEN or doubt is None:
        return Verdict.no("There is nothing to confirm: it is known who the group is.")
    bodies = {application.organisation_id, *(body.pk for body in doubt.bodies)}
    if any(role.organisation_id in bodies for role in roles.held):
        return Verdict.no("You hold a role in one of these bodies, so somebody else must confirm who the group is.")
    return YES
