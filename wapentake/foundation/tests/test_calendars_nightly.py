"""The clock of a whole process is turned: years begin in London, whatever zone the machine keeps.

libfaketime answers for the system's clock, and lets it run on from there, so that a process lives through midnight.
"""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.nightly

# Asks for the financial year until the date in London changes: two lines, before and after.
THROUGH_MIDNIGHT = """
import time
from wapentake.foundation import calendars
def said():
    day = calendars.today()
    return f"{day} {calendars.FinancialYear.of(day)} {calendars.MunicipalYear.of(day).label}"
first = said()
print(first)
end = time.monotonic() + 20
while said() == first and time.monotonic() < end:
    time.sleep(0.05)
print(said())
"""
ONCE = "from wapentake.foundation import calendars; print(calendars.now().isoformat())"


def library() -> str:
    """Return where libfaketime is. It must be there: these proofs are never skipped."""
    found = [str(path) for folder in ("/usr/lib", "/usr/lib64") for path in Path(folder).rglob("libfaketime.so.1")]
    assert found, "These proofs turn the clock with libfaketime: install it (Debian: apt-get install libfaketime)."
    return found[0]


def at(moment: str, program: str, zone: str) -> list[str]:
    """Run a program whose clock begins at a moment in UTC, on a machine of that zone; return its lines."""
    ahead = dt.datetime.fromisoformat(moment + "+00:00") - dt.datetime.now(dt.UTC)
    turned = {"LD_PRELOAD": library(), "FAKETIME": f"{ahead.total_seconds():+.0f}", "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | turned, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("zone", ["Europe/London", "UTC", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        # In winter London is UTC; the last day of March is already in summer time, an hour ahead.
        ("2024-03-31 22:59:54", "2024-03-31 2023/24 2023/24", "2024-04-01 2024/25 2023/24"),
        ("2030-03-31 22:59:54", "2030-03-31 2029/30 2029/30", "2030-04-01 2030/31 2029/30"),
        # 2027's clocks go forward on 28 March.
        ("2027-03-31 22:59:54", "2027-03-31 2026/27 2026/27", "2027-04-01 2027/28 2026/27"),
        ("2026-04-30 22:59:54", "2026-04-30 2026/27 2025/26", "2026-05-01 2026/27 2026/27"),
        ("2026-12-31 23:59:54", "2026-12-31 2026/27 2026/27", "2027-01-01 2026/27 2026/27"),
        ("2028-02-28 23:59:54", "2028-02-28 2027/28 2027/28", "2028-02-29 2027/28 2027/28"),
    ],
)
def test_a_process_that_lives_through_midnight_changes_years_at_londons(zone, moment, before, after):
    assert at(moment, THROUGH_MIDNIGHT, zone) == [before, after]


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland"])
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-10-25 00:30:00", "2026-10-25T01:30:"),  # half past one, for the first time
        ("2026-10-25 01:30:00", "2026-10-25T01:30:"),  # and for the second
        ("2026-03-29 01:00:00", "2026-03-29T02:00:"),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart(zone, moment, said):
    [line] = at(moment, ONCE, zone)
    assert line.startswith(said)
    if moment.startswith("2026-10"):
        assert line.endswith("+01:00" if moment.endswith("00:30:00") else "+00:00")
