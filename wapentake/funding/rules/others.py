"""Who writes down what others gave to an award, and when that counts as drawn in."""

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, OtherMoney
from ..queries import AWARDED

YES = Verdict.yes()


def may_keep_match(roles: Roles, application: Application) -> Verdict:
    """The ward's co-ordinator or finance, once the money is awarded: before, it is the group's own word."""
    if not (roles.in_ward(RoleKind.CO_ORDINATOR, application.ward) or roles.has(RoleKind.FINANCE)):
        return Verdict.no("The ward’s co-ordinator or a finance officer writes down what others gave.")
    if application.state not in AWARDED:
        return Verdict.no("Nothing is awarded yet: what others give stands in the application.")
    return YES


def may_confirm_match(one: OtherMoney) -> Verdict:
    """What is expected is confirmed once."""
    return Verdict.no("It is confirmed already.") if one.confirmed else YES
