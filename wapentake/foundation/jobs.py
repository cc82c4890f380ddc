"""Foundation's own background work."""

import logging

from django.db import transaction
from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from . import audit, calendars, changes, mail, switches, uploads
from .published import check, refresh
from .published.render import RenderFailed

log = logging.getLogger("wapentake.published")
log_mail = logging.getLogger("wapentake.mail")
WAIT, LONGEST_WAIT = 60, 3_600  # seconds
RENDER_AGAIN = RetryStrategy(max_attempts=1_000, wait=2)  # after an outage of the database


class SendingIsOff(RuntimeError):
    """Mail waits."""


class UntilItIsGone(BaseRetryStrategy):
    """Try a mail again after a wait that grows to an hour; one that the mail server refuses for good (5xx) is given up.

    While sending is off, each minute: what waits leaves soon after it is on again.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again, or nothing."""
        if isinstance(exception, SendingIsOff):
            return RetryDecision(retry_in={"seconds": WAIT})
        if mail.is_refused(exception):
            log_mail.error("The mail server refuses an e-mail for good; it is given up. Job %s.", job.id)
            return None
        return RetryDecision(retry_in={"seconds": min(WAIT * 2 ** min(job.attempts, 6), LONGEST_WAIT)})


# Before all rendering: what it queues may be wanted sooner than the hundreds of pages that wait already.
@app.task(queue="news", priority=3, retry=RetryStrategy(max_attempts=100_000, wait=2))
def deliver_news() -> None:
    """Hand waiting news to its consumers."""
    changes.deliver()


@app.periodic(cron="5 0 * * *")
@app.task(queue="default", queueing_lock="audit-digest")
def daily_digest(timestamp: int) -> None:
    """Write the audit digest of the day that has just ended, in London, and say so: it is published, and sent."""
    at = calendars.now()
    day = calendars.london_date(at) - calendars.DAY
    with transaction.atomic():
        if audit.digest_of(day) is None:
            audit.make_digest(day=day, at=at)
            changes.touch([audit.DIGESTS, f"digest:{day}"])


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="sweep-files")
def sweep_files(timestamp: int) -> None:
    """Every night: delete what was left by acts that failed, and what a restore brought back of who was forgotten."""
    uploads.sweep(before=calendars.now() - calendars.DAY)


@app.periodic(cron="50 3 * * *")
@app.task(queue="default", queueing_lock="forget-given-up")
def forget_given_up(timestamp: int) -> None:
    """Every night: delete the e-mails that were given up four weeks ago."""
    mail.forget_given_up(calendars.now() - 28 * calendars.DAY)


@app.task(queue="mail", retry=UntilItIsGone())
def send_mail(to: list[str], subject: str, text: str, html: str, headers: dict[str, str]) -> None:
    """Send one e-mail, unless sending is off: then it waits here and is tried again."""
    if not switches.is_on(switches.SENDING):
        raise SendingIsOff("Sending is off since a restore: run wapentake resume-sending.")
    mail.deliver(mail.Message(to=to, subject=subject, text=text, html=html, headers=headers))


@app.task(queue=refresh.QUEUE, name=refresh.RENDER_PAGE, retry=RENDER_AGAIN)
def render_page(page: int) -> None:
    """Render a published page until it is as wanted. One that fails stays as it was; the sweep tries it again."""
    try:
        if not refresh.bring_up_to_date(page, calendars.now):
            refresh.queue([page])
    except RenderFailed as failure:
        log.error("A published page cannot be rendered and stays as it was: %s", failure)


@app.task(queue=refresh.QUEUE, name=refresh.FIND_PAGES, retry=RENDER_AGAIN)
def find_pages(names: list[str] | None = None, refs: list[str] | None = None) -> None:
    """Find addresses that came or went, of some families or of all; near some refs where a family can tell."""
    refresh.find(calendars.now(), names, refs)


@app.periodic(cron="* * * * *")
@app.task(queue=refresh.QUEUE, name=refresh.SWEEP_PAGES, queueing_lock=refresh.SWEEP_PAGES)
def sweep_pages(timestamp: int) -> None:
    """Every minute: render pages that have ended or soon will, that another build made, or that got lost."""
    refresh.sweep(calendars.now())


@app.periodic(cron="10 3 * * *")
@app.task(queue=refresh.QUEUE, queueing_lock="check-pages")
def check_pages(timestamp: int) -> None:
    """Every night: compare all stored pages with fresh ones. A difference is a defect, and is put right."""
    refresh.find(calendars.now())
    found = list(check.differences(calendars.now))
    for difference in found:
        log.error("Defect: the published page %s %s.", difference.path, difference.why)
    refresh.want_paths([difference.path for difference in found], calendars.now())
    refresh.queue(refresh.waiting())
