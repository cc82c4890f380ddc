"""Who asked for what, who may see it, and what waits for whom."""

from django.db.models import Q, QuerySet

from wapentake.foundation.calendars import FinancialYear
from wapentake.office.models import Councillor
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Application, Decision, Fund
from ..states import ApplicationState, DecisionKind

# Awarded: the decision stands, whether or not it has been paid.
AWARDED = (ApplicationState.APPROVED, ApplicationState.PAID)
OPEN = (ApplicationState.SUBMITTED, ApplicationState.SUPPORTED)
# Whose work is money borough-wide: they see every application.
SEE_ALL = (
    RoleKind.APPROVER,
    RoleKind.FINANCE,
    RoleKind.HEAD_OF_NEIGHBOURHOODS,
    RoleKind.MONITORING_OFFICER,
    RoleKind.CABINET_MEMBER,
    RoleKind.LEADER,
)
SEE_THEIR_WARDS = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER)


def awards(
    *,
    ward: Ward | None = None,
    year: FinancialYear | None = None,
    fund: Fund | None = None,
    councillor: Councillor | None = None,
) -> QuerySet[Application]:
    """Return what was awarded, newest first. Public: nothing personal may be read from it but what is published."""
    found = Application.objects.filter(state__in=AWARDED)
    if ward is not None:
        found = found.filter(ward=ward)
    if year is not None:
        found = found.filter(year=year.starts_in)
    if fund is not None:
        found = found.filter(fund=fund)
    if councillor is not None:
        found = found.filter(councillor=councillor)
    return found.select_related("fund", "ward", "councillor", "organisation", "priority").order_by("-decided_on", "-pk")


def applications_visible_to(roles: Roles) -> QuerySet[Application]:
    """Return the applications that a person may see on the desk: all, their wards', or none."""
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "priority")
    if roles.has(*SEE_ALL):
        return found
    return found.filter(ward__in=_wards_seen_by(roles))


def _wards_seen_by(roles: Roles) -> set[int]:
    """A councillor sees the ward's applications, a co-ordinator or support officer those of their wards."""
    wards = {roles.ward.pk} if roles.ward is not None else set()
    for role in roles.held:
        if role.kind not in SEE_THEIR_WARDS:
            continue
        if role.ward_id is not None:
            wards.add(role.ward_id)
        elif role.locality_id is not None:
            wards |= {ward for locality, ward in roles.locality_wards if locality == role.locality_id}
        elif role.organisation_id is None:
            wards |= set(Ward.objects.values_list("pk", flat=True))
    return wards


def waiting_for(roles: Roles) -> QuerySet[Application]:
    """Return the applications whose next step is this person's, longest waiting first."""
    mine = Q(pk__in=())
    if roles.councillor is not None:
        mine |= Q(state=ApplicationState.SUBMITTED, councillor=roles.councillor)
    if roles.has(RoleKind.APPROVER):
        mine |= Q(state=ApplicationState.SUPPORTED)
    if roles.has(RoleKind.FINANCE):
        mine |= Q(state=ApplicationState.APPROVED)
    return applications_visible_to(roles).filter(mine).order_by("submitted_at", "pk")


def decision_of(application: Application, kind: DecisionKind) -> Decision | None:
    """Return the newest decision of a kind on an application."""
    return application.decisions.filter(kind=kind).select_related("by").order_by("-pk").first()


def supporters(application: Application) -> set[int]:
    """Return the keys of the users who supported an application."""
    return set(application.decisions.filter(kind=DecisionKind.SUPPORT).values_list("by", flat=True))


def open_from_same_group(application: Application) -> QuerySet[Application]:
    """Return other open applications of the same group in a year: it may ask several councillors for one thing."""
    return (
        Application.objects.filter(organisation=application.organisation, year=application.year, state__in=OPEN)
        .exclude(pk=application.pk)
        .select_related("councillor", "fund", "ward")
    )
