"""Work that accounts need by themselves."""

from django.conf import settings
from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


@app.periodic(cron="20 3 * * *")
@app.task(queue="default", queueing_lock="idle-accounts")
def close_idle_accounts(timestamp: int) -> None:
    """Close accounts that nobody has used for 45 days; never those of the demonstration, which nobody asks for."""
    if not settings.WAPENTAKE_DEMO:
        actions.close_idle_accounts(at=calendars.now())
