"""What a priority cites: figures and findings."""

from wapentake.evidence.models import Finding
from wapentake.evidence.queries import findings_of
from wapentake.evidence.states.findings import FindingState

from ..models import Citation, FindingCited, Priority


def citations_of(priority: Priority) -> list[Citation]:
    """Return what a priority cites, in the order in which it was cited."""
    return list(priority.citations.select_related("indicator__source").order_by("pk"))


def findings_cited(priority: Priority, *, public: bool = False) -> list[FindingCited]:
    """Return the findings that a priority rests on, in the order in which they were cited.

    Residents read the public ones that were not withdrawn: a finding may be withdrawn for what it said of somebody.
    """
    rows = priority.findings_cited.select_related("finding__replaced_by").order_by("pk")
    if public:
        rows = rows.filter(finding__public=True).exclude(finding__state=FindingState.WITHDRAWN)
    return list(rows)


def findings_to_cite(priority: Priority) -> list[Finding]:
    """Return what stands of the ward and is not cited yet, the surest first."""
    there = set(priority.findings_cited.values_list("finding", flat=True))
    return [one for one in findings_of(priority.ward) if one.pk not in there]
