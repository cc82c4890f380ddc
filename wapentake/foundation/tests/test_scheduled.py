"""Every daily job runs once on each of London's days, also on those of 23 and 25 hours."""

import datetime as dt
import inspect
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer, PeriodicTask

ROOT = Path(__file__).resolve().parents[2]
LONDON = ZoneInfo("Europe/London")
EVERY_DAY = re.compile(r"\d+ \d+ \* \* \*")  # at a minute of an hour
# The clocks go forward and back, a leap day, and both sides of the ends of the financial and the calendar year.
DAYS = ["2026-03-29", "2026-10-25", "2028-02-29", "2026-12-31", "2027-01-01", "2027-03-31", "2027-04-01"]


def times_on(task: PeriodicTask, day: str) -> int:
    """Return how often a job is due within a day of London's, by the queue's own reckoning."""
    begins = dt.datetime.fromisoformat(day).replace(tzinfo=LONDON)
    ends = (begins.replace(tzinfo=None) + dt.timedelta(days=1)).replace(tzinfo=LONDON)
    due = PeriodicDeferrer(registry=app.periodic_registry).get_timestamps(
        task, since=int(begins.timestamp()) - 1, until=ends.timestamp() - 1
    )
    return len(list(due))


@pytest.mark.parametrize("day", DAYS)
def test_each_daily_job_is_due_once(day: str):
    every = app.periodic_registry.periodic_tasks.values()
    daily = [task for task in every if EVERY_DAY.fullmatch(task.cron)]
    assert len(daily) > 10
    assert {task.task.name: times_on(task, day) for task in daily} == {task.task.name: 1 for task in daily}


def test_control_a_job_at_half_past_eleven_would_be_due_twice():
    """The queue reckons in UTC: there the day on which the clocks go back begins at eleven the evening before."""
    late = PeriodicTask(task=None, cron="30 23 * * *", periodic_id="late", configure_kwargs={})  # type: ignore[arg-type]
    assert times_on(late, "2026-10-25") == 2


def test_whatever_waits_for_its_hour_is_given_one():
    """A job that takes the moment at which it was due is never called otherwise: without its hour it never runs."""
    due = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    waits = {name for name, task in app.tasks.items() if "timestamp" in inspect.signature(task.func).parameters}
    assert len(waits) > 20
    assert waits - due == set()


def test_whatever_waits_for_nobodys_hour_is_asked_for_somewhere():
    """A job that no clock starts and no other code names never runs."""
    due = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    ours = {name for name in app.tasks if name.startswith("wapentake.")}
    sources = "\n".join(path.read_text() for path in ROOT.rglob("*.py") if "tests" not in path.parts)
    named = {name for name in ours - due if f'"{name}"' in sources or f"{name.rpartition('.')[2]}.defer(" in sources}
    assert len(ours - due) > 5
    assert ours - due - named == set()
