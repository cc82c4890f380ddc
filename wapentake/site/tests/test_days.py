"""A stored page reads the same until the moment that it names: nobody finds yesterday's words on it."""

import datetime as dt

import pytest

from wapentake.foundation import calendars
from wapentake.foundation.published.marking import families
from wapentake.foundation.published.render import render_safely

NOON = dt.time(12)
FEW = 3  # of each family


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, NOON, calendars.LONDON)


def _paths() -> list[tuple[str, str]]:
    """The first, the middle and the last address of each family: the shapes differ more between than within them."""
    found = []
    for name, family in sorted(families().items()):
        listed = sorted(family.paths())
        step = max(len(listed) // FEW, 1)
        found += [(name, path) for path in listed[::step][:FEW]]
    return found


BY_NIGHT = [pytest.param(days, marks=pytest.mark.nightly) for days in (40, 127)]


@pytest.mark.parametrize("days", [1, 200, *BY_NIGHT])
def test_a_stored_page_reads_the_same_until_it_ends(cast_to_read, days) -> None:
    today = calendars.today() + dt.timedelta(days=days)
    wrong = []
    for name, path in _paths():
        before = render_safely(path, at=_at(today), stamp=_at(today))
        after = render_safely(path, at=_at(today + dt.timedelta(days=1)), stamp=_at(today))
        if before is None:
            continue
        ended = before.ends is not None and before.ends <= _at(today + dt.timedelta(days=1))
        if not ended and (after is None or after.body != before.body):
            wrong.append(f"{name}: {path} on {today}")
    assert wrong == []
