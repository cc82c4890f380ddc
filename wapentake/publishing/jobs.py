"""The publishing room's background work."""

import contextlib
import datetime as dt

from django.db import OperationalError, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from wapentake.foundation import calendars
from wapentake.foundation.mail.providers import provider
from wapentake.foundation.published import visits
from wapentake.foundation.supervisor.folders import data_dir

from . import actions, documents, queries
from .models import Bulletin, Subscriber

# How long one job sends before it lets others of its worker have a turn.
TURN = dt.timedelta(seconds=4)


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


@app.periodic(cron="12 * * * *")
@app.task(queue="default", queueing_lock="add-up-views")
def add_up_views(timestamp: int) -> None:
    """Every hour: add up the views of days that are over, and destroy their salts and files.

    A worker that dies between the two leaves a file that was added up: the next one deletes it and adds nothing.
    """
    folder, today = data_dir() / "views", calendars.today()
    visits.destroy_salts(folder, today)
    for found in visits.over(folder, today):
        actions.add_up_day(found.day, found.host, visits.added_up(found.path), at=calendars.now())
        found.path.unlink(missing_ok=True)


# The queue reckons in UTC: one of the two is just after midnight in London, in summer as in winter.
@app.periodic(cron="7 0,23 * * *")
@app.task(queue="default", queueing_lock="lead-on-from-ended-wards")
def lead_on_from_ended_wards(timestamp: int) -> None:
    """On the first day of new boundaries: addresses of wards that stand no more lead to what is kept of them."""
    actions.lead_on_from_ended_wards(at=calendars.now())


@app.task(
    queue="mail",
    name=actions.SEND,
    priority=-1,
    retry=RetryStrategy(max_attempts=100_000, wait=2, retry_exceptions=[OperationalError]),
)
def send_mails(bulletin: int, lane: int) -> None:
    """Send a bulletin's mails for a turn, in one of its lanes; then have the lane called again while there are more."""
    found = Bulletin.objects.select_related("ward").get(pk=bulletin)
    now = calendars.now()
    on = calendars.london_date(found.sending_at or now)
    carrier = provider()
    way = actions.Lane(
        found, documents.moulds_of(found, on, now, queries.links_of(found)), carrier, calendars.now,
        documents.site_address(), documents.mail_domain(),
    )  # fmt: skip
    try:
        wait = actions.send_some(way, until=calendars.now() + TURN)
    finally:
        carrier.close()
    if wait is not None:
        actions.call_lane(bulletin, lane, wait)


@app.periodic(cron="* * * * *")
@app.task(queue="mail", queueing_lock="look-for-bulletins")
def look_for_bulletins(timestamp: int) -> None:
    """Every minute: begin the bulletins whose moment has come, and see to it that those being sent have workers."""
    at = calendars.now()
    for due in queries.due_to_go(at):
        actions.start_due(due, at=at)
    for going in queries.going_out():
        actions.call_lanes(going.pk)
