"""What a priority may cite, and a cited figure in words."""

import datetime as dt
from typing import NamedTuple

from wapentake.evidence.models import Finding
from wapentake.evidence.rules.figures import period_words
from wapentake.evidence.states import Method
from wapentake.evidence.states.findings import Confidence, FindingState
from wapentake.foundation.calendars import DAY, long_date, months_after
from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from ..models import Citation, FindingCited, PlanRule, Priority
from ..queries import findings_to_cite
from .beside import Beside, name_said, value_said
from .measures import last_day
from .priorities import may_edit

MOST_CITED = 12
MOST_FINDINGS = 8


class CitedShown(NamedTuple):
    """A cited figure as it is read: what, how much, beside what, from where, and whether it is old."""

    key: int
    name: str
    says: str
    value: str
    against: str
    source: str
    old: str


class FindingShown(NamedTuple):
    """A cited finding as it is read: what is known, who says so and when, how sure, what has come since.

    `changes_on` is the day on which it is marked as old, when that is still to come.
    """

    key: int
    text: str
    source: str
    sure: str
    since: str
    changes_on: dt.date | None


def may_cite(roles: Roles, priority: Priority) -> Verdict:
    """Whoever may change a draft cites figures for it, not more than people read."""
    verdict = may_edit(roles, priority)
    if verdict and priority.citations.count() >= MOST_CITED:
        return Verdict.no(f"It cites {MOST_CITED} figures already: take out the one that says least first.")
    return verdict


def not_cited_yet(priority: Priority, figure: Beside) -> Verdict:
    """A figure is cited once in a period."""
    reading = figure.reading
    there = Citation.objects.filter(
        priority=priority, indicator=figure.indicator, period=reading.period, category=reading.category
    )
    return Verdict.no("It cites this figure already.") if there.exists() else Verdict.yes()


def may_cite_finding(roles: Roles, priority: Priority) -> Verdict:
    """Whoever may change a draft cites what is known of its ward, not more than people read."""
    verdict = may_edit(roles, priority)
    if verdict and priority.findings_cited.count() >= MOST_FINDINGS:
        return Verdict.no(f"It cites {MOST_FINDINGS} findings already: take out the one that says least first.")
    return verdict


def finding_can_be_cited(priority: Priority, finding: Finding) -> Verdict:
    """A finding that stands and is of the ward is cited once."""
    if finding in findings_to_cite(priority):
        return Verdict.yes()
    return Verdict.no("It cites this finding already, or it no longer stands for this ward: choose one from the list.")


def finding_shown(cited: FindingCited, on: dt.date) -> FindingShown:
    """Return a cited finding in words, with what has become of it since."""
    finding = cited.finding
    place = f", {finding.place}" if finding.place else ""
    source = f"{finding.source}{place}, {long_date(finding.known_on)}"
    sure = Confidence(finding.confidence).label.partition(":")[0]
    later = finding.look_again_on if finding.look_again_on > on else None
    return FindingShown(cited.pk, finding.text, source, sure, _since(finding, on), later)


def _since(finding: Finding, on: dt.date) -> str:
    if finding.state == FindingState.WITHDRAWN:
        return "Withdrawn since"
    if finding.state == FindingState.REPLACED:
        return f"Now: {finding.replaced_by.text}"
    return "To be looked at again" if finding.look_again_on <= on else ""


def cited_shown(citation: Citation, rule: PlanRule | None, on: dt.date) -> CitedShown:
    """Return a cited figure in words, as it stood when it was cited."""
    indicator = citation.indicator
    method = Method(citation.method).label
    source = f"{indicator.source.title}, {period_words(citation.period)}. {method}."
    return CitedShown(
        citation.pk, name_said(indicator), citation.says, _value(citation), _against(citation), source,
        old_words(citation.period, rule, on),
    )  # fmt: skip


def old_words(period: str, rule: PlanRule | None, on: dt.date) -> str:
    """Say that evidence of a period is older than the day's rule lets pass unmarked; nothing where it is not."""
    if rule is None or on < months_after(last_day(period) + DAY, rule.evidence_months):
        return ""
    return f"The evidence is older than {rule.evidence_months} months."


def _value(citation: Citation) -> str:
    said = value_said(citation.indicator, citation.value)
    return f"{said}, give or take {value_said(citation.indicator, citation.error)}" if citation.error else said


def _against(citation: Citation) -> str:
    said = "" if citation.council_value is None else value_said(citation.indicator, citation.council_value)
    ranked = f"ward ranked {citation.rank} of {citation.of}" if citation.rank and citation.of else ""
    return "; ".join(part for part in (said, ranked) if part)
