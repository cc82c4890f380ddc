"""What happens to ward plans. Each act: lock, verdict, write, audit, news."""

from .agreeing import agree, propose, take_back, undo_agreement
from .bulk import apply_progress, discard_progress, stage_progress
from .carrying import carry_forward
from .citing import cite, take_out_citation
from .commitments import (
    change_commitment,
    keep_commitment,
    publish_commitment,
    reopen_commitment,
    say_what_it_serves,
    withdraw_commitment,
    write_commitment,
)
from .cycles import open_cycle, set_cycle_length
from .drafting import add_action, draft_priority, edit_draft, revise
from .frameworks import add_outcome, begin_framework, end_framework
from .measures import add_measure, end_measure, enter_reading, set_target, strike_reading
from .notice_questions import ask_about_notice, reply_to_question, set_notice_rule
from .plan_rule import set_plan_rule
from .progress import change_action_state, move_due_date, note_progress, say_what_blocks
from .publishing import publish, withdraw
from .reminders import remind_owner, remind_owners, set_reminder_rule
from .service_notices import (
    acknowledge_notice,
    call_off_notice,
    change_notice,
    discard_notice,
    draft_notice,
    edit_notice,
    give_notice,
    see_notice,
)
from .ward_plans import (
    add_engagement,
    agree_plan,
    begin_plan,
    propose_plan,
    publish_plan,
    refuse_plan,
    remove_engagement,
    take_back_plan,
    withdraw_plan,
    write_plan,
)

__all__ = [
    "acknowledge_notice",
    "add_action",
    "add_engagement",
    "add_measure",
    "add_outcome",
    "agree",
    "agree_plan",
    "apply_progress",
    "ask_about_notice",
    "begin_framework",
    "begin_plan",
    "call_off_notice",
    "carry_forward",
    "change_action_state",
    "change_commitment",
    "change_notice",
    "cite",
    "discard_notice",
    "discard_progress",
    "draft_notice",
    "draft_priority",
    "edit_draft",
    "edit_notice",
    "end_framework",
    "end_measure",
    "enter_reading",
    "give_notice",
    "keep_commitment",
    "move_due_date",
    "note_progress",
    "open_cycle",
    "propose",
    "propose_plan",
    "publish",
    "publish_commitment",
    "publish_plan",
    "refuse_plan",
    "remind_owner",
    "remind_owners",
    "remove_engagement",
    "reopen_commitment",
    "reply_to_question",
    "revise",
    "say_what_blocks",
    "say_what_it_serves",
    "see_notice",
    "set_cycle_length",
    "set_notice_rule",
    "set_plan_rule",
    "set_reminder_rule",
    "set_target",
    "stage_progress",
    "strike_reading",
    "take_back",
    "take_back_plan",
    "take_out_citation",
    "undo_agreement",
    "withdraw",
    "withdraw_commitment",
    "withdraw_plan",
    "write_commitment",
    "write_plan",
]
