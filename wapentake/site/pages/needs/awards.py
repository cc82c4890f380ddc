"""What needs somebody of an award that was made: what groups report, show, ask and give back."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Need
from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds_short
from wapentake.funding.models import Application, Cancellation, Instalment, Monitoring, PurposeChange, WriteOff
from wapentake.funding.queries import monitoring_waiting_for
from wapentake.funding.queries.cancellations import cancellations_waiting_for
from wapentake.funding.queries.instalments import shown_waiting_for
from wapentake.funding.queries.purposes import purposes_waiting_for
from wapentake.funding.queries.recoveries import write_offs_waiting_for
from wapentake.funding.states.monitoring import MonitoringState
from wapentake.office.queries import Roles

from ..lines import SHOWN, aim_from, first_of, need_by_aim, need_of


def monitoring(roles: Roles, on: dt.date) -> list[Need]:
    """Return the monitoring forms that a co-ordinator reads or asks after."""
    rows = first_of(monitoring_waiting_for(roles, on).order_by("due_on", "pk"))
    return [_monitoring_need(row, on) for row in rows]


def _monitoring_need(row: Monitoring, on: dt.date) -> Need:
    award, late = row.application, row.state == MonitoringState.DUE or row.received_at is None
    by, aim = (row.due_on, f"It was due on {long_date(row.due_on)}.") if late else aim_from(row.received_at, on)
    return need_of(
        by,
        f"Ask {award.organisation.name} for its monitoring form" if late
        else f"Read the monitoring form of {award.organisation.name}",
        reverse("funding:monitoring", args=[award.reference]),
        "The form was asked for with the payment, and has not come." if late else "The group has sent its form back.",
        f"{subject_of(award)} {aim}",
        on,
    )  # fmt: skip


def shown(roles: Roles, on: dt.date) -> list[Need]:
    """Return what groups showed for an instalment and somebody reads."""
    return [_shown_need(part, on) for part in first_of(shown_waiting_for(roles))]


def _shown_need(part: Instalment, on: dt.date) -> Need:
    award, (by, aim) = part.application, aim_from(part.shown_at, on)
    if part.due_on > by:
        by, aim = part.due_on, f"It is paid from {long_date(part.due_on)} on."
    return need_of(
        by,
        f"Read what {award.organisation.name} sent for instalment {part.number}",
        reverse("funding:instalments", args=[award.reference]),
        "The instalment is paid once it has been read.",
        f"{award.title}: {pounds_short(part.pence)} of {pounds_short(award.pence)}, {award.reference}. {aim}",
        on,
    )


def purposes(roles: Roles, on: dt.date) -> list[Need]:
    """Return the awards that a group would use for something else."""
    return [_purpose_need(change, on) for change in purposes_waiting_for(roles)[:SHOWN]]


def _purpose_need(change: PurposeChange, on: dt.date) -> Need:
    award = change.application
    return need_by_aim(
        change.backed_at or change.asked_at,
        f"Say whether {award.organisation.name} may use its award for something else",
        reverse("funding:purpose", args=[award.reference]),
        "The group asks, and nothing changes without your written consent.",
        f"{change.purpose} {subject_of(award)}",
        on,
    )


def cancellations(roles: Roles, on: dt.date) -> list[Need]:
    """Return the cancellations that a second officer confirms."""
    return [_cancellation_need(row, on) for row in first_of(cancellations_waiting_for(roles))]


def _cancellation_need(row: Cancellation, on: dt.date) -> Need:
    award = row.application
    return need_by_aim(
        row.proposed_at,
        f"Confirm that the award to {award.organisation.name} is cancelled, or drop it",
        reverse("funding:cancel_award", args=[award.reference]),
        "For an award of this size a second officer confirms it. Nothing is paid meanwhile.",
        subject_of(award),
        on,
    )


def write_offs(roles: Roles, on: dt.date) -> list[Need]:
    """Return what is proposed to be written off."""
    return [_write_off_need(row, on) for row in first_of(write_offs_waiting_for(roles))]


def _write_off_need(row: WriteOff, on: dt.date) -> Need:
    award = row.recovery.application
    return need_by_aim(
        row.proposed_at,
        f"Say whether {pounds_short(row.pence)} of {award.organisation.name} is written off",
        reverse("funding:recovery", args=[row.recovery_id]),
        "A second person agrees to what is given up.",
        f"{row.reason} {subject_of(award)}",
        on,
    )


def subject_of(award: Application) -> str:
    """Return what an award is for, how much it is and its reference: the words beside a date."""
    return f"{award.title}: {pounds_short(award.pence)}, {award.reference}."
