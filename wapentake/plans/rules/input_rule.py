"""Who says how long what people answer is kept, and what such a rule must say."""

from dataclasses import dataclass

from wapentake.foundation.verdicts import Verdict
from wapentake.office.queries import Roles

from .keepers import only_keepers


@dataclass(frozen=True)
class InputRuleWords:
    """What a rule says: for how many months answers are kept, how many days before its end a call reminds, and so on.

    `smallest` is the count of people below which no count is shown.
    """

    months_kept: int
    days_before: int
    smallest: int
    source: str


def may_keep_input_rule(roles: Roles) -> Verdict:
    """The Head of Neighbourhoods and administrators say how long answers are kept."""
    return only_keepers(roles, "say how long answers are kept")


def input_rule_is_sound(words: InputRuleWords) -> Verdict:
    """Nothing of people is kept for more than ten years, and somebody decided how long."""
    if not 0 <= words.months_kept <= 120:
        return Verdict.no("Keep answers for at most 120 months after the cycle.")
    if not 1 <= words.days_before <= 60:
        return Verdict.no("Remind those asked 1 to 60 days before the closing date.")
    if not 1 <= words.smallest <= 100:
        return Verdict.no("Enter 1 to 100 for the smallest count that is shown.")
    return Verdict.yes() if words.source.strip() else Verdict.no("Say where it was decided.")
