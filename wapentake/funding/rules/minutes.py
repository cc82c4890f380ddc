"""What an officer who enters an award says of the meeting at which members decided on it, and who enters one."""

import datetime as dt
from dataclasses import dataclass

from wapentake.foundation.calendars import FinancialYear, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

YES = Verdict.yes()


@dataclass(frozen=True)
class Minuted:
    """The day of the members' meeting, and its minute."""

    met_on: dt.date
    said: str


def may_enter_awards(roles: Roles) -> Verdict:
    """What members decided together elsewhere is entered by the officer who approves awards."""
    if roles.has(RoleKind.APPROVER):
        return YES
    return Verdict.no("Only an approving officer can enter what members decided together.")


def minute_stands(minuted: Minuted, on: dt.date) -> Verdict:
    """A meeting was held by today, in the year whose money it decided on, and has a minute that others can find."""
    year = FinancialYear.of(on)
    if minuted.met_on < year.start:
        return Verdict.no(
            f"Members decide on a year’s money within it: a meeting of {long_date(minuted.met_on)} was before "
            f"{year.label} began."
        )
    if minuted.met_on > on:
        return Verdict.no("That meeting is still to come. Enter the award once it was decided.")
    if not minuted.said.strip():
        return Verdict.no("Give the minute: its number, or where it is found.")
    return YES
