"""Questions about money: what is left, what was awarded, what waits for whom. Amounts are integer pence."""

from .applications import (
    AWARDED,
    OPEN,
    applications_visible_to,
    awards,
    decision_of,
    open_from_same_group,
    supporters,
    waiting_for,
)
from .checks import LedgerReport, check_ledger
from .money import (
    Pot,
    accounts_of,
    councillor_line,
    fund_lines,
    is_open,
    last_day_to_decide,
    money_of,
    pot_of,
    pots,
    pots_by_ward,
    rule_on,
    rules_on,
    totals,
)

__all__ = [
    "AWARDED",
    "OPEN",
    "LedgerReport",
    "Pot",
    "accounts_of",
    "applications_visible_to",
    "awards",
    "check_ledger",
    "councillor_line",
    "decision_of",
    "fund_lines",
    "is_open",
    "last_day_to_decide",
    "money_of",
    "open_from_same_group",
    "pot_of",
    "pots",
    "pots_by_ward",
    "rule_on",
    "rules_on",
    "supporters",
    "totals",
    "waiting_for",
]
