"""Switches of the whole installation. Sending is off after a restore, until somebody has looked."""

import datetime as dt

from django.db import transaction

from . import audit
from .audit import Person
from .models import Switch

SENDING = "sending"


def is_on(key: str) -> bool:
    """Say whether a switch is on; one that was never touched is."""
    return Switch.objects.filter(key=key, on=False).first() is None


def turn(key: str, *, on: bool, reason: str, by: Person | None, at: dt.datetime) -> None:
    """Turn a switch on or off, with a reason that is kept."""
    with transaction.atomic():
        Switch.objects.update_or_create(key=key, defaults={"on": on, "reason": reason, "at": at})
        audit.record(f"switch:{key}", "on" if on else "off", by=by, at=at, facts={"reason": reason})
