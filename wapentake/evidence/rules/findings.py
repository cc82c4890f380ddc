"""Who may record, replace and withdraw a finding, and what no finding may say."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict, first_refusal
from wapentake.office.queries import Roles
from wapentake.office.states import RoleKind
from wapentake.places.models import Ward

from ..models import Finding
from ..states import Topic
from ..states.findings import FINDING, Confidence, FindingState, SaidBy

WARD_TEAM = (RoleKind.CO_ORDINATOR, RoleKind.SUPPORT_OFFICER)
# What leads to a person: each with the words for it. A postcode that is whole names fifteen homes; half of one is fine.
PERSONAL = (
    (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), "an e-mail address"),
    (re.compile(r"(?<!\d)(?:\+44|0)(?:[\s().-]?\d){9,10}(?!\d)"), "a telephone number"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE), "a whole postcode"),
)


@dataclass(frozen=True)
class FindingWords:
    """What a finding says."""

    text: str
    topic: Topic
    said_by: SaidBy
    source: str
    confidence: Confidence
    wards: tuple[Ward, ...]
    known_on: dt.date
    look_again_on: dt.date
    place: str = ""
    public: bool = False


def may_record_findings(roles: Roles) -> Verdict:
    """Councillors, the wards' teams, the Head, and officers of services record what is known."""
    if roles.councillor is not None or roles.has(*WARD_TEAM, RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.SERVICE_OFFICER):
        return Verdict.yes()
    return Verdict.no("Only councillors, the wards’ teams and officers of services record what is known of a ward.")


def may_record_of(roles: Roles, wards: Iterable[Ward]) -> Verdict:
    """Councillors and the wards' teams record of their own wards; services and the Head of any."""
    may = may_record_findings(roles)
    if not may or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS, RoleKind.SERVICE_OFFICER):
        return may
    for ward in wards:
        if not (roles.is_member_of(ward) or any(roles.in_ward(kind, ward) for kind in WARD_TEAM)):
            return Verdict.no(f"{ward.name} is not yours: leave it out, or tell its co-ordinator what you know.")
    return Verdict.yes()


def finding_is_sound(words: FindingWords, on: dt.date) -> Verdict:
    """What a finding must say, and that it leads to no person."""
    if not words.text.strip() or not words.source.strip():
        return Verdict.no("Say what is known, and where it comes from.")
    if not words.wards:
        return Verdict.no("Choose at least one ward.")
    if words.known_on > on:
        return Verdict.no("The day on which it was so cannot be still to come.")
    if words.look_again_on <= words.known_on:
        return Verdict.no("The day to look at it again must be later than the day on which it was so.")
    return first_refusal(*(names_nobody(text) for text in (words.text, words.source, words.place)))


def names_nobody(text: str) -> Verdict:
    """Refuse a text with what leads to a person: an e-mail address, a telephone number, a whole postcode."""
    for pattern, what in PERSONAL:
        if found := pattern.search(text):
            said = found.group().strip()
            return Verdict.no(
                f"“{said}” looks like {what}. A finding is about a place, never about a person: leave it out."
            )
    return Verdict.yes()


def may_close_finding(roles: Roles, finding: Finding) -> Verdict:
    """Whoever recorded it, the team of its wards and the Head replace or withdraw a finding that stands."""
    if finding.state != FindingState.STANDS:
        return FINDING.verdict(finding.state, FindingState.WITHDRAWN)
    if finding.recorded_by_id == roles.user.pk and may_record_findings(roles):
        return Verdict.yes()
    team = any(roles.in_ward(kind, ward) for kind in WARD_TEAM for ward in finding.wards.all())
    if team or roles.has(RoleKind.HEAD_OF_NEIGHBOURHOODS):
        return Verdict.yes()
    return Verdict.no("Only whoever recorded it, or the ward’s team, can change what it says.")
