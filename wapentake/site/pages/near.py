"""What is happening near somebody, as lines: what was posted, what is coming, what residents are asked."""

import datetime as dt

from django.urls import reverse

from wapentake.design.pictures import Dated, News
from wapentake.foundation.calendars import DAY, LONDON, clock_time, london_date, short_date, start_of_day
from wapentake.plans.models import InputCall
from wapentake.publishing.models import Item
from wapentake.publishing.queries import names_of_wards


def posted_line(item: Item) -> News:
    """Return something posted as a line: where and when, what, and its summary."""
    day = f", {short_date(london_date(item.out_from))}" if item.out_from else ""
    href = reverse("publishing:item", args=[item.slug])
    return News("said", f"{names_of_wards(item)}{day}", item.title, href, item.summary)


def event_line(item: Item) -> Dated:
    """Return an event as a date: its day, what it is, when and where."""
    begins = (item.happens_at or item.drafted_at).astimezone(LONDON)
    text = f"{clock_time(begins)}, {item.venue}. {names_of_wards(item)}."
    return Dated(begins.date(), item.title, reverse("publishing:item", args=[item.slug]), text)


def call_line(call: InputCall) -> Dated:
    """Return what residents are asked as a date: the last day on which they can answer."""
    href = reverse("plans:input_page", args=[call.ward.slug, call.slug])
    return Dated(call.closes_on, call.title, href, f"{call.ward.name}. Last day to have your say.")


def in_order(*dates: list[Dated]) -> list[Dated]:
    """Return dates of several kinds together, the soonest first."""
    return sorted((one for some in dates for one in some), key=lambda one: one.day)


def ends_of(events: list[Item], calls: list[InputCall]) -> list[dt.datetime | None]:
    """Return the moments at which lines of these are over."""
    return [*(item.happens_at for item in events), *(start_of_day(call.closes_on + DAY) for call in calls)]


def soonest(at: dt.datetime, moments: list[dt.datetime | None], *more: dt.datetime | None) -> dt.datetime | None:
    """Return the first of some moments that is still to come: until then a page is right."""
    return min((one for one in (*moments, *more) if one is not None and one > at), default=None)
