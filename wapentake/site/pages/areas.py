"""Areas of several wards, and places with names of their own: their wards, who helps there, news, dates and money."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from wapentake.design.pictures import Column, Dated, Link, MoneyBar, News, Row, Table
from wapentake.foundation.calendars import DAY, FinancialYear, london_date, start_of_day
from wapentake.foundation.money import pounds_short
from wapentake.funding.queries import Pot, pots_by_ward
from wapentake.office.queries import NOTHING, co_ordinators_of, left_out_each
from wapentake.office.states import HeldPart
from wapentake.places.models import Locality, NamedPlace, Ward
from wapentake.places.queries import localities_on, named_places_on, wards_in_locality, wards_of_place
from wapentake.plans.queries import calls_open_in
from wapentake.publishing.queries import next_change, posted_about, refs_of_items

from .lines import bar_of, counted
from .near import call_line, ends_of, event_line, in_order, posted_line, soonest

SHOWN = 5


@dataclass(frozen=True)
class AreaPage:
    """An area or place: its wards with who helps and what is left, what is near, its money. Amounts are pence."""

    over: str
    name: str
    lede: str
    wards: Table
    posted: list[News]
    dates: list[Dated]
    year: str
    left: int
    allotted: int
    bar: MoneyBar
    shows: set[str]
    valid_until: dt.datetime | None
    follow_href: str = ""


def locality_paths(on: dt.date) -> list[str]:
    """Return the address of every locality of a day."""
    return [reverse("site:locality", args=[one.slug]) for one in localities_on(on)]


def place_paths(on: dt.date) -> list[str]:
    """Return the address of every named place of a day."""
    return [reverse("site:named_place", args=[one.slug]) for one in named_places_on(on)]


def locality_page(locality: Locality, at: dt.datetime) -> AreaPage:
    """Return a locality's page at a moment."""
    wards = wards_in_locality(locality, london_date(at))
    return _page("Locality", locality.name, f"{counted(len(wards), 'ward').capitalize()}, with one team.", wards, at)


def place_page(place: NamedPlace, at: dt.datetime) -> AreaPage:
    """Return a named place's page at a moment."""
    wards = wards_of_place(place, london_date(at))
    lies = "It lies in one ward." if len(wards) == 1 else f"It lies in {counted(len(wards), 'ward')}."
    page = _page(str(place.get_kind_display()), place.name, lies, wards, at)
    return replace(page, follow_href=f"{reverse('publishing:subscribe')}?place={place.slug}") if wards else page


def _page(over: str, name: str, lede: str, wards: Sequence[Ward], at: dt.datetime) -> AreaPage:
    on = london_date(at)
    year, held = FinancialYear.of(on), left_out_each([ward.ref for ward in wards], at)
    every = pots_by_ward(year)
    mine = {ward.pk: every.get(ward.pk, []) for ward in wards}
    pots = [pot for some in mine.values() for pot in some]
    calls = [call for call in calls_open_in(wards, on) if HeldPart.WORDS not in held.get(call.ward.ref, NOTHING)]
    posted, events = posted_about(wards, at, SHOWN) if wards else ([], [])
    return AreaPage(
        over=over,
        name=name,
        lede=lede,
        wards=_wards(wards, mine, on),
        posted=[posted_line(item) for item in posted],
        dates=in_order([event_line(item) for item in events], [call_line(call) for call in calls]),
        year=year.label,
        left=sum(pot.left for pot in pots),
        allotted=sum(pot.allotted for pot in pots),
        bar=bar_of(pots),
        shows={"council:all", "news:all", "input:all", *(ward.ref for ward in wards), *refs_of_items(posted, events)},
        valid_until=soonest(at, [start_of_day(year.end + DAY), next_change(at), *ends_of(events, calls)]),
    )


def _wards(wards: Sequence[Ward], pots: dict[int, list[Pot]], on: dt.date) -> Table:
    helpers = co_ordinators_of(wards, on)
    rows = [
        Row([
            Link(ward.name, reverse("site:ward", args=[ward.slug])),
            helpers.get(ward.pk, "None is named at the moment"),
            pounds_short(sum(pot.left for pot in pots[ward.pk])),
        ])
        for ward in wards
    ]  # fmt: skip
    columns = [Column("Ward"), Column("Co-ordinator"), Column("Left to award", numeric=True)]
    return Table("Its wards", columns, rows, empty="No ward lies here today.")
