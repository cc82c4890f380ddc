"""The parts in which an award is paid: which comes next, what was paid, what can be paid on a day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BooleanField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast

from wapentake.foundation.calendars import long_date
from wapentake.foundation.money import pounds_short
from wapentake.foundation.prepared import one_of, prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind

from ..models import Application, Instalment
from ..states.instalments import InstalmentState, ShownFirst
from .prints import print_of_words

# What an instalment waits for, as it goes on after its day.
SHOWN_WORDS = {
    ShownFirst.NOTHING: "",
    ShownFirst.RECEIPT: ", once you have shown a receipt",
    ShownFirst.NOTE: ", once you have sent a note of how it goes",
}


def instalments_of(application: Application) -> list[Instalment]:
    """Return the parts in which an award is paid, in their order; none where it is paid at once."""
    return list(application.instalments.select_related("seen_by", "shown_by", "transfer").order_by("number"))


def instalment_terms(application: Application) -> str:
    """Return in a sentence in which parts an award is paid; nothing where it is paid at once."""
    parts = [
        f"{pounds_short(one.pence)} from {long_date(one.due_on)} on{SHOWN_WORDS[ShownFirst(one.first)]}"
        for one in application.instalments.order_by("number")
    ]
    how = "one instalment" if len(parts) == 1 else f"{len(parts)} instalments"
    return f"It is paid in {how}: {'; '.join(parts)}." if parts else ""


def next_instalment(application: Application) -> Instalment | None:
    """Return the part that is paid next, if an award has parts and one is to come."""
    return application.instalments.filter(state=InstalmentState.WAITING).order_by("number").first()


def print_of_shown(part: Instalment) -> str:
    """Return the print of what a group showed for a part, which whoever says that it is read has read."""
    return print_of_words(part.number, part.shown_at, part.shown, part.receipt_on, part.receipt_pence)


def amounts_to_pay(rows: Iterable[Application]) -> dict[int, int]:
    """Return how much is paid next of those awards that have parts, by the awards' keys. One query."""
    return {part.application_id: part.pence for part in _to_come(applications=[row.pk for row in rows])}


@prepared
def _to_come(applications: Any) -> QuerySet[Instalment]:
    rows = Instalment.objects.filter(one_of("application", applications), state=InstalmentState.WAITING)
    return rows.order_by("-number")


def parts_paid(application: Application) -> int:
    """Return how much of an award was paid in parts so far, in pence, whatever came back since."""
    paid = application.instalments.filter(state=InstalmentState.PAID).aggregate(pence=Sum("pence", default=0))
    return int(paid["pence"])


def shown_waiting_for(roles: Roles) -> QuerySet[Instalment]:
    """Return what groups showed for an instalment and a co-ordinator of the ward has to read."""
    wards = roles.ward_keys_held(RoleKind.CO_ORDINATOR)
    if not wards:
        return Instalment.objects.none()
    rows = Instalment.objects.filter(state=InstalmentState.WAITING, shown_at__isnull=False, seen_at=None)
    rows = rows.filter(application__ward__in=wards).select_related("application__organisation", "application__ward")
    return rows.order_by("shown_at", "pk")


def payable_on(on: dt.date) -> Q:
    """Return the condition that an award is paid at once, or that its next part can be paid on a day."""
    shown = Q(first=ShownFirst.NOTHING) | Q(seen_at__isnull=False)
    ready = _next().annotate(ready=ExpressionWrapper(Q(due_on__lte=on) & shown, output_field=BooleanField()))
    parts = Instalment.objects.filter(application=OuterRef("pk"))
    return Q(~Exists(parts)) | Q(Subquery(ready.values("ready")[:1]))


def next_due() -> Subquery:
    """Return the first moment of the day on which an award's next part is due, for a query of applications."""
    return Subquery(_next().values(moment=Cast("due_on", DateTimeField()))[:1])


def _next() -> QuerySet[Instalment]:
    waiting = Instalment.objects.filter(application=OuterRef("pk"), state=InstalmentState.WAITING)
    return waiting.order_by("number")
