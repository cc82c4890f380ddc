"""What services have announced and what the ward asks, as the ward page shows it."""

import datetime as dt

from django.urls import reverse
from django.utils.encoding import iri_to_uri

from wapentake.design.pictures import News
from wapentake.foundation.calendars import long_date, short_date
from wapentake.plans.models import InputCall, ServiceNotice


def announced_line(notice: ServiceNotice, on: dt.date) -> News:
    """Return a public notice as a line: when, what, and what it means; its contact stays at the desk."""
    place = f" {notice.place}." if notice.place else ""
    where = f"{span_of(notice, on)}, {notice.service}"
    return News("change", where, notice.title, iri_to_uri(notice.link), f"{notice.what}{place}")


def asked_line(call: InputCall) -> News:
    """Return what residents are asked as a line: until when, and what."""
    href = reverse("plans:input_page", args=[call.ward.slug, call.slug])
    return News("said", f"Open until the end of {long_date(call.closes_on)}", call.title, href)


def span_of(notice: ServiceNotice, on: dt.date) -> str:
    """Return when something is: on now until a day, on one day, or from a day to another."""
    begins, ends = notice.begins_on, notice.ends_on
    if begins <= on:
        return f"On now, until {short_date(ends)}" if ends else "On now"
    if ends == begins:
        return short_date(begins).capitalize()
    return f"{short_date(begins)} to {short_date(ends)}" if ends else f"From {short_date(begins)}"
