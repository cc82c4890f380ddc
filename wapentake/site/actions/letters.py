"""The demonstration's letters: all but the newest of each ward were posted within two days."""

import datetime as dt

from wapentake.foundation.calendars import london_date
from wapentake.funding import actions as funding
from wapentake.funding.models import Letter

from .world import World, moment

TWO_DAYS = dt.timedelta(days=2)


def post_letters(world: World) -> int:
    """Put down that the letters of the past were posted; the newest of each ward waits. Returns how many went."""
    newest = set(Letter.objects.order_by("application__ward_id", "-written_at").distinct("application__ward_id"))
    gone = [letter for letter in Letter.objects.order_by("pk") if letter not in newest]
    for number, letter in enumerate(gone):
        day = min(london_date(letter.written_at) + TWO_DAYS, world.on)
        funding.post_letter(letter, posted_on=day, by=world.people["colin"], at=moment(day, 300 + number % 200))
    return len(gone)
