"""Subscriptions counted: now, by month, by ward and by where they came from. Counts alone, nobody by name."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from wapentake.foundation.calendars import LONDON, london_date

from ..models import PublishedFigure, Subscriber, Subscription
from ..states import FigureKind, SubscriberState

BOOL = BooleanField()
Key = tuple[dt.date, int | None, str]


@dataclass(frozen=True)
class Movement:
    """Subscriptions that began and ended: month, ward (none: the whole area, or followed) and source, to how many.

    `joins` and `leaves` leave out what only went on elsewhere when wards were drawn anew; the others count it.
    """

    joins: Counter[Key] = field(default_factory=Counter)
    leaves: Counter[Key] = field(default_factory=Counter)
    began: Counter[Key] = field(default_factory=Counter)
    ended: Counter[Key] = field(default_factory=Counter)

    def live_before(self, month: dt.date) -> int:
        """Return how many there were before a month began."""
        return sum(self.began[key] for key in self.began if key[0] < month) - sum(
            self.ended[key] for key in self.ended if key[0] < month
        )


def movement(*, ward: int | None = None, source: str = "") -> Movement:
    """Return what began and ended, of all or of one ward or source. Two queries."""
    rows = Subscription.objects.all()
    rows = rows.filter(ward=ward) if ward else rows
    rows = rows.filter(source=source) if source else rows
    found = Movement()
    for key, count, moved in _by_month(rows, "since", ExpressionWrapper(Q(goes_on_from__isnull=False), BOOL)):
        found.began[key] += count
        found.joins[key] += 0 if moved else count
    for key, count, moved in _by_month(rows.filter(until__isnull=False), "until", F("ward_ended")):
        found.ended[key] += count
        found.leaves[key] += 0 if moved else count
    return found


def _by_month(rows: QuerySet[Subscription], moment: str, moved: Any) -> list[tuple[Key, int, bool]]:
    marked = rows.annotate(month=TruncMonth(moment, tzinfo=LONDON), moved=moved)
    grouped = marked.values_list("month", "ward", "source", "moved").annotate(Count("pk")).order_by()
    return [((london_date(month), ward, source), count, moved) for month, ward, source, moved, count in grouped]


def subscribers_now() -> int:
    """Return how many addresses get the bulletin."""
    return Subscriber.objects.filter(state=SubscriberState.CONFIRMED).count()


def published_figures() -> list[PublishedFigure]:
    """Return figures as they were published and targets, newest first."""
    return list(PublishedFigure.objects.order_by("-on", "kind"))


def target_on(at: dt.datetime) -> PublishedFigure | None:
    """Return the target whose day comes next, or the last that passed."""
    rows = PublishedFigure.objects.filter(kind=FigureKind.TARGET)
    return rows.filter(on__gte=london_date(at)).order_by("on").first() or rows.order_by("-on").first()
