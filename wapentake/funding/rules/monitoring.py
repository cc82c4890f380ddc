"""Who sends a monitoring form back, reads it, or asks for the money back, and by when."""

import datetime as dt

from wapentake.foundation.calendars import long_date, months_after
from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.organisations.states import OrganisationKind, Sector

from .. import queries
from ..models import Application, Monitoring
from ..queries.monitoring import print_of_monitoring
from ..states.fund_rules import Count
from ..states.monitoring import MONITORING, MonitoringState
from .recoveries import may_recover

YES = Verdict.yes()
FORM_CHANGED = "The group has sent the form again since you opened this page. Read that, and then accept it."
# Two weeks before it is due, the day after, and a fortnight late. Ours: no public source says how often.
REMIND_BEFORE, REMIND_AGAIN = dt.timedelta(days=14), dt.timedelta(days=14)

_SAID = {
    MonitoringState.DUE: "The monitoring form has not been sent back yet.",
    MonitoringState.RECEIVED: "The monitoring form has been sent back already.",
    MonitoringState.ACCEPTED: "The monitoring form has been accepted: nothing more is asked for.",
    MonitoringState.ASKED_BACK: "The money has been asked for back already.",
}


def due_for(application: Application, paid_on: dt.date) -> dt.date | None:
    """Return by when the form is due that comes with a payment; nothing where the fund's rules ask for none.

    Groups and parishes are asked; the council's own services and whoever sells goods are not.
    """
    body = application.organisation
    if body.sector != Sector.VOLUNTARY and body.kind != OrganisationKind.PARISH_COUNCIL:
        return None
    found = queries.rule_set(application.fund, paid_on).one("monitoring_within", Count)
    return months_after(paid_on, found[0].number) if found else None


def may_send_monitoring(monitoring: Monitoring) -> Verdict:
    """The group sends it by its own link, also late, also when the money has been asked for back."""
    return _may_become(monitoring, MonitoringState.RECEIVED)


def may_accept_monitoring(roles: Roles, monitoring: Monitoring) -> Verdict:
    """The ward's co-ordinator reads it, and accepts it or sends it to the group again."""
    return first_refusal(_may_become(monitoring, MonitoringState.ACCEPTED), reads_monitoring(roles, monitoring))


def monitoring_as_read(monitoring: Monitoring, seen: str) -> Verdict:
    """What is accepted is what was read; `seen` is its print, nothing where it lies before them."""
    return YES if seen in ("", print_of_monitoring(monitoring)) else Verdict.no(FORM_CHANGED)


def may_ask_back(roles: Roles, monitoring: Monitoring, on: dt.date) -> Verdict:
    """A form that is late starts a request for the money back, of what was paid and has not come back."""
    first = first_refusal(_may_become(monitoring, MonitoringState.ASKED_BACK), reads_monitoring(roles, monitoring))
    if first and monitoring.due_on >= on:
        return Verdict.no(f"The form is due by {long_date(monitoring.due_on)}. Ask for the money back after that.")
    return first_refusal(first, may_recover(roles, monitoring.application))


def unreturned_rule(monitoring: Monitoring) -> str:
    """Return the fund's rule of the day on which the form was asked for, with its source; nothing where it has none."""
    found = queries.rule_set(monitoring.application.fund, monitoring.asked_on).found.get("monitoring")
    return f"{found.rule.text} {found.cited}" if found else ""


def reminders_due(monitoring: Monitoring, on: dt.date) -> int:
    """Return how many reminders a form that is to come should have had by a day."""
    days = (
        monitoring.due_on - REMIND_BEFORE,
        monitoring.due_on + dt.timedelta(days=1),
        monitoring.due_on + REMIND_AGAIN,
    )
    return sum(day <= on for day in days)


def reads_monitoring(roles: Roles, monitoring: Monitoring) -> Verdict:
    """The ward’s co-ordinator or a finance officer reads forms, and acts on them."""
    if roles.in_ward(RoleKind.CO_ORDINATOR, monitoring.application.ward) or roles.has(RoleKind.FINANCE):
        return YES
    return Verdict.no("The ward’s co-ordinator or a finance officer reads monitoring forms.")


def _may_become(monitoring: Monitoring, to: MonitoringState) -> Verdict:
    if MONITORING.verdict(monitoring.state, to):
        return YES
    return Verdict.no(_SAID[MonitoringState(monitoring.state)])
