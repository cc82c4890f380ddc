"""The cycle of ward plans, and how long one lasts."""

import datetime as dt

from django.db import connection, transaction

from wapentake.foundation import audit
from wapentake.foundation.changes import touch
from wapentake.foundation.verdicts import Refused
from wapentake.people.models import User

from ..models import Cycle, CycleLength
from ..queries import cycle_length_on
from ..rules import may_keep_cycles
from .beats import roles_at
from .following import follow

LOCK = 7_236_201


@transaction.atomic
def open_cycle(starts_on: dt.date, *, by: User | None, at: dt.datetime) -> Cycle:
    """Open a cycle from a day, as long as the rule of that day says. `by=None` is the system. Raises `Refused`."""
    _lock()
    if by is not None:
        may_keep_cycles(roles_at(by, at)).demand()
    length = cycle_length_on(starts_on)
    if length is None:
        raise Refused("Say first how many years a cycle that begins on that day lasts.")
    ends_on = _years_later(starts_on, length.years)
    if Cycle.objects.filter(from_date__lt=ends_on).exclude(to_date__lte=starts_on).exists():
        raise Refused("Another cycle covers some of that time: begin on the day on which it ends.")
    years = f"{starts_on.year} to {ends_on.year}"
    cycle = Cycle.objects.create(name=f"Ward plans {years}", from_date=starts_on, to_date=ends_on)
    audit.record(f"cycle:{cycle.pk}", "open", by=by, at=at, facts={"from": starts_on, "to": ends_on})
    touch(["council:all"])
    return cycle


@transaction.atomic
def set_cycle_length(years: int, from_date: dt.date, *, source: str, by: User, at: dt.datetime) -> CycleLength:
    """Say how many years (1 to 5) cycles last that are opened from a day on. Raises `Refused`."""
    _lock()
    may_keep_cycles(roles_at(by, at)).demand()
    if not 1 <= years <= 5:
        raise Refused("A cycle lasts 1 to 5 years.")
    if not source.strip():
        raise Refused("Say where it was decided, such as Cabinet and the date.")
    length = follow(CycleLength.objects, from_date, what="length", years=years, source=source.strip())
    audit.record("cycle:length", "set", by=by, at=at, facts={"years": years, "from": from_date})
    touch(["council:all"])
    return length


def _lock() -> None:
    """Cycles are opened one at a time: there is no row yet to lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _years_later(day: dt.date, years: int) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return dt.date(day.year + years, 3, 1) if leap_day else day.replace(year=day.year + years)
