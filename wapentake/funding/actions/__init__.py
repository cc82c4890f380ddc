"""What happens to the public's money. Only these functions write."""

from .applications import (
    approve,
    decline,
    pay,
    return_money,
    submit_application,
    support,
    withdraw,
)
from .funds import (
    allot,
    allot_year,
    close_year,
    confirm_move,
    open_year,
    propose_move,
    refuse_move,
    reverse,
    set_up_funds,
)

__all__ = [
    "allot",
    "allot_year",
    "approve",
    "close_year",
    "confirm_move",
    "decline",
    "open_year",
    "pay",
    "propose_move",
    "refuse_move",
    "return_money",
    "reverse",
    "set_up_funds",
    "submit_application",
    "support",
    "withdraw",
]
