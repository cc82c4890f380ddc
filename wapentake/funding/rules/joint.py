"""Who looks for the same purchase in several wards, and takes it up."""

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..queries import KEEP_OTHER_FUNDS


def may_buy_together(roles: Roles) -> Verdict:
    """The neighbourhoods team and finance see what several wards are to buy."""
    if roles.has(*KEEP_OTHER_FUNDS, RoleKind.FINANCE):
        return Verdict.yes()
    return Verdict.no("Only the neighbourhoods team and finance officers look for what several wards are to buy.")
