"""Bank details: where an award is paid to, which wait for a second person, and whom their change is told."""

from django.db.models import Max, QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PayeeDetails
from ..states import ApplicationState, DecisionKind
from ..states.payees import PayeeState
from .applications import decision_of

MOST_TOLD = 20  # addresses
GONE = (PayeeState.REFUSED, PayeeState.REPLACED)


def details_of(application: Application) -> PayeeDetails | None:
    """Return where an award is to be paid by the newest word that stands, checked or not.

    Once others are checked, those before them never stand again: the group does not use that account any more.
    """
    rows = application.payee_details.exclude(state__in=GONE)
    return rows.select_related("given_by", "settled_by").order_by("-pk").first()


def all_details_of(application: Application) -> list[PayeeDetails]:
    """Return every bank details that were given for an award, newest first."""
    return list(application.payee_details.select_related("given_by", "settled_by").order_by("-pk"))


def details_waiting_for(roles: Roles) -> QuerySet[PayeeDetails]:
    """Return the bank details that a finance officer may check now, longest waiting first."""
    if not roles.has(RoleKind.FINANCE):
        return PayeeDetails.objects.none()
    rows = PayeeDetails.objects.select_related("application__organisation", "application__ward", "application__fund")
    newest = PayeeDetails.objects.exclude(state__in=GONE).order_by().values("application")
    waiting = rows.filter(pk__in=newest.annotate(newest=Max("pk")).values("newest"), state=PayeeState.GIVEN)
    return waiting.filter(application__state=ApplicationState.APPROVED).exclude(given_by=roles.user).order_by("pk")


def addresses_known(application: Application) -> list[str]:
    """Return where the group was known when this was awarded: its other addresses, then the award's own.

    Who took over a group's link cannot hide from these that its bank details changed: the oldest come first, and
    applications that were made since the award in the group's name add no address.
    """
    same = Application.objects.filter(organisation=application.organisation).exclude(pk=application.pk)
    awarded = decision_of(application, DecisionKind.APPROVE)
    if awarded is not None:
        same = same.filter(submitted_at__lte=awarded.at)
    rows = same.exclude(contact_email="").order_by("pk").values_list("contact_email", flat=True)
    others = dict.fromkeys(email.casefold() for email in rows)
    others.pop(application.contact_email.casefold(), None)
    return [*list(others)[:MOST_TOLD], *filter(None, [application.contact_email])]
