"""The evidence room's background work."""

from procrastinate.contrib.django import app

from wapentake.foundation import calendars

from . import actions


def look_again(refs: list[str]) -> None:
    """Hear that the council's places may have changed: see config's WAPENTAKE_NEWS."""
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
