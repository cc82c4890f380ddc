"""The demonstration's seed and match funding: what invented others gave beside this year's and last year's awards."""

from wapentake.foundation.calendars import FinancialYear
from wapentake.funding import actions as funding
from wapentake.funding.models import Application
from wapentake.funding.rules import Other

from .world import World

GIVERS = (
    ("Ridgeway Trust", False), ("Hours given by volunteers", True), ("Collected at the summer fair", False),
    ("Rother Retail Park", False), ("The hall, free of rent", True),
)  # fmt: skip
EVERY, MOST = 5, 30


def load_match(world: World) -> int:
    """Write down what others gave to every fifth award; some of it is still expected. Return how many lines."""
    year = FinancialYear.of(world.on).starts_in
    rows = Application.objects.filter(year__in=(year - 1, year), state__in=("approved", "paid"))
    # One of Boston Castle first, so that a councillor who looks around finds it.
    awards = sorted(rows.select_related("ward"), key=lambda row: (row.ward.slug != "boston-castle", row.pk))
    for number, award in enumerate(awards[::EVERY][:MOST]):
        who, in_kind = GIVERS[number % len(GIVERS)]
        pence = award.pence * (30 + number * 37 % 190) // 100 // 500 * 500
        other = Other(who, max(pence, 2_000), in_kind, number % 4 != 0)
        funding.add_match(award, other, by=world.people["colin"], at=world.at)
    return len(awards[::EVERY][:MOST])
