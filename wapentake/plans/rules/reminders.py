"""When the owners of actions are reminded, and who says so."""

import datetime as dt

from wapentake.foundation.calendars import DAY
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .keepers import only_keepers


def week_of(day: dt.date) -> dt.date:
    """Return the Monday that a day's week begins with."""
    return day - day.weekday() * DAY


def may_set_reminders(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators say when owners are reminded."""
    return only_keepers(roles, "say when owners are reminded")
