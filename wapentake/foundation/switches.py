"""Switches of the whole installation. After a restore mail waits, and so do roles, until somebody has looked."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from . import audit
from .audit import Person
from .models import Switch
from .prepared import prepared

SENDING = "sending"
ROLES = "roles"


def is_on(key: str) -> bool:
    """Say whether a switch is on; one that was never touched is."""
    return off_since(key) is None


def off_since(key: str) -> dt.datetime | None:
    """Return since when a switch is off; None where it is on."""
    return _off.first(key=key)


@prepared
def _off(key: Any) -> QuerySet[Switch, dt.datetime]:
    return Switch.objects.filter(key=key, on=False).values_list("at", flat=True)


def turn(key: str, *, on: bool, reason: str, by: Person | None, at: dt.datetime) -> None:
    """Turn a switch on or off, with a reason that is kept."""
    with transaction.atomic():
        Switch.objects.update_or_create(key=key, defaults={"on": on, "reason": reason, "at": at})
        audit.record(f"switch:{key}", "on" if on else "off", by=by, at=at, facts={"reason": reason})
