"""Who keeps the rules by which every ward's plan goes."""

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind


def only_keepers(roles: Roles, what: str) -> Verdict:
    """The Head of Neighbourhoods and administrators may, and nobody else."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return Verdict.yes()
    return Verdict.no(f"Only the Head of Neighbourhoods and administrators can {what}.")
