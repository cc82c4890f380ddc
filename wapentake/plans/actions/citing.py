"""Citing: a priority rests on figures as they stand now, and on what is known of its ward."""

import datetime as dt

from django.db import transaction

from wapentake.evidence.models import Finding
from wapentake.evidence.states.findings import FindingState
from wapentake.foundation.verdicts import Refused, first_refusal
from wapentake.people.models import User

from ..models import Citation, FindingCited, Priority
from ..rules import figures_beside, finding_can_be_cited, may_cite, may_cite_finding, may_edit, not_cited_yet
from .beats import lock_priority, roles_at, tell


@transaction.atomic
def cite(priority: Priority, indicator: int, *, by: User, at: dt.datetime, says: str = "") -> Citation:
    """Cite the ward's newest reading of an indicator, by its key, with what it says. Raises `Refused`."""
    priority = lock_priority(priority)
    figure = next((one for one in figures_beside(priority.ward) if one.indicator.pk == indicator), None)
    if figure is None:
        raise Refused("There is no such figure of this ward: choose one from the list.")
    first_refusal(may_cite(roles_at(by, at), priority), not_cited_yet(priority, figure)).demand()
    reading = figure.reading
    citation = Citation.objects.create(
        priority=priority, indicator=figure.indicator, period=reading.period, category=reading.category,
        area=reading.area, method=reading.method, value=reading.value, error=reading.error, rank=reading.rank,
        of=reading.of, council_value=figure.council.value if figure.council else None, says=says.strip(),
        cited_by=by, cited_at=at,
    )  # fmt: skip
    tell(priority, "cite", by=by, at=at, citation=citation.pk, indicator=figure.indicator.key)
    return citation


@transaction.atomic
def take_out_citation(citation: Citation, *, by: User, at: dt.datetime) -> Priority:
    """Take a figure out of a draft again. Raises `Refused`."""
    priority = lock_priority(citation.priority)
    may_edit(roles_at(by, at), priority).demand()
    key = citation.pk
    priority.citations.filter(pk=key).delete()
    return tell(priority, "take_out_citation", by=by, at=at, citation=key)


@transaction.atomic
def cite_finding(priority: Priority, finding: Finding, *, by: User, at: dt.datetime) -> FindingCited:
    """Let a draft rest on what is known of its ward. Raises `Refused`."""
    priority = lock_priority(priority)
    first_refusal(may_cite_finding(roles_at(by, at), priority), finding_can_be_cited(priority, finding)).demand()
    cited = FindingCited.objects.create(priority=priority, finding=finding, cited_by=by, cited_at=at)
    tell(priority, "cite_finding", by=by, at=at, finding=finding.pk)
    return cited


@transaction.atomic
def take_out_finding(cited: FindingCited, *, by: User, at: dt.datetime) -> Priority:
    """Take a finding out of a draft again. Raises `Refused`."""
    priority = lock_priority(cited.priority)
    may_edit(roles_at(by, at), priority).demand()
    finding = cited.finding_id
    priority.findings_cited.filter(pk=cited.pk).delete()
    return tell(priority, "take_out_finding", by=by, at=at, finding=finding)


def copy_citations(old: Priority, new: Priority) -> None:
    """Let a new version cite what the last one did, as it stood then; what was withdrawn since is left out."""
    for kept in old.findings_cited.exclude(finding__state=FindingState.WITHDRAWN).order_by("pk"):
        kept.pk, kept._state.adding, kept.priority = None, True, new
        kept.save()
    for one in old.citations.order_by("pk"):
        one.pk, one._state.adding, one.priority = None, True, new
        one.save()
