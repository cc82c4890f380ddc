"""The year's end on the machine's own clock: it is turned to the last seconds of 31 March, and runs on from there.

Two close the fund and sixteen allot from it, all asking the clock themselves, through midnight in London.
"""

import json
import os
import subprocess
import sys
import time

import pytest

from wapentake.foundation.calendars import FinancialYear
from wapentake.foundation.tests.test_calendars_nightly import library
from wapentake.funding import actions, queries
from wapentake.funding.models import Transfer
from wapentake.funding.states import TransferKind

from . import world as worlds
from .world import YEAR, at

pytestmark = [pytest.mark.nightly, pytest.mark.timeout(600)]

# Each of the eighteen asks the clock for the moment of its act, and goes on until the year is closed.
PROGRAM = """
import json, sys, time
import django
django.setup()
from wapentake.foundation import calendars
from wapentake.foundation.verdicts import Refused
from wapentake.funding import actions
from wapentake.funding.models import Fund, FundYear
from wapentake.funding.rules import Allotment
from wapentake.funding.tests.racing import in_processes
from wapentake.office.models import Councillor
from wapentake.people.models import User
from wapentake.places.models import Ward

fund, user, ward, member, year = json.loads(sys.argv[1])
year = calendars.FinancialYear(year)

def closed():
    return FundYear.objects.get(fund=fund, year=year.starts_in).state == "closed"

def close(place):
    for _ in range(600):
        now = calendars.now()
        try:
            actions.close_year(Fund.objects.get(pk=fund), year, by=User.objects.get(pk=user), at=now)
            return str(calendars.london_date(now))
        except Refused as refusal:
            reason = refusal.reason
            time.sleep(0.05)
    return reason

def allot(place):
    due = Allotment(Ward.objects.get(pk=ward), Councillor.objects.get(pk=member), 1)
    given, last, end = 0, "", time.monotonic() + 40
    while not closed() and time.monotonic() < end:
        now = calendars.now()
        try:
            actions.allot(Fund.objects.get(pk=fund), year, due, by=User.objects.get(pk=user), at=now,
                          key=f"clock-{place}-{given}")
            given, last = given + 1, str(calendars.london_date(now))
        except Refused:
            time.sleep(0.05)
    return [given, last]

def work(what, place):
    return close(place) if what == "close" else allot(place)

began = f"{calendars.now():%Y-%m-%d %H:%M:%S}"
answers = in_processes(work, [("close", 0), ("close", 1), *(("allot", place) for place in range(16))])
print(json.dumps([began, answers[:2], answers[2:]]))
"""


# In 2024 and 2030 the last day of March is in summer time, an hour ahead of UTC; so is it in 2027.
@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
@pytest.mark.parametrize("starts_in", [2023, 2026, 2029])
def test_a_year_closes_at_londons_midnight_while_money_moves(committed_db: str, starts_in: int, zone: str):
    world, year = worlds.make(), FinancialYear(starts_in)
    # Years are closed one after the other, so a later one has those between open and closed before it.
    for between in range(YEAR.starts_in, starts_in):
        actions.close_year(world.clf, FinancialYear(between), by=world.finch, at=at(f"{between + 1}-04-02 09:00"))
    if year < YEAR:
        actions.open_year(world.clf, year, by=None, at=at(f"{starts_in}-04-01 09:00"))
    before, after = left_in(world, year), left_in(world, FinancialYear(starts_in + 1))
    began, closers, allotters = turned(committed_db, world, year, zone)
    given = before + sum(count for count, _ in allotters)
    assert began.startswith(f"{starts_in + 1}-03-31 23:59:5")
    assert closers == [f"{starts_in + 1}-04-01"] * 2, "nobody closes a year that runs"
    assert {last for _, last in allotters} <= {f"{starts_in + 1}-03-31", ""}, "nothing is given to a year that is over"
    assert given > before, "the race began before midnight"
    [old] = queries.pots(year, funds=[world.clf])
    assert (old.left, old.carried + old.lapsed) == (0, given)
    assert left_in(world, FinancialYear(starts_in + 1)) == after + old.carried
    closed = Transfer.objects.filter(kind=TransferKind.CLOSE, entries__account__year=starts_in)
    assert closed.distinct().count() == 1, "two closers close once"
    assert queries.check_ledger().faults == ()


def left_in(world: worlds.World, year: FinancialYear) -> int:
    """Return what is left in the fund in a year, in pence; nothing where the year is not open."""
    return sum(pot.left for pot in queries.pots(year, funds=[world.clf]))


def turned(address: str, world: worlds.World, year: FinancialYear, zone: str) -> list:
    """Run the program with its clock at eight seconds before London's midnight of 31 March."""
    given = [world.clf.pk, world.finch.pk, world.ward.pk, world.ashby.pk, year.starts_in]
    env = os.environ | {
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LD_PRELOAD": library(),
        "TZ": zone,
    }
    start = at(f"{year.starts_in + 1}-03-31 23:59:51")
    env["FAKETIME"] = f"{start.timestamp() - time.time():+.0f}"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(given)], env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))
