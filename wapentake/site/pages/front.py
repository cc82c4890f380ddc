"""The front page: the postcode, the map, what happened lately, the borough's money."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import MoneyBar, News, WardMap
from wapentake.foundation.calendars import FinancialYear, london_date, short_date, start_of_day
from wapentake.funding.queries import totals
from wapentake.office.queries import LeftOut, left_out_each
from wapentake.places.queries import map_of, schematic_on, wards_on
from wapentake.site.queries import MARKS, lately

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
    left_out: list[tuple[str, str]]
    shows: set[str] = field(default_factory=set)
    valid_until: dt.datetime | None = None


def front_paths() -> list[str]:
    """Return the front page's address."""
    return [reverse("site:front")]


def front_page(at: dt.datetime, held: LeftOut) -> FrontPage:
    """Return what the front page shows at a moment, without what is held on it or in a ward."""
    on = london_date(at)
    year = FinancialYear.of(on)
    wards = {ward.ref: ward.name for ward in wards_on(on)}
    held_wards = {} if held.parts else left_out_each(wards.keys(), at)
    pots = totals(year)
    decide_by = decide_by_day(year, on)
    ends = [year.end + dt.timedelta(days=1)] + ([decide_by + dt.timedelta(days=1)] if decide_by else [])
    return FrontPage(
        council=settings.WAPENTAKE_COUNCIL,
        map=map_of(on) or WardMap((), (), (0, 0, 100, 100)),
        schematic=schematic_on(on),
        news=[
            News(item.mark, f"{item.ward}, {short_date(item.on)}", item.title, item.href, item.text)
            for item in lately(on, {ref: held for ref in wards} if held.parts else held_wards)
        ],
        take_part=[
            ("Apply for money", reverse("funding:apply"), "For community groups. You need no account."),
            ("Get your ward’s bulletin", reverse("publishing:subscribe"), "By e-mail, about once a month."),
            ("Write to your councillors", reverse("office:councillors"), "Who they are and how to reach them."),
            ("How it works", reverse("site:how"), "What councillors do, and what you can expect."),
        ],
        year=year.label,
        left=sum(pot.left for pot in pots),
        allotted=sum(pot.allotted for pot in pots),
        bar=bar_of(pots),
        decide_by=decide_by,
        left_out=_left_out(held, {wards[ref]: one for ref, one in held_wards.items()}),
        shows={"council:all", *wards},
        valid_until=start_of_day(min(ends)),
    )


def _left_out(held: LeftOut, wards: dict[str, LeftOut]) -> list[tuple[str, str]]:
    """Say what news stands here no more, all of it or a ward's, and until when and why."""
    each = {"News is": held} if held.sentence else {f"News of {name} is": wards[name] for name in sorted(wards)}
    return [(what, one.sentence) for what, one in each.items() if one.parts & set(MARKS.values())]
