"""What the parts of the load share: who and what was made already, the dice, and the moments."""

import datetime as dt
import random
from dataclasses import dataclass, field

from wapentake.foundation.calendars import LONDON, is_working_day
from wapentake.office.models import Councillor
from wapentake.organisations.models import Organisation
from wapentake.people.models import User
from wapentake.places.models import Ward

from ..states import Borough

DAY = dt.timedelta(days=1)
# The polls of the demonstration: the two all-out elections of the 25 wards, and the next one.
POLLS = (dt.date(2021, 5, 6), dt.date(2024, 5, 2))
NEXT_POLL = dt.date(2028, 5, 4)
# The by-election's winner must sit, and have sat for a while.
EARLIEST = dt.date(2025, 10, 1)


@dataclass
class World:
    """The borough while it is loaded: `on` is the day, `at` the moment of loading."""

    borough: Borough
    on: dt.date
    at: dt.datetime
    seed: int
    wards: dict[str, Ward] = field(default_factory=dict)
    earlier: dict[str, Ward] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    councillors: dict[str, Councillor] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    co_ordinators: dict[str, User] = field(default_factory=dict)

    def dice(self, *topic: object) -> random.Random:
        """Return dice that fall alike for the same seed and topic, whatever was thrown before."""
        return random.Random(":".join(map(str, (self.seed, *topic))))  # noqa: S311 - not for secrets

    def ward(self, code: str) -> Ward:
        """Return a ward of today or of an earlier edition by its GSS code."""
        return self.wards.get(code) or self.earlier[code]

    def councillor(self, name: str) -> Councillor:
        """Return a councillor by name or by key of the cast."""
        return self.councillors[name]


def moment(day: dt.date, minutes: int = 0) -> dt.datetime:
    """Return a moment of a day's office hours: 9:00 in London and some minutes."""
    return dt.datetime.combine(day, dt.time(9), LONDON) + dt.timedelta(minutes=minutes)


def between(start: dt.date, end: dt.date, share: float) -> dt.date:
    """Return the day that lies a share of the way between two days, 0 to 1."""
    return start + dt.timedelta(days=round((end - start).days * share))


def working_day(day: dt.date, latest: dt.date | None = None) -> dt.date:
    """Return a day, or the next working day; the last working day up to `latest` if that would be later."""
    found = day
    while not is_working_day(found):
        found += DAY
    if latest is not None and found > latest:
        found = latest
        while not is_working_day(found):
            found -= DAY
    return found
