"""What happens to the public's money. Only these functions write."""

from .alerts import alert_councillor, alert_of_money_left, set_alert_rule
from .applications import (
    approve,
    check,
    pay,
    submit_application,
    support,
    withdraw,
)
from .attachments import attach, detach
from .award_tests import answer_tests, sign_off
from .brought_in import PastAward, bring_in_awards
from .bundles import note_bundle
from .cancellations import cancel_award, confirm_cancellation, drop_cancellation
from .corrections import correct_record
from .declared import declare_interest
from .declining import decline, send_back
from .developments import change_development, put_back_development, withdraw_development
from .drafts import (
    forget_drafts,
    remind_of_drafts,
    save_answer,
    send_links_again,
    send_return_link,
    start_draft,
    submit_draft,
)
from .footing import give_copy
from .freezes import change_freeze, freeze_awards, lift_freeze, override_freeze, set_freeze_rule, turn_down_freeze
from .fund_checks import end_check, set_check
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
from .helping import enter_for_group, invite
from .importing import BRING_IN, apply_import, queue_import, stop_import, undo_import
from .imports import compare_import, drop_import, map_import, stage_import
from .infrastructure import publish_statement, remind_of_statement, remind_of_statements
from .instalments import see_shown, set_instalments, show_for_instalment
from .joint import take_up
from .letters import post_letter
from .levy import add_development, add_plan, count_dwellings, receive_levy, take_back_levy
from .monitoring import (
    accept_monitoring,
    remind,
    remind_of_monitoring,
    send_monitoring,
    send_monitoring_again,
)
from .offers import answer_offer, lapse_offer, lapse_offers
from .officer_checks import tick_checks, undo_tick
from .others import add_match, confirm_match
from .outside import (
    add_outside_fund,
    change_outside_fund,
    check_outside_fund,
    end_outside_fund,
    enter_bid,
    follow_outside_fund,
    leave_outside_fund,
    remind_of_closing,
    settle_bid,
)
from .payee_details import check_details, give_details, open_details, refuse_details
from .payments import BankSaid, make_run, save_run, settle_run
from .privacy import (
    erase_application,
    erase_application_again,
    erase_bank_details,
    erase_draft,
    erase_held_row,
    erase_what_is_due,
    give_what_is_held,
)
from .projects import go_ahead_with_less, submit_project
from .purposes import answer_purpose_change, ask_purpose_change, put_purpose_on
from .recorded import record_award
from .records_checks import CHECK_RECORDS, ask_for_check, check_records
from .recoveries import (
    ask_back,
    open_recovery,
    propose_write_off,
    remind_of_recoveries,
    remind_of_recovery,
    settle_write_off,
    take_in,
)
from .returned import return_money
from .reviews import close_review, raise_review, raise_reviews
from .splitting import say_not_split
from .statement_figures import enter_figure, take_out_figure
from .subsidies import say_sells
from .votes import put_on_again, remind_those_asked, stand_aside, vote
from .years import close_past_year, close_year, freeze, unfreeze

__all__ = [
    "BRING_IN",
    "CHECK_RECORDS",
    "BankSaid",
    "PastAward",
    "accept_monitoring",
    "add_development",
    "add_fund",
    "add_match",
    "add_outside_fund",
    "add_plan",
    "alert_councillor",
    "alert_of_money_left",
    "allot",
    "allot_year",
    "answer_offer",
    "answer_purpose_change",
    "answer_tests",
    "apply_import",
    "approve",
    "ask_back",
    "ask_for_check",
    "ask_purpose_change",
    "attach",
    "bring_in_awards",
    "cancel_award",
    "change_development",
    "change_freeze",
    "change_outside_fund",
    "check",
    "check_details",
    "check_outside_fund",
    "check_records",
    "close_past_year",
    "close_review",
    "close_year",
    "compare_import",
    "confirm_cancellation",
    "confirm_group",
    "confirm_match",
    "confirm_move",
    "correct_record",
    "count_dwellings",
    "declare_interest",
    "decline",
    "detach",
    "drop_cancellation",
    "drop_import",
    "end_check",
    "end_outside_fund",
    "end_rule",
    "enter_bid",
    "enter_figure",
    "enter_for_group",
    "erase_application",
    "erase_application_again",
    "erase_bank_details",
    "erase_draft",
    "erase_held_row",
    "erase_what_is_due",
    "follow_outside_fund",
    "forget_drafts",
    "freeze",
    "freeze_awards",
    "give_copy",
    "give_details",
    "give_what_is_held",
    "go_ahead_with_less",
    "invite",
    "lapse_offer",
    "lapse_offers",
    "leave_outside_fund",
    "lift_freeze",
    "make_run",
    "map_import",
    "note_bundle",
    "open_details",
    "open_recovery",
    "open_year",
    "override_freeze",
    "pay",
    "post_letter",
    "propose_move",
    "propose_write_off",
    "publish_statement",
    "put_back_development",
    "put_on_again",
    "put_purpose_on",
    "queue_import",
    "raise_review",
    "raise_reviews",
    "receive_levy",
    "record_award",
    "refuse_details",
    "refuse_move",
    "remind",
    "remind_of_closing",
    "remind_of_drafts",
    "remind_of_monitoring",
    "remind_of_recoveries",
    "remind_of_recovery",
    "remind_of_statement",
    "remind_of_statements",
    "remind_those_asked",
    "return_money",
    "reverse",
    "save_answer",
    "save_run",
    "say_not_split",
    "say_sells",
    "see_shown",
    "send_back",
    "send_links_again",
    "send_monitoring",
    "send_monitoring_again",
    "send_return_link",
    "set_alert_rule",
    "set_check",
    "set_figures",
    "set_freeze_rule",
    "set_instalments",
    "set_rule",
    "set_up_funds",
    "settle_bid",
    "settle_run",
    "settle_write_off",
    "show_for_instalment",
    "sign_off",
    "stage_import",
    "stand_aside",
    "start_draft",
    "stop_import",
    "submit_application",
    "submit_draft",
    "submit_project",
    "support",
    "take_back_levy",
    "take_in",
    "take_out_figure",
    "take_up",
    "tick_checks",
    "turn_down_freeze",
    "undo_import",
    "undo_tick",
    "unfreeze",
    "vote",
    "withdraw",
    "withdraw_development",
]
