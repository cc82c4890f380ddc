"""The office's background work."""

import datetime as dt

from wapentake.foundation import calendars

from . import actions


def send_digests(refs: list[str]) -> None:
    """Hear that an audit digest was made, `digest:2026-11-27`: see config's WAPENTAKE_NEWS."""
    for ref in refs:
        actions.send_digest(dt.date.fromisoformat(ref.partition(":")[2]), at=calendars.now())
