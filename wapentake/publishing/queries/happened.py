"""What happened in a ward in a month, as parts of its bulletin's first draft: one function, and one query, a section.

For the whole council (no ward) each section looks at every ward and keeps its newest few.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from wapentake.foundation.calendars import (
    DAY,
    LONDON,
    FinancialYear,
    clock_time,
    london_date,
    long_date,
    short_date,
    start_of_day,
)
from wapentake.foundation.money import pounds, pounds_short
from wapentake.funding.queries import awards, fund_lines, last_days_to_decide, of_groups, payee_of, totals
from wapentake.places.models import Ward
from wapentake.plans.models import InputCall, ProgressNote
from wapentake.plans.states import CallState

from ..models import Item
from ..states import ItemKind, ItemState, PartKind, PartWords

MOST = 5
AHEAD = dt.timedelta(days=45)


def parts_of_month(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return the parts of a first draft that is written on a day: what happened until then, and what comes."""
    sections: tuple[Callable[[Ward | None, dt.date, dt.date], list[PartWords]], ...] = (
        progress, news, awarded, asked, money_left, coming,
    )  # fmt: skip
    return [part for section in sections for part in section(ward, month, on)]


def progress(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return what came of the priorities' actions, the newest note of each."""
    rows = ProgressNote.objects.filter(on__gte=month, on__lte=on, action__priority__state="published")
    rows = _of_ward(rows, ward, "action__priority__ward").select_related("action__priority__ward").order_by("-on")
    found: dict[int, PartWords] = {}
    for note in rows[: MOST * 4]:
        priority = note.action.priority
        href = reverse("site:priority", args=[priority.ward.slug, priority.slug])
        title = priority.title if ward else f"{priority.ward}: {priority.title}"
        words = PartWords(PartKind.PROGRESS, title[:120], note.text, href, "What we said we would do")
        found.setdefault(priority.pk, words)
    return list(found.values())[:MOST]


def news(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return the news and case studies that came out."""
    rows = _out(ward, on).filter(out_from__gte=start_of_day(month)).exclude(kind=ItemKind.EVENT)
    return [
        PartWords(PartKind.NEWS, item.title, item.summary, _item(item), "Read the news")
        for item in rows.order_by("-out_from", "-pk")[:MOST]
    ]


def awarded(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return the awards that were made."""
    rows = _of_ward(awards().filter(decided_on__gte=month, decided_on__lte=on), ward, "ward")
    found = []
    for award in rows.order_by("-decided_on", "-pk")[:MOST]:
        what = f"{award.title.rstrip('.')}, from {award.fund.name}. Decided on {short_date(award.decided_on)}."
        title = f"{pounds_short(award.pence)} for {payee_of(award).name}"[:120]
        href = reverse("funding:award", args=[award.reference])
        found.append(PartWords(PartKind.AWARD, title, what, href, "The award and its reasons"))
    return found


def asked(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return what residents are asked and can still answer."""
    rows = InputCall.objects.filter(state=CallState.OPEN, residents=True, opens_on__lte=on, closes_on__gt=on)
    rows = _of_ward(rows, ward, "ward").select_related("ward").order_by("closes_on", "pk")
    return [
        PartWords(
            PartKind.INPUT, call.title if ward else f"{call.ward}: {call.title}"[:120], call.why[:3_000],
            reverse("plans:input_page", args=[call.ward.slug, call.slug]),
            f"Answer by {short_date(call.closes_on)}",
        )
        for call in rows[:MOST]
    ]  # fmt: skip


def money_left(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return what is left of the money that groups can ask for, and how to ask."""
    year = FinancialYear.of(on)
    pots = [pot for pot in (fund_lines(ward, year) if ward else totals(year)) if pot.allotted and of_groups(pot.fund)]
    if not pots:
        return []
    last = last_days_to_decide(year).get(pots[0].fund.pk)
    by = f" Councillors decide until {long_date(last)}, so ask well before." if last and last >= on else ""
    bar = tuple(sum(getattr(pot, stage) for pot in pots) for stage in ("paid", "committed", "reserved", "left"))
    names = " and ".join(pot.fund.name for pot in pots)
    words = f"Groups can apply to the {names}.{by}"
    left = f"{pounds(bar[3])} left to award"
    return [PartWords(PartKind.MONEY, left, words, reverse("funding:apply"), "How to apply", bar=bar)]


def coming(ward: Ward | None, month: dt.date, on: dt.date) -> list[PartWords]:
    """Return the events that are still to come, the soonest first."""
    rows = _out(ward, on).filter(kind=ItemKind.EVENT, happens_at__gt=start_of_day(on + DAY))
    rows = rows.filter(happens_at__lt=start_of_day(on + AHEAD)).order_by("happens_at", "pk")
    return [
        PartWords(PartKind.EVENT, item.title, _when(item), _item(item), "About it", on=london_date(item.happens_at))
        for item in rows[:MOST]
        if item.happens_at
    ]


def _when(item: Item) -> str:
    assert item.happens_at
    begins = item.happens_at.astimezone(LONDON)
    until = f" to {clock_time(item.happens_until.astimezone(LONDON))}" if item.happens_until else ""
    return f"{begins:%A}, {clock_time(begins)}{until}, {item.venue}"


def _item(item: Item) -> str:
    return reverse("publishing:item", args=[item.slug])


def _out(ward: Ward | None, on: dt.date) -> QuerySet[Item]:
    """What is out before a day ends, of a ward with what concerns every ward, or of the whole council alone."""
    ends = start_of_day(on + DAY)
    rows = Item.objects.filter(Q(out_until__isnull=True) | Q(out_until__gt=ends), state=ItemState.APPROVED)
    own = Q(wards=ward) | Q(wards__isnull=True) if ward else Q()
    return rows.filter(own, out_from__lt=ends).distinct()


def _of_ward(rows: QuerySet[Any], ward: Ward | None, field: str) -> QuerySet[Any]:
    return rows.filter(**{field: ward}) if ward else rows
