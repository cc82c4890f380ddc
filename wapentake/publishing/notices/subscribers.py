"""The mail that asks an address whether it wants the bulletin. Nothing that a stranger typed stands in it."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.mail import Message

from ..models import Subscriber
from ..queries import confirm_path, preferences_path, unsubscribe_path
from ..states import SubscriberState


def confirmation(subscriber: Subscriber, names: Sequence[str], until: dt.datetime, *, email: str) -> Message:
    """To an address for which the bulletin was asked: what was asked, and the page with the button."""
    site = settings.WAPENTAKE_ADDRESS.rstrip("/")
    asked = "\n".join(f"- {name}" for name in names)
    known = subscriber.state == SubscriberState.CONFIRMED
    begins = (
        "You get our e-bulletin already. Somebody, we hope you, asked for this to be added:"
        if known
        else "Somebody, we hope you, asked for our e-bulletin to be sent to this address:"
    )
    ends = (
        f"What you get now, and how to stop it:\n{site}{preferences_path(subscriber)}\n"
        f"Leave with one click:\n{site}{unsubscribe_path(subscriber)}\n"
        if known
        else "If it was not you, do nothing. Nothing is sent then, and your address is erased.\n"
    )
    text = (
        f"{begins}\n\n{asked}\n\n"
        f"To get it, open this page and press the button:\n{site}{confirm_path(subscriber)}\n\n"
        f"The link works until the end of {long_date(london_date(until))}.\n\n{ends}\n"
        f"{settings.WAPENTAKE_TEAM}, {settings.WAPENTAKE_SITE_NAME}\n"
    )
    return Message(to=[email], subject="Confirm that you want the e-bulletin", text=text)
