"""Which letters wait to be posted, and which went."""

from django.db.models import QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Letter
from .applications import SEE_ALL, SEE_THEIR_WARDS


def letters_visible_to(roles: Roles) -> QuerySet[Letter]:
    """Return the letters about the applications that a person may see, those written first before others."""
    rows = Letter.objects.select_related("application__organisation", "application__ward", "posted_by")
    if roles.has(*SEE_ALL):
        return rows
    return rows.filter(application__ward__in=roles.ward_keys(*SEE_THEIR_WARDS))


def letters_waiting_for(roles: Roles) -> QuerySet[Letter]:
    """Return the letters that a co-ordinator of the ward has to post."""
    wards = roles.ward_keys_held(RoleKind.CO_ORDINATOR)
    if not wards:
        return Letter.objects.none()
    return letters_visible_to(roles).filter(posted_on__isnull=True, application__ward__in=wards)
