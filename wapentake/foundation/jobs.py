"""Foundation's own background work."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import audit, calendars, changes, mail, switches


class SendingIsOff(RuntimeError):
    """Mail waits."""


@app.task(queue="news", retry=RetryStrategy(max_attempts=100_000, wait=2))
def deliver_news() -> None:
    """Hand waiting news to its consumers."""
    changes.deliver()


@app.periodic(cron="5 0 * * *")
@app.task(queue="default", queueing_lock="audit-digest")
def daily_digest(timestamp: int) -> None:
    """Write the audit digest of the day that has just ended, in London."""
    at = calendars.now()
    audit.make_digest(day=at.date() - calendars.DAY, at=at)


@app.task(queue="mail", retry=RetryStrategy(max_attempts=100_000, wait=60))
def send_mail(to: list[str], subject: str, text: str, html: str, headers: dict[str, str]) -> None:
    """Send one e-mail, unless sending is off: then it waits here and is tried again."""
    if not switches.is_on(switches.SENDING):
        raise SendingIsOff("Sending is off since a restore: run wapentake resume-sending.")
    mail.deliver(mail.Message(to=to, subject=subject, text=text, html=html, headers=headers))
