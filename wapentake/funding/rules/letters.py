"""Who posts a letter to a group that has no e-mail address."""

import datetime as dt

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Letter

YES = Verdict.yes()


def may_post_letter(roles: Roles, letter: Letter) -> Verdict:
    """The ward's co-ordinator, or finance, prints it and says when it went; once."""
    if letter.posted_on is not None:
        return Verdict.no(f"It was posted on {long_date(letter.posted_on)}.")
    if roles.in_ward(RoleKind.CO_ORDINATOR, letter.application.ward) or roles.has(RoleKind.FINANCE):
        return YES
    return Verdict.no("The ward’s co-ordinator or a finance officer posts letters.")


def posted_when(letter: Letter, posted_on: dt.date, on: dt.date) -> Verdict:
    """A letter goes between the day on which it was written and today."""
    first = london_date(letter.written_at)
    if posted_on < first:
        return Verdict.no(f"The letter was written on {long_date(first)}. Enter that day or a later one.")
    if posted_on > on:
        return Verdict.no("Enter today or an earlier day: say that it was posted once it was.")
    return YES
