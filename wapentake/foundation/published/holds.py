"""Which holds cover what: times in which nothing may be promoted, such as the weeks before an election.

A page that a hold will cover carries the moment of its start, and is stored a second time as it looks from then on, so
that the front changes over by its own clock, the database down or not. Holds are made and lifted in `acts`.
"""

import datetime as dt
from collections.abc import Collection
from typing import Any
from urllib.parse import quote

from django.db.models import Q, QuerySet

from ..models import Hold, PublishedPage
from ..prepared import prepared


def written(path: str) -> str:
    """Return an address as `reverse()` writes it, and as a published page keeps it."""
    return quote(path, safe="/~:@!$&'()*+,;=")


def page_ref(path: str) -> str:
    """Return the ref of a page itself, for a hold of that page alone. Every page has it without naming it."""
    return f"page:{written(path)}"


def _covering(refs: Any) -> QuerySet[Hold]:
    """The holds, whenever they are, that cover something of these refs: those for everywhere, and theirs."""
    return Hold.objects.filter(Q(refs=[]) | Q(refs__overlap=refs))


def covered(hold: Hold) -> QuerySet[PublishedPage]:
    """Return the pages that a hold covers: all, or those that it names or that show something of its refs."""
    pages = PublishedPage.objects.all()
    named = [ref.removeprefix("page:") for ref in hold.refs if ref.startswith("page:")]
    return pages.filter(Q(refs__overlap=hold.refs) | Q(path__in=named)) if hold.refs else pages


def held(refs: Collection[str], at: dt.datetime) -> Hold | None:
    """Return the hold that covers any of these refs at a moment (`published.moment(request)`), or None.

    A view asks it for each thing that it would promote, and leaves the thing out while it is held.
    """
    return _running.first(refs=list(refs), at=at)


def held_each(refs: Collection[str], at: dt.datetime) -> dict[str, Hold]:
    """Return which of these refs are held at a moment, each with the first hold that covers it. One query."""
    found: dict[str, Hold] = {}
    for hold in _running(refs=list(refs), at=at):
        for ref in hold.refs or refs:
            if ref in refs:
                found.setdefault(ref, hold)
    return found


@prepared
def _running(refs: Any, at: Any) -> QuerySet[Hold]:
    running = Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at))
    return _covering(refs).filter(running).order_by("starts", "pk")


def boundaries(refs: Collection[str], at: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return when a hold over these refs next starts after a moment, and when one that is running next ends."""
    rows = _not_over(refs=list(refs), at=at)
    starts = [start for start, end in rows if start > at and start != end]
    ends = [end for start, end in rows if start <= at and end is not None]
    return min(starts, default=None), min(ends, default=None)


@prepared
def _not_over(refs: Any, at: Any) -> QuerySet[Hold, tuple[dt.datetime, dt.datetime | None]]:
    return _covering(refs).filter(Q(ends__isnull=True) | Q(ends__gt=at)).values_list("starts", "ends")
