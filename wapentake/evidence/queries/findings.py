"""Questions about findings. Every list that a person sees goes through `findings_visible_to`."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.foundation.operations.held import WORK, Place, kept
from wapentake.foundation.prepared import prepared
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Finding
from ..states.findings import Confidence, FindingState

FINDINGS_HELD = kept(
    WORK,
    Place(
        Finding,
        "Findings about wards",
        ("text", "source", "place", "withdrawn_because"),
        ("recorded_by",),
        ("state", "known_on", "recorded_at"),
    ),
)
# Who is outside the council, and sees what everybody sees.
OUTSIDERS = frozenset({RoleKind.PARTNER, RoleKind.PARISH_CLERK, RoleKind.LOCALITY_CHAMPION})


@dataclass(frozen=True)
class CitedFinding:
    """A finding as whoever cites it keeps it: its key, and its words, source and confidence as they were."""

    key: int
    text: str
    source: str
    confidence: str
    known_on: dt.date


def findings_ref(ward: Ward) -> str:
    """Return how changes name what is known of a ward, for the pages that show it."""
    return f"findings:{ward.code}"


def findings_visible_to(roles: Roles) -> QuerySet[Finding]:
    """Return the findings that a person may see: all for councillors and officers, the public ones for others."""
    inside = roles.term is not None or any(role.kind not in OUTSIDERS for role in roles.held)
    rows = Finding.objects.all()
    return rows if inside else rows.filter(public=True, state=FindingState.STANDS)


def findings_in(ward: str) -> Q:
    """Return the condition that a finding is of the ward with a slug."""
    return Q(pk__in=Finding.wards.through.objects.filter(ward__slug=ward).values("finding"))


def findings_of(ward: Ward, *, public: bool = False) -> list[Finding]:
    """Return what stands of a ward, the surest first and then the newest; only what is public if asked. One query."""
    rows = _standing(ward=ward.pk)
    found = [row for row in rows if row.public] if public else rows
    sure = [each.value for each in Confidence]
    return sorted(found, key=lambda row: sure.index(row.confidence))


@prepared
def _standing(ward: Any) -> QuerySet[Finding]:
    wards = Finding.wards.through.objects.filter(ward=ward)
    rows = Finding.objects.filter(pk__in=wards.values("finding"), state=FindingState.STANDS)
    return rows.order_by("-known_on", "-pk")[:60]


def is_old(finding: Finding, on: dt.date) -> bool:
    """Say whether a finding should be looked at again on a day."""
    return finding.look_again_on <= on


def cited(finding: Finding) -> CitedFinding:
    """Return a finding as a plan cites it: a later one that replaces it changes nothing here."""
    return CitedFinding(
        finding.pk, finding.text, finding.source, str(finding.get_confidence_display()), finding.known_on
    )


def versions_of_finding(finding: Finding) -> list[Finding]:
    """Return the findings that a finding replaced, newest first."""
    found: list[Finding] = []
    before = finding.replaces
    while before is not None:
        found.append(before)
        before = before.replaces
    return found
