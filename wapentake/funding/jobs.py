"""The funding room's background work."""

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from . import actions, pages, queries
from .models import AwardImport
from .queries.purposes import open_changes


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


@app.periodic(cron="50 3 * * *")
@app.task(queue="default", queueing_lock="erase-what-is-due")
def erase_what_is_due(timestamp: int) -> None:
    """Erase names and addresses in what is over, paid awards too, and bank details, as the funds' rules say."""
    actions.erase_what_is_due(at=calendars.now())


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="forget-drafts")
def forget_drafts(timestamp: int) -> None:
    """Delete applications that were begun and never sent, a day after the last on which they can be gone on with."""
    actions.forget_drafts(before=calendars.now() - pages.kept_for() - calendars.DAY)


@app.task(
    queue="default",
    name=actions.BRING_IN,
    retry=RetryStrategy(max_attempts=100, wait=10, retry_exceptions=[OperationalError]),
)
def bring_in_file(pk: int, shown: str, by: int) -> None:
    """Bring a file of past awards in; what is refused is told on its page. A worker that dies left nothing behind."""
    found, user = AwardImport.objects.get(pk=pk), User.objects.get(pk=by)
    try:
        actions.apply_import(found, shown=shown, by=user, at=calendars.now())
    except Refused as refused:
        actions.stop_import(found, refused.reason, by=user, at=calendars.now())


@app.periodic(cron="20 7 * * *")
@app.task(queue="default", queueing_lock="remind-of-monitoring")
def remind_of_monitoring(timestamp: int) -> None:
    """Every morning: remind the groups whose monitoring form is due soon or late."""
    actions.remind_of_monitoring(at=calendars.now())


def put_on_again(refs: list[str]) -> None:
    """Hear that a councillor's register, seat or office, or a cluster's wards, changed: others may have to decide."""
    for application in queries.waiting_for_members():
        actions.put_on_again(application, at=calendars.now())
    _put_purposes_on()


def _put_purposes_on() -> None:
    for change in open_changes():
        actions.put_purpose_on(change, at=calendars.now())


@app.periodic(cron="20 6 * * *")
@app.task(queue="default", queueing_lock="put-on-and-remind")
def put_on_and_remind(timestamp: int) -> None:
    """Each morning: put what waits for members to whoever decides today, and remind those who are nearly late."""
    for application in queries.waiting_for_members():
        actions.put_on_again(application, at=calendars.now())
        actions.remind_those_asked(application, at=calendars.now())
    _put_purposes_on()


@app.periodic(cron="40 7 * * *")
@app.task(queue="default", queueing_lock="alert-of-money-left")
def alert_of_money_left(timestamp: int) -> None:
    """Every morning: tell the councillors to whom money is left, once in a period of the council's rule."""
    actions.alert_of_money_left(at=calendars.now())


@app.periodic(cron="30 3 * * *")
@app.task(queue="default", queueing_lock="lapse-offers")
def lapse_offers(timestamp: int) -> None:
    """Every night: let the offers lapse that nobody answered in time, so that their money is there for others."""
    actions.lapse_offers(at=calendars.now())


@app.periodic(cron="10 3 * * *")
@app.task(queue="default", queueing_lock="check-records-at-night")
def check_records_at_night(timestamp: int) -> None:
    """Every night: look over all records, for the statutory officers' desks."""
    actions.check_records(by=None, at=calendars.now())


@app.task(queue="default", name=actions.CHECK_RECORDS)
def check_records(by: int) -> None:
    """Look over all records for somebody who asked."""
    actions.check_records(by=User.objects.get(pk=by), at=calendars.now())


@app.periodic(cron="10 7 * * *")
@app.task(queue="default", queueing_lock="remind-of-closing")
def remind_of_closing(timestamp: int) -> None:
    """Every morning: remind whoever follows an outside fund that it closes soon."""
    actions.remind_of_closing(at=calendars.now())


@app.periodic(cron="25 7 * * *")
@app.task(queue="default", queueing_lock="remind-of-recoveries")
def remind_of_recoveries(timestamp: int) -> None:
    """Every morning: remind the groups whose money is to come back soon, or is late."""
    actions.remind_of_recoveries(at=calendars.now())


@app.periodic(cron="30 7 * * *")
@app.task(queue="default", queueing_lock="remind-of-statements")
def remind_of_statements(timestamp: int) -> None:
    """Every morning: remind officers of an infrastructure funding statement that is due soon or late."""
    actions.remind_of_statements(at=calendars.now())
