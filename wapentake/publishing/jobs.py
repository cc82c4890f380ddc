"""The publishing room's background work."""

import contextlib

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wapentake.foundation import calendars

from . import actions
from .models import Subscriber


@app.task(queue="mail", retry=RetryStrategy(max_attempts=100, wait=60))
def write_to_confirm(pk: int) -> None:
    """Write to an address for which the bulletin was asked."""
    for found in Subscriber.objects.filter(pk=pk):
        actions.write_to_confirm(found, at=calendars.now())


def follow_again(refs: list[str]) -> None:
    """Hear that the council's wards may have changed: see config's WAPENTAKE_NEWS."""
    # In a savepoint: that it waits already must not undo the hearing of other news.
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        follow_the_wards.defer()


@app.task(queue="default", queueing_lock="follow-the-wards")
def follow_the_wards() -> None:
    """Carry subscriptions of wards that have ended over to those of today."""
    actions.follow_boundaries(on=calendars.today(), at=calendars.now())


@app.periodic(cron="45 3 * * *")
@app.task(queue="default", queueing_lock="look-after-subscribers")
def look_after_subscribers(timestamp: int) -> None:
    """Every night: erase whose time is up, and follow the wards that ended with the day."""
    actions.erase_subscribers_due(at=calendars.now())
    actions.follow_boundaries(on=calendars.today(), at=calendars.now())
