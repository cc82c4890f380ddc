"""What a group is told of money that is asked back."""

import datetime as dt

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.foundation.money import pounds

from ..models import Recovery
from ..queries import monitoring_of
from ..queries.recoveries import to_come
from ..states.recoveries import RecoveryReason
from .afterwards import monitoring_link
from .base import to_group


def recovery_opened(recovery: Recovery) -> Message | None:
    """To the group: how much, why, how, by when, and what if it cannot."""
    award = recovery.application
    return to_group(
        award,
        f"Your award {award.reference}: we ask for money back",
        f"The council asks for {pounds(recovery.pence)} of your award for {award.title} back, by "
        f"{long_date(recovery.due_on)}.\n\nThe reason: {recovery.get_why_display()}. {recovery.said}\n\n"
        f"How to pay: {recovery.how}\n\n{_can_still_tell(recovery)}"
        "You can pay in parts. If you cannot pay by then, or think that this is wrong, "
        "tell your neighbourhood co-ordinator before that day.",
    )


def _can_still_tell(recovery: Recovery) -> str:
    form = monitoring_of(recovery.application)
    if recovery.why != RecoveryReason.UNTOLD or form is None:
        return ""
    return (
        f"The monitoring form was due on {long_date(form.due_on)}. If you can still tell us what the money did, do so "
        f"here: {monitoring_link(form)}\n\n"
    )


def recovery_reminder(recovery: Recovery, on: dt.date) -> Message | None:
    """To the group: money is due back soon, or is late."""
    award, late = recovery.application, recovery.due_on < on
    when = f"{'It was due on' if late else 'It is due by'} {long_date(recovery.due_on)}."
    return to_group(
        award,
        f"Your award {award.reference}: money {'is late' if late else 'is due back soon'}",
        f"{pounds(to_come(recovery))} of your award for {award.title} is to come back. {when}\n\n"
        f"How to pay: {recovery.how}\n\nIf you cannot, tell your neighbourhood co-ordinator.",
    )


def recovery_settled(recovery: Recovery) -> Message | None:
    """To the group: nothing more is asked for."""
    award = recovery.application
    return to_group(
        award,
        f"Your award {award.reference}: settled",
        f"Nothing more of {pounds(recovery.pence)} that the council asked back is to come. Thank you.",
    )
