"""The plans room's background work."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


@app.periodic(cron="25 7 * * 1-5")
@app.task(queue="default", queueing_lock="remind-owners-of-actions")
def remind_owners_of_actions(timestamp: int) -> None:
    """Every working morning: write to whoever has an action late or soon due and was not told this week."""
    actions.remind_owners(at=calendars.now())
