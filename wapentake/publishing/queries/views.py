"""Questions about how often pages were read."""

import datetime as dt

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from wapentake.places.models import Ward

from ..models import DailyViews


def months_counted() -> list[dt.date]:
    """Return the first day of every month that has views, newest first. One query."""
    months = DailyViews.objects.order_by().annotate(month=TruncMonth("day")).values_list("month", flat=True).distinct()
    return sorted(months, reverse=True)


def views_by_month(ward: Ward | None = None) -> list[tuple[dt.date, int]]:
    """Return the unique daily views of each month, newest first: of all pages, or of a ward's. One query."""
    rows = DailyViews.objects.filter(ward=ward) if ward else DailyViews.objects.all()
    found = rows.order_by().annotate(month=TruncMonth("day")).values_list("month").annotate(Sum("views"))
    return sorted(((month, int(views)) for month, views in found), reverse=True)


def views_by_ward(begins: dt.date, ends: dt.date) -> dict[str, int]:
    """Return the unique daily views of each ward's pages from a day to the day before another. One query."""
    rows = DailyViews.objects.filter(day__gte=begins, day__lt=ends, ward__isnull=False)
    return {name: int(views) for name, views in rows.order_by().values_list("ward__name").annotate(Sum("views"))}


def views_by_page(begins: dt.date, ends: dt.date, ward: Ward | None = None) -> list[tuple[str, int]]:
    """Return each page's unique daily views from a day to the day before another, most read first. One query."""
    rows = DailyViews.objects.filter(day__gte=begins, day__lt=ends)
    rows = rows.filter(ward=ward) if ward else rows
    found = rows.order_by().values_list("path").annotate(total=Sum("views")).order_by("-total", "path")
    return [(path, int(views)) for path, views in found]
