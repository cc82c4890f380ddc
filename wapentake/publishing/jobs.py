"""The publishing room's background work."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions
from .models import Subscriber


@app.task(queue="mail", retry=RetryStrategy(max_attempts=100, wait=60))
def write_to_confirm(pk: int) -> None:
    """Write to an address for which the bulletin was asked."""
    for found in Subscriber.objects.filter(pk=pk):
        actions.write_to_confirm(found, at=calendars.now())
