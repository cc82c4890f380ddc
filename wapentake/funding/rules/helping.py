"""Who helps a group to apply, and who writes down for it what came on paper or by telephone."""

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

HELPERS = (
    RoleKind.WARD_COUNCILLOR, RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS,
)  # fmt: skip
WRITERS = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER, RoleKind.HEAD_OF_NEIGHBOURHOODS)


def may_invite(roles: Roles) -> Verdict:
    """Councillors and the Neighbourhoods Team make links for groups."""
    if roles.has(*HELPERS):
        return Verdict.yes()
    return Verdict.no("Councillors and the Neighbourhoods Team make links for groups.")


def may_enter(roles: Roles) -> Verdict:
    """The Neighbourhoods Team enters what came on paper or by telephone. A councillor decides, so never enters it."""
    if roles.has(*WRITERS):
        return Verdict.yes()
    return Verdict.no("Only the Neighbourhoods Team enters an application for a group. Ask the ward’s co-ordinator.")
