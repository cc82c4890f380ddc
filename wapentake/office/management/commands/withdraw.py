"""`wapentake withdraw`: take a page of the public site down everywhere, in seconds."""

import datetime as dt

from wapentake.office import actions
from wapentake.people.models import User

from ..publicity import PageCommand


class Command(PageCommand):
    """Its address says that it was withdrawn; the reason is kept in the record and not shown."""

    help = "Withdraw a page of the public site at once, until it is reinstated."
    done = "is withdrawn. Every host stops serving it within seconds."

    def act(self, path: str, *, reason: str, by: User, at: dt.datetime) -> None:
        """Do it. Raises `Refused`."""
        actions.withdraw_page(path, reason=reason, by=by, at=at)
