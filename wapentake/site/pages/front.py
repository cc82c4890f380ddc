"""The front page: the postcode, the map, what happened lately, the borough's money."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from wapentake.design.pictures import Dated, MoneyBar, News, WardMap
from wapentake.foundation.calendars import DAY, FinancialYear, london_date, short_date, start_of_day
from wapentake.funding.queries import totals
from wapentake.office.queries import NOTHING, LeftOut, left_out_each
from wapentake.office.states import HeldPart
from wapentake.places.models import Ward
from wapentake.places.queries import map_of, schematic_on, wards_to_list
from wapentake.plans.models import InputCall
from wapentake.plans.queries import calls_open_in
from wapentake.publishing.queries import next_change, posted_about, refs_of_items
from wapentake.site.queries import MARKS, lately

from .lines import bar_of, counted, decide_by_day
from .near import call_line, ends_of, event_line, in_order, posted_line, soonest

SHOWN = 3


@dataclass(frozen=True)
class FrontPage:
    """All that the front page says. Amounts are pence."""

    council: str
    map: WardMap
    schematic: bool
    news: list[News]
    posted: list[News]
    dates: list[Dated]
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
    """Return what the front page shows at a moment, without what is held on it or in a ward.

    With more wards than a page lists it shows no map and nothing of any ward, whatever happens in one of them.
    """
    on = london_date(at)
    year = FinancialYear.of(on)
    wards = {ward.ref: ward for ward in wards_to_list(on)}
    held_wards = dict.fromkeys(wards, held) if held.parts else left_out_each(wards.keys(), at)
    pots = totals(year)
    decide_by = decide_by_day(year, on)
    calls = _calls(list(wards.values()), held_wards, on)
    posted, events = ([], []) if HeldPart.WORDS in held else posted_about((), at, SHOWN)
    return FrontPage(
        council=settings.WAPENTAKE_COUNCIL,
        map=(map_of(on) if wards else None) or WardMap((), (), (0, 0, 100, 100)),
        schematic=schematic_on(on),
        news=[
            News(item.mark, f"{item.ward}, {short_date(item.on)}", item.title, item.href, item.text)
            for item in (lately(on, held_wards) if wards else ())
        ],
        posted=[posted_line(item) for item in posted],
        dates=in_order([event_line(item) for item in events], [call_line(call) for call in calls[:SHOWN]]),
        take_part=_take_part(len(calls)),
        year=year.label,
        left=sum(pot.left for pot in pots),
        allotted=sum(pot.allotted for pot in pots),
        bar=bar_of(pots),
        decide_by=decide_by,
        left_out=_left_out(held, {} if held.parts else {wards[ref].name: one for ref, one in held_wards.items()}),
        shows={"council:all", "news:all", "input:all", *wards, *refs_of_items(posted, events)},
        valid_until=soonest(
            at, [start_of_day(year.end + DAY), next_change(at), *ends_of(events, calls)],
            start_of_day(decide_by + DAY) if decide_by else None,
        ),
    )  # fmt: skip


def _calls(wards: list[Ward], held: Mapping[str, LeftOut], on: dt.date) -> list[InputCall]:
    """Return what residents are asked anywhere, but for wards whose councillors' words are left out."""
    return [call for call in calls_open_in(wards, on) if HeldPart.WORDS not in held.get(call.ward.ref, NOTHING)]


def _take_part(calls: int) -> list[tuple[str, str, str]]:
    asked = f"{counted(calls, 'question').capitalize()} to residents {'is' if calls == 1 else 'are'} open now."
    return [
        ("Apply for money", reverse("funding:apply"), "For community groups. You need no account."),
        ("Say what matters in your ward", reverse("site:asked"), asked),
        ("Get your ward’s bulletin", reverse("publishing:subscribe"), "By e-mail, about once a month."),
        ("Write to your councillors", reverse("office:councillors"), "Who they are and how to reach them."),
        ("How it works", reverse("site:how"), "What councillors do, and what you can expect."),
    ]


def _left_out(held: LeftOut, wards: dict[str, LeftOut]) -> list[tuple[str, str]]:
    """Say what news stands here no more, all of it or a ward's, and until when and why."""
    each = {"News is": held} if held.sentence else {f"News of {name} is": wards[name] for name in sorted(wards)}
    return [(what, one.sentence) for what, one in each.items() if one.parts & set(MARKS.values())]
