"""What happens to offices: polls, terms, roles, registers."""

from ..rules import BadLines, Dispensing, Entry, Holding, LoadedCouncillor
from .councillors import (
    LoadReport,
    add_councillor,
    close_account,
    create_administrator,
    load_councillors,
    record_result,
    update_councillor,
)
from .digests import send_digest
from .dispensations import record_dispensation, withdraw_dispensation
from .interests import change_interest, end_interest, register_interest, settle_withholding
from .publicity import hold_publicity, lift_hold, reinstate_page, withdraw_page
from .roles import arrange_cover, confirm_roles, end_role, end_role_again, grant_role, hand_over_role
from .terms import (
    declare_vacancy,
    elect,
    end_suspension,
    end_term,
    end_term_again,
    hold_poll,
    move_poll,
    set_election_rule,
    suspend,
)

__all__ = [
    "BadLines",
    "Dispensing",
    "Entry",
    "Holding",
    "LoadReport",
    "LoadedCouncillor",
    "add_councillor",
    "arrange_cover",
    "change_interest",
    "close_account",
    "confirm_roles",
    "create_administrator",
    "declare_vacancy",
    "elect",
    "end_interest",
    "end_role",
    "end_role_again",
    "end_suspension",
    "end_term",
    "end_term_again",
    "grant_role",
    "hand_over_role",
    "hold_poll",
    "hold_publicity",
    "lift_hold",
    "load_councillors",
    "move_poll",
    "record_dispensation",
    "record_result",
    "register_interest",
    "reinstate_page",
    "send_digest",
    "set_election_rule",
    "settle_withholding",
    "suspend",
    "update_councillor",
    "withdraw_dispensation",
    "withdraw_page",
]
