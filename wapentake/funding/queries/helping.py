"""How an application came."""

import datetime as dt

from django.db.models import Q

from ..models import Application, Entered, Invitation


def entered_for(application: Application) -> Entered | None:
    """Return who entered an application for its group, and how it came; nothing where the group sent it itself."""
    sent = Q(draft__application=application)
    if application.project_id is not None:  # a project's parts were entered at once
        sent |= Q(draft__application__project=application.project_id)
    return Entered.objects.filter(sent).select_related("by").first()


def invitation_by_code(code: str, on: dt.date) -> Invitation | None:
    """Return a link's invitation while it works."""
    return Invitation.objects.filter(code=code, until__gte=on).first()
