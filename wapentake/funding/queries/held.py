"""What is held on a person in drafts, applications and their papers."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from ..models import Application, Draft
from .fund_rules import rule_on
from .splitting import GONE

SHORTEST = 3  # letters: less would find everybody


@dataclass(frozen=True)
class Held:
    """The drafts and applications in which a text stands: a name or an e-mail address."""

    drafts: list[Draft]
    applications: list[Application]


def held_on(text: str) -> Held:
    """Return everything in which a name or an e-mail address was given, newest first."""
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        return Held([], [])
    drafts = Draft.objects.filter(Q(email__icontains=text) | Q(answers__icontains=text), application=None)
    given = Q(contact_name__icontains=text) | Q(contact_email__icontains=text) | Q(particulars__phone__icontains=text)
    given |= Q(particulars__postal_address__icontains=text)
    told = Q(particulars__signatories__icontains=text) | Q(attachments__file__name__icontains=text)
    told |= Q(particulars__demands__icontains=text) | Q(particulars__tenant_benefit__icontains=text)
    free = Q(purpose__icontains=text) | Q(who_benefits__icontains=text) | Q(who_was_asked__icontains=text)
    found = Application.objects.filter(given | told | free).distinct().select_related("fund", "ward", "organisation")
    return Held(list(drafts.order_by("-saved_at")), list(found.order_by("-submitted_at")))


def kept_too_long(on: dt.date) -> list[Application]:
    """Return what was declined or withdrawn longer ago than its fund's rule keeps names for."""
    found = Application.objects.filter(state__in=GONE).exclude(contact_name="").select_related("fund")
    months = {fund: rule_on(fund, "keep_personal", on) for fund in {row.fund for row in found}}
    return [
        row
        for row in found
        if (rule := months[row.fund]) is not None
        and months_after(row.decided_on or row.submitted_at.date(), int(rule.value["months"])) < on
    ]


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    ends = (dt.date(year + month // 11, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, ends))
