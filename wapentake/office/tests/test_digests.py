"""The day's audit digest is published, and queued to those who look after the records, once each."""

import datetime as dt

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from wapentake.foundation import audit, changes, jobs
from wapentake.foundation.published.testing import settle, stored
from wapentake.office import actions
from wapentake.office.models import RoleHeld
from wapentake.office.states import RoleKind
from wapentake.people.models import User

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 26)
NIGHT = dt.datetime(2026, 11, 27, 0, 5, tzinfo=dt.UTC)


def holder(name: str, *kinds: RoleKind) -> User:
    user = User.objects.create(name=name, email=f"{name.lower()}@example.org")
    for kind in kinds:
        RoleHeld.objects.create(user=user, kind=kind, from_date=dt.date(2026, 1, 1))
    return user


def queued() -> dict[str, str]:
    """Every e-mail that waits for a worker: its text by whom it is for."""
    waiting = ProcrastinateJob.objects.filter(task_name__endswith="send_mail", status="todo")
    return {job.args["to"][0]: f"{job.args['subject']}\n{job.args['text']}" for job in waiting}


def test_it_is_published_and_sent_once_to_each() -> None:
    anita = holder("Anita", RoleKind.MONITORING_OFFICER, RoleKind.AUDITOR)
    sam = holder("Sam", RoleKind.SECTION_151)
    holder("Fiona", RoleKind.FINANCE)
    audit.record("fund:1", "open", by=anita, at=NIGHT, facts={"year": 2026})
    settle(lambda: NIGHT)
    with time_machine.travel(NIGHT, tick=False):
        jobs.daily_digest(0)
        found = audit.digest_of(DAY)
        assert found is not None
        digest = bytes(found.digest).hex()
        assert digest not in str(stored("/open-data/", NIGHT))
        settle(lambda: NIGHT)
        assert digest in str(stored("/open-data/", NIGHT))
        told = queued()
        jobs.daily_digest(0)
        changes.deliver()
    assert told.keys() == {anita.email, sam.email}
    assert queued() == told
    assert all("Audit digest of 26 November 2026" in text and digest in text for text in told.values())


def test_what_is_long_ago_or_was_never_made_is_sent_to_nobody() -> None:
    holder("Anita", RoleKind.MONITORING_OFFICER)
    assert actions.send_digest(DAY, at=NIGHT) == 0
    audit.make_digest(day=DAY, at=NIGHT)
    assert actions.send_digest(DAY, at=NIGHT + dt.timedelta(days=8)) == 0
    assert actions.send_digest(DAY, at=NIGHT) == 1
