"""`wapentake reinstate`: publish a page again that was withdrawn."""

import datetime as dt

from wapentake.office import actions
from wapentake.people.models import User

from ..publicity import PageCommand


class Command(PageCommand):
    """It comes back as it is now."""

    help = "Publish a withdrawn page again, as it is now."
    done = "is published again, as it is now."

    def act(self, path: str, *, reason: str, by: User, at: dt.datetime) -> None:
        """Do it. Raises `Refused`."""
        actions.reinstate_page(path, reason=reason, by=by, at=at)
