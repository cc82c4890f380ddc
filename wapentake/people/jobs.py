"""Work that accounts need by themselves."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


@app.periodic(cron="20 3 * * *")
@app.task(queue="default", queueing_lock="idle-accounts")
def close_idle_accounts(timestamp: int) -> None:
    """Close accounts that nobody has used for 45 days."""
    actions.close_idle_accounts(at=calendars.now())
