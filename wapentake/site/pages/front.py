"""The front page: the postcode, the map, what happened lately, the borough's money."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import MoneyBar, News, WardMap
from wapentake.foundation.calendars import FinancialYear, short_date, start_of_day
from wapentake.funding.queries import totals
from wapentake.places.queries import map_of, schematic_on
from wapentake.site.queries import lately

from .lines import bar_of, decide_by_day


@dataclass(frozen=True)
class FrontPage:
    """All that the front page says. Amounts are pence."""

    council: str
    map: WardMap
    schematic: bool
    news: list[News]
    take_part: list[tuple[str, str, str]]
    year: str
    left: int
    allotted: int
    bar: MoneyBar
    decide_by: dt.date | None
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def front_paths() -> list[str]:
    """Return the front page's address."""
    return [reverse("site:front")]


def front_page(on: dt.date) -> FrontPage:
    """Return what the front page shows on a day."""
    year = FinancialYear.of(on)
    pots = totals(year)
    decide_by = decide_by_day(year, on)
    ends = [year.end + dt.timedelta(days=1)] + ([decide_by + dt.timedelta(days=1)] if decide_by else [])
    return FrontPage(
        council=settings.WAPENTAKE_COUNCIL,
        map=map_of(on) or WardMap((), (), (0, 0, 100, 100)),
        schematic=schematic_on(on),
        news=[
            News(item.mark, f"{item.ward}, {short_date(item.on)}", item.title, item.href, item.text)
            for item in lately(on)
        ],
        take_part=[
            ("Apply for money", reverse("funding:apply"), "For community groups. You need no account."),
            ("Write to your councillors", reverse("office:councillors"), "Who they are and how to reach them."),
            ("How it works", reverse("site:how"), "What councillors do, and what you can expect."),
        ],
        year=year.label,
        left=sum(pot.left for pot in pots),
        allotted=sum(pot.allotted for pot in pots),
        bar=bar_of(pots),
        decide_by=decide_by,
        shows={"council:all"},
        valid_until=start_of_day(min(ends)),
    )
