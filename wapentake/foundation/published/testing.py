"""For tests of rooms: bring the published site up to date at once, and read what is stored."""

import datetime as dt
from collections.abc import Callable

from .. import calendars, changes
from ..models import PublishedVersion
from . import refresh


def settle(clock: Callable[[], dt.datetime] = calendars.now) -> int:
    """Deliver all news, find all addresses and render every page that is wanted; return how many were rendered.

    Does in the caller's process what jobs do in a worker's. Raises RenderFailed where a page cannot be rendered.
    """
    changes.deliver()
    refresh.find(clock())
    pages = refresh.waiting()
    for page in pages:
        refresh.bring_up_to_date(page, clock)
    return len(pages)


def stored(path: str, at: dt.datetime | None = None) -> str | None:
    """Return the stored page that is served at an address (at a moment, otherwise now) as text; None where none is."""
    found = stored_bytes(path, at)
    return None if found is None else found.decode()


def stored_bytes(path: str, at: dt.datetime | None = None) -> bytes | None:
    """Return the same as bytes: for pictures."""
    at = at or calendars.now()
    for version in PublishedVersion.objects.filter(page__path=path).order_by("ahead"):
        if (not version.ahead or version.valid_from <= at) and (version.ends is None or at < version.ends):
            return bytes(version.identity)
    return None
