"""The evidence room's background work."""

import contextlib

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wapentake.foundation import calendars

from . import actions


def look_again(refs: list[str]) -> None:
    """Hear that the council's places may have changed: see config's WAPENTAKE_NEWS."""
    # In a savepoint: that it waits already must not undo the hearing of other news.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        fit_again.defer()


@app.task(queue="default", queueing_lock="fit-again")
def fit_again() -> None:
    """Fit all readings anew if wards, boundaries or postcodes are not what they were fitted by."""
    actions.fit_everything(on=calendars.today(), at=calendars.now())


@app.periodic(cron="4 0 * * *")
@app.task(queue="default", queueing_lock="fit-again")
def fit_on_the_day(timestamp: int) -> None:
    """On the first day of a new edition the wards are others, and nobody says so."""
    actions.fit_everything(on=calendars.today(), at=calendars.now())
