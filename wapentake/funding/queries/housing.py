"""What waits for a housing officer."""

from django.db.models import QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import TenantBenefit
from ..states import ApplicationState
from .applications import OPEN


def benefits_to_sign(roles: Roles) -> QuerySet[TenantBenefit]:
    """Return the tenants' benefits that a housing officer may sign off, longest waiting first; for others none."""
    if not roles.has(RoleKind.HOUSING_OFFICER):
        return TenantBenefit.objects.none()
    rows = TenantBenefit.objects.select_related("application__organisation").filter(signed_by=None)
    live = rows.filter(application__state__in=(*OPEN, ApplicationState.APPROVED))
    return live.exclude(by=roles.user).order_by("at", "pk")
