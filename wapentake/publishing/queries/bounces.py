"""How many soft bounces are too many."""

import datetime as dt

from django.conf import settings

from ..states import Limits


def bounce_limits() -> Limits:
    """Return what this installation has set."""
    return Limits(settings.WAPENTAKE_SOFT_BOUNCES, dt.timedelta(days=settings.WAPENTAKE_SOFT_BOUNCE_DAYS))
