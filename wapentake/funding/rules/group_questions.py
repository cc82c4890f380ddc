"""What a fund's dated rule has a group asked besides what every group is, and whether the group has answered it."""

from wapentake.foundation.verdicts import Verdict

from ..queries import InForce, RuleSet
from ..states.award_tests import GroupQuestion
from ..states.fund_rules import Choices
from .particulars import More

YES = Verdict.yes()

NO_PRIORITY = "Say which of the ward’s priorities it serves: this fund pays for nothing else."
NO_DEMANDS = "Say how it meets demands that development puts on the area."
NO_TENANTS = "Say how council tenants benefit, and how many of those who benefit are council tenants."


def asks_for(rules: RuleSet, question: GroupQuestion) -> InForce | None:
    """Return the rule by which a fund asks a question, or nothing where it does not."""
    found = rules.one("group_questions", Choices)
    return found[1] if found and question in found[0].values else None


def answers_of_group(rules: RuleSet, more: More | None, *, serves: bool) -> Verdict:
    """Whether a group answered what its fund asks it besides. What nobody asked a group is not missing."""
    if more is None:
        return YES
    tenants = bool(more.tenant_benefit.strip()) and 0 < (more.tenants or 0) <= (more.people or 0)
    answered = {
        GroupQuestion.PRIORITY: (serves, NO_PRIORITY),
        GroupQuestion.DEMANDS: (bool(more.demands.strip()), NO_DEMANDS),
        GroupQuestion.TENANTS: (tenants, NO_TENANTS),
    }
    for question, (said, missing) in answered.items():
        rule = asks_for(rules, question)
        if rule is not None and not said:
            return Verdict.no(f"{missing} {rule.cited}")
    return YES
