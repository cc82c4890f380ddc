"""How an application came."""

import datetime as dt

from ..models import Application, Entered, Invitation


def entered_for(application: Application) -> Entered | None:
    """Return who entered an application for its group, and how it came; nothing where the group sent it itself."""
    return Entered.objects.filter(draft__application=application).select_related("by").first()


def invitation_by_code(code: str, on: dt.date) -> Invitation | None:
    """Return a link's invitation while it works."""
    return Invitation.objects.filter(code=code, until__gte=on).first()
