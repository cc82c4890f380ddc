"""What an audit bundle holds in a shape of its own: officers' checks, and money that was asked back with its sums."""

from collections.abc import Iterator

from django.db.models import QuerySet

from ..models import Application, OfficerCheck
from ..queries.recoveries import recoveries
from .cells import Value, in_pounds

CHECK_HEADS = (
    "Reference", "Check", "Source", "Applies", "What was found", "Note", "By", "At", "Kept with the approval",
    "Taken back by", "Taken back at",
)  # fmt: skip
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


def recovery_rows(found: QuerySet[Application]) -> Iterator[list[Value]]:
    """Yield what was asked back of some awards, with what came and what was given up."""
    rows = recoveries().filter(application__in=found).select_related("opened_by")
    for one in rows.order_by("application__reference", "pk").iterator():
        yield [
            one.application.reference, str(one.pk), one.get_state_display(), in_pounds(one.pence),
            f"{one.get_why_display()}. {one.said}", one.due_on, one.opened_by.name, one.opened_at.isoformat(),
            in_pounds(one.came), in_pounds(one.given_up), in_pounds(one.to_come),
        ]  # fmt: skip
