"""What is said about the funds that others give."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from wapentake.foundation.calendars import long_date
from wapentake.foundation.mail import Message
from wapentake.people.models import User

from ..models import Application, OutsideFund


def other_funds_link(application: Application) -> str:
    """Return the address of the list of other funds that pay in the application's ward."""
    return f"{settings.WAPENTAKE_ADDRESS}{reverse('funding:other_funds_ward', args=[application.ward.slug])}"


def fund_closes(fund: OutsideFund, user: User, on: dt.date) -> Message:
    """To whoever follows an outside fund: it closes, and where to bid."""
    assert fund.closes_on is not None
    left = (fund.closes_on - on).days
    when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
    page = f"{settings.WAPENTAKE_ADDRESS}{reverse('funding:outside_fund', args=[fund.slug])}"
    return Message(
        to=[user.email],
        subject=f"{fund.name} closes on {long_date(fund.closes_on)}",
        text=f"{fund.name}, from {fund.giver}, closes {when}.\n\nWhat it pays for: {fund.purpose}\n\n"
        f"Bid here: {fund.link}\n\nTell the groups that could use it. Its bids, and a way to get no more of these "
        f"reminders: {page}\n",
    )
