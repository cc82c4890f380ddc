"""Who says what a ward plan holds, and what such a rule must say."""

from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .keepers import only_keepers


@dataclass(frozen=True)
class PlanRuleWords:
    """What a rule says: how many priorities, and when a priority is quiet and evidence old."""

    fewest: int
    most: int
    most_overarching: int
    quiet_days: int
    evidence_months: int
    source: str


def may_keep_plan_rule(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators say what a ward plan holds."""
    return only_keepers(roles, "say what a ward plan holds")


def plan_rule_is_sound(words: PlanRuleWords) -> Verdict:
    """A plan has at least one priority, the numbers fit each other, and somebody decided it."""
    if not 1 <= words.fewest <= words.most <= 20:
        return Verdict.no("A plan has at least 1 priority and at most 20, and the most is not less than the fewest.")
    if words.most_overarching > words.most:
        return Verdict.no("No more priorities can run through the others than a plan has.")
    if not 1 <= words.quiet_days <= 1000 or not 1 <= words.evidence_months <= 240:
        return Verdict.no("Enter 1 to 1,000 days without news, and 1 to 240 months for evidence.")
    return Verdict.yes() if words.source.strip() else Verdict.no("Say where it was decided.")
