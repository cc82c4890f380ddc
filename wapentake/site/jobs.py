"""The site's background work."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars
from wapentake.foundation.published.render import measure
from wapentake.publishing import actions as publishing

from . import pages


@app.periodic(cron="25 4 * * *")
@app.task(queue="default", queueing_lock="measure-data")
def measure_data(timestamp: int) -> None:
    """Every night: see how large each data set is, and whether it has changed."""
    at = calendars.now()
    found = {path: measure(path, at=at) for path in pages.measurable(calendars.today())}
    publishing.keep_measures({path: both for path, both in found.items() if both}, at=calendars.now())
