"""What an audit bundle holds besides decisions: officers' checks, instalments, cancellations, money asked back."""

from collections.abc import Iterator

from django.db.models import QuerySet

from ..models import Application, Cancellation, Instalment, OfficerCheck
from ..queries.recoveries import recoveries
from .cells import Value, in_pounds

CHECK_HEADS = (
    "Reference", "Check", "Source", "Applies", "What was found", "Note", "By", "At", "Kept with the approval",
    "Taken back by", "Taken back at",
)  # fmt: skip
INSTALMENT_HEADS = ("Reference", "Instalment", "Pounds", "Paid from", "Shown first", "Read by", "State", "Transfer")
CANCELLATION_HEADS = ("Reference", "State", "Pounds", "Reason", "Proposed by", "Settled by", "Settled at", "Transfer")
RECOVERY_HEADS = (
    "Reference", "Recovery", "State", "Pounds", "Why", "Due on", "Opened by", "Opened at", "Came back in pounds",
    "Written off in pounds", "Still to come in pounds",
)  # fmt: skip


def check_rows(found: QuerySet[Application]) -> Iterator[list[Value]]:
    """Yield every check that officers ticked on some awards, also what was taken back."""
    related = ("application", "check_of", "by", "undone_by")
    rows = OfficerCheck.objects.filter(application__in=found).select_related(*related)
    for one in rows.order_by("application__reference", "at", "pk").iterator():
        yield [
            one.application.reference, one.check_of.words, one.check_of.source, "yes" if one.applies else "no",
            one.found, one.note, one.by.name, one.at.isoformat(), "yes" if one.decision_id else "no",
            one.undone_by.name if one.undone_by else "", one.undone_at.isoformat() if one.undone_at else "",
        ]  # fmt: skip


def instalment_rows(found: QuerySet[Application]) -> Iterator[list[Value]]:
    """Yield every instalment of some awards, in their order."""
    rows = Instalment.objects.filter(application__in=found).select_related("application", "seen_by")
    for one in rows.order_by("application__reference", "number").iterator():
        yield [
            one.application.reference, str(one.number), in_pounds(one.pence), one.due_on, one.get_first_display(),
            one.seen_by.name if one.seen_by else "", one.get_state_display(), str(one.transfer_id or ""),
        ]  # fmt: skip


def cancellation_rows(found: QuerySet[Application]) -> Iterator[list[Value]]:
    """Yield what was cancelled of some awards, or proposed to be."""
    rows = Cancellation.objects.filter(application__in=found).select_related("application", "proposed_by", "settled_by")
    for one in rows.order_by("application__reference", "pk").iterator():
        yield [
            one.application.reference, one.get_state_display(), in_pounds(one.pence), one.reason, one.proposed_by.name,
            one.settled_by.name if one.settled_by else "", one.settled_at.isoformat() if one.settled_at else "",
            str(one.transfer_id or ""),
        ]  # fmt: skip


def recovery_rows(found: QuerySet[Application]) -> Iterator[list[Value]]:
    """Yield what was asked back of some awards, with what came and what was given up."""
    rows = recoveries().filter(application__in=found).select_related("opened_by")
    for one in rows.order_by("application__reference", "pk").iterator():
        yield [
            one.application.reference, str(one.pk), one.get_state_display(), in_pounds(one.pence),
            f"{one.get_why_display()}. {one.said}", one.due_on, one.opened_by.name, one.opened_at.isoformat(),
            in_pounds(one.came), in_pounds(one.given_up), in_pounds(one.to_come),
        ]  # fmt: skip
