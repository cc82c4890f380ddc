"""Which addresses may be made to lead where, and by whom."""

import re

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..queries import is_published

WITHIN = re.compile(r"/([^/\\?#\s][^\\?#\s]*)?")
OURS = ("/desk/", "/sign-in/", "/api/", "/static/", "/moved/", "/healthz", "/readyz")
LONGEST = 300


def may_move_addresses(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and the administrator look after the site's addresses."""
    if roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.ADMINISTRATOR):
        return Verdict.yes()
    return Verdict.no("The Head of Neighbourhoods and the administrator look after the site’s addresses.")


def sound_address(path: str) -> Verdict:
    """An address stays on this site: it begins with one slash and has no host, no question and no fragment."""
    if len(path) > LONGEST or not WITHIN.fullmatch(path):
        return Verdict.no(
            f"“{path[:80]}” is no address of this site. Give what follows its name, with one slash first, such as "
            "/wards/boston-castle/, without a question mark or a #."
        )
    return Verdict.yes()


def may_lead_on(old: str, new: str) -> Verdict:
    """Only an address at which nothing is published leads on, and only to another."""
    for path in (old, new):
        if not (verdict := sound_address(path)).allowed:
            return verdict
    if old == new:
        return Verdict.no("An address cannot lead to itself: give another.")
    if old.startswith(OURS):
        return Verdict.no(f"{old} belongs to the program and cannot lead elsewhere.")
    if is_published(old):
        return Verdict.no(f"A page is published at {old}: it leads on once that is gone.")
    return Verdict.yes()
