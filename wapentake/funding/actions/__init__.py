"""What happens to the public's money. Only these functions write."""

from .applications import (
    approve,
    check,
    decline,
    pay,
    return_money,
    submit_application,
    support,
    withdraw,
)
from .brought_in import PastAward, bring_in_awards
from .drafts import forget_drafts, save_answer, start_draft, submit_draft
from .fund_rules import end_rule, set_figures, set_rule
from .funds import (
    add_fund,
    allot,
    allot_year,
    confirm_move,
    open_year,
    propose_move,
    refuse_move,
    reverse,
    set_up_funds,
)
from .groups import confirm_group
from .recorded import record_award
from .reviews import raise_review, raise_reviews
from .years import close_past_year, close_year, freeze, unfreeze

__all__ = [
    "PastAward",
    "add_fund",
    "allot",
    "allot_year",
    "approve",
    "bring_in_awards",
    "check",
    "close_past_year",
    "close_year",
    "confirm_group",
    "confirm_move",
    "decline",
    "end_rule",
    "forget_drafts",
    "freeze",
    "open_year",
    "pay",
    "propose_move",
    "raise_review",
    "raise_reviews",
    "record_award",
    "refuse_move",
    "return_money",
    "reverse",
    "save_answer",
    "set_figures",
    "set_rule",
    "set_up_funds",
    "start_draft",
    "submit_application",
    "submit_draft",
    "support",
    "unfreeze",
    "withdraw",
]
