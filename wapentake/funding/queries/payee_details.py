"""Bank details: where an award is paid to, which wait for a second person, and whom their change is told."""

from django.db.models import Max, QuerySet

from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, PayeeDetails
from ..states import ApplicationState
from ..states.payees import PayeeState

MOST_TOLD = 5  # addresses


def details_of(application: Application) -> PayeeDetails | None:
    """Return where an award is to be paid by the newest word that was not refused, checked or not."""
    rows = application.payee_details.exclude(state=PayeeState.REFUSED)
    return rows.select_related("given_by", "settled_by").order_by("-pk").first()


def all_details_of(application: Application) -> list[PayeeDetails]:
    """Return every bank details that were given for an award, newest first."""
    return list(application.payee_details.select_related("given_by", "settled_by").order_by("-pk"))


def details_waiting_for(roles: Roles) -> QuerySet[PayeeDetails]:
    """Return the bank details that a finance officer may check now, longest waiting first."""
    rows = PayeeDetails.objects.select_related("application__organisation", "application__ward", "application__fund")
    if not roles.has(RoleKind.FINANCE):
        return rows.none()
    newest = PayeeDetails.objects.exclude(state=PayeeState.REFUSED).order_by().values("application")
    waiting = rows.filter(pk__in=newest.annotate(newest=Max("pk")).values("newest"), state=PayeeState.GIVEN)
    return waiting.filter(application__state=ApplicationState.APPROVED).exclude(given_by=roles.user).order_by("pk")


def addresses_known(application: Application) -> list[str]:
    """Return where the group was known before: its newest other addresses first, then the award's own.

    Who took over a group's link cannot hide from these that its bank details changed.
    """
    same = Application.objects.filter(organisation=application.organisation).exclude(pk=application.pk)
    rows = same.exclude(contact_email="").order_by("-pk").values_list("contact_email", flat=True)[:50]
    others = dict.fromkeys(email.casefold() for email in rows)
    others.pop(application.contact_email.casefold(), None)
    return [*list(others)[:MOST_TOLD], *filter(None, [application.contact_email])]
