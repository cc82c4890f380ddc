"""The funding room's background work."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions, pages


def look_again(refs: list[str]) -> None:
    """Hear that councillors' registers may have changed: see config's WAPENTAKE_NEWS."""
    actions.raise_reviews(refs, at=calendars.now())


@app.periodic(cron="20 9 * * *")
@app.task(queue="default", queueing_lock="remind-of-drafts")
def remind_of_drafts(timestamp: int) -> None:
    """Write to groups, five days before, that an application which they began and never sent will be forgotten."""
    at = calendars.now()
    before, until = at - pages.kept_for() + 5 * calendars.DAY, calendars.london_date(at + 5 * calendars.DAY)
    actions.remind_of_drafts(before=before, until=until, at=at)


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="forget-drafts")
def forget_drafts(timestamp: int) -> None:
    """Delete applications that were begun and never sent, a day after the last on which they can be gone on with."""
    actions.forget_drafts(before=calendars.now() - pages.kept_for() - calendars.DAY)
