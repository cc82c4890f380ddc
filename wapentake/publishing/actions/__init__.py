"""What happens to items. Each act: lock, verdict, write, audit, news."""

from .items import approve, discard, draft_item, edit_item, keep_draft, propose, send_back, take_back, withdraw
from .photos import add_photo, set_alt
from .settings import set_approval
from .subscribers import (
    ask_to_subscribe,
    change_preferences,
    confirm,
    leave,
    leave_again,
    suppress,
    suppress_again,
    write_to_confirm,
)

__all__ = [
    "add_photo",
    "approve",
    "ask_to_subscribe",
    "change_preferences",
    "confirm",
    "discard",
    "draft_item",
    "edit_item",
    "keep_draft",
    "leave",
    "leave_again",
    "propose",
    "send_back",
    "set_alt",
    "set_approval",
    "suppress",
    "suppress_again",
    "take_back",
    "withdraw",
    "write_to_confirm",
]
