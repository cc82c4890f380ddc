"""What happens to ward plans. Each act: lock, verdict, write, audit, news."""

from .agreeing import agree, propose, take_back, undo_agreement
from .cycles import open_cycle, set_cycle_length
from .drafting import add_action, draft_priority, edit_draft, revise
from .frameworks import add_outcome, begin_framework, end_framework
from .progress import change_action_state, note_progress
from .publishing import publish, withdraw

__all__ = [
    "add_action",
    "add_outcome",
    "agree",
    "begin_framework",
    "change_action_state",
    "draft_priority",
    "edit_draft",
    "end_framework",
    "note_progress",
    "open_cycle",
    "propose",
    "publish",
    "revise",
    "set_cycle_length",
    "take_back",
    "undo_agreement",
    "withdraw",
]
