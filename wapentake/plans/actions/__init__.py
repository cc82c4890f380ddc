"""What happens to ward plans. Each act: lock, verdict, write, audit, news."""

from .agreeing import agree, propose, take_back, undo_agreement
from .carrying import carry_forward
from .cycles import open_cycle, set_cycle_length
from .drafting import add_action, draft_priority, edit_draft, revise
from .frameworks import add_outcome, begin_framework, end_framework
from .notice_questions import ask_about_notice, reply_to_question, set_notice_rule
from .progress import change_action_state, note_progress
from .publishing import publish, withdraw
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
    "add_outcome",
    "agree",
    "agree_plan",
    "ask_about_notice",
    "begin_framework",
    "begin_plan",
    "call_off_notice",
    "carry_forward",
    "change_action_state",
    "change_notice",
    "discard_notice",
    "draft_notice",
    "draft_priority",
    "edit_draft",
    "edit_notice",
    "end_framework",
    "give_notice",
    "note_progress",
    "open_cycle",
    "propose",
    "propose_plan",
    "publish",
    "publish_plan",
    "refuse_plan",
    "remove_engagement",
    "reply_to_question",
    "revise",
    "see_notice",
    "set_cycle_length",
    "set_notice_rule",
    "take_back",
    "take_back_plan",
    "undo_agreement",
    "withdraw",
    "withdraw_plan",
    "write_plan",
]
