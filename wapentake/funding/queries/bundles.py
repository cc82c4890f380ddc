"""All records of some awards, as an auditor asks for them."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from wapentake.foundation import audit
from wapentake.foundation.calendars import FinancialYear, london_date
from wapentake.foundation.models import AuditRecord
from wapentake.people.models import User

from ..models import Application, CorrectedRecord, Decision, Entry, FundRule


def applications_of(reference: str = "", year: FinancialYear | None = None) -> QuerySet[Application]:
    """Return one application by its reference, or all of a year, by their references."""
    found = Application.objects.select_related("fund", "ward", "councillor", "organisation", "priority")
    found = found.filter(year=year.starts_in) if year else found.filter(reference=reference)
    return found.order_by("reference")


def decisions_on(found: QuerySet[Application]) -> QuerySet[Decision]:
    """Return every decision on them, oldest first."""
    return (
        Decision.objects.filter(application__in=found)
        .select_related("application__organisation", "by", "dispensation")
        .order_by("pk")
    )


def corrected_in(found: QuerySet[Application]) -> QuerySet[CorrectedRecord]:
    """Return the published records that superseded others, oldest first."""
    rows = CorrectedRecord.objects.filter(decision__application__in=found)
    return rows.select_related("decision__application", "by").order_by("pk")


def entries_of(found: QuerySet[Application], year: FinancialYear | None) -> QuerySet[Entry]:
    """Return every leg of their transfers; of a year, also those that belong to no award, such as its allotments."""
    wanted = Q(transfer__application__in=found)
    if year is not None:
        wanted |= Q(transfer__application=None, account__year=year.starts_in)
    related = ("transfer__application", "transfer__by", "account__fund", "account__ward", "account__councillor")
    return Entry.objects.filter(wanted).select_related(*related).order_by("transfer", "pk")


def audit_of(found: QuerySet[Application]) -> Iterator[AuditRecord]:
    """Yield the audit chains of these applications, record by record."""
    streams = [f"award:{reference}" for reference in found.values_list("reference", flat=True)]
    found_of = AuditRecord.objects.filter(stream__in=streams).select_related("personal")
    return found_of.order_by("stream", "seq").iterator()


def broken_chains(found: QuerySet[Application]) -> list[str]:
    """Return the first fault of each of their chains, in words; nothing where all verify."""
    streams = {f"award:{reference}" for reference in found.values_list("reference", flat=True)}
    return [str(fault) for fault in audit.verify() if fault.stream in streams]


def rules_then(found: QuerySet[Application]) -> Iterator[tuple[Application, FundRule]]:
    """Yield the rules of each one's fund as they stood on the day on which it was decided or, before that, sent."""
    rules = list(FundRule.objects.order_by("fund", "key", "from_date"))
    for one in found:
        day = one.decided_on or london_date(one.submitted_at)
        for rule in rules:
            if rule.fund_id == one.fund_id and rule.is_on(day):
                yield one, rule


def names_of(keys: set[int]) -> dict[int, str]:
    """Return the names of users by their keys."""
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
