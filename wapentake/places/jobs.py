"""Work of the places room by the clock."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


# The queue reckons in UTC: one of the two is just after midnight in London, in summer as in winter.
@app.periodic(cron="1 0,23 * * *")
@app.task(queue="default", queueing_lock="wards-of-postcodes", pass_context=False)
def compute_wards(timestamp: int) -> None:
    """Move every postcode to its ward of today: on the first day of a new edition, or of a new set of boundaries."""
    actions.recompute_wards(on=calendars.today(), by=None, at=calendars.now())
