"""Which holds cover what: times in which nothing may be promoted, such as the weeks before an election.

A page that a hold will cover carries the moment of its start, and is stored a second time as it looks from then on, so
that the front changes over by its own clock, the database down or not. Holds are made and lifted in `acts`.
"""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from ..models import Hold, PublishedPage


def covering(refs: Collection[str]) -> QuerySet[Hold]:
    """Return the holds, whenever they are, that cover something of these refs: those for everywhere, and theirs."""
    return Hold.objects.filter(Q(refs=[]) | Q(refs__overlap=list(refs)))


def covered(hold: Hold) -> QuerySet[PublishedPage]:
    """Return the pages that a hold covers: all, or those that show something of its refs."""
    pages = PublishedPage.objects.all()
    return pages.filter(refs__overlap=hold.refs) if hold.refs else pages


def held(refs: Collection[str], at: dt.datetime) -> Hold | None:
    """Return the hold that covers any of these refs at a moment (`published.moment(request)`), or None.

    A view asks it for each thing that it would promote, and leaves the thing out while it is held.
    """
    running = Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at))
    return covering(refs).filter(running).order_by("starts", "pk").first()


def boundaries(refs: Collection[str], at: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return when a hold over these refs next starts after a moment, and when one that is running next ends."""
    rows = covering(refs).filter(Q(ends__isnull=True) | Q(ends__gt=at)).values_list("starts", "ends")
    starts = [start for start, end in rows if start > at and start != end]
    ends = [end for start, end in rows if start <= at and end is not None]
    return min(starts, default=None), min(ends, default=None)
