"""What the council cancelled of an award, in words and figures."""

from typing import Any

from wapentake.foundation.calendars import london_date, long_date
from wapentake.foundation.money import pounds

from ..models import Application
from ..queries.cancellations import cancellation_of
from ..states.cancellations import CancellationState


def cancelled_words(application: Application) -> str:
    """Return what was cancelled, when and why; nothing where nothing was."""
    found = cancellation_of(application)
    if found is None or found.state != CancellationState.DONE or found.settled_at is None:
        return ""
    day = long_date(london_date(found.settled_at))
    return f"{pounds(found.pence)} was cancelled on {day}, and is left to award again. The reason: {found.reason}"


def kept_of(row: Any) -> int:
    """Return what an award of a list comes to, in pence, without what was cancelled of it."""
    return int(row.pence - row.cancelled_pence)
