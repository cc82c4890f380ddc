"""Who looks over all the public's money, and who may take a bundle of its records away."""

import datetime as dt
from collections.abc import Callable, Sized
from dataclasses import dataclass

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from .. import queries
from ..models import ReviewClosed
from ..queries.oversight import (
    OVERSEE,
    SEE_THE_UNDERSPEND,
    late_steps,
    undeclared_offices,
    unmatched_lines,
    without_reasons,
)
from ..queries.recoveries import overdue_recoveries
from .footing import late_copies
from .funds import may_run_funds
from .infrastructure import statements_overdue


@dataclass(frozen=True)
class Found:
    """A check of the oversight page that found something: its name in addresses, its title and how many."""

    key: str
    title: str
    count: int


# What is found and needs something done. The register's reviews have a line of their own.
CHECKS: tuple[tuple[str, str, Callable[[dt.date], Sized]], ...] = (
    ("offices", "Undeclared offices", lambda on: undeclared_offices()),
    ("reasons", "Decisions without reasons", lambda on: without_reasons()),
    ("clocks", "Clocks that ran out", late_steps),
    ("copies", "Copies of members’ own decisions that are late", late_copies),
    ("monitoring", "Monitoring that is overdue", queries.overdue_monitoring),
    ("unmatched", "Lines of the bank that match no payment", lambda on: unmatched_lines()),
    ("recoveries", "Money asked back that is late", overdue_recoveries),
    ("statements", "Infrastructure funding statements that are late", statements_overdue),
    ("ledger", "What does not reconcile", lambda on: queries.check_ledger().faults),
)


def found_on(on: dt.date) -> list[Found]:
    """Return the checks that find something on a day."""
    counts = [Found(key, title, len(rows(on))) for key, title, rows in CHECKS]
    return [one for one in counts if one.count]


def may_oversee(roles: Roles) -> Verdict:
    """The statutory officers and auditors see what is undeclared, late, without reasons, or does not reconcile."""
    if roles.has(*OVERSEE):
        return Verdict.yes()
    return Verdict.no("Only the Monitoring Officer, the section 151 officer and auditors can see this.")


def may_close_review(roles: Roles, closed: ReviewClosed | None) -> Verdict:
    """An award that was looked at again is closed once, by the Monitoring Officer, who has none of its money."""
    if not roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.no("Only the Monitoring Officer looks at awards again.")
    if closed is not None:
        return Verdict.no(f"This was closed on {long_date(london_date(closed.at))}: {closed.get_outcome_display()}.")
    return Verdict.yes()


def may_see_underspend(roles: Roles) -> Verdict:
    """The council-wide underspend names councillors before it is published, so it is for whoever acts on it."""
    if roles.has(*SEE_THE_UNDERSPEND):
        return Verdict.yes()
    return Verdict.no("Only finance, approving and senior officers, the Cabinet Member and the Leader can see this.")


def may_take_bundle(roles: Roles) -> Verdict:
    """A bundle of records is for the statutory officers and for finance, who hand it to the auditors."""
    if roles.has(*OVERSEE, RoleKind.FINANCE):
        return Verdict.yes()
    return Verdict.no(
        "Only the Monitoring Officer, the section 151 officer, auditors and finance officers can take an audit bundle."
    )


def may_read_contacts(roles: Roles) -> Verdict:
    """Whom a group named as its contact is personal data: in a bundle it is for the Monitoring Officer alone."""
    if roles.has(RoleKind.MONITORING_OFFICER):
        return Verdict.yes()
    return Verdict.no("The contact’s name and address are left out: they are for the Monitoring Officer alone.")


def may_see_people(roles: Roles) -> Verdict:
    """What a group says of its people is for those who decide, check and pay; an auditor reads the records without."""
    if not roles.has(RoleKind.AUDITOR) or len({role.kind for role in roles.held}) > 1:
        return Verdict.yes()
    return Verdict.no("An auditor reads no contacts and no papers: they are left out.")


def may_read_ledger(roles: Roles) -> Verdict:
    """The funds and every posting are read by those who run them, the section 151 officer and auditors."""
    return Verdict.yes() if roles.has(RoleKind.AUDITOR, RoleKind.SECTION_151) else may_run_funds(roles)


def may_see_own_money(roles: Roles) -> Verdict:
    """A page of one's own money is for whoever has a seat; officers find all of it under Money."""
    if roles.councillor is not None and roles.ward is not None:
        return Verdict.yes()
    return Verdict.no("Only a councillor has money of their own. Every application stands under Money.")
